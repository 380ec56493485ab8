"""The back-test foretells the last count from what was known before it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from capital_planner.case import Case
from capital_planner.demand import backtest
from capital_planner.demand.backtest import errors
from capital_planner.demand.rates import stock_by_age
from tests.capital_planner.lancashire import BASE_YEAR, case

GOLDEN = Path(__file__).parents[1] / "golden" / "backtest.json"
COUNT = BASE_YEAR + 1


def _tripled(table: pd.DataFrame, year: int) -> pd.DataFrame:
    times = table["year"].eq(year).map({True: 3, False: 1})
    return table.assign(plans=table["plans"] * times)


def _new(year: int) -> Case:
    return replace(case(), new_plans=_tripled(case().new_plans, year))


def _ceased(year: int) -> Case:
    return replace(case(), ceased_plans=_tripled(case().ceased_plans, year))


def _totals(year: int) -> Case:
    table = _tripled(case().plans_by_placement, year)
    return replace(case(), plans_by_placement=table)


def _ages(year: int) -> Case:
    table = _tripled(case().plans_by_age_and_placement, year)
    return replace(case(), plans_by_age_and_placement=table)


def _foretold(of: Case) -> pd.DataFrame:
    return backtest(of).drop(columns="actual")


@pytest.mark.parametrize(
    "changed",
    [_new(BASE_YEAR), _ceased(BASE_YEAR), _totals(COUNT), _ages(COUNT)],
    ids=["new", "ceased", "total", "ages"],
)
def test_nothing_of_the_last_year_is_used(changed: Case) -> None:
    pd.testing.assert_frame_equal(_foretold(changed), _foretold(case()))


@pytest.mark.parametrize(
    ("change", "year", "method"),
    [
        (_new, BASE_YEAR - 1, "cohort component"),
        (_new, BASE_YEAR - 2, "cohort component"),
        (_ceased, BASE_YEAR - 1, "cohort component"),
        (_totals, BASE_YEAR, "trend"),
        (_ages, BASE_YEAR, "last value"),
        (_ages, BASE_YEAR, "constant prevalence"),
    ],
)
def test_the_years_before_are_used(
    change: Callable[[int], Case], year: int, method: str
) -> None:
    moved = _foretold(change(year))[method] - _foretold(case())[method]
    assert moved.abs().sum() > 100


def test_the_count_foretold_is_the_last_one() -> None:
    actual = backtest(case())["actual"]
    assert actual.sum() == 12_317
    assert actual.to_numpy() == pytest.approx(stock_by_age(case(), COUNT).to_numpy())


def test_last_value_is_the_count_before() -> None:
    assert backtest(case())["last value"].sum() == 11_258


def test_errors_are_of_each_age_and_of_the_total() -> None:
    table = pd.DataFrame(
        {"actual": [10.0, 20.0], "over": [13.0, 20.0], "mixed": [9.0, 24.0]}
    )
    found = errors(table)
    assert found["mean_absolute_error"].to_dict() == {"over": 1.5, "mixed": 2.5}
    assert found["error_of_total"].to_dict() == {"over": 3.0, "mixed": 3.0}


def test_errors_are_the_golden_figures() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    found = errors(backtest(case()))
    assert list(found.index) == list(golden)
    for method, figures in golden.items():
        assert found.loc[method].to_dict() == pytest.approx(figures, abs=0.05)
