"""Children who choose freely at given place prices, year by year.

The recursion of :mod:`optimiser.bound` and the flows it implies, for all needs
at once. With ``theta`` above 0 the choice is the logit one, whose cost lies
below the least cost.
"""

from dataclasses import dataclass

import numpy as np

from optimiser.columns import RUNS, PhaseColumns, by_year
from optimiser.problem import MICRO, Array, Problem


@dataclass(frozen=True)
class Side:
    """Least cost of the children, and the places they take: ``[S, T]``."""

    value: float
    occupied: Array


@dataclass(frozen=True)
class Choice:
    """How the children placed in one phase and year choose.

    Attributes
    ----------
    shares
        Share of the children of the column's need: ``[N, Z]``.
    still_needed
        Share for whom a place is still needed: ``[K, Z]``.
    """

    shares: Array
    still_needed: Array


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
        phases = range(problem.shape[2])
        self._phases = [PhaseColumns(problem, zones, phase) for phase in phases]
        self._next = [
            here.onwards_to(later)
            for here, later in zip(self._phases[:-1], self._phases[1:], strict=True)
        ]
        self._carry = [
            problem.carry_on[here.column[mine]]
            for here, (mine, _) in zip(self._phases[:-1], self._next, strict=True)
        ]
        self._stay = [by_year(problem.stay[zones, :, p]) for p in phases]
        self._move = [by_year(problem.move_up[zones, :, p]) for p in phases]
        demand = [by_year(problem.demand[zones, :, p] / MICRO) for p in phases]
        new = [
            rows[1:] - rows[:-1] * stay
            for rows, stay in zip(demand, self._stay, strict=True)
        ]
        for phase in phases[:-1]:
            new[phase + 1] -= demand[phase][:-1] * self._move[phase]
        self._entrants = [np.maximum(rows, 0.0) for rows in new]
        self._waiting = [
            rows[0] - here.by_need(here.start)
            for rows, here in zip(demand, self._phases, strict=True)
        ]

    def side(self, place: Array, theta: float) -> Side:
        """Least cost and occupation at place prices ``[S, T]``."""
        value, choices = self._backward(place, theta)
        return Side(value, self._forward(choices))

    def _backward(self, place: Array, theta: float) -> tuple[float, list[list[Choice]]]:
        years = len(self._problem.discount)
        cost: list[Array] = []
        best: list[Array] = []
        choices: list[list[Choice]] = []
        value = 0.0
        for year in range(years - 1, -1, -1):
            later = (cost, best, year + 1) if year + 1 < years else None
            cost = [self._cost(p, year, place, later) for p in range(len(self._phases))]
            needed = [self._needed(p, year, later) for p in range(len(self._phases))]
            made = [
                self._choose(p, cost[p], needed[p], theta)
                for p in range(len(self._phases))
            ]
            best = [mean for mean, _ in made]
            choices.append([choice for _, choice in made])
            for phase, mean in enumerate(best):
                value += float((self._entrants[phase][year] * mean).sum())
        return value + self._from_base_year(cost, best), choices[::-1]

    def _cost(
        self,
        phase: int,
        year: int,
        place: Array,
        later: tuple[list[Array], list[Array], int] | None,
    ) -> Array:
        """Add up the expected cost of a child in each column from this year on."""
        here = self._phases[phase]
        prices = np.where(here.column >= 0, place[here.column, year], 0.0)
        cost: Array = self._problem.discount[year] * here.cost
        cost += prices[:, None]
        if later:
            cost += self._onwards(phase, *later)
        return cost

    def _needed(
        self,
        phase: int,
        year: int,
        later: tuple[list[Array], list[Array], int] | None,
    ) -> Array:
        """Add up the expected cost of a place still needed: ``[K, Z]``."""
        now = self._problem.discount[year] * self._problem.still_needed_cost
        needed = np.full(self._stay[phase].shape[1:], now)
        if later:
            _, best, after = later
            needed += self._stay[phase][after] * best[phase]
            if phase + 1 < len(best):
                needed += self._move[phase][after] * best[phase + 1]
        return needed

    def _onwards(
        self, phase: int, cost: list[Array], best: list[Array], year: int
    ) -> Array:
        """Add up the cost from ``year`` on of a child there the year before."""
        here = self._phases[phase]
        onwards: Array = here.stay[year] * cost[phase]
        if phase + 1 < len(best):
            up = here.move[year]
            onwards += up * best[phase + 1][here.need]
            mine, theirs = self._next[phase]
            gain = cost[phase + 1][theirs] - best[phase + 1][here.need[mine]]
            onwards[mine] += up[mine] * self._carry[phase][:, year, None] * gain
        return onwards

    def _choose(
        self, phase: int, cost: Array, needed: Array, theta: float
    ) -> tuple[Array, Choice]:
        """Least (or logit) cost of a child to place, and how they choose."""
        here = self._phases[phase]
        tier = self._problem.tier[:, phase]
        weights, level = _least(cost[: here.choosable], here, theta)
        level = level.reshape(-1, RUNS, cost.shape[1])
        reach = np.zeros_like(level)
        beyond, levels = [], [needed]
        for run in range(RUNS):
            least, further = _either(level[:, run], levels[-1], theta)
            levels.append(least)
            beyond.append(further)
        base, special, alone = tier.T[:, :, None]
        looking, nobody = np.broadcast_to(base, needed.shape), np.zeros_like(base)
        for run, joins in ((2, special), (1, alone), (0, nobody)):
            reach[:, run] = looking * (1 - beyond[run])
            looking = looking * beyond[run] + joins
        mean = base * levels[3] + special * levels[2] + alone * levels[1]
        shares = np.zeros_like(cost)
        weights *= reach.reshape(-1, cost.shape[1])[here.run]
        shares[: here.choosable] = weights
        return mean, Choice(shares, looking)

    def _from_base_year(self, cost: list[Array], best: list[Array]) -> float:
        """Cost of the base year's children from the first year on."""
        total = 0.0
        for phase, here in enumerate(self._phases):
            onwards = self._onwards(phase, cost, best, 0)
            total += float((here.start * onwards).sum())
            waiting = self._waiting[phase]
            total += float((waiting * self._stay[phase][0] * best[phase]).sum())
            if phase + 1 < len(best):
                up = self._move[phase][0]
                total += float((waiting * up * best[phase + 1]).sum())
        return total

    def _forward(self, choices: list[list[Choice]]) -> Array:
        """Children in every column and year: ``[S, T]``."""
        there = [here.start for here in self._phases]
        needed = self._waiting
        occupied = np.zeros((len(self._problem.columns), len(choices)))
        for year, made in enumerate(choices):
            there, needed = self._one_year_on(year, made, there, needed)
            for here, rows in zip(self._phases, there, strict=True):
                sums = rows.sum(axis=1)[here.real]
                np.add.at(occupied[:, year], here.column[here.real], sums)
        return occupied

    def _one_year_on(
        self, year: int, made: list[Choice], there: list[Array], needed: list[Array]
    ) -> tuple[list[Array], list[Array]]:
        stayed = [
            rows * here.stay[year]
            for rows, here in zip(there, self._phases, strict=True)
        ]
        pools = [
            self._entrants[p][year] + waiting * self._stay[p][year]
            for p, waiting in enumerate(needed)
        ]
        for phase, (mine, theirs) in enumerate(self._next):
            here = self._phases[phase]
            up = there[phase] * here.move[year]
            carried = up[mine] * self._carry[phase][:, year, None]
            stayed[phase + 1][theirs] += carried
            up[mine] -= carried
            pools[phase + 1] += here.by_need(up)
            pools[phase + 1] += needed[phase] * self._move[phase][year]
        there = [
            rows + pool[here.need] * choice.shares
            for rows, pool, choice, here in zip(
                stayed, pools, made, self._phases, strict=True
            )
        ]
        needed = [
            pool * choice.still_needed for pool, choice in zip(pools, made, strict=True)
        ]
        return there, needed


def _least(cost: Array, here: PhaseColumns, theta: float) -> tuple[Array, Array]:
    """Share of each column in its run, and the run's least (or logit) cost."""
    least = np.minimum.reduceat(cost, here.starts, axis=0)
    weights = least[here.run]
    if theta == 0:
        weights = (cost == weights).astype(float)
    else:
        weights -= cost
        weights /= theta
        np.exp(weights, out=weights)
    total = np.add.reduceat(weights, here.starts, axis=0)
    weights *= (1 / total)[here.run]
    return weights, least - theta * np.log(total) if theta else least


def _either(first: Array, second: Array, theta: float) -> tuple[Array, Array]:
    """Least (or logit) cost of two, and the share that takes the second."""
    if theta == 0:
        return np.minimum(first, second), (second < first).astype(float)
    least = np.minimum(first, second)
    one, two = np.exp((least - first) / theta), np.exp((least - second) / theta)
    return least - theta * np.log(one + two), two / (one + two)
