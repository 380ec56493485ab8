"""Cohort-component projection of EHC plans and of children who need a place."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.demand.joint import (
    AGES,
    JointPlans,
    as_ages,
    as_cells,
    join_margins,
)
from capital_planner.demand.rates import (
    accounts,
    ceased_rates,
    flow_by_age,
    new_rates,
)
from capital_planner.needs import PHASES
from capital_planner.population import children
from capital_planner.settings import Future

PLACED = ("state special", "base", "independent", "specialist post-16")
LATENT_PARTS = (
    "alternative provision",
    "not in education",
    "council arrangements",
    "post-19 without a specialist place",
    "waiting in mainstream",
)
PARTS = (*PLACED, *LATENT_PARTS)
PHASE_OF_AGE = {age: phase.name for phase in PHASES for age in phase.ages}


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
    """Project one named future from the base year to the last year of the case.

    ``plans[a+1,k,t+1] = plans[a,k,t] * (1 - ceased_rate[a+1]) + new_rate[a+1,t+1] *
    population[a+1,t+1] * need_share[a+1,k] + net_moves[a+1,k]``: design of the
    model, section 2. Growth on the base year's plans needs a specialist place
    at ``growth_specialist_ratio`` times the base year's share.
    """
    given = case.assumptions
    base_year = int(case.authority["base_year"].iloc[0])
    years = list(range(base_year, int(case.authority["last_year"].iloc[0]) + 1))
    joint = join_margins(case)
    ceased = ceased_rates(case, [base_year - 1, base_year])
    stock = as_ages(joint.plans.sum(axis=1))
    need_share = stock.div(stock.sum(axis=1).replace(0, np.inf), axis=0)
    counts = {base_year: as_cells(stock)}
    for year, arrivals in _arrivals(case, future, years).items():
        stock = _next_year(stock, ceased, need_share.mul(arrivals, axis=0))
        counts[int(str(year))] = as_cells(stock)
    plans = pd.DataFrame(counts)
    placed, outside = _placed_in_reach(joint)
    shares = _part_shares(given, future, joint, placed)
    ratio = given.value("growth_specialist_ratio", future)
    weighed = (plans * ratio).add(plans[base_year] * (1 - ratio), axis=0)
    parts = pd.concat(
        {part: weighed.mul(shares[part], axis=0) for part in PARTS},
        names=["part", "age", "need"],
    )
    return Projection(plans, parts, ceased, joint, outside, _words(given, future))


def _next_year(
    stock: pd.DataFrame, ceased: pd.Series, arrivals: pd.DataFrame
) -> pd.DataFrame:
    older = stock.shift(1, fill_value=0.0)
    kept = older.mul(1 - ceased.reindex(stock.index).fillna(1.0), axis=0)
    return (kept + arrivals).clip(lower=0)


def _arrivals(case: Case, future: Future, years: list[int]) -> pd.DataFrame:
    """Foretell new plans and net moves by age, on the way to each year's count."""
    given = case.assumptions
    base_year = years[0]
    flow_years = [base_year - 1, base_year]
    people = children(case, [base_year - 1, *years]).groupby(level="age").sum()
    rates = new_rates(case, flow_years, people)
    moves = _net_moves(case) * given.value("net_moves_share", future)
    arrivals = {}
    for year in years[1:]:
        new = rates * people[year].reindex(AGES) * given.value("new_plan_rate", future)
        if year >= given.value("reform_year"):
            new = new * given.value("reform_new_plan_factor", future)
        if year == given.value("backlog_year"):
            new = new + _backlog(case, base_year)
        arrivals[year] = new + moves
    return pd.DataFrame(arrivals)


def _backlog(case: Case, base_year: int) -> pd.Series:
    """Share the overdue plans out by age as the last year's new plans were."""
    latest = flow_by_age(case.new_plans, base_year).reindex(AGES, fill_value=0.0)
    return latest * case.assumptions.value("backlog_plans") / latest.sum()


def _net_moves(case: Case) -> pd.Series:
    """Plans a year that the accounts leave unexplained, evened out by phase.

    None are counted before Reception, where no phase evens them out.
    """
    left = next(
        account.by_age
        for account in accounts(case)
        if not account.new_shift and not account.ceased_shift
    )
    phase = pd.Series(left.index, index=left.index).map(PHASE_OF_AGE)
    evened = left.groupby(phase).transform("mean")
    return evened.reindex(AGES).fillna(0.0)


def _placed_in_reach(joint: JointPlans) -> tuple[pd.DataFrame, pd.Series]:
    """Children in specialist settings that can serve their age, and the rest."""
    placed = joint.plans[list(PLACED)].copy()
    age = placed.index.get_level_values("age")
    low, middle, high = PHASES[0].first + 4, PHASES[2].first + 4, PHASES[3].first + 4
    reach = {
        "state special": (age >= low) & (age < high),
        "base": (age >= low) & (age < middle),
        "independent": (age >= low) & (age < high),
        "specialist post-16": (age >= middle) & (age < AGES[-1]),
    }
    within = pd.DataFrame(reach, index=placed.index)
    return placed.where(within, 0.0), placed.mask(within, 0.0).sum(axis=1)


def _part_shares(
    given: Assumptions, future: Future, joint: JointPlans, placed: pd.DataFrame
) -> pd.DataFrame:
    """Each part of the need for a place, as a share of the plans of a cell."""
    plans = joint.plans
    age = plans.index.get_level_values("age")
    column = {"low": "low", "central": "value", "high": "high"}[future]
    waiting = float(given.by_key("mainstream_waiting", column).iloc[0])
    school_age = pd.Series((age >= 5) & (age < PHASES[2].first + 4), plans.index)
    grown = pd.Series((age >= PHASES[3].first + 4) & (age < AGES[-1]), plans.index)
    latent = given.by_key("latent_share")
    parts = placed.assign(
        **{
            "alternative provision": plans["alternative provision"]
            * latent["alternative_provision"]
            * school_age,
            "not in education": plans["not in education"]
            * latent["not_in_education"]
            * school_age,
            "council arrangements": plans["council arrangements"]
            * latent["council_arrangements"]
            * school_age,
            "post-19 without a specialist place": plans[
                "further education or not in work"
            ]
            * given.value("post_19_latent_share")
            * grown,
            "waiting in mainstream": plans["mainstream"] * waiting * school_age,
        }
    )
    total = plans.sum(axis=1)
    return parts.div(total.where(total > 0, np.inf), axis=0)


def _words(given: Assumptions, future: Future) -> tuple[str, ...]:
    rate = given.value("new_plan_rate", future)
    reform = given.value("reform_new_plan_factor", future)
    ratio = given.value("growth_specialist_ratio", future)
    backlog, year = given.value("backlog_plans"), given.value("backlog_year")
    reform_year = given.value("reform_year")
    new = (
        f"Each year, children of each age are given new plans at {rate:.2f} times "
        "the average rate of the last two years counted."
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
