"""A frame of paper on which boxes are placed so that none stands on another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.mapspec.layout import Box, overlaps
from capital_planner.mapspec.spec import MapSpec, Point

Weight = Literal["regular", "bold"]
EDGE_PT, FINE_PT = 4.0, 0.3
"""Room kept clear inside the edge of the frame, and the least detail measured."""


class Measure(Protocol):
    """What sets the texts of a map, and so knows how wide they are."""

    def width(self, text: str, size: float, weight: Weight = "regular") -> float:
        """Width of a line in points."""
        ...

    def lines(
        self, text: str, size: float, *, width: float, weight: Weight = "regular"
    ) -> list[str]:
        """Break a text into lines."""
        ...


@dataclass
class Board:
    """A frame in points, its top left corner at 0, 0 and y going down.

    Attributes
    ----------
    bounds
        West, south, east, north that fill the frame, metres.
    frame
        Width and height, points.
    measure
        Of the typeface that the map is set in.
    taken
        Boxes that nothing may be placed on.
    """

    bounds: tuple[float, float, float, float]
    frame: tuple[float, float]
    measure: Measure
    taken: list[Box] = field(default_factory=list)

    @property
    def scale(self) -> float:
        """Metres that a point covers."""
        return (self.bounds[2] - self.bounds[0]) / self.frame[0]

    def page(self, at: Point) -> Point:
        """Grid metres to points of the frame."""
        west, _, _, north = self.bounds
        return (at[0] - west) / self.scale, (north - at[1]) / self.scale

    def grid(self, at: Point) -> Point:
        """Points of the frame to grid metres."""
        west, _, _, north = self.bounds
        return west + at[0] * self.scale, north - at[1] * self.scale

    def drawn(self, shape: BaseGeometry) -> BaseGeometry:
        """Outline of an area within the frame, in points."""
        west, _, _, north = self.bounds
        corner, way = np.array([west, north]), np.array([1, -1])
        inside = shapely.clip_by_rect(
            shapely.simplify(shape, FINE_PT * self.scale), *self.bounds
        )
        moved: BaseGeometry = shapely.transform(
            inside, lambda points: (points - corner) * way / self.scale
        )
        return moved

    def hidden(self, spots: np.ndarray, box: Box) -> np.ndarray:
        """Measure how much of a box, moved to each spot, is taken or cut.

        Parameters
        ----------
        spots
            A row a spot, across and down.
        box
            Round the origin.
        """
        boxes = spots[:, [0, 1, 0, 1]] + np.array(box)
        width, height = self.frame
        low = np.maximum(boxes[:, :2], EDGE_PT)
        high = np.minimum(boxes[:, 2:], (width - EDGE_PT, height - EDGE_PT))
        whole = (box[2] - box[0]) * (box[3] - box[1])
        cut: np.ndarray = whole - np.clip(high - low, 0, None).prod(axis=1)
        return overlaps(boxes, self.taken) + np.where(cut > 1e-6 * whole, cut, 0.0)

    def take(self, at: Point, box: Box) -> None:
        """Let nothing else be placed on a box round a spot."""
        self.taken.append(
            (box[0] + at[0], box[1] + at[1], box[2] + at[0], box[3] + at[1])
        )


def extent(spec: MapSpec) -> Box:
    """West, south, east and north of all that is drawn, metres."""
    points = np.array([at for area in spec.areas for ring in area.rings for at in ring])
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return west, south, east, north


def filled(bounds: Box, frame: tuple[float, float], land: Box) -> Box:
    """Widen bounds until they have the shape of the frame.

    They stay on the land as far as they can, so that no coast is seen where
    there is none.
    """
    scale = max((bounds[2] - bounds[0]) / frame[0], (bounds[3] - bounds[1]) / frame[1])
    low, high = [], []
    for n in (0, 1):
        length = scale * frame[n]
        middle = (bounds[n] + bounds[n + 2]) / 2
        start = middle - length / 2
        slack = max(bounds[n] - start, 0.0)
        inside = min(max(start, land[n]), land[n + 2] - length)
        low.append(min(max(inside, start - slack), start + slack))
        high.append(low[n] + length)
    return low[0], low[1], high[0], high[1]


def ring(radii: Sequence[float], spokes: int) -> np.ndarray:
    """Points on circles round the origin, the nearest first."""
    angles = 2 * np.pi * np.arange(spokes) / spokes
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    return np.vstack([radius * circle for radius in radii])
