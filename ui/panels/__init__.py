"""What stands around the map: options, schemes, inputs, search, measures, tables."""
