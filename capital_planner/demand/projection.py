"""Cohort-component projection of EHC plans and of children who need a place."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.demand.components import (
    LATENT_PARTS,
    PARTS,
    PHASE_OF_AGE,
    PLACED,
    Components,
    arrivals,
    ceased_rate,
    components,
    part_shares,
)
from capital_planner.demand.joint import JointPlans, as_cells
from capital_planner.demand.paths import Path, named_path
from capital_planner.demand.rates import flow_years
from capital_planner.settings import Future

__all__ = [
    "LATENT_PARTS",
    "PARTS",
    "PHASE_OF_AGE",
    "PLACED",
    "Projection",
    "follow",
    "project",
]


@dataclass(frozen=True)
class Projection:
    """Plans and children who need a specialist place, whole authority.

    Attributes
    ----------
    plans
        All EHC plans: index ``(age, need)``, columns the base year and after.
    parts
        Children who need a specialist place, each named part apart: index
        ``(part, age, need)``, same columns.
    ceased_rate
        Index age reached: share of plans that cease on the way to it.
    joint
        The base year's plans by age, need and placement.
    outside
        Index ``(age, need)``: children recorded in a setting that no child of
        their age can attend here; outside the county, or the table is wrong.
    words
        What this future assumes, one sentence each.
    """

    plans: pd.DataFrame
    parts: pd.DataFrame
    ceased_rate: pd.Series
    joint: JointPlans
    outside: pd.Series
    words: tuple[str, ...]

    def children(self) -> pd.DataFrame:
        """Children who need a place: index ``(age, need)``, columns years."""
        summed: pd.DataFrame = self.parts.groupby(level=["age", "need"]).sum()
        return summed


def project(case: Case, future: Future) -> Projection:
    """Project one named future from the base year to the last year of the case."""
    found = components(case)
    path = named_path(case.assumptions, future, found.years[1:])
    years = len(flow_years(case.new_plans, found.years[0]))
    counted = "the last two years" if years > 1 else "the last year"
    return follow(found, path, _words(case.assumptions, future, counted))


def follow(found: Components, path: Path, words: tuple[str, ...] = ()) -> Projection:
    """Project along a path, named or drawn.

    ``plans[a+1,k,t+1] = plans[a,k,t] * (1 - ceased_rate[a+1]) + new_rate[a+1,t+1] *
    population[a+1,t+1] * need_share[a+1,k] + net_moves[a+1,k]``: design of the
    model, section 2. Growth on the base year's plans needs a specialist place
    at ``growth_ratio`` times the base year's share.

    Parameters
    ----------
    words
        What the path assumes, one sentence each.
    """
    base_year = found.years[0]
    ceased, stock = ceased_rate(found, path), found.stock
    counts = {base_year: as_cells(stock)}
    for year, arriving in arrivals(found, path).items():
        new = found.need_share.mul(arriving, axis=0)
        stock = _next_year(stock, ceased, new)
        counts[int(str(year))] = as_cells(stock)
    plans = pd.DataFrame(counts)
    shares, ratio = part_shares(found, path), path.growth_ratio
    weighed = (plans * ratio).add(plans[base_year] * (1 - ratio), axis=0)
    parts = pd.concat(
        {part: weighed.mul(shares[part], axis=0) for part in PARTS},
        names=["part", "age", "need"],
    )
    return Projection(plans, parts, ceased, found.joint, found.outside, words)


def _next_year(
    stock: pd.DataFrame, ceased: pd.Series, arrivals: pd.DataFrame
) -> pd.DataFrame:
    older = stock.shift(1, fill_value=0.0)
    kept = older.mul(1 - ceased.reindex(stock.index).fillna(1.0), axis=0)
    return (kept + arrivals).clip(lower=0)


def _words(given: Assumptions, future: Future, counted: str) -> tuple[str, ...]:
    rate = given.value("new_plan_rate", future)
    reform = given.value("reform_new_plan_factor", future)
    ratio = given.value("growth_specialist_ratio", future)
    backlog, year = given.value("backlog_plans"), given.value("backlog_year")
    reform_year = given.value("reform_year")
    new = (
        f"Each year, children of each age are given new plans at {rate:.2f} times "
        f"the average rate of {counted} counted."
    )
    overdue = (
        f"About {backlog:,.0f} more plans are made in {year:.0f}, once, as overdue "
        "assessments are done."
    )
    reforms = (
        f"From {reform_year:.0f} new plans are {reform:.2f} times what they would "
        "be without the national reforms."
    )
    place = (
        f"Where there are more plans than today, {ratio:.2f} times today's share "
        "of those children need a specialist place."
    )
    return (new, overdue, reforms, place)
