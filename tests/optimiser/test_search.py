"""Looking for the plan: against every plan within the rules, and as it goes on."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise

import numpy as np
import pandas as pd
import pytest

from capital_planner.checks import check_plan
from capital_planner.plan import Plan, Progress, Quality
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from capital_planner.sufficiency import measure
from optimiser import committed, exact, find_plan, place_children
from optimiser.assessment import Assessor
from optimiser.options import chosen_by
from optimiser.search import Search
from optimiser.standing import Standing
from tests.optimiser.drawn import with_more_hosts
from tests.optimiser.figures import least_cost
from tests.tiny import random_scenario, tiny_scenario

UNCOUNTED = 2
"""Plans assessed when the work is done: the best change once more, doing nothing."""
LONG = SearchSettings(gap=1e-7, time_limit_s=120.0)


@pytest.fixture
def by_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search as in a large scenario, where not every plan can be tried."""
    monkeypatch.setattr(exact, "MOST_PLANS", 0)


def quality_of(plan: Plan) -> Quality:
    assert plan.quality is not None
    return plan.quality


def drawn(seed: int) -> Scenario:
    rng = np.random.default_rng(300 + seed)
    scenario = random_scenario(rng, zones=2 + seed % 2, years=3)
    dear = replace(scenario.prices, unplaced_gbp=120e3)
    return replace(scenario, prices=dear, funding=scenario.funding * 3)


def roomy(years: int = 3) -> Scenario:
    """Enough hosts that the search has a choice, money for a few of them."""
    scenario = tiny_scenario(years=years, allocation_gbp=600e3)
    dear = replace(scenario.prices, unplaced_gbp=120e3)
    return with_more_hosts(replace(scenario, prices=dear), (2.0, 4.0))


@pytest.mark.parametrize("seed", range(6))
def test_small_scenarios_are_settled_exactly(seed: int) -> None:
    scenario = drawn(seed)
    quality = quality_of(find_plan(scenario, LONG))
    assert quality.objective_gbp == pytest.approx(least_cost(scenario), rel=1e-9)
    assert quality.bound_gbp == quality.objective_gbp
    assert quality.status == "best possible"


@pytest.mark.usefixtures("by_prices")
@pytest.mark.parametrize("seed", range(6))
def test_prices_enclose_the_best_possible_plan(seed: int) -> None:
    scenario = drawn(seed)
    quality, best = quality_of(find_plan(scenario, LONG)), least_cost(scenario)
    assert quality.bound_gbp <= best <= quality.objective_gbp * (1 + 1e-12)
    assert quality.objective_gbp - best <= quality.gap * quality.objective_gbp
    assert quality.work["bounds"] > 50
    assert quality.work["plans"] > 1
    saving = quality.do_nothing_gbp - best
    assert quality.objective_gbp - best <= 0.05 * saving + 1.0


@pytest.mark.usefixtures("by_prices")
def test_the_plan_found_keeps_every_rule_and_costs_what_it_says() -> None:
    scenario = roomy()
    plan = find_plan(scenario, LONG)
    placements = place_children(scenario, plan)
    parts = measure(scenario, plan, placements).objective_parts
    assert check_plan(scenario, plan, placements, parts) == []
    assert parts.sum() == pytest.approx(quality_of(plan).objective_gbp, rel=1e-9)
    assert len(plan.choices) > len(committed(scenario).choices)


@pytest.mark.usefixtures("by_prices")
def test_same_seed_and_same_work_same_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    assessed: list[tuple[int, ...]] = []
    assess = Assessor.objective_gbp

    def noted(assessor: Assessor, chosen: np.ndarray) -> float:
        assessed.append(tuple(chosen))
        return assess(assessor, chosen)

    monkeypatch.setattr(Assessor, "objective_gbp", noted)
    limits = SearchSettings(gap=1e-7, time_limit_s=300.0, seed=7, work_limit=9)
    first = find_plan(roomy(), limits)
    tried = assessed.copy()
    assessed.clear()
    again = find_plan(roomy(), limits)
    assert assessed == tried
    pd.testing.assert_frame_equal(first.choices, again.choices)
    for part in ("objective_gbp", "bound_gbp", "work", "status"):
        assert getattr(quality_of(first), part) == getattr(quality_of(again), part)
    more = find_plan(roomy(), replace(limits, work_limit=25))
    assert quality_of(first).work["plans"] <= 9 + UNCOUNTED
    assert 9 + UNCOUNTED < quality_of(more).work["plans"] <= 25 + UNCOUNTED
    assert quality_of(more).objective_gbp <= quality_of(first).objective_gbp


