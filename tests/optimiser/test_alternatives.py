"""Alternatives: against the best of all plans that differ as asked."""

from dataclasses import replace

import pytest

from capital_planner.checks import check_plan
from capital_planner.scenario import Scenario
from optimiser import place_children
from optimiser.alternatives import STOPPED, Wanted, alternatives, still_to_decide
from optimiser.assessment import Assessor
from optimiser.options import chosen_by
from optimiser.tradeoff import Pace, quality_of
from tests.optimiser.drawn import Rules, plan_with
from tests.optimiser.paying import BRIEFLY, WHOLLY, paying, search_by_prices


def second_best(scenario: Scenario, best: set[str], apart: int) -> float:
    """Least cost of all plans that leave out so many of the best one's schemes."""
    assessor = Assessor.of(scenario)
    return min(
        assessor.objective_gbp(
            chosen_by(plan_with(scenario, choices), assessor.options, scenario)
        )
        for choices in Rules(scenario).everything()
        if len(best - {scheme for scheme, _, _ in choices}) >= apart
    )


@pytest.mark.parametrize("apart", [1, 2, 3])
def test_the_second_plan_is_the_best_of_all_that_differ(apart: int) -> None:
    scenario = paying()
    found = alternatives(scenario, Wanted(1, apart, 1.0), WHOLLY)
    best = set(still_to_decide(scenario, found.best.plan))
    assert len(best) >= apart
    (other,) = found.found
    truth = second_best(scenario, best, apart)
    assert quality_of(other.plan).objective_gbp == pytest.approx(truth, rel=1e-9)


def test_every_plan_differs_from_all_before_it_and_keeps_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search_by_prices(monkeypatch)
    scenario = paying()
    told: list[tuple[int, int]] = []
    found = alternatives(
        scenario,
        Wanted(3, 1, 0.5),
        BRIEFLY,
        tell=lambda done, count: told.append((done, count)),
    )
    every = [found.best, *found.found]
    assert len(every) == 4
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    for number, later in enumerate(every):
        mine = set(still_to_decide(scenario, later.plan))
        for earlier in every[:number]:
            assert set(still_to_decide(scenario, earlier.plan)) - mine
        placements = place_children(later.scenario, later.plan)
        assert check_plan(later.scenario, later.plan, placements) == []
        quality = quality_of(later.plan)
        assert quality.objective_gbp <= 1.5 * quality_of(every[0].plan).objective_gbp
        assert quality.bound_gbp <= quality.objective_gbp


def test_where_none_is_near_it_is_said_and_whether_that_is_proved() -> None:
    scenario = paying()
    found = alternatives(scenario, Wanted(5, 1, 0.0), WHOLLY)
    assert found.found == []
    assert "proved to cost more" in found.ending


def test_more_schemes_than_a_plan_has_cannot_be_left_out() -> None:
    scenario = paying()
    found = alternatives(scenario, Wanted(5, 99, 1.0), WHOLLY)
    assert found.found == []
    assert "schemes still to decide" in found.ending


def test_an_unproved_ending_does_not_claim_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search_by_prices(monkeypatch)
    at_once = replace(WHOLLY.again, work_limit=1)
    pace = Pace(BRIEFLY.first, at_once)
    found = alternatives(paying(), Wanted(1, 1, 0.0), pace)
    assert found.found == []
    assert "not proved" in found.ending


@pytest.mark.parametrize("after", [0, 1])
def test_a_search_that_was_stopped_says_so_and_judges_nothing_by_it(
    after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped at a first legal plan, its cost says nothing of the best that differs."""
    search_by_prices(monkeypatch)
    asked = 0
    best_found = False

    def stop() -> bool:
        nonlocal asked
        asked += best_found
        return asked > after

    def tell(_done: int, _count: int) -> None:
        nonlocal best_found
        best_found = True

    found = alternatives(paying(), Wanted(1, 1, 0.0), BRIEFLY, tell=tell, stop=stop)
    assert found.found == []
    assert found.ending == STOPPED
