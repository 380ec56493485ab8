"""Expansions of special schools that have not agreed, where a detail would name one."""

import pandas as pd

from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience


def points_at_a_school(schemes: pd.DataFrame) -> pd.Series:
    """Whether details of each scheme would tell the public which school it is at.

    Parameters
    ----------
    schemes
        With columns ``consent`` and ``route``.
    """
    unsure = schemes["consent"] != "agreed"
    found: pd.Series = unsure & (schemes["route"] == "special_expansion")
    return found


def places_held_back(
    scenario: Scenario, this: Plan, other: Plan, *, audience: Audience
) -> frozenset[str]:
    """Districts where places of two plans side by side would point at a school.

    An expansion that only one of two plans has, or has in another size or year,
    shows in the places of its own district: they are held back in every district
    that its label says it may be in.

    Parameters
    ----------
    scenario
        Its schemes say which districts, or areas, each may be in.

    Returns
    -------
    frozenset of str
        Names of districts; none for the council.
    """
    if audience != "public":
        return frozenset()
    schemes = scenario.schemes[points_at_a_school(scenario.schemes)]
    was, now = (
        plan.choices[["places", "opening_year"]].reindex(schemes.index).fillna(0)
        for plan in (this, other)
    )
    differ = schemes.loc[(was != now).any(axis=1), "districts"]
    return frozenset(name for names in differ for name in str(names).split("|"))
