"""Slides read back: titles, footers, native tables and charts, and what fits."""

import io
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.chart import Chart as DrawnChart
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.table import Table as DrawnTable
from pptx.text.text import _Paragraph

from capital_planner.briefing.slide_table import parts_of
from capital_planner.briefing.slide_text import Text, fitting, lines, pages_of, width_of
from capital_planner.briefing.slides import slides_of
from capital_planner.papers import (
    Block,
    Chart,
    Paper,
    Paragraph,
    Points,
    Section,
    Table,
    heading,
    written,
    written_rows,
)
from tests.data.small_papers import (
    BY_DISTRICT,
    HOSTILE,
    NEEDED,
    broad_table,
    long_table,
    small_paper,
)

if TYPE_CHECKING:
    from pptx.parts.chart import ChartPart


@cache
def paper() -> Paper:
    return small_paper()


@cache
def pictures() -> dict[str, bytes]:
    held = io.BytesIO()
    Image.new("RGB", (1600, 1000), "white").save(held, "PNG", dpi=(300, 300))
    return {picture.key: held.getvalue() for picture in paper().pictures}


@cache
def content() -> bytes:
    return slides_of(paper(), pictures=pictures())


@cache
def deck() -> Slides:
    return Presentation(io.BytesIO(content()))


def of_blocks(*blocks: Block) -> Slides:
    one = replace(paper(), sections=(Section("s", "Part", blocks),))
    return Presentation(io.BytesIO(slides_of(one, pictures=pictures())))


def titles(slides: Slides) -> list[str]:
    return [title_of(slide) for slide in slides.slides]


def title_of(slide: Slide) -> str:
    assert slide.shapes.title is not None
    return str(slide.shapes.title.text_frame.text)


def tables(slides: Slides, title: str) -> list[DrawnTable]:
    return [
        shape.table
        for slide in slides.slides
        if title in title_of(slide)
        for shape in slide.shapes
        if shape.has_table
    ]