def test_stop_at_once_gives_the_committed_programme() -> None:
    scenario = roomy()
    plan = find_plan(scenario, LONG, stop=lambda: True)
    pd.testing.assert_frame_equal(plan.choices, committed(scenario).choices)
    assert quality_of(plan).status == "best found"
    assert np.isfinite(quality_of(plan).do_nothing_gbp)


@pytest.mark.usefixtures("by_prices")
@pytest.mark.parametrize("patience", [10, 150, 400])
def test_stop_keeps_the_best_so_far(patience: int) -> None:
    heard: list[Progress] = []
    asked = count()
    plan = find_plan(roomy(), LONG, heard.append, lambda: next(asked) >= patience)
    plans = [news.plan for news in heard if news.plan is not None]
    pd.testing.assert_frame_equal(plan.choices, plans[-1].choices)
    best = min(quality_of(each).objective_gbp for each in plans)
    assert quality_of(plan).objective_gbp == best
    assert quality_of(plan).status == "best found"


@pytest.mark.usefixtures("by_prices")
def test_news_begins_with_a_plan_and_only_gets_better() -> None:
    heard: list[Progress] = []
    scenario = roomy()
    plan = find_plan(scenario, LONG, heard.append)
    first, last = heard[0], heard[-1]
    assert first.plan is not None
    pd.testing.assert_frame_equal(first.plan.choices, committed(scenario).choices)
    assert all(news.stage for news in heard)
    for before, after in pairwise(heard):
        assert after.elapsed_s >= before.elapsed_s
        assert after.objective_gbp <= before.objective_gbp
        assert after.bound_gbp >= before.bound_gbp
    found = quality_of(plan)
    assert (last.objective_gbp, last.bound_gbp) == (
        found.objective_gbp,
        found.bound_gbp,
    )
    assert found.first_plan_seconds < found.seconds
    assert last.gap == found.gap


def clock_of(step: float) -> Callable[[], float]:
    """A clock that goes on by so much each time it is looked at."""
    ticks = count()
    return lambda: step * next(ticks)


@pytest.mark.usefixtures("by_prices")
def test_the_clock_ends_the_search_with_the_best_found() -> None:
    limits = SearchSettings(gap=1e-7, time_limit_s=20.0)
    plan = Search(Standing(roomy(), limits, clock=clock_of(0.05))).run()
    found = quality_of(plan)
    assert found.status == "best found"
    assert found.gap > limits.gap
    assert found.seconds <= limits.time_limit_s + 1.0
    longer = Search(Standing(roomy(), LONG, clock=clock_of(1e-4))).run()
    assert quality_of(longer).objective_gbp <= found.objective_gbp
    assert quality_of(longer).work["bounds"] > found.work["bounds"]


@pytest.mark.parametrize("most_plans", [0, 10_000])
@pytest.mark.parametrize("seed", range(3))
def test_more_money_never_makes_a_plan_dearer(
    seed: int, most_plans: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "MOST_PLANS", most_plans)
    scenario = drawn(seed)
    richer = replace(scenario, funding=scenario.funding * 2)
    before, after = (quality_of(find_plan(s, LONG)) for s in (scenario, richer))
    allowed = (after.gap + 1e-9) * after.objective_gbp
    assert after.objective_gbp <= before.objective_gbp + allowed
    assert after.bound_gbp <= before.objective_gbp
    assert after.objective_gbp <= before.objective_gbp * (1 + 1e-3)


def test_nothing_to_decide_is_settled_at_once() -> None:
    scenario = tiny_scenario(candidates=())
    plan = find_plan(scenario, LONG)
    pd.testing.assert_frame_equal(plan.choices, committed(scenario).choices)
    assert quality_of(plan).status == "best possible"
    assessor = Assessor.of(scenario)
    chosen = chosen_by(plan, assessor.options, scenario)
    assert quality_of(plan).objective_gbp == assessor.objective_gbp(chosen)
