"""Files read into a case that is not written yet: looked at, then kept or left."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from capital_planner.errors import DataError, Problem
from data.case_files import folder_tables
from data.case_reader import check_case
from data.exports import write_files
from data.importers.importing import RECORD, Given, import_file, read_imports
from data.importers.mappings import FILE as MAPPINGS

FIRST_ROWS = 20
BESIDE = (RECORD, MAPPINGS)
"""What the folder of a case holds beside its tables."""
ENDING = ".csv"


@dataclass(frozen=True)
class Made:
    """One table as it would be.

    Attributes
    ----------
    before
        Rows of the table that it takes the place of; None where there is none.
    first
        Its first rows, as they are written.
    """

    table: str
    columns: tuple[str, ...]
    rows: int
    before: int | None
    first: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Staged:
    """What would come of an import.

    Attributes
    ----------
    contents
        Files of the case that would be new or others, by name; none where there
        is an error.
    made
        The tables among them.
    records
        As they are kept in ``imports.json``, one a file.
    problems
        Errors and warnings, errors first.
    """

    contents: Mapping[str, bytes]
    made: tuple[Made, ...] = ()
    records: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands in the way."""
        return tuple(found for found in self.problems if found.severity == "error")


def case_contents(folder: Path) -> dict[str, bytes]:
    """Bytes of every file of a case that an import builds on, by name.

    Raises
    ------
    DataError
        If it holds no table, or one that cannot be read.
    """
    tables = folder_tables(folder)
    beside = {name: folder / name for name in BESIDE}
    return {
        **{f"{table}{ENDING}": content for table, content in tables.items()},
        **{name: path.read_bytes() for name, path in beside.items() if path.exists()},
    }


def stage(
    kind: str, paths: Sequence[Path], standing: Mapping[str, bytes], given: Given
) -> Staged:
    """Import files beside a case, and say what would come of it.

    Parameters
    ----------
    standing
        Every file of the case as it is, by name.

    Returns
    -------
    Staged
        An error of a file, or one that the case has only with the new tables, is
        among its problems; there are no contents then.

    Raises
    ------
    PlannerError
        If there is no room beside.
    """
    problems: list[Problem] = []
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_files(folder, standing)
        known = len(read_imports(folder))
        for path in paths:
            problems += _bring(kind, path, folder, given)
        if not any(found.severity == "error" for found in problems):
            problems += _new_errors(folder, standing)
        records = tuple(read_imports(folder)[known:])
        names = sorted(path.name for path in folder.iterdir())
        found = {name: (folder / name).read_bytes() for name in names}
    contents = {n: found[n] for n in names if standing.get(n) != found[n]}
    ordered = tuple(sorted(dict.fromkeys(problems), key=lambda it: it.severity))
    staged = Staged(contents, _all_made(records, found, standing), records, ordered)
    return replace(staged, contents={}, records=()) if staged.errors else staged


def _bring(kind: str, path: Path, folder: Path, given: Given) -> tuple[Problem, ...]:
    try:
        return import_file(kind, path, folder, given).problems
    except DataError as error:
        return error.problems


def _new_errors(folder: Path, standing: Mapping[str, bytes]) -> list[Problem]:
    """Errors that the case has with the new tables, and not without them."""
    errors = [it for it in check_case(folder) if it.severity == "error"]
    if not errors:
        return []
    with TemporaryDirectory() as place:
        write_files(Path(place), standing)
        before = set(check_case(Path(place)))
    return [found for found in errors if found not in before]


def _all_made(
    records: Sequence[Mapping[str, Any]],
    found: Mapping[str, bytes],
    standing: Mapping[str, bytes],
) -> tuple[Made, ...]:
    tables = dict.fromkeys(table for each in records for table in each["tables"])
    return tuple(
        _made(table, found[f"{table}{ENDING}"], standing.get(f"{table}{ENDING}"))
        for table in tables
    )


def _made(table: str, content: bytes, before: bytes | None) -> Made:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    columns = tuple(next(rows, ()))
    first = tuple(map(tuple, islice(rows, FIRST_ROWS)))
    rest = sum(1 for _ in rows)
    earlier = None if before is None else _count(before)
    return Made(table, columns, len(first) + rest, earlier, first)


def _count(content: bytes) -> int:
    """Rows of a table that is there, in any of the codings it may be in."""
    text = content.decode("utf-8-sig", errors="replace")
    return max(
        sum(1 for row in csv.reader(io.StringIO(text, newline="")) if row) - 1, 0
    )
