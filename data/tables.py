"""One table: from the bytes of a file to a checked frame, with every problem."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from capital_planner.errors import Problem
from data.cells import (
    UnreadableError,
    Value,
    is_numeric,
    is_whole,
    parse,
    plain_numbers,
)
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


def read_table(path: Path, columns: Sequence[Column], absent: str = "") -> Reading:
    """Read one CSV file by column name against its schema.

    Parameters
    ----------
    absent
        What is taken where there is no such file, or no row in it: the frame
        has no rows then, and a warning says so. Empty where that is an error.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = "is missing" if missing else "cannot be read"
        return unread(path.name, reason, columns, absent if missing else "")
    return read_content(content, path.name, columns, absent)


def unread(
    file: str, reason: str, columns: Sequence[Column], absent: str = ""
) -> Reading:
    """Give what comes of a table that is not there, or cannot be read."""
    if absent:
        return Reading(no_rows(columns), (_lacking(file, absent),), b"")
    problem = Problem(
        f"The file {reason}.",
        "Put it where it is looked for, under this name, and see that you may read it.",
        file=file,
    )
    return Reading(None, (problem,), b"")


def read_content(
    content: bytes, file: str, columns: Sequence[Column], absent: str = ""
) -> Reading:
    """Read the bytes of one CSV file, as :func:`read_table` reads the file."""
    frame, problems = parse_table(content, file, columns, absent)
    return Reading(frame, tuple(problems), content)


def parse_table(
    content: bytes, file: str, columns: Sequence[Column], absent: str = ""
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Check a table's bytes: its frame, and the problems found.

    Parameters
    ----------
    absent
        As in :func:`read_table`.
    """
    reader = csv.reader(io.StringIO(decode(content), newline=""))
    header = [name.strip() for name in next(reader, [])]
    numbers, cells, ragged = _records(reader, len(header), file)
    problems = _header_problems(header, file, columns)
    if not numbers and absent:
        return no_rows(columns), [*problems, _lacking(file, absent)]
    if not numbers:
        problems.append(
            Problem("The table is empty.", "Add at least one row of data.", file=file)
        )
    problems += ragged
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    series = {}
    for column in columns:
        texts = _texts(cells, header, column) or [""] * len(numbers)
        values, found = _parse_column(texts, numbers, file, column)
        series[column.name] = values
        problems += found
    frame = pd.DataFrame(series).set_axis(pd.Index(numbers, name="row"))
    problems += _duplicates(frame, file, columns)
    return frame, problems


def _records(
    rows: Iterable[list[str]], width: int, file: str
) -> tuple[list[int], list[str], list[Problem]]:
    """Row numbers, the cells of all rows one after another, and the ragged rows.

    A row is kept no longer than it is read: a million lists would be slow.
    """
    numbers: list[int] = []
    cells: list[str] = []
    ragged: list[Problem] = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        if not "".join(row).strip():
            continue
        numbers.append(number)
        cells.extend(row)
        if len(row) != width:
            message = f"The row has {len(row)} cells where the header has {width}."
            remedy = "Put text that holds a comma in double quotes."
            ragged.append(Problem(message, remedy, file=file, row=number))
    return numbers, cells, ragged


def _texts(cells: list[str], header: list[str], column: Column) -> list[str]:
    """Cells of one column; none where the file lacks it."""
    if column.name not in header:
        return []
    of_column = cells[header.index(column.name) :: len(header)]
    return [cell.strip() for cell in of_column]


def no_rows(columns: Sequence[Column]) -> pd.DataFrame:
    """Make a frame of a table that a case lacks: its columns, and no row."""
    series = {column.name: pd.Series([], dtype=_dtype(column)) for column in columns}
    return pd.DataFrame(series).rename_axis("row")


def _lacking(file: str, absent: str) -> Problem:
    return Problem(
        f"The table is not there, or holds no row: {absent}.",
        "Nothing to do, unless you have one.",
        file=file,
        severity="warning",
    )


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


def _parse_column(
    texts: list[str], numbers: list[int], file: str, column: Column
) -> tuple[pd.Series, list[Problem]]:
    plain = plain_numbers(texts, column)
    if plain is not None:
        return pd.Series(plain, dtype=_dtype(column)), []
    known: dict[str, Value] = {}
    wrong: dict[str, UnreadableError] = {}
    for text in dict.fromkeys(texts):
        try:
            known[text] = parse(text, column)
        except UnreadableError as error:
            known[text] = None if is_numeric(column) else ""
            wrong[text] = error
    alike: dict[str, list[Problem]] = defaultdict(list)
    for number, text in zip(numbers, texts, strict=True) if wrong else ():
        if found := wrong.get(text):
            alike[found.message].append(
                Problem(found.message, found.remedy, file, number, column.name, text)
            )
    problems = [problem for same in alike.values() for problem in shorten(same)]
    values = pd.Series([known[text] for text in texts], dtype=_dtype(column))
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
    filled = [column.name for column in columns if column.required == "key"]
    again = frame.duplicated(keys) & frame[filled].notna().all(axis=1)
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
