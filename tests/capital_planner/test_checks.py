"""The judge as a whole: honest plans, misstated costs, unreadable frames."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.checks import check_plan
from capital_planner.objective import price_plan
from capital_planner.placements import Placements
from capital_planner.plan import Plan, Quality
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.judged import YEAR, example, judged, rules
from tests.tiny import random_scenario


@pytest.fixture
def scenario() -> Scenario:
    return example()[0]


@pytest.fixture
def plan() -> Plan:
    return example()[1]


@pytest.fixture
def placements() -> Placements:
    return example()[2]


def test_an_honest_plan_keeps_every_rule(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    parts = price_plan(scenario, plan, placements)
    assert check_plan(scenario, plan, placements, parts) == []


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_honest_placements_of_random_scenarios_are_never_accused(seed: int) -> None:
    scenario = random_scenario(np.random.default_rng(seed), zones=2)
    plan = oracle.plan_of(scenario)
    assert check_plan(scenario, plan, oracle.place(scenario, plan)) == []


def test_do_nothing_may_leave_committed_schemes_out(scenario: Scenario) -> None:
    choices = oracle.plan_of(scenario).choices
    nothing = Plan(choices.loc[["on-site-base"]])
    assert check_plan(scenario, nothing, oracle.place(scenario, nothing)) == []


def quality(objective: float, bound: float) -> Quality:
    return Quality("given", objective, bound, objective, 0.0, 0.0, {}, 0.0)


def test_a_whole_cost_that_is_misstated(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    whole = float(price_plan(scenario, plan, placements).sum())
    true = replace(plan, quality=quality(whole * (1 + 1e-12), whole * 0.99))
    assert check_plan(scenario, true, placements) == []
    wrong = replace(plan, quality=quality(whole * (1 + 1e-7), whole * 0.99))
    assert rules(check_plan(scenario, wrong, placements)) == {"whole_cost"}
    above = replace(plan, quality=quality(whole, whole * 1.01))
    assert rules(check_plan(scenario, above, placements)) == {"bound_below_cost"}


def test_a_part_that_is_misstated(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    parts = price_plan(scenario, plan, placements)
    parts["transport"] += 100.0
    parts["capital"] -= 100.0
    problems = check_plan(scenario, plan, placements, parts)
    assert rules(problems) == {"whole_cost"}
    assert {problem.value for problem in problems} == {"transport", "capital"}


def test_frames_that_cannot_be_read(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    missing = placements.children.copy()
    missing.iloc[0, 1] = np.nan
    strange = placements.children.rename(index={"base-a": "base-x"}, level="provision")
    for broken in (
        replace(placements, children=missing),
        replace(placements, children=-placements.children),
        replace(placements, children=placements.children.drop(columns=YEAR)),
        replace(placements, newly=placements.newly.iloc[1:]),
        replace(placements, children=strange, newly=strange * 0.0),
    ):
        assert rules(check_plan(scenario, plan, broken)) == {"frames_as_documented"}


def test_a_scheme_nobody_knows(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    unknown = Plan(plan.choices.rename(index={"host-1-asd": "host-9"}))
    problems = check_plan(scenario, unknown, placements)
    assert rules(problems) == {"frames_as_documented"}
    assert "host-9" in {problem.value for problem in problems}


def test_every_problem_says_what_to_do(scenario: Scenario) -> None:
    found = judged(scenario, host_1_asd=(4, 2026), host_1_mld=(4, 2026))
    assert found
    assert all(problem.remedy and problem.value for problem in found.values())
