"""What specialist bases alone can meet, and why they cannot meet the rest."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from capital_planner.evidence import reasons
from capital_planner.evidence.causes import causes
from capital_planner.evidence.further import Reach, further_bases, reach
from capital_planner.evidence.reasons import BY_SHARE, MET, REASONS
from capital_planner.evidence.room import Room, room_left
from capital_planner.evidence.whereabouts import (
    Floats,
    added_bases,
    summed,
    whereabouts,
)
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario

LEVELS = ["district", "need", "phase", "year"]
COLUMNS = [*MET, *REASONS]


@dataclass(frozen=True)
class BasesFirst:
    """A plan of bases alone, and what it leaves.

    Attributes
    ----------
    children
        Index ``(district, need, phase, year)``, years assessed, homes; columns
        ``MET`` (where the need is met) and ``REASONS`` (why it is not):
        children, each in one column, so that a row adds up to the children who
        need a place (``Scenario.demand``).
    new_share
        Share of the children to be placed, in all years assessed, whose need a
        base could meet.
    bases, places, capital_gbp
        Of the schemes still to decide that the plan adds: their number, places
        and capital (real 2025 pounds, without contingency).
    """

    children: pd.DataFrame
    new_share: float
    bases: int
    places: int
    capital_gbp: float

    @property
    def rest(self) -> pd.DataFrame:
        """Columns of ``children`` that say why a need is not met."""
        return self.children[list(REASONS)]


def bases_first(scenario: Scenario, plan: Plan, placements: Placements) -> BasesFirst:
    """Sort the children of a plan that adds bases alone.

    Parameters
    ----------
    plan
        Adds no scheme still to decide but specialist bases.
    placements
        Of this plan in this scenario.

    Raises
    ------
    PlannerError
        If the plan adds anything else.
    """
    where = whereabouts(scenario, plan, placements)
    cause = causes(scenario, where)
    parts = {
        reasons.DECIDED: where.decided[:, 1:],
        reasons.NEW_BASES: where.new_bases[:, 1:],
        reasons.ALREADY: cause.already,
        reasons.SPECIAL: cause.special,
        reasons.INDEPENDENT: cause.independent,
        reasons.AFTER_16: where.after_16[:, 1:],
        **_why_no_base(scenario, plan, cause.base),
    }
    added = added_bases(scenario, plan)
    sizes = pd.MultiIndex.from_arrays([added.index, added["places"]])
    return BasesFirst(
        children=_by_district(scenario, parts)[COLUMNS],
        new_share=_new_share(scenario, placements),
        bases=len(added),
        places=int(added["places"].sum()),
        capital_gbp=float(scenario.sizes["capital_gbp"].reindex(sizes).sum()),
    )


def _why_no_base(scenario: Scenario, plan: Plan, waiting: Floats) -> dict[str, Floats]:
    """Divide children whose need a base could meet by why there is none for them."""
    offer, room = reach(scenario, plan), room_left(scenario, plan)
    found = {reason: np.zeros_like(waiting) for reason in BY_SHARE}
    for number, year in enumerate(scenario.years):
        for reason, children in _in_year(waiting[:, number], offer, room.copy(), year):
            found[reason][:, number] += children
    return found


def _in_year(
    waiting: Floats, offer: Reach, room: Room, year: int
) -> list[tuple[str, Floats]]:
    in_reach = waiting * offer.has_host
    out_of_reach = waiting - in_reach
    found = [
        (reasons.NO_BASE, out_of_reach * ~offer.offered),
        (reasons.NO_HOST, out_of_reach * offer.offered),
    ]
    for base in further_bases(in_reach, offer):
        found.append((room.reason(base, year), base.children))
        in_reach = in_reach - base.children
    return [*found, (reasons.TOO_FEW, np.maximum(in_reach, 0.0))]


def _new_share(scenario: Scenario, placements: Placements) -> float:
    """Share of the children to be placed whose need a base could meet."""
    years = list(scenario.years)
    placed = placements.newly[years].groupby(level=["need", "phase"]).sum()
    needed = placements.still_needed[years].groupby(level=["need", "phase"]).sum()
    pool = placed.add(needed, fill_value=0.0).sum(axis=1)
    share = scenario.tier_share["base"].reindex(pool.index).fillna(0.0)
    total = float(pool.sum())
    return float((pool * share).sum()) / total if total > 0 else 0.0


def _by_district(scenario: Scenario, parts: dict[str, Floats]) -> pd.DataFrame:
    """Sum rows of ``Scenario.demand`` by home district."""
    rows = scenario.demand.index
    zone = rows.get_level_values("zone")
    keys = pd.MultiIndex.from_arrays(
        [scenario.zones["district"].reindex(zone).to_numpy(), *_need_and_phase(rows)],
        names=LEVELS[:3],
    )
    codes, groups = keys.factorize()
    index = pd.MultiIndex.from_tuples(
        [(*group, year) for group in groups for year in scenario.years], names=LEVELS
    )
    columns = {
        name: summed(codes, values, len(groups)).ravel()
        for name, values in parts.items()
    }
    return pd.DataFrame(columns, index=index).sort_index()


def _need_and_phase(rows: pd.Index) -> list[pd.Index]:
    return [rows.get_level_values(name) for name in ("need", "phase")]
