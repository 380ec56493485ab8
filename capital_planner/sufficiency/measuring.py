"""From placements to measures: headline figures, equity and money."""

import numpy as np
import pandas as pd

from capital_planner.funding import total
from capital_planner.objective import (
    capital_spend,
    pays_exempt,
    present_value,
    yearly_costs,
)
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from capital_planner.shortfalls import shortfalls
from capital_planner.sufficiency.areas import Floats, Placed, by_area
from capital_planner.sufficiency.measures import Measures

KM_PER_MILE = 1.609344
YARDSTICKS_MINUTES = (20, 30, 45, 75)


def measure(
    scenario: Scenario,
    plan: Plan,
    placements: Placements,
    told: Placements | None = None,
) -> Measures:
    """Measure a plan by area, in total, in money and in fairness.

    ``by_area``, ``totals`` and ``equity`` hold the base year and the years
    assessed; ``money`` the years assessed and any other funded year.

    Parameters
    ----------
    told
        Placements under the plan as the public is told it by district
        (:func:`capital_planner.disclosure.as_told`): ``placements`` where that
        is the plan itself, None where nothing is made public.
    """
    placed = Placed(scenario, placements)
    areas = by_area(placed)
    equity = _equity(placed)
    running = yearly_costs(scenario, placements, placed.rows)
    public: pd.DataFrame | None = areas
    if told is not placements:
        public = None if told is None else by_area(Placed(scenario, told))
    return Measures(
        by_area=areas,
        totals=_totals(placed, areas, equity),
        money=_money(scenario, plan, running),
        equity=equity,
        objective_parts=present_value(scenario, plan, running),
        told=public,
        cost_exempt=pays_exempt(scenario, plan),
    )


def _totals(placed: Placed, areas: pd.DataFrame, equity: pd.DataFrame) -> pd.DataFrame:
    totals = areas.groupby(level="year").sum()
    children = placed.children.sum(axis=0)
    filled = totals["in_state"] + totals["from_mainstream"]
    minutes = placed.rows["minutes"].to_numpy(float)
    km = placed.rows["road_km"].to_numpy(float)
    totals["sufficiency"] = _ratio(totals["places"], totals["demand"])
    totals["occupancy"] = _ratio(filled, totals["places"])
    totals["independent_share"] = _ratio(totals["independent"], totals["demand"])
    totals["mean_minutes"] = _ratio(totals["child_minutes"], children)
    for name, figures in _spread(minutes, placed.children).items():
        totals[name] = figures
    totals["mean_km"] = _ratio(totals["child_km"], children)
    for limit in YARDSTICKS_MINUTES:
        inside = placed.children[minutes <= limit].sum(axis=0)
        totals[f"within_{limit}"] = _ratio(inside, children)
    near = placed.children[km <= 5 * KM_PER_MILE].sum(axis=0)
    totals["within_5_miles"] = _ratio(near, children)
    totals["over_20_miles"] = placed.children[km > 20 * KM_PER_MILE].sum(axis=0)
    totals["largest_gap"] = equity["shortfall"].groupby(level="year").max()
    return totals


def _spread(minutes: Floats, children: Floats) -> dict[str, Floats]:
    """Median, 90th percentile and mean of the longest tenth, over children.

    A quantile is the least minutes that at least that share of children are within.
    """
    order = np.argsort(minutes, kind="stable")
    ranked, weight = minutes[order], children[order]
    running = weight.cumsum(axis=0)
    total = running[-1] if len(running) else np.zeros(children.shape[1])
    tail = np.clip(running - 0.9 * total, 0.0, weight)
    found = {"worst_tenth_minutes": _ratio(ranked @ tail, tail.sum(axis=0))}
    for name, share in (("p90_minutes", 0.9), ("median_minutes", 0.5)):
        reached = running >= share * total * (1 - 1e-12)
        first = reached.argmax(axis=0) if len(ranked) else None
        values = np.full(len(total), np.nan) if first is None else ranked[first]
        found[name] = np.where(total > 0, values, np.nan)
    return dict(reversed(found.items()))


def _ratio(part: pd.Series | Floats, whole: pd.Series | Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    top, bottom = np.asarray(part, float), np.asarray(whole, float)
    out = np.full(top.shape, np.nan)
    shares: Floats = np.divide(top, bottom, out=out, where=bottom > 0)
    return shares


def _equity(placed: Placed) -> pd.DataFrame:
    """Shortfall by home district; children across the border are left apart."""
    _, missing = shortfalls(placed.scenario, placed.placements, placed.rows)
    index = pd.MultiIndex.from_product(
        [placed.scenario.districts, placed.years], names=["district", "year"]
    )
    every = missing.reindex(index=placed.scenario.districts, columns=placed.years)
    return pd.DataFrame({"shortfall": every.to_numpy(float).ravel()}, index=index)


def _money(scenario: Scenario, plan: Plan, running: pd.DataFrame) -> pd.DataFrame:
    """Give running costs by year, and capital cash by financial year.

    Spending before the first funded year is charged to that year.
    """
    funding = total(scenario.funding)["allocation_gbp"]
    years = pd.Index(sorted({*scenario.years, *funding.index}), name="year")
    names = ["place_funding", "top_up", "independent", "transport"]
    money = running[names].reindex(years).fillna(0.0).add_suffix("_gbp")
    spend = capital_spend(scenario, plan).reset_index()
    spend["year"] = spend["year"].clip(lower=int(years[0]))
    if len(funding):
        spend["year"] = spend["year"].clip(lower=int(funding.index.min()))
    for name, committed in (("committed", True), ("decided", False)):
        mine = spend[spend["committed"] == committed]
        cash = mine.groupby("year")["cash_gbp"].sum()
        money[f"capital_{name}_gbp"] = cash.reindex(years).fillna(0.0)
    money["allocation_gbp"] = funding.reindex(years).fillna(0.0)
    return money
