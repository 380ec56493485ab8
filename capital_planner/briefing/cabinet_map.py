"""The cabinet map: one landscape page with everything it needs to stand alone."""

from collections.abc import Collection, Mapping

from capital_planner.briefing.files import KINDS, Kind, files_of
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
BETWEEN = 2.0
LEGEND_WIDTH = 190.0
TABLES_WIDTH = 290.0
TITLE = Style(size=22.0, weight="bold")
SUBTITLE = Style(size=12.5)
STATEMENT = Style(size=10.5)
STRONG = Style(size=10.5, weight="bold")
SMALL = Style(size=10.0, colour=GREY)
MARKING = Style(size=11.0, weight="bold", across="center")


def paint_map(
    spec: MapSpec,
    *,
    fonts: Mapping[str, bytes],
    paper: PaperName = "A3",
    kinds: Collection[Kind] = KINDS,
) -> dict[str, bytes]:
    """Paint a map on a landscape page.

    Parameters
    ----------
    fonts
        Font files by weight, ``regular`` and ``bold``.
    paper
        ``A3``, ``A4`` or ``slide`` (13.33 by 7.5 inches).
    kinds
        Which files to make.

    Returns
    -------
    dict
        ``pdf``, ``svg`` (text kept as text) and ``png`` (300 dpi) bytes; the
        same map gives the same bytes.
    """
    with opened(fonts) as typeface:
        page = Page(PAPERS[paper], typeface)
        top = _paint_head(page, spec)
        bottom = page.paper.height - MARGIN
        right = page.paper.width - MARGIN
        beside = right - TABLES_WIDTH - GAP - LEGEND_WIDTH
        words = Box(beside, top, right - beside, bottom - top)
        end = _paint_words(page, spec, words)
        paint_frame(page, spec, Box(MARGIN, top, beside - GAP - MARGIN, bottom - top))
        paint_legend(page, spec.legend, Box(beside, top, LEGEND_WIDTH, end - top))
        tables = Box(right - TABLES_WIDTH, top, TABLES_WIDTH, end - top)
        for table in spec.tables:
            below = paint_table(page, table, tables) + GAP
            tables = Box(tables.left, below, tables.width, end - below)
        return files_of(
            page,
            title=spec.furniture.title,
            description=spec.furniture.description,
            kinds=kinds,
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


def _paint_words(page: Page, spec: MapSpec, box: Box) -> float:
    """Set fixed lines, source and stamp up from the foot of a box; return the top."""
    words = spec.furniture
    blocks = [
        (text, STRONG if n == 0 else STATEMENT)
        for n, text in enumerate(words.statements)
    ]
    blocks += [(words.source, SMALL), (words.attribution, SMALL), (words.stamp, SMALL)]
    if words.marking:
        blocks.append((words.marking, STRONG))
    deep = sum(
        1.3 * style.size * len(page.lines(text, style, box.width)) + BETWEEN
        for text, style in blocks
    )
    start = box.bottom - deep
    top = start
    for text, style in blocks:
        top = page.paragraph(Box(box.left, top, box.width, 0), text, style) + BETWEEN
    return start
