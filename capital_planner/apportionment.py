"""Sharing out authority totals among zones, until the council's file replaces it."""

import pandas as pd

from capital_planner.case import Case
from capital_planner.needs import PHASES
from capital_planner.population import SHAPE_YEAR, children

SHARED_OUT = (
    "District figures are shared out by population and deprivation. They are not "
    "counts of children with plans in this district."
)

BAND_OF_PHASE = {
    "primary": ["pop_5_10"],
    "secondary": ["pop_11_15"],
    "post-16": ["pop_16_18"],
    "post-19": ["pop_16_18"],
}
"""Post-19 follows ages 16 to 18: ages 19 to 25 include students away from home."""


def zone_shares(case: Case, points: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """Share of the authority's children who need a place living in each zone.

    A demand point weighs its children in the phase's age band, times the
    growth of those ages in its district, times a deprivation weight falling in
    a line from decile 1 to decile 10 (``deprivation_gradient``).

    Parameters
    ----------
    points
        As :func:`capital_planner.geography.county_points` returns.

    Returns
    -------
    pandas.DataFrame
        Index ``(zone, phase)``; columns ``years``; sums to 1 over the zones
        of each phase and year.
    """
    gradient = case.assumptions.value("deprivation_gradient")
    deprived = 1 + (gradient - 1) * (10 - points["imd_decile"]) / 9
    people = children(case, [SHAPE_YEAR, *years])
    frames = {}
    for phase in PHASES:
        band = points[BAND_OF_PHASE[phase.name]].sum(axis=1) * deprived
        ages = people.index.get_level_values("age").isin(phase.ages)
        by_district = people[ages].groupby(level="district").sum()
        growth = by_district[years].div(by_district[SHAPE_YEAR], axis=0)
        weights = growth.loc[points["district"]].mul(band.to_numpy(), axis=0)
        by_zone = weights.groupby(points["zone"].to_numpy()).sum()
        frames[phase.name] = by_zone / by_zone.sum()
    shares = pd.concat(frames, names=["phase", "zone"])
    return shares.swaplevel().sort_index()
