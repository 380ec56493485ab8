"""What stands beside the map: the legend and the inset tables."""

from collections.abc import Sequence

from matplotlib.patches import Rectangle

from capital_planner.briefing.page import (
    DASHES,
    GREY,
    INK,
    Box,
    Page,
    Style,
    marker_shape,
)
from capital_planner.mapspec import InsetTable, LegendEntry

HEADING = Style(size=11.0, weight="bold")
BODY = Style(size=10.0)
NOTE = Style(size=10.0, colour=GREY)
ROW = 16.0
GROUP_GAP, HEADING_GAP = 6.0, 4.0
KEY = 30.0
WIDEST_HEAD = 64.0


def paint_legend(page: Page, legend: Sequence[LegendEntry], box: Box) -> float:
    """Paint the legend from the top of a box; return where it ends."""
    top = box.top
    group = ""
    for entry in legend:
        if entry.group != group:
            top += GROUP_GAP if group else 0
            inside = Box(box.left, top, box.width, 0)
            top = page.paragraph(inside, entry.group, HEADING) + HEADING_GAP
            group = entry.group
        top = _paint_entry(page, entry, Box(box.left, top, box.width, 0))
    return top


def legend_height(page: Page, legend: Sequence[LegendEntry], width: float) -> float:
    """Height that :func:`paint_legend` needs."""
    groups = list(dict.fromkeys(entry.group for entry in legend))
    lines = sum(len(page.lines(group, HEADING, width)) for group in groups)
    heads = 1.3 * HEADING.size * lines + HEADING_GAP * len(groups)
    entries = sum(_entry_height(page, entry, width) for entry in legend)
    return heads + entries + GROUP_GAP * max(len(groups) - 1, 0)


def _entry_height(page: Page, entry: LegendEntry, width: float) -> float:
    lines = page.lines(entry.text, BODY, width - KEY)
    return max(1.25 * BODY.size * len(lines) + 3, entry.diameter_pt + 4, ROW)


def _paint_entry(page: Page, entry: LegendEntry, box: Box) -> float:
    lines = page.lines(entry.text, BODY, box.width - KEY)
    height = _entry_height(page, entry, box.width)
    middle = box.top + height / 2
    centre = (box.left + KEY / 2 - 3, middle)
    if entry.kind == "symbol":
        shape = marker_shape(
            entry.marker,
            centre,
            entry.diameter_pt,
            facecolor=entry.fill,
            edgecolor=entry.edge,
            linestyle=DASHES if entry.dashed else "solid",
        )
        page.add(shape, entry.edge_pt)
    elif entry.kind == "line":
        start, end = (centre[0] - 11, middle), (centre[0] + 11, middle)
        page.line([start, end], entry.edge, entry.edge_pt)
    else:
        swatch = Rectangle(
            (centre[0] - 11, middle - 5.5),
            22,
            11,
            facecolor=entry.fill,
            edgecolor=GREY if entry.kind == "held_back" else entry.edge,
            hatch="////" if entry.kind == "held_back" else None,
        )
        page.add(swatch, entry.edge_pt)
    base = middle - 1.25 * BODY.size * (len(lines) - 1) / 2 + 0.35 * BODY.size
    for line in lines:
        page.text(box.left + KEY, base, line, BODY)
        base += 1.25 * BODY.size
    return box.top + height


def paint_table(page: Page, table: InsetTable, box: Box) -> float:
    """Paint a table from the top of a box; return where it ends."""
    top = page.paragraph(box, table.title, HEADING) + 3
    edges = _column_edges(page, table, box)
    top = _paint_heads(page, table, edges, top=top, left=box.left)
    for row in table.rows:
        base = top + 0.72 * ROW
        page.text(box.left, base, row[0], BODY)
        for edge, cell in zip(edges, row[1:], strict=True):
            page.text(edge, base, cell, Style(BODY.size, across="right"))
        top += ROW
    page.rule((box.left, top), (box.right, top))
    if table.note:
        top = page.paragraph(Box(box.left, top + 3, box.width, 0), table.note, NOTE)
    return top


def _column_edges(page: Page, table: InsetTable, box: Box) -> list[float]:
    """Right edges of the columns of figures, from the widest texts."""
    widths = [
        max(
            *(page.typeface.width(row[n], BODY.size) for row in table.rows),
            min(page.typeface.width(name, BODY.size, "bold"), WIDEST_HEAD),
            *(page.typeface.width(word, BODY.size, "bold") for word in name.split()),
        )
        + 10
        for n, name in enumerate(table.columns)
        if n > 0
    ]
    return [box.right - sum(widths[n + 1 :]) for n in range(len(widths))]


def _paint_heads(
    page: Page, table: InsetTable, edges: list[float], *, top: float, left: float
) -> float:
    """Column heads, broken into lines that stand on one rule."""
    bold = Style(BODY.size, "bold")
    starts = [left, *edges]
    rooms = [edges[0] - WIDEST_HEAD - left, *(WIDEST_HEAD + 1 for _ in edges)]
    heads = [
        page.lines(name, bold, room)
        for name, room in zip(table.columns, rooms, strict=True)
    ]
    deep = max(len(lines) for lines in heads)
    for n, lines in enumerate(heads):
        look = bold if n == 0 else Style(BODY.size, "bold", across="right")
        for k, line in enumerate(lines):
            drop = deep - len(lines) + k + 1
            page.text(starts[n], top + drop * 1.25 * BODY.size, line, look)
    end = top + deep * 1.25 * BODY.size + 4
    page.line([(left, end), (edges[-1], end)], INK, 0.9)
    return end + 1
