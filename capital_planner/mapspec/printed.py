"""A map laid out for a frame of paper: no word stands on another or on a symbol.

Names of districts come first, where they hide fewest open settings; a setting
that a name would hide, and every planned place, then steps aside; names of
neighbours and towns are left out where there is no room for them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec.board import Board, ring
from capital_planner.mapspec.fitting import (
    FREE,
    NEAR,
    around_spots,
    fit,
    half_of,
    inside_spots,
    is_free,
    moved_box,
    point,
    share,
    size_of,
)
from capital_planner.mapspec.layout import Box
from capital_planner.mapspec.outlines import inner_point, polygon_of
from capital_planner.mapspec.spec import Area, MapSpec, Note, Point, Symbol

NAME_PT, VALUE_PT, SMALL_PT = 10.5, 12.5, 10.0
BESIDE_WIDTH, BESIDE_LEADING = 64.0, 12.0
CASING_PT, BESIDE_SYMBOL_PT = 1.8, 1.5
TOWN_PT, PIECE_PT, TIED_PT = 3.0, 4.0, 3.0
OVER_THE_EDGE = 0.12
"""Most of a neighbour's name that may reach over a boundary."""
SPIRAL = np.vstack(
    [
        np.zeros((1, 2)),
        ring([2.5 * n for n in range(1, 17)], 20),
        ring([40.0 + 5.0 * n for n in range(1, 25)], 32),
    ]
)
CLOSE = np.array([(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)])


def laid_out(spec: MapSpec, board: Board) -> MapSpec:
    """Place every name, symbol and note of a map on a board.

    Returns
    -------
    MapSpec
        With the bounds of the board. Names for which there is no room are
        empty; notes for which there is none, and symbols outside, are left out.
    """
    shapes = {area.code: board.drawn(polygon_of(area.rings)) for area in spec.areas}
    inside = [symbol for symbol in spec.symbols if _seen(symbol, board, spec, shapes)]
    dots = [
        moved_box(symbol_box(symbol, board), board.page(symbol.site))
        for symbol in inside
        if symbol.standing == "existing" and symbol.site is not None
    ]
    own = {
        area.code: _name_district(area, shapes[area.code], board, dots)
        for area in sorted(spec.areas, key=lambda area: shapes[area.code].area)
        if area.role == "district"
    }
    still, moving = _apart(inside, board)
    board.taken += _along_arrows(spec, board)
    symbols = still + _stand(moving, list(own.values()), shapes, board)
    mine = shapely.union_all([shapes[code] for code in own])
    beside = {
        area.code: _name_neighbour(area, shapes[area.code], board, mine)
        for area in spec.areas
        if area.role != "district"
    }
    placed = [_place_note(note, board) for note in spec.notes]
    return replace(
        spec,
        areas=tuple((own | beside)[area.code] for area in spec.areas),
        symbols=tuple(sorted(symbols, key=_drawing_order)),
        notes=tuple(note for note in placed if note is not None),
        bounds=board.bounds,
        metres_per_point=board.scale,
    )


def _seen(
    symbol: Symbol, board: Board, spec: MapSpec, shapes: Mapping[str, BaseGeometry]
) -> bool:
    """Whether a symbol belongs within the frame."""
    if symbol.site is not None:
        west, south, east, north = board.bounds
        return west < symbol.site[0] < east and south < symbol.site[1] < north
    names = symbol.district.split("|")
    return any(
        not shapes[area.code].is_empty for area in spec.areas if area.name in names
    )


def _name_district(
    area: Area, shape: BaseGeometry, board: Board, dots: Sequence[Box]
) -> Area:
    """Place the name of a district with its figure below."""
    if shape.is_empty:
        return replace(area, name="", printed="")
    box = name_box(area, board)
    spots = np.vstack([inside_spots(shape), around_spots(shape, box)])
    score = fit(spots, box, shape) - 100 * share(spots, box, dots)
    best = spots[int(np.argmax(score - 1000 * board.hidden(spots, box) / size_of(box)))]
    board.take(point(best), box)
    return replace(area, label_at=board.grid(point(best)))


def _name_neighbour(
    area: Area, shape: BaseGeometry, board: Board, mine: BaseGeometry
) -> Area:
    """Place the name of a neighbour where there is room, within it if it can be."""
    bare = replace(area, name="")
    if shape.is_empty:
        return bare
    box = name_box(area, board)
    spots = np.vstack([inside_spots(shape), around_spots(shape, box)])
    free = board.hidden(spots, box) <= FREE
    reach = (spots[:, None, :] + NEAR * half_of(box)).reshape(-1, 2)
    ours = shapely.contains_xy(mine, reach).reshape(-1, len(NEAR)).mean(axis=1)
    free &= ours <= OVER_THE_EDGE
    if not free.any():
        return bare
    spots = spots[free]
    best = point(spots[int(np.argmax(fit(spots, box, shape)))])
    board.take(best, box)
    return replace(area, label_at=board.grid(best))


def name_box(area: Area, board: Board) -> Box:
    """Bound the name of an area round its ``label_at``, points."""
    measure = board.measure
    if area.role == "district":
        figure = measure.width(area.printed, VALUE_PT, "bold")
        half = max(measure.width(area.name, NAME_PT), figure) / 2 + 1
        return -half, -11.5, half, 13.5 if area.printed else 2.0
    lines = measure.lines(area.name, SMALL_PT, width=BESIDE_WIDTH)
    half = max(measure.width(line, SMALL_PT) for line in lines) / 2 + 1
    return -half, -8.5, half, BESIDE_LEADING * (len(lines) - 1) + 3.0


