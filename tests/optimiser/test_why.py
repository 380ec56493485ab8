"""Why a scheme, and why not another: against every plan within the rules."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from capital_planner.checks import check_plan
from capital_planner.errors import SolveError
from capital_planner.reasons import Condition, Searched
from capital_planner.rules import Pin, Rules
from capital_planner.scenario.frames import Scenario
from optimiser import exact, place_children
from optimiser.assessment import Assessor
from optimiser.ground import Ground
from optimiser.options import plan_of as built
from optimiser.settling import Effort
from optimiser.why import why, why_not
from tests.optimiser.drawn import Choice
from tests.optimiser.explaining import best, costs, county, priced
from tests.optimiser.test_hosts import approved
from tests.oracle import plan_of
from tests.tiny import random_scenario, tiny_scenario

EFFORT = Effort()
A_POUND = 1.0
SEEDS = range(4)


@pytest.fixture
def by_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look as in a large scenario, where not every plan can be tried."""
    monkeypatch.setattr(exact, "MOST_PLANS", 0)


def drawn(seed: int) -> Scenario:
    scenario = random_scenario(np.random.default_rng(700 + seed), zones=2, years=3)
    dear = replace(scenario.prices, unplaced_gbp=120e3)
    return replace(scenario, prices=dear, funding=scenario.funding * 3)


def asking(scenario: Scenario, **asked: object) -> Scenario:
    rules = replace(Rules(), **asked)  # type: ignore[arg-type]
    return replace(scenario, settings=replace(scenario.settings, rules=rules))


def candidates(ground: Ground) -> tuple[list[str], list[str]]:
    """Candidates that the plan holds, and those it does not."""
    options, schemes = ground.options, ground.scenario.schemes
    every = list(dict.fromkeys(schemes.index[options.scheme[ground.free]]))
    mine = list(schemes.index[options.scheme[ground.mine]])
    return mine, [name for name in every if name not in mine]


def least(
    plans: list[tuple[list[Choice], float]], keeps: Callable[[set[str]], bool]
) -> float:
    return min(cost for chosen, cost in plans if keeps({c[0] for c in chosen}))


def total(ground: Ground, found: Searched | None) -> float:
    assert found is not None
    return ground.this.measures.objective_gbp + found.compared.cost_gbp


@pytest.mark.parametrize("seed", SEEDS)
def test_the_next_best_is_the_best_of_all_plans_without_or_with(seed: int) -> None:
    scenario = drawn(seed)
    ground, plans = best(scenario), costs(scenario)
    mine, others = candidates(ground)
    assert mine or others
    for name in mine:
        found = why(ground, name, EFFORT).instead
        wanted = least(plans, lambda chosen, name=name: name not in chosen)  # type: ignore[misc]
        assert total(ground, found) == pytest.approx(wanted, abs=A_POUND)
        assert found is not None
        assert found.every
    for name in others:
        found = why_not(ground, name, EFFORT).forced
        wanted = least(plans, lambda chosen, name=name: name in chosen)  # type: ignore[misc]
        assert total(ground, found) == pytest.approx(wanted, abs=A_POUND)


@pytest.mark.usefixtures("by_prices")
@pytest.mark.parametrize("seed", SEEDS)
def test_plans_found_by_prices_keep_the_rules_and_never_beat_the_best(
    seed: int,
) -> None:
    scenario = drawn(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "MOST_PLANS", 400)
        ground = best(scenario)
    mine, others = candidates(ground)
    for name in mine:
        answer = why(ground, name, EFFORT)
        assert answer.without is not None
        assert answer.instead is not None
        assert name not in answer.instead.plan.choices.index
        # Using what is freed is no worse than leaving it, and never an improvement.
        assert answer.instead.compared.cost_gbp + A_POUND >= 0
        honest(scenario, answer.instead)
    for name in others:
        found = why_not(ground, name, EFFORT).forced
        assert found is not None
        assert name in found.plan.choices.index
        assert found.compared.cost_gbp >= -A_POUND
        honest(scenario, found)


def honest(scenario: Scenario, found: Searched) -> None:
    """A plan that was found keeps every rule, and was not tried for nothing."""
    placed = place_children(scenario, found.plan)
    assert check_plan(scenario, found.plan, placed) == []
    assert found.tried >= 1
    assert not found.every


@pytest.mark.usefixtures("by_prices")
def test_what_a_scheme_frees_is_used() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=700e3, demand=5.0)
    dear = replace(scenario.prices, unplaced_gbp=500e3)
    scenario = replace(scenario, prices=dear)
    ground = priced(scenario, plan_of(scenario, host_1_asd=(6, 2026)), 2e5)
    answer = why(ground, "host-1-asd", EFFORT)
    assert answer.instead is not None
    assert answer.without is not None
    assert answer.instead.compared.cost_gbp < answer.without.cost_gbp
    added = answer.instead.changes[answer.instead.changes["was_places"] == 0]
    assert len(added) >= 1


