"""Placing children year by year: stays, then an exact minimum-cost flow."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from capital_planner.errors import SolveError
from optimiser.problem import MICRO, Array, Problem

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
    """

    children: Array
    newly: Array
    still_needed: Array


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
        allowed = problem.tiers_allowed[:, active]
        self._allowed = self._suits[:, :, None, :] & allowed
        self._carry = problem.carry_on[active]

    def start(self) -> Year:
        """Give the base year."""
        problem = self.problem
        children = problem.start[..., self.active]
        needed = problem.demand[..., 0] - children.sum(axis=3)
        return Year(children, np.zeros_like(children), needed)

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
        kept = self.kept(before, number)
        demand = self.problem.demand[..., number + 1]
        pool = demand - kept.sum(axis=3)
        staying = kept.sum(axis=(0, 1, 2))
        usable = np.floor(places * MICRO + 0.5).astype(np.int64)
        newly = self._place(pool, np.maximum(usable - staying, 0))
        needed = pool - newly.sum(axis=3)
        return Year(kept + newly, newly, needed)

    def kept(self, before: Year, number: int) -> Array:
        """Children who keep their place or carry on at a phase end."""
        problem = self.problem
        stay = rounded_shares(before.children, problem.stay[..., number, None])
        move = problem.move_up[:, :, :-1, number, None] * self._carry[:, number]
        serves = self._suits[None, :, 1:]
        carried = rounded_shares(before.children[:, :, :-1], move * serves)
        stay[:, :, 1:] += carried
        over = stay.sum(axis=3) - problem.demand[..., number + 1]
        return _trimmed(stay, over) if (over > 0).any() else stay

    def _place(self, pool: Array, free: Array) -> Array:
        """One minimum-cost flow from children to free places.

        Only settings with free places are in it, so that a year's answer, ties
        included, does not depend on what opens later.
        """
        split = split_tiers(pool, self.problem.tier)
        zone, need, phase, tier = np.nonzero(split)
        supply = split[zone, need, phase, tier]
        has_room = np.flatnonzero(free)
        allowed = self._allowed[:, :, :, has_room][need, phase, tier]
        tails, heads = np.nonzero(allowed)
        cost = self._cost[:, has_room][zone[tails], heads]
        flows = _least_cost_flow(supply, free[has_room], (tails, heads), cost)
        placed = np.zeros((*pool.shape, len(free)), dtype=np.int64)
        where = (zone[tails], need[tails], phase[tails], has_room[heads])
        np.add.at(placed, where, flows)
        return placed


def _least_cost_flow(
    supply: Array, room: Array, arcs: tuple[Array, Array], cost: Array
) -> Array:
    """Children on each arc from a row to a setting; the rest stay in need.

    Nodes are the rows, the settings, the sink, and the places still needed.
    """
    tails, heads = arcs
    rows, settings = len(supply), len(room)
    sink, needed = rows + settings, rows + settings + 1
    total = int(supply.sum())
    everyone, all_settings = np.arange(rows), np.arange(rows, sink)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([tails, everyone, all_settings, [needed]]),
        np.concatenate(
            [heads + rows, np.full(rows, needed), np.full(settings + 1, sink)]
        ),
        np.concatenate([supply[tails], supply, room, [total]]),
        np.concatenate(
            [
                cost,
                np.full(rows, STILL_NEEDED_MINUTES * PER_MINUTE),
                np.zeros(settings + 1, dtype=np.int64),
            ]
        ),
    )
    flow.set_nodes_supplies(np.append(everyone, sink), np.append(supply, -total))
    if flow.solve() != flow.OPTIMAL:
        message = "The yearly placement could not be solved."
        raise SolveError(message)
    flows: Array = flow.flows(np.arange(len(tails)))
    return flows


def rounded_shares(children: Array, share: Array) -> Array:
    """``children * share`` in whole numbers, by largest remainder in each row.

    The row (last axis) sums to the rounded sum of its exact shares.
    """
    exact = children * share
    if not exact.size:
        nobody: Array = exact.astype(np.int64)
        return nobody
    whole = np.floor(exact)
    left = exact - whole
    extra = np.rint(left.sum(axis=-1)).astype(np.int64)
    counts: Array = whole.astype(np.int64)
    flat = left.reshape(-1, left.shape[-1])
    rows, columns = np.nonzero(flat)
    order = np.lexsort((-flat[rows, columns], rows))
    rows, columns = rows[order], columns[order]
    starts = np.searchsorted(rows, rows)
    chosen = np.arange(len(rows)) - starts < extra.ravel()[rows]
    counts.reshape(flat.shape)[rows[chosen], columns[chosen]] += 1
    return counts


def split_tiers(pool: Array, tier: Array) -> Array:
    """Children to be placed by tier: ``[Z, K, P, 3]``, summing to the pool."""
    split: Array = np.floor(pool[..., None] * tier).astype(np.int64)
    split[..., 1] = pool - split[..., 0] - split[..., 2]
    return split


def _trimmed(stay: Array, over: Array) -> Array:
    """Take rounding excess (a few 1e-6 child) off the largest stays of a row."""
    stay = stay.copy()
    largest = stay.argmax(axis=3)[..., None]
    taken = np.maximum(over, 0)[..., None]
    np.put_along_axis(
        stay, largest, np.take_along_axis(stay, largest, axis=3) - taken, axis=3
    )
    return stay