def _apart(
    symbols: Sequence[Symbol], board: Board
) -> tuple[list[Symbol], list[Symbol]]:
    """Leave open settings where no name is; the rest are to be moved."""
    still, moving = [], []
    for symbol in symbols:
        box, site = symbol_box(symbol, board), symbol.site
        stays = symbol.standing == "existing" and site is not None
        if stays and site is not None and is_free(board, board.page(site), box):
            still.append(replace(symbol, at=site))
        else:
            moving.append(symbol)
    for symbol in still:
        board.take(board.page(symbol.at), symbol_box(symbol, board))
    return still, moving


def _along_arrows(spec: MapSpec, board: Board) -> list[Box]:
    """Bound short pieces of the arrows that notes stand for."""
    told = {note.text for note in spec.notes if note.kind == "arrow"}
    found = []
    for line in spec.lines:
        if line.label in told:
            half = line.width_pt / 2 + 1
            path = shapely.LineString([board.page(point) for point in line.points])
            pieces = shapely.segmentize(path, PIECE_PT)
            found += [
                moved_box((-half, -half, half, half), point(spot))
                for spot in shapely.get_coordinates(pieces)
            ]
    return found


def _stand(
    moving: Sequence[Symbol],
    named: Sequence[Area],
    shapes: Mapping[str, BaseGeometry],
    board: Board,
) -> list[Symbol]:
    """Move symbols apart, the largest nearest to where it belongs."""
    order = sorted(
        moving, key=lambda s: (s.site is None, s.label != "", -s.places, s.key)
    )
    return [_moved(symbol, named, shapes, board) for symbol in order]


def _moved(
    symbol: Symbol,
    named: Sequence[Area],
    shapes: Mapping[str, BaseGeometry],
    board: Board,
) -> Symbol:
    """Stand a symbol at the nearest free spot, tied to its home if it is far.

    Where its district is full, a symbol without a site stands outside.
    """
    start, within = _home(symbol, named, shapes, board)
    box = symbol_box(symbol, board)
    anywhere = np.array(start) + SPIRAL
    spots = _reachable(anywhere, symbol, within)
    hidden = board.hidden(spots, box)
    outside = not (hidden <= FREE).any()
    if outside:
        spots = np.vstack([anywhere, spots])
        hidden = board.hidden(spots, box)
    free = hidden <= FREE
    best = point(spots[int(np.argmax(free) if free.any() else np.argmin(hidden))])
    board.take(best, box)
    far = math.dist(best, start) > symbol.diameter_pt / 2 + TIED_PT
    tied = far and (within is None or outside)
    home = board.grid(start) if symbol.site is None else symbol.site
    return replace(symbol, at=board.grid(best), tied_to=home if tied else None)


def _home(
    symbol: Symbol,
    named: Sequence[Area],
    shapes: Mapping[str, BaseGeometry],
    board: Board,
) -> tuple[Point, BaseGeometry | None]:
    """Where a symbol belongs in the frame, and the area that it must not leave."""
    if symbol.site is not None:
        return board.page(symbol.site), None
    names = symbol.district.split("|")
    known = [area for area in named if area.name in names]
    whole = shapely.union_all([shapes[area.code] for area in known])
    across, down = board.page(known[0].label_at)
    below = (across, down + 2 * NAME_PT)
    if len(known) == 1 and whole.contains(shapely.Point(below)):
        return below, whole
    return inner_point(whole), whole


def _reachable(
    spots: np.ndarray, symbol: Symbol, within: BaseGeometry | None
) -> np.ndarray:
    if within is None:
        return spots
    every = np.vstack([spots, inside_spots(within)])
    reach = NEAR[[1, 3, 4, 5, 7]] * (symbol.diameter_pt / 2 + CASING_PT)
    around = (every[:, None, :] + reach).reshape(-1, 2)
    inside = shapely.contains_xy(within, around).reshape(-1, len(reach)).all(axis=1)
    return every[inside] if inside.any() else np.array([inner_point(within)])


def symbol_box(symbol: Symbol, board: Board) -> Box:
    """Bound a symbol with its label, round its middle."""
    planned = symbol.standing != "existing"
    radius = symbol.diameter_pt / 2 + (CASING_PT if planned else 0.5)
    if not symbol.label:
        return -radius, -radius, radius, radius
    text = board.measure.width(symbol.label, SMALL_PT, "bold")
    right = symbol.diameter_pt / 2 + BESIDE_SYMBOL_PT + text + 1
    half = max(radius, 0.6 * SMALL_PT)
    return -radius, -half, right, half


def _place_note(note: Note, board: Board) -> Note | None:
    """Place the words of a note beside its point; None where there is no room."""
    at = np.array(board.page(note.at))
    half = np.array([board.measure.width(note.text, SMALL_PT) / 2 + 1, 6.0])
    box = (-half[0], -half[1], half[0], half[1])
    dot = (-TOWN_PT, -TOWN_PT, TOWN_PT, TOWN_PT)
    if note.kind == "town" and not is_free(board, point(at), dot):
        return None
    reach = half + TOWN_PT + 1
    spots = at + (CLOSE * reach if note.kind == "town" else SPIRAL)
    free = board.hidden(spots, box) <= FREE
    if not free.any():
        return None
    best = point(spots[int(np.argmax(free))])
    board.take(best, box)
    if note.kind == "town":
        board.take(point(at), dot)
    return replace(note, label_at=board.grid(best))


def _drawing_order(symbol: Symbol) -> tuple[bool, float, str]:
    return symbol.standing != "existing", -symbol.diameter_pt, symbol.key
