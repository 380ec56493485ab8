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
from capital_planner.reasons.papers import answers, notes, page
from capital_planner.reasons.tables import rules_table, what_if_table, worths_table
from capital_planner.reasons.telling import Telling

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
    "Telling",
    "WhatIf",
    "Why",
    "WhyNot",
    "answers",
    "changes",
    "compared",
    "notes",
    "page",
    "rules_table",
    "what_if_table",
    "worths_table",
]
