"""How a check says what it found, and goes through the rows of a table."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from capital_planner.errors import Problem

Tables = dict[str, pd.DataFrame]
"""Frames by table name, index ``row`` as a spreadsheet counts."""


def error(
    where: tuple[str, Any, str], value: object, message: str, remedy: str
) -> Problem:
    """Describe an error at ``where``: table, row (None for the table), column."""
    table, row, column = where
    number = None if row is None else int(row)
    return Problem(message, remedy, f"{table}.csv", number, column, str(value))


def warning(
    where: tuple[str, Any, str], value: object, message: str, remedy: str
) -> Problem:
    """Describe something to look at, which does not stop the work."""
    table, row, column = where
    number = None if row is None else int(row)
    return Problem(
        message, remedy, f"{table}.csv", number, column, str(value), "warning"
    )


def rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Row number and cells of the rows in which none of the columns is blank."""
    known = frame[list(columns)].dropna()
    yield from known.itertuples(name=None)
