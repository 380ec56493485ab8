"""Areas of an authority and those around it, generalised so that edges stay shared.

Coordinates are British National Grid metres (EPSG:27700) throughout.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

MARGIN_M = 15_000.0
"""How far around the authority neighbours are shown."""
FINE_M = 60.0
"""Side of a square as large as the least corner of an outline that is kept."""
ROUND_M = 10.0
LEAST_PART_M2 = 100_000.0
"""Smaller islands and holes are left out, but the largest part of an area."""
MOST_POINTS = 40_000
"""Of all outlines: eight times those of a county of twelve districts."""
MOSTLY_INSIDE = 0.75
HALF = 0.5
EDGE_M = 50.0
"""Outlines of two sources that run so near are the same edge."""
UNITARY = "E06"
COUNTY = "E10"
RING_POINTS = 4
AREAL = 2
"""Dimensions of an area."""
COARSER = 6
"""Times that outlines are made twice as coarse, at most."""


def areas_around(
    named: pd.DataFrame, own: pd.Index, authority: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the tables ``areas`` and ``outlines`` of a case.

    Neighbours are areas within ``MARGIN_M``, clipped to a rectangle that far around
    the authority.

    Parameters
    ----------
    named
        Index ``area_code``; columns ``name`` and ``geometry`` (polygons).
    own
        Codes of the authority's districts.
    authority
        Its area code.

    Returns
    -------
    tuple of pandas.DataFrame
        Columns of the two tables; ``area_km2`` before outlines are generalised,
        of a neighbour the part shown.
    """
    whole = shapely.union_all(named.loc[own, "geometry"].to_numpy())
    near = _near(named, own, whole)
    box = shapely.box(*_frame(whole))
    shown = near["geometry"].to_numpy().copy()
    for place in np.flatnonzero(~near.index.isin(own)):
        shown[place] = areas_only(shapely.intersection(shown[place], box))
    kept = (shapely.area(shown) >= LEAST_PART_M2) | near.index.isin(own)
    near, shown = near[kept], shown[kept]
    roles = [_role(code, near, own, whole, authority) for code in near.index]
    points = np.array([shapely.point_on_surface(_largest(shape)) for shape in shown])
    middles = np.round(shapely.get_coordinates(points) / ROUND_M) * ROUND_M
    areas = pd.DataFrame(
        {
            "area_code": near.index,
            "name": near["name"].to_numpy(),
            "role": roles,
            "easting": middles[:, 0],
            "northing": middles[:, 1],
            "area_km2": (shapely.area(shown) / 1e6).round(2),
        }
    )
    return areas, _outlines(near.index, generalised(shown))


def _near(named: pd.DataFrame, own: pd.Index, whole: BaseGeometry) -> pd.DataFrame:
    """Rows within the margin of the authority, its own first, each by its code."""
    shapes = named["geometry"].to_numpy()
    boxes = shapely.box(*shapely.bounds(shapes).T)
    possible = shapely.distance(boxes, whole) <= MARGIN_M
    near = np.zeros(len(named), dtype=bool)
    near[possible] = shapely.distance(shapes[possible], whole) <= MARGIN_M
    rows = named[near]
    order = np.lexsort((rows.index, ~rows.index.isin(own)))
    return rows.iloc[order]


def areas_only(shape: BaseGeometry) -> BaseGeometry:
    """Polygons of a shape, without lines and points that an overlay leaves."""
    pieces = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(pieces[shapely.get_dimensions(pieces) == AREAL])


def _frame(whole: BaseGeometry) -> tuple[float, float, float, float]:
    west, south, east, north = whole.bounds
    return west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M


def _role(
    code: str, near: pd.DataFrame, own: pd.Index, whole: BaseGeometry, authority: str
) -> str:
    if code in own:
        return "county"
    possible = code.startswith(UNITARY) and authority.startswith(COUNTY)
    if possible and _lies_inside(code, near, whole):
        return "unitary"
    return "neighbour"


def _lies_inside(code: str, near: pd.DataFrame, whole: BaseGeometry) -> bool:
    """Whether a unitary authority lies inside the outline of a county.

    Mostly within the shortest line round the districts, and with half of its border
    (the coast left out) on them.
    """
    shape = near["geometry"].to_numpy()[near.index.get_loc(code)]
    within = shapely.area(shapely.intersection(shape, shapely.convex_hull(whole)))
    if within < MOSTLY_INSIDE * shapely.area(shape):
        return False
    others = shapely.union_all(near["geometry"].drop(code).to_numpy())
    border = shapely.union_all(shapely.boundary([shape]))
    on_any = _length_within(border, others)
    on_own = _length_within(border, whole)
    return bool(on_own > 0 and on_own >= HALF * on_any)


def _length_within(border: BaseGeometry, shape: BaseGeometry) -> float:
    near = shapely.buffer(shape, EDGE_M)
    return float(shapely.length(shapely.intersection(border, near)))


def _largest(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    largest: BaseGeometry = parts[np.argmax(shapely.area(parts))]
    return largest


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    moved: BaseGeometry = shapely.transform(
        shape, lambda points: np.round(points / ROUND_M) * ROUND_M
    )
    return moved


def generalised(shapes: np.ndarray) -> np.ndarray:
    """Take out what is too fine for a map; edges that areas share stay shared.

    Coordinates are rounded to ``ROUND_M``; outlines are made coarser until all of
    them have at most ``MOST_POINTS``.
    """
    whole = np.array([_without_specks(shape) for shape in shapes], dtype=object)
    for step in range(COARSER):
        simple = shapely.coverage_simplify(whole, FINE_M * 2**step)
        if shapely.get_num_coordinates(simple).sum() <= MOST_POINTS:
            break
    return np.array([_rounded(shape) for shape in simple], dtype=object)


def _without_specks(shape: BaseGeometry) -> BaseGeometry:
    largest = _largest(shape)
    parts = [
        _without_small_holes(part)
        for part in shapely.get_parts(shape)
        if part.area >= min(LEAST_PART_M2, largest.area)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _without_small_holes(part: Polygon) -> Polygon:
    rings = [ring for ring in part.interiors if Polygon(ring).area >= LEAST_PART_M2]
    return Polygon(part.exterior, rings)


def _outlines(codes: pd.Index, shapes: np.ndarray) -> pd.DataFrame:
    rows = [
        (code, number, vertex, *point)
        for code, shape in zip(codes, shapes, strict=True)
        for number, ring in enumerate(_rings(shape))
        for vertex, point in enumerate(ring.tolist())
    ]
    names = ["area_code", "part", "vertex", "easting", "northing"]
    return pd.DataFrame(rows, columns=names)


def _rings(shape: BaseGeometry) -> Iterator[np.ndarray]:
    """Rings of every part, outer ones first, without points that fell together."""
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = shapely.get_coordinates(ring)
            moves = np.ones(len(points), dtype=bool)
            moves[1:] = (points[1:] != points[:-1]).any(axis=1)
            if moves.sum() >= RING_POINTS:
                yield points[moves]
