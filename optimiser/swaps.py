"""Small changes to a plan: another scheme, site, size or year, or one more."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from optimiser.assessment import Assessor
from optimiser.limits import Keeper
from optimiser.problem import Array

SHORTLIST = 200
"""Options of a year, by worth for their money, that a change may bring in."""
DRAWS = 20
"""Changes drawn for one that keeps the rules, before giving up."""


class Swaps:
    """Changes to plans of one scenario, assessed one at a time.

    Parameters
    ----------
    assessor
        Assesses plans (on larger zones than the scenario's, to be quick).
    place
        Pounds for a place, by column and year: ``[S, T]``.
    alike
        Number that columns alike but for their site share: ``[S]``.
    rng
        Draws the changes.
    """

    def __init__(
        self,
        assessor: Assessor,
        place: Array,
        alike: Array,
        rng: np.random.Generator,
    ) -> None:
        options = self._options = assessor.options
        self._assessor = assessor
        self._rng = rng
        self._keeper = Keeper(assessor.problem.scenario, options)
        candidate = np.flatnonzero(options.candidate)
        self._shortlist = _shortlist(assessor, place, candidate)
        facts = {"places": options.places, "year": options.year}
        by_scheme = pd.DataFrame(facts).assign(scheme=options.scheme).iloc[candidate]
        self._same_scheme = by_scheme.groupby("scheme").indices
        by_site = pd.DataFrame(facts).assign(alike=alike[options.column])
        by_site = by_site.iloc[candidate]
        self._sites = by_site.groupby(["alike", "places", "year"]).indices
        self._alike, self._candidate = alike, candidate
        self._moves = (
            self._exchanged,
            self._moved,
            self._at_another_site,
            self._with_one_more,
            self._years_traded,
        )
        self.tried = 0

    def improve(self, plan: Array, tries: int, stop: Callable[[], bool]) -> Array:
        """Find the best plan met in so many tries, starting from ``plan``."""
        best = self._assessor.objective_gbp(plan)
        self.tried = 0
        for _ in range(tries * DRAWS):
            if self.tried >= tries or stop():
                break
            other = self._changed(plan)
            if other is None:
                continue
            self.tried += 1
            cost = self._assessor.objective_gbp(other)
            if cost < best:
                plan, best = other, cost
        return plan

    def _changed(self, plan: Array) -> Array | None:
        """One change to the undecided schemes of a plan, within the rules."""
        undecided = self._options.candidate[plan]
        move = self._moves[self._rng.integers(len(self._moves))]
        new = move(plan[undecided])
        if new is None or not self._keeper.kept_by(new):
            return None
        changed = np.union1d(plan[~undecided], new)
        return None if np.array_equal(changed, plan) else changed

    def _exchanged(self, mine: Array) -> Array | None:
        """One scheme in place of another, in the same year."""
        if not len(mine):
            return None
        out = self._rng.choice(mine)
        return _replaced(mine, out, self._drawn(self._options.year[out]))

    def _with_one_more(self, mine: Array) -> Array | None:
        """One scheme more."""
        if not self._shortlist:
            return None
        return np.append(mine, self._drawn(self._rng.choice(list(self._shortlist))))

    def _moved(self, mine: Array) -> Array | None:
        """One scheme in another size or year."""
        if not len(mine):
            return None
        out = self._rng.choice(mine)
        ways = self._candidate[self._same_scheme[self._options.scheme[out]]]
        near = np.abs(self._options.year[ways] - self._options.year[out]) <= 1
        return _replaced(mine, out, self._rng.choice(ways[near]))

    def _at_another_site(self, mine: Array) -> Array | None:
        """One scheme at another host, alike in all else."""
        if not len(mine):
            return None
        out, options = self._rng.choice(mine), self._options
        key = (
            self._alike[options.column[out]],
            options.places[out],
            options.year[out],
        )
        return _replaced(mine, out, self._rng.choice(self._candidate[self._sites[key]]))

    def _years_traded(self, mine: Array) -> Array | None:
        """Two schemes, each in the year of the other."""
        if len(mine) < 2:
            return None
        one, two = self._rng.choice(mine, 2, replace=False)
        first = self._in_year(one, self._options.year[two])
        second = self._in_year(two, self._options.year[one])
        if first is None or second is None:
            return None
        return _replaced(_replaced(mine, one, first), two, second)

    def _in_year(self, option: int, year: int) -> int | None:
        """Find the same scheme and size in another year."""
        options = self._options
        ways = self._candidate[self._same_scheme[options.scheme[option]]]
        same = options.places[ways] == options.places[option]
        found = ways[same & (options.year[ways] == year)]
        return int(found[0]) if len(found) else None

    def _drawn(self, year: int) -> int:
        """Draw an option of a year's shortlist."""
        return int(self._rng.choice(self._shortlist[year]))


def _shortlist(assessor: Assessor, place: Array, candidate: Array) -> dict[int, Array]:
    """Options of each year, those worth most for their money first."""
    options = assessor.options
    rate = options.worth(place) / np.maximum(options.cash_gbp.sum(axis=1), 1.0)
    order = candidate[np.argsort(-rate[candidate], kind="stable")]
    return {
        int(year): order[options.year[order] == year][:SHORTLIST]
        for year in np.unique(options.year[order])
    }


def _replaced(mine: Array, out: int, new: int) -> Array:
    return np.append(mine[mine != out], new)
