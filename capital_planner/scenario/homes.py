"""Where the authority's children live: as the council counted them, else estimated."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.apportionment import zone_shares
from capital_planner.case import Case
from capital_planner.demand.components import PARTS
from capital_planner.demand.joint import PLACEMENT_GROUPS
from capital_planner.needs import GROUP_OF_NEED, NEED_GROUPS, PHASE_NAMES
from capital_planner.scenario.flows import ROW, to_zones

Floats = npt.NDArray[np.float64]
PART_OF_PLACEMENT = {
    placement: part
    for part, placements in zip(PARTS, PLACEMENT_GROUPS.values(), strict=True)
    for placement in placements
}
"""Column of the caseload table to the part of the need for a place that it feeds."""


@dataclass(frozen=True)
class Homes:
    """Shares of zones in the authority's children.

    Attributes
    ----------
    estimated
        As :func:`capital_planner.apportionment.zone_shares` returns.
    counted
        ``[part, zone, need, phase, year]``, in the order of ``PARTS`` and of
        ``estimated``: adds up to 1 over zones. None without the council's count.
    """

    estimated: pd.DataFrame
    counted: Floats | None

    def spread(self, parts: pd.DataFrame) -> pd.DataFrame:
        """Divide parts of the need for a place among zones, and sum them.

        Parameters
        ----------
        parts
            Index ``(part, need, phase)``, columns years of ``estimated``.

        Returns
        -------
        pandas.DataFrame
            Index ``(zone, need, phase)``, same columns.
        """
        years = self.estimated.columns
        if self.counted is None:
            totals = parts.groupby(["need", "phase"]).sum()
            return to_zones(totals, self.estimated[list(parts.columns)])
        shape = (len(PARTS), len(NEED_GROUPS), len(PHASE_NAMES), len(parts.columns))
        every = pd.MultiIndex.from_product([PARTS, NEED_GROUPS, PHASE_NAMES])
        by_part = parts.reindex(every).fillna(0.0).to_numpy(float).reshape(shape)
        share = self.counted[..., years.get_indexer(parts.columns)]
        children = np.einsum("gkpt,gzkpt->zkpt", by_part, share)
        zones = self.estimated.index.unique("zone")
        index = pd.MultiIndex.from_product([zones, NEED_GROUPS, PHASE_NAMES], names=ROW)
        return pd.DataFrame(children.reshape(len(index), -1), index, parts.columns)


def homes(case: Case, points: pd.DataFrame, years: list[int]) -> Homes:
    """Find where children live in every year.

    Parameters
    ----------
    points
        As :func:`capital_planner.geography.county_points` returns.
    years
        The base year first.
    """
    estimated = zone_shares(case, points, years)
    if case.placements.empty:
        return Homes(estimated, None)
    return Homes(estimated, _counted(counts(case, points), estimated))


def counts(case: Case, points: pd.DataFrame) -> pd.DataFrame:
    """Count the children of the council's table by zone of home.

    Returns
    -------
    pandas.DataFrame
        A row a row of ``placements`` whose home is in the authority; columns
        ``zone``, ``part``, ``need`` (group; missing where not known), ``phase``,
        ``urn`` (missing where there is none) and ``plans``.
    """
    table = case.placements
    found = pd.DataFrame(
        {
            "zone": table["lsoa"].map(points["zone"]),
            "part": table["placement"].map(PART_OF_PLACEMENT),
            "need": table["need"].map(GROUP_OF_NEED),
            "phase": table["phase"],
            "urn": table["urn"].astype("Int64"),
            "plans": table["plans"].astype(float),
        }
    )
    return found.dropna(subset=["zone", "part"])


def _counted(counted: pd.DataFrame, estimated: pd.DataFrame) -> Floats:
    """Shares by part, from the fewest children that say where they live.

    Those counted in the part, need and phase; where there are none all of the
    need and phase, then all of the phase, then the estimate. Later years follow
    the estimate's change from its first year.
    """
    zones, phases = estimated.index.unique("zone"), list(PHASE_NAMES)
    order = pd.MultiIndex.from_product([zones, phases])
    change = estimated.loc[order].to_numpy(float).reshape(len(zones), len(phases), -1)
    cells = _sums(counted, [list(PARTS), zones, list(NEED_GROUPS), phases])
    of_phase = _sums(counted.assign(need="", part=""), [[""], zones, [""], phases])
    of_phase = _shares(of_phase, change[None, :, None, :, 0])
    of_need = _shares(cells.sum(axis=0, keepdims=True), of_phase)
    first = change[..., :1]
    growth = np.divide(change, first, out=np.ones_like(change), where=first > 0)
    later = _shares(cells, of_need)[..., None] * growth[None, :, None]
    shares: Floats = later / later.sum(axis=1, keepdims=True)
    return shares


def _sums(counted: pd.DataFrame, axes: list[list[str] | pd.Index]) -> Floats:
    """Children as an array: ``[part, zone, need, phase]``."""
    summed = counted.groupby(["part", *ROW])["plans"].sum()
    cells = summed.reindex(pd.MultiIndex.from_product(axes)).fillna(0.0)
    return cells.to_numpy(float).reshape([len(axis) for axis in axes])


def _shares(children: Floats, otherwise: Floats) -> Floats:
    """Share of each zone (second axis), as another array has it where none is."""
    total = children.sum(axis=1, keepdims=True)
    share = np.divide(children, total, out=np.zeros_like(children), where=total > 0)
    shares: Floats = np.where(total > 0, share, otherwise)
    return shares
