"""The rows of a workbook: values as last saved, no formula run, no link followed."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from functools import partial
from itertools import islice
from typing import TypeVar

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from data.importers.grid import Row
from data.importers.source import Source, check_packed, refused

EXACT = 2**53
"""Below it every whole number has a floating-point number of its own."""
TOGETHER = 500
"""Rows read at a time."""
DAMAGED_WORDS = "The workbook is damaged, or is not one."
DAMAGED = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, SyntaxError),
    *(RuntimeError, ArithmeticError, EOFError, AssertionError),
    *(zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException),
)
"""What the library raises on a workbook that is not one, or not whole."""
Found = TypeVar("Found")


def rows(source: Source, sheet: str) -> Iterator[Row]:
    """Go through the rows of a sheet, or of the first that holds any."""
    with _workbook(source) as book:
        for number, cells in enumerate(_cells(source, book, sheet), start=1):
            texts = [_text(cell) for cell in cells]
            if any(texts):
                yield number, texts


def _cells(source: Source, book: Workbook, sheet: str) -> Iterator[tuple[object, ...]]:
    """Cells of a sheet, or of the first that holds any."""
    if sheet and sheet not in book.sheetnames:
        remedy = f"It has: {', '.join(map(str, book.sheetnames[:20]))}."
        raise refused(source.name, f"There is no sheet {sheet!r}.", remedy)
    for name in [sheet] if sheet else book.sheetnames:
        page = book[name]
        if not isinstance(page, ReadOnlyWorksheet):
            continue
        page.reset_dimensions()
        rows = _guarded(source, page)
        first = next(rows, None)
        if first is not None:
            yield first
            yield from rows
            return


def _guarded(source: Source, page: ReadOnlyWorksheet) -> Iterator[tuple[object, ...]]:
    rows = page.iter_rows(values_only=True)
    while block := _quietly(source, lambda: list(islice(rows, TOGETHER))):
        yield from block


def _quietly(source: Source, read: Callable[[], Found]) -> Found:
    """Read; what the library warns of (formats, drawings) is nothing to a table."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except DAMAGED as error:
        raise refused(source.name, DAMAGED_WORDS) from error


def names(source: Source) -> list[str]:
    """Name the sheets of a workbook."""
    with _workbook(source) as book:
        return [str(name) for name in book.sheetnames]


@contextmanager
def _workbook(source: Source) -> Iterator[Workbook]:
    """Open a workbook, if none of its parts unpacks to too much."""
    check_packed(source)
    with source.open() as file:
        as_saved = partial(load_workbook, read_only=True, data_only=True)
        book = _quietly(source, lambda: as_saved(file, keep_links=False))
        with closing(book):
            yield book


def _text(cell: object) -> str:
    """Write what a person reads in a cell."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    return str(cell).strip()
