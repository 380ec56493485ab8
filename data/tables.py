"""One table: from the bytes of a file to a checked frame, with every problem."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from capital_planner.errors import Problem
from data.cells import UnreadableError, Value, is_numeric, is_whole, parse
from data.columns import Column

MOST_ALIKE = 20
"""Rows listed of one problem in one column; the rest are counted."""
FIRST_ROW = 2
"""Row of the first record, counted as a spreadsheet does."""


@dataclass(frozen=True)
class Reading:
    """What came of reading one table.

    Attributes
    ----------
    frame
        Index ``row``, as a spreadsheet counts; every column of the schema, in
        its order; None if the file, a column or every row is missing.
        Unreadable cells are blank.
    problems
        Errors and warnings found.
    content
        The bytes of the file, empty if it could not be read.
    """

    frame: pd.DataFrame | None
    problems: tuple[Problem, ...]
    content: bytes


def read_table(path: Path, columns: Sequence[Column]) -> Reading:
    """Read one CSV file by column name against its schema."""
    try:
        content = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        return unread(path.name, "is missing" if missing else "cannot be read")
    return read_content(content, path.name, columns)


def unread(file: str, reason: str) -> Reading:
    """Give what comes of a table that is not there, or cannot be read."""
    problem = Problem(
        f"The file {reason}.",
        "Put it where it is looked for, under this name, and see that you may read it.",
        file=file,
    )
    return Reading(None, (problem,), b"")


def read_content(content: bytes, file: str, columns: Sequence[Column]) -> Reading:
    """Read the bytes of one CSV file by column name against its schema."""
    frame, problems = parse_table(content, file, columns)
    return Reading(frame, tuple(problems), content)


def parse_table(
    content: bytes, file: str, columns: Sequence[Column]
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Check a table's bytes: its frame, and the problems found."""
    rows = list(csv.reader(io.StringIO(decode(content), newline="")))
    header = [name.strip() for name in rows[0]] if rows else []
    records = [
        (number, row)
        for number, row in enumerate(rows[1:], start=FIRST_ROW)
        if any(cell.strip() for cell in row)
    ]
    problems = _header_problems(header, file, columns)
    if not records:
        problems.append(
            Problem("The table is empty.", "Add at least one row of data.", file=file)
        )
    problems += _ragged(header, records, file)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    series = {}
    for column in columns:
        place = header.index(column.name) if column.name in header else None
        texts = [
            (number, row[place].strip() if place is not None else "")
            for number, row in records
        ]
        values, found = _parse_column(texts, file, column)
        series[column.name] = pd.Series(values, dtype=_dtype(column))
        problems += found
    rows_of = pd.Index([number for number, _ in records], name="row")
    frame = pd.DataFrame(series).set_axis(rows_of)
    problems += _duplicates(frame, file, columns)
    return frame, problems


def decode(content: bytes) -> str:
    """Text of a file saved as UTF-8, with or without BOM, or by old Excel."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _dtype(column: Column) -> str:
    if not is_numeric(column):
        return "str"
    return "Int64" if is_whole(column) else "float64"


def _header_problems(
    header: list[str], file: str, columns: Sequence[Column]
) -> list[Problem]:
    known = {column.name for column in columns}
    problems = [
        Problem(
            "The column is missing.",
            f"Add it: {column.description}.",
            file=file,
            row=1,
            column=column.name,
        )
        for column in columns
        if column.name not in header and not column.may_be_missing
    ]
    problems += [
        Problem(
            "The column appears twice.",
            "Keep one of the two.",
            file=file,
            row=1,
            column=name,
        )
        for name in dict.fromkeys(header)
        if name in known and header.count(name) > 1
    ]
    problems += [
        Problem(
            "This column is not used.",
            "Nothing to do, unless its name is mistyped.",
            file=file,
            row=1,
            column=name,
            severity="warning",
        )
        for name in header
        if name and name not in known
    ]
    return problems


def _ragged(
    header: list[str], records: Iterable[tuple[int, list[str]]], file: str
) -> list[Problem]:
    return [
        Problem(
            f"The row has {len(row)} cells where the header has {len(header)}.",
            "Put text that holds a comma in double quotes.",
            file=file,
            row=number,
        )
        for number, row in records
        if len(row) != len(header)
    ]


def _parse_column(
    texts: Iterable[tuple[int, str]], file: str, column: Column
) -> tuple[list[Value], list[Problem]]:
    values: list[Value] = []
    known: dict[str, Value] = {}
    alike: dict[str, list[Problem]] = defaultdict(list)
    for number, text in texts:
        try:
            if text not in known:
                known[text] = parse(text, column)
            values.append(known[text])
        except UnreadableError as error:
            values.append(None if is_numeric(column) else "")
            problem = Problem(
                error.message, error.remedy, file, number, column.name, text
            )
            alike[error.message].append(problem)
    problems = [problem for found in alike.values() for problem in shorten(found)]
    return values, problems


def shorten(alike: list[Problem], count: int | None = None) -> list[Problem]:
    """List the first problems of one kind, and count the rest in one more.

    Parameters
    ----------
    count
        Of all of that kind, where not all are listed.
    """
    rest = (len(alike) if count is None else count) - MOST_ALIKE
    if rest <= 0:
        return alike
    last = alike[MOST_ALIKE]
    return [
        *alike[:MOST_ALIKE],
        Problem(
            f"The same in {rest} more rows, from this one on: {last.message}",
            last.remedy,
            last.file,
            last.row,
            last.column,
            last.value,
            last.severity,
        ),
    ]


def _duplicates(
    frame: pd.DataFrame, file: str, columns: Sequence[Column]
) -> list[Problem]:
    keys = [column.name for column in columns if column.is_key]
    if not keys:
        return []
    again = frame.duplicated(keys) & frame[keys].notna().all(axis=1)
    named = " and ".join(keys)
    return shorten(
        [
            Problem(
                f"Another row has the same {named}.",
                "Keep one of them, or correct the other.",
                file,
                row,
                named,
                " ".join(str(value) for value in frame.loc[row, keys]),
            )
            for row in frame.index[again]
        ]
    )
