"""What an event prints: a leaflet an area, an Easy Read one, and what was said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from capital_planner.disclosure import ATTRIBUTION, NOBODY_MOVES, OPTION
from capital_planner.engagement import plain_words as words
from capital_planner.engagement.event import Event, Position, freeze
from capital_planner.engagement.heard import REACTIONS, Row
from capital_planner.engagement.plain_map import event_map
from capital_planner.mapspec import Land, Line, MapSpec, academic_year
from capital_planner.mapspec.choice import MapChoice
from capital_planner.mapspec.district_map import stamp
from capital_planner.papers import (
    Block,
    Column,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
)
from capital_planner.settings import FUTURES

TELL_US = "Tell us what you think"
LARGE_PT = 16.0
LEAFLET_PT = 11.0
ROUND, ROUND_PT = "#801650", 4.5
"""Colour and width of the line round the area of a leaflet."""
EASY_READ = "Easy Read"
SAID = (
    Column("area", "Area", "text", "", "Where the people who said it live."),
    Column("option", "Option", "text", "", "The option that it was said about."),
    Column("said", "What people said", "text", "", "A fixed answer, or a note."),
    Column(
        "count",
        "How many",
        "text",
        "",
        "People who gave the answer; fewer than 5 are counted with the county.",
    ),
    Column("did", "What we did", "text", "", "Written by an officer."),
)


def leaflet(facts: Facts, area: str, ground: Land | None = None) -> Paper:
    """Write the leaflet of an area: now, and in the last year under each option.

    It is for the public, whatever the facts are for.

    Parameters
    ----------
    area
        Name of a district; empty for the whole authority.
    ground
        Draws the map of the option that is chosen; None leaves it out.

    Raises
    ------
    ValueError
        If there is no such area.
    """
    event = _event(facts, area)
    name, last = event.called(area), event.years[-1]
    table = _options_table(event, area)
    chosen = event.position_of(facts.chosen)
    here = Position(chosen, event.futures[0], event.now, area)
    blocks: list[Block] = [
        Paragraph(OPTION, strong=True),
        Paragraph(words.ABOUT),
        Heading(f"{name} now"),
        Points(words.area_sentences(event, here)),
        Heading(f"What could change by {academic_year(last)}"),
        table,
        *_picture(event, here, ground),
        Heading("What is in each option"),
        Points(tuple(_in_one(event, n) for n in range(len(event.options)))),
        Heading("Will my child have to move?"),
        Paragraph(NOBODY_MOVES),
        Heading(TELL_US),
        Points(REACTIONS),
    ]
    title = f"School places in {name}"
    return _paper(facts, "leaflet", title, (Section("leaflet", title, tuple(blocks)),))


def easy_read(facts: Facts, area: str) -> Paper:
    """Write the Easy Read leaflet of an area: one idea a line.

    Raises
    ------
    ValueError
        If there is no such area.
    """
    event = _event(facts, area)
    name, last = event.called(area), event.years[-1]
    chosen = Position(
        event.position_of(facts.chosen), event.futures[0], event.now, area
    )
    then = Position(chosen.option, chosen.future, last, area)
    parts: list[tuple[str, tuple[str, ...]]] = [
        ("What is this about?", _lines(words.ABOUT)),
        (f"{name} now", words.area_sentences(event, chosen)),
        *_ideas(event),
        (
            f"{name} in {academic_year(last)}",
            (
                _called(event.options[chosen.option].name),
                *words.area_sentences(event, then),
            ),
        ),
        ("Will my child have to move?", _lines(f"No. {NOBODY_MOVES}")),
        (
            "The numbers",
            _lines(
                f"{facts.scenario.basis.plain} {words.INDEPENDENT} "
                f"{words.long_trip(event)}"
            ),
        ),
        (TELL_US, tuple(f"You can say: {said}." for said in REACTIONS)),
    ]
    blocks: list[Block] = []
    for title, lines in parts:
        blocks += [Heading(title), Points(lines)]
    title = f"School places in {name}"
    return _paper(facts, "easy_read", title, (Section("easy", title, tuple(blocks)),))


def you_said(rows: Iterable[Row], did: Mapping[tuple[str, str, str], str]) -> Table:
    """Put what people said beside what an officer says was done about it.

    Parameters
    ----------
    did
        By :attr:`capital_planner.engagement.Row.key`.
    """
    told = [
        (row.area, row.option, row.said, row.count, did.get(row.key, ""))
        for row in rows
    ]
    names = [column.name for column in SAID]
    return Table(
        "you_said_we_did",
        "You said, we did",
        SAID,
        pd.DataFrame(told, columns=names, dtype=object),
        blank="",
    )


def _event(facts: Facts, area: str) -> Event:
    future = next(item for item in FUTURES if item == facts.scenario.future)
    event = freeze({future: facts.options})
    if area and area not in event.areas:
        msg = f"{area} is none of {list(event.areas)}"
        raise ValueError(msg)
    return event


def _paper(facts: Facts, key: str, title: str, sections: tuple[Section, ...]) -> Paper:
    choice = MapChoice(year=facts.last_year, option="", stamp=facts.made.on)
    return Paper(
        key=key,
        title=title,
        subtitle=EASY_READ if key == "easy_read" else words.WELCOME,
        audience="public",
        marking="",
        lines=(*words.FIXED, facts.scenario.basis.plain),
        attribution=ATTRIBUTION,
        stamp=stamp(facts.scenario, choice),
        sections=sections,
        bound=False,
        type_pt=LARGE_PT if key == "easy_read" else LEAFLET_PT,
    )


def _options_table(event: Event, area: str) -> Table:
    columns = ("places", "independent", "still_needed", "long_journey")
    rows = [
        (option.name, *(event.figure(column, at) for column in columns))
        for n, option in enumerate(event.options)
        for at in [Position(n, event.futures[0], event.years[-1], area)]
    ]
    year = academic_year(event.years[-1])
    titled = [
        Column(name, words.ROWS[name], "whole", "", f"About so many in {year}.")
        for name in columns
    ]
    named = Column("option", "Option", "text", "", "What the option is called.")
    notes = [words.INDEPENDENT, words.long_trip(event)]
    if event.leaves_out:
        notes.append(words.LEFT_OUT)
    return Table(
        "area_options",
        f"{event.called(area)} in {year}: about how many",
        (named, *titled),
        pd.DataFrame(rows, columns=["option", *columns]),
        blank=words.TOO_FEW,
        notes=tuple(notes),
    )


def _picture(event: Event, at: Position, ground: Land | None) -> list[Block]:
    if ground is None:
        return []
    there = Position(at.option, at.future, event.years[-1], at.area)
    spec = _outlined(event_map(event, there, ground), at.area)
    said = spec.furniture.description
    caption = words.MAP_CAPTION
    if at.area:
        caption = f"{caption} The thick line is round {at.area}."
    return [Picture("leaflet_map", caption, said, spec)]


def _outlined(spec: MapSpec, area: str) -> MapSpec:
    """Draw a thick line round an area."""
    rings = [ring for one in spec.areas if one.name == area for ring in one.rings]
    lines = [Line(ring, ROUND, ROUND_PT, area) for ring in rings]
    return replace(spec, lines=(*spec.lines, *lines))


def _in_one(event: Event, option: int) -> str:
    told = event.options[option]
    return f"{told.name}: {' '.join(words.option_sentences(told))}"


def _ideas(event: Event) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (f"An idea: {option.name}", _lines(" ".join(words.option_sentences(option))))
        for option in event.options
    ]


def _called(option: str) -> str:
    """Say which option figures are of, its name apart from the words."""
    return (
        f"This is with the idea called \N{LEFT SINGLE QUOTATION MARK}{option}"
        "\N{RIGHT SINGLE QUOTATION MARK}."
    )


def _lines(text: str) -> tuple[str, ...]:
    """One sentence a line."""
    return tuple(f"{part.rstrip('.')}." for part in text.split(". ") if part)
