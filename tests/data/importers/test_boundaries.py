"""Boundaries from outside: the same ground whatever the file, and whose it is."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from capital_planner.mapspec.outlines import Land, land
from data import read_case
from data.importers import Given
from tests.data.importers.maps import (
    SQUARES,
    bring,
    bring_text,
    features,
    own,
    refusal,
    refusal_of_text,
    square,
    table,
)


@pytest.fixture(scope="module")
def ground() -> Land:
    case = read_case()
    return land(case.areas, case.outlines)


@pytest.fixture(scope="module")
def published(ground: Land) -> gpd.GeoDataFrame:
    """Districts of the embedded case as the portal lays them out."""
    columns = {
        "LAD25CD": [outline.code for outline in ground.outlines],
        "LAD25NM": [outline.name for outline in ground.outlines],
        "BNG_E": range(len(ground.outlines)),
    }
    shapes = [outline.polygon for outline in ground.outlines]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:27700")


# --- the same ground --------------------------------------------------------------


def as_geojson(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    frame.to_crs(4326).to_file(folder / "map.geojson", driver="GeoJSON")
    return folder / "map.geojson"


def as_geopackage(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    points = gpd.GeoDataFrame(geometry=frame.geometry.representative_point())
    points.to_file(folder / "map.gpkg", layer="a_points", driver="GPKG")
    frame.to_file(folder / "map.gpkg", layer="b_areas", driver="GPKG")
    return folder / "map.gpkg"


def as_shapefile(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    frame.to_crs(3857).to_file(folder / "LAD MAY 2025.shp", driver="ESRI Shapefile")
    return folder / "LAD MAY 2025.shp"


def as_zip(frame: gpd.GeoDataFrame, folder: Path) -> Path:
    parts = folder / "parts"
    parts.mkdir()
    as_shapefile(frame, parts)
    with zipfile.ZipFile(folder / "map.zip", "w") as archive:
        for part in parts.iterdir():
            archive.write(part, f"LAD (2025)/{part.name}")
    return folder / "map.zip"


@pytest.mark.parametrize("write", [as_geojson, as_geopackage, as_shapefile, as_zip])
def test_the_embedded_outlines_come_back_from_every_kind_of_file(
    write: Callable[[gpd.GeoDataFrame, Path], Path],
    ground: Land,
    published: gpd.GeoDataFrame,
    tmp_path: Path,
) -> None:
    report, areas = bring(write(published.iloc[::-1], tmp_path))
    case = read_case()
    expected = case.areas.set_index("area_code")
    assert areas["role"].to_dict() == expected["role"].to_dict()
    assert areas["name"].to_dict() == expected["name"].to_dict()
    moved = (areas - expected[["easting", "northing"]])[["easting", "northing"]]
    assert moved.abs().max().max() <= 10
    outlines = table(tmp_path, "outlines")
    made = land(areas.reset_index(), outlines)
    sizes = areas["area_km2"].to_dict()
    was = {outline.code: outline.polygon.area for outline in ground.outlines}
    for outline in made.outlines:
        assert outline.polygon.area == pytest.approx(was[outline.code], rel=0.005)
        assert sizes[outline.code] * 1e6 == pytest.approx(was[outline.code], rel=0.005)
    assert report.record["facts"]["rows read"] == 25
    assert report.record["facts"]["districts of the authority"] == 12
    [warning] = report.problems
    assert "Taken as the authority's districts: Burnley, Chorley" in str(warning)


# --- whose districts ---------------------------------------------------------------


def england(folder: Path, **columns: list[str]) -> Path:
    """Districts of two counties that touch, and one that does not."""
    shapes = SQUARES | {"E07000009": square(60, 0)}
    frame = gpd.GeoDataFrame(
        {"lad24cd": list(shapes), "lad24nm": list("ABCD"), **columns},
        geometry=list(shapes.values()),
        crs="EPSG:27700",
    )
    frame.to_file(folder / "england.gpkg", driver="GPKG")
    return folder / "england.gpkg"


def test_districts_of_a_county_by_the_column_of_the_map(tmp_path: Path) -> None:
    counties = ["E10000017", "E10000099", "", "E10000017"]
    _, areas = bring(england(tmp_path, CTY24CD=counties))
    assert own(areas) == ["E07000001", "E07000009"]


def test_districts_of_a_county_by_the_lookup_of_the_portal(tmp_path: Path) -> None:
    lookup = tmp_path / "lookup.csv"
    rows = "E07000002,B,E10000017,Lancashire\nE07000001,A,E10000099,Other\n"
    lookup.write_text(f"\ufeffLAD25CD,LAD25NM,CTY25CD,CTY25NM\n{rows}")
    whose = Given(code="E10000017", beside={"districts": lookup})
    _, areas = bring(england(tmp_path), whose)
    assert own(areas) == ["E07000002"]


def test_districts_of_a_county_by_its_outline(tmp_path: Path) -> None:
    outline = features({"E10000017": square(-1, -1, 20.5), "E10000099": square(50, 0)})
    counties = tmp_path / "counties.json"
    counties.write_text(json.dumps(outline).replace("LAD25", "CTYUA25"))
    whose = Given(code="E10000017", beside={"county": counties})
    _, areas = bring(england(tmp_path), whose)
    assert own(areas) == ["E07000001", "E07000002"]


def test_districts_of_a_county_by_where_its_schools_are(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    at = ["E07000009"] * 3 + ["E07000001"]
    schools = read_case().schools.head(4).assign(area_code=at, la_code=888)
    schools.to_csv(case / "schools.csv", index=False)
    whose = Given(code="E10000017", la_code=888)
    _, areas = bring(england(tmp_path), whose)
    assert own(areas) == ["E07000009"]


def test_districts_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    [problem] = refusal(england(tmp_path))
    assert "It cannot be told which districts are the authority's." in problem
    assert "Give the table of districts and counties" in problem
    assert "--" not in problem


def test_a_district_that_the_map_lacks_is_named(tmp_path: Path) -> None:
    lookup = tmp_path / "lookup.csv"
    lookup.write_text("LAD25CD,CTY25CD\nE07000002,E10000017\nE07000077,E10000017\n")
    whose = Given(code="E10000017", beside={"districts": lookup})
    [problem] = refusal(england(tmp_path), whose)
    assert "'E07000077'" in problem


def test_a_unitary_authority_is_one_district_of_its_own(tmp_path: Path) -> None:
    _, areas = bring(england(tmp_path), Given(code="E06000003"))
    assert areas["role"].to_dict() == {
        "E06000003": "county",
        "E07000001": "neighbour",
        "E07000002": "neighbour",
    }


def test_wards_serve_as_districts_of_a_unitary_authority(tmp_path: Path) -> None:
    shapes = {
        ("E05000001", "Same", "E06000003"): square(20, 0, 5),
        ("E05000002", "Same", "E06000003"): square(25, 0, 5),
        ("E05000003", "Far", "E07000002"): square(10, 0, 5),
        ("E05000004", "Out", "E07000002"): square(10, 5, 5),
    }
    keys = pd.DataFrame(list(shapes), columns=["WD25CD", "WD25NM", "LAD25CD"])
    keys["LAD25NM"] = keys["LAD25CD"]
    frame = gpd.GeoDataFrame(keys, geometry=list(shapes.values()), crs="EPSG:27700")
    frame.to_file(tmp_path / "wards.gpkg", driver="GPKG")
    _, areas = bring(tmp_path / "wards.gpkg", Given(code="E06000003"))
    assert areas["role"].to_dict() == {
        "E05000001": "county",
        "E05000002": "county",
        "E07000002": "neighbour",
    }
    assert areas["name"].to_list() == ["Same E05000001", "Same E05000002", "E07000002"]
    assert areas.loc["E07000002", "area_km2"] == 50.0


def test_codes_are_found_by_what_a_column_holds(tmp_path: Path) -> None:
    text = json.dumps(features(SQUARES)).replace("LAD25CD", "ref")
    areas = bring_text(tmp_path, text.replace("LAD25NM", "Name"))
    assert areas["name"].to_list()[0] == "Area E07000001"


@pytest.mark.parametrize(
    ("was", "put", "said"),
    [
        ('"type": "Polygon"', '"type": ["Polygon"]', "not an area"),
        ('"type": "Polygon"', '"type": {"a": 1}', "not an area"),
        ("EPSG::27700", "EPSG::99999", "damaged"),
    ],
)
def test_a_word_that_is_none_is_refused(
    tmp_path: Path, was: str, put: str, said: str
) -> None:
    text = json.dumps(features(SQUARES)).replace(was, put, 1)
    [problem] = refusal_of_text(tmp_path, text)
    assert said in problem


def test_half_a_character_in_a_name_is_read_as_a_question_mark(tmp_path: Path) -> None:
    text = json.dumps(features(SQUARES)).replace("Area E07000001", "Half \\ud800")
    assert bring_text(tmp_path, text).loc["E07000001", "name"] == "Half ?"
