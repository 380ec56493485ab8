"""What the command line and the window's workers do; no Qt is loaded here."""
