"""What the rules leave of every condition, and whether options keep them all."""

from dataclasses import dataclass

import numpy as np

from capital_planner.scenario import Scenario
from optimiser.options import Options
from optimiser.problem import Array
from optimiser.rules import Row, rows_of

SLACK = 1e-6
A_HALFPENNY = 0.005
"""Share of the largest use by which a condition may be over, and most of all:
rounding, no more."""


@dataclass(frozen=True)
class Limits:
    """Conditions on the options still to decide.

    Attributes
    ----------
    uses
        What one of each undecided option takes of each: ``[O free, N]``.
    most
        What there is of each: ``[N]``.
    names
        Rule of each and what it is about.
    back
        ``Row.back`` of each, 0 where it has none; None where nothing was
        released: ``[O free, N]``.
    """

    uses: Array
    most: Array
    names: tuple[tuple[str, str], ...]
    back: Array | None = None

    def kept_by(self, rows: Array) -> bool:
        """Whether undecided options, by their rows in ``uses``, keep every one."""
        uses, most = self.uses[rows], self.most
        if self.back is not None:
            back = self.back[rows]
            left = np.maximum(most - back.sum(axis=0), 0.0)
            most = np.where(self.back.any(axis=0), left, most)
            uses = np.where(back > 0, 0.0, uses)
        scale = np.abs(uses).max(axis=0, initial=1.0)
        over = np.minimum(SLACK * scale, A_HALFPENNY)
        return bool((uses.sum(axis=0) <= most + over).all())


def limits_of(scenario: Scenario, options: Options) -> Limits:
    """Conditions that options still on offer could break, or already do."""
    free = np.flatnonzero(options.candidate)
    rows = [
        row
        for row in rows_of(scenario, options)
        if row.uses[free].any() or row.most < 0 or row.back is not None
    ]
    uses = np.zeros((len(free), len(rows)))
    for number, row in enumerate(rows):
        uses[:, number] = row.uses[free]
    most = np.array([row.most for row in rows], dtype=float)
    names = tuple((row.rule, row.about) for row in rows)
    return Limits(uses, most, names, _back(rows, free))


def _back(rows: list[Row], free: Array) -> Array | None:
    if all(row.back is None for row in rows):
        return None
    back = np.zeros((len(free), len(rows)))
    for number, row in enumerate(rows):
        if row.back is not None:
            back[:, number] = row.back[free]
    return back


class Keeper:
    """Tells whether undecided options keep every rule together.

    Parameters
    ----------
    scenario, options
        What they belong to.
    """

    def __init__(self, scenario: Scenario, options: Options) -> None:
        self._limits = limits_of(scenario, options)
        self._host = options.host
        candidate = np.flatnonzero(options.candidate)
        self._row = np.full(len(options), -1)
        self._row[candidate] = np.arange(len(candidate))

    def kept_by(self, mine: Array) -> bool:
        """Whether these undecided options, by number, keep every rule."""
        rows = self._row[mine]
        alone = len(np.unique(self._host[mine])) == len(mine)
        return alone and (rows >= 0).all() and self._limits.kept_by(rows)


def barred(scenario: Scenario, options: Options) -> Array:
    """Options that no plan may hold, whatever else it holds: ``[O]``."""
    out = np.zeros(len(options), dtype=bool)
    for row in rows_of(scenario, options):
        if (row.uses >= 0).all():
            scale = max(float(row.uses.max(initial=0.0)), 1.0)
            out |= row.uses > row.most + SLACK * scale
    kept_out: Array = out & options.undecided
    return kept_out
