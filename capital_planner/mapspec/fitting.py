"""How well a box fits where it might stand: inside an area, clear of others."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec.board import Board
from capital_planner.mapspec.layout import Box, overlaps
from capital_planner.mapspec.outlines import inner_point
from capital_planner.mapspec.spec import Point

GRID = 26
FREE = 1e-6
NEAR = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)])


def is_free(board: Board, at: Point, box: Box) -> bool:
    """Whether a box round a spot hides nothing."""
    return bool(board.hidden(np.array([at]), box)[0] <= FREE)


def inside_spots(shape: BaseGeometry) -> np.ndarray:
    """Points of a grid within a shape, at least one."""
    spots = _grid(shape.bounds)
    spots = spots[shapely.contains_xy(shape, spots)]
    return spots if len(spots) else np.array([inner_point(shape)])


def around_spots(shape: BaseGeometry, box: Box) -> np.ndarray:
    """Points of a grid over a shape and as far around it as a box reaches."""
    west, top, east, low = shape.bounds
    across, down = half_of(box) + 4
    return _grid((west - across, top - down, east + across, low + down))


def _grid(bounds: tuple[float, float, float, float]) -> np.ndarray:
    across = np.linspace(bounds[0], bounds[2], GRID)
    down = np.linspace(bounds[1], bounds[3], GRID)
    return np.column_stack([axis.ravel() for axis in np.meshgrid(across, down)])


def fit(spots: np.ndarray, box: Box, shape: BaseGeometry) -> np.ndarray:
    """Score spots: how much of the box is inside, then how far from the edge."""
    half = half_of(box)
    middle = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    around = (spots[:, None, :] + middle + NEAR * half).reshape(-1, 2)
    inside = shapely.contains_xy(shape, around).reshape(-1, len(NEAR)).mean(axis=1)
    away = shapely.distance(np.asarray(shapely.points(spots)), shape.boundary)
    near = np.where(shapely.contains_xy(shape, spots), away, -away)
    score: np.ndarray = 10 * inside + np.clip(near / half[0], -9, 1)
    return score


def share(spots: np.ndarray, box: Box, others: Sequence[Box]) -> np.ndarray:
    """Share of a box, moved to each spot, that others cover."""
    boxes = spots[:, [0, 1, 0, 1]] + np.array(box)
    return overlaps(boxes, others) / size_of(box)


def half_of(box: Box) -> np.ndarray:
    """Half the width and height of a box."""
    return np.array([(box[2] - box[0]) / 2, (box[3] - box[1]) / 2])


def size_of(box: Box) -> float:
    """Area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])


def moved_box(box: Box, at: Point) -> Box:
    """Move a box by a point."""
    return box[0] + at[0], box[1] + at[1], box[2] + at[0], box[3] + at[1]


def point(spot: np.ndarray) -> Point:
    """Plain numbers of a spot."""
    return float(spot[0]), float(spot[1])
