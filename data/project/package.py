"""The bytes of a project file: a GeoPackage that any SQLite tool opens."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from capital_planner.errors import Problem, ProjectFileError
from data.kept_options import MARKING
from data.project.layers import KINDS, SRS, Layer, layers_of
from data.project.layout import ABOUT, TABLES, VERSION, Row, Rows, create
from data.project.rows import digest_of_rows

APPLICATION = int.from_bytes(b"GPKG", "big")
STANDARD = 10300
"""GeoPackage 1.3 (OGC 12-128r17)."""
CHANGED_AT = "2000-01-01T00:00:00.000Z"
"""The same in every file: the audit says when it was saved."""
NOTE = (
    "Saved by the SEND capital planner. Everything is read from the tables case_table "
    "to audit; the layers areas and special_schools are derived from case_table, for "
    "looking at, and are not read back. Edit nothing here outside the planner: it "
    "opens no file that was changed."
)
WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
NATIONAL_GRID = (
    'PROJCS["OSGB36 / British National Grid",GEOGCS["OSGB36",'
    'DATUM["Ordnance_Survey_of_Great_Britain_1936",'
    'SPHEROID["Airy 1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4277"]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],'
    'PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],'
    'PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],'
    'UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH],'
    'AUTHORITY["EPSG","27700"]]'
)
SYSTEMS = (
    ("Undefined Cartesian", -1, "NONE", -1, "undefined"),
    ("Undefined geographic", 0, "NONE", 0, "undefined"),
    ("WGS 84", 4326, "EPSG", 4326, WGS_84),
    ("British National Grid", SRS, "EPSG", SRS, NATIONAL_GRID),
)
NOWHERE = (None, None, None, None, None)
"""Bounds and coordinate system of a table without shapes."""
STANDARD_TABLES = (
    """CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY NOT NULL,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT)""",
    """CREATE TABLE gpkg_contents (
  table_name TEXT PRIMARY KEY NOT NULL, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
    REFERENCES gpkg_spatial_ref_sys (srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id)
    REFERENCES gpkg_spatial_ref_sys (srs_id))""",
)
"""Tables that the standard asks for, as its annex C writes them."""


def package_bytes(rows: Rows) -> bytes:
    """Give the file that holds rows; the same rows give the same bytes.

    Raises
    ------
    ProjectFileError
        If the file would not be sound.
    """
    held = {str(name): content for name, content, _ in rows["case_table"]}
    layers = layers_of({k: v for k, v in held.items() if isinstance(v, bytes)})
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as package:
        package.execute(f"PRAGMA application_id = {APPLICATION}")
        package.execute(f"PRAGMA user_version = {STANDARD}")
        package.execute("PRAGMA foreign_keys = ON")
        package.execute("BEGIN")
        for statement in statements():
            package.execute(statement)
        for table, values in _standard_rows(layers).items():
            _insert(package, table, values)
        _insert(package, "about", list(enumerate_rows(about_rows(rows))))
        for table in TABLES:
            _insert(package, table, list(enumerate_rows(rows[table])))
        package.execute("COMMIT")
        _check(package)
        return package.serialize()


def statements() -> Iterator[str]:
    """Give the SQL that makes every table of a file of this version, in order."""
    yield from STANDARD_TABLES
    yield create("about", ABOUT)
    for table, fields in TABLES.items():
        yield create(table, fields)
    for kind in KINDS:
        columns = ", ".join(f"{name} {sql}" for name, sql in kind.columns)
        yield (
            f"CREATE TABLE {kind.name} (id INTEGER PRIMARY KEY NOT NULL, "
            f"geom {kind.shape}, {columns})"
        )


def about_rows(rows: Rows) -> tuple[Row, ...]:
    """Give what a file says of itself."""
    return (
        ("marking", MARKING),
        ("version", str(VERSION)),
        ("digest", digest_of_rows(rows)),
        ("note", NOTE),
    )


def enumerate_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows with their number in front, from 1."""
    return ((number, *row) for number, row in enumerate(rows, start=1))


def _standard_rows(layers: Sequence[Layer]) -> dict[str, list[tuple[Any, ...]]]:
    plain = [
        (name, "attributes", name, "", CHANGED_AT, *NOWHERE)
        for name in ("about", *TABLES)
    ]
    drawn = [
        (
            layer.kind.name,
            "features",
            layer.kind.name,
            layer.kind.title,
            CHANGED_AT,
            *(layer.bounds or NOWHERE[:4]),
            SRS,
        )
        for layer in layers
    ]
    return {
        "gpkg_spatial_ref_sys": [(*system, "") for system in SYSTEMS],
        "gpkg_contents": [*plain, *drawn],
        "gpkg_geometry_columns": [
            (layer.kind.name, "geom", layer.kind.shape, SRS, 0, 0) for layer in layers
        ],
        **{layer.kind.name: list(enumerate_rows(layer.rows)) for layer in layers},
    }


def _insert(
    package: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows to a table of this module; names of tables are its own."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        package.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608


def _check(package: sqlite3.Connection) -> None:
    found = package.execute("PRAGMA integrity_check").fetchall()
    broken = package.execute("PRAGMA foreign_key_check").fetchall()
    if found != [("ok",)] or broken:
        message = "The project could not be put together soundly; nothing was written."
        raise ProjectFileError([Problem(message, "Save it again.")])
