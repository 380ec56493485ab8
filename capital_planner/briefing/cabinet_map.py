"""The cabinet map: one landscape page with everything it needs to stand alone."""

from collections.abc import Mapping

from capital_planner.briefing.files import files_of
from capital_planner.briefing.map_frame import paint_frame
from capital_planner.briefing.page import (
    GREY,
    PAPERS,
    Box,
    Page,
    PaperName,
    Style,
)
from capital_planner.briefing.panel import paint_legend, paint_table
from capital_planner.briefing.typeface import opened
from capital_planner.mapspec import MapSpec

MARGIN = 30.0
GAP = 16.0
LEGEND_WIDTH = 190.0
TABLES_WIDTH = 290.0
TITLE = Style(size=24.0, weight="bold")
SUBTITLE = Style(size=12.5)
STATEMENT = Style(size=10.5)
STRONG = Style(size=10.5, weight="bold")
SMALL = Style(size=9.0, colour=GREY)
MARKING = Style(size=11.0, weight="bold", across="center")


def paint_map(
    spec: MapSpec, *, fonts: Mapping[str, bytes], paper: PaperName = "A3"
) -> dict[str, bytes]:
    """Paint a map on a landscape page.

    Parameters
    ----------
    fonts
        Font files by weight, ``regular`` and ``bold``.
    paper
        ``A3``, ``A4`` or ``slide`` (13.33 by 7.5 inches).

    Returns
    -------
    dict
        ``pdf``, ``svg`` (text kept as text) and ``png`` (300 dpi) bytes; the
        same map gives the same bytes.
    """
    with opened(fonts) as typeface:
        page = Page(PAPERS[paper], typeface)
        top = _paint_head(page, spec)
        bottom = _paint_foot(page, spec)
        right = page.paper.width - MARGIN
        tables = Box(right - TABLES_WIDTH, top, TABLES_WIDTH, bottom - top)
        legend = Box(tables.left - GAP - LEGEND_WIDTH, top, LEGEND_WIDTH, bottom - top)
        frame = Box(MARGIN, top, legend.left - GAP - MARGIN, bottom - top)
        paint_frame(page, spec, frame)
        paint_legend(page, spec, legend)
        for table in spec.tables:
            end = paint_table(page, table, tables)
            tables = Box(tables.left, end + GAP, tables.width, bottom - end - GAP)
        return files_of(
            page.figure,
            title=spec.furniture.title,
            description=spec.furniture.description,
        )


def _paint_head(page: Page, spec: MapSpec) -> float:
    """Set marking, title and subtitle; return where the map begins."""
    top = MARGIN - 6
    width = page.paper.width - 2 * MARGIN
    words = spec.furniture
    if words.marking:
        page.text(page.paper.width / 2, top + 4, words.marking, MARKING)
        top += 8
    top = page.paragraph(Box(MARGIN, top, width, 0), words.title, TITLE)
    return page.paragraph(Box(MARGIN, top, width, 0), words.subtitle, SUBTITLE) + 6


def _paint_foot(page: Page, spec: MapSpec) -> float:
    """Set fixed lines, source and stamp above the edge; return where they begin."""
    words = spec.furniture
    width = page.paper.width - 2 * MARGIN
    blocks = [
        (text, STRONG if n == 0 else STATEMENT)
        for n, text in enumerate(words.statements)
    ]
    blocks += [(words.source, SMALL), (words.attribution, SMALL)]
    blocks += [(words.stamp, SMALL)]
    if words.marking:
        blocks.append((words.marking, STRONG))
    deep = sum(
        1.3 * style.size * len(page.lines(text, style, width)) + 1
        for text, style in blocks
    )
    start = page.paper.height - MARGIN + 8 - deep
    top = start
    for text, style in blocks:
        top = page.paragraph(Box(MARGIN, top, width, 0), text, style)
    return start - 8
