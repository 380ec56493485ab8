"""What the benchmarks measure against is right."""
