"""Layers for people with a geographic information system: areas, special schools.

They are made from the tables of the case at every save, and never read back.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from data.columns import columns_of
from data.tables import parse_table

SRS = 27700
LITTLE_ENDIAN_NO_ENVELOPE = 1
LEAST_POINTS = 3


@dataclass(frozen=True)
class Kind:
    """What a layer is.

    Attributes
    ----------
    shape
        ``MULTIPOLYGON`` or ``POINT``.
    columns
        Names and SQL types of what each shape carries.
    """

    name: str
    title: str
    shape: str
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Layer:
    """One layer in British National Grid metres (EPSG:27700).

    Attributes
    ----------
    rows
        Each shape as the GeoPackage standard writes it, and what it carries.
    bounds
        West, south, east and north of all shapes; None where there are none.
    """

    kind: Kind
    rows: tuple[tuple[bytes | str | int, ...], ...]
    bounds: tuple[float, float, float, float] | None


AREAS = Kind(
    "areas",
    "Areas (derived from case_table, for looking at)",
    "MULTIPOLYGON",
    (("area_code", "TEXT"), ("name", "TEXT"), ("role", "TEXT")),
)
SCHOOLS = Kind(
    "special_schools",
    "Special schools (derived from case_table, for looking at)",
    "POINT",
    (("urn", "INTEGER"), ("name", "TEXT"), ("district", "TEXT")),
)
KINDS = (AREAS, SCHOOLS)
NEEDED = ("areas", "outlines", "special_schools")
Shape = tuple[BaseGeometry, tuple[str | int, ...]]


def layers_of(tables: Mapping[str, bytes]) -> tuple[Layer, ...]:
    """Give the layers of a case; one whose tables cannot be used yet is empty."""
    return _layers(*(tables.get(name, b"") for name in NEEDED))


@lru_cache(maxsize=2)
def _layers(areas: bytes, outlines: bytes, schools: bytes) -> tuple[Layer, ...]:
    """Keep the last layers, as most saves change no table of the case."""
    ground = _frame("areas", areas), _frame("outlines", outlines)
    return (
        _layer(AREAS, list(_area_shapes(*ground))),
        _layer(SCHOOLS, list(_school_shapes(_frame("special_schools", schools)))),
    )


def _frame(table: str, content: bytes) -> pd.DataFrame:
    columns = columns_of(table)
    frame, _ = parse_table(content, f"{table}.csv", columns)
    empty = pd.DataFrame(columns=[column.name for column in columns])
    return empty if frame is None else frame.dropna(subset=["easting", "northing"])


def _layer(kind: Kind, shapes: list[Shape]) -> Layer:
    rows = tuple((_binary(shape), *values) for shape, values in shapes)
    if not shapes:
        return Layer(kind, rows, None)
    west, south, east, north = shapely.total_bounds([shape for shape, _ in shapes])
    return Layer(kind, rows, (float(west), float(south), float(east), float(north)))


def _area_shapes(areas: pd.DataFrame, outlines: pd.DataFrame) -> Iterator[Shape]:
    ordered = outlines.sort_values(["area_code", "part", "vertex"])
    corners = {
        str(code): [
            tuple(zip(part["easting"], part["northing"], strict=True))
            for _, part in rings.groupby("part")
        ]
        for code, rings in ordered.groupby("area_code")
    }
    for code, name, role in areas[["area_code", "name", "role"]].itertuples(
        index=False
    ):
        rings = [ring for ring in corners.get(code, []) if len(ring) >= LEAST_POINTS]
        parts = shapely.get_parts(_even_odd(rings))
        polygons = [part for part in parts if isinstance(part, Polygon)]
        if polygons:
            yield MultiPolygon(polygons), (str(code), str(name), str(role))


def _even_odd(rings: Iterable[Sequence[tuple[float, float]]]) -> BaseGeometry:
    """Join rings so that one inside another is a hole, as outlines.csv means it."""
    shape: BaseGeometry = Polygon()
    for ring in rings:
        shape = shape.symmetric_difference(shapely.make_valid(Polygon(ring)))
    return shape


def _school_shapes(schools: pd.DataFrame) -> Iterator[Shape]:
    wanted = ["urn", "name", "district", "easting", "northing"]
    rows = schools[wanted].dropna()
    for urn, name, district, east, north in rows.itertuples(index=False):
        yield Point(float(east), float(north)), (int(urn), str(name), str(district))


def _binary(shape: BaseGeometry) -> bytes:
    """Head and well-known binary (GeoPackage 1.3, requirement 19)."""
    head = struct.pack("<2sBBi", b"GP", 0, LITTLE_ENDIAN_NO_ENVELOPE, SRS)
    return head + shapely.to_wkb(shape, byte_order=1)
