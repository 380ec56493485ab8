"""Back-test: the 2025 count by age, foretold from what was known a year before."""

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.demand.joint import AGES
from capital_planner.demand.rates import ceased_rates, new_rates, stock_by_age
from capital_planner.errors import DataError, Problem
from capital_planner.population import children

TOO_FEW_FLOWS = Problem(
    "The last count cannot be foretold: no new or ceased plans of the year before "
    "are in the tables.",
    "Add an earlier year to new_plans.csv and ceased_plans.csv.",
)


def backtest(case: Case) -> pd.DataFrame:
    """Foretell the last published count by age, beside three simple methods.

    Uses the stock a year earlier and flows of the years before that count only;
    the last year's own flows are the step to be foretold, and are not used.
    ``trend`` scales every age by the mean yearly growth of all plans over the
    three years before; ``last value`` repeats the count; ``constant prevalence``
    keeps plans a child at each age.

    Returns
    -------
    pandas.DataFrame
        Index age; columns ``actual``, ``cohort component``, ``trend``,
        ``last value``, ``constant prevalence``; plans.

    Raises
    ------
    DataError
        If no new or ceased plans before the base year are known.
    """
    base_year = int(case.authority["base_year"].iloc[0])
    before = stock_by_age(case, base_year)
    known = [int(year) for year in case.new_plans["year"].unique() if year < base_year]
    ceased_known = [
        int(year) for year in case.ceased_plans["year"].unique() if year < base_year
    ]
    if not known or not ceased_known:
        raise DataError([TOO_FEW_FLOWS])
    people = children(case, sorted({*known, base_year - 1, base_year}))
    people = people.groupby(level="age").sum()
    older = before.shift(1, fill_value=0.0)
    kept = older * (1 - ceased_rates(case, ceased_known).reindex(AGES).fillna(1.0))
    arrivals = new_rates(case, known, people) * people[base_year].reindex(AGES)
    prevalence = before / people[base_year - 1].reindex(AGES)
    return pd.DataFrame(
        {
            "actual": stock_by_age(case, base_year + 1),
            "cohort component": kept + arrivals,
            "trend": before * _yearly_growth(case, base_year),
            "last value": before,
            "constant prevalence": prevalence * people[base_year].reindex(AGES),
        }
    )


def errors(table: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute error an age and error of the total, plans, by method."""
    methods = table.drop(columns="actual")
    off = methods.sub(table["actual"], axis=0)
    return pd.DataFrame(
        {"mean_absolute_error": off.abs().mean(), "error_of_total": off.sum()}
    )


def _yearly_growth(case: Case, count_year: int) -> float:
    table = case.plans_by_placement
    totals = table[table["placement"] == "ehcplans"].set_index("year")["plans"]
    first = max(int(totals.index.min()), count_year - 3)
    ratio = float(totals[count_year]) / float(totals[first])
    return float(np.power(ratio, 1 / (count_year - first)))
