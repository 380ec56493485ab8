"""What the children need whom a plan of bases alone leaves without a state place.

Placements do not say which of the children placed had a need that a base could
meet. New places at special schools are taken first by children who need one, so
that as few as can be are said to need a special school that is not there.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from capital_planner.evidence.whereabouts import Codes, Floats, Whereabouts
from capital_planner.needs import PHASE_NAMES
from capital_planner.scenario import Scenario

TIERS = ["special", "independent", "base"]
SPECIAL, INDEPENDENT, BASE, ALREADY = range(4)


@dataclass(frozen=True)
class Causes:
    """Children of the rest by row of ``Scenario.demand`` and year, ``[R, T]``.

    Years are those assessed. With those in specialist institutions after 16
    they add up to the children without a state place inside the journey limit.

    Attributes
    ----------
    already
        In an independent school since the base year.
    special
        Need that, of state schools, only a special school could meet.
    independent
        Need that only an independent school could meet.
    base
        Need that a base could meet; those in a new base with a long journey too.
    """

    already: Floats
    special: Floats
    independent: Floats
    base: Floats


def causes(scenario: Scenario, where: Whereabouts) -> Causes:
    """Divide the rest by what the children need.

    A child in an independent school keeps the cause with which it came there.
    """
    tiers, passage = _tiers(scenario), _passage(scenario, where.pools)
    inside = np.zeros((*where.alone.shape[:2], 4))
    inside[:, :, ALREADY] = where.alone[:, :, 0]
    found = []
    for number in range(1, len(scenario.years) + 1):
        share = _of_the_rest(tiers, where, number)
        kept = np.maximum(where.alone[..., number] - where.alone_new[..., number], 0.0)
        inside = passage.causes_of_those_kept(inside, number) * kept[..., None]
        came = where.alone_new[..., number, None] * share[:, None]
        inside[:, :, :ALREADY] += came
        rest = inside.sum(axis=1)
        rest[:, :ALREADY] += where.still_needed[:, number, None] * share
        rest[:, BASE] += where.beyond[:, number]
        found.append(rest)
    every = np.stack(found, axis=-1)
    return Causes(
        already=every[:, ALREADY],
        special=every[:, SPECIAL],
        independent=every[:, INDEPENDENT],
        base=every[:, BASE],
    )


def _of_the_rest(tiers: Floats, where: Whereabouts, number: int) -> Floats:
    """Share of each tier among those to be placed who get no state place.

    Returns
    -------
    numpy.ndarray
        ``[R, 3]``, tiers in the order of ``TIERS``: adds up to 1.
    """
    placed = where.special_new[:, number] + where.base_new[:, number]
    outside = where.alone_new[..., number].sum(axis=1) + where.still_needed[:, number]
    older = where.after_16_new[:, number]
    tier = tiers * (placed + outside + older)[:, None]
    left = np.empty_like(tier)
    left[:, SPECIAL], spare = _taken(tier[:, SPECIAL], where.special_new[:, number])
    of_base = where.base_new[:, number] + spare
    left[:, BASE], _ = _taken(tier[:, BASE], of_base)
    left[:, INDEPENDENT] = tier[:, INDEPENDENT]
    for column in (SPECIAL, INDEPENDENT, BASE):
        left[:, column], older = _taken(left[:, column], older)
    total = left.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(left, total, out=tiers.copy(), where=total > 0)
    return shares


def _taken(children: Floats, places: Floats) -> tuple[Floats, Floats]:
    """Children left once places are taken, and places left."""
    return np.maximum(children - places, 0.0), np.maximum(places - children, 0.0)


def _tiers(scenario: Scenario) -> Floats:
    """Shares of the children to be placed, a row a row of ``Scenario.demand``."""
    rows = scenario.demand.index
    pairs = pd.MultiIndex.from_arrays(
        [rows.get_level_values(name) for name in ("need", "phase")]
    )
    shares = scenario.tier_share[TIERS].reindex(pairs).fillna(0.0)
    return shares.to_numpy(float, copy=True)


@dataclass(frozen=True)
class _Passage:
    """How children in independent schools stay or move up a phase.

    Attributes
    ----------
    stay, move
        Shares by row and year assessed: ``[R, T]``.
    carry
        Share who carry on where the school serves the next phase: ``[T]``.
    below
        Position of the same zone and need a phase before; -1 where there is none.
    serves
        Whether each pool serves the need and phase of each row: ``[R, S]``.
    """

    stay: Floats
    move: Floats
    carry: Floats
    below: Codes
    serves: Floats

    def causes_of_those_kept(self, before: Floats, number: int) -> Floats:
        """Share of each cause among those who keep a place: adds up to 1.

        Parameters
        ----------
        before
            Children of the year before by row, pool and cause: ``[R, S, 4]``.
        number
            Of the year; 1 is the first assessed.
        """
        year = number - 1
        rising = self.move[self.below, year] * self.carry[year] * (self.below >= 0)
        going = before * self.stay[:, year, None, None]
        came_up = before[self.below] * rising[:, None, None]
        going = going + came_up * self.serves[:, :, None]
        total = going.sum(axis=2, keepdims=True)
        already = np.zeros_like(going)
        already[..., ALREADY] = 1.0
        shares: Floats = np.divide(going, total, out=already, where=total > 0)
        return shares


def _passage(scenario: Scenario, pools: pd.Index) -> _Passage:
    rows, years = scenario.demand.index, list(scenario.years)
    return _Passage(
        stay=scenario.stay_share[years].reindex(rows).to_numpy(float),
        move=scenario.move_up_share[years].reindex(rows).to_numpy(float),
        carry=scenario.carry_on[years].loc[["independent"]].to_numpy(float)[0],
        below=_phase_before(scenario),
        serves=_serves(scenario, pools),
    )


def _phase_before(scenario: Scenario) -> Codes:
    """Position of the same zone and need a phase before; -1 where there is none."""
    rows = scenario.demand.index
    earlier = dict(zip(PHASE_NAMES[1:], PHASE_NAMES[:-1], strict=True))
    zone, need, phase = (rows.get_level_values(level) for level in range(3))
    wanted = pd.MultiIndex.from_arrays(
        [zone, need, [earlier.get(name, "") for name in phase]]
    )
    return rows.get_indexer(wanted)


def _serves(scenario: Scenario, pools: pd.Index) -> Floats:
    """Whether each pool serves the need and phase of each row: ``[R, S]``."""
    known = scenario.destinations.reindex(pools)
    rows = scenario.demand.index
    need, phase = (rows.get_level_values(name) for name in ("need", "phase"))
    columns = [
        need.isin(list(needs)) & phase.isin(list(phases))
        for needs, phases in zip(known["needs"], known["phases"], strict=True)
    ]
    if not columns:
        return np.ones((len(rows), 1))
    return np.column_stack(columns).astype(float)
