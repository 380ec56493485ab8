"""What the public may see: words, figures and tables, public by default."""

from capital_planner.disclosure.figures import (
    FEWEST_SHOWN,
    HELD_BACK,
    ROUND_TO,
    about,
    shown_estimate,
)
from capital_planner.disclosure.wording import (
    ATTRIBUTION,
    CONSULTATION,
    NOBODY_MOVES,
    OPTION,
    PUBLIC_LINES,
    SAY_INSTEAD,
    Wording,
    forbidden_words,
)

__all__ = [
    "ATTRIBUTION",
    "CONSULTATION",
    "FEWEST_SHOWN",
    "HELD_BACK",
    "NOBODY_MOVES",
    "OPTION",
    "PUBLIC_LINES",
    "ROUND_TO",
    "SAY_INSTEAD",
    "Wording",
    "about",
    "forbidden_words",
    "shown_estimate",
]
