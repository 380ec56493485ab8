"""Improving prices: ascent on a smooth floor by a quasi-Newton method.

The floor is concave in the prices. Its smooth version (``theta`` above 0) is
climbed with L-BFGS-B (Byrd, Lu, Nocedal and Zhu 1995); the exact floor is then
evaluated at the prices reached.
"""

from collections.abc import Callable
from contextlib import suppress

import numpy as np
from scipy.optimize import minimize

from optimiser.bound import Bound, PlacePrices
from optimiser.problem import Array

PLACE_STEP_GBP = 3000.0
"""Price of one of 100 places; a setting's step falls with the root of its size."""
LIMIT_STEP_GBP = 10_000.0
"""Price of what one option commonly takes under a condition of the rules."""
LEAST_PLACES = 40.0
MEMORY = 15
MILLION = 1e6


class _Enough(Exception):  # noqa: N818 - not an error: it ends the climb
    """The clock or the officer says that this is enough."""


class Ascent:
    """Climbs the floor of one bound.

    Parameters
    ----------
    bound
        The floor to climb.
    """

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._shape = bound.zero().place.shape
        size = np.maximum(bound.mean_places, LEAST_PLACES)
        place = PLACE_STEP_GBP * np.sqrt(100 / size)
        self._step = np.concatenate(
            [
                np.repeat(place, self._shape[1]),
                LIMIT_STEP_GBP / _common_use(bound.limits.uses),
            ]
        )
        self.evaluations = 0

    def climb(
        self,
        prices: PlacePrices,
        *,
        theta: float,
        evaluations: int,
        stop: Callable[[], bool],
    ) -> PlacePrices:
        """Better prices after at most about so many evaluations of the floor."""
        best = (-np.inf, _flat(prices) / self._step)

        def below(scaled: Array) -> tuple[float, Array]:
            nonlocal best
            if stop():
                raise _Enough
            floor = self._bound.floor(self._prices(scaled), theta)
            self.evaluations += 1
            if floor.value > best[0]:
                best = (floor.value, scaled.copy())
            return -floor.value / MILLION, -_flat(floor.slope) * self._step / MILLION

        with suppress(_Enough):
            minimize(
                below,
                best[1],
                jac=True,
                method="L-BFGS-B",
                bounds=[(0.0, None)] * len(self._step),
                options={
                    "maxiter": evaluations,
                    "maxfun": evaluations,
                    "maxcor": MEMORY,
                },
            )
        return self._prices(best[1])

    def climb_rules(
        self, prices: PlacePrices, *, theta: float, evaluations: int
    ) -> PlacePrices:
        """Better prices of the rules where those of places stay as they are.

        No child chooses anew, so this takes next to no time: for rules that the
        search which found the places' prices knew nothing of.
        """
        step = self._step[prices.place.size :]
        if not len(step):
            return prices

        def below(scaled: Array) -> tuple[float, Array]:
            tried = PlacePrices(prices.place, scaled * step)
            value, slope = self._bound.of_rules(tried, theta)
            return -value / MILLION, -slope * step / MILLION

        found = minimize(
            below,
            prices.limit / step,
            jac=True,
            method="L-BFGS-B",
            bounds=[(0.0, None)] * len(step),
            options={"maxiter": evaluations, "maxfun": evaluations, "maxcor": MEMORY},
        )
        return PlacePrices(prices.place, np.asarray(found.x * step))

    def _prices(self, scaled: Array) -> PlacePrices:
        values = scaled * self._step
        places = int(np.prod(self._shape))
        return PlacePrices(values[:places].reshape(self._shape), values[places:])


def _flat(prices: PlacePrices) -> Array:
    return np.concatenate([prices.place.ravel(), prices.limit])


def _common_use(uses: Array) -> Array:
    """Mean of what the options under a condition take of it: ``[N]``."""
    size = np.abs(uses)
    count = np.maximum((size > 0).sum(axis=0), 1)
    common: Array = np.maximum(size.sum(axis=0) / count, 1e-9)
    return common
