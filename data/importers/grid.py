"""The rows of a table, whatever the file: text of any encoding, or a workbook."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice
from operator import methodcaller
from typing import IO, TypeAlias

from capital_planner.errors import DataError, Problem
from data.importers.source import BLOCK, Source, refused

MOST_LINE = 2**20
"""Characters of one line: more is no table."""
FIRST_LINES = 60
"""Lines looked at for the delimiter: titles and notes may stand above the header."""
MOST_ROWS = 5_000_000
MOST_COLUMNS = 2_000
EVERY = 1_000
"""Rows between two words of progress: Stop acts within half a second."""

Row: TypeAlias = tuple[int, list[str]]
"""Number as a spreadsheet counts, and the cells as text."""
Progress: TypeAlias = Callable[[int], None]
"""Told how many rows were read; what it raises ends the reading."""


def silent(_rows: int) -> None:
    """Say nothing."""


def rows_of(
    source: Source, *, sheet: str = "", on_progress: Progress = silent
) -> Iterator[Row]:
    """Go through the rows of a text table or a sheet; blank rows are left out.

    Parameters
    ----------
    sheet
        Of a workbook; the first that holds anything where it is empty.

    Raises
    ------
    DataError
        If the file is no table, is damaged, or is larger than any.
    """
    form = source.form
    if form == "database":
        remedy = "Give a table: a CSV file or an Excel workbook."
        raise refused(source.name, "This is a database, not a table.", remedy)
    book = form == "workbook"
    rows = _of_workbook(source, sheet or source.sheet) if book else _of_text(source)
    for count, (number, cells) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise refused(source.name, f"It has more than {MOST_ROWS:,} rows.")
        if len(cells) > MOST_COLUMNS:
            raise refused(source.name, f"It has more than {MOST_COLUMNS:,} columns.")
        if count % EVERY == 0:
            on_progress(count)
        yield number, cells


def sheets_of(source: Source) -> list[str]:
    """Names of the sheets of a workbook; none for a text table."""
    if source.form != "workbook":
        return []
    names: list[str] = import_module("data.importers.workbook").names(source)
    return names


def tables_in(source: Source) -> list[Source]:
    """Every sheet of a workbook as a table of its own; a text table is one."""
    sheets = sheets_of(source)
    return [replace(source, sheet=name) for name in sheets] or [source]


def _of_workbook(source: Source, sheet: str) -> Iterator[Row]:
    """Load what reads workbooks when there is one: that takes a fifth of a second."""
    found: Iterator[Row] = import_module("data.importers.workbook").rows(source, sheet)
    return found


def _of_text(source: Source) -> Iterator[Row]:
    encoding = _encoding(source)
    errors = "replace" if encoding == "cp1252" else "strict"
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        first = list(islice(_lines(text, source), FIRST_LINES))
        lines = csv.reader(chain(first, _lines(text, source)), _dialect(first))
        number = 0
        while True:
            number += 1
            try:
                cells = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                raise _unreadable(source, number, error) from error
            if any(cell and not cell.isspace() for cell in cells):
                yield number, [cell.strip() for cell in cells]


def _lines(text: IO[str], source: Source) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        try:
            line = text.readline(MOST_LINE)
        except UnicodeError as error:
            raise _unreadable(source, number, error) from error
        if len(line) == MOST_LINE:
            raise refused(source.name, "A line of it is longer than any table's.")
        if not line:
            return
        yield line


def _dialect(lines: Sequence[str]) -> type[csv.Dialect]:
    """Tell a tab or a semicolon from a comma by the line that has most of one."""
    found = max(
        ",;\t", key=lambda mark: max(map(methodcaller("count", mark), lines), default=0)
    )

    class Dialect(csv.excel):
        delimiter = found

    return Dialect


def _encoding(source: Source) -> str:
    """UTF-8 where all of it is; UTF-16 where it says so; else that of old Excel."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as stream:
        block = stream.read(BLOCK)
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            while block:
                decoder.decode(block)
                block = stream.read(BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _unreadable(source: Source, row: int, error: Exception) -> DataError:
    message = f"The row cannot be read: {error}."
    remedy = (
        "See whether a quotation mark is left open there, or the file is cut short."
    )
    return DataError([Problem(message, remedy, source.name, row)])
