"""Equality evidence: what is known of whom the options reach, and what is not."""

import math
from collections.abc import Mapping

import pandas as pd

from capital_planner.mapspec import academic_year
from capital_planner.papers.columns import DISTRICT, MEASURES
from capital_planner.papers.document import (
    Column,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.atlas import GROUP
from capital_planner.papers.sections.schemes_here import (
    SchemeRow,
    schemes_of,
    unsettled,
)
from capital_planner.papers.telling import (
    EVERYONE,
    NOTHING,
    Group,
    blank,
    by_need_and_phase,
    figure,
    frame,
    known,
    listed,
    named,
    notes,
    share,
)

MOST_DEPRIVED = 3
"""Tenths of small areas, the most deprived first, that are counted together."""
AGES = ["pop_0_4", "pop_5_10", "pop_11_15"]
WHOLE = "All districts"
DEPRIVED = Column(
    "in_most_deprived_areas", "Children in the most deprived areas", "share", "share",
    "Children aged 0 to 15 who live in the three most deprived tenths of small areas "
    "in England, of all of that age.")  # fmt: skip
NOT_HELD = ("No: nothing was imported", "not known")
HELD: Mapping[str, tuple[str, str]] = {
    "Age": ("Yes, by phase", "published plans by age"),
    "Disability": ("Yes, by need: every child here has an EHC plan",
                   "published plans by need"),
    "Deprivation": ("Yes, by where children live", ("small areas and their tenth of "
                    "the Index of Multiple Deprivation 2019")),
    "Rural or urban": NOT_HELD,
    "Sex": NOT_HELD,
    "Race or ethnic group": NOT_HELD,
    "Religion or belief": NOT_HELD,
    "Other protected characteristics": NOT_HELD,
}  # fmt: skip
"""What an assessment asks about, whether the case holds it, and its source."""


def section(facts: Facts) -> Section:
    """Say what was imported, whom the chosen option reaches, and what is not known."""
    return Section(
        "equality",
        "Equality evidence",
        (
            Paragraph(_finding(facts), strong=True),
            Paragraph(
                "This is evidence for an equality impact assessment, not the "
                "assessment. What was not imported is said to be not known: it is not "
                "guessed."
            ),
            _imported(facts),
            Heading("Where places are added"),
            *_added(facts),
            _districts(facts),
            _groups(facts),
        ),
    )


def deprived(facts: Facts) -> pd.Series:
    """Share of children in the three most deprived tenths of small areas, by district.

    Of children aged 0 to 15 at the population estimate, in areas whose tenth is
    known. The row ``WHOLE`` is of all districts; NaN where nothing is known.
    """
    points = facts.case.demand_points
    areas = facts.case.areas.set_index("area_code")["name"]
    decile = points["imd_decile"].astype(float)
    children = points[AGES].sum(axis=1).astype(float).where(decile.notna(), 0.0)
    poor = children.where(decile <= MOST_DEPRIVED, 0.0)
    names = points["area_code"].map(areas.to_dict())
    inside = names.isin(known(facts, "district"))
    both = pd.DataFrame({"poor": poor, "all": children})[inside]
    found = both.groupby(names[inside]).sum()
    found.loc[WHOLE] = found.sum()
    shares: pd.Series = found["poor"] / found["all"]
    return shares


def _finding(facts: Facts) -> str:
    poor = deprived(facts)
    by_district = poor.drop(WHOLE).dropna()
    most = str(by_district.idxmax()) if len(by_district) else ""
    if not most:
        return (
            "Age and need are known; deprivation by where children live, rural or "
            "urban, sex, ethnic group and religion are not."
        )
    return (
        f"{poor[WHOLE]:.0%} of children live in the most deprived areas, most of all "
        f"in {most} ({by_district[most]:.0%}). Deprivation, age and need are known; "
        "rural or urban, sex, ethnic group and religion are not."
    )


def _imported(facts: Facts) -> Table:
    points = facts.case.demand_points
    unknown = {} if points["imd_decile"].notna().any() else {"Deprivation": NOT_HELD}
    columns = (
        Column("characteristic", "Characteristic", "text", "", "What is asked about."),
        Column("held", "In the case", "text", "", "Whether the case holds it."),
        Column("source", "Source", "text", "", "Where it comes from."),
    )
    rows = [
        {"characteristic": name, "held": held, "source": source}
        for name, (held, source) in {**HELD, **unknown}.items()
    ]
    names = [column.name for column in columns]
    return Table("equality_held", "What was imported", columns, frame(rows, names))


def _added(facts: Facts) -> list[Paragraph | Points]:
    """Say by district where the chosen option adds places."""
    schemes = schemes_of(facts)
    name = named(facts.option(facts.chosen))
    if not schemes:
        return [Paragraph(f"With {name} no places are added.")]
    settled: dict[str, list[SchemeRow]] = {}
    for scheme in schemes:
        if len(scheme.districts) == 1:
            settled.setdefault(scheme.districts[0], []).append(scheme)
    items = [
        f"{district} ({sum(row.places for row in rows):,})"
        for district, rows in sorted(settled.items())
    ]
    told = f"With {name}, and with what is being built, places are added when full in "
    told = f"{told}{listed(items)}." if items else ""
    none = [d for d in known(facts, "district") if d not in settled]
    last = f"In {listed(none)} no scheme is known to add places." if none else ""
    said: list[Paragraph | Points] = [Paragraph(text) for text in (told, last) if text]
    perhaps = unsettled(schemes)
    return [*said, Points(perhaps)] if perhaps else said


def _seen(facts: Facts) -> list[tuple[str, str]]:
    """Key and name of do nothing and of the chosen option, once each."""
    keys = dict.fromkeys((NOTHING, facts.chosen))
    return [(key, facts.option(key).name) for key in keys]


def _districts(facts: Facts) -> Table:
    """Deprivation and, under both options, who has a place, near home."""
    year, poor = facts.last_year, deprived(facts)
    shares = {
        "in_state": ("In a state place", "in a state place"),
        "own_district": ("In own district", "with a state place in their own district"),
        "long_journey": ("Long journey", "with a long journey"),
    }
    columns = [DISTRICT, DEPRIVED, MEASURES["demand"]]
    columns += [
        Column(f"{measure}_share_{key}", f"{title}, {name}", "share", "share",
               f"Of the children who need a place: share {words}.")
        for measure, (title, words) in shares.items()
        for key, name in _seen(facts)
    ]  # fmt: skip
    groups = [(name, Group(name)) for name in known(facts, "district")]
    rows = []
    for name, who in [*groups, (WHOLE, EVERYONE)]:
        children = figure(facts, facts.chosen, "demand", year, who)
        values = [name, poor.get(name, math.nan), children]
        values += [
            share(figure(facts, key, measure, year, who), children)
            for measure in shares
            for key, _ in _seen(facts)
        ]
        rows.append(dict(zip([c.name for c in columns], values, strict=True)))
    return Table(
        key="equality_districts",
        title=f"Districts, {academic_year(year)}",
        columns=tuple(columns),
        rows=frame(rows, [column.name for column in columns]),
        blank=blank(facts),
        notes=notes(
            facts,
            "Shares are of the figures shown, and left out for fewer than 20 children.",
            "Deprivation: derived, children of mid-2020, Index of Multiple Deprivation "
            "2019. Rural or urban: not known.",
        ),
    )


def _measures(facts: Facts) -> list[str]:
    """Leave places still needed out where none is, of any need or phase."""
    needed = [
        figure(facts, key, "still_needed", facts.last_year, who)
        for key, _ in _seen(facts)
        for _, who in by_need_and_phase(facts)
    ]
    some = ["still_needed"] if any(needed) else []
    return [*some, "independent", "long_journey"]


def _groups(facts: Facts) -> Table:
    """Places still needed and long journeys by need and phase, both options."""
    year = facts.last_year
    seen = [
        (measure, key, f"{MEASURES[measure].title}, {name}")
        for measure in _measures(facts)
        for key, name in _seen(facts)
    ]
    columns = [GROUP, MEASURES["demand"]]
    columns += [
        Column(
            f"{MEASURES[m].name}_{key}", title, "whole", "children", MEASURES[m].says
        )
        for m, key, title in seen
    ]
    rows = []
    for name, who in by_need_and_phase(facts):
        values = [name, figure(facts, facts.chosen, "demand", year, who)]
        values += [figure(facts, key, m, year, who) for m, key, _ in seen]
        rows.append(dict(zip([c.name for c in columns], values, strict=True)))
    return Table(
        key="equality_groups",
        title=f"By need and phase, {academic_year(year)}",
        columns=tuple(columns),
        rows=frame(rows, [column.name for column in columns]),
        blank=blank(facts),
        notes=notes(facts),
    )
