"""Futures drawn at random: what each assumes of plans and of the need for places.

Every draw has a generator of its own, so that it is the same whatever is drawn
beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from capital_planner.case import Assumptions, Case
from capital_planner.demand.components import Components, components
from capital_planner.demand.paths import LATENT_KEYS, Path
from capital_planner.futures.rates import (
    Spread,
    deviations,
    learn,
    published_totals,
    yearly_growth,
)
from capital_planner.settings import FUTURES

CHANCE = 1
"""Which of a draw's generators is for small-number chance; 0 is for its path."""


@dataclass(frozen=True)
class Draw:
    """One future drawn at random.

    Attributes
    ----------
    number, seed
        Which draw of which seed: the same two are the same future.
    path
        What it assumes.
    """

    number: int
    seed: int
    path: Path

    def chance(self) -> np.random.Generator:
        """Make the generator of who leaves and how many new plans there are."""
        return np.random.default_rng([self.seed, self.number, CHANCE])


@dataclass(frozen=True)
class Ranges:
    """What draws are made from.

    Attributes
    ----------
    years
        Years foretold.
    spread
        Of the yearly growth of plans.
    new_share
        New plans of a year at the central rate, over the plans of the base
        year: what turns a growth into a rate of new plans.
    rate
        The central rate of new plans.
    triangles
        Lowest, likeliest and highest of each other figure of a path.
    """

    years: tuple[int, ...]
    spread: Spread
    new_share: float
    rate: float
    triangles: dict[str, tuple[float, float, float]]


def ranges(case: Case, found: Components | None = None) -> Ranges:
    """Read what draws are made from: published totals and assumptions."""
    found = components(case) if found is None else found
    given = case.assumptions
    rate = given.value("new_plan_rate", "central")
    growth = yearly_growth(published_totals(case))
    spread = learn(growth, given.value("new_plan_rate_persistence"))
    first = found.new[found.years[1]].sum() * rate
    return Ranges(
        years=tuple(found.years[1:]),
        spread=spread,
        new_share=float(first / found.stock.to_numpy().sum()),
        rate=rate,
        triangles=_triangles(given),
    )


def draw(case: Case, count: int, seed: int, given: Ranges | None = None) -> list[Draw]:
    """Draw futures.

    Parameters
    ----------
    count
        How many; the first ones are the same however many are drawn.
    seed
        Not negative.
    given
        As :func:`ranges` returns, when at hand already.
    """
    found = ranges(case) if given is None else given
    return [Draw(number, seed, _path(found, seed, number)) for number in range(count)]


def _path(given: Ranges, seed: int, number: int) -> Path:
    rng = np.random.default_rng([seed, number])
    strayed = deviations(rng, given.spread, len(given.years))[0]
    rates = given.rate * np.maximum(1 + strayed / given.new_share, 0.0)
    figures = {
        name: _between(rng, corners) for name, corners in given.triangles.items()
    }
    latent = {key: figures.pop(key) for key in LATENT_KEYS}
    by_year = dict(zip(given.years, rates.tolist(), strict=True))
    return Path(new_plan_rate=by_year, latent=latent, **figures)


def _between(rng: np.random.Generator, corners: Sequence[float]) -> float:
    low, likeliest, high = corners
    return rng.triangular(low, likeliest, high) if low < high else likeliest


def _triangles(given: Assumptions) -> dict[str, tuple[float, float, float]]:
    """Lowest, likeliest and highest figure of each part of a path, by its name."""
    named = {
        "reform_factor": "reform_new_plan_factor",
        "net_moves_share": "net_moves_share",
        "growth_ratio": "growth_specialist_ratio",
    }
    ranged = {
        "ceased_factor": ("ceased_factor", ""),
        "waiting": ("mainstream_waiting", ""),
        "post_19": ("post_19_latent_share", ""),
        **{key: ("latent_share", key) for key in LATENT_KEYS},
    }
    return {
        **{part: _of_futures(given, name) for part, name in named.items()},
        **{part: _of_row(given, *row) for part, row in ranged.items()},
    }


def _of_futures(given: Assumptions, name: str) -> tuple[float, float, float]:
    low, central, high = (given.value(name, future) for future in FUTURES)
    return low, central, high


def _of_row(given: Assumptions, name: str, key: str) -> tuple[float, float, float]:
    """Range of one row; where none is stated the figure is not drawn."""
    value = given.value(name, key)
    low, high = (given.by_key(name, end).get(key, value) for end in ("low", "high"))
    return (value, value, value) if np.isnan(low + high) else (low, value, high)
