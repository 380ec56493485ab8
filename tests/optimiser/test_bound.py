"""The floor at some prices, against the linear program it is the dual of."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.scenario.frames import Scenario
from optimiser.ascent import Ascent
from optimiser.assessment import Assessor
from optimiser.bound import Bound
from optimiser.options import chosen_by
from tests.optimiser.drawn import random_plan
from tests.optimiser.figures import drawn_prices
from tests.optimiser.relaxation import Relaxation, Relaxed
from tests.tiny import random_scenario, tiny_scenario

SEEDS = range(8)


@dataclass(frozen=True)
class Case:
    """A small scenario, its floor, its relaxation, and what some plans cost."""

    scenario: Scenario
    bound: Bound
    relaxed: Relaxed
    costs: tuple[float, ...]


@cache
def case(seed: int) -> Case:
    rng = np.random.default_rng(100 + seed)
    scenario = random_scenario(rng, zones=2 + seed % 3, years=3 + seed % 2)
    if seed % 2 == 0:
        dear = replace(scenario.prices, unplaced_gbp=150e3, independent_gbp=20e3)
        scenario = replace(scenario, prices=dear)
    return settled(scenario, rng)


def settled(scenario: Scenario, rng: np.random.Generator) -> Case:
    assessor = Assessor.of(scenario)
    plans = [random_plan(scenario, rng) for _ in range(5)]
    costs = tuple(
        assessor.objective_gbp(chosen_by(plan, assessor.options, scenario))
        for plan in plans
    )
    bound = Bound(assessor.problem, assessor.options)
    return Case(scenario, bound, Relaxation(scenario).solve(), costs)


@pytest.mark.parametrize("seed", SEEDS)
def test_best_prices_prove_the_optimum_of_the_relaxation(seed: int) -> None:
    here = case(seed)
    floor = here.bound.floor(here.relaxed.prices(here.bound))
    proved = floor.value + here.bound.allowance
    assert proved == pytest.approx(here.relaxed.cost, rel=1e-6)
    assert floor.value < here.relaxed.cost <= min(here.costs)


def test_the_prices_of_the_cases_are_not_nothing() -> None:
    """Places, money and openings are short in some of them."""
    priced = {name[0] for seed in SEEDS for name in _priced(case(seed).relaxed)}
    assert priced >= {"places", "within_the_money", "yearly_caps", "host"}
    assert all(len(_priced(case(seed).relaxed)) > 3 for seed in SEEDS if seed % 2 == 0)


def _priced(relaxed: Relaxed) -> list[tuple[object, ...]]:
    return [name for name, price in relaxed.duals.items() if price > 1e-6]


def test_best_prices_in_schools_fuller_than_their_places() -> None:
    """Children who were there before there was a limit stay, and nobody new comes."""
    scenario = tiny_scenario(years=4)
    fewer = scenario.open_places.copy()
    fewer.loc["special-a"] -= 4.0
    full = settled(replace(scenario, open_places=fewer), np.random.default_rng(5))
    assert (full.bound._places[0] > fewer.loc["special-a", 2025:].to_numpy()).any()
    floor = full.bound.floor(full.relaxed.prices(full.bound))
    proved = floor.value + full.bound.allowance
    assert proved == pytest.approx(full.relaxed.cost, rel=1e-6)
    assert floor.value <= min(full.costs)


@given(st.sampled_from(SEEDS), st.integers(0, 2**31), st.floats(10.0, 100_000.0))
@settings(max_examples=120, deadline=None)
def test_no_prices_prove_too_much(seed: int, drawn: int, scale: float) -> None:
    here = case(seed)
    prices = drawn_prices(here.bound, drawn, scale)
    floor = here.bound.floor(prices)
    assert floor.value <= here.relaxed.cost * (1 + 1e-9)
    assert floor.value <= min(here.costs)


@given(st.sampled_from(SEEDS), st.integers(0, 2**31), st.floats(1.0, 3_000.0))
@settings(max_examples=80, deadline=None)
def test_the_smooth_floor_lies_below_the_exact_one(
    seed: int, drawn: int, theta: float
) -> None:
    bound = case(seed).bound
    prices = drawn_prices(bound, drawn, 5_000.0)
    exact = bound.floor(prices).value
    assert bound.floor(prices, theta).value <= exact
    assert bound.floor(prices, 1e-3).value == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize(("part", "step"), [("place", 5.0), ("limit", 1e-4)])
@pytest.mark.parametrize("seed", range(4))
def test_the_slope_is_that_of_finite_differences(
    seed: int, part: str, step: float
) -> None:
    bound = case(seed).bound
    prices = drawn_prices(bound, seed, 4_000.0)
    slope = getattr(bound.floor(prices, 800.0).slope, part)
    rng = np.random.default_rng(seed)
    for _ in range(8):
        where = tuple(int(rng.integers(size)) for size in slope.shape)
        ends = []
        for sign in (1, -1):
            moved = getattr(prices, part).copy()
            moved[where] += sign * step
            ends.append(bound.floor(replace(prices, **{part: moved}), 800.0).value)
        found = (ends[0] - ends[1]) / (2 * step)
        assert slope[where] == pytest.approx(found, rel=1e-4, abs=1e-4)


@given(st.sampled_from(SEEDS), st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_the_exact_slope_is_never_below_what_is_gained(seed: int, drawn: int) -> None:
    """The floor is concave: it lies below each of its tangents."""
    bound = case(seed).bound
    here, there = (drawn_prices(bound, drawn + n, 4_000.0) for n in range(2))
    floor = bound.floor(here)
    gained = (
        floor.slope.place * (there.place - here.place)
    ).sum() + floor.slope.limit @ (there.limit - here.limit)
    allowed = 1e-9 * abs(floor.value)
    assert bound.floor(there).value <= floor.value + gained + allowed


@pytest.mark.parametrize("seed", [0, 2, 4])
def test_climbing_comes_close_to_the_optimum(seed: int) -> None:
    here = case(seed)
    ascent, prices = Ascent(here.bound), here.bound.zero()
    start = here.bound.floor(prices).value
    for theta in (1_500.0, 200.0, 30.0, 5.0):
        prices = ascent.climb(prices, theta=theta, evaluations=150, stop=lambda: False)
    assert all((values >= 0).all() for values in vars(prices).values())
    reached = here.bound.floor(prices).value
    assert reached <= here.relaxed.cost
    assert here.relaxed.cost - reached <= 0.02 * (here.relaxed.cost - start)


def test_climbing_ends_when_told_to() -> None:
    ascent = Ascent(case(0).bound)
    asked = iter([False, False, True])
    ascent.climb(
        case(0).bound.zero(), theta=500.0, evaluations=100, stop=lambda: next(asked)
    )
    assert ascent.evaluations == 2
