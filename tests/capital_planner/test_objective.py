"""The whole cost against a slow sum over children."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.errors import PlannerError
from capital_planner.objective import PARTS, capital_spend, price_plan
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.judged import asking
from tests.tiny import random_scenario, tiny_scenario

CHOSEN = {"host_1_asd": (6, 2026), "growth_a": (2, 2027)}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return asking(tiny_scenario(), most_gap=0.1)


def test_every_part_equals_the_slow_sum(scenario: Scenario) -> None:
    plan = oracle.plan_of(scenario, **CHOSEN)
    placements = oracle.place(scenario, plan)
    parts = price_plan(scenario, plan, placements)
    slow = oracle.price(scenario, plan, placements)
    assert list(parts.index) == list(PARTS)
    assert (parts > 0).all()
    for part in PARTS:
        assert parts[part] == pytest.approx(slow[part], rel=1e-12), part


@pytest.mark.parametrize("seed", range(4))
def test_random_scenarios_equal_the_slow_sum(seed: int) -> None:
    drawn = random_scenario(np.random.default_rng(seed), zones=2)
    scenario = asking(drawn, most_gap=0.2 * seed, gap_price_gbp=1_000.0)
    plan = oracle.plan_of(scenario)
    placements = oracle.place(scenario, plan)
    parts = price_plan(scenario, plan, placements)
    assert dict(parts) == pytest.approx(oracle.price(scenario, plan, placements))


def test_capital_is_discounted_from_its_year_and_not_before_the_price_year(
    scenario: Scenario,
) -> None:
    plan = oracle.plan_of(scenario, host_1_asd=(4, 2026))
    placements = oracle.place(scenario, plan)
    with_host = price_plan(scenario, plan, placements)["capital"]
    without = price_plan(scenario, oracle.plan_of(scenario), placements)["capital"]
    expected = 220e3 * 1.15 * (0.2 + 0.5 + 0.3 / 1.035)
    assert with_host - without == pytest.approx(expected)


def test_spend_leaves_out_what_is_on_site_and_inflates_cash(scenario: Scenario) -> None:
    spend = capital_spend(scenario, oracle.plan_of(scenario, growth_a=(4, 2027)))
    assert set(spend.index.get_level_values("scheme")) == {"growth-b", "growth-a"}
    cash = spend.loc[("growth-a", 2027), "cash_gbp"]
    assert cash == pytest.approx(410e3 * 1.15 * 0.3 * 1.04**2)
    assert spend["committed"].groupby(level="scheme").all().to_dict() == {
        "growth-b": True,
        "growth-a": False,
    }


def test_a_child_in_a_setting_the_scenario_lacks_is_refused(scenario: Scenario) -> None:
    plan = oracle.plan_of(scenario)
    placements = oracle.place(scenario, plan)
    strange = placements.children.rename(index={"base-a": "base-x"}, level="provision")
    with pytest.raises(PlannerError, match="base-x"):
        price_plan(scenario, plan, replace(placements, children=strange))


def test_specialist_post_16_bears_its_fee_but_not_the_independent_price(
    scenario: Scenario,
) -> None:
    plan = oracle.plan_of(scenario)
    placements = oracle.place(scenario, plan)
    inside = placements.children.index.get_level_values("provision")
    only = placements.children[inside == "specialist-post-16"]
    parts = price_plan(scenario, plan, replace(placements, children=only))
    assert parts["independent_price"] == 0.0
    years = np.array(scenario.years)
    factors = 1.035 ** -(years - 2025.0)
    expected = 40_000 * only[list(years)].to_numpy() @ factors
    assert parts["independent"] == pytest.approx(pd.Series(expected).sum())


def test_a_gap_within_what_is_allowed_costs_nothing(scenario: Scenario) -> None:
    plan = oracle.plan_of(scenario)
    placements = oracle.place(scenario, plan)
    prices = {
        most: price_plan(asking(scenario, most_gap=most), plan, placements)["gap"]
        for most in (None, 1.0, 0.4, 0.0)
    }
    assert prices[None] == prices[1.0] == 0.0
    assert 0.0 < prices[0.4] < prices[0.0]


def test_a_child_beyond_the_largest_gap_has_its_price(scenario: Scenario) -> None:
    plan = oracle.plan_of(scenario)
    placements = oracle.place(scenario, plan)
    nobody = replace(placements, children=placements.children * 0.0)
    priced = asking(scenario, most_gap=0.25, gap_price_gbp=100.0)
    years = list(scenario.years)
    factors = 1.035 ** -(np.array(years) - 2025.0)
    expected = 75.0 * float(scenario.demand[years].to_numpy().sum(axis=0) @ factors)
    assert price_plan(priced, plan, nobody)["gap"] == pytest.approx(expected)
