"""Starting from what an earlier search learnt, under rules that it did not know."""

from dataclasses import replace

import numpy as np
import pytest

from capital_planner.settings import SearchSettings
from optimiser import committed, exact
from optimiser.ascent import Ascent
from optimiser.bound import PlacePrices
from optimiser.public import explore
from optimiser.standing import Standing
from tests.optimiser.test_bound import SEEDS, case
from tests.optimiser.test_search import roomy
from tests.tiny import tiny_scenario


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_prices_of_rules_come_back_where_those_of_places_are_known(seed: int) -> None:
    here = case(seed)
    best = here.relaxed.prices(here.bound)
    unknown = PlacePrices(best.place, np.zeros_like(best.limit))
    found = Ascent(here.bound).climb_rules(unknown, theta=1.0, evaluations=2000)
    assert np.array_equal(found.place, best.place)
    reached = here.bound.floor(found).value + here.bound.allowance
    assert reached == pytest.approx(here.relaxed.cost, rel=1e-4)


def test_without_rules_there_is_nothing_to_price() -> None:
    scenario = tiny_scenario(candidates=())
    floor = explore(Standing(scenario, SearchSettings())).guide
    assert floor.limits.empty


def test_less_money_is_proved_from_what_more_money_taught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The floor at carried prices stands before any of them is improved."""
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    limits = SearchSettings(gap=1e-7, time_limit_s=300.0)
    rich = explore(Standing(roomy(), limits))
    poorer = replace(roomy(), funding=roomy().funding * 0.7)
    cold = explore(Standing(poorer, replace(limits, work_limit=4)))
    warm = explore(Standing(poorer, replace(limits, work_limit=4)), rich.guide)
    assert warm.plan.quality is not None
    assert cold.plan.quality is not None
    assert warm.plan.quality.work["bounds"] < cold.plan.quality.work["bounds"] / 2
    assert warm.plan.quality.bound_gbp > cold.plan.quality.bound_gbp - 1.0
    assert warm.plan.quality.objective_gbp <= cold.plan.quality.objective_gbp


def test_where_nothing_more_can_be_paid_for_the_search_ends_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    limits = SearchSettings(gap=1e-12, time_limit_s=300.0, work_limit=4)
    penniless = replace(roomy(), funding=roomy().funding * 0.0)
    found = explore(Standing(penniless, limits)).plan
    assert found.choices.equals(committed(penniless).choices)
