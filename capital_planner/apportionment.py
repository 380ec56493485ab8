"""Sharing out authority totals among zones, and how district figures come about."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.case import Case
from capital_planner.needs import PHASES
from capital_planner.population import children, shape_year


@dataclass(frozen=True)
class Basis:
    """How district figures come about, in the words used where they are shown.

    Attributes
    ----------
    statement
        The fixed sentences on every public page.
    short
        For a single figure.
    status
        For a column of statuses, after "published figures and assumptions".
    note
        For the foot of a table.
    method
        For a page of methods.
    plain
        For families.
    """

    statement: str
    short: str
    status: str
    note: str
    method: str
    plain: str


def _shared_out(by: str) -> Basis:
    return Basis(
        statement=f"District figures are shared out by {by}. They are not counts of "
        "children with plans in this district.",
        short=f"Shared out by {by}",
        status="shared out, not counted",
        note=f"Estimates: published figures, shared out to districts by {by}, and "
        "working assumptions.",
        method="No source counts plans by home district. Children are shared out to "
        f"districts by {by}.",
        plain="These numbers are our best guess. We took the number for the whole "
        "county. We shared it out by where children live. We did not count the "
        "children in each area.",
    )


BY_DEPRIVATION = _shared_out("population and deprivation")
BY_POPULATION = _shared_out("population")
COUNTED = Basis(
    statement="District figures come from children with plans counted by the council, "
    "scaled to published totals. Later years, and children who wait for a place, are "
    "estimates.",
    short="Counted by the council, scaled to published totals",
    status="homes of the base year counted by the council",
    note="Estimates: published figures, divided among districts as children with "
    "plans were counted by the council, and working assumptions.",
    method="Children with plans are counted by the council by where they live. "
    "Published totals are divided as that count is, and later years follow the "
    "children of each district.",
    plain="These numbers are our best guess. We counted the children who have a plan "
    "in each area. We then made a guess of what comes next.",
)
SHARED_OUT = BY_DEPRIVATION.statement


def basis(case: Case) -> Basis:
    """Say how the district figures of a case come about."""
    if len(case.placements):
        return COUNTED
    known = case.demand_points["imd_decile"].notna().any()
    return BY_DEPRIVATION if known else BY_POPULATION


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
    a line from decile 1 to decile 10 (``deprivation_gradient``; not known weighs 1).

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
    decile = points["imd_decile"].astype(float).fillna(10.0)
    deprived = 1 + (gradient - 1) * (10 - decile) / 9
    begins = shape_year(case)
    people = children(case, sorted({begins, *years}))
    frames = {}
    for phase in PHASES:
        band = points[BAND_OF_PHASE[phase.name]].sum(axis=1) * deprived
        ages = people.index.get_level_values("age").isin(phase.ages)
        by_district = people[ages].groupby(level="district").sum()
        growth = by_district[years].div(by_district[begins], axis=0)
        weights = growth.loc[points["district"]].mul(band.to_numpy(), axis=0)
        by_zone = weights.groupby(points["zone"].to_numpy()).sum()
        frames[phase.name] = by_zone / by_zone.sum()
    shares = pd.concat(frames, names=["phase", "zone"])
    return shares.swaplevel().sort_index()
