"""Prices that several settings share: fewer of them, and never too much proved."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.scenario.frames import Scenario
from optimiser.bound import Bound, PlacePrices
from optimiser.guide import carried_over, learnt, prices_from
from optimiser.limits import limits_of
from optimiser.markets import Markets, by_district, by_service, by_site
from optimiser.options import Options, enumerate_options
from optimiser.problem import Problem, formulate
from tests.capital_planner.lancashire import scenario as lancashire
from tests.optimiser.drawn import with_more_hosts
from tests.optimiser.figures import drawn_prices
from tests.optimiser.relaxation import Relaxation
from tests.tiny import tiny_scenario

Sharing = Callable[[Problem, Options], Markets]
SHARINGS: tuple[Sharing, ...] = (by_district, by_service)
FLOORS: tuple[Sharing, ...] = (*SHARINGS, by_site)
FARTHER = (3.0, 7.0, 11.0)
A_PENNY = 0.01


@cache
def scenario() -> Scenario:
    return with_more_hosts(tiny_scenario(zones=2, years=3), FARTHER)


@cache
def optimum() -> float:
    return Relaxation(scenario()).solve().cost


@cache
def bounds(share: Sharing) -> tuple[Markets, Bound, Bound]:
    """The sharing, its floor, and the floor without it."""
    problem = formulate(scenario())
    options = enumerate_options(problem)
    markets = share(problem, options)
    shared = Bound(markets.problem, markets.options, markets.copies)
    return markets, shared, Bound(problem, options)


@pytest.mark.parametrize("share", SHARINGS)
def test_hosts_that_are_alike_share_a_price(share: Sharing) -> None:
    markets, _, apart = bounds(share)
    columns = apart.problem.columns
    alike = {
        markets.column_of[columns.get_loc(f"host-{number}-asd")]
        for number in (1, 3, 4, 5)
    }
    assert len(alike) == 1
    other = markets.column_of[columns.get_loc("host-1-mld")]
    assert other not in alike
    assert 1 + len(FARTHER) in markets.copies
    assert len(markets.options) < len(apart.options)
    assert markets.problem.start.sum() == apart.problem.start.sum()


@given(st.sampled_from(FLOORS), st.integers(0, 2**31), st.floats(100.0, 50_000.0))
@settings(max_examples=100, deadline=None)
def test_sharing_prices_never_proves_too_much(
    share: Sharing, drawn: int, scale: float
) -> None:
    markets, shared, apart = bounds(share)
    prices = drawn_prices(shared, drawn, scale)
    floor = shared.floor(prices).value
    assert floor <= optimum() + A_PENNY
    same = PlacePrices(prices.place[markets.column_of], prices.limit)
    assert floor <= apart.floor(same).value + A_PENNY


@pytest.mark.parametrize("share", SHARINGS)
def test_sharing_costs_nothing_where_places_cost_nothing_but_the_way(
    share: Sharing,
) -> None:
    """At prices of nothing, children go where they cost least: sharing or not."""
    _, shared, apart = bounds(share)
    together, alone = (one.floor(one.zero()).value for one in (shared, apart))
    assert together == pytest.approx(alone, rel=0.02)


def test_rough_prices_are_carried_over_to_fine_ones() -> None:
    problem = formulate(scenario())
    options = enumerate_options(problem)
    rough, fine = by_service(problem, options), by_district(problem, options)
    there = Bound(rough.problem, rough.options, rough.copies)
    prices = drawn_prices(there, 4, 3_000.0)
    found = carried_over(prices, rough, fine)
    assert len(found.place) == len(fine.problem.columns)
    np.testing.assert_array_equal(
        found.place[fine.column_of], prices.place[rough.column_of]
    )
    back = carried_over(found, fine, rough)
    np.testing.assert_allclose(back.place, prices.place)


def test_what_was_learnt_is_found_again_by_name() -> None:
    """Also where a setting shared its price before and stands alone now."""
    problem = formulate(scenario())
    options = enumerate_options(problem)
    shared, alone = by_district(problem, options), by_site(problem, options)
    bound = Bound(shared.problem, shared.options, shared.copies)
    prices = drawn_prices(bound, 5, 3_000.0)
    guide = learnt(pd.DataFrame(), shared, bound.limits, prices)
    again = prices_from(guide, shared, bound.limits)
    np.testing.assert_allclose(again.place, prices.place)
    np.testing.assert_array_equal(again.limit, prices.limit)
    apart = prices_from(guide, alone, bound.limits)
    np.testing.assert_allclose(apart.place, prices.place[shared.column_of])
    fewer = replace(guide, place=guide.place.iloc[:3], limits=guide.limits.iloc[:1])
    unknown = prices_from(fewer, alone, bound.limits)
    assert unknown.place[:3].any()
    assert not unknown.place[3:].any()
    assert not unknown.limit[1:].any()


def test_sharing_loses_no_condition_of_the_rules() -> None:
    problem = formulate(lancashire("district"))
    options = enumerate_options(problem)
    names = [
        limits_of(problem.scenario, share(problem, options).options).names
        for share in SHARINGS
    ]
    every = limits_of(problem.scenario, options).names
    assert names == [every, every]
