"""Rates of new and ceased plans by age, and the age convention of the tables."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.demand.joint import AGES

OPEN_AGE = 20
"""The flow tables' last age holds everyone of that age and over."""


@dataclass(frozen=True)
class Accounts:
    """What the accounting identity leaves unexplained under one age convention.

    Attributes
    ----------
    new_shift, ceased_shift
        Years added to the age in the new and ceased tables to get the age at
        the count that follows.
    absolute, net
        Sum over ages 3 to 19 of the unexplained plans, without and with sign.
    by_age
        Unexplained plans by age at the later count.
    """

    new_shift: int
    ceased_shift: int
    absolute: float
    net: float
    by_age: pd.Series


def stock_by_age(case: Case, count_year: int) -> pd.Series:
    """All EHC plans by age at the January count of ``count_year``."""
    table = case.plans_by_age_and_placement
    rows = table[(table["year"] == count_year) & (table["placement"] == "ehcplans")]
    stock: pd.Series = rows.set_index("age")["plans"].astype(float)
    return stock.reindex(AGES, fill_value=0.0)


def flow_by_age(table: pd.DataFrame, year: int) -> pd.Series:
    """Count new or ceased plans of a calendar year by age, 20 and over at 20."""
    rows = table[table["year"] == year].set_index("age")["plans"].astype(float)
    return rows.reindex(range(2, OPEN_AGE + 1), fill_value=0.0)


def flow_years(table: pd.DataFrame, base_year: int) -> list[int]:
    """Calendar years of new or ceased plans that rates are the mean of.

    The last two up to the base year, or that one where the table has no other.
    """
    known = set(table["year"])
    return [year for year in (base_year - 1, base_year) if year in known]


def accounts(case: Case) -> list[Accounts]:
    """Test ``stock[a+1, t+1] = stock[a, t] + new - ceased`` in each age convention.

    Sorted so that the convention that explains most comes first.
    """
    base_count = int(case.authority["base_year"].iloc[0]) + 1
    before = stock_by_age(case, base_count - 1)
    after = stock_by_age(case, base_count)
    new = flow_by_age(case.new_plans, base_count - 1)
    ceased = flow_by_age(case.ceased_plans, base_count - 1)
    found = []
    for new_shift, ceased_shift in product((0, 1), (0, 1)):
        ages = np.arange(3, OPEN_AGE)
        expected = (
            before.reindex(ages - 1).to_numpy()
            + new.reindex(ages - new_shift, fill_value=0.0).to_numpy()
            - ceased.reindex(ages - ceased_shift, fill_value=0.0).to_numpy()
        )
        left = after.reindex(ages) - expected
        found.append(
            Accounts(new_shift, ceased_shift, left.abs().sum(), float(left.sum()), left)
        )
    return sorted(found, key=lambda account: account.absolute)


def new_rates(case: Case, years: list[int], people: pd.DataFrame) -> pd.Series:
    """Average new plans a child of ``years``, by age at the count that follows.

    The age convention is the one that :func:`accounts` prefers (no shift).
    """
    rates = [
        _open_ended(flow_by_age(case.new_plans, year), people[year]) for year in years
    ]
    return _mean(rates)


def ceased_rates(case: Case, years: list[int]) -> pd.Series:
    """Average share of plans of ``years`` that cease before the next count's age.

    Stock by age is published from 2024: earlier years take its shape, scaled
    to their published total; one without a total is passed over. Index is the
    age reached.
    """
    totals = case.plans_by_placement
    totals = totals[totals["placement"] == "ehcplans"]
    of_year = dict(zip(totals["year"], totals["plans"].astype(float), strict=True))
    first = int(case.plans_by_age_and_placement["year"].min())
    rates = []
    for year in (year for year in years if year in of_year):
        stock = stock_by_age(case, max(year, first))
        stock = stock * of_year[year] / of_year[max(year, first)]
        stock.index = stock.index + 1
        rates.append(_open_ended(flow_by_age(case.ceased_plans, year), stock))
    return _mean(rates).clip(0, 1)


def _mean(rates: list[pd.Series]) -> pd.Series:
    mean: pd.Series = pd.concat(rates, axis=1).mean(axis=1, skipna=False)
    return mean


def _open_ended(flow: pd.Series, exposed: pd.Series) -> pd.Series:
    """Flow over exposed by age, the open age shared by everyone above it."""
    exposed = exposed.reindex(range(2, AGES[-1] + 1), fill_value=0.0)
    below = flow.loc[: OPEN_AGE - 1] / exposed.loc[: OPEN_AGE - 1].replace(0, np.nan)
    above = float(flow[OPEN_AGE]) / max(float(exposed.loc[OPEN_AGE:].sum()), 1.0)
    return below.reindex(AGES).fillna(
        pd.Series([0.0 if age < OPEN_AGE else above for age in AGES], index=AGES)
    )
