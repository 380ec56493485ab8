"""Imports as an officer makes them in the window."""
