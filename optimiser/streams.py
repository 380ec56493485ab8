"""Children who choose freely at given place prices, year by year.

The recursion of :mod:`optimiser.bound` and the flows it implies, for all needs
and phases at once. With ``theta`` above 0 the choice is the logit one, whose
cost lies below the least cost.
"""

from dataclasses import dataclass

import numpy as np

from optimiser.columns import RUNS, Columns
from optimiser.problem import MICRO, Array, Problem

NEVER = -40.0
"""Logarithm of the share of a choice that nobody makes."""


@dataclass(frozen=True)
class Side:
    """Least cost of the children, and the places they take: ``[S, T]``."""

    value: float
    occupied: Array


@dataclass(frozen=True)
class Choice:
    """How the children placed in one year choose.

    Attributes
    ----------
    shares
        Share of the children of the column's group, choosable columns: ``[Nc, Z]``.
    still_needed
        Share for whom a place is still needed: ``[G, Z]``.
    """

    shares: Array
    still_needed: Array


@dataclass(frozen=True)
class Later:
    """What follows a year: cost of being in each column, and of being placed."""

    cost: Array
    best: Array


class Streams:
    """The streams of some zones of a problem.

    Parameters
    ----------
    problem
        The scenario as arrays.
    zones
        The zones looked at: streams of different zones never meet.
    """

    def __init__(self, problem: Problem, zones: slice) -> None:
        self._problem = problem
        self._columns = here = Columns(problem, zones)
        needs = problem.shape[1]
        self._younger = slice(0, here.groups - needs)
        self._older = slice(needs, here.groups)
        self._tier = problem.tier.transpose(2, 1, 0).reshape(RUNS, -1, 1)
        self._stay = here.by_group(problem.stay[zones])
        self._move = here.by_group(problem.move_up[zones])[:, self._younger]
        demand = here.by_group(problem.demand[zones] / MICRO)
        self._stays = self._stay[:, here.group]
        self._moves = self._up(self._move)[:, here.group]
        mine, _ = here.onwards
        carried = problem.carry_on[here.column[mine]].T[:, :, None]
        self._carried = self._moves[:, mine] * carried
        new = demand[1:] - demand[:-1] * self._stay
        new[:, self._older] -= demand[:-1, self._younger] * self._move
        self._entrants = np.maximum(new, 0.0)
        self._waiting = demand[0] - here.summed(here.start)

    def _up(self, shares: Array) -> Array:
        """Shares of the younger phases, with nothing for the last one."""
        every = np.zeros_like(self._stay)
        every[:, self._younger] = shares
        return every

    def side(self, place: Array, theta: float) -> Side:
        """Least cost and occupation at place prices ``[S, T]``."""
        value, choices = self._backward(place, theta)
        return Side(value, self._forward(choices))

    def _backward(self, place: Array, theta: float) -> tuple[float, list[Choice]]:
        here = self._columns
        prices = np.where((here.column >= 0)[:, None], place[here.column], 0.0)
        choices: list[Choice] = []
        later: Later | None = None
        value = 0.0
        for year in range(len(self._problem.discount) - 1, -1, -1):
            cost = self._problem.discount[year] * here.cost
            cost += prices[:, year, None]
            if later:
                cost += self._onwards(later, year + 1)
            best, choice = self._choose(cost, self._needed(later, year), theta)
            choices.append(choice)
            value += float(np.vdot(self._entrants[year], best))
            later = Later(cost, best)
        if later:
            value += self._from_base_year(later)
        return value, choices[::-1]

    def _needed(self, later: Later | None, year: int) -> Array:
        """Add up the expected cost of a place still needed: ``[G, Z]``."""
        now = self._problem.discount[year] * self._problem.still_needed_cost
        needed = np.full(self._stay.shape[1:], now)
        if later:
            needed += self._stay[year + 1] * later.best
            needed[self._younger] += self._move[year + 1] * later.best[self._older]
        return needed

    def _onwards(self, later: Later, year: int) -> Array:
        """Add up the cost from ``year`` on of a child there the year before."""
        here = self._columns
        onwards: Array = self._stays[year] * later.cost
        after = np.zeros_like(later.best)
        after[self._younger] = later.best[self._older]
        up = after[here.group]
        mine, theirs = here.onwards
        gain = later.cost[theirs] - up[mine]
        gain *= self._carried[year]
        up *= self._moves[year]
        onwards += up
        onwards[mine] += gain
        return onwards

    def _choose(self, cost: Array, needed: Array, theta: float) -> tuple[Array, Choice]:
        """Least (or logit) cost of a child to place, and how they choose."""
        here = self._columns
        weights, level = _least(cost[: here.choosable], here, theta)
        level = level.reshape(-1, RUNS, cost.shape[1])
        reach = np.zeros_like(level)
        beyond, levels = [], [needed]
        for run in range(RUNS):
            least, further = _either(level[:, run], levels[-1], theta)
            levels.append(least)
            beyond.append(further)
        base, special, alone = self._tier
        looking, nobody = np.broadcast_to(base, needed.shape), np.zeros_like(base)
        for run, joins in ((2, special), (1, alone), (0, nobody)):
            reach[:, run] = looking * (1 - beyond[run])
            looking = looking * beyond[run] + joins
        mean = base * levels[3] + special * levels[2] + alone * levels[1]
        weights *= reach.reshape(-1, cost.shape[1])[here.run]
        return mean, Choice(weights, looking)

    def _from_base_year(self, later: Later) -> float:
        """Cost of the base year's children from the first year on."""
        total = np.vdot(self._columns.start, self._onwards(later, 0))
        total += np.vdot(self._waiting, self._stay[0] * later.best)
        up = self._move[0] * later.best[self._older]
        total += np.vdot(self._waiting[self._younger], up)
        return float(total)

    def _forward(self, choices: list[Choice]) -> Array:
        """Children in every column and year: ``[S, T]``."""
        here = self._columns
        there, needed = here.start, self._waiting
        occupied = np.zeros((len(self._problem.columns), len(choices)))
        for year, made in enumerate(choices):
            there, needed = self._one_year_on(year, made, there, needed)
            sums = there.sum(axis=1)[here.real]
            occupied[:, year] = np.bincount(
                here.column[here.real], sums, minlength=len(occupied)
            )
        return occupied

    def _one_year_on(
        self, year: int, made: Choice, there: Array, needed: Array
    ) -> tuple[Array, Array]:
        here = self._columns
        mine, theirs = here.onwards
        after = there * self._stays[year]
        up = there * self._moves[year]
        carried = there[mine] * self._carried[year]
        after[theirs] += carried
        up[mine] -= carried
        pool = self._entrants[year] + needed * self._stay[year]
        pool[self._older] += here.summed(up)[self._younger]
        pool[self._older] += needed[self._younger] * self._move[year]
        entering = pool[here.group[: here.choosable]]
        entering *= made.shares
        after[: here.choosable] += entering
        return after, pool * made.still_needed


