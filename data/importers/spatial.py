"""Maps from outside, before a library that draws on them is let near."""

import re
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyogrio
import pyogrio.errors
from pyproj.exceptions import CRSError, ProjError
from shapely.errors import ShapelyError

from capital_planner.errors import DataError
from data.importers.source import BLOCK, Source, refused

GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")
"""What a GeoPackage says it is, from byte 68 on (OGC 12-128r18, requirement 2)."""
SAID_AT = 68
MOST_OBJECTS = 10_000
"""Tables, indexes and triggers of a package."""
CHECKED_WHOLE = 2**28
"""Bytes of a package up to which every page of it is looked at."""
MOST_STEPS = 2_000
"""Times ten thousand steps of the database: a check that does not end is ended."""
VIRTUAL = re.compile(r"CREATE\s+VIRTUAL\s", re.IGNORECASE)
INDEX_OF_PLACES = re.compile(
    r"""CREATE\s+VIRTUAL\s+TABLE\s+("[^"]*"|\w+)\s+USING\s+rtree\s*\(""",
    re.IGNORECASE,
)
SHAPEFILE = b"\x00\x00\x27\x0a"
SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
DAMAGED = "The map is damaged, or is not one."
UNREADABLE = (
    *(pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError),
    *(pyogrio.errors.FeatureError, pyogrio.errors.GeometryError),
    *(pyogrio.errors.FieldError, pyogrio.errors.CRSError, CRSError, ProjError),
    *(ShapelyError, ValueError, TypeError, LookupError, RuntimeError, OverflowError),
    *(OSError, NameError, sqlite3.Error),
)
"""What the libraries raise on a map that is not one, or not whole."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Package:
    """A GeoPackage that may be read: a plain database, of plain tables.

    Attributes
    ----------
    path
        Of the file, or of a copy that goes when the reading ends.
    name
        What people call it.
    tables
        Names of its tables; a layer that is none of them is a view, and not read.
    """

    path: Path
    name: str
    tables: frozenset[str]

    def read(self, layer: str, **wanted: Any) -> Any:  # noqa: ANN401 (a frame, or facts)
        """Read a layer as ``pyogrio.read_dataframe`` does.

        Raises
        ------
        DataError
            If there is no such table, or it is damaged.
        """
        if layer not in self.tables:
            remedy = f"It has: {', '.join(sorted(self.layers()))}."
            raise refused(self.name, f"There is no layer {layer!r}.", remedy)
        return read_safely(
            self.name,
            lambda: pyogrio.read_dataframe(
                self.path, layer=layer, IMMUTABLE="YES", **wanted
            ),
        )

    def columns(self, layer: str) -> list[str]:
        """Names of the columns of a layer, its shapes left out."""
        facts = read_safely(
            self.name,
            lambda: pyogrio.read_info(self.path, layer=layer, IMMUTABLE="YES"),
        )
        return [str(name) for name in facts["fields"]]

    def count(self, layer: str) -> int:
        """Count the rows of a layer that is one of its tables."""
        quoted = layer.replace('"', '""')
        asked = f'SELECT count(*) FROM "{quoted}"'  # noqa: S608
        with _read_only(self.path) as database:
            rows = read_safely(self.name, lambda: database.execute(asked).fetchone())
        return int(rows[0])

    def layers(self) -> list[str]:
        """Names of its layers that are tables."""
        found = read_safely(self.name, lambda: pyogrio.list_layers(self.path))
        return [str(name) for name, _ in found if str(name) in self.tables]


def read_safely(name: str, read: Callable[[], Found]) -> Found:
    """Read; whatever is raised by a bad file refuses the file.

    Raises
    ------
    DataError
        Named for the file.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except DataError:
        raise
    except UNREADABLE as error:
        raise refused(name, DAMAGED) from error


@contextmanager
def geopackage(source: Source) -> Iterator[Package]:
    """Open a GeoPackage to read: nothing in it is run, nothing beside it is written.

    Raises
    ------
    DataError
        If it is another database, is damaged, or has tables that are programs.
    """
    with source.open() as stream:
        said = stream.read(SAID_AT + 4)[SAID_AT:]
    if said not in GEOPACKAGES:
        remedy = "Save it as GeoPackage, with QGIS for example, and give that."
        raise refused(source.name, "This database is not a GeoPackage.", remedy)
    with _on_disk(source, "map.gpkg") as path:
        tables = read_safely(source.name, lambda: _tables(path, source))
        yield Package(path, source.name, tables)


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database as it is, for so many steps."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        steps = iter(range(MOST_STEPS))
        database.set_progress_handler(lambda: next(steps, None) is None, 10_000)
        database.execute("PRAGMA trusted_schema = OFF")
        yield database


def _tables(path: Path, source: Source) -> frozenset[str]:
    with _read_only(path) as database:
        rows = database.execute(
            "SELECT type, name, sql FROM sqlite_master LIMIT ?", (MOST_OBJECTS + 1,)
        ).fetchall()
        if len(rows) > MOST_OBJECTS or any(_is_program(*row) for row in rows):
            raise refused(source.name, "The database holds more than tables.")
        if source.size <= CHECKED_WHOLE:
            state = database.execute("PRAGMA quick_check(1)").fetchone()
            if state != ("ok",):
                raise refused(source.name, DAMAGED)
    return frozenset(str(name) for kind, name, _ in rows if kind == "table")


def _is_program(kind: object, _name: object, sql: object) -> bool:
    """Whether a table is made by code of a library, but the index of places."""
    words = str(sql).lstrip()
    virtual = kind == "table" and VIRTUAL.match(words) is not None
    return virtual and INDEX_OF_PLACES.match(words) is None


@contextmanager
def shapefile(source: Source) -> Iterator[Path]:
    """Give the parts of a Shapefile, each under a name that is known.

    Raises
    ------
    DataError
        If it has no table or index beside it.
    """
    parts = dict(_shape_parts(source))
    lacking = [part for part in SHAPE_PARTS[1:3] if part not in parts]
    if lacking:
        remedy = "Give the .zip as published, or put all its files in one folder."
        message = f"A Shapefile needs its {' and '.join(lacking)} beside it."
        raise refused(source.name, message, remedy)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for part, beside in parts.items():
            _copy(beside, Path(folder) / f"map{part}")
        yield Path(folder) / "map.shp"


def _shape_parts(source: Source) -> Iterator[tuple[str, Source]]:
    """Files of the same name beside it, in its folder or archive."""
    stem = source.name.rsplit(".", 1)[0].casefold()
    for beside in (source, *source.beside()):
        name, _, ending = beside.name.casefold().rpartition(".")
        if name == stem and f".{ending}" in SHAPE_PARTS:
            yield f".{ending}", beside


@contextmanager
def _on_disk(source: Source, name: str) -> Iterator[Path]:
    """Give a file as it is; unpack a member of an archive under a known name."""
    if not source.member:
        yield source.path
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _copy(source, Path(folder) / name)
        yield Path(folder) / name


def _copy(source: Source, target: Path) -> None:
    """Write a file from outside; no more of it than it said it has."""
    with source.open() as stream, target.open("wb") as file:
        try:
            shutil.copyfileobj(stream, file, BLOCK)
        except OSError as error:
            with suppress(OSError):
                target.unlink()
            reason = error.strerror or str(error)
            raise refused(source.name, f"It cannot be unpacked: {reason}.") from error
