"""What is measured, by size; nothing here is part of the product."""
