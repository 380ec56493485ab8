"""Packs as their readers get them: the same numbers everywhere, and no secret."""
