"""GeoJSON read with nothing but a JSON reader: no link in it is followed."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.errors import DataError, Problem
from data.importers.layout import Findings
from data.importers.source import Source, refused

MOST_BYTES = 2**28
"""Four times the outlines of every district of the kingdom, generalised to 20 m."""
MOST_FEATURES = 50_000
RING_POINTS = 4
"""Of the smallest ring: a triangle, closed (RFC 7946, 3.1.6)."""
DEGREES = "OGC:CRS84"
"""What coordinates are where the file does not say (RFC 7946, 4)."""
EPSG = re.compile(r"EPSG:{1,2}(\d{4,6})$")

Feature = tuple[int, Mapping[str, str], BaseGeometry | None]
"""Number in the file, from 1; properties as text; its area, None where it has none."""


class NoAreaError(Exception):
    """A geometry that is no area, and why."""


def read_geojson(source: Source, findings: Findings) -> tuple[list[Feature], str]:
    """Read the areas of a GeoJSON file.

    Parameters
    ----------
    findings
        Gets what is wrong with features.

    Returns
    -------
    tuple
        The features, and the coordinate system as the file states it.

    Raises
    ------
    DataError
        If it is not GeoJSON, or is larger than any file of boundaries.
    """
    if source.size > MOST_BYTES:
        remedy = "Take the generalised boundaries (BGC): they are exact enough."
        raise refused(source.name, "The file is too large for a GeoJSON map.", remedy)
    whole = _parsed(source)
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or not features:
        remedy = "Give a feature collection, as the Open Geography portal writes it."
        raise refused(source.name, "This is not a GeoJSON map.", remedy)
    if len(features) > MOST_FEATURES:
        message = f"It has more than {MOST_FEATURES:,} features."
        raise refused(source.name, message)
    found = [
        _feature(number, feature, source.name, findings)
        for number, feature in enumerate(features, start=1)
    ]
    return found, _system(whole.get("crs"))


def _parsed(source: Source) -> Any:  # noqa: ANN401 (JSON holds any value)
    with source.open() as stream:
        content = stream.read(MOST_BYTES + 1)
    try:
        return json.loads(content, parse_constant=_no_number)
    except NoAreaError as error:
        raise refused(source.name, str(error)) from error
    except (ValueError, RecursionError) as error:
        message = "The text breaks off here, or is not GeoJSON."
        remedy = "Get the file again from where it is published."
        row = getattr(error, "lineno", None)
        raise DataError([Problem(message, remedy, source.name, row)]) from error


def _no_number(text: str) -> NoReturn:
    message = f"{text} is no number: a coordinate is lost."
    raise NoAreaError(message)


def _system(stated: object) -> str:
    """Coordinate system of older files; a link or anything else is not followed."""
    if not isinstance(stated, dict) or not isinstance(stated.get("properties"), dict):
        return DEGREES
    code = EPSG.search(str(stated["properties"].get("name", "")))
    return f"EPSG:{code[1]}" if code else DEGREES


def _feature(number: int, feature: object, file: str, findings: Findings) -> Feature:
    held = feature if isinstance(feature, dict) else {}
    named = held.get("properties")
    texts = {
        _text(name): "" if value is None else _text(value)
        for name, value in (named if isinstance(named, dict) else {}).items()
        if not isinstance(value, dict | list)
    }
    where = (file, number, "geometry")
    try:
        closed, area = _area(held.get("geometry"))
    except NoAreaError as bad:
        remedy = "Correct the outline in a map program, or get the file again."
        findings.add(Problem(str(bad), remedy, *where))
        return number, texts, None
    if not closed:
        message, remedy = "A ring of the outline is not closed.", "It was closed."
        findings.add(Problem(message, remedy, *where, severity="warning"))
    return number, texts, area


def _text(value: object) -> str:
    """Text that UTF-8 can hold: half a character becomes ``?``."""
    return str(value).strip().encode("utf-8", "replace").decode("utf-8")


def _area(geometry: object) -> tuple[bool, BaseGeometry | None]:
    """Whether every ring was closed, and the area."""
    if geometry is None:
        return True, None
    kind = geometry.get("type") if isinstance(geometry, dict) else ""
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(geometry, dict):
        message = "The feature is not an area."
        raise NoAreaError(message)
    parts = geometry.get("coordinates")
    parts = [parts] if kind == "Polygon" else parts
    rings = [_rings(part) for part in _listed(parts)]
    closed = all(bool((ring[0] == ring[-1]).all()) for part in rings for ring in part)
    polygons = [shapely.Polygon(part[0], part[1:]) for part in rings if part]
    whole = shapely.MultiPolygon(polygons) if len(polygons) != 1 else polygons[0]
    return closed, whole


def _rings(part: object) -> list[np.ndarray]:
    return [_ring(points) for points in _listed(part)]


def _ring(points: object) -> np.ndarray:
    try:
        ring = np.array([point[:2] for point in _listed(points)], dtype=float)
    except (ValueError, TypeError, OverflowError, LookupError) as error:
        message = "A coordinate of the outline is not a number."
        raise NoAreaError(message) from error
    if ring.shape != (len(ring), 2) or len(np.unique(ring, axis=0)) < RING_POINTS - 1:
        message = "A ring of the outline has fewer than three points."
        raise NoAreaError(message)
    if not np.isfinite(ring).all():
        message = "A coordinate of the outline is not a finite number."
        raise NoAreaError(message)
    return ring


def _listed(value: object) -> list[Any]:
    if not isinstance(value, list):
        message = "The outline is not written as GeoJSON asks."
        raise NoAreaError(message)
    return value
