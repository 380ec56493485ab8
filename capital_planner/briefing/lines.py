"""A chart of lines: a point a row of the table, each line named at its end."""

import math
from dataclasses import dataclass

from capital_planner.briefing.chart_look import (
    ENDING,
    GRID,
    MIDDLE,
    SMALL,
    TEXT,
    WIDTH_MM,
    Series,
    names_of,
    page_of,
    runs,
    scale_of,
    series_of,
    spread,
    unit_of,
)
from capital_planner.briefing.page import INK, MM_IN_A_POINT, Box, Page, marker_shape
from capital_planner.briefing.typeface import Typeface
from capital_planner.papers import Chart

HEIGHT_MM = 90.0
NAMES_WIDTH = 118.0
"""Right of the lines, where they are named."""
TOP, BOTTOM = 22.0, 26.0
MARKER = 5.5
LEADING = 1.16 * TEXT.size


@dataclass(frozen=True)
class _Ground:
    """Where lines run: rows across the box, values up it."""

    places: list[float]
    ends: tuple[float, float]
    box: Box

    def point(self, row: int, value: float) -> tuple[float, float]:
        first, last = self.places[0], self.places[-1]
        share = (self.places[row] - first) / (last - first) if last > first else 0.5
        return self.box.left + share * self.box.width, self.down(value)

    def down(self, value: float) -> float:
        share = (value - self.ends[0]) / (self.ends[1] - self.ends[0])
        return self.box.bottom - share * self.box.height


def line_page(chart: Chart, typeface: Typeface) -> Page:
    """Draw the lines; years stand as far apart as they are."""
    series = series_of(chart, typeface)
    page = page_of(HEIGHT_MM, typeface)
    low, high, ticks = scale_of(series)
    marks = [series[0].written(tick, "") for tick in ticks]
    names = names_of(chart, typeface)
    left = 8.0 + max(
        *(typeface.width(mark, SMALL.size) for mark in marks),
        typeface.width(names[0], SMALL.size) / 2,
    )
    width = WIDTH_MM / MM_IN_A_POINT - left - NAMES_WIDTH
    box = Box(left, TOP, width, HEIGHT_MM / MM_IN_A_POINT - TOP - BOTTOM)
    ground = _Ground(_places(chart), (low, high), box)
    page.text(0.0, SMALL.size, unit_of(series), SMALL)
    for tick, mark in zip(ticks, marks, strict=True):
        down = ground.down(tick)
        page.line([(left, down), (box.right, down)], GRID, 0.6)
        page.text(left - 5.0, down + 0.36 * SMALL.size, mark, ENDING)
    zero = ground.down(0.0)
    page.line([(left, zero), (box.right, zero)], INK, 0.9)
    _paint_rows(page, ground, names)
    for each in series:
        _paint_line(page, ground, each)
    _paint_names(page, ground, series)
    return page


def _places(chart: Chart) -> list[float]:
    first = chart.table.columns[0]
    if first.kind == "text":
        return [float(n) for n in range(len(chart.table.rows))]
    return [float(value) for value in chart.table.rows[first.name]]


def _paint_rows(page: Page, ground: _Ground, names: list[str]) -> None:
    """Name rows below, leaving out some where they would touch."""
    widest = max(page.typeface.width(name, SMALL.size) for name in names) + 6.0
    free = ground.box.width / max(1, len(names) - 1)
    step = max(1, math.ceil(widest / free))
    for row, name in enumerate(names):
        across, _ = ground.point(row, 0.0)
        bottom = ground.box.bottom
        page.line([(across, bottom), (across, bottom + 3.0)], INK, 0.6)
        if row % step == 0:
            page.text(across, bottom + 14.0, name, MIDDLE)


def _paint_line(page: Page, ground: _Ground, each: Series) -> None:
    for run in runs(each.values):
        points = [ground.point(row, each.values[row]) for row in run]
        if len(points) > 1:
            page.line(points, each.colour, 1.8, dashes=each.dashes)
        for point in points:
            look = {"facecolor": each.colour, "edgecolor": "#FFFFFF"}
            page.add(marker_shape(each.marker, point, MARKER, **look), 0.5)


def _paint_names(page: Page, ground: _Ground, series: list[Series]) -> None:
    """Name each line at its last point, with its value, names moved apart."""
    ends = [(each, run[-1]) for each in series for run in list(runs(each.values))[-1:]]
    texts = [
        page.lines(
            f"{each.name}: {each.written(each.values[row], '')}",
            TEXT,
            NAMES_WIDTH - 22.0,
        )
        for each, row in ends
    ]
    apart = LEADING * max((len(lines) for lines in texts), default=1) + 2.0
    wanted = [ground.down(each.values[row]) for each, row in ends]
    placed = spread(wanted, apart, ground.box.top, ground.box.bottom)
    for (each, row), lines, down in zip(ends, texts, placed, strict=True):
        start = ground.point(row, each.values[row])
        left = ground.box.right + 18.0
        page.line([start, (left - 3.0, down)], each.colour, 0.7)
        base = down + 0.36 * TEXT.size - (len(lines) - 1) * LEADING / 2
        for n, line in enumerate(lines):
            page.text(left, base + n * LEADING, line, TEXT)
