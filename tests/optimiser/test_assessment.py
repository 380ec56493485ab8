"""What a plan comes to: the fast sum against the documented one."""

from dataclasses import replace

import numpy as np
import pytest

from capital_planner.checks import check_plan
from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import Prices
from capital_planner.sufficiency import measure
from optimiser import assessment, do_nothing, place_children
from optimiser.assessment import Assessor
from optimiser.options import chosen_by
from optimiser.placement import Placer
from tests.optimiser.drawn import plan_with, random_plan, with_more_hosts
from tests.tiny import random_scenario, tiny_scenario


def cost_of(assessor: Assessor, scenario: Scenario, plan: Plan) -> float:
    return assessor.objective_gbp(chosen_by(plan, assessor.options, scenario))


def several(seed: int) -> tuple[Scenario, list[Plan]]:
    """A scenario, plans within the rules, and the first of them once more."""
    rng = np.random.default_rng(seed)
    scenario = random_scenario(rng, zones=2 + seed % 3, years=4)
    plans = [random_plan(scenario, rng) for _ in range(6)]
    return scenario, [*plans, do_nothing(scenario), plans[0]]


@pytest.mark.parametrize("seed", range(6))
def test_the_whole_cost_is_the_documented_one(seed: int) -> None:
    scenario, plans = several(seed)
    remembering = Assessor.of(scenario)
    for plan in plans:
        parts = price_plan(scenario, plan, place_children(scenario, plan))
        afresh = cost_of(Assessor.of(scenario), scenario, plan)
        assert afresh == pytest.approx(parts.sum(), rel=1e-9)
        assert cost_of(remembering, scenario, plan) == pytest.approx(afresh, rel=1e-12)
    assert remembering.assessed == len(plans)


def test_the_same_places_at_another_school_are_another_plan() -> None:
    scenario = with_more_hosts(tiny_scenario(), (9.0,))
    near, far = (
        plan_with(scenario, [(f"host-{number}-asd", 6, 2026)]) for number in (1, 3)
    )
    assessor = Assessor.of(scenario)
    found = [cost_of(assessor, scenario, plan) for plan in (near, far)]
    afresh = [cost_of(Assessor.of(scenario), scenario, plan) for plan in (near, far)]
    assert found == pytest.approx(afresh, rel=1e-12)
    assert found[0] < found[1]


def test_years_that_were_forgotten_are_placed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario, plans = several(3)
    full = Assessor.of(scenario)
    expected = [cost_of(full, scenario, plan) for plan in plans]
    monkeypatch.setattr(assessment, "REMEMBERED_BYTES", 1)
    forgetful = Assessor.of(scenario)
    found = [cost_of(forgetful, scenario, plan) for plan in plans]
    assert found == pytest.approx(expected, rel=1e-12)


def test_a_plan_met_before_is_not_placed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, plans = several(1)
    assessor = Assessor.of(scenario)
    before = cost_of(assessor, scenario, plans[0])

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Placer, "next_year", never)
    assert cost_of(assessor, scenario, plans[0]) == before


@pytest.mark.parametrize("seed", range(8))
def test_placements_keep_every_rule(seed: int) -> None:
    scenario, plans = several(seed)
    for plan in plans[:3]:
        placements = place_children(scenario, plan)
        parts = measure(scenario, plan, placements).objective_parts
        assert check_plan(scenario, plan, placements, parts) == []


def test_other_prices_price_anew_what_was_placed_before() -> None:
    scenario = tiny_scenario()
    chosen = np.flatnonzero(Assessor.of(scenario).options.committed)
    before = Assessor.of(scenario)
    before.objective_gbp(chosen)
    prices = Prices(7.0, 11.0, 13_000.0, 170e3)
    other = replace(scenario, prices=prices)
    after = before.at_prices(other)
    fresh = Assessor.of(other).objective_gbp(chosen)
    assert after.objective_gbp(chosen) == pytest.approx(fresh, rel=1e-12)
    assert fresh != before.objective_gbp(chosen)
    assert list(after._years) == list(before._years)
