"""Areas of a map from outside, of any kind and coordinate system."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj import CRS, Transformer

from capital_planner.errors import DataError, Problem
from capital_planner.surroundings import areas_only
from data.importers.geojson import DEGREES, MOST_FEATURES, read_geojson
from data.importers.layout import Findings
from data.importers.source import Source, refused
from data.importers.spatial import (
    SHAPEFILE,
    geopackage,
    read_safely,
    shapefile,
)

GRID = "EPSG:27700"
MOST_POINTS = 30_000_000
"""Of all outlines together; those of every district in full detail have 10 million."""
GRID_BOX = (0.0, 0.0, 700_000.0, 1_300_000.0)
"""Extent of the British National Grid, metres."""
DEGREES_BOX = (-10.0, 49.0, 4.0, 62.0)
"""Great Britain by longitude and latitude."""
FARTHEST = 1e9
"""Whatever the unit, no coordinate of a place is larger."""
TURN = 360.0
"""Degrees: a coordinate beyond it is none of longitude or latitude."""


@dataclass(frozen=True)
class Shapes:
    """Areas with what is said of each.

    Attributes
    ----------
    table
        Index: number of the feature in the file, from 1; columns as in the file,
        every cell as text.
    areas
        Polygons of British National Grid metres (EPSG:27700), in the same order.
    read
        Features in the file.
    """

    table: pd.DataFrame
    areas: np.ndarray
    read: int


def read_shapes(source: Source, findings: Findings, layer: str = "") -> Shapes:
    """Read the areas of a GeoJSON file, a GeoPackage or a Shapefile.

    Parameters
    ----------
    findings
        Gets what is wrong with features, and what was assumed.
    layer
        Of a GeoPackage; the first of areas where it is empty.

    Raises
    ------
    DataError
        If it is no map, is damaged, larger than any, or not of Great Britain.
    """
    table, areas, system = _raw(source, findings, layer)
    findings.settle()
    if shapely.get_num_coordinates(areas).sum() > MOST_POINTS:
        remedy = "Take the generalised boundaries (BGC): they are exact enough."
        raise refused(source.name, f"It has over {MOST_POINTS:,} points.", remedy)
    kept = _usable(areas, table.index, source.name, findings)
    findings.settle()
    if not kept.any():
        remedy = "Give a map of districts, not of points or lines."
        raise refused(source.name, "The map holds no area.", remedy)
    grid = _in_metres(areas[kept], system, source.name, findings)
    mended = _mended(grid, table.index[kept], source.name, findings)
    return Shapes(table[kept], mended, len(table))


def _raw(
    source: Source, findings: Findings, layer: str
) -> tuple[pd.DataFrame, np.ndarray, CRS | None]:
    if source.form == "database":
        with geopackage(source) as package:
            names = [layer] if layer else package.layers()
            frames = (package.read(name, **BOUNDED) for name in names)
            return _of_frame(_first_of_areas(frames, source.name), source.name)
    with source.open() as stream:
        head = stream.read(len(SHAPEFILE))
    if head == SHAPEFILE:
        with shapefile(source) as path:
            frame = read_safely(
                source.name, lambda: pyogrio.read_dataframe(path, **BOUNDED)
            )
            return _of_frame(frame, source.name)
    features, system = read_geojson(source, findings)
    index = pd.Index([number for number, _, _ in features], name="row")
    table = pd.DataFrame([texts for _, texts, _ in features], index=index)
    areas = np.empty(len(features), dtype=object)
    areas[:] = [area for _, _, area in features]
    known = read_safely(source.name, lambda: CRS.from_user_input(system))
    return table.fillna("").astype("str"), areas, known


BOUNDED = {
    "max_features": MOST_FEATURES + 1,
    "force_2d": True,
    "on_invalid": "ignore",
    "datetime_as_string": True,
}


def _first_of_areas(frames: Iterator[pd.DataFrame], file: str) -> pd.DataFrame:
    for frame in frames:
        if "geometry" in frame and _are_areas(frame["geometry"].to_numpy()).any():
            return frame
    remedy = "Give a map of districts, not of points or lines."
    raise refused(file, "The map holds no area.", remedy)


def _of_frame(
    frame: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, np.ndarray, CRS | None]:
    if "geometry" not in frame:
        raise refused(file, "The map holds no area.", "Give a map of districts.")
    if len(frame) > MOST_FEATURES:
        raise refused(file, f"It has more than {MOST_FEATURES:,} features.")
    index = pd.RangeIndex(1, len(frame) + 1, name="row")
    table = pd.DataFrame(
        {
            str(name): ["" if pd.isna(cell) else str(cell).strip() for cell in cells]
            for name, cells in frame.drop(columns="geometry").items()
        },
        index=index,
        dtype="str",
    )
    return table, frame["geometry"].to_numpy(), frame["geometry"].crs


def _are_areas(shapes: np.ndarray) -> np.ndarray:
    kinds = shapely.get_type_id(shapes)
    return np.isin(kinds, [3, 6]) & ~shapely.is_empty(shapes)


def _usable(
    shapes: np.ndarray, rows: pd.Index, file: str, findings: Findings
) -> np.ndarray:
    """Which features are areas of finite coordinates; the others are told."""
    kept = _are_areas(shapes)
    for row in rows[~kept]:
        message, remedy = "The feature has no area.", "It was left out."
        findings.add(Problem(message, remedy, file, row, "geometry", "", "warning"))
    ends = (np.abs(shapely.get_coordinates(it)).max(initial=0.0) for it in shapes)
    somewhere = np.fromiter(ends, float) <= FARTHEST
    for row in rows[kept & ~somewhere]:
        message = "A coordinate of the outline is not a finite number, or too large."
        remedy = "Correct the outline in a map program, or get the file again."
        findings.add(Problem(message, remedy, file, row, "geometry"))
    return kept


def _in_metres(
    areas: np.ndarray, system: CRS | None, file: str, findings: Findings
) -> np.ndarray:
    """Coordinates as British National Grid metres."""
    bounds = shapely.total_bounds(areas)
    degrees = system is not None and system.is_geographic
    if system is None or (degrees and np.abs(bounds).max() > TURN):
        system = _guessed(bounds, file)
        message = "The file does not say which coordinate system it uses."
        remedy = f"Its numbers can be but one thing, {system.name}: taken as that."
        findings.add(Problem(message, remedy, file, severity="warning"))
    grid = CRS.from_user_input(GRID)
    if system == grid:
        return areas
    turn = read_safely(file, lambda: Transformer.from_crs(system, grid, always_xy=True))
    moved = shapely.transform(
        areas, lambda points: np.column_stack(turn.transform(*points.T))
    )
    if not (np.abs(shapely.get_coordinates(moved)) <= FARTHEST).all():
        raise _elsewhere(file)
    return np.asarray(moved)


def _guessed(bounds: np.ndarray, file: str) -> CRS:
    if _inside(bounds, DEGREES_BOX):
        return CRS.from_user_input(DEGREES)
    if _inside(bounds, GRID_BOX) and bounds.min() > TURN:
        return CRS.from_user_input(GRID)
    message = "The file does not say which coordinate system it uses."
    remedy = "Save it again with its coordinate system (a Shapefile needs its .prj)."
    raise refused(file, message, remedy)


def _inside(bounds: np.ndarray, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    low, high = bounds[:2] >= (west, south), bounds[2:] <= (east, north)
    return bool(low.all() and high.all())


def _elsewhere(file: str) -> DataError:
    remedy = "See that its coordinate system is the one that it states."
    return refused(file, "The areas are not in Great Britain.", remedy)


def check_place(areas: np.ndarray, file: str) -> None:
    """Refuse areas that lie outside the British National Grid.

    Raises
    ------
    DataError
        If any of them does.
    """
    if not _inside(shapely.total_bounds(areas), GRID_BOX):
        raise _elsewhere(file)


def _mended(
    areas: np.ndarray, rows: pd.Index, file: str, findings: Findings
) -> np.ndarray:
    """Outlines that cross themselves, made areas again."""
    crossed = ~shapely.is_valid(areas)
    for row in rows[crossed]:
        message = "The outline crosses itself."
        remedy = "It was mended; see that the map looks right."
        findings.add(Problem(message, remedy, file, row, "geometry", "", "warning"))
    areas = areas.copy()
    areas[crossed] = [areas_only(shapely.make_valid(area)) for area in areas[crossed]]
    return areas
