"""A Word paper: read back, it says all the paper says, and says it to everyone."""

import functools
import io
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from capital_planner.briefing.word import word_of
from capital_planner.papers import (
    Chart,
    Heading,
    Paper,
    Picture,
    Section,
    heading,
    written_rows,
)
from tests.capital_planner.small_paper import HOSTILE, small_paper, texts_of

PICTURES = ("map_children", "chart_years", "chart_money")
LINE_EMU = 174 * 36_000


@functools.cache
def pictures() -> dict[str, bytes]:
    """Pictures of one colour each, far wider than a line at 300 dpi."""
    made = {}
    for n, key in enumerate(PICTURES):
        file = io.BytesIO()
        Image.new("RGB", (4_000, 2_000), (n, n, n)).save(file, "PNG", dpi=(300, 300))
        made[key] = file.getvalue()
    return made


def content_of(paper: Paper) -> bytes:
    return word_of(paper, pictures=pictures())


@pytest.fixture(scope="module")
def content() -> bytes:
    return content_of(small_paper())


@pytest.fixture(scope="module")
def document(content: bytes) -> WordFile:
    return Document(io.BytesIO(content))


def lines(document: WordFile, *styles: str) -> list[str]:
    return [
        line.text
        for line in document.paragraphs
        if line.style is not None and (not styles or line.style.name in styles)
    ]


def test_headings_are_headings(document: WordFile) -> None:
    sections = small_paper().sections
    inner = [
        block.text
        for section in sections
        for block in section.blocks
        if isinstance(block, Heading)
    ]
    assert lines(document, "Heading 1") == [section.title for section in sections]
    assert lines(document, "Heading 2") == inner
    assert lines(document, "Title") == [small_paper().title]
    assert lines(document, "Subtitle") == [small_paper().subtitle]


def test_every_text_is_there_as_it_was_said(document: WordFile) -> None:
    found = lines(document)
    for section in small_paper().sections:
        for text in texts_of(section):
            assert text in found
    for table in small_paper().tables:
        for text in (table.title, *table.notes):
            assert text in found


def test_no_empty_line_can_take_a_page_of_its_own(document: WordFile) -> None:
    holding = "w:r/w:drawing | w:r/w:t[normalize-space()] | w:hyperlink"
    empty = [line for line in document.paragraphs if not line._p.xpath(holding)]
    assert len(empty) == 2
    for line in empty:
        assert line.style is not None
        assert line.style.name == "Gap"
        assert line.style.paragraph_format.line_spacing == Pt(1)


def test_a_part_ends_with_what_was_written_last(document: WordFile) -> None:
    _, wide = document.element.body.xpath("w:p[w:pPr/w:sectPr]")
    assert wide.getprevious() is document.tables[1]._tbl


def test_a_line_that_must_be_seen_is_bold(document: WordFile) -> None:
    bold = [line.text for line in document.paragraphs for run in line.runs if run.bold]
    assert bold == ["Subject to consultation."]


def test_every_value_is_as_it_is_written(document: WordFile) -> None:
    tables = small_paper().tables
    assert len(document.tables) == len(tables)
    for found, table in zip(document.tables, tables, strict=True):
        head, *rows = [[cell.text for cell in row.cells] for row in found.rows]
        assert head == [heading(column) for column in table.columns]
        assert rows == written_rows(table)


def test_held_back_is_in_words(document: WordFile) -> None:
    (found, *_) = document.tables
    sensory = [row for row in found.rows if row.cells[1].text == "Sensory"]
    assert len(sensory) == 8
    for row in sensory:
        assert [cell.text for cell in row.cells[2:]] == ["held back"] * 3


def test_header_rows_are_marked_and_repeated(document: WordFile) -> None:
    for found, table in zip(document.tables, small_paper().tables, strict=True):
        marked = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in found.rows]
        assert marked == [True] + [False] * len(table.rows)
        look, title = found._tbl.tblPr.xpath("w:tblLook | w:tblCaption")
        assert look.get(qn("w:firstRow")) == "1"
        assert title.get(qn("w:val")) == table.title


