"""Plans near another: schemes fitted together within the rules.

A plan is built up scheme by scheme, those that must be in it first, each in the
size and year it has in the plan explained where that still fits and else in the
next best at the prices. What is left of the money and openings then goes to the
options worth most. Many plans come of trying many beginnings and orders; the
prices say which are worth assessing.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from optimiser.ground import Ground
from optimiser.limits import SLACK
from optimiser.problem import Array

LEADS = 12
"""Options worth most, of different kinds, that a plan is built up from."""
SHORTLIST = 150
"""Options worth most that may fill what is left."""
MOST_MORE = 3
"""Schemes added to a plan that had none before."""
BEGINNINGS = 6
"""Sizes and years tried of a scheme that must be in."""


class Fitting:
    """Builds plans up within the rules of a ground.

    Parameters
    ----------
    ground
        The plan explained, its rules and prices.
    without
        Scheme that no plan may hold; empty for none.
    """

    def __init__(self, ground: Ground, without: str = "") -> None:
        self._ground, options = ground, ground.options
        scale = np.abs(ground.limits.uses).max(axis=0, initial=1)
        self._most = ground.limits.most + SLACK * scale
        out = ground.of_scheme(without) if without else np.zeros(len(options), bool)
        # A scheme of the plan may have no way left, with dearer building say.
        offered = np.isin(options.scheme, options.scheme[ground.free]) & ~out
        self.kept = ground.mine[offered[ground.mine]]
        # Hosts for approved schemes stay as they are: they are another question.
        asked = options.more | np.isin(options.scheme, options.scheme[self.kept])
        free = ground.free[(asked & ~out)[ground.free]]
        order = free[np.argsort(-ground.net[free], kind="stable")]
        by_scheme = pd.Series(order).groupby(options.scheme[order]).indices
        self._of_scheme = {key: order[rows] for key, rows in by_scheme.items()}
        paying = order[ground.worth[order] > 0]
        self._shortlist = paying[:SHORTLIST]
        self._leads = _unlike(
            ground, paying[~np.isin(options.host[paying], options.host[self.kept])]
        )

    def near(self) -> list[Array]:
        """Plans near the one explained, those worth most at the prices first."""
        return self._ranked(self._near())

    def with_one_of(self, ways: Array) -> list[Array]:
        """Plans that hold one of these options, those worth most first."""
        best = ways[np.argsort(-self._ground.net[ways], kind="stable")][:BEGINNINGS]
        return self._ranked(self._forced(best))

    def _near(self) -> Iterator[Array]:
        kept = self._in_order(self.kept)
        yield self._built((), kept)
        for lead in self._leads:
            yield self._built((lead,), kept)
        for mine in self.kept:
            others = kept[kept != mine]
            yield self._built((), np.append(others, mine))
            for other in self._ways(mine):
                if other != mine:
                    yield self._built((other,), others)

    def _forced(self, ways: Array) -> Iterator[Array]:
        kept = self._in_order(self.kept)
        for way in ways:
            yield self._built((way,), kept)
            for mine in self.kept:
                others = kept[kept != mine]
                yield self._built((way,), np.append(others, mine))
                yield self._built((way,), others)

    def _in_order(self, mine: Array) -> Array:
        """Those first that save most for the money they take."""
        options = self._ground.options
        cash = np.maximum(options.cash_gbp[mine].sum(axis=1), 1.0)
        rate = self._ground.worth[mine] / cash
        ordered: Array = mine[np.argsort(-rate, kind="stable")]
        return ordered

    def _ways(self, option: int) -> Array:
        """Every size and year of a scheme, those worth most first."""
        found: Array = self._of_scheme[int(self._ground.options.scheme[option])]
        return found

    def _built(self, first: Sequence[int], wanted: Array) -> Array:
        """Build a plan up: what comes first, what is wanted, what still fits."""
        building = _Building(self._ground, self._most)
        for option in first:
            building.add(np.array([option]))
        for option in wanted:
            if not building.add(np.array([option])):
                building.add(self._ways(option))
        # What did not fit may do so now that others it needs are in.
        for option in (*first, *wanted):
            building.add(np.array([option]))
        for _ in range(MOST_MORE):
            if not building.add(self._shortlist):
                break
        return np.union1d(self._ground.given, np.array(building.built, dtype=int))

    def _ranked(self, plans: Iterable[Array]) -> list[Array]:
        """Plans that keep every rule, each once, those worth most first."""
        apart = {plan.tobytes(): plan for plan in plans}
        kept = [plan for plan in apart.values() if self._keeps(plan)]
        kept.sort(key=lambda plan: -float(self._ground.worth[plan].sum()))
        return kept

    def _keeps(self, plan: Array) -> bool:
        ground = self._ground
        mine = plan[ground.options.undecided[plan]]
        if (ground.row[mine] < 0).any():
            return False
        taken = ground.limits.uses[ground.row[mine]].sum(axis=0)
        return bool((taken <= self._most).all())


class _Building:
    """A plan being built up, and what it takes of every condition."""

    def __init__(self, ground: Ground, most: Array) -> None:
        self.built: list[int] = []
        self._uses, self._row = ground.limits.uses, ground.row
        self._host, self._most = ground.options.host, most
        self._taken = np.zeros(len(most))
        self._busy = np.zeros(int(self._host.max(initial=0)) + 1, dtype=bool)

    def add(self, ways: Array) -> bool:
        """Add the first of these options that keeps every rule, if one does."""
        # What is barred has no row in the uses.
        ways = ways[~self._busy[self._host[ways]] & (self._row[ways] >= 0)]
        uses = self._uses[self._row[ways]]
        fits = ((self._taken + uses <= self._most) | (uses <= 0)).all(axis=1)
        able = np.flatnonzero(fits)
        if not len(able):
            return False
        option = int(ways[able[0]])
        self.built.append(option)
        self._busy[self._host[option]] = True
        self._taken = self._taken + uses[able[0]]
        return True


def _unlike(ground: Ground, ordered: Array) -> list[int]:
    """Find the best option of each kind of scheme, district and year."""
    schemes, options = ground.scenario.schemes, ground.options
    found: dict[tuple[object, ...], int] = {}
    for option in ordered.tolist():
        row = schemes.iloc[options.scheme[option]]
        kind = (row["route"], row["district"], row["needs"], row["phases"])
        found.setdefault((*kind, int(options.year[option])), option)
        if len(found) >= LEADS:
            break
    return list(found.values())
