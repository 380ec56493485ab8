"""What opens over the window and is closed again."""
