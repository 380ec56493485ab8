"""A4 sheets, their type and their foot, the same in PDF and in Word."""

from collections.abc import Iterable
from dataclasses import dataclass

from capital_planner.briefing.typeface import Typeface
from capital_planner.papers import Paper, Section

POINTS_IN_A_MM = 72 / 25.4
SIDE_MM = 18.0
TOP_MM = 17.0
FOOT_MM = 7.0
"""From the last line of the foot to the edge of the sheet."""
BODY_PT = 11.0
FOOT_PT = 9.0
FOOT_LEADING = 1.25
INK = "#0B0C0C"
GREY = "#505A5F"
RULE = "#B1B4B6"
SHADE = "#F3F2F1"


@dataclass(frozen=True)
class Sheet:
    """An A4 sheet; lengths in millimetres."""

    width_mm: float
    height_mm: float

    @property
    def line_mm(self) -> float:
        """Length of a line of text."""
        return self.width_mm - 2 * SIDE_MM

    @property
    def line_pt(self) -> float:
        """Length of a line of text, in points."""
        return self.line_mm * POINTS_IN_A_MM


PORTRAIT = Sheet(210.0, 297.0)
LANDSCAPE = Sheet(297.0, 210.0)


def sheet_of(section: Section) -> Sheet:
    """Landscape for a wide section, else portrait."""
    return LANDSCAPE if section.wide else PORTRAIT


def foot_of(paper: Paper) -> tuple[str, ...]:
    """Gather the foot of every page: the fixed lines, then source and versions."""
    texts = (" ".join(paper.lines), f"{paper.attribution} {paper.stamp}")
    return tuple(text.strip() for text in texts if text.strip())


def bottom_mm(texts: Iterable[str], sheet: Sheet, typeface: Typeface) -> float:
    """Bottom margin that holds the foot, each text begun on a line of its own."""
    # A tenth of the line is left over, for a printer that breaks lines sooner.
    width = 0.9 * sheet.line_pt
    lines = 1 + sum(len(typeface.lines(text, FOOT_PT, width=width)) for text in texts)
    return FOOT_MM + lines * FOOT_LEADING * FOOT_PT / POINTS_IN_A_MM
