"""A proved floor under the cost of every plan, from prices on places.

Relax the places of every setting with prices ``pi[s, t] >= 0`` and the rules
(money, yearly caps, whatever an officer asks) with prices of their own. Children
then choose freely, each keeping a place as they do in life, and every host takes
its best option:

    C[p,s,t] = disc_t c[s] + pi[s,t] + stay C[p,s,t+1]
             + move ( carry C[p+,s,t+1] + (1 - carry) V[p+,t+1] )
    V[p,t]   = least C over the settings that suit, independent and places
               still needed included

(design of the model, section 5). The floor drops only whole numbers, the yearly
placement's lack of foresight and its journey-only rule. Prices are improved by
ascent on a smooth floor (entropy ``theta``), itself below the exact one.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from optimiser.limits import Limits, limits_of
from optimiser.options import Options, unmoved_gbp
from optimiser.problem import MICRO, Array, Problem
from optimiser.streams import Side, Streams

LEAST_ZONES_TO_SHARE = 30
SLIPS_BESIDE = 4
"""Settings still to open and tiers, a row: where a whole 1e-6 child can slip."""
HOST_SMOOTHING = 20.0
"""A host weighs all its places over its years, a child one place: the choice of
hosts is smoothed so many times more."""


@dataclass(frozen=True)
class PlacePrices:
    """What a place, and one more of what a rule allows, are worth.

    Attributes
    ----------
    place
        Pounds for one place in one year, discounted: ``[S, T]``.
    limit
        Pounds for one more of each condition of the rules: ``[N]``.
    """

    place: Array
    limit: Array


@dataclass(frozen=True)
class Floor:
    """The floor at some prices, and how it changes with them.

    Attributes
    ----------
    value
        Pounds, present value.
    slope
        The same shapes as the prices.
    used
        Share of each option that the relaxation takes: ``[O]``.
    """

    value: float
    slope: PlacePrices
    used: Array


class Bound:
    """The floor of one problem as a function of prices."""

    def __init__(
        self, problem: Problem, options: Options, copies: Array | None = None
    ) -> None:
        self.problem = problem
        self.options = options
        self.free = np.flatnonzero(options.candidate)
        given = np.flatnonzero(options.committed)
        self.limits: Limits = limits_of(problem.scenario, options)
        self._uses = sparse.csr_array(self.limits.uses)
        self._used_of = sparse.csr_array(self.limits.uses.T)
        self._into = options.into(self.free, len(problem.columns))
        self._places = _relaxed_places(problem, options, given)
        hosts = options.host[self.free]
        self._order, self._starts = _by_host(hosts)
        every = np.ones(options.host.max(initial=0) + 1) if copies is None else copies
        self._copies = every[hosts[self._order][self._starts]].astype(float)
        self._constant = unmoved_gbp(problem, options, given)
        self._streams = [Streams(problem, zones) for zones in _shares_of(problem)]

    def zero(self) -> PlacePrices:
        """Prices of nothing."""
        return PlacePrices(
            np.zeros(self._places.shape), np.zeros(len(self.limits.most))
        )

    def floor(self, prices: PlacePrices, theta: float = 0.0) -> Floor:
        """Evaluate the floor; exact when ``theta`` is 0, else smooth and lower."""
        sides = self._sides(prices.place, theta)
        value = self._constant + sum(side.value for side in sides)
        value -= float((self._places * prices.place).sum())
        value -= float(self.limits.most @ prices.limit)
        occupied = sum((side.occupied for side in sides), np.zeros(self._places.shape))
        saving, used = self._hosts(prices, theta * HOST_SMOOTHING)
        taken = self._into @ (self.options.supply[self.free] * used[:, None])
        slope = PlacePrices(
            occupied - self._places - taken, self._used_of @ used - self.limits.most
        )
        return Floor(value + saving - self.allowance, slope, used)

    def of_rules(self, prices: PlacePrices, theta: float = 0.0) -> tuple[float, Array]:
        """Evaluate the part that prices of the rules change, and its slope by them."""
        saving, used = self._hosts(prices, theta * HOST_SMOOTHING)
        value = saving - float(self.limits.most @ prices.limit)
        return value, self._used_of @ used - self.limits.most

    def _sides(self, place: Array, theta: float) -> list[Side]:
        if len(self._streams) == 1:
            return [self._streams[0].side(place, theta)]
        with ThreadPoolExecutor(len(self._streams)) as pool:
            return list(pool.map(lambda part: part.side(place, theta), self._streams))

    @property
    def mean_places(self) -> Array:
        """Mean places of each column over the years: ``[S]``."""
        mean: Array = self._places.mean(axis=1)
        return mean

    @property
    def allowance(self) -> float:
        """Pounds taken off because placements are whole 1e-6 children.

        A year's largest remainders and tiers move at most 1e-6 child for each
        setting of a row and a few beside, each at most from a free place to a
        place still needed for all the years left.
        """
        problem = self.problem
        if not (problem.stay.any() or problem.move_up.any()):
            return 0.0
        open_now = problem.funded_places.any(axis=1)
        slips = problem.suits[:, :, open_now].sum(axis=2) + SLIPS_BESIDE
        years_left = problem.discount[::-1].cumsum().sum()
        rows = problem.shape[0] * float(slips.sum())
        return float(rows * years_left * problem.still_needed_cost / MICRO)

    def _hosts(self, prices: PlacePrices, theta: float) -> tuple[float, Array]:
        """Each host's best option at the prices, or nothing."""
        worth = self.options.worth(prices.place)[self.free]
        reduced = self._uses @ prices.limit - worth
        used = np.zeros(len(reduced))
        if not len(reduced):
            return 0.0, used
        ordered = reduced[self._order]
        best = np.minimum(np.minimum.reduceat(ordered, self._starts), 0.0)
        lengths = np.diff(np.append(self._starts, len(ordered)))
        if theta == 0:
            chosen = np.repeat(best, lengths)
            taken = ((ordered == chosen) & (chosen < 0)).astype(float)
            ties = np.add.reduceat(taken, self._starts)
            used[self._order] = taken * np.repeat(
                self._copies / np.maximum(ties, 1.0), lengths
            )
            return float(best @ self._copies), used
        scaled = np.exp((np.repeat(best, lengths) - ordered) / theta)
        total = np.add.reduceat(scaled, self._starts) + np.exp(best / theta)
        used[self._order] = scaled * np.repeat(self._copies / total, lengths)
        return float((best - theta * np.log(total)) @ self._copies), used


