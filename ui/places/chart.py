"""Children against places by year, as a picture on white."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from capital_planner.briefing.typeface import opened
from capital_planner.mapspec import academic_year
from ui.style import INK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

    from capital_planner.district_story import DistrictStory

WIDTH_PX, HEIGHT_PX, SHARPNESS = 320, 200, 2
DOTS_PER_INCH = 96
SERIES = (
    ("Children who need a place", "children", "#12436D", "o"),
    ("Places open", "places", "#C2410C", "s"),
)
HEADROOM = 1.3


def chart_png(story: DistrictStory, fonts: Mapping[str, bytes]) -> bytes:
    """Draw the chart, ``SHARPNESS`` dots to a pixel of the window."""
    size = (WIDTH_PX / DOTS_PER_INCH, HEIGHT_PX / DOTS_PER_INCH)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH * SHARPNESS, facecolor="white")
    FigureCanvasAgg(figure)
    with opened(fonts) as typeface:
        small = typeface.properties(7.5, "regular")
        _draw(figure.add_axes((0.13, 0.12, 0.83, 0.84)), story, small)
        picture = io.BytesIO()
        figure.savefig(picture, format="png")
    return picture.getvalue()


def chart_words(story: DistrictStory) -> str:
    """Say what the chart shows, for those who cannot see it."""
    said = [
        f"{academic_year(year)}: {_said(children)} children, {_said(places)} places"
        for year, children, places in zip(
            story.years, story.children, story.places, strict=True
        )
    ]
    return "Children who need a place against places open. " + "; ".join(said) + "."


def _said(value: float) -> str:
    return "held back" if math.isnan(value) else f"{value:,.0f}"


def _draw(axes: Axes, story: DistrictStory, font: FontProperties) -> None:
    most = 1.0
    for label, name, colour, marker in SERIES:
        values = getattr(story, name)
        most = max([most, *(value for value in values if not math.isnan(value))])
        axes.plot(
            story.years, values, color=colour, marker=marker, markersize=3, label=label
        )
    axes.set_ylim(0, most * HEADROOM)
    axes.set_xticks(story.years[::2], [academic_year(y) for y in story.years[::2]])
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.grid(axis="y", color="#D9DBDC", linewidth=0.6)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(colors=INK, length=0)
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set_fontproperties(font)
    axes.legend(loc="upper left", ncols=2, frameon=False, prop=font, borderaxespad=0.1)
