"""The charts of the answers, drawn on a figure: no window here.

Importing this module loads matplotlib: a worker does so, when asked.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from capital_planner.briefing.typeface import opened
from data.fonts import read_fonts
from ui.style import INK, LIGHT, LINE, MARKED, QUIET_INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    from capital_planner.briefing.typeface import Weight
    from ui.answers.said import Curve, Fan, InFutures

POUND = "\N{POUND SIGN}"
SMALL, PLAIN = 9.0, 10.0
PICK_PX = 9
ROOM = 0.25
BAND = "#A9D9D6"
MIDDLE = "#1D746C"
SURE = 0.9


class Letters:
    """The bundled typeface, lent to charts until it is closed."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._typeface = self._stack.enter_context(opened(read_fonts()))

    def font(self, size: float, weight: Weight = "regular") -> FontProperties:
        """Give a weight of the typeface in points."""
        return self._typeface.properties(size, weight)

    def close(self) -> None:
        """Take the typeface back; nothing is drawn with it after this."""
        self._stack.close()


def draw_curve(figure: Figure, letters: Letters, curve: Curve, chosen: int) -> None:
    """Draw the whole cost of the best plan found over the capital there is.

    Parameters
    ----------
    chosen
        Number of the point that is picked; -1 for none.
    """
    axes = figure.add_subplot()
    axes.plot(curve.capital, curve.cost, color=LIGHT.public, linewidth=1.6)
    axes.plot(
        curve.capital,
        curve.cost,
        linestyle="",
        marker="o",
        markersize=7,
        color=LIGHT.public,
        picker=True,
        pickradius=PICK_PX,
    )
    _label(axes, letters, curve, curve.today, "today's capital")
    if chosen >= 0:
        at = curve.capital[chosen], curve.cost[chosen]
        axes.plot(*at, marker="o", markersize=14, fillstyle="none", color=MARKED)
    axes.margins(y=ROOM)  # for what is written over a point at the top
    axes.set_xlabel(f"Capital available, {POUND} million (cash)")
    axes.set_ylabel(f"Whole cost, {POUND} million\n(present value)")
    part = f"\nPart of the curve: {curve.part}" if curve.part else ""
    title = "The best plan found for each amount of capital"
    axes.set_title(f"{title}{part}", loc="left")
    _finish(axes, letters)


def _label(axes: Axes, letters: Letters, curve: Curve, at: int, text: str) -> None:
    axes.annotate(
        text,
        (curve.capital[at], curve.cost[at]),
        xytext=(8, 8),
        textcoords="offset points",
        color=INK,
        fontproperties=letters.font(SMALL),
    )


def draw_futures(figure: Figure, letters: Letters, found: InFutures) -> None:
    """Draw the children of the futures, and in how many of them schemes work."""
    left, right = figure.subplots(1, 2)
    _draw_fan(left, found.fan)
    _finish(left, letters)
    _draw_works(right, found.works)
    _finish(right, letters)


def _draw_fan(axes: Axes, fan: Fan) -> None:
    axes.fill_between(fan.years, fan.low, fan.high, color=BAND, linewidth=0)
    axes.plot(fan.years, fan.middle, color=MIDDLE, linewidth=2)
    axes.set_title("Children who need a place\nband: 8 of 10 futures", loc="left")
    axes.set_ylim(bottom=0)
    axes.set_xticks(fan.years[::2])


def _draw_works(axes: Axes, works: tuple[float, ...]) -> None:
    numbers = range(1, len(works) + 1)
    colours = [LIGHT.public if share >= SURE else LINE for share in works]
    shares = [100 * share for share in works]
    axes.bar(numbers, shares, color=colours, edgecolor=LIGHT.public, linewidth=0.8)
    axes.axhline(100 * SURE, color=MARKED, linewidth=1, linestyle="--")
    axes.set_ylim(0, 104)
    axes.set_title(
        "Futures in which each scheme saves more than\n"
        "it costs, % (number of its row; line: 9 of 10)",
        loc="left",
    )
    axes.set_xticks(list(numbers)[:: 1 if len(works) <= 12 else 2])


def _finish(axes: Axes, letters: Letters) -> None:
    """Set the typeface and quiet lines of a chart."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=LINE, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.tick_params(colors=QUIET_INK)
    for label in [*axes.get_xticklabels(), *axes.get_yticklabels()]:
        label.set_fontproperties(letters.font(SMALL))
    for text in (axes.xaxis.label, axes.yaxis.label):
        text.set_fontproperties(letters.font(SMALL))
        text.set_color(INK)
    bold = letters.font(PLAIN, "bold")
    axes.set_title(axes.get_title("left"), loc="left", fontproperties=bold, color=INK)