def _shares_of(problem: Problem) -> list[slice]:
    """Zones in two halves where there are enough to share between two cores."""
    zones = problem.shape[0]
    if zones < LEAST_ZONES_TO_SHARE:
        return [slice(0, zones)]
    return [slice(0, zones // 2), slice(zones // 2, zones)]


def _relaxed_places(problem: Problem, options: Options, given: Array) -> Array:
    """Most children a setting holds: its places, or those there already.

    Places do not fall, so while more children than places stay nobody new
    comes: the total is at most the larger of the places and of what is left of
    the base year's children.
    """
    places = problem.open_places.copy()
    options.add_places(places, given, np.ones(len(given)))
    attended = np.flatnonzero(problem.attended)
    there = problem.start[..., attended] / MICRO
    carry, suits = problem.carry_on[attended], problem.suits[:, 1:][..., attended]
    relaxed = places.copy()
    for year in range(places.shape[1]):
        stay = there * problem.stay[..., year, None]
        move = there[:, :, :-1] * problem.move_up[:, :, :-1, year, None]
        stay[:, :, 1:] += move * suits * carry[:, year]
        there = stay
        staying = there.sum(axis=(0, 1, 2))
        relaxed[attended, year] = np.maximum(places[attended, year], staying)
    return relaxed


def _by_host(host: Array) -> tuple[Array, Array]:
    order = np.argsort(host, kind="stable")
    ordered = host[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    return order, starts if len(host) else np.zeros(0, dtype=int)
