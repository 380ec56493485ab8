"""Children by zone and year, and the shares who keep a place or move up a phase."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.demand.joint import AGES, as_ages
from capital_planner.demand.projection import PHASE_OF_AGE, Projection
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES

ROW = ["zone", "need", "phase"]
Floats = npt.NDArray[np.float64]


def by_phase(projection: Projection) -> pd.DataFrame:
    """Each named part by need and phase: index ``(part, need, phase)``."""
    phase = projection.parts.index.get_level_values("age").map(PHASE_OF_AGE)
    kept = projection.parts[phase.notna()]
    part, need = (kept.index.get_level_values(name) for name in ("part", "need"))
    summed = kept.groupby([part, need, phase.dropna()]).sum()
    return summed.rename_axis(["part", "need", "phase"])


def to_zones(by_need_phase: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Share authority totals out to zones.

    Parameters
    ----------
    by_need_phase
        Index ``(need, phase)``, columns years: children.
    shares
        Index ``(zone, phase)``, same columns: adds up to 1 over zones.

    Returns
    -------
    pandas.DataFrame
        Index ``(zone, need, phase)``, same columns.
    """
    zones = shares.index.get_level_values("zone").unique()
    index = pd.MultiIndex.from_product([zones, NEED_GROUPS, PHASE_NAMES], names=ROW)
    zone, need, phase = (index.get_level_values(level) for level in range(3))
    pairs = pd.MultiIndex.from_arrays([need, phase])
    totals = by_need_phase.reindex(pairs).fillna(0.0).to_numpy()
    share = shares.loc[pd.MultiIndex.from_arrays([zone, phase])].to_numpy()
    return pd.DataFrame(totals * share, index=index, columns=by_need_phase.columns)


def moving_shares(projection: Projection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of a phase's children who stay in it, and who move up, a year later.

    From the stock by age: a child survives to the next count unless the plan
    ceases, and no age can hold more survivors than children.

    Returns
    -------
    tuple of pandas.DataFrame
        Index ``(need, phase)``, columns the years assessed.
    """
    stock = projection.children().reindex(projection.plans.index)
    by_year = {int(str(year)): as_ages(cells) for year, cells in stock.items()}
    phase = pd.Series([PHASE_OF_AGE.get(age, "") for age in AGES], index=AGES)
    goes_on = (phase == phase.shift(-1).fillna("")).to_numpy()
    reached = projection.ceased_rate.reindex([age + 1 for age in AGES])
    kept = 1 - reached.fillna(1.0).to_numpy()
    stay, move = {}, {}
    for before, year in pairwise(by_year):
        now, older = by_year[before], by_year[year].shift(-1).fillna(0.0)
        survive = now.mul(kept, axis=0)
        survive = survive.where(survive < older, older)
        total = _phases(now, phase)
        stay[year] = _share(_phases(survive.mul(goes_on, axis=0), phase), total)
        move[year] = _share(_phases(survive.mul(~goes_on, axis=0), phase), total)
    return pd.DataFrame(stay), pd.DataFrame(move)


def _phases(by_age: pd.DataFrame, phase: pd.Series) -> pd.DataFrame:
    """Sum ages by phase: index phase, columns need."""
    summed: pd.DataFrame = by_age.groupby(phase).sum().reindex(PHASE_NAMES)
    return summed


def _share(part: pd.DataFrame, total: pd.DataFrame) -> pd.Series:
    """Divide, and lay out by need, then phase."""
    share = (part / total.replace(0, np.inf)).T
    index = pd.MultiIndex.from_product(
        [share.index, share.columns], names=["need", "phase"]
    )
    return pd.Series(share.to_numpy().ravel(), index=index)


def within_demand(
    demand: pd.DataFrame, stay: pd.DataFrame, move: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lower the shares of zones where those who stay would exceed those there.

    ``stay = min(stay share, demand[t] / demand[t-1])``; then those who move up
    fill at most what is left of the next phase.

    Returns
    -------
    tuple of pandas.DataFrame
        Shares by zone: index ``(zone, need, phase)``, columns years.
    """
    _, need, phase = (demand.index.get_level_values(level) for level in range(3))
    pairs = pd.MultiIndex.from_arrays([need, phase])
    years = list(stay.columns)
    kept, moved = kept_within(
        demand.to_numpy(),
        stay.loc[pairs].to_numpy(),
        move.loc[pairs].to_numpy(),
        phase == PHASE_NAMES[-1],
    )
    return (
        pd.DataFrame(kept, index=demand.index, columns=years),
        pd.DataFrame(moved, index=demand.index, columns=years),
    )


def kept_within(
    demand: Floats, stay: Floats, move: Floats, last: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Lower the shares of rows where those who stay would exceed those there.

    Parameters
    ----------
    demand
        Children: a row a zone, need and phase (the phases of a need in order,
        one after another), a column a year, the year before the first too.
    stay, move
        Shares: the same rows, columns the years.
    last
        Whether a row is of the last phase, from which nobody moves up.

    Returns
    -------
    tuple of numpy.ndarray
        Shares who stay, and who move up: as given.
    """
    before, after = demand[:, :-1], demand[:, 1:]
    ratio = np.divide(after, before, out=np.ones_like(after), where=before > 0)
    kept = np.minimum(stay, ratio)
    room = np.roll(after - kept * before, -1, axis=0)
    most = np.divide(room, before, out=np.zeros_like(room), where=before > 0)
    most = np.maximum(most, 0.0)
    moved = np.where(last[:, None], 0.0, np.minimum(move, most))
    return kept, moved


def tier_shares(
    base_met: pd.Series, substitutable: pd.Series, placed: pd.DataFrame
) -> pd.DataFrame:
    """How children to be placed divide by the setting they need.

    Need that only an independent setting meets comes first: a base can meet no
    more than the rest.

    Parameters
    ----------
    base_met
        Index ``"<need> <phase>"``: share whose need a base could meet.
    substitutable
        Index need: share of independent placements an in-county place replaces.
    placed
        Index ``(need, phase)``, columns ``independent`` and ``all``: children
        placed in the base year.

    Returns
    -------
    pandas.DataFrame
        Index ``(need, phase)``; columns ``base``, ``special``, ``independent``.
    """
    index = pd.MultiIndex.from_product(
        [NEED_GROUPS, PHASE_NAMES], names=["need", "phase"]
    )
    need = index.get_level_values("need")
    base = pd.Series([base_met.get(" ".join(pair), 0.0) for pair in index], index)
    share = (placed["independent"] / placed["all"].replace(0, np.inf)).reindex(index)
    only = (1 - substitutable.reindex(need).to_numpy()) * share.fillna(0.0)
    base = np.minimum(base, 1 - only)
    special = (1 - base - only).clip(lower=0.0)
    return pd.DataFrame({"base": base, "special": special, "independent": only})
