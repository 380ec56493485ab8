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
        self._fill(problem, zones)
        self.onwards = self._onwards()

    def _fill(self, problem: Problem, zones: slice) -> None:
        """Costs and base-year children of every column: ``[Z, N]``."""
        phase, need = np.divmod(self.group, self._needs)
        empty = self.column < 0
        cost = problem.child_cost[zones][:, phase, self.column]
        self.cost = np.ascontiguousarray(np.where(empty, NEVER_GBP, cost))
        there = problem.start[zones][:, need, phase, self.column] / MICRO
        self.start = np.ascontiguousarray(np.where(empty, 0.0, there))

    def by_group(self, shares: Array) -> Array:
        """``[Z, K, P, T]`` as ``[Z, T, G]``, each zone together in memory."""
        zones, years = shares.shape[0], shares.shape[3]
        moved = shares.transpose(0, 3, 2, 1).reshape(zones, years, self.groups)
        return np.ascontiguousarray(moved)

    def summed(self, children: Array) -> Array:
        """Sum of the columns of each group: ``[Z, N]`` to ``[Z, G]``."""
        belongs = self.group == np.arange(self.groups)[:, None]
        total: Array = children @ belongs.T
        return total

    def _onwards(self) -> Array:
        """Where the same setting stands a phase on, or -1: ``[N]``."""
        groups, columns = self.group.tolist(), self.column.tolist()
        choosable = zip(groups[: self.choosable], columns, strict=False)
        where = {key: number for number, key in enumerate(choosable) if key[1] >= 0}
        found = [
            where.get((group + self._needs, column), -1)
            for group, column in zip(groups, columns, strict=True)
        ]
        return np.array(found, dtype=int)


def _runs(problem: Problem, need: int, phase: int) -> list[Array]:
    """Independent, other than bases, bases; then those only left to leave."""
    suits = problem.suits[need, phase]
    independent, base = problem.independent, problem.kinds == "base"
    there = problem.start[:, need, phase].any(axis=0) & ~suits
    groups = (suits & independent, suits & ~independent & ~base, suits & base, there)
    return [np.flatnonzero(group) for group in groups]
