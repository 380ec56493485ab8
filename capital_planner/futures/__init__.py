"""Futures drawn at random, and what plans come to in them."""

from capital_planner.futures.children import Sampled, foretell, sample
from capital_planner.futures.ground import Ground, lay_ground
from capital_planner.futures.sampling import Draw, draw, ranges

__all__ = [
    "Draw",
    "Ground",
    "Sampled",
    "draw",
    "foretell",
    "lay_ground",
    "ranges",
    "sample",
]
