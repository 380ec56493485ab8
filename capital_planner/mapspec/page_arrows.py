"""Arrows across the boundary of one district, for children who learn beyond it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.disclosure import FEWEST_SHOWN, said
from capital_planner.mapspec.outlines import inner_point
from capital_planner.mapspec.spec import Line, Note, Point

MOST_ARROWS = 3
ARROW, CASING = "#B0370A", "#FFFFFF"
ARROW_LENGTH, BARB, ASIDE, APART = 0.13, 0.026, 0.024, 0.03
"""Shares of the longer side of the map."""
WIDEST_PT, THINNEST_PT, CASING_PT = 4.0, 1.2, 2.0
CHILDREN_A_POINT = 25.0


@dataclass(frozen=True)
class PageGround:
    """The district, its neighbours and the part of the land that is shown."""

    district: str
    shapes: dict[str, BaseGeometry]
    bounds: tuple[float, float, float, float]

    @property
    def own(self) -> BaseGeometry:
        """The district itself."""
        return self.shapes[self.district]

    @property
    def side(self) -> float:
        """The longer side of the map, metres."""
        west, south, east, north = self.bounds
        return max(east - west, north - south)


def page_arrows(
    crossed: pd.DataFrame | None, ground: PageGround
) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """Draw the largest crossings out of the district, and into it, none across another.

    Parameters
    ----------
    crossed
        As :func:`capital_planner.groupings.crossing_matrix` gives it, or None.

    Returns
    -------
    tuple
        Lines, each after its casing, and a note for each arrow.
    """
    if crossed is None:
        return (), ()
    drawn: list[_Arrow] = []
    for arrow in _candidates(crossed, ground):
        near = [other.shaft.distance(arrow.shaft) for other in drawn]
        if min(near, default=ground.side) > APART * ground.side:
            drawn.append(arrow)
    lines = [
        Line(arrow.path(ground.side), colour, arrow.width_pt + casing, label)
        for arrow in drawn
        for colour, casing, label in ((CASING, CASING_PT, ""), (ARROW, 0, arrow.text))
    ]
    notes = [
        Note("arrow", arrow.text, arrow.beyond(ground.side), arrow.outer)
        for arrow in drawn
    ]
    return tuple(lines), tuple(notes)


@dataclass(frozen=True)
class _Arrow:
    """An arrow across the boundary, from where children live to where they learn."""

    text: str
    children: float
    start: np.ndarray
    end: np.ndarray
    leaving: bool

    @property
    def shaft(self) -> BaseGeometry:
        """The arrow without its barbs."""
        return shapely.LineString([self.start, self.end])

    @property
    def width_pt(self) -> float:
        """Width, the same for as many children on every page."""
        return min(max(self.children / CHILDREN_A_POINT, THINNEST_PT), WIDEST_PT)

    @property
    def outer(self) -> Point:
        """The end outside the district."""
        east, north = self.end if self.leaving else self.start
        return float(east), float(north)

    def beyond(self, side: float) -> Point:
        """Find where its words belong, past the outer end."""
        inner = self.start if self.leaving else self.end
        away = np.array(self.outer) - inner
        east, north = np.array(self.outer) + away / np.hypot(*away) * ASIDE * side
        return float(east), float(north)

    def path(self, side: float) -> tuple[Point, ...]:
        """Draw the shaft and two barbs as one line that runs back on itself."""
        way = (self.end - self.start) / np.hypot(*(self.end - self.start))
        right = np.array([way[1], -way[0]])
        barbs = [self.end - BARB * side * (way + turn * right) for turn in (-0.5, 0.5)]
        points = [self.start, self.end, barbs[0], self.end, barbs[1], self.end]
        return tuple((float(x), float(y)) for x, y in points)


def _candidates(crossed: pd.DataFrame, ground: PageGround) -> list[_Arrow]:
    """Arrows for the largest crossings out of the district and into it."""
    homes, learn = crossed.T[ground.district], crossed[ground.district]
    found = []
    for leaving, row in ((True, homes), (False, learn)):
        for area, children in _largest(row, ground):
            gate, along = _gate(area, ground)
            way = along if leaving else -along
            middle = gate + np.array([way[1], -way[0]]) * ASIDE * ground.side
            half = way * ARROW_LENGTH * ground.side / 2
            text = f"{said(children)} {'to' if leaving else 'from'} {area}"
            found.append(_Arrow(text, children, middle - half, middle + half, leaving))
    return sorted(found, key=lambda arrow: (-arrow.children, arrow.text))


def _largest(row: pd.Series, ground: PageGround) -> list[tuple[str, float]]:
    """Areas on the map that most children cross from or to; small numbers left out."""
    others = [
        (str(name), float(children))
        for name, children in row.items()
        if name in ground.shapes and name != ground.district
    ]
    shown = [item for item in others if item[1] >= FEWEST_SHOWN]
    return sorted(shown, key=lambda item: (-item[1], item[0]))[:MOST_ARROWS]


def _gate(area: str, ground: PageGround) -> tuple[np.ndarray, np.ndarray]:
    """Where the way to another area leaves the district, and which way it goes."""
    centre = np.array(inner_point(ground.own))
    seen = shapely.clip_by_rect(ground.shapes[area], *ground.bounds)
    shown = seen.area > (0.05 * ground.side) ** 2
    target = np.array(inner_point(seen if shown else ground.shapes[area]))
    along = (target - centre) / max(float(np.hypot(*(target - centre))), 1.0)
    ray = shapely.LineString([centre, centre + along * 2 * ground.side])
    crossing = shapely.get_coordinates(ray.intersection(ground.own.boundary))
    away = np.hypot(*(crossing - centre).T)
    return crossing[int(np.argmax(away))], along
