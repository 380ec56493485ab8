"""Two options beside each other: linked maps, their difference, what changed."""
