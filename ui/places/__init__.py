"""Districts, towns and schools: find one, read its story, join districts."""
