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
from capital_planner.mapspec import Area, Inset, MapSpec, Note, Symbol, for_print
from capital_planner.mapspec.printed import (
    BESIDE_LEADING,
    BESIDE_SYMBOL_PT,
    BESIDE_WIDTH,
    CASING_PT,
    NAME_PT,
    SMALL_PT,
    VALUE_PT,
)

Place = Callable[[tuple[float, float]], tuple[float, float]]
NAME = Style(size=NAME_PT)
VALUE = Style(size=VALUE_PT, weight="bold")
BESIDE = Style(size=SMALL_PT, colour=GREY, across="center")
LABEL = Style(size=SMALL_PT, weight="bold", box="#FFFFFF")
TOWN = Style(size=SMALL_PT, across="center", box="#FFFFFF")
ARROW = Style(size=SMALL_PT, weight="bold", across="center", box="#FFFFFF")
LETTER = Style(size=SMALL_PT, weight="bold", across="center")
EDGE = "#0B0C0C"
PALE_EDGE = "#B1B4B6"
SEA = "#FBFCFD"


def paint_frame(page: Page, spec: MapSpec, box: Box) -> None:
    """Lay a map out for a box of the page and paint it, nothing outside the box."""
    printed = for_print(spec, (box.width, box.height), page.typeface)
    _paint_view(page, printed.spec, box)
    for inset in printed.insets:
        _paint_inset(page, inset, box)
    _paint_scale_bar(page, printed.spec, box)
    _paint_north(page, box)
    _paint_edge(page, box)


def _paint_view(page: Page, spec: MapSpec, box: Box) -> None:
    """Paint areas, lines, names and symbols, from the ground up."""
    frame = Rectangle((box.left, box.top), box.width, box.height, facecolor=SEA)
    frame.set_edgecolor("none")
    page.add(frame, 0.0)
    place = projection(spec, box)
    for area in spec.areas:
        _paint_area(page, area, place, clip=frame)
    for line in spec.lines:
        drawn = [place(point) for point in line.points]
        page.line(drawn, line.colour, line.width_pt, clip=frame)
    for symbol in spec.symbols:
        _paint_tie(page, symbol, place)
    for area in spec.areas:
        _paint_name(page, area, place)
    for symbol in spec.symbols:
        _paint_symbol(page, symbol, place, clip=frame)
    for symbol in spec.symbols:
        _paint_label(page, symbol, place)
    for note in spec.notes:
        _paint_note(page, note, place)


def _paint_inset(page: Page, inset: Inset, box: Box) -> None:
    """Paint an inset, and its letter on the part of the map that it enlarges."""
    part, at = (
        Box(box.left + left, box.top + top, right - left, low - top)
        for left, top, right, low in (inset.part, inset.box)
    )
    _paint_edge(page, part)
    _paint_letter(page, inset.title, part.left, part.top - 13)
    _paint_view(page, inset.spec, at)
    _paint_edge(page, at)
    _paint_letter(page, inset.title, at.left, at.top)


def _paint_letter(page: Page, letter: str, left: float, top: float) -> None:
    page.add(Rectangle((left, top), 13, 13, facecolor="#FFFFFF", edgecolor=INK), 0.8)
    page.text(left + 6.5, top + 10, letter, LETTER)


def _paint_edge(page: Page, box: Box) -> None:
    edge = Rectangle((box.left, box.top), box.width, box.height, fill=False)
    edge.set_edgecolor(INK)
    page.add(edge, 0.8)


def projection(spec: MapSpec, box: Box) -> Place:
    """Grid metres to points of the page: the bounds fill the box."""
    west, _, _, north = spec.bounds
    scale = spec.metres_per_point

    def place(at: tuple[float, float]) -> tuple[float, float]:
        return box.left + (at[0] - west) / scale, box.top + (north - at[1]) / scale

    return place


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
        around = symbol.diameter_pt + 2 * CASING_PT
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
        left = across + symbol.diameter_pt / 2 + BESIDE_SYMBOL_PT
        page.text(left, down + 0.36 * LABEL.size, symbol.label, LABEL)


def _paint_tie(page: Page, symbol: Symbol, place: Place) -> None:
    """Tie a symbol that was moved to the place where it belongs."""
    if symbol.tied_to is not None:
        ends = [place(symbol.tied_to), place(symbol.at)]
        page.line(ends, "#FFFFFF", 2.2)
        page.line(ends, INK, 0.7)


def _paint_name(page: Page, area: Area, place: Place) -> None:
    if not area.name:
        return
    across, down = place(area.label_at)
    if area.role != "district":
        look = replace(BESIDE, box=area.fill)
        for n, line in enumerate(page.lines(area.name, BESIDE, BESIDE_WIDTH)):
            page.text(across, down + BESIDE_LEADING * n, line, look)
        return
    for base, text, style in (
        (down - 2.0, area.name, NAME),
        (down + 11.5, area.printed, NAME if area.hatched else VALUE),
    ):
        if text:
            look = replace(style, colour=area.ink, across="center", box=area.fill)
            page.text(across, base, text, look)


def _paint_note(page: Page, note: Note, place: Place) -> None:
    across, down = place(note.label_at)
    town = note.kind == "town"
    if town:
        dot = marker_shape("circle", place(note.at), 3.4, facecolor=INK)
        dot.set_edgecolor("#FFFFFF")
        page.add(dot, 0.5)
    page.text(across, down + 0.36 * SMALL_PT, note.text, TOWN if town else ARROW)


def _paint_scale_bar(page: Page, spec: MapSpec, box: Box) -> None:
    length = spec.furniture.scale_bar_km * 1000 / spec.metres_per_point
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
    small = Style(size=SMALL_PT, across="center", box=SEA)
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
