"""What charts of bars and of lines share: series, and the scale of values."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.ticker import MaxNLocator

from capital_planner.briefing.letters import drawn
from capital_planner.briefing.page import GREY, Dashes, Page, Paper, Style
from capital_planner.briefing.typeface import Typeface
from capital_planner.papers import Chart, Column, written

WIDTH_MM = 160.0
TEXT = Style(size=9.0)
SMALL = Style(size=8.5, colour=GREY, box="#FFFFFF")
MIDDLE = replace(SMALL, across="center")
ENDING = replace(SMALL, across="right")
GRID = "#D8DADB"
LOOKS: tuple[tuple[str, str, str, Dashes], ...] = (
    ("#12436D", "", "circle", "solid"),
    ("#28A197", "////", "square", (0, (5, 2))),
    ("#801650", "....", "diamond", (0, (1.5, 1.5))),
    ("#F46A25", "\\\\\\\\", "circle", (0, (7, 2, 1.5, 2))),
    ("#3D3D3D", "xxxx", "square", (0, (3, 1))),
    ("#A285D1", "----", "diamond", (0, (9, 3))),
)
"""Colour (Government Analysis Function palette), hatching, marker and dashes."""


@dataclass(frozen=True)
class Series:
    """One column of the chart's table, and how it is drawn."""

    name: str
    column: Column
    values: tuple[float, ...]
    colour: str
    hatch: str
    marker: str
    dashes: Dashes

    def written(self, value: float, blank: str) -> str:
        """Write a value as its table does."""
        return written(value, self.column, blank)


def series_of(chart: Chart, typeface: Typeface) -> list[Series]:
    """Every column shown, in the order of ``chart.shows``."""
    columns = {column.name: column for column in chart.table.columns}
    return [
        Series(
            drawn(columns[name].title, typeface),
            columns[name],
            tuple(chart.table.rows[name].astype(float)),
            *LOOKS[n % len(LOOKS)],
        )
        for n, name in enumerate(chart.shows)
    ]


def names_of(chart: Chart, typeface: Typeface) -> list[str]:
    """Name of each row, as the first column of the table writes it."""
    first = chart.table.columns[0]
    return [
        drawn(written(value, first, chart.table.blank), typeface)
        for value in chart.table.rows[first.name]
    ]


def scale_of(series: list[Series]) -> tuple[float, float, list[float]]:
    """Find the ends of a scale with zero and every value on it, and round ticks."""
    values = [value for each in series for value in each.values if math.isfinite(value)]
    whole = series[0].column.kind in ("whole", "change")
    low, most = min([0.0, *values]), max([0.0, *values])
    if low == most:
        most = low + 1.0
    locator = MaxNLocator(5, integer=whole, steps=[1, 2, 2.5, 5, 10])
    found = [float(tick) for tick in np.round(locator.tick_values(low, most), 9)]
    ends = (
        max(tick for tick in found if tick <= low),
        min(tick for tick in found if tick >= most),
    )
    return *ends, [tick for tick in found if ends[0] <= tick <= ends[1]]


def unit_of(series: list[Series]) -> str:
    """Name the unit of the values, where their writing does not show it."""
    units = {each.column.unit for each in series} - {"pounds", "share"}
    return ", ".join(sorted(units))


def page_of(height_mm: float, typeface: Typeface) -> Page:
    """Take a blank sheet of the width of every chart."""
    return Page(Paper(WIDTH_MM, height_mm, 1.0), typeface)


def spread(wanted: list[float], apart: float, low: float, high: float) -> list[float]:
    """Move heights of labels apart, each near where it is wanted, within limits."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed: list[float] = []
    for n in order:
        placed.append(max(wanted[n], placed[-1] + apart if placed else low))
    ceiling = high
    for n in reversed(range(len(placed))):
        placed[n] = min(placed[n], ceiling)
        ceiling = placed[n] - apart
    return [placed[order.index(n)] for n in range(len(wanted))]


def runs(values: tuple[float, ...]) -> Iterator[list[int]]:
    """Places of values that stand side by side with no gap between them."""
    run: list[int] = []
    for n, value in enumerate(values):
        if math.isfinite(value):
            run.append(n)
        elif run:
            yield run
            run = []
    if run:
        yield run
