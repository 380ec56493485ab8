"""The map of one district, enlarged, with its neighbours pale: a page of an atlas."""

from dataclasses import replace

import pandas as pd
import shapely

from capital_planner.mapspec.choice import academic_year
from capital_planner.mapspec.classes import ink_on
from capital_planner.mapspec.district_map import DARK, scale_bar_km
from capital_planner.mapspec.layout import metres_per_point
from capital_planner.mapspec.outlines import polygon_of
from capital_planner.mapspec.page_arrows import ARROW, PageGround, page_arrows
from capital_planner.mapspec.spec import (
    Area,
    LegendEntry,
    Line,
    MapSpec,
    Note,
    Symbol,
)
from capital_planner.mapspec.symbols import symbol_legend

MARGIN = 0.12
OWN_FILL, NEIGHBOUR_FILL = "#FFFFFF", "#DCDEDD"
NEIGHBOUR_SETTING = "#737B80"
TOWN_PT = 3.4


def district_page_map(
    spec: MapSpec,
    district: str,
    *,
    towns: pd.DataFrame,
    crossed: pd.DataFrame | None = None,
) -> MapSpec:
    """Enlarge one district of a map for its page of the atlas.

    It shows open settings, the schemes of the district, towns, and the largest
    numbers of children who cross its boundary. A scheme that may stand in one of
    several districts is on none of their pages: the page says it in words.

    Parameters
    ----------
    spec
        The map of the whole authority, as the audience may see it.
    district
        Name of a district, or area, of the map.
    towns
        Columns ``name``, ``district``, ``easting``, ``northing``.
    crossed
        Children by home and where they learn, as
        :func:`capital_planner.groupings.crossing_matrix` gives for the year and
        audience; None draws no arrow.

    Raises
    ------
    KeyError
        If the map has no such district.
    """
    ground = _ground(spec, district)
    areas = tuple(
        _area(area, mine=area.name == district)
        for area in spec.areas
        if area.name in ground.shapes
    )
    symbols = tuple(
        _paler(symbol, mine=symbol.district == district)
        for symbol in spec.symbols
        if _belongs(symbol, ground)
    )
    arrows, told = page_arrows(crossed, ground)
    title = f"{district}: specialist places, {academic_year(spec.year)}"
    furniture = replace(
        spec.furniture,
        title=title,
        subtitle="",
        scale_bar_km=scale_bar_km(ground.bounds),
        description=_description(title, district, symbols, told),
    )
    return replace(
        spec,
        areas=areas,
        lines=(*_edge(ground), *arrows),
        symbols=symbols,
        classes=(),
        legend=_legend(symbols, district, crosses=bool(arrows)),
        tables=(),
        furniture=furniture,
        bounds=ground.bounds,
        metres_per_point=metres_per_point(ground.bounds),
        notes=(*told, *_towns(towns, ground)),
    )


def _ground(spec: MapSpec, district: str) -> PageGround:
    shapes = {area.name: polygon_of(area.rings) for area in spec.areas}
    plan = [area.name for area in spec.areas if area.role == "district"]
    if district not in plan:
        msg = f"{district} is none of {plan}"
        raise KeyError(msg)
    west, south, east, north = shapes[district].bounds
    margin = MARGIN * max(east - west, north - south)
    bounds = (west - margin, south - margin, east + margin, north + margin)
    around = shapely.box(*bounds).buffer(4 * margin)
    near = {name: shape for name, shape in shapes.items() if shape.intersects(around)}
    return PageGround(district, near, bounds)


def _area(area: Area, *, mine: bool) -> Area:
    fill = OWN_FILL if mine else NEIGHBOUR_FILL
    return replace(
        area,
        role="district" if mine else "neighbour",
        class_index=None,
        fill=fill,
        ink=ink_on(fill),
        printed="",
        hatched=False,
    )


def _belongs(symbol: Symbol, ground: PageGround) -> bool:
    """Whether a symbol is drawn: the district's own, and open settings beside it."""
    if symbol.district == ground.district:
        return True
    return symbol.standing == "existing"


def _paler(symbol: Symbol, *, mine: bool) -> Symbol:
    return symbol if mine else replace(symbol, fill=NEIGHBOUR_SETTING)


def _edge(ground: PageGround) -> tuple[Line, ...]:
    parts = shapely.get_parts(ground.own.boundary)
    return tuple(
        Line(
            tuple((float(x), float(y)) for x, y in part.coords),
            DARK,
            1.6,
            f"Boundary of {ground.district}",
        )
        for part in parts
    )


def _towns(towns: pd.DataFrame, ground: PageGround) -> tuple[Note, ...]:
    """Towns of the district, the one it is named after first, and towns around."""
    west, south, east, north = ground.bounds
    inside = towns["easting"].between(west, east)
    inside &= towns["northing"].between(south, north)
    found = []
    for row in towns[inside].to_dict("records"):
        name, at = str(row["name"]), (float(row["easting"]), float(row["northing"]))
        order = (row["district"] != ground.district, name != ground.district, name)
        found.append((order, Note("town", name, at, at)))
    return tuple(note for _, note in sorted(found, key=lambda item: item[0]))


def _legend(
    symbols: tuple[Symbol, ...], district: str, *, crosses: bool
) -> tuple[LegendEntry, ...]:
    entries = symbol_legend(symbols, "the district")
    if any(symbol.fill == NEIGHBOUR_SETTING for symbol in symbols):
        beside = LegendEntry(
            "Places",
            "symbol",
            "Open now, in another area",
            NEIGHBOUR_SETTING,
            "#FFFFFF",
            diameter_pt=10.0,
        )
        count = sum(entry.group == "Places" for entry in entries)
        entries.insert(count, beside)
    entries.append(
        LegendEntry("Lines", "line", f"Boundary of {district}", DARK, DARK, 1.6)
    )
    if crosses:
        text = "Children who live on one side and learn on the other, wider for more"
        entries.append(LegendEntry("Lines", "line", text, ARROW, ARROW, 3.0))
    entries.append(
        LegendEntry(
            "Lines",
            "symbol",
            "Town or village",
            DARK,
            "#FFFFFF",
            diameter_pt=TOWN_PT,
        )
    )
    return tuple(entries)


def _description(
    title: str, district: str, symbols: tuple[Symbol, ...], told: tuple[Note, ...]
) -> str:
    """Put the map in words, for those who cannot see it."""
    parts = [f"{title}."]
    for words, planned in (("Open now", False), ("Planned", True)):
        mine = [
            f"{symbol.name}, {symbol.places} places"
            for symbol in symbols
            if symbol.district == district
            and (symbol.standing != "existing") == planned
        ]
        parts.append(f"{words}: {'; '.join(mine) if mine else 'none drawn'}.")
    if told:
        crossing = "; ".join(note.text for note in told)
        parts.append(f"Children who learn across the boundary: {crossing}.")
    return " ".join(parts)
