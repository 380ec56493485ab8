"""Every setting that the children of each phase and need may take, side by side.

A *group* is a phase and need. For each group the independent settings that suit
it, the other state settings, the bases, each run led by an empty column so that
none is bare; after all groups, settings that children are only left to leave.
"""

from itertools import product

import numpy as np

from optimiser.problem import MICRO, Array, Problem

RUNS = 3
NEVER_GBP = 1e15
"""Cost of an empty column: nobody chooses it."""


class Columns:
    """The columns of every group, and the children of some zones in them.

    Parameters
    ----------
    problem
        The scenario as arrays.
    zones
        The zones looked at.
    """

    def __init__(self, problem: Problem, zones: slice) -> None:
        needs, phases = problem.shape[1:3]
        self.groups = needs * phases
        self._needs = needs
        each = [_runs(problem, k, p) for p, k in product(range(phases), range(needs))]
        led = [np.append(-1, run) for runs in each for run in runs[:RUNS]]
        lengths = [len(run) for run in led]
        left = [len(runs[RUNS]) for runs in each]
        self.choosable = sum(lengths)
        self.column = np.concatenate([*led, *(runs[RUNS] for runs in each)])
        self.starts = np.cumsum([0, *lengths])[:-1]
        self.run = np.repeat(np.arange(len(led)), lengths)
        self.group = np.append(
            self.run // RUNS, np.repeat(np.arange(self.groups), left)
        )
        self.real = np.flatnonzero(self.column >= 0)
        self._fill(problem, zones)
        self.onwards = self._onwards()

    def _fill(self, problem: Problem, zones: slice) -> None:
        """Costs, shares and base-year children of every column."""
        phase, need = np.divmod(self.group, self._needs)
        cost = problem.child_cost[zones].transpose(1, 2, 0)
        self.cost = np.full((len(self.group), cost.shape[2]), NEVER_GBP)
        self.cost[self.real] = cost[phase[self.real], self.column[self.real]]
        start = (problem.start[zones] / MICRO).transpose(1, 2, 3, 0)
        there = start[need, phase, self.column]
        self.start = np.where((self.column >= 0)[:, None], there, 0.0)

    def by_group(self, shares: Array) -> Array:
        """``[Z, K, P, T]`` as ``[T, G, Z]``, each year together in memory."""
        years = shares.shape[3]
        moved = shares.transpose(3, 2, 1, 0).reshape(years, self.groups, -1)
        return np.ascontiguousarray(moved)

    def summed(self, children: Array) -> Array:
        """Sum of the columns of each group: ``[N, Z]`` to ``[G, Z]``."""
        total: Array = np.add.reduceat(
            children[: self.choosable], self.starts[::RUNS], axis=0
        )
        np.add.at(total, self.group[self.choosable :], children[self.choosable :])
        return total

    def _onwards(self) -> tuple[Array, Array]:
        """Columns whose setting serves the next phase too, and where it stands."""
        choosable = slice(0, self.choosable)
        where = {
            (int(group), int(column)): number
            for number, (group, column) in enumerate(
                zip(self.group[choosable], self.column[choosable], strict=True)
            )
        }
        pairs = [
            (number, where[key])
            for number, key in enumerate(
                zip(
                    (self.group + self._needs).tolist(),
                    self.column.tolist(),
                    strict=True,
                )
            )
            if key in where and key[1] >= 0
        ]
        found = np.array(pairs, dtype=int).reshape(-1, 2)
        return found[:, 0], found[:, 1]


def _runs(problem: Problem, need: int, phase: int) -> list[Array]:
    """Independent, other than bases, bases; then those only left to leave."""
    suits = problem.suits[need, phase]
    independent, base = problem.independent, problem.kinds == "base"
    there = problem.start[:, need, phase].any(axis=0) & ~suits
    groups = (suits & independent, suits & ~independent & ~base, suits & base, there)
    return [np.flatnonzero(group) for group in groups]
