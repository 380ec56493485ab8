"""Answers in the window."""
