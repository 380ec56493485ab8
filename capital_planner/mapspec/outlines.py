"""The ground of a map: outlines of districts and neighbours as polygons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec.spec import Point, Ring

Role = Literal["district", "unitary", "neighbour"]
ROLES: dict[str, Role] = {
    "county": "district",
    "unitary": "unitary",
    "neighbour": "neighbour",
}
MARGIN_M = 3_000
SCREEN_M = 100.0
"""Half a pixel when a county fills a window; a few when one has come nearer."""


@dataclass(frozen=True)
class Outline:
    """One area: its rings for painting and its polygon for measuring."""

    code: str
    name: str
    role: Role
    rings: tuple[Ring, ...]
    polygon: BaseGeometry


@dataclass(frozen=True)
class Land:
    """Outlines of a case, made once and used by every map of it.

    Attributes
    ----------
    outlines
        Neighbours first, then unitary authorities, then districts.
    boundary
        The outer edge of the districts together.
    bounds
        West, south, east, north: the districts with a margin, metres.
    """

    outlines: tuple[Outline, ...]
    boundary: tuple[Ring, ...]
    bounds: tuple[float, float, float, float]

    @property
    def districts(self) -> tuple[Outline, ...]:
        """Outlines of the districts of the plan."""
        return tuple(item for item in self.outlines if item.role == "district")


def land(areas: pd.DataFrame, outlines: pd.DataFrame) -> Land:
    """Polygons from the case's tables ``areas`` and ``outlines``.

    Parameters
    ----------
    areas
        Columns ``area_code``, ``name``, ``role`` (county, unitary, neighbour).
    outlines
        Columns ``area_code``, ``part``, ``vertex``, ``easting``, ``northing``
        (EPSG:27700); a part inside another part is a hole.
    """
    ordered = outlines.sort_values(["area_code", "part", "vertex"])
    rings: dict[str, list[Ring]] = {}
    for (code, _), part in ordered.groupby(["area_code", "part"], sort=True):
        points = zip(part["easting"].tolist(), part["northing"].tolist(), strict=True)
        rings.setdefault(str(code), []).append(tuple(points))
    found = [
        _outline(str(row.area_code), str(row.name), ROLES[str(row.role)], rings)
        for row in areas.rename_axis(None).itertuples(index=False, name="Row")
        if str(row.area_code) in rings
    ]
    order = list(ROLES.values())[::-1]
    found.sort(key=lambda item: (order.index(item.role), item.name))
    whole = shapely.union_all([a.polygon for a in found if a.role == "district"])
    west, south, east, north = whole.bounds
    frame = (west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M)
    return Land(tuple(found), _exteriors(whole), frame)


def joined(ground: Land, area_of: Mapping[str, str]) -> Land:
    """Join the districts of each area into one outline.

    Parameters
    ----------
    ground
        Its boundary and bounds stay.
    area_of
        Area by district; a district that is in none stays as it is.
    """
    parts: dict[str, list[BaseGeometry]] = {}
    for outline in ground.districts:
        area = area_of.get(outline.name, outline.name)
        parts.setdefault(area, []).append(outline.polygon)
    areas = [
        _shape(f"area {name}", name, "district", shapely.union_all(shapes))
        for name, shapes in sorted(parts.items())
    ]
    beside = [item for item in ground.outlines if item.role != "district"]
    return replace(ground, outlines=(*beside, *areas))


def for_screen(land: Land, tolerance_m: float = SCREEN_M) -> Land:
    """Take out what is too fine for a screen; edges that areas share stay shared.

    Polygons stay as they are: names and symbols stand where they do on paper.

    Parameters
    ----------
    tolerance_m
        Side of a square as large as the least corner that is kept.
    """
    shapes = [outline.polygon for outline in land.outlines]
    simple = shapely.coverage_simplify(shapes, tolerance_m)
    outlines = tuple(
        replace(outline, rings=_rings(shape))
        for outline, shape in zip(land.outlines, simple, strict=True)
    )
    districts = [
        shape
        for outline, shape in zip(land.outlines, simple, strict=True)
        if outline.role == "district"
    ]
    return Land(outlines, _exteriors(shapely.union_all(districts)), land.bounds)


def _outline(code: str, name: str, role: Role, rings: dict[str, list[Ring]]) -> Outline:
    return _shape(code, name, role, polygon_of(rings[code]))


def _shape(code: str, name: str, role: Role, polygon: BaseGeometry) -> Outline:
    shapely.prepare(polygon)
    return Outline(code, name, role, _rings(polygon), polygon)


def polygon_of(rings: Sequence[Ring]) -> BaseGeometry:
    """Rings joined by even and odd, so that a ring inside another is a hole."""
    shape: BaseGeometry = Polygon()
    for ring in rings:
        shape = shape.symmetric_difference(shapely.make_valid(Polygon(ring)))
    return shape


def _rings(shape: BaseGeometry) -> tuple[Ring, ...]:
    """Outer rings one way round and holes the other, for any rule of filling."""
    parts = shapely.get_parts(shapely.orient_polygons(shape))
    return tuple(
        tuple((float(x), float(y)) for x, y in ring.coords[:-1])
        for part in parts
        if isinstance(part, Polygon)
        for ring in (part.exterior, *part.interiors)
    )


def _exteriors(shape: BaseGeometry) -> tuple[Ring, ...]:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    return tuple(
        tuple((float(x), float(y)) for x, y in part.exterior.coords)
        for part in parts
        if isinstance(part, Polygon)
    )


def inner_point(shape: BaseGeometry) -> Point:
    """Find a point well inside: the centre of the largest circle that fits."""
    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: float(part.area))
    centre = shapely.get_point(shapely.maximum_inscribed_circle(largest, 200), 0)
    return float(centre.x), float(centre.y)
