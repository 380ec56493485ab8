"""A scheme opens in the first September that the stages left allow."""

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capital_planner.checks import check_scenario
from capital_planner.schemes import KIND_OF_ROUTE
from capital_planner.stages import (
    STAGES,
    earliest_opening,
    first_september,
    latest_month,
    month_in_words,
    months_to_open,
    success,
)
from tests.capital_planner.lancashire import case, scenario, with_figure
from tests.tiny import tiny_scenario

GIVEN = case().assumptions
ROUTES = st.sampled_from(sorted(KIND_OF_ROUTE))


def test_a_new_school_takes_31_months_from_approval_in_principle() -> None:
    assert months_to_open("feasibility", "new_special_school", GIVEN) == pytest.approx(
        31
    )
    assert months_to_open("open", "new_special_school", GIVEN) == 0.0
    assert STAGES[2] == "feasibility"


@pytest.mark.parametrize(
    ("reached_on", "months", "year"),
    [
        ("2025-09", 0.0, 2025),
        ("2025-10", 0.0, 2026),
        ("2026-02", 7.0, 2026),
        ("2026-02", 7.1, 2027),
        ("2026-02", 19.000000000001, 2027),
        ("2025-12", 9.0, 2026),
        ("2025-12", 33.5, 2029),
    ],
)
def test_the_first_september_at_or_after(
    reached_on: str, months: float, year: int
) -> None:
    assert first_september(reached_on, months) == year


@pytest.mark.parametrize(
    ("route", "year"),
    [
        ("specialist_base", 2027),
        ("special_expansion", 2027),
        ("post_19", 2027),
        ("satellite", 2028),
        ("new_special_school", 2028),
    ],
)
def test_an_idea_of_september_2025(route: str, year: int) -> None:
    assert earliest_opening("idea", route, "2025-09", GIVEN) == year


@given(route=ROUTES, month=st.integers(1, 12))
def test_a_later_stage_never_opens_later(route: str, month: int) -> None:
    years = [
        earliest_opening(name, route, f"2026-{month:02d}", GIVEN) for name in STAGES
    ]
    assert all(later <= sooner for sooner, later in pairwise(years))
    assert years[-1] == (2026 if month <= 9 else 2027)


def test_a_longer_stage_opens_later() -> None:
    slow = with_figure("stage_months", 5.0, "specialist_base feasibility").assumptions
    assert earliest_opening("idea", "specialist_base", "2025-09", slow) == 2028
    assert earliest_opening("idea", "special_expansion", "2025-09", slow) == 2027


def test_the_chance_to_open_grows_with_the_stage() -> None:
    chances = [success(stage, GIVEN) for stage in STAGES]
    assert chances[:3] == [0.3, 0.6, 0.95]
    assert chances == sorted(chances)


def warned(schemes: pd.DataFrame) -> set[str]:
    problems = check_scenario(replace(tiny_scenario(), schemes=schemes))
    assert all(problem.severity == "warning" for problem in problems)
    return {problem.value for problem in problems}


def test_a_year_before_its_stage_allows_is_pointed_out() -> None:
    schemes = tiny_scenario().schemes
    committed = (schemes.index == "growth-b").astype(int)
    dated = schemes.assign(
        reached_on=pd.Series(committed, schemes.index).map({0: "", 1: "2025-02"})
    )
    # It opens in September 2026, 19 months later.
    assert warned(dated.assign(months_to_open=19.0)) == set()
    assert warned(dated.assign(months_to_open=19.5)) == {"growth-b"}
    assert warned(schemes.assign(months_to_open=99.0)) == set()


def test_the_published_programme_is_not_changed_but_pointed_out() -> None:
    built = scenario()
    problems = check_scenario(built)
    assert {problem.severity for problem in problems} == {"warning"}
    said = {problem.value: problem.message for problem in problems}
    assert set(said) == {
        "east-lancashire-autism-school",
        "lancaster-semh-primary-school",
    }
    school = said["east-lancashire-autism-school"]
    assert "2027, 19 months after approval in principle" in school
    assert "takes about 31 months, to 2028" in school
    assert built.schemes.loc["east-lancashire-autism-school", "earliest_year"] == 2027


@given(st.integers(2025, 2040), st.floats(0, 60))
def test_latest_month_is_the_last_that_opens_in_the_year(
    year: int, months: float
) -> None:
    latest = latest_month(year, months)
    assert first_september(latest, months) == year
    at = 12 * int(latest[:4]) + int(latest[5:])
    assert first_september(f"{at // 12}-{at % 12 + 1:02d}", months) == year + 1


def test_month_in_words() -> None:
    assert month_in_words("2026-02") == "February 2026"
    assert month_in_words(latest_month(2028, 14)) == "July 2027"
