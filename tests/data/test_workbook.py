"""The workbook read back: every value of every table, and nothing that runs."""

import io
import math
from dataclasses import replace
from functools import cache

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from capital_planner.papers import Paper, Section, Table, heading, written
from capital_planner.papers.number_formats import number_format
from data.exports.tables import tables_of
from data.exports.workbook import sheet_names, workbook_bytes
from tests.data.small_papers import BY_DISTRICT, CHANGE, HOSTILE, MONEY, small_paper


@cache
def paper() -> Paper:
    return small_paper()


@cache
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(paper())))


def range_of(sheet: Worksheet) -> list[tuple[Cell, ...]]:
    """Header and rows of the one table of a sheet."""
    (table,) = sheet.tables.values()
    return list(sheet[table.ref])


def texts(sheet: Worksheet) -> str:
    return "\n".join(str(row[0].value or "") for row in sheet.iter_rows())


def test_every_table_has_a_sheet_with_every_value() -> None:
    for table in tables_of(paper()):
        head, *rows = range_of(book()[table.key])
        assert [cell.value for cell in head] == [heading(c) for c in table.columns]
        assert len(rows) == len(table.rows)
        for cells, values in zip(rows, table.rows.itertuples(index=False), strict=True):
            for cell, value, column in zip(cells, values, table.columns, strict=True):
                if column.align == "left":
                    assert unescape(cell.value) == written(value, column, "")
                elif math.isnan(value):
                    assert cell.value is None
                else:
                    assert cell.value == value
                    assert cell.data_type == "n"
                    assert cell.number_format == number_format(column.kind, value)


def test_text_is_never_a_formula() -> None:
    _, *rows = range_of(book()["schemes"])
    first = [row[0] for row in rows[: len(HOSTILE)]]
    assert [unescape(cell.value) for cell in first] == list(HOSTILE)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in first)
    every = [cell for sheet in book() for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in every if cell.data_type in ("f", "e")]


def test_hostile_titles_and_keys_are_text_too() -> None:
    column = replace(MONEY, name="x", title='=cmd|"/c"!A1', unit="")
    rows = pd.DataFrame({"x": [1.0]})
    table = Table("=a[b]:*?/\\'", "=1+1", (column,), rows, notes=("@x",))
    one = replace(
        paper(), title="=2+2", sections=(Section("s", "S", (table,)),), lines=("-1",)
    )
    read = openpyxl.load_workbook(io.BytesIO(workbook_bytes(one)))
    every = [cell for sheet in read for row in sheet.iter_rows() for cell in row]
    assert {"=1+1", "@x", "=2+2", "-1", column.title} <= {c.value for c in every}
    assert not [cell for cell in every if cell.data_type == "f"]


def test_the_words_of_what_is_held_back_are_explained() -> None:
    assert "A blank cell: held back." in texts(book()["children_by_district"])
    assert "A blank cell" not in texts(book()["schemes"])


def test_every_sheet_says_title_lines_and_notes() -> None:
    for table in tables_of(paper()):
        said = texts(book()[table.key]).replace("\n", " ")
        for text in (table.title, *table.notes, *paper().lines):
            assert text in said
        head = range_of(book()[table.key])[0][0].row
        assert book()[table.key].freeze_panes == f"B{head + 1}"
        assert book()[table.key].oddFooter.left.text == paper().stamp
        assert book()[table.key].oddHeader.right.text == paper().marking


def test_the_first_sheet_lists_the_others_with_links() -> None:
    first = book().worksheets[0]
    said = texts(first).replace("\n", " ")
    for text in (
        paper().title,
        paper().stamp,
        paper().marking,
        paper().attribution,
        *paper().lines,
    ):
        assert text in said
    cells = (cell for row in first.iter_rows() for cell in row if cell.hyperlink)
    links = {cell.value: cell.hyperlink.location for cell in cells}
    assert links == {name: f"'{name}'!A1" for name in book().sheetnames[1:]}


def test_the_dictionary_says_what_each_column_is() -> None:
    _, *rows = range_of(book()["Data dictionary"])
    told = {(row[0].value, row[2].value): [c.value for c in row] for row in rows}
    for table in tables_of(paper()):
        for column in table.columns:
            row = told.pop((table.key, column.name))
            assert row[3] == column.title
            assert row[6] == column.says
            assert row[4] == (column.unit or None)
    assert not told


def test_sheet_names_are_short_and_unlike_each_other() -> None:
    keys = ["a" * 40, "A" * 40, "read me", "a/b", "a:b", "''", "history"]
    names = sheet_names(keys)
    assert len({name.lower() for name in names}) == len(keys)
    assert all(0 < len(name) <= 31 for name in names)
    assert not {name.lower() for name in names} & {"read me", "history"}
    assert names[0] == "a" * 31


def test_columns_of_one_heading_stay_apart() -> None:
    twice = replace(CHANGE, name="again")
    rows = BY_DISTRICT.rows[["change"]].assign(again=1.0)
    table = Table("two", "Two", (CHANGE, twice), rows)
    one = replace(paper(), sections=(Section("s", "S", (table,)),))
    read = openpyxl.load_workbook(io.BytesIO(workbook_bytes(one)))
    head = [cell.value for cell in range_of(read["two"])[0]]
    assert len(set(head)) == 2
    assert all(text.startswith(heading(CHANGE)) for text in head)


def test_a_table_with_no_rows_is_written() -> None:
    table = replace(BY_DISTRICT, rows=BY_DISTRICT.rows.iloc[:0])
    one = replace(paper(), sections=(Section("s", "S", (table,)),))
    read = openpyxl.load_workbook(io.BytesIO(workbook_bytes(one)))
    _, row = range_of(read[table.key])
    assert [cell.value for cell in row] == [None] * len(table.columns)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert workbook_bytes(paper()) == workbook_bytes(small_paper())
    assert book().properties.title == paper().title
    assert book().properties.creator == "SEND capital planner"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (57_000_000.0, '"£"#,##0.0,,"m"'),
        (-57_000_000.0, '"£"#,##0.0,,"m"'),
        (620_400.0, '"£"#,##0,",000"'),
        (999.0, '"£"#,##0'),
        (0.0, '"£"#,##0'),
    ],
)
def test_money_prints_in_millions_thousands_or_pounds(value: float, code: str) -> None:
    assert number_format("money", value) == code


def test_a_change_of_nothing_prints_in_words() -> None:
    assert number_format("change", 0.3) == '"no change"'
    assert number_format("change", np.float64(3)).startswith("+#,##0;-#,##0")
