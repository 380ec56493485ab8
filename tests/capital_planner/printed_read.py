"""A paper printed, and what is read from the pages."""

import functools
import re
from typing import Any

from pypdf import PdfReader

from capital_planner.briefing import paint_chart, paint_map
from capital_planner.briefing.printed import pdf_of
from capital_planner.papers import Chart, Paper
from data.fonts import read_fonts
from tests.capital_planner.small_paper import small_paper

FONTS = read_fonts()
LEAST_PT = 8.0
COVER_AND_CONTENTS = 2
WHITE = re.compile(r"\s+")


@functools.cache
def pictures() -> dict[str, bytes]:
    paper = small_paper()
    charts = [block for block in paper.blocks if isinstance(block, Chart)]
    return {
        block.key: paint_map(block.spec, fonts=FONTS, paper="A4", kinds=["svg"])["svg"]
        for block in paper.pictures
    } | {chart.key: paint_chart(chart, FONTS)["svg"] for chart in charts}


def printed(paper: Paper) -> bytes:
    return pdf_of(paper, pictures=pictures(), fonts=FONTS)


def squashed(text: str) -> str:
    """Leave out spaces, for lines break where they must."""
    return WHITE.sub("", text)


def read(reader: PdfReader) -> list[str]:
    return [squashed(page.extract_text()) for page in reader.pages]


def sizes(reader: PdfReader) -> set[float]:
    """Sizes of type on every page, in points."""
    found: set[float] = set()

    def visit(text: str, _: Any, matrix: Any, *font: Any) -> None:
        if text.strip():
            found.add(abs(font[1] * matrix[3]))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return found
