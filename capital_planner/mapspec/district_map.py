"""The map of children who need a place, or of sufficiency, under a plan."""

import math
from collections.abc import Sequence

from capital_planner.disclosure import ATTRIBUTION, CONSULTATION, left_out, public_lines
from capital_planner.mapspec import story, tables
from capital_planner.mapspec.choice import MapChoice
from capital_planner.mapspec.classes import HELD_BACK_FILL
from capital_planner.mapspec.figures import (
    classes_of,
    district_figures,
    paint_areas,
)
from capital_planner.mapspec.layout import (
    metres_per_point,
    name_points,
    neighbour_points,
    stand,
)
from capital_planner.mapspec.outlines import Land
from capital_planner.mapspec.spec import (
    Furniture,
    InsetTable,
    LegendEntry,
    Line,
    MapClass,
    MapSpec,
    Symbol,
)
from capital_planner.mapspec.symbols import (
    existing_settings,
    planned_schemes,
    symbol_legend,
)
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures

DARK = "#0B0C0C"
SOURCE = (
    "Figures: derived by this planner from published figures (Department for "
    "Education, Education, health and care plans 2025; Get Information about "
    "Schools; council decisions) and working assumptions."
)
HEADINGS = {
    "children": "Children who need a place (about)",
    "sufficiency": "Places less children (about)",
}


def sufficiency_map(
    scenario: Scenario,
    measures: Measures,
    *,
    choice: MapChoice,
    ground: Land,
    plan: Plan | None = None,
    compare: Measures | None = None,
) -> MapSpec:
    """One map of a plan in a year, the same for screen and paper.

    Parameters
    ----------
    choice
        Year, theme, need, phase and audience; public unless it says otherwise.
    ground
        As :func:`capital_planner.mapspec.land` returns for the case.
    plan
        The schemes drawn; None draws open settings alone.
    compare
        Measures of the option compared with, usually do nothing: the "before"
        of the inset table. Classes hold for both.

    Raises
    ------
    ValueError
        If the year is not one of the measures.
    """
    check_year(measures, choice.year)
    figures = district_figures(measures, choice)
    before = None if compare is None else district_figures(compare, choice)
    series = [
        item.districts()["shown"] for item in (figures, before) if item is not None
    ]
    classes = classes_of(series, choice)
    rows = figures.districts(choice.year)
    existing = existing_settings(scenario, choice)
    names = name_points(ground, existing)
    planned = [] if plan is None else planned_schemes(scenario, plan, choice)
    symbols = stand(existing, planned, land=ground, names=names)
    after = tables.Told(measures, figures)
    old = None if compare is None or before is None else tables.Told(compare, before)
    inset: tuple[InsetTable, ...] = (tables.measures_table(after, old, choice),)
    places = tables.places_table(symbols, choice)
    if places is not None:
        inset = (*inset, places)
    headline = story.title(figures, before, choice)
    return MapSpec(
        theme=choice.theme,
        year=choice.year,
        audience=choice.audience,
        areas=paint_areas(
            ground,
            rows,
            classes,
            choice=choice,
            labels=names | neighbour_points(ground, symbols),
            basis=scenario.basis,
        ),
        lines=boundary(ground),
        symbols=symbols,
        classes=classes,
        legend=legend(
            classes,
            symbols,
            held_back=bool(rows["shown"].isna().any()),
            heading=HEADINGS[choice.theme],
            an_area=choice.an_area,
        ),
        tables=inset,
        furniture=Furniture(
            title=headline,
            subtitle=story.subtitle(figures, before, choice),
            statements=_statements(scenario, planned, choice, measures, compare),
            source=SOURCE,
            attribution=ATTRIBUTION,
            marking=marking(choice),
            stamp=stamp(scenario, choice),
            scale_bar_km=scale_bar_km(ground.bounds),
            description=story.description(headline, rows, choice, inset),
        ),
        bounds=ground.bounds,
        metres_per_point=metres_per_point(ground.bounds),
    )


def check_year(measures: Measures, year: int) -> None:
    """Refuse a year that is not one of the measures."""
    years = measures.by_area.index.get_level_values("year").unique()
    if year not in years:
        msg = f"{year} is not a year of the measures ({list(years)})"
        raise ValueError(msg)


def boundary(ground: Land) -> tuple[Line, ...]:
    """Draw the outer edge of the authority."""
    return tuple(
        Line(points, DARK, 1.4, "Boundary of the authority")
        for points in ground.boundary
    )


def legend(
    classes: Sequence[MapClass],
    symbols: Sequence[Symbol],
    *,
    held_back: bool,
    heading: str,
    an_area: str = "a district",
) -> tuple[LegendEntry, ...]:
    """List classes, symbols and lines; the classes stand under the heading."""
    entries = [
        LegendEntry(heading, "class", band.label, band.colour, DARK) for band in classes
    ]
    if held_back:
        text = "Held back, small numbers"
        entries.append(LegendEntry(heading, "held_back", text, HELD_BACK_FILL, DARK))
    entries += symbol_legend(symbols, an_area)
    entries.append(
        LegendEntry("Lines", "line", "Boundary of the authority", DARK, DARK, 1.4)
    )
    return tuple(entries)


def one_legend(this: MapSpec, other: MapSpec) -> tuple[LegendEntry, ...]:
    """Join the legends of two maps of the same classes: what is on either of them."""
    entries = (*this.legend, *other.legend)
    return legend(
        this.classes,
        (*this.symbols, *other.symbols),
        held_back=any(entry.kind == "held_back" for entry in entries),
        heading=HEADINGS[this.theme],
    )


def _statements(
    scenario: Scenario,
    planned: Sequence[object],
    choice: MapChoice,
    *told: Measures | None,
) -> tuple[str, ...]:
    known = [measures for measures in told if measures is not None]
    fixed = (*public_lines(scenario.basis), *left_out(choice.audience, *known))
    return (*fixed, CONSULTATION) if planned else fixed


def marking(choice: MapChoice) -> str:
    """Mark a map as asked, else by its audience."""
    if choice.marking is not None:
        return choice.marking
    return "" if choice.audience == "public" else "OFFICIAL-SENSITIVE"


def stamp(scenario: Scenario, choice: MapChoice) -> str:
    """Say of which program, case, future, goal and option a map is."""
    parts = [
        "SEND capital planner",
        f"case {scenario.case_name} {scenario.case_digest[:8]}",
        f"{scenario.future} future",
        f"goal {scenario.settings.preset.replace('_', ' ')}",
        choice.option,
        choice.stamp,
    ]
    return " | ".join(part for part in parts if part)


def scale_bar_km(bounds: tuple[float, float, float, float]) -> int:
    """Choose a round length of about a sixth of the width."""
    width_km = (bounds[2] - bounds[0]) / 1000
    power = 10 ** math.floor(math.log10(max(width_km / 6, 1)))
    return int(next(n * power for n in (5, 2, 1) if n * power <= max(width_km / 6, 1)))
