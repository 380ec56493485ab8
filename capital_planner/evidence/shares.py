"""How much rests on the share of need that a base could meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from capital_planner.candidates import LEAST_EXPANSION
from capital_planner.evidence.counterfactual import BasesFirst
from capital_planner.evidence.reasons import SPECIAL
from capital_planner.scenario import Scenario

SHARES = {"low": 0.5, "central": 1.0, "high": 1.5}
"""Times the stated share of need that a base could meet."""
BEFORE_16 = ["primary", "secondary"]
"""Phases in which a base could stand in for a special school."""
TOLERANCE = 0.02
NEARLY = 1e-9


@dataclass(frozen=True)
class Step:
    """The evidence at one base share.

    Attributes
    ----------
    factor
        Times the stated share.
    found
        What bases alone meet at this share, and what is left.
    searched
        How the plan was found, in words.
    """

    factor: float
    found: BasesFirst
    searched: str

    @property
    def special_by_need(self) -> pd.Series:
        """Children whose need only a special school could meet, before 16.

        Returns
        -------
        pandas.Series
            Index need; children in the last year assessed.
        """
        children = self.found.children[SPECIAL]
        last = children.xs(children.index.get_level_values("year").max(), level="year")
        before_16 = last.index.get_level_values("phase").isin(BEFORE_16)
        by_need: pd.Series = last[before_16].groupby(level="need").sum()
        return by_need

    @property
    def special(self) -> float:
        """Sum of ``special_by_need``."""
        return float(self.special_by_need.sum())

    @property
    def holds(self) -> bool:
        """Whether special school places are still needed beyond what bases meet.

        They are when the children whose need only a special school could meet
        would fill the smallest expansion of one.
        """
        return self.special >= LEAST_EXPANSION


@dataclass(frozen=True)
class Turning:
    """At which base share the conclusion changes.

    Attributes
    ----------
    steps
        Every share looked at, lowest first.
    between
        The last share on one side and the first on the other; None where the
        conclusion is the same at every share from the lowest to the highest.
    """

    steps: tuple[Step, ...]
    between: tuple[float, float] | None


def at_share(scenario: Scenario, stated: pd.Series, factor: float) -> Scenario:
    """Give the same scenario, where bases could meet another share of the need.

    Parameters
    ----------
    stated
        Index ``"<need> <phase>"``: share whose need a base could meet.
    factor
        Times the stated share; never more than need that a state school could
        meet.
    """
    tiers = scenario.tier_share
    share = stated.reindex([" ".join(pair) for pair in tiers.index]).fillna(0.0)
    state = 1 - tiers["independent"].to_numpy(float)
    base = np.minimum(share.to_numpy(float) * factor, state)
    return replace(
        scenario,
        settings=replace(scenario.settings, base_share=factor),
        tier_share=tiers.assign(base=base, special=np.maximum(state - base, 0.0)),
    )


def largest_factor(tier_share: pd.DataFrame) -> float:
    """Factor from which no share can grow: bases meet all but independent need.

    Parameters
    ----------
    tier_share
        As ``Scenario.tier_share`` at factor 1.

    Returns
    -------
    float
        1 where no need has a share.
    """
    base = tier_share["base"].to_numpy(float)
    most = 1 - tier_share["independent"].to_numpy(float)
    factors = np.divide(most, base, out=np.ones_like(base), where=base > NEARLY)
    return max(float(factors.max(initial=1.0)), 1.0)


def turning_point(
    known: Sequence[Step],
    look: Callable[[float], Step],
    most: float,
    tolerance: float = TOLERANCE,
) -> Turning:
    """Find the base share at which the conclusion changes, by halving.

    The share 0 and the largest one are looked at beside those known; where two
    neighbours differ the interval between them is halved until it is within
    the tolerance.

    Parameters
    ----------
    known
        Shares looked at already.
    look
        Works out the evidence at a factor.
    most
        As :func:`largest_factor` gives.
    """
    steps = {step.factor: step for step in known}
    for end in (0.0, most):
        outside = end < min(steps) - NEARLY or end > max(steps) + NEARLY
        if outside and _between(steps) is None:
            steps[end] = look(end)
    between = _between(steps)
    while between is not None and between[1] - between[0] > tolerance:
        middle = sum(between) / 2
        steps[middle] = look(middle)
        between = _between(steps)
    return Turning(tuple(steps[factor] for factor in sorted(steps)), between)


def _between(steps: dict[float, Step]) -> tuple[float, float] | None:
    """Find the highest two neighbours that differ."""
    factors = sorted(steps, reverse=True)
    for higher, lower in pairwise(factors):
        if steps[higher].holds != steps[lower].holds:
            return lower, higher
    return None
