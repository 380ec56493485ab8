"""What is worked out to explain a plan: figures, each with how it was found."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.sufficiency import Measures

Method = Literal["worked out again with and without", "re-solved", "from prices"]
WORKED_OUT: Method = "worked out again with and without"
RE_SOLVED: Method = "re-solved"
FROM_PRICES: Method = "from prices"

METHODS = {
    WORKED_OUT: "every child was placed again under both plans, and the two compared",
    RE_SOLVED: "other plans within the rules were looked for, and the best one found "
    "was worked out in full; a better one may exist",
    FROM_PRICES: "read off the prices that the search put on places and rules; it "
    "holds for a small change",
}
"""How a figure was found, and what that means."""

COUNTS = (
    "independent",
    "still_needed",
    "long_journey",
    "own_district",
    "child_minutes",
)
"""Measures in which plans are compared, as ``Measures.by_area`` has them."""


@dataclass(frozen=True)
class Outcome:
    """A plan worked out: where each child is placed, and what it measures."""

    plan: Plan
    placements: Placements
    measures: Measures


@dataclass(frozen=True)
class Compared:
    """Another plan held against the plan explained: the other less this.

    Attributes
    ----------
    since
        First year compared. Children are means over the years from then on.
    parts
        Index a part of the whole cost: present value, real 2025 pounds.
    children
        Index district of the home and ``all``; columns ``COUNTS``: children,
        places still needed, and one-way minutes of all children together.
    settings
        Index kind of setting, ``across_border`` left out, and ``still_needed``:
        children there.
    at_scheme
        Children in the setting that the scheme asked about adds to; 0 where no
        single scheme is asked about.
    from_mainstream
        Children from mainstream in new bases, beside the rest.
    """

    since: int
    parts: pd.Series
    children: pd.DataFrame
    settings: pd.Series
    at_scheme: float
    from_mainstream: float

    @property
    def cost_gbp(self) -> float:
        """Whole cost, present value: more (above 0) or less than the plan's."""
        return float(self.parts.sum())


@dataclass(frozen=True)
class Searched:
    """The best other plan that was found.

    Attributes
    ----------
    compared
        Held against the plan explained.
    plan
        The plan found.
    changes
        Index scheme; columns ``was_places``, ``was_year``, ``now_places``,
        ``now_year`` (0: not built). Only schemes that differ.
    tried
        Plans assessed to find it.
    every
        Whether every plan within the rules was tried.
    """

    compared: Compared
    plan: Plan
    changes: pd.DataFrame
    tried: int
    every: bool


@dataclass(frozen=True)
class Condition:
    """A rule in the way, and what it is about (a year, an area, a scheme)."""

    rule: str
    about: str


@dataclass(frozen=True)
class Why:
    """Why a scheme is in the plan.

    Attributes
    ----------
    scheme, places, opening_year, standing
        What it is.
    broken
        Rules that the plan without it, and nothing in its place, would break.
    without
        That plan, worked out again; None for a scheme on site.
    instead
        The best plan found that leaves it out and uses the money and openings
        it frees; None where no other plan keeps the rules.
    """

    scheme: str
    places: int
    opening_year: int
    standing: str
    broken: tuple[Condition, ...]
    without: Compared | None
    instead: Searched | None


@dataclass(frozen=True)
class WhyNot:
    """Why a scheme is not in the plan.

    Attributes
    ----------
    forbidden
        Rules that keep every size and year of it out of every plan.
    forced
        The best plan found that has it; None where there is none.
    """

    scheme: str
    forbidden: tuple[Condition, ...]
    forced: Searched | None


@dataclass(frozen=True)
class WhatIf:
    """What becomes of the plan if something turns out otherwise.

    Attributes
    ----------
    name
        ``no_host`` (of those still to decide), ``no_host_at_all`` (approved ones
        too), ``no_host_for`` (one approved), ``costs_rise`` or ``inflation``.
    schemes
        Schemes that the plan loses.
    method
        How it was found.
    compared
        Held against the plan explained; None where no plan that keeps every rule
        was found.
    searched
        The plan found, where one was looked for.
    amount
        By how much: 1.25 for a quarter more; 0 where it does not apply.
    """

    name: str
    schemes: tuple[str, ...]
    method: Method
    compared: Compared | None
    searched: Searched | None = None
    amount: float = 0.0


@dataclass(frozen=True)
class Explanation:
    """All answers about one plan.

    Attributes
    ----------
    gap_gbp
        Most by which a better plan could cost less; NaN where not known.
    why, why_not, what_if
        Answers.
    better_gbp
        By how much the plan that the prices come from costs less; 0 if it does
        not.
    worths
        Index a group of hosts; columns as ``optimiser.worths`` gives them.
    rules
        A row a rule with a price; columns as ``optimiser.worths`` gives them.
    """

    gap_gbp: float
    why: tuple[Why, ...]
    why_not: tuple[WhyNot, ...]
    what_if: tuple[WhatIf, ...]
    worths: pd.DataFrame
    rules: pd.DataFrame
    better_gbp: float = 0.0