def test_numbers_stand_right(document: WordFile) -> None:
    for found, table in zip(document.tables, small_paper().tables, strict=True):
        for row in found.rows[:2]:
            sides = [cell._tc.xpath(".//w:jc/@w:val")[0] for cell in row.cells]
            assert sides == [column.align for column in table.columns]


def test_tables_are_as_wide_as_the_line(document: WordFile) -> None:
    upright, across = 174.0, 261.0
    for found, table in zip(document.tables, small_paper().tables, strict=True):
        twips = [int(width) for width in found._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
        asked = across if table.key == "programme" else upright
        assert sum(twips) / 20 / 72 * 25.4 == pytest.approx(asked, abs=0.3)


def test_pictures_are_told_in_words_and_fit_the_line(document: WordFile) -> None:
    paper = small_paper()
    said = [block.said for block in paper.blocks if isinstance(block, Picture | Chart)]
    body = document.element.body
    assert [item.get("descr") for item in body.iter(qn("wp:docPr"))] == said
    for shape in document.inline_shapes:
        assert shape.width == pytest.approx(LINE_EMU, rel=0.001)
        assert shape.width == pytest.approx(2 * shape.height, rel=0.001)


def test_every_page_has_lines_marking_stamp_and_number(document: WordFile) -> None:
    paper = small_paper()
    first, *rest = document.sections
    foot = [line.text for line in first.footer.paragraphs]
    assert foot[:-1] == [" ".join(paper.lines), f"{paper.attribution} {paper.stamp}"]
    number = first.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert number == ["PAGE", "NUMPAGES"]
    assert [line.text for line in first.header.paragraphs] == [paper.marking]
    assert first.footer.paragraphs[0].paragraph_format.space_before >= Pt(8)
    for section in rest:
        assert section.footer.is_linked_to_previous
        assert section.header.is_linked_to_previous


def test_only_a_wide_section_lies_across(document: WordFile) -> None:
    upright, across = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [part.orientation for part in document.sections] == [
        upright,
        across,
        upright,
    ]
    assert document.sections[1].page_width == document.sections[0].page_height


def test_each_numbered_list_begins_with_one(document: WordFile) -> None:
    numbers = [
        line._p.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
        for line in document.paragraphs
        if line.style is not None and line.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    held = document.part.numbering_part.element
    for number in (numbers[0], numbers[2]):
        shape = held.num_having_numId(int(number))
        assert shape.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_contents_lead_to_every_section(document: WordFile) -> None:
    body = document.element.body
    anchors = body.xpath(".//w:hyperlink/@w:anchor")
    assert anchors == body.xpath(".//w:bookmarkStart/@w:name")
    assert len(anchors) == len(small_paper().sections)
    for section in small_paper().sections:
        assert any(
            text.startswith(section.title) for text in lines(document, "Contents line")
        )


def test_file_says_what_it_is_and_in_what_language(document: WordFile) -> None:
    known = document.core_properties
    assert known.title == small_paper().title
    assert known.author == "SEND capital planner"
    assert known.language == "en-GB"
    assert known.comments == ""
    said = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert said == ["en-GB"]


def test_names_are_kept_letter_by_letter(content: bytes, document: WordFile) -> None:
    cells = [row.cells[0].text for row in document.tables[0].rows]
    assert set(HOSTILE) <= set(cells)
    with ZipFile(io.BytesIO(content)) as parts:
        fields = parts.read("word/document.xml").decode()
    assert "&lt;w:t&gt;&amp; ]]&gt; &lt;/w:t&gt;" in fields


def test_control_characters_are_left_out() -> None:
    odd = Section("odd", "Odd \x07\x00letters", ())
    made = Document(io.BytesIO(content_of(small_paper(sections=(odd,)))))
    assert lines(made, "Heading 1") == ["Odd letters"]


def test_same_paper_gives_the_same_bytes(content: bytes) -> None:
    assert content_of(small_paper()) == content
    with ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_picture_that_was_not_painted_is_named() -> None:
    with pytest.raises(KeyError, match="map_children"):
        word_of(small_paper(), pictures={})
