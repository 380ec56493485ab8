"""A paper's maps and tables as a GeoPackage that QGIS opens as the maps are."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from capital_planner.papers import Column, Paper, Table, heading
from data.exports.layers import Layer, layers_of
from data.exports.tables import (
    DICTIONARY,
    data_rows,
    dictionary_rows,
    tables_of,
)

CRS = "EPSG:27700"
MADE = "2000-01-01T00:00:00.000Z"
"""The same on every run: the stamp says when a paper was made."""
CHANGE_COUNTS = (24, 92)
"""Where a file says how often it was changed, in bytes."""
COLUMN_TITLES = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
"""The extension "schema" of the GeoPackage standard (OGC 12-128r18, annex F.9)."""
SCHEMA = (
    "gpkg_schema",
    "http://www.geopackage.org/spec/#extension_schema",
    "read-write",
)
STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
  VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS');
"""


def geopackage_bytes(paper: Paper) -> bytes:
    """Write the maps and tables of a paper as a GeoPackage.

    ``map_...`` has the areas and figures of a map by the key of its picture;
    ``places_planned`` and ``places_existing`` the schemes and settings of all
    maps; ``table_...`` each table, with no geometry; ``data_dictionary`` what
    each column means, and ``read_me`` the fixed lines. Shapes are those of the
    maps, in British National Grid metres (EPSG:27700), so that nothing is here
    which a public map does not show. The same paper gives the same bytes.

    Notes
    -----
    The library that writes it knows files alone: it is made in a temporary folder.
    """
    layers = layers_of(paper.pictures)
    tables = _tables(paper, [layer.table for layer in layers])
    shown = [layer.table for layer in layers] + tables
    with tempfile.TemporaryDirectory() as folder, _no_waiting():
        file = Path(folder) / "paper.gpkg"
        for layer in layers:
            rows = data_rows(layer.table)
            _add(
                file,
                layer.table,
                gpd.GeoDataFrame(rows, geometry=layer.shapes, crs=CRS),
            )
        for table in tables:
            _add(file, table, data_rows(table))
        with closing(sqlite3.connect(file)) as package:
            _describe(package, shown)
            _style(package, layers)
            package.execute("UPDATE gpkg_contents SET last_change = ?", (MADE,))
            package.commit()
            package.execute("VACUUM")
        return _as_never_changed(file.read_bytes())


@contextmanager
def _no_waiting() -> Iterator[None]:
    """Do not wait for the disk at every table: the file is read at once, and gone."""
    pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": "OFF"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_SQLITE_SYNCHRONOUS": None})


def _as_never_changed(content: bytes) -> bytes:
    """Set the two counts of changes in the head of the file, which hang on the clock.

    They have to be alike (SQLite database file format, sections 1.3.8 and 1.3.16).
    """
    known = bytearray(content)
    for place in CHANGE_COUNTS:
        known[place : place + 4] = (1).to_bytes(4, "big")
    return bytes(known)


def _tables(paper: Paper, of_layers: Sequence[Table]) -> list[Table]:
    """Tables with no geometry, under the names they have in the package."""
    own = [replace(table, key=f"table_{table.key}") for table in tables_of(paper)]
    dictionary = dictionary_rows([*of_layers, *own])
    about = [
        ("title", paper.title),
        ("subtitle", paper.subtitle),
        ("marking", paper.marking),
        ("stamp", paper.stamp),
        *(("statement", line) for line in paper.lines),
        ("attribution", paper.attribution),
    ]
    return [
        *own,
        _texts(DICTIONARY, "What each column means", dictionary),
        _texts("read_me", "Read me", pd.DataFrame(about, columns=["item", "text"])),
    ]


def _texts(key: str, title: str, rows: pd.DataFrame) -> Table:
    columns = tuple(
        Column(name, name.replace("_", " ").capitalize(), "text", "", "")
        for name in map(str, rows.columns)
    )
    return Table(key, title, columns, rows, blank="none")


def _add(file: Path, table: Table, rows: pd.DataFrame) -> None:
    """Add a table; its caption and notes go with it."""
    said = " ".join([table.title, *table.notes])
    pyogrio.write_dataframe(
        rows,
        file,
        layer=table.key,
        driver="GPKG",
        layer_options={"IDENTIFIER": table.key, "DESCRIPTION": said},
    )


def _describe(package: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """Give every column its title and meaning."""
    package.executescript(COLUMN_TITLES)
    package.executemany(
        "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
        [
            (table.key, column.name, column.name, heading(column), column.says)
            for table in tables
            for column in table.columns
        ],
    )
    package.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, ?)",
        [
            (name, *SCHEMA)
            for name in ("gpkg_data_columns", "gpkg_data_column_constraints")
        ],
    )


def _style(package: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    """Keep a style for each layer, where QGIS looks for it."""
    package.executescript(STYLES)
    package.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault,"
        " description, owner, ui, update_time)"
        " VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', NULL, ?)",
        [
            (layer.table.key, layer.table.key, layer.style, layer.table.title, MADE)
            for layer in layers
        ],
    )
