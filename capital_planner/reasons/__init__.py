"""Reasons: why a plan is as it is, what else there was, and what it rests on."""

from capital_planner.reasons.answers import (
    FROM_PRICES,
    RE_SOLVED,
    WORKED_OUT,
    Compared,
    Condition,
    Explanation,
    Method,
    Outcome,
    Searched,
    WhatIf,
    Why,
    WhyNot,
)
from capital_planner.reasons.differences import changes, compared

__all__ = [
    "FROM_PRICES",
    "RE_SOLVED",
    "WORKED_OUT",
    "Compared",
    "Condition",
    "Explanation",
    "Method",
    "Outcome",
    "Searched",
    "WhatIf",
    "Why",
    "WhyNot",
    "changes",
    "compared",
]
