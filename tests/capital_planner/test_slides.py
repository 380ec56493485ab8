"""Slides read back: titles, footers, native tables, and what fits."""

import io
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZipFile

import pandas as pd
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Slides

from capital_planner.briefing.slide_text import lines
from capital_planner.briefing.slides import slides_of
from capital_planner.papers import (
    Paragraph,
    Points,
    Table,
    heading,
    written_rows,
)
from tests.capital_planner.slides_read import (
    alternatives,
    cells,
    content,
    deck,
    of_blocks,
    paper,
    pictures,
    size_of,
    tables,
    titles,
)
from tests.data.small_papers import (
    BY_DISTRICT,
    broad_table,
    long_table,
    small_paper,
)


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


def test_what_cannot_be_seen_is_said() -> None:
    said = [text for slide in deck().slides for text in alternatives(slide)]
    assert all(said)
    for block in paper().blocks:
        if not isinstance(block, Table) and hasattr(block, "said"):
            assert block.said in said
    assert any(text.startswith(f"Table: {BY_DISTRICT.title}") for text in said)


def test_a_few_words_stand_above_their_table_and_many_before_it() -> None:
    few, many = Paragraph("It is known."), Paragraph("It is known. " * 60)
    together = of_blocks(few, BY_DISTRICT).slides
    assert len(together) == 2
    assert "It is known." in [s.text_frame.text for s in together[1].placeholders]
    assert len(of_blocks(many, BY_DISTRICT).slides) == 3


def test_long_notes_have_a_slide_of_their_own() -> None:
    notes = tuple(f"Note {n}: {'what it rests on ' * 9}" for n in range(20))
    slides = of_blocks(replace(BY_DISTRICT, notes=notes))
    assert len(slides.slides) == 3
    last = slides.slides[2]
    shown = " ".join(s.text_frame.text for s in last.shapes if s.has_text_frame)
    assert all(note.strip() in shown for note in notes)


def test_notes_run_on_and_leave_the_room_to_their_table() -> None:
    rows = pd.DataFrame({"district": [f"District {n}" for n in range(13)]})
    notes = tuple(f"It is an estimate of the kind {n}." for n in range(6))
    table = Table("t", "T", BY_DISTRICT.columns[:1], rows, notes=notes)
    slides = of_blocks(table)
    assert len(tables(slides, "T")) == 1
    shown = [s.text_frame.text for s in slides.slides[1].shapes if s.has_text_frame]
    assert " ".join(notes) in shown


def test_the_number_of_a_slide_is_held_together() -> None:
    slides = of_blocks(*[Paragraph("It is known. " * 60) for _ in range(4)])
    found = [slide.shapes.title for slide in slides.slides]
    for number, title in enumerate(found[1:], start=1):
        assert title is not None
        held = f"({number} of {len(found) - 1})".replace(" ", "\N{NO-BREAK SPACE}")
        assert title.text_frame.text == f"Part {held}"


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
