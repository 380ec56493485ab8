"""Compiled loops are loaded before the clock of a search runs."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from types import ModuleType

import pytest

from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser import flow, placement, standing, staying, streams
from optimiser.assessment import Assessor
from optimiser.loops import get_ready_to_search
from optimiser.problem import Problem
from optimiser.search import Search
from optimiser.standing import Standing
from tests.optimiser.drawn import with_more_hosts
from tests.tiny import tiny_scenario

LIMIT = SearchSettings(gap=1e-7, time_limit_s=20.0, work_limit=40)
MODULES: tuple[ModuleType, ...] = (flow, placement, staying, streams)


def few_hosts() -> Scenario:
    """More plans than are tried one by one."""
    dear = replace(tiny_scenario().prices, unplaced_gbp=120e3)
    scenario = tiny_scenario(years=3, allocation_gbp=600e3)
    return with_more_hosts(replace(scenario, prices=dear), tuple(range(2, 30, 2)))


def compiled_for() -> dict[str, int]:
    """How many kinds of arguments each loop is compiled for so far."""
    return {
        f"{module.__name__}.{name}": len(loop.signatures)
        for module in MODULES
        for name, loop in vars(module).items()
        if hasattr(loop, "signatures")
    }


def ready_and_after() -> tuple[dict[str, int], dict[str, int]]:
    """Kinds of arguments once all is loaded, and after a search."""
    scenario = few_hosts()
    get_ready_to_search(Assessor.of(scenario).problem)
    ready = compiled_for()
    Search(Standing(scenario, LIMIT)).run()
    return ready, compiled_for()


def test_a_search_compiles_nothing_more() -> None:
    new = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=new) as pool:
        ready, after = pool.submit(ready_and_after).result()
    assert ready["optimiser.streams.choose_everywhere"] == 1
    assert ready["optimiser.flow.settle"] == 1
    assert after == ready


def test_loading_takes_nothing_of_the_time_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]

    def loads_slowly(_: Problem) -> None:
        now[0] += 1_000.0

    monkeypatch.setattr(standing, "get_ready_to_search", loads_slowly)
    plan = Search(Standing(few_hosts(), LIMIT, clock=lambda: now[0])).run()
    assert now == [1_000.0]
    assert plan.quality is not None
    assert plan.quality.seconds == 0.0
    assert plan.quality.work["bounds"] > 0
