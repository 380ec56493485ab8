"""A map to be set in a page or on a slide, which gives title, lines and tables."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import groupby

from capital_planner.briefing.files import Kind, files_of
from capital_planner.briefing.map_frame import paint_frame
from capital_planner.briefing.page import GREY, Box, Page, Paper, Style
from capital_planner.briefing.panel import legend_height, paint_legend
from capital_planner.briefing.typeface import opened
from capital_planner.mapspec import LegendEntry, MapSpec
from capital_planner.mapspec.board import extent

SCALE = 0.7
"""The least text, 10 points of A3, is printed at 7."""
LEGEND_WIDTH = 178.0
NARROW = 150.0
"""Width of a legend, and of each of several columns of it, points of A3."""
COLUMNS = ((1, LEGEND_WIDTH), (2, NARROW), (2, LEGEND_WIDTH), (3, NARROW))
"""Columns of a legend beside a map, and their width: the first that fits."""
GAP = 12.0
WIDE = 1.1
"""Width to height from which the legend stands beside the map, not below it."""
FINE_DPI, COARSE_DPI = 300, 200
LARGEST_FINE_MM = 200.0
SOURCE = Style(size=10.0, colour=GREY)


def paint_figure(
    spec: MapSpec,
    *,
    fonts: Mapping[str, bytes],
    size_mm: tuple[float, float],
    kinds: Collection[Kind] = ("svg", "png"),
) -> dict[str, bytes]:
    """Paint the frame of a map with its legend and attribution, nothing else.

    Parameters
    ----------
    fonts
        Font files by weight, ``regular`` and ``bold``.
    size_mm
        Width and height as printed; no text is smaller than 7 points there.
    kinds
        Which files to make.

    Returns
    -------
    dict
        ``pdf``, ``svg`` (text kept as text) and ``png`` bytes, 300 dpi, or 200
        where the figure is wider or higher than 200 mm.
    """
    with opened(fonts) as typeface:
        page = Page(Paper(*size_mm, SCALE), typeface)
        whole = Box(0.5, 0.5, page.paper.width - 1.0, page.paper.height - 1.0)
        foot = page.lines(spec.furniture.attribution, SOURCE, whole.width)
        deep = 1.3 * SOURCE.size * len(foot) + 3.0
        room = replace(whole, height=whole.height - deep)
        wide = size_mm[0] > WIDE * size_mm[1]
        left = (_beside if wide else _above)(page, spec, room)
        paint_frame(page, spec, replace(left, width=_widest(spec, left)))
        words = Box(whole.left, room.bottom + 3.0, whole.width, 0)
        page.paragraph(words, spec.furniture.attribution, SOURCE)
        return files_of(
            page,
            title=spec.furniture.title,
            description=spec.furniture.description,
            kinds=kinds,
            dpi=FINE_DPI if max(size_mm) <= LARGEST_FINE_MM else COARSE_DPI,
        )


def _widest(spec: MapSpec, room: Box) -> float:
    """Width of the room, but no more than there is land to show."""
    west, south, east, north = spec.bounds
    scale = max((north - south) / room.height, (east - west) / room.width)
    land = extent(spec)
    return min(room.width, (land[2] - land[0]) / scale)


def _beside(page: Page, spec: MapSpec, room: Box) -> Box:
    """Paint the legend to the right, in as few columns as are not too high."""
    for count, width in COLUMNS:
        columns = _columns(page, spec.legend, count, width)
        if max(legend_height(page, each, width) for each in columns) <= room.height:
            break
    left = replace(room, width=room.width - len(columns) * (width + GAP))
    beside = room.left + _widest(spec, left) + GAP
    for n, column in enumerate(columns):
        across = beside + n * (width + GAP)
        paint_legend(page, column, Box(across, room.top, width, room.height))
    return left


def _above(page: Page, spec: MapSpec, room: Box) -> Box:
    """Paint the legend below in columns; return what is left for the map."""
    count = max(int((room.width + GAP) // (LEGEND_WIDTH + GAP)), 1)
    width = (room.width + GAP) / count - GAP
    columns = _columns(page, spec.legend, count, width)
    deep = max(legend_height(page, column, width) for column in columns)
    top = room.bottom - deep
    for n, column in enumerate(columns):
        left = room.left + n * (width + GAP)
        paint_legend(page, column, Box(left, top, width, deep))
    return replace(room, height=room.height - deep - GAP / 2)


def _columns(
    page: Page, legend: tuple[LegendEntry, ...], count: int, width: float
) -> list[tuple[LegendEntry, ...]]:
    """Share the groups of a legend between columns, in order and as even as can be."""
    groups = [tuple(group) for _, group in groupby(legend, lambda entry: entry.group)]
    heights = sorted(
        legend_height(page, sum(groups[a:b], ()), width)
        for a in range(len(groups))
        for b in range(a + 1, len(groups) + 1)
    )
    for most in heights:
        columns: list[tuple[LegendEntry, ...]] = [()]
        for group in groups:
            longer = columns[-1] + group
            if legend_height(page, longer, width) <= most:
                columns[-1] = longer
            else:
                columns.append(group)
        if len(columns) <= count and legend_height(page, columns[0], width) <= most:
            return columns
    return [legend]
