"""A paper as slides: one thought a slide, tables and charts that can be edited."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Pt

from capital_planner.briefing.deck import (
    BODY,
    Deck,
    describe,
    points,
    set_run,
    set_texts,
)
from capital_planner.briefing.page import Box
from capital_planner.briefing.slide_chart import chart_data, chart_type, dress
from capital_planner.briefing.slide_pages import pages_of
from capital_planner.briefing.slide_table import ACROSS, DOWN, TablePart, parts_of
from capital_planner.briefing.slide_text import Look, Text, clean, height_of
from capital_planner.papers import (
    Chart,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
)

if TYPE_CHECKING:
    from pptx.shapes.graphfrm import GraphicFrame

MOST_LEAD = 110.0
MOST_NOTES = 80.0
"""Points of height of texts above a table, chart or map, and of notes below each part
of a table; more notes stand below a table of one part only."""
GAP = 8.0
NO_BREAK = "\N{NO-BREAK SPACE}"
WHITE = RGBColor.from_string("FFFFFF")


@dataclass(frozen=True)
class _Planned:
    """One slide: texts, and below them a table, chart or map with its notes."""

    title: str
    texts: tuple[Text, ...] = ()
    shown: TablePart | Chart | Picture | None = None
    said: str = ""
    notes: tuple[Text, ...] = ()


def slides_of(paper: Paper, *, pictures: Mapping[str, bytes]) -> bytes:
    """Write a paper as PowerPoint slides, 16 by 9.

    Every slide has a real title, and marking, stamp, fixed lines, licence and its
    number at its foot. Tables and charts are native, and like the maps they are
    said in words. What does not fit goes on in a slide of the same title with its
    number. The same paper gives the same bytes.

    Parameters
    ----------
    pictures
        PNG by the key of each picture of the paper.

    Raises
    ------
    KeyError
        If a picture is missing.
    """
    deck = Deck(paper)
    deck.opening()
    for planned in _numbered([s for part in paper.sections for s in _section(part)]):
        _paint(deck, planned, pictures)
    return deck.bytes()


def _numbered(slides: Sequence[_Planned]) -> Iterator[_Planned]:
    """Tell slides of one title apart: ``(2 of 3)``."""
    totals, seen = Counter(slide.title for slide in slides), Counter[str]()
    for slide in slides:
        seen[slide.title] += 1
        many = totals[slide.title] > 1
        number = f"({seen[slide.title]} of {totals[slide.title]})"
        part = f" {number.replace(' ', NO_BREAK)}" if many else ""
        yield replace(slide, title=clean(slide.title) + part)


def _section(section: Section) -> Iterator[_Planned]:
    """Plan the slides of a section; a few words before a table go above it."""
    title = section.title
    waiting: list[Text] = []
    lead_from = 0
    apart = {block.key for block in section.blocks if isinstance(block, Table)}
    for block in section.blocks:
        if isinstance(block, Heading):
            lead_from = len(waiting)
            waiting.append(Text(clean(block.text), "strong"))
        elif isinstance(block, Paragraph | Points):
            waiting += _said(block)
        else:
            lead = waiting[lead_from:]
            if height_of(lead, BODY.width) > MOST_LEAD:
                lead = []
            yield from _texts(title, waiting[: len(waiting) - len(lead)])
            waiting, lead_from = [], 0
            yield from _shown(section, block, tuple(lead), apart)
    yield from _texts(title, waiting)


def _texts(title: str, texts: Sequence[Text]) -> Iterator[_Planned]:
    for page in pages_of(texts, BODY.width, BODY.height):
        yield _Planned(title, tuple(page))


def _said(block: Paragraph | Points) -> list[Text]:
    if isinstance(block, Paragraph):
        return [Text(clean(block.text), "strong" if block.strong else "plain")]
    look: Look = "number" if block.numbered else "point"
    return [
        Text(clean(item), look, number)
        for number, item in enumerate(block.items, start=1)
    ]


def _shown(
    section: Section,
    block: Table | Chart | Picture,
    lead: tuple[Text, ...],
    apart: set[str],
) -> Iterator[_Planned]:
    """Plan a table, a map, or a chart and then its table."""
    if isinstance(block, Table):
        yield from _table(f"{section.title}: {block.title}", block, lead)
    elif isinstance(block, Picture):
        yield _Planned(f"{section.title}: {block.caption}", lead, block, block.said)
    else:
        same = block.title == block.table.title
        title = f"{block.title}, as a chart" if same else block.title
        yield _Planned(f"{section.title}: {title}", lead, block, block.said)
        if block.table.key not in apart:
            yield from _shown(section, block.table, (), apart)


def _table(title: str, table: Table, lead: tuple[Text, ...]) -> Iterator[_Planned]:
    notes = _notes(table)
    below, above = (height_of(texts, BODY.width) for texts in (notes, lead))
    room = BODY.height - (below + GAP if notes else 0.0)
    parts = parts_of(table, BODY.width, (room - above, room))
    one = len(parts) == 1 and parts[0].height <= room - above
    beside = below <= MOST_NOTES or one
    if not beside:
        room = BODY.height
        parts = parts_of(table, BODY.width, (room - above, room))
    if parts[0].height > room - above:
        yield from _texts(title, lead)
        lead, parts = (), parts_of(table, BODY.width, (room, room))
    for number, part in enumerate(parts):
        said = f"Table: {table.title}. Columns: {', '.join(part.heads)}."
        top = lead if number == 0 else ()
        yield _Planned(title, top, part, said, notes if beside else ())
    if not beside:
        yield from _texts(f"{title}, notes", notes)


def _notes(table: Table) -> tuple[Text, ...]:
    """Run the notes of a table on: below each other they take the table's room."""
    return (Text(clean(" ".join(table.notes)), "note"),) if table.notes else ()


