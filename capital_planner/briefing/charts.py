"""Charts of a paper: columns of a table as bars or lines, named where they stand.

Series differ in hatching, marker and dashes too, so that grey print can be read.
"""

from collections.abc import Mapping

from capital_planner.briefing.bars import bar_page
from capital_planner.briefing.files import files_of
from capital_planner.briefing.lines import line_page
from capital_planner.briefing.typeface import opened
from capital_planner.papers import Chart


def paint_chart(chart: Chart, fonts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Paint a chart 16 cm wide, without its title, which is its caption.

    Where a figure is held back or not known, a bar is words and a line has a gap.

    Parameters
    ----------
    fonts
        Font files by weight, ``regular`` and ``bold``.

    Returns
    -------
    dict
        ``svg`` and ``png`` (300 dpi) bytes; the same chart gives the same bytes.
    """
    painted = bar_page if chart.style == "bars" else line_page
    with opened(fonts) as typeface:
        return files_of(
            painted(chart, typeface),
            title=chart.title,
            description=chart.said,
            kinds=("svg", "png"),
        )
