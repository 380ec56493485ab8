"""Colours and style of the window: one table, in light and in dark.

Maps and charts stay on white paper in both. Text has a contrast of at least 4.5 to
1 with what it stands on, and what else must be seen 3 to 1: a test holds the table
to it.
"""

from __future__ import annotations

from dataclasses import dataclass

PAPER = "#FFFFFF"
INK = "#0B0C0C"
QUIET_INK = "#505A5F"
LINE = "#B1B4B6"
MARKED = "#801650"


@dataclass(frozen=True)
class Colours:
    """Colours of everything but the white card of a map or a chart.

    Attributes
    ----------
    window, card, striped, button, tip
        What text stands on: the window, a card or a table, every other row of
        it, a button, a tool tip.
    ink, quiet_ink, off_ink
        Text, what is said beside it, and what cannot be used now.
    line
        Round a card.
    picked, picked_ink
        What is selected, and the text on it.
    better, worse
        Of a change; it is said in words too.
    warning
        Under the rules that an option breaks.
    public, restricted, marking_ink
        The marking of the view, and the text on it.
    """

    window: str
    card: str
    striped: str
    button: str
    tip: str
    ink: str
    quiet_ink: str
    off_ink: str
    line: str
    picked: str
    picked_ink: str
    better: str
    worse: str
    warning: str
    public: str
    restricted: str
    marking_ink: str


LIGHT = Colours(
    window="#EFEFEF",
    card=PAPER,
    striped="#F7F7F7",
    button="#EFEFEF",
    tip="#FFFFDC",
    ink=INK,
    quiet_ink=QUIET_INK,
    off_ink="#8A8C8E",
    line=LINE,
    picked="#1D70B8",
    picked_ink="#FFFFFF",
    better="#1D746C",
    worse="#801650",
    warning="#FBE9F1",
    public="#12436D",
    restricted="#801650",
    marking_ink="#FFFFFF",
)
DARK = Colours(
    window="#26282A",
    card="#1B1D1F",
    striped="#222527",
    button="#35383B",
    tip="#35383B",
    ink="#F3F4F5",
    quiet_ink="#B8BDC1",
    off_ink="#858B90",
    line="#5A6066",
    picked="#2A75B4",
    picked_ink="#FFFFFF",
    better="#5CC9BC",
    worse="#F29BC6",
    warning="#4A2337",
    public="#1D5E96",
    restricted="#9E2A68",
    marking_ink="#FFFFFF",
)


def sheet(colours: Colours) -> str:
    """Style what the palette of the application does not reach."""
    return f"""
#mapCard, #chartCard {{ background: {PAPER}; border: 1px solid {LINE}; }}
#mapCard QLabel {{ color: {INK}; background: transparent; }}
#mapCard QLabel#mapTitle {{ font-weight: bold; font-size: 14px; }}
#mapCard QLabel#mapSubtitle {{ font-size: 12px; }}
#mapCard QLabel#mapWords {{ font-size: 11px; color: {QUIET_INK}; }}
#measureCard {{ background: {colours.card}; border: 1px solid {colours.line}; }}
#measureCard QLabel {{ color: {colours.ink}; background: transparent; }}
#measureCard QLabel#figure {{ font-weight: bold; font-size: 18px; }}
#measureCard QLabel#cardTitle {{ font-size: 12px; }}
#measureCard QLabel#change {{ font-size: 11px; color: {colours.quiet_ink}; }}
#measureCard QLabel#change[tone="better"] {{ color: {colours.better}; }}
#measureCard QLabel#change[tone="worse"] {{ color: {colours.worse}; }}
#measureCard[stale="true"] QLabel#figure {{ color: {colours.quiet_ink}; }}
#rules {{ color: {colours.ink}; background: {colours.warning};
    border: 1px solid {colours.worse}; padding: 4px; }}
QLineEdit {{ background: {colours.card}; border: 1px solid {colours.quiet_ink};
    border-radius: 2px; padding: 2px; }}
QLineEdit:focus {{ border-color: {colours.picked}; }}
QAbstractSpinBox > QLineEdit {{ background: transparent; border: none; padding: 0; }}
QCheckBox::indicator:unchecked {{ background: {colours.card};
    border: 1px solid {colours.quiet_ink}; border-radius: 2px; }}
QCheckBox::indicator:unchecked:focus {{ border-color: {colours.picked}; }}
#marking {{ color: {colours.marking_ink}; font-weight: bold; padding: 3px 8px; }}
#marking[audience="public"] {{ background: {colours.public}; }}
#marking[audience="restricted"] {{ background: {colours.restricted}; }}
"""
