"""Maps that are not what they say: read where they can be, or refused in words."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn

from capital_planner.errors import DataError
from data.importers import import_file
from tests.data.importers.hostile import contents, mutated
from tests.data.importers.maps import (
    LANCASHIRE,
    SQUARES,
    bring,
    features,
    own,
    refusal,
    refusal_of_text,
    square,
)

# --- coordinate systems --------------------------------------------------------------


def test_metres_in_a_file_that_says_nothing_are_taken_as_metres(tmp_path: Path) -> None:
    held = features(SQUARES)
    del held["crs"]
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(held))
    report, areas = bring(file)
    assert areas.loc["E07000001", "area_km2"] == 100.0
    said = str(report.problems[0])
    assert "does not say which coordinate system" in said
    assert "British National Grid" in said


def test_a_shapefile_without_its_system_is_read_where_it_can_be_one_thing(
    tmp_path: Path,
) -> None:
    frame = gpd.GeoDataFrame(
        {"LAD25CD": list(SQUARES)}, geometry=list(SQUARES.values()), crs="EPSG:27700"
    )
    frame.to_crs(4326).to_file(tmp_path / "a.shp", driver="ESRI Shapefile")
    (tmp_path / "a.prj").unlink()
    _, areas = bring(tmp_path / "a.shp")
    assert areas.loc["E07000001", "area_km2"] == pytest.approx(100.0, abs=0.01)


@pytest.mark.parametrize("move", [7_000_000.0, -2_000_000.0])
def test_a_system_that_cannot_be_told_is_asked_for(tmp_path: Path, move: float) -> None:
    moved = {
        code: shapely.transform(shape, lambda points: points + move)
        for code, shape in SQUARES.items()
    }
    held = features(moved)
    del held["crs"]
    [problem] = refusal_of_text(tmp_path, json.dumps(held))
    assert "does not say which coordinate system" in problem


def test_areas_outside_great_britain_are_refused(tmp_path: Path) -> None:
    held = features(SQUARES)
    text = json.dumps(held).replace("EPSG::27700", "EPSG::25832")
    [problem] = refusal_of_text(tmp_path, text)
    assert "not in Great Britain" in problem


# --- hostile files --------------------------------------------------------------------


def with_point(value: str) -> str:
    return json.dumps(features(SQUARES)).replace("310000.0", value, 1)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("NaN", "NaN is no number"),
        ("Infinity", "Infinity is no number"),
        ("1e400", "not a finite number"),
        ("1" + "0" * 400, "not a number"),
        ("9" * 5_000, "is not GeoJSON"),
        ('"=1+1"', "not a number"),
        ("null", "not a finite number"),
        ("[[1]]", "not a number"),
        ("1e308", "too large"),
    ],
)
def test_a_coordinate_that_is_none_is_refused(
    tmp_path: Path, value: str, said: str
) -> None:
    [problem] = refusal_of_text(tmp_path, with_point(value))
    assert said in problem


@pytest.mark.parametrize("bad", [b'PROJCS["a"', b"\xff" * 40, b"GEOGCS[]"])
def test_a_coordinate_system_that_is_none_is_refused_or_not_used(
    tmp_path: Path, bad: bytes
) -> None:
    frame = gpd.GeoDataFrame(
        {"LAD25CD": list(SQUARES)}, geometry=list(SQUARES.values()), crs="EPSG:27700"
    )
    frame.to_file(tmp_path / "map.shp", driver="ESRI Shapefile")
    (tmp_path / "map.prj").write_bytes(bad)
    spoiled(tmp_path, "map.shp", (tmp_path / "map.shp").read_bytes())


def test_every_bad_feature_is_told_with_its_number(tmp_path: Path) -> None:
    flat = {"type": "Polygon", "coordinates": [[[300e3, 400e3], [301e3, 400e3]]]}
    point = {"type": "Point", "coordinates": [300e3, 400e3]}
    shapes = SQUARES | {"E07000004": flat, "E07000005": point, "E07000006": {}}
    problems = refusal_of_text(tmp_path, json.dumps(features(shapes)))
    assert [said.split(",")[1] for said in problems] == [" row 4", " row 5", " row 6"]
    assert "fewer than three points" in problems[0]
    assert "not an area" in problems[1]


def test_outlines_that_can_be_mended_are_and_it_is_said(tmp_path: Path) -> None:
    bow = shapely.Polygon(
        [(310e3, 400e3), (320e3, 410e3), (320e3, 400e3), (310e3, 410e3)]
    )
    held = features(SQUARES | {"E07000002": bow, "E07000004": None})
    del held["features"][0]["geometry"]["coordinates"]
    ring = [[300e3, 400e3], [310e3, 400e3], [310e3, 410e3], [300e3, 410e3]]
    held["features"][0]["geometry"]["coordinates"] = [ring]
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(held))
    report, areas = bring(file)
    said = [f"{problem.row} {problem.message}" for problem in report.problems]
    assert said[:3] == [
        "1 A ring of the outline is not closed.",
        "4 The feature has no area.",
        "2 The outline crosses itself.",
    ]
    assert areas.loc["E07000001", "area_km2"] == 100.0
    assert areas.loc["E07000002", "area_km2"] == 50.0


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"type":"FeatureCollection","features":' + "[" * 5_000,
        '{"type":"FeatureCollection","features":{}}',
        '{"type":"FeatureCollection","features":[]}',
        "<OGRVRTDataSource><OGRVRTLayer name='a'/></OGRVRTDataSource>",
        "/vsicurl/http://localhost/districts.geojson",
        "\x00\x01",
        "LAD25CD,LAD25NM\nE07000001,A\n",
    ],
)
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    [problem] = refusal_of_text(tmp_path, text)
    assert problem.startswith("map.geojson")


def package(folder: Path) -> Path:
    frame = gpd.GeoDataFrame(
        {"LAD25CD": list(SQUARES), "LAD25NM": list("ABC")},
        geometry=list(SQUARES.values()),
        crs="EPSG:27700",
    )
    frame.to_file(folder / "map.gpkg", layer="areas", driver="GPKG")
    return folder / "map.gpkg"


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        for statement in statements:
            database.execute(statement)


def test_a_view_in_place_of_a_layer_is_not_read(tmp_path: Path) -> None:
    file = package(tmp_path)
    change(
        file,
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE areas RENAME TO hidden",
        "CREATE VIEW areas AS SELECT * FROM hidden",
    )
    [problem] = refusal(file)
    assert "The map holds no area." in problem


def test_a_table_that_is_a_program_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path)
    change(file, "CREATE VIRTUAL TABLE rtree_words USING fts5(a)")
    [problem] = refusal(file)
    assert "holds more than tables" in problem


def test_a_package_is_read_as_it_is_and_left_so(tmp_path: Path) -> None:
    """A trigger never runs, and no journal appears beside the file."""
    file = package(tmp_path)
    change(
        file,
        "CREATE TRIGGER spoil AFTER INSERT ON areas BEGIN DELETE FROM areas; END",
        "PRAGMA journal_mode = WAL",
    )
    change(file, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = file.read_bytes()
    _, areas = bring(file)
    assert own(areas) == ["E07000001", "E07000002"]
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "map.gpkg"]


def test_a_database_that_is_no_geopackage_is_refused(tmp_path: Path) -> None:
    change(tmp_path / "map.gpkg", "CREATE TABLE areas (a)")
    [problem] = refusal(tmp_path / "map.gpkg")
    assert "not a GeoPackage" in problem


def test_a_shapefile_without_its_table_says_what_it_needs(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[square(0, 0)], crs="EPSG:27700")
    frame.to_file(tmp_path / "a.shp", driver="ESRI Shapefile")
    (tmp_path / "a.dbf").unlink()
    [problem] = refusal(tmp_path / "a.shp")
    assert "needs its .dbf beside it" in problem


def spoiled(folder: Path, name: str, content: bytes) -> None:
    """Import a spoiled file: whole, or refused and nothing written."""
    file = folder / name
    file.write_bytes(content)
    case = folder / "case"
    try:
        import_file("boundaries", file, case, LANCASHIRE)
    except DataError:
        assert not case.exists()
        return
    assert {"areas.csv", "outlines.csv", "imports.json"} == set(contents(case))


QUIET = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
VALID_JSON = json.dumps(features(SQUARES)).encode()


@QUIET
@drawn(mutated(VALID_JSON))
def test_spoiled_geojson_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    spoiled(tmp_path_factory.mktemp("json"), "map.geojson", content)


def test_spoiled_packages_and_shapefiles_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = tmp_path_factory.mktemp("made")
    valid = package(made).read_bytes()
    shape = gpd.GeoDataFrame(
        {"LAD25CD": list(SQUARES)}, geometry=list(SQUARES.values()), crs="EPSG:27700"
    )
    shape.to_file(made / "map.shp", driver="ESRI Shapefile")
    parts = {path.name: path.read_bytes() for path in made.glob("map.[!g]*")}

    @QUIET
    @drawn(mutated(valid))
    def packages(content: bytes) -> None:
        spoiled(tmp_path_factory.mktemp("gpkg"), "map.gpkg", content)

    @QUIET
    @drawn(mutated(parts["map.shp"]), mutated(parts["map.dbf"]))
    def shapefiles(content: bytes, table: bytes) -> None:
        folder = tmp_path_factory.mktemp("shp")
        for name, part in (parts | {"map.dbf": table}).items():
            (folder / name).write_bytes(part)
        spoiled(folder, "map.shp", content)

    packages()
    shapefiles()