def test_without_a_scheme_its_children_are_somewhere_else() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=2e6)
    ground = priced(scenario, plan_of(scenario, host_1_asd=(6, 2026)))
    answer = why(ground, "host-1-asd", EFFORT)
    found = answer.without
    assert found is not None
    assert (answer.places, answer.opening_year, found.since) == (6, 2026, 2026)
    assert found.at_scheme < -1
    assert found.settings.sum() == pytest.approx(0.0, abs=1e-4)
    assert found.parts["capital"] < 0
    whole = ground.this.measures.objective_gbp + found.cost_gbp
    again = ground.chosen[~ground.of_scheme("host-1-asd")[ground.chosen]]
    assert whole == pytest.approx(ground.assessor.objective_gbp(again), abs=A_POUND)


def test_an_approved_scheme_is_released_to_be_left_out() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=2e6)
    ground = priced(scenario, plan_of(scenario))
    answer = why(ground, "growth-b", EFFORT)
    assert answer.standing == "committed"
    assert answer.without is not None
    assert answer.instead is not None
    assert "growth-b" not in answer.instead.plan.choices.index
    assert why(ground, "on-site-base", EFFORT).without is None


@pytest.mark.usefixtures("by_prices")
def test_an_approved_base_is_left_out_with_the_host_found_for_it() -> None:
    scenario = approved()
    options = Assessor.of(scenario).options
    names = scenario.schemes.index[options.scheme]
    hosted = np.flatnonzero(options.committed | (names == "plan-at-near"))
    ground = priced(scenario, built(hosted, options, scenario))
    answer = why(ground, "plan", EFFORT)
    assert answer.standing == "committed"
    assert answer.without is not None
    assert answer.instead is not None
    assert not {"plan", "plan-at-near", "plan-at-far"} & set(
        answer.instead.plan.choices.index
    )
    assert answer.instead.compared.cost_gbp <= answer.without.cost_gbp + A_POUND


def test_rules_broken_without_a_scheme_are_named() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=2e6)
    asked = asking(scenario, least_places=(("specialist_base", 6),))
    ground = priced(asked, plan_of(asked, host_1_asd=(6, 2026)))
    broken = why(ground, "host-1-asd", EFFORT).broken
    assert [condition.rule for condition in broken] == ["least_places"]
    assert why(priced(scenario, ground.this.plan), "host-1-asd", EFFORT).broken == ()


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"pins": (Pin("growth-a", "out"),)}, "pinned"),
        ({"routes": ("specialist_base",)}, "routes_allowed"),
    ],
)
def test_a_rule_that_keeps_a_scheme_out_is_named(asked: object, rule: str) -> None:
    scenario = asking(tiny_scenario(years=3, allocation_gbp=2e6), **asked)  # type: ignore[arg-type]
    answer = why_not(priced(scenario, plan_of(scenario)), "growth-a", EFFORT)
    assert {condition.rule for condition in answer.forbidden} == {rule}
    assert answer.forced is None


def test_money_that_never_suffices_is_named() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=150e3)
    answer = why_not(priced(scenario, plan_of(scenario)), "growth-a", EFFORT)
    assert {condition.rule for condition in answer.forbidden} == {"within_the_money"}


def test_a_school_that_rests_too_long_opens_too_late() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=2e6)
    answer = why_not(priced(scenario, plan_of(scenario)), "growth-b-more", EFFORT)
    assert answer.forbidden == (Condition("opens_when_ready", "growth-b-more"),)


def test_questions_asked_the_wrong_way_are_refused() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=2e6)
    ground = priced(scenario, plan_of(scenario, host_1_asd=(6, 2026)))
    for ask, name in (
        (why, "growth-a"),
        (why_not, "host-1-asd"),
        (why_not, "on-site-base"),
        (why, "nowhere"),
    ):
        with pytest.raises(SolveError) as refused:
            ask(ground, name, EFFORT)
        assert refused.value.problems[0].value == name


def test_a_county_is_explained() -> None:
    ground = county()
    mine, _ = candidates(ground)
    answer = why(ground, mine[0], EFFORT)
    assert answer.instead is not None
    assert answer.instead.tried <= EFFORT.roughly
    honest(ground.scenario, answer.instead)
    other = why_not(ground, "small-school-burnley", EFFORT)
    assert other.forced is not None
    assert "small-school-burnley" in other.forced.plan.choices.index
    honest(ground.scenario, other.forced)
