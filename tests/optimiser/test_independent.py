"""Fewer independent places, and what that costs: against every plan."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from capital_planner.checks import check_plan
from capital_planner.objective import price_plan
from optimiser import place_children
from optimiser.independent import (
    _floors,
    at_price,
    dearest_price,
    over_independent,
    sweep_prices,
    undominated,
)
from optimiser.problem import formulate
from optimiser.tradeoff import quality_of
from tests.optimiser.figures import least_cost
from tests.optimiser.paying import BRIEFLY, WHOLLY, paying, search_by_prices

PRICES = [0.0, 60_000.0, 400_000.0]


@pytest.mark.parametrize("exactly", [True, False])
def test_points_are_sound_and_child_years_never_rise(
    exactly: bool,  # noqa: FBT001 - a case of the test
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not exactly:
        search_by_prices(monkeypatch)
    points = over_independent(paying(), PRICES, WHOLLY if exactly else BRIEFLY)
    for point, price in zip(points, PRICES, strict=True):
        assert point.price_gbp == point.scenario.prices.independent_gbp == price
        quality = quality_of(point.plan)
        whole = point.cost_gbp + price * point.child_years
        assert quality.objective_gbp == pytest.approx(whole, rel=1e-9)
        best = least_cost(point.scenario)
        assert quality.bound_gbp <= best * (1 + 1e-12)
        assert best <= quality.objective_gbp * (1 + 1e-9)
        if exactly:
            assert quality.objective_gbp == pytest.approx(best, rel=1e-9)
        placements = place_children(point.scenario, point.plan)
        assert check_plan(point.scenario, point.plan, placements) == []
        parts = price_plan(point.scenario, point.plan, placements)
        assert parts.sum() == pytest.approx(whole, rel=1e-9)
        assert parts["independent_price"] == pytest.approx(price * point.child_years)
    for cheaper, dearer in pairwise(points):
        assert dearer.child_years <= cheaper.child_years + 1e-9
        assert dearer.cost_gbp >= cheaper.cost_gbp - 1e-3


def test_no_point_kept_is_beaten_and_no_plan_is_kept_twice() -> None:
    points = over_independent(paying(), [*PRICES, 400_001.0], WHOLLY)
    kept = undominated(points)
    assert 1 <= len(kept) < len(points)
    figures = [(point.cost_gbp, point.child_years) for point in kept]
    for one in figures:
        for other in figures:
            assert not (one != other and one[0] <= other[0] and one[1] <= other[1])


def test_floors_are_raised_to_what_a_concave_function_must_reach() -> None:
    raised = _floors([0.0, 1.0, 2.0, 3.0], [10.0, 3.0, 20.0, 12.0])
    assert np.allclose(raised, [10.0, 15.0, 20.0, 20.0])


def test_prices_go_from_none_to_the_dearest() -> None:
    scenario = paying()
    dearest = dearest_price(scenario)
    assert dearest > 0
    assert sweep_prices(scenario, 3) == [0.0, dearest / 2, dearest]
    dear = at_price(scenario, 7.0)
    assert dear.prices.independent_gbp == 7.0
    assert dear.settings.prices == dear.prices
    assert dear.prices.minute_gbp == scenario.prices.minute_gbp


def test_at_the_dearest_price_no_child_would_be_better_without_a_place() -> None:
    """And for one child just not: the bill and the journey are counted."""
    scenario = at_price(paying(), dearest_price(paying()))
    problem = formulate(scenario)
    independent = problem.kinds == "independent"
    nearest = problem.child_cost[..., independent].min(axis=2)
    assert nearest.max() == pytest.approx(scenario.prices.unplaced_gbp)


def test_the_dearest_price_follows_that_of_a_place_still_needed() -> None:
    scenario = paying()
    prices = replace(scenario.prices, unplaced_gbp=scenario.prices.unplaced_gbp - 1e4)
    lower = replace(scenario, prices=prices)
    assert dearest_price(lower) == pytest.approx(dearest_price(scenario) - 1e4)
    lowest = replace(scenario, prices=replace(prices, unplaced_gbp=1_000.0))
    assert sweep_prices(lowest, 5) == [0.0]
    (point,) = over_independent(lowest, sweep_prices(lowest, 5), WHOLLY)
    assert point.price_gbp == 0
