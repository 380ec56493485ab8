"""Placing children year by year: stays, then an exact minimum-cost flow."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optimiser.compiled import compiled
from optimiser.flow import BARRED, least_cost
from optimiser.problem import MICRO, Array, Problem
from optimiser.residual import Costs, costs_of
from optimiser.staying import kept_places

INDEPENDENT_MINUTES = 100_000
STILL_NEEDED_MINUTES = 10_000_000
PER_MINUTE = 100
"""Costs are whole hundredths of a minute."""


@dataclass(frozen=True)
class Year:
    """One year's placements, micro-children.

    Attributes
    ----------
    children
        Everyone in each setting: ``[Z, K, P, S]`` over the active columns.
    newly
        Of them, placed this year.
    still_needed
        ``[Z, K, P]``.
    prices
        What one more place of each active column would save, hundredths of a
        minute; the next year's flow begins at them: ``[Sa]``.
    """

    children: Array
    newly: Array
    still_needed: Array
    prices: Array


class Placer:
    """Places the children of one problem under any plan.

    Only the columns that a plan opens take part.

    Parameters
    ----------
    problem
        The scenario as arrays.
    active
        Numbers of the columns that take part: ``[Sa]``.
    """

    def __init__(self, problem: Problem, active: Array) -> None:
        self.problem = problem
        self.active = active
        self._suits = problem.suits[:, :, active]
        self._independent = problem.independent[active]
        penalty = np.where(self._independent, INDEPENDENT_MINUTES, 0.0)
        minutes = problem.minutes[:, active] + penalty
        self._cost = np.rint(minutes * PER_MINUTE).astype(np.int64)
        allowed = self._suits[:, :, None, :] & problem.tiers_allowed[:, active]
        self._barred = np.where(allowed, 0, BARRED)
        self._carry = problem.carry_on[active]

    def start(self) -> Year:
        """Give the base year."""
        problem = self.problem
        children = problem.start[..., self.active]
        needed = problem.demand[..., 0] - children.sum(axis=3)
        prices = np.zeros(len(self.active), dtype=np.int64)
        return Year(children, np.zeros_like(children), needed, prices)

    def years(self, places: Array) -> Iterator[Year]:
        """Place every year in order.

        Parameters
        ----------
        places
            Open places for children who need one, active columns: ``[Sa, T]``.
        """
        year = self.start()
        for number in range(places.shape[1]):
            year = self.next_year(year, number, places[:, number])
            yield year

    def next_year(self, before: Year, number: int, places: Array) -> Year:
        """Place the children of year ``number`` after the year ``before``."""
        kept, pool = self.kept(before, number)
        staying = kept.sum(axis=(0, 1, 2))
        usable = np.floor(places * MICRO + 0.5).astype(np.int64)
        free = np.maximum(usable - staying, 0)
        newly, prices = self._place(pool, free, before.prices)
        needed = pool - newly.sum(axis=3)
        return Year(kept + newly, newly, needed, prices)

    def kept(self, before: Year, number: int) -> tuple[Array, Array]:
        """Children who keep their place, and those of each row who have none."""
        problem = self.problem
        kept = kept_places(
            before.children,
            stay=problem.stay[..., number],
            move=problem.move_up[..., number],
            carry=self._carry[:, number],
            serves=self._suits,
        )
        pool = problem.demand[..., number + 1] - kept.sum(axis=3)
        if (pool < 0).any():
            _trim(kept, pool)
        return kept, np.maximum(pool, 0)

    def _place(self, pool: Array, free: Array, prices: Array) -> tuple[Array, Array]:
        """One least-cost flow from children to free places, and prices after it.

        Only settings with free places are in it, so that a year's answer, ties
        included, does not depend on what opens later.
        """
        split = split_tiers(pool, self.problem.tier)
        rows = np.nonzero(split)
        supply = split[rows]
        has_room = np.flatnonzero(free)
        costs = self._costs(rows, has_room)
        room = np.append(free[has_room], supply.sum() + 1)
        begin = np.append(prices[has_room], 0)
        if not begin.any():
            begin = self._first_prices(rows, supply, room, costs)
        flows, worth = least_cost(supply, room, costs, begin)
        row = np.ravel_multi_index(rows[:3], pool.shape)
        placed = np.zeros((pool.size, len(free)), dtype=np.int64)
        add_up(flows, row, has_room, placed)
        after = prices.copy()
        after[has_room] = worth[:-1]
        return placed.reshape(*pool.shape, len(free)), after

    def _costs(self, rows: tuple[Array, ...], has_room: Array) -> Costs:
        """Cost of a child of each row in each setting with room, or in none."""
        needed = STILL_NEEDED_MINUTES * PER_MINUTE
        there = self._cost.take(has_room, axis=-1)
        barred, kinds = self._barred.take(has_room, axis=-1), self._barred.shape[:3]
        by_kind = barred.reshape(math.prod(kinds), len(has_room))
        return costs_of(
            np.pad(there, ((0, 0), (0, 1)), constant_values=needed),
            np.pad(by_kind, ((0, 0), (0, 1))),
            rows[0],
            np.ravel_multi_index(rows[1:], kinds),
        )

    def _first_prices(
        self, rows: tuple[Array, ...], supply: Array, room: Array, costs: Costs
    ) -> Array:
        """Prices to begin at: those of the children of each district as one row."""
        home = (self.problem.district[rows[0]], *rows[1:])
        shape = tuple(int(axis.max(initial=0)) + 1 for axis in home)
        _, first, together = np.unique(
            np.ravel_multi_index(home, shape), return_index=True, return_inverse=True
        )
        children = np.zeros(len(first), dtype=np.int64)
        np.add.at(children, together, supply)
        share = supply / children[together]
        mean = np.zeros((len(first), len(room)))
        np.add.at(mean, together, costs.there[costs.zone] * share[:, None])
        whole = np.rint(mean).astype(np.int64)
        own = costs_of(whole, costs.barred, np.arange(len(first)), costs.kind[first])
        return least_cost(children, room, own, np.zeros_like(room))[1]


@compiled
def add_up(flows: Array, row: Array, column: Array, placed: Array) -> None:
    """Add children of tiers to their row and column of what is placed."""
    for tier in range(len(row)):
        for setting in range(len(column)):
            placed[row[tier], column[setting]] += flows[tier, setting]


def split_tiers(pool: Array, tier: Array) -> Array:
    """Children to be placed by tier: ``[Z, K, P, 3]``, summing to the pool."""
    split: Array = np.floor(pool[..., None] * tier).astype(np.int64)
    split[..., 1] = pool - split[..., 0] - split[..., 2]
    return split


def _trim(kept: Array, pool: Array) -> None:
    """Take rounding excess (a few 1e-6 child) off the largest stays of a row."""
    zone, need, phase = np.nonzero(pool < 0)
    largest = kept[zone, need, phase].argmax(axis=1)
    kept[zone, need, phase, largest] += pool[zone, need, phase]
