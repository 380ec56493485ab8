"""Further bases that enough children could fill, money and caps left aside."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.evidence.whereabouts import BASE_ROUTE, Floats, added_bases
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario

NEARLY = 1e-6


@dataclass(frozen=True)
class Further:
    """A base that enough children in reach would fill.

    Attributes
    ----------
    scheme, places
        The candidate, in one size of its ladder.
    children
        Whom it would take, by row of ``Scenario.demand``: ``[R]``.
    """

    scheme: str
    places: int
    children: Floats


@dataclass(frozen=True)
class Reach:
    """Who could attend which candidate base inside the journey limit.

    Attributes
    ----------
    schemes
        Candidate bases at hosts that the plan gives none.
    hosts
        Host of each.
    sizes
        Each one's sizes and the children who need a specialist place that
        each size has room for, smallest first.
    minutes
        One-way minutes, ``[B, R]``; infinite where a base does not suit, or is
        beyond the limit.
    offered
        Whether any candidate base suits the need and phase of a row: ``[R]``.
    """

    schemes: pd.Index
    hosts: npt.NDArray[np.str_]
    sizes: tuple[tuple[tuple[int, float], ...], ...]
    minutes: Floats
    offered: npt.NDArray[np.bool_]

    @property
    def has_host(self) -> npt.NDArray[np.bool_]:
        """Whether a further host is in reach of each row: ``[R]``."""
        return np.asarray(np.isfinite(self.minutes).any(axis=0), dtype=bool)


def reach(scenario: Scenario, plan: Plan) -> Reach:
    """Find who could attend which further base inside the journey limit."""
    schemes = scenario.schemes
    candidate = (schemes["route"] == BASE_ROUTE) & (schemes["standing"] == "candidate")
    bases = schemes[candidate.to_numpy(bool)]
    suits = _suits(scenario, bases)
    taken = set(added_bases(scenario, plan)["host"]) - {""}
    free = ~bases["host"].isin(taken).to_numpy(bool)
    further = bases[free]
    rows = scenario.demand.index
    zones, phases = (rows.get_level_values(name) for name in ("zone", "phase"))
    minutes = scenario.minutes.loc[zones, further["provision"]].to_numpy(float).T
    limit = scenario.journey_limit.reindex(phases).to_numpy(float)
    near = minutes * float(scenario.costs["run_factor"]) <= limit
    return Reach(
        schemes=further.index,
        hosts=_hosts(further),
        sizes=_sizes(scenario, further),
        minutes=np.where(near & suits[free], minutes, np.inf),
        offered=np.asarray(suits.any(axis=0), dtype=bool),
    )


def _hosts(bases: pd.DataFrame) -> npt.NDArray[np.str_]:
    """Host of each base; one that is not known yet stands for itself."""
    own = bases["host"].where(bases["host"] != "", bases.index.to_series())
    return own.to_numpy(str)


def _suits(scenario: Scenario, bases: pd.DataFrame) -> npt.NDArray[np.bool_]:
    rows = scenario.demand.index
    need, phase = (rows.get_level_values(name) for name in ("need", "phase"))
    suits = np.zeros((len(bases), len(rows)), dtype=bool)
    for number, (needs, phases) in enumerate(
        zip(bases["needs"], bases["phases"], strict=True)
    ):
        suits[number] = need.isin(list(needs)) & phase.isin(list(phases))
    return suits


def _sizes(
    scenario: Scenario, bases: pd.DataFrame
) -> tuple[tuple[tuple[int, float], ...], ...]:
    new = scenario.destinations["new_base"].reindex(bases["provision"]).to_numpy(bool)
    share = np.where(new, 1 - float(scenario.costs["from_mainstream"]), 1.0)
    ladder: dict[str, list[int]] = {}
    for scheme, places in scenario.sizes.index:
        ladder.setdefault(str(scheme), []).append(int(places))
    return tuple(
        tuple((places, places * part) for places in sorted(ladder[str(scheme)]))
        for scheme, part in zip(bases.index, share.tolist(), strict=True)
    )


def further_bases(waiting: Floats, offer: Reach) -> list[Further]:
    """List bases that children could fill, the one most could attend first.

    A base takes its nearest children, in the largest size that they fill; then
    the next is looked for, one a host, until no host has enough children in
    reach for its smallest size.

    Parameters
    ----------
    waiting
        Children whose need a base could meet, by row of ``Scenario.demand``.
    """
    someone = np.flatnonzero((waiting > 0) & offer.has_host)
    minutes = offer.minutes[:, someone]
    near = np.isfinite(minutes).astype(float)
    smallest = np.array([sizes[0][1] for sizes in offer.sizes])
    left, used = waiting[someone].copy(), np.zeros(len(offer.schemes), dtype=bool)
    found: list[Further] = []
    while True:
        count = near @ left
        count[used | (count < smallest - NEARLY)] = 0.0
        if not count.any():
            return found
        best = int(count.argmax())
        fits = [size for size in offer.sizes[best] if size[1] <= count[best] + NEARLY]
        places, room = fits[-1]
        taken = _nearest_first(left, minutes[best], room)
        left -= taken
        used |= offer.hosts == offer.hosts[best]
        children = np.zeros(len(waiting))
        children[someone] = taken
        found.append(Further(str(offer.schemes[best]), places, children))


def _nearest_first(left: Floats, minutes: Floats, room: float) -> Floats:
    """Children taken of each row, nearest first, until the room is filled."""
    order = np.argsort(minutes, kind="stable")
    order = order[np.isfinite(minutes[order])]
    before = left[order].cumsum() - left[order]
    taken = np.zeros_like(left)
    taken[order] = np.clip(room - before, 0.0, left[order])
    return taken
