"""A page measured in points of A3, whatever the paper, with y going down.

Everything is laid out once; a smaller paper only scales it, so that A3 and A4
show the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text

from capital_planner.briefing.typeface import Typeface, Weight

PaperName = Literal["A3", "A4", "slide"]
Dashes = Literal["solid"] | tuple[float, tuple[float, ...]]
MM_IN_A_POINT = 25.4 / 72
DASHES = (0, (1.5, 0.9))
INK = "#0B0C0C"
GREY = "#505A5F"


@dataclass(frozen=True)
class Paper:
    """Width and height in millimetres, and its points to a point of A3."""

    width_mm: float
    height_mm: float
    scale: float

    @property
    def width(self) -> float:
        """Width in points of A3."""
        return self.width_mm / MM_IN_A_POINT / self.scale

    @property
    def height(self) -> float:
        """Height in points of A3."""
        return self.height_mm / MM_IN_A_POINT / self.scale


PAPERS: Mapping[PaperName, Paper] = {
    "A3": Paper(420.0, 297.0, 1.0),
    "A4": Paper(297.0, 210.0, 297.0 / 420.0),
    "slide": Paper(338.667, 190.5, 0.7),
}


@dataclass(frozen=True)
class Style:
    """How a text is set: size in points of A3."""

    size: float = 9.0
    weight: Weight = "regular"
    colour: str = INK
    across: Literal["left", "center", "right"] = "left"
    box: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle of the page: left, top, width, height, points of A3."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height


class Page:
    """A sheet of paper to draw on."""

    def __init__(self, paper: Paper, typeface: Typeface) -> None:
        self.paper = paper
        self.typeface = typeface
        inches = (paper.width_mm / 25.4, paper.height_mm / 25.4)
        self.figure = Figure(figsize=inches, facecolor="white")
        self.axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_xlim(0.0, paper.width)
        self.axes.set_ylim(paper.height, 0.0)
        self.axes.set_axis_off()
        self.letters: set[str] = set()
        self._drawn = 0

    def _above(self) -> int:
        """Order of drawing: what comes later stands above."""
        self._drawn += 1
        return self._drawn

    def text(self, left: float, base: float, text: str, style: Style) -> None:
        """Set one line with its baseline at ``base``."""
        self.letters.update(text)
        if style.box:
            self._behind(left, base, text, style)
        self.axes.add_artist(
            Text(
                left,
                base,
                text,
                color=style.colour,
                ha=style.across,
                va="baseline",
                fontproperties=self.typeface.properties(
                    style.size * self.paper.scale, style.weight
                ),
                parse_math=False,
                zorder=self._above(),
            )
        )

    def _behind(self, left: float, base: float, text: str, style: Style) -> None:
        """Put a pale ground behind a line, so that it can be read on a boundary."""
        width = self.typeface.width(text, style.size, style.weight)
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[style.across]
        ground = Rectangle(
            (left - share * width - 0.6, base - 0.78 * style.size),
            width + 1.2,
            style.size,
            facecolor=style.box,
            edgecolor="none",
            alpha=0.85,
        )
        self.add(ground, 0.0)

    def paragraph(self, box: Box, text: str, style: Style) -> float:
        """Set a text in lines from the top of a box; return where it ends."""
        leading = 1.3 * style.size
        base = box.top + style.size
        for line in self.lines(text, style, box.width):
            self.text(box.left, base, line, style)
            base += leading
        return base - style.size

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """Break a text as :meth:`paragraph` sets it."""
        return self.typeface.lines(text, style.size, width=width, weight=style.weight)

    def rule(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a thin line, as in a table."""
        self.line([start, end], GREY, 0.6)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float,
        *,
        clip: Patch | None = None,
        dashes: Dashes = "solid",
    ) -> None:
        """Draw a line through points."""
        across, down = zip(*points, strict=True)
        drawn = Line2D(
            across,
            down,
            color=colour,
            linewidth=width * self.paper.scale,
            linestyle=dashes,
            solid_capstyle="butt",
            zorder=self._above(),
        )
        self.axes.add_artist(drawn)
        if clip is not None:
            drawn.set_clip_path(clip)

    def add(self, shape: Patch, width: float, *, clip: Patch | None = None) -> None:
        """Draw a shape with an edge of ``width`` points."""
        shape.set_linewidth(width * self.paper.scale)
        shape.set_zorder(self._above())
        self.axes.add_artist(shape)
        if clip is not None:
            shape.set_clip_path(clip)


def marker_shape(
    marker: str, centre: tuple[float, float], diameter: float, **look: object
) -> Patch:
    """Make a circle, or a square or diamond of equal area, round a point."""
    across, down = centre
    if marker == "circle":
        return Circle(centre, diameter / 2, **look)
    side = diameter * np.sqrt(np.pi) / 2
    if marker == "square":
        half = side / 2
        lower = [(across - half, down + half), (across + half, down + half)]
        upper = [(across + half, down - half), (across - half, down - half)]
        return Polygon(lower + upper, closed=True, **look)
    reach = side / np.sqrt(2)
    corners = [
        (across, down - reach),
        (across + reach, down),
        (across, down + reach),
        (across - reach, down),
    ]
    return Polygon(corners, closed=True, **look)


def ring_shape(rings: Sequence[Sequence[tuple[float, float]]], **look: object) -> Patch:
    """One shape from rings, holes included."""
    outlines = [
        Outline(
            np.array([*ring, ring[0]]),
            [Outline.MOVETO] + [Outline.LINETO] * (len(ring) - 1) + [Outline.CLOSEPOLY],
        )
        for ring in rings
    ]
    return PathPatch(Outline.make_compound_path(*outlines), **look)
