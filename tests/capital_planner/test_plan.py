"""How good a plan is said to be: never more than is proved."""

import math

import pytest

from capital_planner.plan import Quality


def quality(objective: float, bound: float, do_nothing: float) -> Quality:
    return Quality(
        status="best found",
        objective_gbp=objective,
        bound_gbp=bound,
        do_nothing_gbp=do_nothing,
        seconds=1.0,
        first_plan_seconds=1.0,
        work={},
        peak_memory_mb=1.0,
    )


def test_gaps_are_shares_of_the_cost_and_of_the_possible_saving() -> None:
    found = quality(objective=90.0, bound=80.0, do_nothing=120.0)
    assert found.gap == pytest.approx(10 / 90)
    assert found.gap_of_saving == pytest.approx(10 / 40)


def test_a_floor_above_the_cost_by_rounding_is_no_negative_gap() -> None:
    found = quality(objective=90.0, bound=90.0 + 1e-9, do_nothing=120.0)
    assert found.gap == 0
    assert found.gap_of_saving == 0


@pytest.mark.parametrize("do_nothing", [90.0, 85.0, float("nan")])
def test_no_share_of_a_saving_that_is_not_there(do_nothing: float) -> None:
    found = quality(objective=90.0, bound=80.0, do_nothing=do_nothing)
    assert math.isnan(found.gap_of_saving)
