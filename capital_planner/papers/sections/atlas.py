"""District atlas: a page a district, with its map, children, places and schemes."""

import math
from collections import Counter
from dataclasses import replace

from capital_planner.mapspec import MapSpec, academic_year
from capital_planner.papers.columns import (
    MEASURES,
    OPENING_YEAR,
    SCHEME,
    STAGE,
    STATUS,
)
from capital_planner.papers.document import (
    Block,
    Column,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.drawing import (
    district_map,
    drawn,
    without_unsettled,
)
from capital_planner.papers.sections.schemes_here import (
    SchemeRow,
    schemes_of,
    unsettled,
)
from capital_planner.papers.telling import (
    Group,
    blank,
    by_need_and_phase,
    capital,
    counted,
    figure,
    frame,
    known,
    listed,
    named,
    notes,
)

NOTHING = "do_nothing"
GROUP = Column("group", "Children", "text", "", "A need, a phase, or all of them.")
PLACES = Column(
    "places", "Places", "whole", "places", "Places when full; about, where a school "
    "has not agreed."
)  # fmt: skip
KINDS = {
    "special": ("special school", "special schools"),
    "base": ("specialist base", "specialist bases"),
    "post_19": ("post-19 setting", "post-19 settings"),
}
WHEN = Column("when", "When, and with which option", "text", "", "Year and option.")


def section(facts: Facts) -> tuple[Section, ...]:
    """Give a page a district, in the order of their names."""
    whole = without_unsettled(drawn(facts, facts.chosen))
    schemes = schemes_of(facts)
    return tuple(
        _page(facts, district, whole, schemes) for district in known(facts, "district")
    )


def _page(
    facts: Facts, district: str, whole: MapSpec, schemes: list[SchemeRow]
) -> Section:
    here = [scheme for scheme in schemes if scheme.districts == (district,)]
    perhaps = unsettled(row for row in schemes if district in row.districts)
    key = slug(district)
    blocks: list[Block] = [
        Paragraph(conclusion(facts, district), strong=True),
        _picture(facts, whole, district),
        _needs(facts, district),
        Paragraph(_schemes_said(facts, district, here)),
    ]
    if here:
        blocks.append(_schemes(here, key, district))
    if perhaps:
        blocks.append(Points(perhaps))
    blocks.append(_journeys(facts, district))
    return Section(f"district_{key}", f"{district}: children and places", tuple(blocks))


def slug(name: str) -> str:
    """Write the name of a district as part of a key."""
    return "".join(c if c.isalnum() else "_" for c in name.lower())


def conclusion(facts: Facts, district: str) -> str:
    """Say in plain words what the chosen option means for a district."""
    option, year, who = facts.option(facts.chosen), facts.last_year, Group(district)

    def count(column: str, *noun: str, of: str = facts.chosen) -> str:
        return counted(facts, figure(facts, of, column, year, who), *noun)

    said = [
        (
            f"In {academic_year(year)}, {count('demand')} who live in {district} are "
            "likely to need a specialist place."
        ),
        (
            f"With {named(option)} there are {count('places', 'place', 'places')} "
            f"in {district}{_change(facts, district)}."
        ),
        (
            f"{capital(count('still_needed', 'place is', 'places are'))} still needed"
            f" for children who live here, and {count('independent')} are in "
            "independent schools."
        ),
        (
            f"{capital(count('long_journey', 'child has', 'children have'))} a long "
            "journey."
        ),
    ]
    return " ".join(said)


def _change(facts: Facts, district: str) -> str:
    """Say how many more places there are than if nothing were done."""
    if facts.chosen == NOTHING:
        return ""
    who, year = Group(district), facts.last_year
    now, then = (
        figure(facts, key, "places", year, who) for key in (facts.chosen, NOTHING)
    )
    more = now - then
    if math.isnan(more):
        return ""
    if abs(more) < 1:
        return ", as many as if nothing were done"
    word = "more" if more > 0 else "fewer"
    return f", {counted(facts, abs(more), word, word)} than if nothing were done"


def _picture(facts: Facts, whole: MapSpec, district: str) -> Picture:
    option = facts.option(facts.chosen)
    caption = f"{district} in {academic_year(facts.last_year)}: {option.name}"
    spec = district_map(whole, district)
    said = f"{caption}. {_drawn(spec, district)}"
    furniture = replace(spec.furniture, title=caption, description=said)
    spec = replace(spec, furniture=furniture)
    return Picture(f"map_{slug(district)}", caption, said, spec)


def _drawn(spec: MapSpec, district: str) -> str:
    """Put what is drawn in a district in words."""
    here = [symbol for symbol in spec.symbols if symbol.district == district]
    kinds = Counter(symbol.kind for symbol in here if symbol.standing == "existing")
    opened = [
        f"{count} {one if count == 1 else many}"
        for kind, (one, many) in KINDS.items()
        if (count := kinds[kind])
    ]
    planned = sum(symbol.places for symbol in here if symbol.standing != "existing")
    return (
        f"Open now: {listed(opened) or 'no special school or base known'}. Planned: "
        f"{f'{planned:,} places' if planned else 'nothing that is known to be here'}."
    )


def _needs(facts: Facts, district: str) -> Table:
    """Give children and places by need and by phase, now and in the last year."""
    now, then = facts.scenario.base_year, facts.last_year
    seen = [
        ("demand", now, NOTHING, ""),
        ("places", now, NOTHING, ""),
        ("demand", then, NOTHING, ""),
        ("places", then, NOTHING, "Do nothing"),
        ("places", then, facts.chosen, facts.option(facts.chosen).name),
        ("still_needed", then, NOTHING, "Do nothing"),
        ("still_needed", then, facts.chosen, facts.option(facts.chosen).name),
    ]
    seen = list(dict.fromkeys(seen))
    columns = [_named(*item) for item in seen]
    rows = [
        {GROUP.name: name}
        | {
            column.name: figure(facts, key, measure, year, who)
            for column, (measure, year, key, _) in zip(columns, seen, strict=True)
        }
        for name, who in by_need_and_phase(facts, district)
    ]
    return Table(
        key=f"needs_{slug(district)}",
        title=f"Children who need a place, and places, in {district}",
        columns=(GROUP, *columns),
        rows=frame(rows, [GROUP.name, *(column.name for column in columns)]),
        blank=blank(facts),
        notes=notes(
            facts,
            "Children are those who live here; places are those here. The places of a "
            "school are divided among needs and ages by the children in it, so one "
            "need can have fewer as another has more.",
        ),
    )


def _named(measure: str, year: int, key: str, option: str) -> Column:
    """Name a measure with its year and option."""
    column = MEASURES[measure]
    short = {"demand": "Children", "places": "Places"}.get(measure, column.title)
    title = ", ".join(part for part in (short, academic_year(year), option) if part)
    own = f"_{key}" if option else ""
    return replace(column, name=f"{column.name}_{year}{own}", title=title)


def _schemes_said(facts: Facts, district: str, here: list[SchemeRow]) -> str:
    option = capital(named(facts.option(facts.chosen)))
    if not here:
        return f"{option} has no scheme that is known to be in {district}."
    places = sum(scheme.places for scheme in here)
    count = "1 scheme" if len(here) == 1 else f"{len(here)} schemes"
    return f"{option} has {count} in {district}, with {places:,} places when full."


def _schemes(here: list[SchemeRow], key: str, district: str) -> Table:
    columns = (SCHEME, PLACES, OPENING_YEAR, STAGE, STATUS)
    rows = [
        {
            SCHEME.name: scheme.name,
            PLACES.name: scheme.places,
            OPENING_YEAR.name: scheme.opening_year,
            STAGE.name: scheme.stage,
            STATUS.name: scheme.status,
        }
        for scheme in here
    ]
    return Table(
        key=f"schemes_{key}",
        title=f"Schemes in {district}",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
        notes=("Status is of the size and cost. Some places open later than others.",),
    )


def _journeys(facts: Facts, district: str) -> Table:
    """Say where children of a district learn, and how many travel far."""
    option, who = facts.option(facts.chosen), Group(district)
    now, then = facts.scenario.base_year, facts.last_year
    times = [(f"{academic_year(now)}", NOTHING, now)]
    times.append(
        (f"{academic_year(then)}, {facts.option(NOTHING).name}", NOTHING, then)
    )
    if facts.chosen != NOTHING:
        name = f"{academic_year(then)}, {option.name}"
        times.append((name, facts.chosen, then))
    measures = ("demand", "own_district", "independent", "long_journey")
    rows = [
        {WHEN.name: name}
        | {MEASURES[m].name: figure(facts, key, m, year, who) for m in measures}
        for name, key, year in times
    ]
    columns = (WHEN, *(MEASURES[measure] for measure in measures))
    return Table(
        key=f"journeys_{slug(district)}",
        title=f"Where children who live in {district} learn",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
        blank=blank(facts),
        notes=notes(facts, "A long journey is one of more than 45 minutes in primary, "
        "or 75 after, with others on the bus."),
    )  # fmt: skip
