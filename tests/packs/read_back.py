"""Tables as a reader finds them in the files of a pack, by the key of the table."""

import csv
import io
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import openpyxl
import pypdf
from docx import Document
from pptx import Presentation

from capital_planner.papers import Paper, Table, heading, written_rows
from data.exports.workbook import sheet_names

Row = list[Any]


def printed(table: Table) -> list[list[str]]:
    """Titles and cells as every printed format has them, without spaces."""
    titles = [heading(column) for column in table.columns]
    return [[squeezed(cell) for cell in row] for row in (titles, *written_rows(table))]


def squeezed(text: str) -> str:
    """Leave out spaces: a line may break anywhere."""
    return re.sub(r"\s+", "", text)


def of_csv(file: bytes) -> list[Row]:
    """Header and rows of a CSV file, as text."""
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))


def of_workbook(file: bytes, paper: Paper) -> dict[str, list[Row]]:
    """Header and rows of each sheet that holds a table."""
    tables = {table.key: table for table in paper.tables}
    book = openpyxl.load_workbook(io.BytesIO(file))
    names = sheet_names(list(tables))
    return {
        key: _below(list(book[name].iter_rows(values_only=True)), table)
        for name, (key, table) in zip(names, tables.items(), strict=True)
    }


def _below(rows: Sequence[Sequence[Any]], table: Table) -> list[Row]:
    titles = [squeezed(heading(column)) for column in table.columns]
    for at in range(len(rows)):
        kept = [list(cells[: len(titles)]) for cells in rows[at:]]
        if [squeezed(str(cell)) for cell in kept[0]] == titles:
            return kept[: 1 + len(table.rows)]
    msg = f"{table.key} has no header"
    raise AssertionError(msg)


def of_geopackage(file: bytes, key: str) -> list[Row]:
    """Header and rows of a table, in the order they were written."""
    with closing(sqlite3.connect(":memory:")) as package:
        package.deserialize(file)
        found = package.execute(f'SELECT * FROM "table_{key}" ORDER BY fid')  # noqa: S608
        titles = [column[0] for column in found.description]
        kept = [at for at, title in enumerate(titles) if title != "fid"]
        return [[row[at] for at in kept] for row in (titles, *found.fetchall())]


def of_word(file: bytes) -> list[list[list[str]]]:
    """Every table of a document, in its order."""
    return [
        [[squeezed(cell.text) for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(file)).tables
    ]


def of_slides(file: bytes) -> list[list[list[str]]]:
    """Every table of a file of slides, each part of one by itself."""
    return [
        [[squeezed(cell.text) for cell in row.cells] for row in shape.table.rows]
        for shape in _shapes(file)
        if shape.has_table
    ]


def columns_of_slides(
    parts: list[list[list[str]]], table: Table
) -> dict[str, str] | None:
    """Text of each column of a table, joined from the next parts, which are taken.

    None where the next part is not of the table.
    """
    titles, *rows = printed(table)
    whole = by_column(titles, rows)
    found: dict[str, str] = {}
    while set(found) != set(titles):
        if not parts or not set(parts[0][0]) <= set(titles):
            return found or None
        heads = parts[0][0]
        group = dict.fromkeys(heads, "")
        while parts and parts[0][0] == heads and group != _of(whole, heads):
            for row in parts.pop(0)[1:]:
                for title, cell in zip(heads, row, strict=True):
                    group[title] += cell
        found |= group
    return found


def by_column(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Join the cells of each column, by its title."""
    return {title: "".join(row[at] for row in rows) for at, title in enumerate(titles)}


def _of(whole: dict[str, str], heads: Sequence[str]) -> dict[str, str]:
    return {title: whole[title] for title in heads}


def charts_of_slides(file: bytes) -> list[dict[str, list[float | None]]]:
    """Numbers of every chart, by the name of the series."""
    return [
        {series.name: list(series.values) for series in shape.chart.plots[0].series}
        for shape in _shapes(file)
        if shape.has_chart
    ]


def _shapes(file: bytes) -> Iterator[Any]:
    for slide in Presentation(io.BytesIO(file)).slides:
        yield from slide.shapes


def of_pdf(file: bytes) -> str:
    """Read all text of a document without spaces."""
    pages = pypdf.PdfReader(io.BytesIO(file)).pages
    return squeezed("".join(page.extract_text() for page in pages))
