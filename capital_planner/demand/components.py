"""What every future starts from: plans, rates and shares of the base year."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.demand.joint import AGES, JointPlans, as_ages, join_margins
from capital_planner.demand.paths import Path
from capital_planner.demand.rates import (
    accounts,
    ceased_rates,
    flow_by_age,
    flow_years,
    new_rates,
)
from capital_planner.needs import PHASES
from capital_planner.population import children

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
class Components:
    """Everything of a projection that no future changes.

    Attributes
    ----------
    years
        The base year and the years foretold.
    joint
        The base year's plans by age, need and placement.
    stock, need_share
        Plans of the base year, and shares by need: index age, columns need.
    ceased
        Index age reached: share of plans that cease on the way to it.
    new
        New plans at the mean rate of the last two years counted: index age,
        columns the years foretold.
    backlog
        Overdue plans, by age; they come once, in ``backlog_year``.
    moves
        Plans a year that the accounts leave unexplained, by age.
    reform_year
        From which the reform factor of a path counts.
    placed
        Children in specialist settings that can serve their age: index ``(age,
        need)``, columns the parts placed.
    outside
        As in :class:`capital_planner.demand.projection.Projection`.
    """

    years: list[int]
    joint: JointPlans
    stock: pd.DataFrame
    need_share: pd.DataFrame
    ceased: pd.Series
    new: pd.DataFrame
    backlog: pd.Series
    moves: pd.Series
    backlog_year: float
    reform_year: float
    placed: pd.DataFrame
    outside: pd.Series


def components(case: Case) -> Components:
    """Work out what every future of a case starts from."""
    base_year = int(case.authority["base_year"].iloc[0])
    years = list(range(base_year, int(case.authority["last_year"].iloc[0]) + 1))
    joint = join_margins(case)
    stock = as_ages(joint.plans.sum(axis=1))
    people = children(case, [base_year - 1, *years]).groupby(level="age").sum()
    rates = new_rates(case, flow_years(case.new_plans, base_year), people)
    placed, outside = _placed_in_reach(joint)
    return Components(
        years=years,
        joint=joint,
        stock=stock,
        need_share=stock.div(stock.sum(axis=1).replace(0, np.inf), axis=0),
        ceased=ceased_rates(case, flow_years(case.ceased_plans, base_year)),
        new=pd.DataFrame({t: rates * people[t].reindex(AGES) for t in years[1:]}),
        backlog=_backlog(case, base_year),
        moves=_net_moves(case),
        backlog_year=case.assumptions.value("backlog_year"),
        reform_year=case.assumptions.value("reform_year"),
        placed=placed,
        outside=outside,
    )


def ceased_rate(found: Components, path: Path) -> pd.Series:
    """Share of plans that cease on the way to each age: index age reached."""
    return (found.ceased * path.ceased_factor).clip(upper=1.0)


def arrivals(found: Components, path: Path) -> pd.DataFrame:
    """Foretell new plans and net moves: index age, columns the years foretold."""
    years = found.years[1:]
    rate = np.array([path.new_plan_rate[year] for year in years])
    reform = [path.reform_factor if t >= found.reform_year else 1.0 for t in years]
    overdue = np.array([float(year == found.backlog_year) for year in years])
    new = found.new.to_numpy(float) * rate * np.array(reform)
    late = found.backlog.to_numpy(float)[:, None] * overdue
    moves = (found.moves * path.net_moves_share).to_numpy(float)
    return pd.DataFrame(
        new + late + moves[:, None], index=found.new.index, columns=years
    )


def part_shares(found: Components, path: Path) -> pd.DataFrame:
    """Each part of the need for a place, as a share of the plans of a cell.

    Returns
    -------
    pandas.DataFrame
        Index ``(age, need)``, columns ``PARTS``.
    """
    plans = found.joint.plans
    age = plans.index.get_level_values("age")
    school_age = pd.Series((age >= 5) & (age < PHASES[2].first + 4), plans.index)
    grown = pd.Series((age >= PHASES[3].first + 4) & (age < AGES[-1]), plans.index)
    rules = (
        ("alternative provision", path.latent["alternative_provision"], school_age),
        ("not in education", path.latent["not_in_education"], school_age),
        ("council arrangements", path.latent["council_arrangements"], school_age),
        ("further education or not in work", path.post_19, grown),
        ("mainstream", path.waiting, school_age),
    )
    latent = {
        part: plans[placement] * share * ages
        for part, (placement, share, ages) in zip(LATENT_PARTS, rules, strict=True)
    }
    total = plans.sum(axis=1)
    parts = found.placed.assign(**latent)
    return parts.div(total.where(total > 0, np.inf), axis=0)


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
