"""The work of the window as one file: opened, saved, journalled, commented on."""
