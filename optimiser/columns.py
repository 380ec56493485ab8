"""The settings that the children of one phase may take, need by need.

For each need the independent settings that suit it, the other state settings,
the bases, each run led by an empty column so that none is bare; then settings
that children are only left to leave.
"""

import numpy as np

from optimiser.problem import MICRO, Array, Problem

RUNS = 3
NEVER_GBP = 1e15
"""Cost of an empty column: nobody chooses it."""


class PhaseColumns:
    """The columns of one phase.

    Parameters
    ----------
    problem
        The scenario as arrays.
    zones
        The zones looked at.
    phase
        Number of the phase.
    """

    def __init__(self, problem: Problem, zones: slice, phase: int) -> None:
        runs = [_runs(problem, need, phase) for need in range(problem.shape[1])]
        led = [np.append(-1, run) for each in runs for run in each[:RUNS]]
        leaving = [each[RUNS] for each in runs]
        self.choosable = sum(len(run) for run in led)
        self.column = np.concatenate([*led, *leaving])
        self.starts = np.cumsum([0, *(len(run) for run in led)])[:-1]
        lengths = [len(run) for run in led]
        needs = np.repeat(np.arange(len(led)) // RUNS, lengths)
        left = np.repeat(np.arange(len(runs)), [len(run) for run in leaving])
        self.need = np.concatenate([needs, left])
        self.run = np.repeat(np.arange(len(led)), lengths)
        self.real = np.flatnonzero(self.column >= 0)
        cost = problem.child_cost[zones, phase]
        self.cost = np.full((len(self.need), len(cost)), NEVER_GBP)
        self.cost[self.real] = cost[:, self.column[self.real]].T
        self.stay = by_year(problem.stay[zones, :, phase])[:, self.need]
        self.move = by_year(problem.move_up[zones, :, phase])[:, self.need]
        start = (problem.start[zones, :, phase] / MICRO).transpose(1, 2, 0)
        there = start[self.need, self.column]
        self.start = np.where((self.column >= 0)[:, None], there, 0.0)

    def by_need(self, children: Array) -> Array:
        """Sum of the columns of each need: ``[N, Z]`` to ``[K, Z]``."""
        total: Array = np.add.reduceat(
            children[: self.choosable], self.starts[::RUNS], axis=0
        )
        np.add.at(total, self.need[self.choosable :], children[self.choosable :])
        return total

    def onwards_to(self, later: "PhaseColumns") -> tuple[Array, Array]:
        """Where columns stand in the next phase, for those that serve it."""
        where = {
            (int(later.need[number]), int(later.column[number])): number
            for number in range(later.choosable)
            if later.column[number] >= 0
        }
        pairs = [
            (number, where[key])
            for number, key in enumerate(
                zip(self.need.tolist(), self.column.tolist(), strict=True)
            )
            if key in where
        ]
        found = np.array(pairs, dtype=int).reshape(-1, 2)
        return found[:, 0], found[:, 1]


def by_year(shares: Array) -> Array:
    """``[Z, K, T]`` as ``[T, K, Z]``, each year together in memory."""
    return np.ascontiguousarray(shares.transpose(2, 1, 0))


def _runs(problem: Problem, need: int, phase: int) -> list[Array]:
    """Independent, other than bases, bases; then those only left to leave."""
    suits = problem.suits[need, phase]
    independent, base = problem.independent, problem.kinds == "base"
    there = problem.start[:, need, phase].any(axis=0) & ~suits
    groups = (suits & independent, suits & ~independent & ~base, suits & base, there)
    return [np.flatnonzero(group) for group in groups]
