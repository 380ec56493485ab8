"""District atlas: a page a district, with its map, children, places and schemes."""

from dataclasses import replace

from capital_planner.disclosure import left_out
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
from capital_planner.papers.sections.district_words import (
    READING,
    conclusion,
    in_words,
)
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
    NOTHING,
    Group,
    blank,
    by_need_and_phase,
    capital,
    figure,
    frame,
    known,
    named,
    notes,
)
from capital_planner.sufficiency import Measures

WORKING = "working assumption"
GROUP = Column("group", "Children", "text", "", "A need, a phase, or all of them.")
PLACES = Column(
    "places", "Places", "whole", "places", "Places when full; about, where a school "
    "has not agreed."
)  # fmt: skip
WHEN = Column("when", "When, and with which option", "text", "", "Year and option.")
DEEPEST_MM, LEAST_MM, SCHEME_MM, LINES_MM = 87.0, 57.0, 5.4, 11.0
"""Of a district's map: its page has room for its tables too, of so many schemes."""


def section(facts: Facts) -> tuple[Section, ...]:
    """Give a page a district, in the order of their names."""
    whole = without_unsettled(drawn(facts, facts.chosen))
    schemes = schemes_of(facts)
    pages = [
        _page(facts, district, whole, schemes) for district in known(facts, "district")
    ]
    return (_how_to_read(facts), *pages)


def _how_to_read(facts: Facts) -> Section:
    """Say once what the figures of every page are."""
    return Section(
        "districts",
        "District atlas: how to read the pages",
        (
            Paragraph(
                f"Each page is of one district. It says what "
                f"{named(facts.option(facts.chosen))} means for children who live "
                "there, what is open, and what is planned.",
                strong=True,
            ),
            Points(notes(facts, *READING)),
        ),
    )


def _page(
    facts: Facts, district: str, whole: MapSpec, schemes: list[SchemeRow]
) -> Section:
    here = [scheme for scheme in schemes if scheme.districts == (district,)]
    perhaps = unsettled(row for row in schemes if district in row.districts)
    left = left_out(facts.audience, *_measures(facts))
    key = slug(district)
    blocks: list[Block] = [
        Paragraph(conclusion(facts, district), strong=True),
        _picture(facts, whole, district, _deep(len(here), len(perhaps) + len(left))),
        _needs(facts, district),
    ]
    if here:
        blocks.append(_schemes(here, key, district))
    else:
        blocks.append(Paragraph(_none_here(facts, district)))
    if perhaps:
        blocks.append(Points(perhaps))
    blocks.append(_journeys(facts, district))
    title = f"{district}: children and places"
    return Section(f"district_{key}", title, tuple(blocks), one_page=True)


def slug(name: str) -> str:
    """Write the name of a district as part of a key."""
    return "".join(c if c.isalnum() else "_" for c in name.lower())


def _deep(schemes: int, said: int) -> float:
    """Height of the map that leaves room for a row a scheme, and for what is said."""
    deep = DEEPEST_MM - SCHEME_MM * schemes - LINES_MM * said
    return max(deep, LEAST_MM)


def _picture(facts: Facts, whole: MapSpec, district: str, deep: float) -> Picture:
    option = facts.option(facts.chosen)
    caption = f"{district} in {academic_year(facts.last_year)}: {option.name}"
    spec = district_map(facts, whole, district)
    said = f"{caption}. {in_words(spec, district)}"
    furniture = replace(spec.furniture, title=caption, description=said)
    spec = replace(spec, furniture=furniture)
    return Picture(f"map_{slug(district)}", caption, said, spec, deep)


def _needs(facts: Facts, district: str) -> Table:
    """Give children and places by need and by phase, now and in the last year."""
    now, then = facts.scenario.base_year, facts.last_year
    seen = [
        ("demand", now, NOTHING, ""),
        ("places", now, NOTHING, ""),
        ("demand", then, NOTHING, ""),
        ("places", then, NOTHING, "Do nothing"),
        ("places", then, facts.chosen, facts.option(facts.chosen).name),
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
        title=f"Children who need a place, and places, in {district}: "
        f"{academic_year(now)}, and {academic_year(then)} with each option",
        columns=(GROUP, *columns),
        rows=frame(rows, [GROUP.name, *(column.name for column in columns)]),
        blank=blank(facts),
        notes=left_out(facts.audience, *_measures(facts)),
    )


def _measures(facts: Facts) -> list[Measures]:
    return [option.measures for option in facts.options]


def _named(measure: str, year: int, key: str, option: str) -> Column:
    """Name a measure with its year and option."""
    column = MEASURES[measure]
    short = {"demand": "Children", "places": "Places"}.get(measure, column.title)
    title = f"{short}, {option or academic_year(year)}"
    own = f"_{key}" if option else ""
    return replace(column, name=f"{column.name}_{year}{own}", title=title)


def _none_here(facts: Facts, district: str) -> str:
    option = capital(named(facts.option(facts.chosen)))
    return f"{option} has no scheme that is known to be in {district}."


def _schemes(here: list[SchemeRow], key: str, district: str) -> Table:
    working = all(scheme.status == WORKING for scheme in here)
    columns = (SCHEME, PLACES, OPENING_YEAR, STAGE, *(() if working else (STATUS,)))
    rows = [
        {
            SCHEME.name: scheme.name.removesuffix(f" in {district}"),
            PLACES.name: scheme.places,
            OPENING_YEAR.name: scheme.opening_year,
            STAGE.name: scheme.stage,
            STATUS.name: scheme.status,
        }
        for scheme in here
    ]
    places = sum(scheme.places for scheme in here)
    return Table(
        key=f"schemes_{key}",
        title=f"Schemes in {district}, those being built too: {places:,} places when "
        "full",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
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
    measures = ("own_district", "independent", "long_journey")
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
    )
