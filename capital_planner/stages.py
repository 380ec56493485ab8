"""The stages a scheme goes through, and when it can open from the one it reached."""

import math
from calendar import month_name

from capital_planner.case import Assumptions

STAGES = (
    "idea",
    "expression of interest",
    "feasibility",
    "informal consultation",
    "statutory notice",
    "cabinet decision",
    "on site",
    "open",
)
"""In order. Approval in principle is where feasibility begins."""
BY_ROUTE = ("feasibility", "cabinet decision", "on site")
"""Stages whose length depends on what is built."""
SEPTEMBER = 9
SLIP = 1e-9
"""Months: sums of lengths are rounded."""


def months_to_open(stage: str, route: str, given: Assumptions) -> float:
    """Months from reaching a stage to opening.

    Parameters
    ----------
    stage
        One of ``STAGES``.
    route
        Kind of scheme, as the programme writes it.
    """
    left = STAGES[STAGES.index(stage) : -1]
    keys = [f"{route} {name}" if name in BY_ROUTE else name for name in left]
    return sum(given.value("stage_months", key) for key in keys)


def first_september(reached_on: str, months: float) -> int:
    """Year of the first September so many months after a month, or in it.

    Parameters
    ----------
    reached_on
        Year and month, ``2026-02``.
    """
    year, month = map(int, reached_on.split("-"))
    ready = 12 * year + month + math.ceil(months - SLIP)
    return math.ceil((ready - SEPTEMBER) / 12)


def latest_month(year: int, months: float) -> str:
    """Last month in which so many months are left before the September of a year.

    Returns
    -------
    str
        Year and month, ``2026-02``: what ``first_september`` takes back to the year.
    """
    at = 12 * year + SEPTEMBER - 1 - math.ceil(months - SLIP)
    return f"{at // 12}-{at % 12 + 1:02d}"


def month_of(day: str) -> str:
    """Year and month (``2026-02``) of a day in words (``3 February 2026``)."""
    _, name, year = day.split()
    return f"{year}-{list(month_name).index(name):02d}"


def month_in_words(month: str) -> str:
    """Say a year and month (``2026-02``) in words: ``February 2026``."""
    year, number = map(int, month.split("-"))
    return f"{month_name[number]} {year}"


def reached_in_words(stage: str) -> str:
    """Say in words what reaching a stage is."""
    return {"feasibility": "approval in principle"}.get(stage, f"the stage {stage}")


def months_between(reached_on: str, year: int) -> int:
    """Months from a month (``2026-02``) to the September of a year."""
    begun, month = map(int, reached_on.split("-"))
    return 12 * (year - begun) + SEPTEMBER - month


def earliest_opening(stage: str, route: str, at: str, given: Assumptions) -> int:
    """Academic year in which a scheme can open that reached a stage in a month.

    Parameters
    ----------
    stage, route
        As ``months_to_open`` takes them.
    at
        Year and month in which it was reached, ``2026-02``.

    Returns
    -------
    int
        Year of the first September by which the stages left can be gone through.
    """
    return first_september(at, months_to_open(stage, route, given))


def success(stage: str, given: Assumptions) -> float:
    """Chance that a scheme which has reached a stage opens."""
    keys = {"idea": "idea", "expression of interest": "expression_of_interest"}
    return given.value("host_success", keys.get(stage, "approved"))
