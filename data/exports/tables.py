"""The tables of a paper as files of data, with a dictionary of their columns."""

from collections.abc import Iterable

import pandas as pd

from capital_planner.papers import Column, Paper, Table, written
from data.exports.text import csv_bytes

WHOLE = ("whole", "change")
YEARS = ("academic_year", "financial_year")
DICTIONARY = "data_dictionary"
ABOUT_A_COLUMN = (
    "table",
    "table_title",
    "column",
    "title",
    "unit",
    "kind",
    "meaning",
    "no_value",
)


def tables_of(paper: Paper) -> tuple[Table, ...]:
    """Give each table once, in reading order, also where a chart shows it again."""
    return tuple({table.key: table for table in reversed(paper.tables)}.values())[::-1]


def data_rows(table: Table) -> pd.DataFrame:
    """Rows as files of data hold them.

    Returns
    -------
    pandas.DataFrame
        Default index, a column a column of the table, by its name. Texts are
        ``object`` with None for no value; years are text as printed
        (``2027/28``); whole numbers ``Int64``; the rest float. Nothing is
        rounded, and where no number is shown there is none.
    """
    return pd.DataFrame(
        {
            column.name: _held(table.rows[column.name], column)
            for column in table.columns
        }
    )


def _held(values: pd.Series, column: Column) -> pd.Series:
    if column.kind == "text" or column.kind in YEARS:
        texts = [written(value, column, "") or None for value in values.tolist()]
        return pd.Series(texts, index=values.index, dtype=object)
    numbers = pd.to_numeric(values).astype(float)
    whole = bool((numbers.dropna() % 1 == 0).all())
    return numbers.astype("Int64") if column.kind in WHOLE and whole else numbers


def dictionary_rows(tables: Iterable[Table]) -> pd.DataFrame:
    """Say what every column of the tables is.

    Returns
    -------
    pandas.DataFrame
        A row a column: ``table``, ``table_title``, ``column``, ``title``,
        ``unit``, ``kind``, ``meaning`` and ``no_value`` (what a blank means).
    """
    rows = [
        (
            table.key,
            table.title,
            column.name,
            column.title,
            column.unit,
            column.kind.replace("_", " "),
            column.says,
            table.blank,
        )
        for table in tables
        for column in table.columns
    ]
    return pd.DataFrame(rows, columns=list(ABOUT_A_COLUMN))


def csv_tables(paper: Paper) -> dict[str, bytes]:
    """Write each table as a CSV file of its name, and ``data_dictionary.csv``.

    Returns
    -------
    dict of str to bytes
        Content by file name. Numbers are numbers, blank where none is shown;
        years are text, as printed.
    """
    tables = tables_of(paper)
    files = {f"{table.key}.csv": csv_bytes(data_rows(table)) for table in tables}
    return files | {f"{DICTIONARY}.csv": csv_bytes(dictionary_rows(tables))}
