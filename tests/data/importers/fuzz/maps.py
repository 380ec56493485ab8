"""Small maps and roads, as they are published."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np

from tests.data.importers import test_roads
from tests.data.importers.fuzz import spoiling
from tests.data.importers.fuzz.holding import Format
from tests.data.importers.fuzz.into_case import imported
from tests.data.importers.maps import LANCASHIRE, SQUARES, features
from tests.data.importers.small_case import TABLES

LOOKUP = b"LAD25CD,CTY25CD\nE07000001,E10000017\nE07000002,E10000017\n"
BESIDE = {"districts": "lookup.csv"}
ROADS_CASE = {
    "demand_points": TABLES["demand_points"]
    .replace("351000,430000", "356000,436000")
    .replace("370000,430000", "350000,436000"),
    "schools": TABLES["schools"].replace("351000,430000", "356000,430000"),
    "authority": TABLES["authority"],
    "areas": TABLES["areas"],
}


def geojson() -> Format:
    """Give a map as GeoJSON, with the lookup of districts beside it."""
    files = {"map.geojson": json.dumps(features(SQUARES)).encode()}
    return _boundaries(files, spoiling.tree)


def geopackage() -> Format:
    """Give a map as a GeoPackage."""
    return _boundaries(_written("map.gpkg", "GPKG"), spoiling.database)


def shapefile() -> Format:
    """Give a map as a Shapefile, every part of it spoilt."""
    files = _written("map.shp", "ESRI Shapefile")
    return _boundaries({"map.shp": files.pop("map.shp"), **files}, part_of_shapefile)


def part_of_shapefile(content: bytes, rng: np.random.Generator) -> bytes:
    """Spoil bytes in their places, more often than their number."""
    often = rng.random() < 0.7
    return (spoiling.written_over if often else spoiling.bytes_of_it)(content, rng)


def _written(name: str, driver: str) -> dict[str, bytes]:
    frame = gpd.GeoDataFrame(
        {"LAD25CD": list(SQUARES), "LAD25NM": list("ABC")},
        geometry=list(SQUARES.values()),
        crs="EPSG:27700",
    )
    with TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / name, driver=driver)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def _boundaries(files: dict[str, bytes], spoil: spoiling.Spoil) -> Format:
    every = {**dict.fromkeys(files, spoil), "lookup.csv": spoiling.table}
    held = {**files, "lookup.csv": LOOKUP}
    return imported("boundaries", held, every, given=LANCASHIRE, beside=BESIDE)


def roads() -> Format:
    """Give a small square network of roads."""
    with TemporaryDirectory() as folder:
        content = test_roads.write(Path(folder)).read_bytes()
    tables = {name: text.encode() for name, text in ROADS_CASE.items()}
    files = {"roads.gpkg": content}
    return imported("os-roads", files, {"roads.gpkg": spoiling.database}, tables=tables)
