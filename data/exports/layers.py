"""The maps of a paper as layers: the areas of each, and the places on all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from shapely.geometry import LinearRing, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec import Area, MapSpec, Symbol
from capital_planner.papers import Column, Picture, Table
from data.exports.styles import area_style, place_style

HELD_BACK = "held back"
NOT_SHOWN = "no figure"
AREA_COLUMNS = (
    Column(
        "area_code", "Area code", "text", "", "Of the Office for National Statistics."
    ),
    Column("area", "Area", "text", "", "Its name."),
    Column("role", "Role", "text", "", "District of the plan, or drawn beside it."),
    Column("figure", "Figure", "whole", "", "What the map is of, as published."),
    Column("printed", "Printed", "text", "", "The figure as printed on the map."),
    Column("class", "Class", "text", "", "Class of the figure, as in the legend."),
)
PLACE_COLUMNS = (
    Column("name", "Name", "text", "", "Public name of the school or scheme."),
    Column("kind", "Kind", "text", "", "Special school, specialist base or post-19."),
    Column("district", "District", "text", "", "Where it is, or may be."),
    Column("standing", "Standing", "text", "", "Existing, approved or proposed."),
    Column("places", "Places", "whole", "places", "When full, in the year of the map."),
    Column(
        "at_site", "At its site", "text", "", "No: drawn in a district it may be in."
    ),
    Column("label", "Label", "text", "", "Printed beside it on the map."),
    Column("about", "About", "text", "", "What the map says of it."),
    Column("maps", "Maps", "text", "", "Keys of the maps that show it."),
    Column("diameter_pt", "Diameter", "decimal", "points", "Of its symbol, on A3."),
)
KINDS = {
    "special": "special school",
    "base": "specialist base",
    "post_19": "post-19 provision",
}


@dataclass(frozen=True, eq=False)
class Layer:
    """A table with a shape a row, and its style as QGIS keeps it (QML)."""

    table: Table
    shapes: Sequence[BaseGeometry]
    style: str


def layers_of(pictures: Sequence[Picture]) -> list[Layer]:
    """Make a layer of each map of several areas, and one or two of all places.

    Maps of one area alone (the pages of an atlas) add their places, but no areas;
    maps that show the same areas, figures and classes are one layer.
    """
    wholes = {_figures(picture.spec): picture for picture in reversed(pictures)}
    areas = [_areas(p) for p in pictures if p in wholes.values() and _several(p.spec)]
    names = {"places_existing": "Open now", "places_planned": "Places planned"}
    places = [
        _places(name, title, pictures, planned=name == "places_planned")
        for name, title in names.items()
    ]
    return areas + [layer for layer in places if len(layer.shapes)]


def _figures(spec: MapSpec) -> tuple[object, ...]:
    shown = tuple((area.code, area.value, area.class_index) for area in spec.areas)
    return (spec.theme, spec.year, spec.classes, shown)


def _several(spec: MapSpec) -> bool:
    return sum(area.value is not None or area.hatched for area in spec.areas) > 1


def _areas(picture: Picture) -> Layer:
    spec = picture.spec
    rows = [
        (
            area.code,
            area.name,
            area.role,
            area.value,
            area.printed,
            class_name(area, spec),
        )
        for area in spec.areas
    ]
    table = Table(
        key=f"map_{picture.key}",
        title=picture.caption,
        columns=AREA_COLUMNS,
        rows=_frame(rows, AREA_COLUMNS),
        blank=HELD_BACK,
        notes=(spec.furniture.title, spec.furniture.subtitle, spec.furniture.source),
    )
    classes = {band.label: band.colour for band in spec.classes}
    return Layer(table, [shape_of(area) for area in spec.areas], area_style(classes))


def class_name(area: Area, spec: MapSpec) -> str:
    """Class of an area as the legend has it."""
    if area.class_index is not None:
        return spec.classes[area.class_index].label
    return HELD_BACK if area.hatched else NOT_SHOWN


def shape_of(area: Area) -> MultiPolygon:
    """Polygons of an area: its outer rings run one way round, holes the other."""
    parts: list[tuple[LinearRing, list[LinearRing]]] = []
    for ring in map(LinearRing, area.rings):
        if not parts or ring.is_ccw == parts[0][0].is_ccw:
            parts.append((ring, []))
        else:
            parts[-1][1].append(ring)
    return MultiPolygon([Polygon(shell, holes) for shell, holes in parts])


def _places(
    name: str, title: str, pictures: Iterable[Picture], *, planned: bool
) -> Layer:
    """Make a layer of symbols, each once, with the maps that it is on."""
    on_maps: dict[tuple[object, ...], list[str]] = {}
    first: dict[tuple[object, ...], Symbol] = {}
    for picture in pictures:
        for symbol in picture.spec.symbols:
            if (symbol.standing != "existing") == planned:
                told = _told(symbol)
                on_maps.setdefault(told, []).append(picture.key)
                first.setdefault(told, symbol)
    rows = [
        (*told, " ".join(on_maps[told]), symbol.diameter_pt)
        for told, symbol in first.items()
    ]
    table = Table(name, title, PLACE_COLUMNS, _frame(rows, PLACE_COLUMNS))
    points = [Point(symbol.site or symbol.at) for symbol in first.values()]
    looks = {
        (str(symbol.standing), KINDS[symbol.kind]): symbol for symbol in first.values()
    }
    return Layer(table, points, place_style(looks))


def _told(symbol: Symbol) -> tuple[object, ...]:
    return (
        symbol.name,
        KINDS[symbol.kind],
        symbol.district.replace("|", " or "),
        symbol.standing,
        symbol.places,
        "yes" if symbol.site else "no",
        symbol.label,
        symbol.tooltip,
    )


def _frame(
    rows: Sequence[tuple[object, ...]], columns: Sequence[Column]
) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[column.name for column in columns])
