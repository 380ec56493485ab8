"""When costs rise, approved schemes are paid first, then the others in turn."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.rising_costs import first_left_out
from tests import oracle
from tests.tiny import tiny_scenario

PLAN = {"host_1_asd": (6, 2026), "growth_a": (2, 2027)}


@pytest.mark.parametrize(
    ("money", "left_out"),
    [
        (1e6, ()),
        # 2025: 358,000 with the base is too much, 185,000 with the growth is not.
        (300e3, ("host-1-asd",)),
        (100e3, ("host-1-asd", "growth-a")),
        # Not enough for the approved scheme: nothing may be added beside it.
        (50e3, ("host-1-asd", "growth-a")),
    ],
)
def test_schemes_that_the_money_no_longer_reaches(
    money: float, left_out: tuple[str, ...]
) -> None:
    scenario = tiny_scenario(years=4, allocation_gbp=money)
    plan = oracle.plan_of(scenario, **PLAN)
    assert first_left_out(scenario, plan, 1.25) == left_out


def test_what_fits_at_its_cost_is_not_left_out() -> None:
    scenario = tiny_scenario(years=4, allocation_gbp=400e3)
    plan = oracle.plan_of(scenario, **PLAN)
    assert first_left_out(scenario, plan, 1.0) == ()
    assert first_left_out(scenario, plan, 1.25) == ("growth-a",)


def test_a_kind_of_scheme_that_no_pot_may_pay_for_is_left_out() -> None:
    scenario = tiny_scenario(years=4, allocation_gbp=1e6)
    pots = pd.DataFrame(
        {"routes": [("special_expansion",)], "carry_forward": True},
        index=scenario.pots.index,
    )
    plan = oracle.plan_of(scenario, **PLAN)
    barred = replace(scenario, pots=pots)
    assert first_left_out(barred, plan, 1.0) == ("host-1-asd",)
