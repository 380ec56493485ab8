"""Children of one need who choose freely at given place prices, year by year.

The recursion of :mod:`optimiser.bound` and the flows it implies, for one need
group at a time (needs meet only in the prices). With ``theta`` above 0 the
choice is the logit one, whose cost lies below the least cost.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimiser.problem import MICRO, Array, Problem


@dataclass(frozen=True)
class Side:
    """Least cost of the children of one need, and the places they take."""

    value: float
    occupied: Array


@dataclass(frozen=True)
class Choice:
    """How the children placed in one phase and year choose: ``[Z, n]`` and ``[Z]``."""

    shares: Array
    still_needed: Array


class NeedStreams:
    """The streams of one need group of a problem.

    Parameters
    ----------
    problem
        The scenario as arrays.
    need
        Number of the need group.
    """

    def __init__(self, problem: Problem, need: int) -> None:
        self._problem = problem
        self._need = need
        self._stay = problem.stay[:, need]
        self._move = problem.move_up[:, need]
        self._start = problem.start[:, need] / MICRO
        phases = range(self._start.shape[1])
        self._columns = [self._columns_of(phase) for phase in phases]
        self._splits = [self._split(phase) for phase in phases]
        self._next = [self._next_of(phase) for phase in phases[:-1]]
        self._cost = [
            np.ascontiguousarray(problem.child_cost[:, phase, self._columns[phase]])
            for phase in phases
        ]

    def _columns_of(self, phase: int) -> Array:
        """Independent, other than bases, bases; then those only left to leave."""
        problem = self._problem
        suits = problem.suits[self._need, phase]
        independent, base = problem.independent, problem.kinds == "base"
        there = self._start[:, phase].any(axis=0) & ~suits
        groups = (
            suits & independent,
            suits & ~independent & ~base,
            suits & base,
            there,
        )
        return np.concatenate([np.flatnonzero(group) for group in groups])

    def _split(self, phase: int) -> tuple[int, int, int]:
        problem = self._problem
        columns = self._columns[phase]
        suits = problem.suits[self._need, phase][columns]
        independent, base = (
            problem.independent[columns],
            problem.kinds[columns] == "base",
        )
        return (
            int((suits & independent).sum()),
            int((suits & ~base).sum()),
            int(suits.sum()),
        )

    def _next_of(self, phase: int) -> tuple[Array, Array]:
        """Where columns of a phase stand in the next phase, for those that serve it."""
        later = self._columns[phase + 1][: self._splits[phase + 1][2]]
        where = {column: number for number, column in enumerate(later)}
        pairs = [
            (number, where[column])
            for number, column in enumerate(self._columns[phase])
            if column in where
        ]
        found = np.array(pairs, dtype=int).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    @cached_property
    def _entrants(self) -> Array:
        """New children by zone, phase and year: ``[Z, P, T]``."""
        demand = self._problem.demand[:, self._need] / MICRO
        stays = demand[..., :-1] * self._stay
        moves = demand[..., :-1] * self._move
        new = demand[..., 1:] - stays
        new[:, 1:] -= moves[:, :-1]
        return np.maximum(new, 0.0)

    def side(self, place: Array, theta: float) -> Side:
        """Least cost and occupation at place prices ``[S, T]``."""
        value, choices = self._backward(place, theta)
        return Side(value, self._forward(choices))

    def _backward(self, place: Array, theta: float) -> tuple[float, list[list[Choice]]]:
        problem = self._problem
        zones, phases = self._start.shape[:2]
        years = len(problem.discount)
        later_cost = [np.zeros_like(cost) for cost in self._cost]
        later_best = np.zeros((phases, zones))
        choices: list[list[Choice]] = []
        value = 0.0
        for year in range(years - 1, -1, -1):
            cost, best = [], np.empty((phases, zones))
            made: list[Choice] = []
            for phase in range(phases):
                here = problem.discount[year] * self._cost[phase]
                here += place[self._columns[phase], year]
                needed = np.full(
                    zones, problem.discount[year] * problem.still_needed_cost
                )
                if year + 1 < years:
                    here += self._onwards(phase, year + 1, later_cost, later_best)
                    needed += self._stay[:, phase, year + 1] * later_best[phase]
                    if phase + 1 < phases:
                        up = self._move[:, phase, year + 1]
                        needed += up * later_best[phase + 1]
                best[phase], choice = self._choose(phase, here, needed, theta)
                cost.append(here)
                made.append(choice)
            value += float((self._entrants[:, :, year].T * best).sum())
            choices.append(made)
            later_cost, later_best = cost, best
        return value + self._from_base_year(later_cost, later_best), choices[::-1]

    def _onwards(self, phase: int, year: int, cost: list[Array], best: Array) -> Array:
        """Expected cost from ``year`` on of a child in each column the year before."""
        onwards: Array = self._stay[:, phase, year, None] * cost[phase]
        if phase + 1 < len(best):
            up = self._move[:, phase, year]
            onwards += (up * best[phase + 1])[:, None]
            mine, theirs = self._next[phase]
            carry = self._problem.carry_on[self._columns[phase][mine], year]
            gain = cost[phase + 1][:, theirs] - best[phase + 1][:, None]
            onwards[:, mine] += up[:, None] * carry * gain
        return onwards

    def _choose(
        self, phase: int, cost: Array, needed: Array, theta: float
    ) -> tuple[Array, Choice]:
        """Least (or logit) cost of a child to place, and how they choose."""
        tier = self._problem.tier[self._need, phase]
        cuts = (0, *self._splits[phase])
        shares = np.zeros_like(cost)
        levels = [needed]
        parts: list[tuple[Array, Array]] = []
        for first, last in zip(cuts[:-1], cuts[1:], strict=True):
            level, inside, beyond = _least(cost[:, first:last], levels[-1], theta)
            levels.append(level)
            parts.append((inside, beyond))
        base, special, alone = tier
        reach = np.full(len(needed), base)
        mean = base * levels[3] + special * levels[2] + alone * levels[1]
        for number, weight in ((2, special), (1, alone), (0, 0.0)):
            inside, beyond = parts[number]
            first, last = cuts[number], cuts[number + 1]
            shares[:, first:last] = reach[:, None] * inside
            reach = reach * beyond + weight
        return mean, Choice(shares, reach)

    def _from_base_year(self, cost: list[Array], best: Array) -> float:
        """Cost of the base year's children from the first year on."""
        total = 0.0
        demand = self._problem.demand[:, self._need, :, 0] / MICRO
        for phase, columns in enumerate(self._columns):
            there = self._start[:, phase][:, columns]
            waiting = demand[:, phase] - there.sum(axis=1)
            total += float((there * self._onwards(phase, 0, cost, best)).sum())
            total += float((waiting * self._stay[:, phase, 0] * best[phase]).sum())
            if phase + 1 < len(best):
                up = self._move[:, phase, 0]
                total += float((waiting * up * best[phase + 1]).sum())
        return total

    def _forward(self, choices: list[list[Choice]]) -> Array:
        """Children in every column and year: ``[S, T]``."""
        problem = self._problem
        demand = problem.demand[:, self._need, :, 0] / MICRO
        there = [self._start[:, p][:, c] for p, c in enumerate(self._columns)]
        needed = [demand[:, p] - rows.sum(axis=1) for p, rows in enumerate(there)]
        occupied = np.zeros((len(problem.columns), len(choices)))
        for year, made in enumerate(choices):
            there, needed = self._one_year_on(year, made, there, needed)
            for columns, rows in zip(self._columns, there, strict=True):
                occupied[columns, year] += rows.sum(axis=0)
        return occupied

    def _one_year_on(
        self, year: int, made: list[Choice], there: list[Array], needed: list[Array]
    ) -> tuple[list[Array], list[Array]]:
        stayed = [rows * self._stay[:, p, year, None] for p, rows in enumerate(there)]
        pools = [
            self._entrants[:, p, year] + waiting * self._stay[:, p, year]
            for p, waiting in enumerate(needed)
        ]
        for phase, (mine, theirs) in enumerate(self._next):
            up = there[phase] * self._move[:, phase, year, None]
            carry = self._problem.carry_on[self._columns[phase][mine], year]
            carried = up[:, mine] * carry
            stayed[phase + 1][:, theirs] += carried
            pools[phase + 1] += up.sum(axis=1) - carried.sum(axis=1)
            pools[phase + 1] += needed[phase] * self._move[:, phase, year]
        there = [
            rows + pool[:, None] * choice.shares
            for rows, pool, choice in zip(stayed, pools, made, strict=True)
        ]
        needed = [
            pool * choice.still_needed for pool, choice in zip(pools, made, strict=True)
        ]
        return there, needed


def _least(cost: Array, otherwise: Array, theta: float) -> tuple[Array, Array, Array]:
    """Least cost, share of each column, and share that looks further."""
    if not cost.shape[1]:
        return otherwise, np.zeros_like(cost), np.ones_like(otherwise)
    least = np.minimum(cost.min(axis=1), otherwise)
    if theta == 0:
        inside = (cost == least[:, None]).astype(float)
        ties = inside.sum(axis=1)
        inside /= np.maximum(ties, 1.0)[:, None]
        return least, inside, (ties == 0).astype(float)
    weights = np.exp((least[:, None] - cost) / theta)
    beyond = np.exp((least - otherwise) / theta)
    total = weights.sum(axis=1) + beyond
    return least - theta * np.log(total), weights / total[:, None], beyond / total
