"""The map of an event: large marks and few words, all of them plain."""

from collections.abc import Iterable
from dataclasses import replace

from capital_planner.engagement.event import Event, Position
from capital_planner.engagement.plain_words import MAP_CAPTION, ROWS, figure_words
from capital_planner.mapspec import (
    Area,
    Land,
    LegendEntry,
    MapChoice,
    MapSpec,
    Symbol,
    academic_year,
    sufficiency_map,
)

STANDING = {
    "existing": "Open now",
    "approved": "Agreed",
    "proposed": "An idea",
}
"""What each kind of mark is called."""
KINDS = {"special": "Special school", "base": "Base", "post_19": "Ages 19 and up"}
"""What each shape of a mark is called."""
PAPER, INK = "#FFFFFF", "#0B0C0C"
MARK_PT = 10.0
NO_SCHOOL = ", no school yet"


def event_map(event: Event, at: Position, ground: Land) -> MapSpec:
    """Map where children need a place, and what the option opens by a year.

    Always for the public, and in words for families.
    """
    option = event.options[at.option]
    worked = event.worked[option.key, at.future]
    spec = sufficiency_map(
        worked.scenario,
        worked.measures,
        choice=MapChoice(year=at.year, audience="public", option=option.name),
        ground=ground,
        plan=worked.plan,
    )
    words = replace(
        spec.furniture,
        title=option.name,
        subtitle=academic_year(at.year),
        description=f"{option.name}, {academic_year(at.year)}. {MAP_CAPTION}",
    )
    return replace(
        spec,
        areas=tuple(_area(area, event, at) for area in spec.areas),
        lines=tuple(replace(line, label="Edge of the county") for line in spec.lines),
        symbols=tuple(_symbol(symbol) for symbol in spec.symbols),
        legend=_legend(spec),
        tables=(),
        furniture=words,
    )


def _legend(spec: MapSpec) -> tuple[LegendEntry, ...]:
    """Say colours and marks in the words of the screen, for a map that is printed."""
    colours = [entry for entry in spec.legend if entry.kind in ("class", "held_back")]
    told = [
        replace(
            entry,
            group=ROWS["demand"],
            text=entry.text if entry.kind == "class" else "Too few to show",
        )
        for entry in colours
    ]
    kinds = [[s for s in spec.symbols if s.standing == kind] for kind in STANDING]
    told += [
        LegendEntry(
            group="Schools and bases",
            kind="symbol",
            text=mark_words(marks),
            fill=marks[0].fill,
            edge=marks[0].edge,
            edge_pt=marks[0].edge_pt,
            diameter_pt=MARK_PT,
        )
        for marks in kinds
        if marks
    ]
    shapes = {symbol.kind: symbol.marker for symbol in spec.symbols}
    told += [
        LegendEntry("Shapes", "symbol", KINDS[kind], PAPER, INK, 0.8, marker, MARK_PT)
        for kind, marker in sorted(shapes.items(), reverse=True)
    ]
    return tuple(told)


def mark_words(marks: Iterable[Symbol]) -> str:
    """Say what marks of one kind are, and that none of them has a school yet."""
    told = list(marks)
    unsure = all(mark.standing == "proposed" and mark.dashed for mark in told)
    return f"{STANDING[told[0].standing]}{NO_SCHOOL if unsure else ''}"


def _area(area: Area, event: Event, at: Position) -> Area:
    if area.role != "district" or area.name not in event.areas:
        said = f"{area.name} is not in these plans."
        return replace(area, tooltip=said)
    children = figure_words(event, "demand", replace(at, area=area.name))
    said = f"{area.name}. Children who need a place: {children}."
    return replace(area, printed="", tooltip=said)


def _symbol(symbol: Symbol) -> Symbol:
    return replace(symbol, label="", tooltip=f"{symbol.name}. {mark_words([symbol])}.")
