"""What many futures came to, all in one."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.plan import Plan

VARIES = (
    "Each future has its own rate of new plans, share of plans that end, moves, share "
    "of children who need a specialist place, and chance of small numbers. Children "
    "of each age, journeys and prices are the same in all."
)
"""What differs between futures, in words."""


@dataclass(frozen=True)
class Outcomes:
    """What many futures came to.

    Attributes
    ----------
    plans
        By name; the first is the one whose schemes were looked at alone.
    assessed
        As ``assess_futures`` returns.
    intervals
        As :func:`capital_planner.futures.intervals.intervals` returns.
    verdicts
        As :func:`capital_planner.futures.verdicts.verdicts` returns; None when
        schemes were not looked at.
    seed
        Of the futures.
    """

    plans: dict[str, Plan]
    assessed: pd.DataFrame
    intervals: pd.DataFrame
    verdicts: pd.DataFrame | None
    seed: int
