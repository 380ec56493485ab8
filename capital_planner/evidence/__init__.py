"""Evidence: what specialist bases alone can meet, and why not the rest."""

from capital_planner.evidence.counterfactual import BasesFirst, bases_first
from capital_planner.evidence.found import Evidence, at_the_stated_share
from capital_planner.evidence.reasons import MET, REASONS
from capital_planner.evidence.shares import (
    SHARES,
    Step,
    Turning,
    at_share,
    largest_factor,
    turning_point,
)
from capital_planner.evidence.story import paragraphs_of, story
from capital_planner.evidence.tables import figures, residual

__all__ = [
    "MET",
    "REASONS",
    "SHARES",
    "BasesFirst",
    "Evidence",
    "Step",
    "Turning",
    "at_share",
    "at_the_stated_share",
    "bases_first",
    "figures",
    "largest_factor",
    "paragraphs_of",
    "residual",
    "story",
    "turning_point",
]
