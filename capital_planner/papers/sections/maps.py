"""Before and after: two maps of one legend, in words and as a table."""

from collections.abc import Sequence
from dataclasses import replace

from capital_planner.mapspec import MapSpec, academic_year, one_legend
from capital_planner.papers.columns import DISTRICT, MEASURES
from capital_planner.papers.document import Column, Paragraph, Picture, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.drawing import drawn
from capital_planner.papers.sections.schemes_here import places_added
from capital_planner.papers.telling import (
    EVERYONE,
    NOTHING,
    Group,
    blank,
    capital,
    counted,
    figure,
    frame,
    known,
    listed,
    named,
    notes,
)

WHOLE = "All districts"
MOST_NAMED = 3
DEEP_MM = 138.0
"""Of each map: a page has room for the words before, or the table after."""


def section(facts: Facts) -> Section:
    """Map the last year under do nothing and the chosen option, with a table."""
    said = _finding(facts)
    before, after = pair(facts)
    pictures = [_picture(facts, NOTHING, before)]
    if facts.chosen != NOTHING:
        pictures.append(_picture(facts, facts.chosen, after))
    return Section(
        "maps",
        "Maps: before and after",
        (
            Paragraph(said, strong=True),
            Paragraph(
                "Each district is coloured by its places less the children who live "
                "there and need one. Less than nothing means that there are fewer "
                "places than children. Children may learn in another district."
            ),
            *pictures,
            _table(facts),
        ),
    )


def pair(facts: Facts) -> tuple[MapSpec, MapSpec]:
    """Draw do nothing and of the chosen option, with one legend."""
    before, after = drawn(facts, NOTHING), drawn(facts, facts.chosen)
    legend = one_legend(before, after)
    return replace(before, legend=legend), replace(after, legend=legend)


def _picture(facts: Facts, key: str, spec: MapSpec) -> Picture:
    year, name = academic_year(facts.last_year), facts.option(key).name
    place = "before" if key == NOTHING else "after"
    caption = f"{name}, {year}: places less children who need one"
    said = f"{caption}. {_gaps(facts, key)} {_added(facts, key)}"
    return Picture(f"map_{place}", caption, said.strip(), spec, DEEP_MM)


def _finding(facts: Facts) -> str:
    """Say what the option does for children in the last year, and where gaps are."""
    first, *rest = [
        _compared(facts, "still_needed", ("place is", "places are"), "still needed"),
        _compared(
            facts, "independent", ("child is", "children are"), "in independent schools"
        ),
        _gaps(facts, facts.chosen),
    ]
    year, name = academic_year(facts.last_year), named(facts.option(facts.chosen))
    return f"In {year}, with {name}, {first} {' '.join(map(capital, rest))}"


def _compared(facts: Facts, column: str, noun: tuple[str, str], where: str) -> str:
    """Say a figure of the chosen option, and what it is if nothing is done."""
    then, now = (
        counted(facts, figure(facts, key, column, facts.last_year), *noun)
        for key in (NOTHING, facts.chosen)
    )
    if now == then:
        return f"{now} {where}."
    return f"{now} {where}; if nothing were done, {then}."


def _gaps(facts: Facts, key: str) -> str:
    """Name the districts with the largest gaps between children and places."""
    gaps = {
        district: figure(facts, key, "demand", facts.last_year, Group(district))
        - figure(facts, key, "places", facts.last_year, Group(district))
        for district in known(facts, "district")
    }
    short = {name: gap for name, gap in gaps.items() if gap > 0}
    if not short:
        return "In no district are there fewer places than children who live there."
    most = sorted(short, key=lambda name: (-short[name], name))[:MOST_NAMED]
    named = [f"{name} ({counted(facts, short[name], '', '').strip()})" for name in most]
    return (
        f"In {len(short)} of {len(gaps)} districts there are fewer places than "
        f"children who live there and need one. Largest gaps: {listed(named)}."
    )


def _added(facts: Facts, key: str) -> str:
    """Say where the chosen option adds places; nothing is added by doing nothing."""
    if key == NOTHING:
        return ""
    return places_added(facts)


def _table(facts: Facts) -> Table:
    """Table twin: children, places and places still needed, before and after."""
    keys = [NOTHING] if facts.chosen == NOTHING else [NOTHING, facts.chosen]
    seen = [("demand", NOTHING, "Children who need a place")]
    for measure in ("places", "still_needed"):
        seen += [
            (measure, key, f"{MEASURES[measure].title}, {facts.option(key).name}")
            for key in keys
        ]
    columns = [
        replace(MEASURES[m], name=_named(m, key), title=title) for m, key, title in seen
    ]
    groups = [(name, Group(name)) for name in known(facts, "district")]
    groups.append((WHOLE, EVERYONE))
    rows = [
        {DISTRICT.name: name}
        | {
            column.name: figure(facts, key, measure, facts.last_year, who)
            for column, (measure, key, _) in zip(columns, seen, strict=True)
        }
        for name, who in groups
    ]
    return Table(
        key="map_figures",
        title=f"Children and places by district, {academic_year(facts.last_year)}",
        columns=_all(columns),
        rows=frame(rows, [DISTRICT.name, *(column.name for column in columns)]),
        blank=blank(facts),
        notes=notes(facts),
    )


def _named(measure: str, key: str) -> str:
    name = MEASURES[measure].name
    return name if measure == "demand" else f"{name}_{key}"


def _all(columns: Sequence[Column]) -> tuple[Column, ...]:
    return (DISTRICT, *columns)
