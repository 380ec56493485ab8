"""The least cost of all plans, and prices drawn at random."""

import numpy as np

from capital_planner.scenario.frames import Scenario
from optimiser.ascent import _common_use
from optimiser.assessment import Assessor
from optimiser.bound import Bound, PlacePrices
from optimiser.options import chosen_by
from tests.optimiser.drawn import Rules, plan_with


def least_cost(scenario: Scenario) -> float:
    """Whole cost of the best of all plans within the rules."""
    assessor = Assessor.of(scenario)
    return min(
        assessor.objective_gbp(
            chosen_by(plan_with(scenario, choices), assessor.options, scenario)
        )
        for choices in Rules(scenario).everything()
    )


def drawn_prices(bound: Bound, seed: int, scale: float) -> PlacePrices:
    """Prices of which some are nothing and some are many times the scale."""
    rng, zero = np.random.default_rng(seed), bound.zero()

    def some(shape: tuple[int, ...], size: float) -> np.ndarray:
        often = rng.random(shape) < 0.7
        return size * often * rng.exponential(1.0, shape)

    return PlacePrices(
        some(zero.place.shape, scale),
        some(zero.limit.shape, scale) / _common_use(bound.limits.uses),
    )
