"""The money rules: cash against the allocation, and the whole cost."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from capital_planner.checks.decisions import chosen_schemes
from capital_planner.checks.ledger import Ledger, broken
from capital_planner.errors import Problem
from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

PENNY = 0.01
SAME = 1e-9
"""Relative difference of two sums of the same figures."""


def within_the_money(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that cumulative cash stays within the money, committed schemes first."""
    allocation = scenario.funding["allocation_gbp"].astype(float)
    first = int(allocation.index.min())
    last = max(int(allocation.index.max()), *scenario.years)
    years = range(first, last + 1)
    committed, decided = dict.fromkeys(years, 0.0), dict.fromkeys(years, 0.0)
    for scheme, row in chosen_schemes(scenario, plan).iterrows():
        if row["standing"] == "on_site":
            continue
        charged = committed if row["standing"] == "committed" else decided
        for year, cash in _cash(scenario, scheme, row).items():
            charged[min(max(year, first), last)] += cash
    money = allocation.reindex(list(years)).fillna(0.0).cumsum()
    taken = spent = 0.0
    for year in years:
        taken += committed[year]
        spent += decided[year]
        left = max(float(money[year]) - taken, 0.0)
        if spent > left + PENNY:
            alone = (
                "; the committed schemes alone exceed the allocation"
                if taken > money[year]
                else ""
            )
            yield broken(
                "within_the_money",
                f"By the end of {year}-{(year + 1) % 100:02d} the schemes to decide "
                f"cost {spent:,.0f} pounds in cash, but {left:,.0f} of "
                f"{money[year]:,.0f} is left after committed schemes{alone}.",
                "Choose smaller, fewer or later schemes, or enter more funding.",
                year,
            )
            return


def _cash(scenario: Scenario, scheme: object, row: pd.Series) -> dict[int, float]:
    costs, ladder = scenario.costs, scenario.sizes["capital_gbp"]
    real = float(ladder[ladder.index.isin([(scheme, row["size"])])].sum())
    total = real * (1 + float(costs["contingency"]))
    growth = 1 + float(costs["construction_inflation"])
    cash: dict[int, float] = {}
    for offset, share in zip(
        scenario.capital_profile.index, scenario.capital_profile, strict=True
    ):
        year = int(row["opening"]) + int(offset)
        cash[year] = total * float(share) * growth ** (year - int(costs["price_year"]))
    return cash


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
