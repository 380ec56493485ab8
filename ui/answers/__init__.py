"""Answers to an officer's questions: why, what more money buys, what lasts."""
