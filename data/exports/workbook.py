"""A paper's tables as a workbook: one table a sheet, numbers as numbers."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from textwrap import wrap
from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from capital_planner.papers import (
    Column,
    Paper,
    Table,
    heading,
    is_blank,
    written,
    written_rows,
)
from capital_planner.papers.number_formats import number_format
from data.exports.tables import YEARS, data_rows, dictionary_rows, tables_of
from data.exports.text import FORMULA_SIGNS

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
PROGRAM = "SEND capital planner"
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same on every run: the stamp says when a paper was made."""
READ_ME, DICTIONARY = "Read me", "Data dictionary"
LONGEST_NAME = 31
WIDEST, NARROWEST = 45, 9
LINE = 100
"""Characters of a line of text above a table, at the least."""
LINE_HEIGHT = 15.0
"""Points."""
FONT = {"font_name": "Arial", "font_size": 11, "valign": "top"}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 15},
    "strong": {"bold": True},
    "text": {},
    "wrapped": {"text_wrap": True, "indent": 1},
    "head": {
        "bold": True,
        "text_wrap": True,
        "indent": 1,
        "bg_color": "#12436D",
        "font_color": "#FFFFFF",
    },
    "link": {"font_color": "#1D4ED8", "underline": 1},
}
ONE_TABLE = "This sheet holds one table."


