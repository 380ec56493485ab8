"""The map itself: areas, lines, symbols, names, scale bar and north arrow."""

from collections.abc import Callable
from dataclasses import replace

from matplotlib.patches import Patch, Polygon, Rectangle

from capital_planner.briefing.page import (
    DASHES,
    GREY,
    INK,
    Box,
    Page,
    Style,
    marker_shape,
    ring_shape,
)
from capital_planner.mapspec import Area, MapSpec, Symbol

Place = Callable[[tuple[float, float]], tuple[float, float]]
NAME = Style(size=10.5)
VALUE = Style(size=12.5, weight="bold")
BESIDE = Style(size=8.5, colour=GREY, across="center")
LABEL = Style(size=9.0, weight="bold", box="#FFFFFF")
EDGE = "#0B0C0C"
PALE_EDGE = "#B1B4B6"
CASING = 3.6
NAME_WIDTH = 70.0
SEA = "#FBFCFD"


def paint_frame(page: Page, spec: MapSpec, box: Box) -> None:
    """Paint the map into a box of the page, nothing outside it."""
    frame = Rectangle((box.left, box.top), box.width, box.height, facecolor=SEA)
    frame.set_edgecolor("none")
    page.add(frame, 0.0)
    place = projection(spec, box)
    for area in spec.areas:
        _paint_area(page, area, place, clip=frame)
    for line in spec.lines:
        drawn = [place(point) for point in line.points]
        page.line(drawn, line.colour, line.width_pt, clip=frame)
    for area in spec.areas:
        _paint_name(page, area, place, box=box)
    for symbol in spec.symbols:
        _paint_symbol(page, symbol, place, clip=frame)
    for symbol in spec.symbols:
        _paint_label(page, symbol, place)
    _paint_scale_bar(page, spec, box)
    _paint_north(page, box)
    edge = Rectangle((box.left, box.top), box.width, box.height, fill=False)
    edge.set_edgecolor(INK)
    page.add(edge, 0.8)


def projection(spec: MapSpec, box: Box) -> Place:
    """Grid metres to points of the page: the bounds fit, in the middle."""
    west, south, east, north = spec.bounds
    scale = metres_a_point(spec, box)
    left = box.left + (box.width - (east - west) / scale) / 2
    top = box.top + (box.height - (north - south) / scale) / 2

    def place(at: tuple[float, float]) -> tuple[float, float]:
        return left + (at[0] - west) / scale, top + (north - at[1]) / scale

    return place


def metres_a_point(spec: MapSpec, box: Box) -> float:
    """Metres that one point of the page covers."""
    west, south, east, north = spec.bounds
    return max((east - west) / box.width, (north - south) / box.height)


def _paint_area(page: Page, area: Area, place: Place, *, clip: Patch) -> None:
    mine = area.role == "district"
    shape = ring_shape(
        [[place(point) for point in ring] for ring in area.rings],
        facecolor=area.fill,
        edgecolor=EDGE if mine else PALE_EDGE,
        joinstyle="round",
    )
    page.add(shape, 0.7 if mine else 0.5, clip=clip)
    if area.hatched:
        hatch = ring_shape(
            [[place(point) for point in ring] for ring in area.rings],
            facecolor="none",
            edgecolor=GREY,
            hatch="////",
        )
        page.add(hatch, 0.0, clip=clip)


def _paint_symbol(page: Page, symbol: Symbol, place: Place, *, clip: Patch) -> None:
    if symbol.standing != "existing":
        around = symbol.diameter_pt + CASING
        casing = marker_shape(symbol.marker, place(symbol.at), around, color="#FFFFFF")
        page.add(casing, 0.0, clip=clip)
    shape = marker_shape(
        symbol.marker,
        place(symbol.at),
        symbol.diameter_pt,
        facecolor=symbol.fill,
        edgecolor=symbol.edge,
        linestyle=DASHES if symbol.dashed else "solid",
    )
    page.add(shape, symbol.edge_pt, clip=clip)


def _paint_label(page: Page, symbol: Symbol, place: Place) -> None:
    if symbol.label:
        across, down = place(symbol.at)
        left = across + symbol.diameter_pt / 2 + 1.5
        page.text(left, down + 0.36 * LABEL.size, symbol.label, LABEL)


def _paint_name(page: Page, area: Area, place: Place, *, box: Box) -> None:
    across, down = place(area.label_at)
    if area.role != "district":
        lines = page.lines(area.name, BESIDE, NAME_WIDTH)
        half = max(page.typeface.width(line, BESIDE.size) for line in lines) / 2
        inside = box.left + 4 < across - half and across + half < box.right - 4
        if inside and box.top + 12 < down < box.bottom - 12:
            for n, line in enumerate(lines):
                page.text(across, down + 10.0 * n, line, BESIDE)
        return
    for base, text, style in (
        (down - 2.0, area.name, NAME),
        (down + 11.5, area.printed, NAME if area.hatched else VALUE),
    ):
        look = replace(style, colour=area.ink, across="center", box=area.fill)
        page.text(across, base, text, look)


def _paint_scale_bar(page: Page, spec: MapSpec, box: Box) -> None:
    length = spec.furniture.scale_bar_km * 1000 / metres_a_point(spec, box)
    left, base = box.left + 16, box.bottom - 16
    for part in range(2):
        half = Rectangle(
            (left + part * length / 2, base - 4),
            length / 2,
            4,
            facecolor=INK if part == 0 else "#FFFFFF",
            edgecolor=INK,
        )
        page.add(half, 0.7)
    km = spec.furniture.scale_bar_km
    small = Style(size=8.5, across="center")
    page.text(left, base - 8, "0", small)
    page.text(left + length, base - 8, f"{km} km", small)


def _paint_north(page: Page, box: Box) -> None:
    across, top = box.left + 24, box.top + 16
    arrow = [
        (across, top),
        (across + 7, top + 22),
        (across, top + 17),
        (across - 7, top + 22),
    ]
    page.add(Polygon(arrow, closed=True, facecolor=INK, edgecolor=INK), 0.5)
    page.text(across, top + 35, "N", Style(size=11, weight="bold", across="center"))
