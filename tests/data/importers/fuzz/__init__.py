"""Spoilt files by the thousand, each made again by its number.

``uv run python -m tests.data.importers.fuzz [FORMAT ...] --count 10000 --seed 0``
"""
