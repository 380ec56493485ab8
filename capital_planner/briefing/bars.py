"""A chart of bars that lie: a group a row of the table, each bar with its value."""

import math
from dataclasses import dataclass

from matplotlib.patches import Rectangle

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
    scale_of,
    series_of,
    unit_of,
)
from capital_planner.briefing.page import INK, MM_IN_A_POINT, Box, Page
from capital_planner.briefing.typeface import Typeface
from capital_planner.papers import Chart

MOST_MM = 190.0
LEAST_BAR = 9.6
WIDEST_BAR = 14.0
GAP = 7.0
KEY_LINE = 15.0
KEY_BOX = 18.0
NAME_SHARE = 0.3
"""Most of the width that names of rows take."""
PAD = 4.0


@dataclass(frozen=True)
class _Ground:
    """Where bars stand: ``zero`` and points a unit across, thickness down."""

    chart: Chart
    series: list[Series]
    names: list[str]
    ends: tuple[float, float]
    box: Box
    thick: float

    @property
    def unit(self) -> float:
        return self.box.width / (self.ends[1] - self.ends[0])

    def across(self, value: float) -> float:
        return self.box.left + (value - self.ends[0]) * self.unit

    def down(self, row: int, n: int) -> float:
        group = len(self.series) * self.thick + GAP
        return self.box.top + GAP / 2 + row * group + n * self.thick


def bar_page(chart: Chart, typeface: Typeface) -> Page:
    """Draw the bars: thinner where there are many, while their values stay legible."""
    series = series_of(chart, typeface)
    names = names_of(chart, typeface)
    bars, gaps = len(series) * len(names), GAP * len(names)
    top = KEY_LINE * len(_key_lines(series, typeface)) + PAD
    most = MOST_MM / MM_IN_A_POINT - top - gaps - 2 * KEY_LINE
    thick = min(WIDEST_BAR, max(LEAST_BAR, most / bars))
    deep = bars * thick + gaps
    page = page_of((top + deep + 2 * KEY_LINE) * MM_IN_A_POINT, typeface)
    low, high, ticks = scale_of(series)
    left, width = _across(chart, series, names, typeface=typeface)
    box = Box(left, top, width, deep)
    ground = _Ground(chart, series, names, (low, high), box, thick)
    _paint_key(page, series)
    _paint_scale(page, ground, ticks)
    _paint_bars(page, ground)
    zero = ground.across(0.0)
    page.line([(zero, box.top), (zero, box.bottom)], INK, 0.9)
    return page


def _across(
    chart: Chart, series: list[Series], names: list[str], *, typeface: Typeface
) -> tuple[float, float]:
    """Left edge and width of the scale: names before it, room for values after."""
    width = WIDTH_MM / MM_IN_A_POINT
    longest = max(typeface.width(name, TEXT.size) for name in names)
    left = min(longest, NAME_SHARE * width) + 2 * PAD
    written = [
        each.written(value, chart.table.blank)
        for each in series
        for value in each.values
    ]
    room = max(typeface.width(text, SMALL.size) for text in written) + 2 * PAD
    below_zero = scale_of(series)[0] < 0
    start = left + (room if below_zero else 0.0)
    return start, width - start - room


def _key_lines(series: list[Series], typeface: Typeface) -> list[list[Series]]:
    """Series that stand beside each other above the bars, line by line."""
    lines: list[list[Series]] = []
    left = math.inf
    for each in series:
        wide = KEY_BOX + typeface.width(each.name, TEXT.size) + 3 * PAD
        if left + wide > WIDTH_MM / MM_IN_A_POINT:
            lines.append([])
            left = 0.0
        lines[-1].append(each)
        left += wide
    return lines


def _paint_key(page: Page, series: list[Series]) -> None:
    for n, line in enumerate(_key_lines(series, page.typeface)):
        left, base = 0.0, KEY_LINE * (n + 1) - 4
        for each in line:
            page.add(_bar(each, Box(left + 1, base - 8, 13, 9)), 0.6)
            page.text(left + KEY_BOX, base, each.name, TEXT)
            left += KEY_BOX + page.typeface.width(each.name, TEXT.size) + 3 * PAD


def _paint_scale(page: Page, ground: _Ground, ticks: list[float]) -> None:
    box = ground.box
    for tick in ticks:
        across = ground.across(tick)
        page.line([(across, box.top), (across, box.bottom)], GRID, 0.6)
        text = ground.series[0].written(tick, "")
        page.text(across, box.bottom + 11, text, MIDDLE)
    page.text(0.0, box.bottom + 11, unit_of(ground.series), SMALL)


def _paint_bars(page: Page, ground: _Ground) -> None:
    for row, name in enumerate(ground.names):
        _paint_name(page, ground, row, name)
        for n, each in enumerate(ground.series):
            _paint_bar(page, ground, row, n=n, value=each.values[row])


def _paint_bar(page: Page, ground: _Ground, row: int, *, n: int, value: float) -> None:
    each, top = ground.series[n], ground.down(row, n)
    zero = ground.across(0.0)
    end = ground.across(value) if math.isfinite(value) else zero
    if end != zero:
        shape = Box(min(zero, end), top + 0.6, abs(end - zero), ground.thick - 1.2)
        page.add(_bar(each, shape), 0.6)
    text = each.written(value, ground.chart.table.blank)
    before = end < zero
    left = end - PAD / 2 if before else end + PAD / 2
    style = ENDING if before else SMALL
    page.text(left, top + ground.thick / 2 + 0.36 * SMALL.size, text, style)


def _paint_name(page: Page, ground: _Ground, row: int, name: str) -> None:
    width = NAME_SHARE * WIDTH_MM / MM_IN_A_POINT
    lines = page.lines(name, TEXT, width)
    middle = ground.down(row, 0) + len(ground.series) * ground.thick / 2
    base = middle + 0.36 * TEXT.size - (len(lines) - 1) * 0.58 * TEXT.size
    for n, line in enumerate(lines):
        page.text(0.0, base + 1.16 * TEXT.size * n, line, TEXT)


def _bar(each: Series, box: Box) -> Rectangle:
    return Rectangle(
        (box.left, box.top),
        box.width,
        box.height,
        facecolor=each.colour,
        edgecolor=each.colour,
        hatch=each.hatch,
        hatchcolor="#FFFFFF",
    )