class _Book:
    """A workbook being written, with the looks of its cells."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.bytes = io.BytesIO()
        self.book = Workbook(self.bytes, OPTIONS)
        self._looks: dict[str, Format] = {}

    def look(self, name: str, *, number: str = "", quoted: bool = False) -> Format:
        """Make a format of cells once."""
        key = f"{name} {number} {quoted}"
        if key not in self._looks:
            given = {**FONT, **LOOKS[name], "quote_prefix": quoted}
            self._looks[key] = self.book.add_format(
                given | ({"num_format": number} if number else {})
            )
        return self._looks[key]

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints across one page, with marking and stamp."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, 1.6 * LINE_HEIGHT)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        marking = _printed(self.paper.marking)
        sheet.set_header(f"&L{_printed(self.paper.title)[:150]}&R{marking}")
        sheet.set_footer(f"&L{_printed(self.paper.stamp)[:200]}&RPage &P of &N")
        return sheet

    def text(self, sheet: Worksheet, row: int, text: str, look: str = "text") -> int:
        """Write a line of text in the first column; return the next row."""
        sheet.write_string(row, 0, text, self.look(look))
        return row + 1


def workbook_bytes(paper: Paper) -> bytes:
    """Write the tables of a paper as an XLSX workbook.

    The first sheet says what there is, the last what each column means. In
    between there is a sheet a table: title, fixed lines and notes, then the
    table with its header frozen. Numbers are held in full and print as
    ``papers.written`` writes them; years are text; a cell without a number is
    blank. No text is ever a formula. The same paper gives the same bytes.
    """
    made = _Book(paper)
    made.book.set_properties(
        {
            "title": paper.title,
            "subject": paper.subtitle,
            "author": PROGRAM,
            "comments": paper.stamp,
            "status": paper.marking,
            "created": MADE,
        }
    )
    tables = tables_of(paper)
    names = sheet_names([table.key for table in tables])
    _read_me(made, dict(zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        _table_sheet(made, name, table)
    _dictionary(made, tables)
    made.book.close()
    return made.bytes.getvalue()


def sheet_names(keys: Iterable[str]) -> list[str]:
    """Name sheets by keys: at most 31 characters, no two alike in any case."""
    names: list[str] = []
    taken = {READ_ME.lower(), DICTIONARY.lower(), "history"}
    for key in keys:
        plain = re.sub(r"[\[\]:*?/\\]", " ", key).strip("' ") or "table"
        name, number = plain[:LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            end = f"~{number}"
            name = plain[: LONGEST_NAME - len(end)] + end
        taken.add(name.lower())
        names.append(name)
    return names


def _read_me(made: _Book, tables: Mapping[str, Table]) -> None:
    paper, sheet = made.paper, made.sheet(READ_ME)
    row = made.text(sheet, 0, paper.title, "title")
    about = [paper.subtitle, paper.marking, paper.stamp]
    for line in _lines([*about, *paper.lines, paper.attribution], LINE + 20):
        row = made.text(sheet, row, line)
    row = made.text(sheet, row + 1, "Sheets", "strong")
    for name, title in [
        *((name, table.title) for name, table in tables.items()),
        (DICTIONARY, "What each column of each table means"),
    ]:
        sheet.write_url(
            row, 0, f"internal:'{_inside(name)}'!A1", made.look("link"), name
        )
        sheet.write_string(row, 1, title, made.look("text"))
        row += 1
    sheet.set_column(0, 0, LONGEST_NAME + 3)
    sheet.set_column(1, 1, LINE)


def _table_sheet(made: _Book, name: str, table: Table) -> None:
    sheet = made.sheet(name)
    widths = _widths(table)
    row = made.text(sheet, 0, table.title, "title")
    for line in _lines(_above(made.paper, table), max(LINE, round(sum(widths)))):
        row = made.text(sheet, row, line)
    sheet.write_url(row, 0, f"internal:'{READ_ME}'!A1", made.look("link"), READ_ME)
    _write_table(made, sheet, table, top=row + 1)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for down, lines in enumerate(_heights(table, widths), start=row + 1):
        sheet.set_row(down, lines * LINE_HEIGHT)


def _above(paper: Paper, table: Table) -> list[str]:
    blank = f"{ONE_TABLE} A blank cell: {table.blank}."
    holes = bool(data_rows(table).isna().to_numpy().any())
    return [blank if holes else ONE_TABLE, *table.notes, *paper.lines]


def _write_table(made: _Book, sheet: Worksheet, table: Table, *, top: int) -> None:
    rows = data_rows(table)
    heads = _headings(table.columns)
    bottom = top + max(len(rows), 1)
    sheet.add_table(
        top,
        0,
        bottom,
        len(heads) - 1,
        {
            "name": re.sub(r"\W", "_", f"t_{table.key}")[:200],
            "style": "Table Style Light 1",
            "columns": [
                {"header": head, "header_format": made.look("head")} for head in heads
            ],
        },
    )
    for across, column in enumerate(table.columns):
        for down, value in enumerate(rows[column.name].tolist()):
            _write_cell(made, sheet, (top + 1 + down, across), value, column=column)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)


def _write_cell(
    made: _Book,
    sheet: Worksheet,
    at: tuple[int, int],
    value: object,
    *,
    column: Column,
) -> None:
    if is_blank(value):
        sheet.write_blank(*at, None, made.look("text"))
    elif column.kind == "text" or column.kind in YEARS:
        text = str(value)
        quoted = text.startswith(FORMULA_SIGNS)
        sheet.write_string(*at, text, made.look("wrapped", quoted=quoted))
    else:
        number = float(cast("float", value))
        look = made.look("text", number=number_format(column.kind, number))
        sheet.write_number(*at, number, look)


def _dictionary(made: _Book, tables: Sequence[Table]) -> None:
    rows = dictionary_rows(tables)
    columns = tuple(
        Column(str(name), str(name).replace("_", " ").capitalize(), "text", "", "")
        for name in rows.columns
    )
    title = "What each column of each table means"
    _table_sheet(
        made,
        DICTIONARY,
        Table("dictionary of columns", title, columns, rows, blank="none"),
    )


def _headings(columns: Sequence[Column]) -> list[str]:
    """Headers of a table, no two alike."""
    heads = [heading(column) for column in columns]
    lower = [head.lower() for head in heads]
    return [
        f"{head}, {column.name}" if lower.count(head.lower()) > 1 else head
        for head, column in zip(heads, columns, strict=True)
    ]


def _widths(table: Table) -> list[float]:
    """Widths of columns, in characters, for the longest value or half a header."""
    widths = []
    for column in table.columns:
        values = table.rows[column.name].tolist()
        longest = max((len(written(value, column, "")) for value in values), default=0)
        head = heading(column)
        words = max(len(word) for word in head.split())
        wanted = max(longest, words + 3, len(head) / 2 + 3, NARROWEST) + 4
        widths.append(min(wanted, WIDEST))
    return widths


def _heights(table: Table, widths: Sequence[float]) -> list[int]:
    """Lines that the header and each row take."""
    heads = [
        len(wrap(h, int(w) - 4))
        for h, w in zip(_headings(table.columns), widths, strict=True)
    ]
    rows = [
        max(
            len(wrap(text, int(1.1 * w) - 2))
            for text, w in zip(row, widths, strict=True)
        )
        for row in written_rows(table)
    ]
    return [max(heads), *(max(lines, 1) for lines in rows)]


def _lines(texts: Iterable[str], width: int) -> list[str]:
    return [line for text in texts for line in wrap(text, width)]


def _printed(text: str) -> str:
    """Text of a header or footer, where an ampersand is a command."""
    return text.replace("&", "&&")


def _inside(name: str) -> str:
    return name.replace("'", "''")
