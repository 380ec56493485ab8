"""A small paper as slides, and what is read from slides."""

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from PIL import Image
from pptx import Presentation
from pptx.chart.chart import Chart as DrawnChart
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.table import Table as DrawnTable
from pptx.text.text import _Paragraph

from capital_planner.briefing.slides import slides_of
from capital_planner.papers import (
    Block,
    Paper,
    Section,
)
from tests.data.small_papers import (
    small_paper,
)


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
    return str(slide.shapes.title.text_frame.text).replace("\N{NO-BREAK SPACE}", " ")


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