def _least(cost: Array, here: Columns, theta: float) -> tuple[Array, Array]:
    """Share of each column in its run, and the run's least (or logit) cost."""
    least = np.minimum.reduceat(cost, here.starts, axis=0)
    weights = least[here.run]
    if theta == 0:
        weights = (cost == weights).astype(float)
    else:
        weights -= cost
        weights = _likelihood(weights, theta)
    total = np.add.reduceat(weights, here.starts, axis=0)
    weights *= (1 / total)[here.run]
    return weights, least - theta * np.log(total) if theta else least


def _either(first: Array, second: Array, theta: float) -> tuple[Array, Array]:
    """Least (or logit) cost of two, and the share that takes the second."""
    least = np.minimum(first, second)
    if theta == 0:
        return least, (second < first).astype(float)
    one = _likelihood(least - first, theta)
    two = _likelihood(least - second, theta)
    one += two
    return least - theta * np.log(one), two / one


def _likelihood(gain: Array, theta: float) -> Array:
    """``exp(gain / theta)`` of gains of at most 0, in single precision.

    The gains are taken in double precision, so nothing is lost that a logit
    choice could tell apart; ``NEVER`` keeps clear of numbers so small that
    processors are slow with them, and only ever lowers the floor.
    """
    gain *= 1 / theta
    np.maximum(gain, NEVER, out=gain)
    return np.exp(gain.astype(np.float32))
