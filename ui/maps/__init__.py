"""The map of the window: the view, what is painted on it, its card and legend."""
