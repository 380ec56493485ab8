"""The search in a process of its own."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import psutil
import pytest

from capital_planner.plan import Plan, Progress
from capital_planner.reasons import Explanation
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from optimiser import committed, find_plan
from optimiser.jobs import ExplainPlan, FindPlan
from optimiser.listener import Step
from optimiser.worker import Failure, Solver
from tests.optimiser.deaf import Deaf
from tests.optimiser.facilities import drawn, instance
from tests.tiny import tiny_scenario

QUICK = SearchSettings(gap=1e-7, time_limit_s=60.0)
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def shared() -> Iterator[Solver]:
    """One solver, at rest before and after each test."""
    solver = Solver()
    yield solver
    solver.close()


def heard(
    solver: Solver, until: Callable[[list[object]], bool], seconds: float = PATIENCE_S
) -> list[object]:
    """Everything said until something is."""
    news: list[object] = []
    end = time.monotonic() + seconds
    while not until(news):
        assert time.monotonic() < end, f"nothing more was said after {news}"
        news += solver.poll()
        time.sleep(0.01)
    return news


def ended(news: list[object]) -> bool:
    return any(isinstance(item, (Plan, Failure)) for item in news)


def has_plan(news: list[object]) -> bool:
    return any(isinstance(item, Progress) and item.plan for item in news)


def endless() -> Scenario:
    """One year whose exact solution takes longer than anybody waits."""
    return drawn(np.random.default_rng(2), 150, 250)


def result(news: list[object]) -> Plan:
    last = news[-1]
    assert isinstance(last, Plan), last
    return last


def test_the_plan_is_the_one_found_here(shared: Solver) -> None:
    scenario = tiny_scenario()
    shared.start(FindPlan(scenario, QUICK))
    assert shared.busy
    news = heard(shared, ended)
    assert not shared.busy
    assert any(isinstance(item, Progress) for item in news)
    here, there = find_plan(scenario, QUICK), result(news)
    pd.testing.assert_frame_equal(there.choices, here.choices)
    assert here.quality is not None
    assert there.quality is not None
    assert there.quality.objective_gbp == here.quality.objective_gbp
    assert shared.poll() == []


def test_a_second_search_is_found_by_the_same_warm_process(shared: Solver) -> None:
    before = shared.process_id
    for money in (100e3, 900e3):
        scenario = tiny_scenario(allocation_gbp=money)
        shared.start(FindPlan(scenario, QUICK))
        found = result(heard(shared, ended))
        expected = find_plan(scenario, QUICK)
        pd.testing.assert_frame_equal(found.choices, expected.choices)
    assert shared.process_id == before


def test_stop_gives_a_plan_within_two_seconds(shared: Solver) -> None:
    scenario = endless()
    shared.start(FindPlan(scenario, replace(QUICK, time_limit_s=600.0)))
    news = heard(shared, has_plan)
    time.sleep(1.0)
    asked = time.monotonic()
    shared.stop()
    news = heard(shared, ended, seconds=10.0)
    assert time.monotonic() - asked < 2.0
    pd.testing.assert_frame_equal(result(news).choices, committed(scenario).choices)
    assert not shared.busy
    shared.start(FindPlan(tiny_scenario(), QUICK))
    assert result(heard(shared, ended)).quality is not None


def test_a_child_that_dies_is_reported_and_a_new_search_works(shared: Solver) -> None:
    shared.start(FindPlan(endless(), QUICK))
    heard(shared, has_plan)
    process = shared.process_id
    assert process is not None
    os.kill(process, signal.SIGTERM)
    news = heard(shared, ended)
    assert isinstance(news[-1], Failure)
    (problem,) = news[-1].problems
    assert "ended unexpectedly" in problem.message
    assert problem.remedy
    assert not shared.busy
    assert shared.process_id != process
    shared.start(FindPlan(tiny_scenario(), QUICK))
    assert result(heard(shared, ended)).quality is not None


def test_a_child_that_dies_at_rest_is_replaced_in_silence(shared: Solver) -> None:
    process = shared.process_id
    assert process is not None
    os.kill(process, signal.SIGTERM)
    while psutil.Process(process).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    shared.start(FindPlan(tiny_scenario(), QUICK))
    assert result(heard(shared, ended)).quality is not None
    assert shared.process_id != process


def test_a_second_start_drops_the_news_of_the_first(shared: Solver) -> None:
    shared.start(FindPlan(endless(), QUICK))
    time.sleep(2.0)
    scenario = tiny_scenario()
    shared.start(FindPlan(scenario, QUICK))
    news = heard(shared, ended)
    names = set(scenario.schemes.index)
    plans = [result(news)]
    plans += [item.plan for item in news if isinstance(item, Progress) and item.plan]
    assert len(plans) > 1
    assert all(set(plan.choices.index) <= names for plan in plans)


def test_what_cannot_be_solved_is_told_as_a_problem(shared: Solver) -> None:
    """More children than there are whole numbers for."""
    scenario = tiny_scenario()
    wrong = replace(scenario, demand=scenario.demand * 1e12)
    shared.start(FindPlan(wrong, QUICK))
    news = heard(shared, ended)
    assert isinstance(news[-1], Failure)
    assert "could not be solved" in news[-1].problems[0].message
    assert not shared.busy


def test_close_leaves_no_process() -> None:
    solver = Solver()
    process = solver.process_id
    assert process is not None
    solver.start(FindPlan(instance("cap41"), QUICK))
    solver.close()
    assert not psutil.pid_exists(process)
    assert not solver.busy


@pytest.mark.parametrize("keeps", [True, False])
def test_a_job_that_hears_no_stop_hands_over_what_it_kept(
    shared: Solver,
    keeps: bool,  # noqa: FBT001 - a case of the test
) -> None:
    shared.start(Deaf(keeps=keeps))
    heard(shared, lambda news: any(isinstance(item, Step) for item in news))
    asked = time.monotonic()
    shared.stop()
    news = heard(shared, bool, seconds=10.0)
    assert time.monotonic() - asked < 2.5
    if keeps:
        assert news == ["half"]
    else:
        assert isinstance(news[-1], Failure)
    assert not shared.busy


def test_another_job_is_done_by_the_same_process(shared: Solver) -> None:
    scenario = tiny_scenario()
    shared.start(FindPlan(scenario, QUICK))
    plan = result(heard(shared, ended))
    process = shared.process_id
    shared.start(ExplainPlan(scenario, plan, QUICK))
    news = heard(shared, lambda said: any(isinstance(i, Explanation) for i in said))
    assert any(isinstance(item, Step) for item in news)
    assert shared.process_id == process
