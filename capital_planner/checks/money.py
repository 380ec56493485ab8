"""The whole cost of a plan, and the price of a gap beyond the largest."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from capital_planner.checks.ledger import Ledger, broken
from capital_planner.errors import Problem
from capital_planner.objective import price_plan

SAME = 1e-9
"""Relative difference of two sums of the same figures."""


def smallest_gap(ledger: Ledger) -> float:
    """Price of every child by whom a district is beyond the largest gap allowed.

    Returns
    -------
    float
        Present value, real 2025 pounds.
    """
    scenario = ledger.scenario
    rules = scenario.settings.rules
    if rules.most_gap is None:
        return 0.0
    costs = scenario.costs
    limit = scenario.journey_limit[ledger.rows.get_level_values("phase")]
    near = ledger.minutes * float(costs["run_factor"]) <= limit.to_numpy(float)[:, None]
    zones = ledger.rows.get_level_values("zone")
    homes = scenario.zones["district"][zones].to_numpy()
    total = 0.0
    for year in scenario.years:
        met = (ledger.children(year) * (near & ledger.is_state)).sum(axis=1)
        need = pd.DataFrame({"met": met, "wanted": ledger.demand(year)})
        by_home = need.groupby(homes).sum()
        missed = (by_home["wanted"] - by_home["met"]).clip(lower=0.0)
        beyond = missed - rules.most_gap * by_home["wanted"]
        later = year - float(costs["price_year"])
        worth = (1 + float(costs["discount_rate"])) ** -later
        total += float(beyond.clip(lower=0.0).sum()) * rules.gap_price_gbp * worth
    return total


def whole_cost(
    ledger: Ledger, stated_parts: pd.Series | None = None
) -> Iterator[Problem]:
    """Check that the whole cost is as stated, and no less than its bound."""
    plan = ledger.plan
    parts = price_plan(ledger.scenario, plan, ledger.placements)
    parts["gap"] = smallest_gap(ledger)
    whole = float(parts.sum())
    allowed = SAME * max(abs(whole), 1.0)
    if stated_parts is not None:
        both = pd.DataFrame({"stated": stated_parts, "found": parts}).fillna(0.0)
        for part, row in both[
            (both["stated"] - both["found"]).abs() > allowed
        ].iterrows():
            yield broken(
                "whole_cost",
                f"The part {part} of the whole cost is {row['found']:,.2f} pounds, but "
                f"{row['stated']:,.2f} is stated.",
                "Measure the plan again.",
                part,
            )
    if plan.quality is None:
        return
    stated, bound = plan.quality.objective_gbp, plan.quality.bound_gbp
    if np.isfinite(stated) and abs(stated - whole) > allowed:
        yield broken(
            "whole_cost",
            f"The plan costs {whole:,.2f} pounds in all, but {stated:,.2f} is stated.",
            "Assess the plan again.",
            "objective_gbp",
        )
    if np.isfinite(bound) and bound > whole + allowed:
        yield broken(
            "bound_below_cost",
            f"No plan is said to cost less than {bound:,.2f} pounds, but this one "
            f"costs {whole:,.2f}.",
            "Report this: the bound is wrong.",
            "bound_gbp",
        )
