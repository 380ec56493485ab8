"""Where names and symbols stand, so that planned places can be seen and read.

District names go where they hide fewest open settings; planned symbols then
step aside, in a spiral from where they belong, from names and from each other.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec.outlines import Land, Outline, inner_point
from capital_planner.mapspec.spec import Point, Symbol
from capital_planner.mapspec.symbols import Placed

MAP_FRAME_PT = (640.0, 675.0)
NAME_PT = 10.5
LABEL_PT = 9.0
WIDTH_OF_LETTER = 0.6
MOST_LETTERS = 15
GRID = 24
RINGS = 28
SPOKES = 24
STEP_PT = 2.5

Box = tuple[float, float, float, float]


def metres_per_point(bounds: tuple[float, float, float, float]) -> float:
    """Scale at which the bounds fit the map frame of an A3 page."""
    west, south, east, north = bounds
    return max((east - west) / MAP_FRAME_PT[0], (north - south) / MAP_FRAME_PT[1])


def name_points(land: Land, settings: Sequence[Placed]) -> dict[str, Point]:
    """Where each district's name is printed, by area code: clear of settings."""
    scale = metres_per_point(land.bounds)
    taken = [_symbol_box(item.symbol, item.symbol.at, scale) for item in settings]
    return {
        outline.code: _name_point(
            outline.polygon, _name_size(outline.name, scale), taken
        )
        for outline in land.districts
    }


def neighbour_points(land: Land, symbols: Sequence[Symbol]) -> dict[str, Point]:
    """Where each neighbour's name is printed, by area code: clear of symbols."""
    scale = metres_per_point(land.bounds)
    frame = shapely.box(*land.bounds)
    taken = [_symbol_box(symbol, symbol.at, scale) for symbol in symbols]
    found = {}
    for outline in land.outlines:
        if outline.role != "district":
            seen = outline.polygon.intersection(frame)
            shape = outline.polygon if seen.is_empty else seen
            size = _name_size(outline.name, scale)
            found[outline.code] = _name_point(shape, size, taken)
    return found


def _name_point(
    shape: BaseGeometry, size: tuple[float, float], taken: Sequence[Box]
) -> Point:
    """Find the point of a grid with most room: inside, and clear of what is taken."""
    west, south, east, north = shape.bounds
    across, up = np.meshgrid(
        np.linspace(west, east, GRID), np.linspace(south, north, GRID)
    )
    spots = np.column_stack([across.ravel(), up.ravel()])
    spots = spots[shapely.contains_xy(shape, spots)]
    if not len(spots):
        return inner_point(shape)
    half = np.array(size) / 2
    edges = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]) * half
    around = (spots[:, None, :] + edges).reshape(-1, 2)
    inside = shapely.contains_xy(shape, around).reshape(-1, len(edges)).mean(axis=1)
    away = shapely.distance(np.asarray(shapely.points(spots)), shape.boundary)
    boxes = np.hstack([spots - half, spots + half])
    hidden = overlaps(boxes, taken) / (size[0] * size[1])
    score = 10 * inside + np.minimum(away / half[0], 1) - 30 * hidden
    best = spots[int(np.argmax(score))]
    return float(best[0]), float(best[1])


def _name_size(name: str, scale: float) -> tuple[float, float]:
    """Width and height in metres of a name with its value below."""
    letters = min(max(len(name), 5), MOST_LETTERS)
    return letters * WIDTH_OF_LETTER * NAME_PT * scale, 2.5 * NAME_PT * scale


def stand(
    existing: Sequence[Placed],
    planned: Sequence[Placed],
    *,
    land: Land,
    names: dict[str, Point],
) -> tuple[Symbol, ...]:
    """Symbols in drawing order: open settings, then planned ones moved apart."""
    scale = metres_per_point(land.bounds)
    taken = [
        centred(names[outline.code], *_name_size(outline.name, scale))
        for outline in land.districts
    ]
    taken += [_symbol_box(item.symbol, item.symbol.at, scale) for item in existing]
    shapes = {outline.name: outline for outline in land.districts}
    done = sorted(
        (item.symbol for item in existing), key=lambda s: (-s.diameter_pt, s.key)
    )
    order = sorted(
        planned,
        key=lambda item: (bool(item.districts), -item.symbol.places, item.symbol.key),
    )
    for item in order:
        start, within = _home(item, shapes, names=names, scale=scale)
        at = _free_point(item.symbol, start, taken=taken, within=within, scale=scale)
        taken.append(_symbol_box(item.symbol, at, scale))
        done.append(replace(item.symbol, at=at))
    return tuple(done)


def _home(
    item: Placed,
    shapes: dict[str, Outline],
    *,
    names: dict[str, Point],
    scale: float,
) -> tuple[Point, BaseGeometry | None]:
    """Where a symbol belongs, and the area that it must not leave."""
    if item.symbol.site is not None:
        return item.symbol.site, None
    known = [shapes[name] for name in item.districts if name in shapes]
    if not known:
        msg = f"{item.districts} are not districts of the map"
        raise KeyError(msg)
    if len(known) == 1:
        east, north = names[known[0].code]
        return (east, north - 2.2 * NAME_PT * scale), known[0].polygon
    whole = shapely.union_all([outline.polygon for outline in known])
    return inner_point(whole), whole


def _free_point(
    symbol: Symbol,
    start: Point,
    *,
    taken: Sequence[Box],
    within: BaseGeometry | None,
    scale: float,
) -> Point:
    """Find the nearest point of a spiral that is clear, else the least crowded."""
    spots = np.array(start) + SPIRAL * scale
    if within is not None:
        reach = COMPASS * (symbol.diameter_pt / 2 + 2) * scale
        around = (spots[:, None, :] + reach).reshape(-1, 2)
        inside = shapely.contains_xy(within, around).reshape(-1, len(COMPASS)).all(1)
        spots = spots[inside] if inside.any() else spots[:1]
    boxes = spots[:, [0, 1, 0, 1]] + np.array(_symbol_box(symbol, (0.0, 0.0), scale))
    best = spots[int(np.argmin(overlaps(boxes, taken)))]
    return float(best[0]), float(best[1])


def _spiral() -> np.ndarray:
    """Points round the origin, the nearest first, in points of the page."""
    angles = 2 * np.pi * np.arange(SPOKES) / SPOKES
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    steps = STEP_PT * np.arange(1, RINGS + 1)
    return np.vstack([np.zeros((1, 2)), *(step * circle for step in steps)])


SPIRAL = _spiral()
COMPASS = np.array([(0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)])


def _symbol_box(symbol: Symbol, at: Point, scale: float) -> Box:
    """Bound the symbol with its label to the right."""
    radius = (symbol.diameter_pt / 2 + 2) * scale
    text = len(symbol.label) * WIDTH_OF_LETTER * LABEL_PT * scale
    half = max(radius, 0.6 * LABEL_PT * scale if symbol.label else radius)
    return at[0] - radius, at[1] - half, at[0] + radius + text, at[1] + half


def centred(at: Point, width: float, height: float) -> Box:
    """Bound a width and height round a point."""
    return (
        at[0] - width / 2,
        at[1] - height / 2,
        at[0] + width / 2,
        at[1] + height / 2,
    )


def overlaps(boxes: np.ndarray, taken: Sequence[Box]) -> np.ndarray:
    """Area that each box shares with those taken, in the square of their unit."""
    if not taken:
        return np.zeros(len(boxes))
    others = np.array(taken)
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    shared: np.ndarray = np.clip(high - low, 0, None).prod(axis=2).sum(axis=1)
    return shared
