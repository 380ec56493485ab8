"""Tables of a Word paper: no word is broken, no row or note is left alone."""

import io
from dataclasses import replace

import pandas as pd
import pytest
from docx import Document
from docx.document import Document as WordFile
from docx.shared import Pt
from matplotlib import get_data_path
from PIL import ImageFont

from capital_planner.briefing.table_widths import PADDING_PT
from capital_planner.briefing.word import word_of
from capital_planner.papers import Section, Table
from tests.capital_planner.small_paper import column, gaps, small_paper

CLOSE = pytest.mark.parametrize("one_page", [False, True], ids=["loose", "close"])


def written(table: Table, *, one_page: bool = False) -> WordFile:
    """Read back a section that has one table and nothing else."""
    section = Section("s", "S", (table,), one_page=one_page)
    paper = small_paper(sections=(section,))
    return Document(io.BytesIO(word_of(paper, pictures={})))


def kept_rows(table: Table) -> list[bool]:
    """Tell of each row whether it stays with what follows it."""
    (found,) = written(table).tables
    return [bool(row._tr.xpath(".//w:keepNext")) for row in found.rows]


@pytest.mark.parametrize("notes", [(), ("Estimate.",)], ids=["plain", "noted"])
def test_a_short_table_stays_on_a_page_with_its_note(notes: tuple[str, ...]) -> None:
    short = replace(gaps(), rows=gaps().rows[:14], notes=notes)
    assert kept_rows(short) == [True] * 14 + [bool(notes)]


def test_a_long_table_leaves_no_row_alone() -> None:
    first, middle, last = [True] * 2, [False] * 36, [True, True, False]
    assert kept_rows(replace(gaps(), notes=())) == first + middle + last


@CLOSE
def test_no_word_of_a_title_is_broken_in_a_wide_font(*, one_page: bool) -> None:
    titles = (
        "Academic year",
        "Low",
        "Seed",
        "Committed programme",
        "How",
        "Mum",
        "MMW",
    )
    names = [f"c{n}" for n in range(len(titles))]
    columns = [column(n, t, "whole") for n, t in zip(names, titles, strict=True)]
    rows = pd.DataFrame(1.0, index=[0], columns=names)
    filler = column("c7", "x" * 30, "whole")
    tight = Table("t", "T", (*columns, filler), rows.assign(c7=1.0))
    (found,) = written(tight, one_page=one_page).tables
    widths = [int(width) / 20 for width in found._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    size = int(found._tbl.xpath(".//w:sz/@w:val")[0]) / 2
    bold = ImageFont.truetype(f"{get_data_path()}/fonts/ttf/DejaVuSans-Bold.ttf", 1000)
    for cell, width in zip(found.rows[0].cells, widths[:-1], strict=False):
        longest = max(map(bold.getlength, cell.text.split())) / 1000
        assert longest * size <= width - PADDING_PT


def test_a_table_of_a_section_of_one_page_is_set_closer_and_smaller() -> None:
    (loose,), (close,) = written(gaps()).tables, written(gaps(), one_page=True).tables
    cells = [table.rows[5].cells for table in (loose, close)]
    lines = [row[0].paragraphs[0] for row in cells]
    assert [line.paragraph_format.space_after for line in lines] == [None, 0]
    assert [line.runs[0].font.size for line in lines] == [Pt(9.5), Pt(8)]
    assert [c.text for c in cells[0]] == [c.text for c in cells[1]]


def test_tables_and_their_notes_are_set_solid() -> None:
    styles = written(gaps()).styles
    for name in ("Table text", "Table note"):
        assert styles[name].paragraph_format.line_spacing == 1.0


def test_texts_of_a_section_of_one_page_are_set_solid() -> None:
    titles = [
        next(line for line in found.paragraphs if line.text == gaps().title)
        for found in (written(gaps()), written(gaps(), one_page=True))
    ]
    assert [line.paragraph_format.line_spacing for line in titles] == [None, 1.0]
