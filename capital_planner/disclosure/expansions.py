"""Expansions of special schools that have not agreed, where a detail would name one."""

import pandas as pd

from capital_planner.plan import Plan
from capital_planner.scenario import Scenario


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


def as_told(scenario: Scenario, plan: Plan) -> Plan:
    """Leave out the schemes whose details would tell the public their school.

    What this plan does is what the public is told by district, need and phase: it
    is the same whichever school is meant.

    Returns
    -------
    Plan
        The plan itself where it has no such scheme.
    """
    schemes = scenario.schemes.reindex(plan.choices.index)
    pointing = points_at_a_school(schemes).to_numpy(bool)
    return Plan(plan.choices[~pointing]) if pointing.any() else plan
