"""Pounds as the public may see them, and costs that are exempt from publication."""

import pandas as pd

from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience

NEAREST_GBP = 100_000
"""Finer pounds in public would follow from children that are not rounded."""


def shown_pounds(pounds: float, audience: Audience) -> float:
    """Pounds as an audience may see them: in public to the nearest 100,000."""
    if audience == "restricted":
        return float(pounds)
    return float(round(pounds / NEAREST_GBP) * NEAREST_GBP)


def exempt_schemes(scenario: Scenario, plan: Plan) -> pd.Index:
    """Ids of a plan's schemes whose cost is exempt from publication (Part II)."""
    chosen = plan.choices.index
    if "cost_exempt" not in scenario.schemes:
        return chosen[:0]
    exempt = scenario.schemes["cost_exempt"].reindex(chosen).fillna(value=False)
    return chosen[exempt.astype(bool).to_numpy()]
