"""Figures of a case that should agree, side by side, and what to do if they do not."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from capital_planner.case import Case
from capital_planner.demand.joint import NAMES_BY_NEED, PLACEMENT_GROUPS
from capital_planner.demand.projection import PHASE_OF_AGE, project
from capital_planner.demand.rates import stock_by_age
from capital_planner.provision import children_in_bases

NEAR = 0.02
"""Share of the larger figure that two figures may differ by and agree."""
FEW = 5
"""Children that two figures may differ by and agree."""
CHILD_BANDS = ["pop_0_4", "pop_5_10", "pop_11_15"]
CHILD_AGES = 16


@dataclass(frozen=True)
class Reconciled:
    """Two figures that should agree.

    Attributes
    ----------
    what
        What is compared.
    first, second
        The figures; ``first_name`` and ``second_name`` say which they are.
    remedy
        What to do where they differ.
    """

    what: str
    first_name: str
    first: float
    second_name: str
    second: float
    remedy: str

    @property
    def difference(self) -> float:
        """Second figure less the first."""
        return self.second - self.first

    @property
    def agrees(self) -> bool:
        """Whether the figures are as near as sources of different dates come."""
        larger = max(abs(self.first), abs(self.second))
        return abs(self.difference) <= max(NEAR * larger, FEW)


def reconcile(case: Case) -> list[Reconciled]:
    """Compare the sources of a case with one another.

    Returns
    -------
    list of Reconciled
        Children by count, by kind of placement, by school, by place where they
        live; a comparison whose table the case lacks is left out.
    """
    return [
        *_totals(case),
        *_placements_by_need(case),
        _special_rolls(case),
        *_base_places(case),
        *_independent_rolls(case),
        *_homes(case),
        *_counted(case),
        *_forecast(case),
    ]


def _count_year(case: Case) -> int:
    return int(case.authority["base_year"].iloc[0]) + 1


def _by_placement(case: Case) -> pd.Series:
    """Plans at the base year's count by placement, as the published table names it."""
    table = case.plans_by_placement
    rows = table[table["year"] == _count_year(case)]
    counts: pd.Series = rows.set_index("placement")["plans"].astype(float)
    return counts


def _in_group(counts: pd.Series, group: str) -> float:
    return float(counts.reindex(list(PLACEMENT_GROUPS[group])).fillna(0.0).sum())


def _totals(case: Case) -> Iterator[Reconciled]:
    """All plans, as each published table adds up to them."""
    every = float(_by_placement(case).get("ehcplans", 0.0))
    by_need = case.plans_by_age_and_need["plans"].sum()
    remedy = (
        "Suppressed counts are left out of the table with less; take both from one "
        "release."
    )
    for name, total in (
        ("by age and placement", stock_by_age(case, _count_year(case)).sum()),
        ("by age and need", by_need),
    ):
        what = f"EHC plans {name}"
        yield Reconciled(what, "published total", every, name, float(total), remedy)


def _placements_by_need(case: Case) -> Iterator[Reconciled]:
    """Plans of each kind of placement, by need and in all."""
    counts, table = _by_placement(case), case.plans_by_need_and_placement
    columns = {name.casefold(): column for name, column in NAMES_BY_NEED.items()}
    placement = table["placement"].str.casefold().map(columns)
    by_need = table.groupby(placement)["plans"].sum().astype(float)
    for group in PLACEMENT_GROUPS:
        yield Reconciled(
            f"EHC plans, {group}",
            "by placement",
            _in_group(counts, group),
            "sum of needs",
            _in_group(by_need, group),
            "Counts of few children are suppressed by need; take both from one "
            "release.",
        )


def _special_rolls(case: Case) -> Reconciled:
    border = case.assumptions.value("border_children")
    rolls = float(case.special_schools["roll"].sum())
    return Reconciled(
        "Children in state special schools",
        "plans of the authority",
        _in_group(_by_placement(case), "state special"),
        f"on roll here, and {border:,.0f} across the border",
        rolls + border,
        "Fewer on roll: more go across the border than border_children of the "
        "assumptions says, or a school is missing. More on roll: children of other "
        "authorities are among them.",
    )


def _base_places(case: Case) -> Iterator[Reconciled]:
    table = case.bases[case.bases["status"] == "open"]
    yield Reconciled(
        "Children in specialist bases",
        "plans in SEN units and resourced provision",
        children_in_bases(case),
        f"places of the {len(table)} open bases",
        float(table["places"].sum()),
        "Fewer places: bases are missing from bases.csv, or their places are too few. "
        "More places: some are empty, or filled by children without a plan.",
    )


def _independent_rolls(case: Case) -> Iterator[Reconciled]:
    table = case.independent_schools
    if table.empty:
        return
    yield Reconciled(
        "Children in independent and non-maintained schools",
        "plans of the authority",
        _in_group(_by_placement(case), "independent"),
        f"on roll of the {len(table)} schools here",
        float(table["roll"].fillna(0).sum()),
        "They need not agree: children go to such schools elsewhere, and those here "
        "take children of other authorities.",
    )


def _homes(case: Case) -> Iterator[Reconciled]:
    """Children of each district, in its small areas and in the estimate."""
    areas = case.areas[case.areas["role"] == "county"]
    points = case.demand_points
    of_points = points.groupby("area_code")[CHILD_BANDS].sum().sum(axis=1)
    young = case.population[case.population["age"] < CHILD_AGES]
    people = young.groupby("area_code")["persons"].sum()
    for code, name in zip(areas["area_code"], areas["name"], strict=True):
        yield Reconciled(
            f"Children aged 0 to 15 in {name}",
            "population estimate",
            float(people.get(code, 0)),
            "small areas",
            float(of_points.get(code, 0)),
            "Small areas are missing or in another district, or the two are of "
            "different years.",
        )


def _counted(case: Case) -> Iterator[Reconciled]:
    """Children counted by the council, beside the published total."""
    if case.placements.empty:
        return
    yield Reconciled(
        "EHC plans in all",
        "published total",
        float(_by_placement(case).get("ehcplans", 0.0)),
        "counted by the council",
        float(case.placements["plans"].sum()),
        "Check the date of the council's count, and what was left out of it.",
    )


def _forecast(case: Case) -> Iterator[Reconciled]:
    """Children who need a place in the central future, beside the council's return."""
    if case.scap_forecast.empty:
        return
    children = project(case, "central").children()
    phase = children.index.get_level_values("age").map(PHASE_OF_AGE)
    by_phase = children.groupby(phase).sum()
    rows = case.scap_forecast[case.scap_forecast["year"].isin(by_phase.columns)]
    columns = ("phase", "year", "children")
    for name, year, count in zip(*(rows[each] for each in columns), strict=True):
        yield Reconciled(
            f"Children who need a specialist place, {name}, {year}",
            "central future",
            float(by_phase[year][name]),
            "school capacity survey",
            float(count),
            "The survey counts children as the council did then; look at the three "
            "futures, and say which figure the paper rests on.",
        )
