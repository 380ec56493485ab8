"""Single changes to a plan: another site, designation or size in the same year."""

from collections.abc import Callable

import numpy as np

from capital_planner.scenario import Scenario
from optimiser.assessment import Assessor
from optimiser.problem import Array
from optimiser.rules import limits_of

SHORTLIST = 200
"""Options of a year, by worth for their money, that a change may bring in."""


class Swaps:
    """Changes to plans of one scenario, assessed one at a time.

    Parameters
    ----------
    scenario
        What is assumed.
    assessor
        Assesses plans (on larger zones than the scenario's, to be quick).
    place
        Pounds for a place, by column and year: ``[S, T]``.
    rng
        Draws the changes.
    """

    def __init__(
        self,
        scenario: Scenario,
        assessor: Assessor,
        place: Array,
        rng: np.random.Generator,
    ) -> None:
        options = assessor.options
        self._assessor = assessor
        self._rng = rng
        self._limits = limits_of(scenario, options)
        self._candidate = np.flatnonzero(options.candidate)
        self._row = np.full(len(options), -1)
        self._row[self._candidate] = np.arange(len(self._candidate))
        worth = (options.supply * place[options.column]).sum(axis=1) - options.fixed_gbp
        pounds = options.cash_gbp.sum(axis=1)
        rate = worth / np.maximum(pounds, 1.0)
        order = self._candidate[np.argsort(-rate[self._candidate], kind="stable")]
        self._shortlist = {
            year: order[options.year[order] == year][:SHORTLIST]
            for year in np.unique(options.year[order])
        }
        self.tried = 0

    def improve(self, plan: Array, tries: int, stop: Callable[[], bool]) -> Array:
        """Find the best plan met in so many tries, starting from ``plan``."""
        best = self._assessor.objective_gbp(plan)
        self.tried = 0
        for _ in range(tries * 20):
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
        """One scheme of the plan replaced by another that opens that year."""
        options = self._assessor.options
        mine = plan[options.candidate[plan]]
        if not len(mine):
            return None
        out = self._rng.choice(mine)
        same = np.setdiff1d(self._shortlist[options.year[out]], plan)
        if not len(same):
            return None
        kept = mine[mine != out]
        new = np.append(kept, self._rng.choice(same))
        if not self.within_rules(new):
            return None
        return np.union1d(plan[~options.candidate[plan]], new)

    def within_rules(self, mine: Array) -> bool:
        """Whether candidate options keep every rule together."""
        options = self._assessor.options
        if len(np.unique(options.host[mine])) < len(mine):
            return False
        return self._limits.kept_by(self._row[mine])
