"""A map for print: the frame, and insets that enlarge where places crowd."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec.board import Board, Measure, extent, filled
from capital_planner.mapspec.layout import Box, overlaps
from capital_planner.mapspec.outlines import polygon_of
from capital_planner.mapspec.printed import laid_out, symbol_box
from capital_planner.mapspec.spec import MapSpec, Symbol

MOST_INSETS = 2
FEWEST_PLANNED = 3
ROUND_A_CROWD_PT = 16.0
LARGER, LEAST_LARGER = 2.4, 1.5
LARGEST_SHARE = 0.42
GAP_PT = 6.0
GRID = 40
NORTH_BOX: Box = (10.0, 10.0, 38.0, 56.0)
TITLE_BOX: Box = (0.0, 0.0, 20.0, 20.0)


@dataclass(frozen=True)
class Inset:
    """A part of a map enlarged, within the frame of the map.

    Attributes
    ----------
    title
        A letter that stands on the inset and on the part it enlarges.
    part
        The part in the frame of the map: left, top, right, bottom, points.
    box
        Where the inset stands in the frame, points.
    """

    title: str
    spec: MapSpec
    part: Box
    box: Box


@dataclass(frozen=True)
class Printed:
    """A map laid out for a frame; its planned places in an inset stand there alone."""

    spec: MapSpec
    insets: tuple[Inset, ...]


def for_print(spec: MapSpec, frame: tuple[float, float], measure: Measure) -> Printed:
    """Lay a map out for a frame of paper.

    Parameters
    ----------
    frame
        Width and height, points of the page.
    measure
        Of the typeface it is set in.
    """
    board = Board(filled(spec.bounds, frame, extent(spec)), frame, measure)
    length = spec.furniture.scale_bar_km * 1000 / board.scale
    bar = (8.0, frame[1] - 38, 46.0 + length, frame[1] - 10)
    board.taken += [NORTH_BOX, bar]
    districts = shapely.union_all(
        [
            board.drawn(polygon_of(area.rings))
            for area in spec.areas
            if area.role == "district"
        ]
    )
    shapely.prepare(districts)
    insets: list[Inset] = []
    for part in _crowds(spec.symbols, board):
        box = _room(part, board, districts)
        if box is not None and len(insets) < MOST_INSETS:
            title = "AB"[len(insets)]
            insets.append(Inset(title, _enlarged(spec, part, box, board), part, box))
            board.taken.append(box)
    left = [s for s in spec.symbols if not any(_shown_in(s, i, board) for i in insets)]
    board.taken += [_corner(inset.part) for inset in insets]
    return Printed(laid_out(replace(spec, symbols=tuple(left)), board), tuple(insets))


def _shown_in(symbol: Symbol, inset: Inset, board: Board) -> bool:
    """Whether a symbol is left to an inset."""
    if symbol.site is None or symbol.standing == "existing":
        return False
    return _within(board.page(symbol.site), inset.part)


def _within(at: tuple[float, float], box: Box) -> bool:
    return box[0] < at[0] < box[2] and box[1] < at[1] < box[3]


def _corner(part: Box) -> Box:
    """Where the letter of an inset stands on the part that it enlarges."""
    left, top, _, _ = part
    return left, top - 13.0, left + 13.0, top


def _crowds(symbols: Sequence[Symbol], board: Board) -> list[Box]:
    """Parts of the frame where symbols at their sites would hide each other."""
    sited = [symbol for symbol in symbols if symbol.site is not None]
    boxes = [
        tuple(
            np.add(symbol_box(symbol, board), np.tile(board.page(symbol.site), 2))
            if symbol.site is not None
            else ()
        )
        for symbol in sited
    ]
    if not boxes:
        return []
    shapes = [shapely.box(*box) for box in boxes]
    joined = shapely.get_parts(shapely.union_all(shapes))
    found = []
    for crowd in joined:
        mine = [
            s for s, shape in zip(sited, shapes, strict=True) if crowd.covers(shape)
        ]
        planned = sum(symbol.standing != "existing" for symbol in mine)
        points = [board.page(s.site) for s in mine if s.site is not None]
        if planned >= FEWEST_PLANNED:
            low, high = np.min(points, axis=0), np.max(points, axis=0)
            part = (*(low - ROUND_A_CROWD_PT), *(high + ROUND_A_CROWD_PT))
            found.append((-planned, tuple(float(edge) for edge in part)))
    return [(a, b, c, d) for _, (a, b, c, d) in sorted(found)]


def _room(part: Box, board: Board, districts: BaseGeometry) -> Box | None:
    """Find where an inset of a part covers no district, and nothing placed."""
    sides = np.array([part[2] - part[0], part[3] - part[1]])
    larger = min(LARGER, float(np.min(LARGEST_SHARE * np.array(board.frame) / sides)))
    if larger < LEAST_LARGER:
        return None
    inset = larger * sides
    left = np.linspace(GAP_PT, board.frame[0] - inset[0] - GAP_PT, GRID)
    top = np.linspace(GAP_PT, board.frame[1] - inset[1] - GAP_PT, GRID)
    corners = np.column_stack([axis.ravel() for axis in np.meshgrid(left, top)])
    boxes = np.hstack([corners, corners + inset])
    free = overlaps(boxes, [*board.taken, part, _corner(part)]) <= 0
    free &= ~shapely.intersects(districts, shapely.box(*boxes.T))
    if not free.any():
        return None
    middle = np.array([part[0] + part[2], part[1] + part[3]]) / 2
    away = np.hypot(*(corners + inset / 2 - middle).T)
    best = boxes[free][int(np.argmin(away[free]))].tolist()
    return best[0], best[1], best[2], best[3]


def _enlarged(spec: MapSpec, part: Box, box: Box, board: Board) -> MapSpec:
    west, north = board.grid((part[0], part[1]))
    east, south = board.grid((part[2], part[3]))
    frame = (box[2] - box[0], box[3] - box[1])
    inner = Board((west, south, east, north), frame, board.measure, [TITLE_BOX])
    sited = tuple(symbol for symbol in spec.symbols if symbol.site is not None)
    areas = tuple(replace(area, printed="") for area in spec.areas)
    return laid_out(replace(spec, areas=areas, symbols=sited), inner)
