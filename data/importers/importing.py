"""One file in: read by its kind, checked, and written into a case as a whole."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.columns import TABLES, columns_of
from data.exports import csv_bytes, json_bytes, write_files
from data.importers.grid import Progress, silent
from data.importers.imported import Asked, Imported, Importer, Standing
from data.importers.mappings import read_mappings
from data.importers.source import Source, refused, sources_of
from data.tables import parse_table, read_table

MODULES = {
    "gias": "gias",
    "dfe-ehc-plans": "ehc_plans",
    "dfe-sen-schools": "sen_schools",
    "sen2": "sen2",
    "scap": "scap",
    "ons-population": "population",
    "boundaries": "boundaries",
    "table": "own_table",
    "travel-matrix": "travel_matrix",
    "os-roads": "roads",
}
"""Kinds of file, and the module that reads each."""
KINDS = tuple(MODULES)
RECORD = "imports.json"
"""In the folder of a case: every file that came in, newest last."""
MOST_RECORDED = 64 * 2**20
MOST_DEEP = 8
NAME_NOT_KEPT = "not kept: the file is about persons"


@dataclass(frozen=True)
class Given:
    """What goes with a file that is imported.

    Attributes
    ----------
    code, la_code
        Of the authority, for a case that has no ``authority.csv`` yet.
    beside
        Other files that the kind needs, by what they are: ``postcodes``.
    asked
        For a table of the council's own.
    when, who
        For the record: the moment in UTC (ISO 8601), and the user's name.
    on_progress
        Told of rows read; what it raises ends the import, and nothing is written.
    """

    code: str = ""
    la_code: int = 0
    beside: Mapping[str, Path] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    when: str = ""
    who: str = ""
    on_progress: Progress = silent


@dataclass(frozen=True)
class Report:
    """What came of an import.

    Attributes
    ----------
    record
        As it is kept in ``imports.json``: plain values.
    problems
        Warnings.
    tables
        Names of the tables written.
    """

    record: Mapping[str, Any]
    problems: tuple[Problem, ...]
    tables: tuple[str, ...]


def import_file(kind: str, path: Path, folder: Path, given: Given) -> Report:
    """Read a file and write its tables into the folder of a case, all or none.

    Parameters
    ----------
    kind
        One of ``KINDS``.
    folder
        Of the case; made if it does not exist.

    Raises
    ------
    DataError
        With every error found in the file or in the tables made of it, or if the
        file changed meanwhile; nothing is written then.
    PlannerError
        If the folder cannot be written.
    """
    found = _as_found(path, given)
    sources = sources_of(path)
    importer: Importer = import_module(f"data.importers.{MODULES[kind]}").read
    imported = importer(sources, _standing(folder, given))
    written = checked_files(imported)
    record = _record(kind, sources, imported, given)
    if _as_found(path, given) != found:
        remedy = "Close it where it is open, and import it again."
        raise refused(path.name, "The file changed while it was read.", remedy)
    history = {"version": 1, "imports": [*read_imports(folder), record]}
    write_files(folder, {**written, **imported.files, RECORD: json_bytes(history)})
    return Report(record, imported.problems, tuple(imported.tables))


def read_imports(folder: Path) -> list[dict[str, Any]]:
    """Read the record of the files that came into a case, oldest first.

    Raises
    ------
    DataError
        If there is a record that this version did not write.
    """
    path = folder / RECORD
    if not path.exists():
        return []
    try:
        with path.open("rb") as file:
            kept = json.loads(file.read(MOST_RECORDED))
    except (OSError, ValueError, RecursionError) as error:
        raise _no_record() from error
    return entries_of(kept)


def entries_of(kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the entries of a record as it was kept, once they are seen to be plain.

    Raises
    ------
    DataError
        If it is not a record that this version writes.
    """
    try:
        entries = [dict(entry) for entry in kept["imports"]]
        _check_plain(entries, MOST_DEEP)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _no_record() from error
    return entries


def _no_record() -> DataError:
    message = "It is not a record of imports that this version reads."
    remedy = "Move it out of the folder; a new one is begun."
    return DataError([Problem(message, remedy, file=RECORD)])


def _check_plain(value: object, deeper: int) -> None:
    """Hold that a value is one that can be kept: shallow, finite, whole characters."""
    if isinstance(value, str):
        value.encode()
    if not deeper or (isinstance(value, float) and not math.isfinite(value)):
        raise ValueError(value)
    if isinstance(value, dict | list):
        for held in (*value, *value.values()) if isinstance(value, dict) else value:
            _check_plain(held, deeper - 1)


def standing_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Tables of a case that may not be whole yet; those that are not there left out.

    Raises
    ------
    DataError
        If one that is there has errors.
    """
    found, errors = {}, []
    for name in TABLES:
        path = folder / f"{name}.csv"
        if not path.exists():
            continue
        reading = read_table(path, columns_of(name))
        errors += [bad for bad in reading.problems if bad.severity == "error"]
        if reading.frame is not None:
            found[name] = reading.frame
    if errors:
        raise DataError(errors)
    return found


def _as_found(path: Path, given: Given) -> list[tuple[int, int] | None]:
    """Size and time of change of every file; None for one that is not there."""
    paths = (path, *given.beside.values())
    found = [each.stat() if each.exists() else None for each in paths]
    return [facts and (facts.st_size, facts.st_mtime_ns) for facts in found]


def _standing(folder: Path, given: Given) -> Standing:
    tables = standing_tables(folder)
    code, la_code = given.code, given.la_code
    if "authority" in tables:
        own = tables["authority"].iloc[0]
        code, la_code = str(own["code"]), int(own["la_code"])
    if not code and not la_code:
        message = "It is not said whose case this is."
        remedy = "Give the area code of the authority, such as E10000017."
        raise DataError([Problem(message, remedy)])
    beside = {name: sources_of(path) for name, path in given.beside.items()}
    return Standing(
        code=code,
        la_code=la_code,
        tables=tables,
        beside=beside,
        asked=given.asked,
        remembered=read_mappings(folder),
        on_progress=given.on_progress,
    )


def checked_files(imported: Imported) -> dict[str, bytes]:
    """Write the tables made of a file, held to the schema as if they were read.

    Raises
    ------
    DataError
        With every error that reading them would find.
    """
    files = {f"{name}.csv": csv_bytes(made) for name, made in imported.tables.items()}
    errors = []
    for name in imported.tables:
        file = f"{name}.csv"
        _, found = parse_table(files[file], file, columns_of(name))
        errors += [problem for problem in found if problem.severity == "error"]
    if errors:
        raise DataError(errors)
    return files


def _record(
    kind: str, sources: Sequence[Source], imported: Imported, given: Given
) -> dict[str, Any]:
    beside = [Source(path, "", path.stat().st_size) for path in given.beside.values()]
    return {
        "kind": kind,
        "when": given.when,
        "who": given.who,
        "files": [
            *(_entry(source, named=not imported.personal) for source in sources),
            *(_entry(source, named=True) for source in beside),
        ],
        "tables": list(imported.tables),
        "facts": dict(imported.facts),
        "warnings": [str(problem) for problem in imported.problems],
    }


def _entry(source: Source, *, named: bool) -> dict[str, str | int]:
    name = source.name if named else NAME_NOT_KEPT
    return {"name": name, "sha256": source.sha256, "bytes": source.size}