def cells(table: DrawnTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def charts(slides: Slides) -> list[DrawnChart]:
    return [s.chart for slide in slides.slides for s in slide.shapes if s.has_chart]


def size_of(paragraph: _Paragraph) -> float:
    """Points, where PowerPoint reads them: at each run or field."""
    (size,) = paragraph._p.xpath("a:r/a:rPr/@sz | a:fld/a:rPr/@sz")
    return int(size) / 100


def alternatives(slide: Slide) -> Iterator[str]:
    for shape in slide.shapes:
        if not shape.has_text_frame:
            yield shape.element.xpath(".//p:cNvPr")[0].get("descr", "")


def test_every_slide_has_a_title_of_its_own() -> None:
    found = titles(deck())
    assert found[0] == paper().title
    assert len(set(found)) == len(found)
    assert all(found)


def test_headings_stand_in_bold_above_their_own_words() -> None:
    runs = [
        run
        for slide in deck().slides
        for shape in slide.placeholders
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    (heading,) = [run for run in runs if run.text == "What happens next"]
    assert heading.font.bold


def test_every_slide_says_lines_marking_stamp_and_its_number() -> None:
    for number, slide in enumerate(deck().slides, start=1):
        found = {
            shape.placeholder_format.type: shape.text_frame.text
            for shape in slide.placeholders
        }
        said = found[PP_PLACEHOLDER.FOOTER]
        for text in (
            paper().marking,
            paper().stamp,
            paper().attribution,
            *paper().lines,
        ):
            assert text in said
        assert found[PP_PLACEHOLDER.SLIDE_NUMBER] == str(number)
        assert slide.element.xpath(".//a:fld[@type='slidenum']")


def test_every_text_is_on_a_slide() -> None:
    shown = " ".join(
        shape.text_frame.text
        for slide in deck().slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    for block in paper().blocks:
        if isinstance(block, Paragraph):
            assert shown.count(block.text[:40]) >= 1
        if isinstance(block, Points):
            assert all(item in shown for item in block.items)
    assert shown.count("Places are added") == 60


def test_tables_are_native_and_hold_every_value_as_written() -> None:
    found = tables(deck(), BY_DISTRICT.title)
    assert len(found) == 1
    head, *rows = cells(found[0])
    assert head == [heading(column) for column in BY_DISTRICT.columns]
    assert rows == written_rows(BY_DISTRICT)
    assert rows[1][2] == "held back"
    assert found[0].first_row


def test_a_long_table_is_shared_out_with_its_header() -> None:
    table = long_table()
    found = tables(deck(), table.title)
    assert len(found) > 2
    named = [title for title in titles(deck()) if table.title in title]
    total = len(found)
    assert named == [
        f"Programme: {table.title} ({n} of {total})" for n in range(1, total + 1)
    ]
    assert all(cells(part)[0] == cells(found[0])[0] for part in found)
    rows = [row for part in found for row in cells(part)[1:]]
    assert rows == [[" ".join(t.split()) for t in r] for r in written_rows(table)]


def test_a_broad_table_is_shared_out_by_columns() -> None:
    table = broad_table()
    found = [cells(part) for part in tables(deck(), table.title)]
    assert len(found) > 1
    names = [column.title for column in table.columns]
    assert found[0][0] + [h for part in found[1:] for h in part[0][1:]] == names
    written_out = written_rows(table)
    for at in range(len(table.rows)):
        row = found[0][at + 1] + [t for part in found[1:] for t in part[at + 1][1:]]
        assert row == written_out[at]


def test_letters_of_tables_are_at_least_12_points() -> None:
    sizes = [
        size_of(paragraph)
        for slide in deck().slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for paragraph in cell.text_frame.paragraphs
    ]
    assert min(sizes) >= 12
    assert max(sizes) == 16


def tall(notes: int) -> Slides:
    """A table whose first row fits under no words, with so many notes."""
    rows = pd.DataFrame({"district": ["word " * 500, "short"]})
    table = Table("t", "T", BY_DISTRICT.columns[:1], rows)
    said = tuple("What it rests on. " * 20 for _ in range(notes))
    return of_blocks(Paragraph("It is known. " * 20), replace(table, notes=said))


@pytest.mark.parametrize(
    "made", [deck, lambda: tall(0), lambda: tall(1), lambda: tall(9)]
)
def test_nothing_runs_off_a_slide_or_into_the_footer(
    made: Callable[[], Slides],
) -> None:
    width, height = made().slide_width, made().slide_height
    assert width is not None
    assert height is not None
    assert width / height == pytest.approx(16 / 9)
    for slide in made().slides:
        foot = min(
            shape.top
            for shape in slide.placeholders
            if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER
        )
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= width
            bottom = shape.top + shape.height
            footer = shape.is_placeholder and shape.placeholder_format.idx > 9
            assert bottom <= (height if footer else foot)


def test_texts_fit_their_boxes() -> None:
    for slide in deck().slides:
        for shape in slide.shapes:
            if not shape.has_text_frame:
                continue
            needed = 0.0
            for paragraph in shape.text_frame.paragraphs:
                size = size_of(paragraph)
                found = lines(paragraph.text, size, shape.width.pt)
                needed += len(found) * size * 1.2
            assert needed <= shape.height.pt + 0.5


def test_the_numbers_of_charts_are_those_of_the_table() -> None:
    asked = [block for block in paper().blocks if isinstance(block, Chart)]
    for chart, drawn in zip(asked, charts(deck()), strict=True):
        plot = drawn.plots[0]
        first, *_ = chart.table.columns
        names = [written(v, first, "") for v in chart.table.rows[first.name]]
        assert list(plot.categories) == names
        assert len(plot.series) == len(chart.shows)
        for series, name in zip(plot.series, chart.shows, strict=True):
            held = chart.table.rows[name].tolist()
            wanted = tuple(None if math.isnan(value) else value for value in held)
            assert tuple(series.values) == wanted


def test_axes_print_numbers_as_the_table_does() -> None:
    needed, cost = charts(deck())
    assert needed.value_axis.tick_labels.number_format == "#,##0"
    assert '"£"#,##0.0,,"m"' in cost.value_axis.tick_labels.number_format
    assert "£" in cost.plots[0].data_labels.number_format


def test_the_workbook_behind_a_chart_runs_nothing() -> None:
    for chart, drawn in zip([NEEDED, None], charts(deck()), strict=True):
        blob = cast("ChartPart", drawn.part).chart_workbook.xlsx_part.blob
        sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
        every = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in every if cell.data_type == "f"]
        if chart is None:
            assert HOSTILE[0] in [cell.value for cell in every]
        else:
            assert [cell.value for cell in sheet["B"][1:]] == list(
                chart.rows["nothing"]
            )


def test_what_cannot_be_seen_is_said() -> None:
    said = [text for slide in deck().slides for text in alternatives(slide)]
    assert all(said)
    for block in paper().blocks:
        if not isinstance(block, Table) and hasattr(block, "said"):
            assert block.said in said
    assert any(text.startswith(f"Table: {BY_DISTRICT.title}") for text in said)


def test_a_table_with_its_chart_is_shown_once() -> None:
    chart = Chart("c", NEEDED.title, "bars", NEEDED, ("nothing",), "It grows.")
    assert len(tables(of_blocks(chart), NEEDED.title)) == 1
    assert len(tables(of_blocks(chart, NEEDED), NEEDED.title)) == 1


def test_a_few_words_stand_above_their_table_and_many_before_it() -> None:
    few, many = Paragraph("It is known."), Paragraph("It is known. " * 60)
    together = of_blocks(few, BY_DISTRICT).slides
    assert len(together) == 2
    assert "It is known." in [s.text_frame.text for s in together[1].placeholders]
    assert len(of_blocks(many, BY_DISTRICT).slides) == 3


def test_long_notes_have_a_slide_of_their_own() -> None:
    notes = tuple(f"Note {n}: {'what it rests on ' * 9}" for n in range(8))
    slides = of_blocks(replace(BY_DISTRICT, notes=notes))
    assert len(slides.slides) == 3
    last = slides.slides[2]
    shown = " ".join(s.text_frame.text for s in last.shapes if s.has_text_frame)
    assert all(note.strip() in shown for note in notes)


def test_hostile_names_are_plain_text() -> None:
    slides = of_blocks(
        Paragraph("<a:t>&amp;</a:t>\x00\x0b=1+1"), Points(('"><script>', "\x1b[0m"))
    )
    (text,) = [
        s.text_frame.text
        for s in slides.slides[1].placeholders
        if s.placeholder_format.idx == 1
    ]
    assert text.splitlines() == ["<a:t>&amp;</a:t> =1+1", '"><script>', "[0m"]


def test_a_missing_picture_is_an_error() -> None:
    with pytest.raises(KeyError, match="after"):
        slides_of(paper(), pictures={})


def test_the_same_paper_gives_the_same_bytes() -> None:
    with ZipFile(io.BytesIO(content())) as file:
        assert {item.date_time[0] for item in file.infolist()} == {1980}
        assert not any(b"en-US" in file.read(name) for name in file.namelist())
    properties = deck().core_properties
    assert properties.title == paper().title
    assert properties.language == "en-GB"
    assert content() == slides_of(small_paper(), pictures=pictures())


def test_words_wider_than_a_line_are_broken() -> None:
    found = lines("a" * 200 + " b", 12.0, 100.0)
    assert "".join(found).replace(" ", "") == "a" * 200 + "b"
    assert all(width_of(line, 12.0) <= 100.0 for line in found)


def test_pages_hold_every_word_in_order() -> None:
    texts = [Text(f"{n} " + "word " * (40 * n)) for n in range(9)]
    pages = pages_of(texts, 300.0, 200.0)
    words = " ".join(text.words for page in pages for text in page).split()
    assert words == " ".join(text.words for text in texts).split()
    assert all(sum(text.height(300.0) for text in page) <= 200.0 for page in pages)


def test_a_title_too_long_for_any_size_is_cut() -> None:
    words, size = fitting("word " * 500, (28.0, 16.0), 888.0, 64.0)
    assert size == 16.0
    assert words.endswith("…")
    assert len(lines(words, size, 888.0, bold=True)) <= 3
    assert fitting("Short", (28.0, 16.0), 888.0, 64.0) == ("Short", 28.0)


def test_a_row_higher_than_a_slide_goes_on_in_the_next() -> None:
    rows = pd.DataFrame({"district": ["word " * 1500]})
    table = Table("t", "T", BY_DISTRICT.columns[:1], rows)
    parts = parts_of(table, 400.0, (300.0, 300.0))
    assert len(parts) > 1
    assert all(sum(part.heights) <= 300.0 for part in parts)
    said = " ".join(row[0] for part in parts for row in part.rows)
    assert said.split() == ["word"] * 1500
