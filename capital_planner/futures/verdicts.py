"""What many futures say of each scheme, and of the choice among plans."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from capital_planner.futures.coverage import HIGH, LOW
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario

COST = "whole_cost_gbp"
NO_REGRET = 0.9
"""Share of futures in which a scheme that is no regret works."""
MOST, FEW = 0.5, 0.25
WORST = 0.1
WITHOUT, LATER = "without ", "later "
YEARS_LATER = 2


def schemes_tried(scenario: Scenario, plan: Plan) -> list[str]:
    """Schemes of a plan that are not on site: those still worth a question."""
    standing = scenario.schemes["standing"].reindex(plan.choices.index)
    return [str(name) for name in plan.choices.index[standing != "on_site"]]


def without(plan: Plan, scheme: str) -> Plan:
    """Leave one scheme out of a plan."""
    return Plan(plan.choices.drop(index=scheme))


def later(plan: Plan, scheme: str) -> Plan:
    """Open one scheme of a plan two years later."""
    moved = (plan.choices.index == scheme) * YEARS_LATER
    years = plan.choices["opening_year"] + moved
    return Plan(plan.choices.assign(opening_year=years))


def verdicts(outcomes: pd.DataFrame, plan: str, schemes: Sequence[str]) -> pd.DataFrame:
    """Say in how many futures each scheme saves more than it costs.

    A scheme works in a future when the whole cost of the plan with it is below
    the whole cost without it.

    Parameters
    ----------
    outcomes
        As ``assess_futures`` returns, with the plan and, for each scheme, the
        plans ``without <scheme>`` and, where it can open later, ``later <scheme>``.
    schemes
        Ids.

    Returns
    -------
    pandas.DataFrame
        Index ``scheme``; columns ``futures``, ``works`` and, of the futures in
        which more and fewer children than the median need a place,
        ``works_many`` and ``works_few``; ``later_costs_less`` (NaN where it
        cannot open later), ``saving_gbp`` (mean); and whether it is on the
        lists ``no_regret``, ``only_if_many`` and ``defer``.
    """
    cost = _costs(outcomes)
    counts = outcomes.loc[[plan]].filter(like="children_").droplevel("plan")
    mean_children = counts.mean(axis="columns")
    many = (mean_children > mean_children.median()).reindex(cost.index)
    rows = {}
    for scheme in schemes:
        saving = cost[WITHOUT + scheme] - cost[plan]
        works = saving > 0
        moved = cost.get(LATER + scheme)
        rows[scheme] = {
            "futures": len(cost),
            "works": int(works.sum()),
            "works_many": int((works & many).sum()),
            "works_few": int((works & ~many).sum()),
            "later_costs_less": (
                np.nan if moved is None else float((moved < cost[plan]).sum())
            ),
            "saving_gbp": float(saving.mean()),
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("scheme")
    return _listed(table, int(many.sum())) if rows else table


def _listed(table: pd.DataFrame, many: int) -> pd.DataFrame:
    few = table["futures"] - many
    return table.assign(
        no_regret=table["works"] >= NO_REGRET * table["futures"],
        only_if_many=(table["works_many"] > MOST * many)
        & (table["works_few"] < FEW * few),
        defer=table["later_costs_less"] > MOST * table["futures"],
    )


def compare(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Compare plans by their cost in all futures and in the dearest tenth.

    Returns
    -------
    pandas.DataFrame
        Index ``plan``; columns ``expected_gbp``, ``worst_decile_gbp`` (mean of
        the dearest tenth of each plan's futures), ``low_gbp`` and ``high_gbp``
        (between which the cost is in 8 of 10 futures), ``lowest_in`` (futures in
        which no other plan costs less), ``best_expected``, ``best_worst`` (bool).
    """
    cost = _costs(outcomes)
    tenth = max(int(np.ceil(WORST * len(cost))), 1)
    worst = pd.Series({plan: cost[plan].nlargest(tenth).mean() for plan in cost})
    lowest = cost.eq(cost.min(axis=1), axis=0).sum()
    table = pd.DataFrame(
        {
            "expected_gbp": cost.mean(),
            "worst_decile_gbp": worst,
            "low_gbp": cost.quantile(LOW),
            "high_gbp": cost.quantile(HIGH),
            "lowest_in": lowest,
        }
    ).rename_axis("plan")
    return table.assign(
        best_expected=table["expected_gbp"] == table["expected_gbp"].min(),
        best_worst=table["worst_decile_gbp"] == table["worst_decile_gbp"].min(),
    )


def _costs(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Whole cost by future: a column a plan, in their order."""
    every = outcomes[COST]
    plans = [str(plan) for plan in every.index.unique("plan")]
    return pd.DataFrame({plan: every.xs(plan, level="plan") for plan in plans})


def expected_places(scenario: Scenario, plan: Plan) -> pd.Series:
    """Places planned, and expected when each scheme opens by its chance.

    Schemes on site are left out: they are there.

    Returns
    -------
    pandas.Series
        Index ``planned``, ``expected``; places.
    """
    chosen = plan.choices.loc[schemes_tried(scenario, plan), "places"].astype(float)
    chance = scenario.schemes["success"].reindex(chosen.index).astype(float)
    expected = float((chosen * chance).sum())
    return pd.Series({"planned": float(chosen.sum()), "expected": expected})