def _paint(deck: Deck, planned: _Planned, pictures: Mapping[str, bytes]) -> None:
    above = height_of(planned.texts, BODY.width)
    slide = deck.add(planned.title, planned.texts, below=above)
    notes = height_of(planned.notes, BODY.width)
    room = Box(BODY.left, BODY.top + above, BODY.width, BODY.height - above - notes)
    if isinstance(planned.shown, TablePart):
        bottom = _paint_table(slide, planned.shown, room, planned.said)
    elif isinstance(planned.shown, Chart):
        bottom = _paint_chart(slide, planned.shown, room)
    elif isinstance(planned.shown, Picture):
        bottom = _paint_picture(slide, planned, room, pictures[planned.shown.key])
    if planned.notes:
        box = Box(BODY.left, bottom + GAP, BODY.width, notes)
        set_texts(slide.shapes.add_textbox(*points(box)), planned.notes)


def _paint_table(slide: Slide, part: TablePart, room: Box, said: str) -> float:
    """Set a table and return where it ends."""
    box = Box(room.left, room.top, sum(part.widths), part.height)
    size = (len(part.heights), len(part.widths))
    frame = slide.shapes.add_table(*size, *points(box))
    describe(frame, said)
    table = frame.table
    table.first_row = True
    for at, width in enumerate(part.widths):
        table.columns[at].width = Pt(width)
    for down, texts in enumerate((part.heads, *part.rows)):
        table.rows[down].height = Pt(part.heights[down])
        for across, text in enumerate(texts):
            cell = table.cell(down, across)
            _dress_cell(cell, right=part.right[across])
            font = set_run(
                cell.text_frame.paragraphs[0], text, part.size, bold=down == 0
            )
            if down == 0:
                font.color.rgb = WHITE
    return box.bottom


def _dress_cell(cell: _Cell, *, right: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(ACROSS)
    cell.margin_top = cell.margin_bottom = Pt(DOWN)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT


def _paint_chart(slide: Slide, chart: Chart, room: Box) -> float:
    drawn = slide.shapes.add_chart(chart_type(chart), *points(room), chart_data(chart))
    frame = cast("GraphicFrame", drawn)
    describe(frame, chart.said)
    dress(frame.chart, chart)
    return room.bottom


def _paint_picture(slide: Slide, planned: _Planned, room: Box, png: bytes) -> float:
    """Place a map as large as it fits, in the middle."""
    shape = slide.shapes.add_picture(io.BytesIO(png), Pt(room.left), Pt(room.top))
    scale = min(Pt(room.width) / shape.width, Pt(room.height) / shape.height)
    shape.width = Emu(round(shape.width * scale))
    shape.height = Emu(round(shape.height * scale))
    shape.left = Emu(Pt(room.left) + (Pt(room.width) - shape.width) // 2)
    describe(shape, planned.said)
    return room.bottom
