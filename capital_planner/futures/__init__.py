"""Futures drawn at random, and what plans come to in them."""

from capital_planner.futures.by_scheme import schemes_in_futures
from capital_planner.futures.children import Sampled, foretell, sample
from capital_planner.futures.coverage import coverage, reforecast
from capital_planner.futures.ground import Ground, lay_ground
from capital_planner.futures.intervals import (
    Foretold,
    foretell_all,
    intervals,
    public_intervals,
)
from capital_planner.futures.outcomes import VARIES, Outcomes
from capital_planner.futures.sampling import Draw, draw, ranges
from capital_planner.futures.verdicts import compare, expected_places, verdicts

__all__ = [
    "VARIES",
    "Draw",
    "Foretold",
    "Ground",
    "Outcomes",
    "Sampled",
    "compare",
    "coverage",
    "draw",
    "expected_places",
    "foretell",
    "foretell_all",
    "intervals",
    "lay_ground",
    "public_intervals",
    "ranges",
    "reforecast",
    "sample",
    "schemes_in_futures",
    "verdicts",
]
