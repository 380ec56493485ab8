"""The GeoPackage read back: figures, shapes, styles, and what it must not hold."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from capital_planner.papers import Paper, Picture, Section, heading
from data.exports.geopackage import geopackage_bytes
from data.exports.layers import shape_of
from data.exports.tables import data_rows, tables_of
from tests.capital_planner.small_map import AGREED_AT, HIDDEN_AT, HIDDEN_SITE, draw
from tests.data.small_papers import small_paper


@cache
def paper() -> Paper:
    return small_paper()


@cache
def content() -> bytes:
    return geopackage_bytes(paper())


def read(folder: Path, layer: str, of: bytes | None = None) -> gpd.GeoDataFrame:
    file = folder / "read.gpkg"
    file.write_bytes(of or content())
    found: gpd.GeoDataFrame = pyogrio.read_dataframe(file, layer=layer)
    return found


def shapes(found: gpd.GeoDataFrame, column: str) -> dict[str, BaseGeometry]:
    return dict(zip(found[column], found.geometry, strict=True))


@pytest.fixture
def package(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = tmp_path / "read.gpkg"
    file.write_bytes(content())
    with closing(sqlite3.connect(file)) as found:
        yield found


def test_layers_and_tables_are_there(tmp_path: Path) -> None:
    read(tmp_path, "read_me")
    kinds = dict(pyogrio.list_layers(tmp_path / "read.gpkg"))
    shapes = {name: kind for name, kind in kinds.items() if kind}
    assert shapes == {
        "map_after": "MultiPolygon",
        "map_autism": "MultiPolygon",
        "places_existing": "Point",
        "places_planned": "Point",
    }
    tables = {f"table_{table.key}" for table in tables_of(paper())}
    others = {"data_dictionary", "read_me", "layer_styles"}
    assert set(kinds) - set(shapes) == tables | others


def test_the_package_is_whole(package: sqlite3.Connection) -> None:
    assert package.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert package.execute("PRAGMA foreign_key_check").fetchall() == []
    assert package.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    dates = package.execute("SELECT DISTINCT last_change FROM gpkg_contents")
    assert len(dates.fetchall()) == 1


def test_every_value_of_every_table_is_held(tmp_path: Path) -> None:
    for table in tables_of(paper()):
        found = read(tmp_path, f"table_{table.key}")
        wanted = data_rows(table)
        assert list(found.columns) == list(wanted.columns)
        for column in table.columns:
            held, given = found[column.name].tolist(), wanted[column.name].tolist()
            for one, other in zip(held, given, strict=True):
                assert (pd.isna(one) and pd.isna(other)) or one == other


def test_areas_have_the_figures_and_shapes_of_the_map(tmp_path: Path) -> None:
    for picture in paper().pictures[:2]:
        layer = read(tmp_path, f"map_{picture.key}")
        found, drawn = layer.set_index("area_code"), shapes(layer, "area_code")
        assert str(layer.crs) == "EPSG:27700"
        assert len(found) == len(picture.spec.areas)
        for area in picture.spec.areas:
            row = found.loc[area.code]
            assert drawn[area.code].equals(shape_of(area))
            assert row["area"] == area.name
            if area.value is None:
                assert pd.isna(row["figure"])
            else:
                assert row["figure"] == area.value
                assert row["printed"] == area.printed


def test_what_is_held_back_stays_blank(tmp_path: Path) -> None:
    held = [area.name for area in paper().pictures[1].spec.areas if area.hatched]
    found = read(tmp_path, "map_autism").set_index("area")
    assert held
    assert found.loc[held, "figure"].isna().all()
    assert (found.loc[held, "class"] == "held back").all()


def test_the_rings_of_an_area_make_holes_and_islands() -> None:
    area = paper().pictures[0].spec.areas[0]
    shell = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    hole = ((1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0))
    island = ((20.0, 0.0), (21.0, 0.0), (21.0, 1.0), (20.0, 1.0))
    shape = shape_of(replace(area, rings=(shell, hole, island)))
    assert shape.area == 81 - 1 + 1
    assert len(shape.geoms) == 2
    assert shape.is_valid
    other = shape_of(replace(area, rings=tuple(r[::-1] for r in (shell, hole, island))))
    assert other.equals(shape)


def test_a_host_that_has_not_agreed_stands_in_its_district(tmp_path: Path) -> None:
    planned = shapes(read(tmp_path, "places_planned"), "at_site")
    assert planned["yes"].equals(Point(AGREED_AT))
    away = planned["no"]
    assert away.distance(Point(HIDDEN_AT)) > 1000
    assert shapes(read(tmp_path, "map_after"), "area")["Westmoor"].contains(away)
    assert HIDDEN_SITE.encode() not in content()


def test_each_place_is_there_once_with_its_maps(tmp_path: Path) -> None:
    found = read(tmp_path, "places_existing").set_index("name")
    assert found.index.is_unique
    assert found.loc["Hill Special School", "maps"] == "after autism page_eastvale"
    assert found.loc["Vale Special School", "maps"] == "after page_eastvale"
    symbols = {s.name: s for s in paper().pictures[0].spec.symbols}
    assert {name: symbols[name].places for name in found.index} == dict(found["places"])


def test_maps_that_show_the_same_are_one_layer(tmp_path: Path) -> None:
    spec = paper().pictures[0].spec
    twice = tuple(Picture(key, "Twice", "It.", spec) for key in ("one", "two"))
    found = geopackage_bytes(replace(paper(), sections=(Section("s", "S", twice),)))
    read(tmp_path, "read_me", found)
    names = [name for name, _ in pyogrio.list_layers(tmp_path / "read.gpkg")]
    assert "map_one" in names
    assert "map_two" not in names


def test_styles_draw_areas_as_the_map_does(package: sqlite3.Connection) -> None:
    rows = package.execute(
        "SELECT f_table_name, styleQML, useAsDefault, f_geometry_column"
        " FROM layer_styles"
    ).fetchall()
    styles = {name: ET.fromstring(qml) for name, qml, _, _ in rows}  # noqa: S314
    features = package.execute(
        "SELECT table_name, column_name FROM gpkg_geometry_columns"
    )
    assert sorted((name, column) for name, _, _, column in rows) == sorted(features)
    assert all(default == 1 for _, _, default, _ in rows)
    spec = paper().pictures[0].spec
    colours = {}
    for rule in styles["map_after"].iter("rule"):
        path = f".//symbol[@name='{rule.get('symbol')}']//Option[@name='color']"
        option = styles["map_after"].find(path)
        assert option is not None
        red, green, blue, _ = map(int, str(option.get("value")).split(","))
        colours[rule.get("label")] = f"#{red:02X}{green:02X}{blue:02X}"
        assert str(rule.get("label")) in str(rule.get("filter"))
    for band in spec.classes:
        assert colours[band.label] == band.colour
    assert {"held back", "no figure"} <= set(colours)


def test_every_row_falls_under_one_rule(package: sqlite3.Connection) -> None:
    styles = package.execute("SELECT f_table_name, styleQML FROM layer_styles")
    for name, qml in styles.fetchall():
        rules = ET.fromstring(qml).iter("rule")  # noqa: S314
        sums = " + ".join(f"({rule.get('filter')})" for rule in rules)
        counts = package.execute(f'SELECT {sums} FROM "{name}"')  # noqa: S608
        assert {count for (count,) in counts} == {1}


def test_columns_have_titles_and_meanings(package: sqlite3.Connection) -> None:
    told = {
        (table, column): (title, says)
        for table, column, title, says in package.execute(
            "SELECT table_name, column_name, title, description FROM gpkg_data_columns"
        )
    }
    for table in tables_of(paper()):
        for column in table.columns:
            found = told[f"table_{table.key}", column.name]
            assert found == (heading(column), column.says)
    for table, column in told:
        package.execute(f'SELECT "{column}" FROM "{table}"')  # noqa: S608


def test_lines_stamp_and_licence_go_with_it(tmp_path: Path) -> None:
    texts = set(read(tmp_path, "read_me")["text"])
    wanted = {paper().title, paper().marking, paper().stamp, paper().attribution}
    assert wanted | set(paper().lines) <= texts


def test_a_paper_without_maps_is_written(tmp_path: Path) -> None:
    only = replace(paper(), sections=(Section("s", "S", (tables_of(paper())[0],)),))
    found = read(tmp_path, "table_children_by_district", geopackage_bytes(only))
    assert len(found) == 4


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert content() == geopackage_bytes(small_paper())


def test_a_map_of_nothing_planned_has_no_layer_of_it(tmp_path: Path) -> None:
    spec = replace(draw(), symbols=())
    only = replace(
        paper(), sections=(Section("s", "S", (Picture("bare", "Bare", "It.", spec),)),)
    )
    read(tmp_path, "read_me", geopackage_bytes(only))
    names = [name for name, _ in pyogrio.list_layers(tmp_path / "read.gpkg")]
    assert not [name for name in names if name.startswith("places")]
