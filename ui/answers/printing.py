"""How the tables of answers print money, and take a frame row by row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.figures import POUND

if TYPE_CHECKING:
    import pandas as pd

    from capital_planner.settings import Audience

AUDIENCES: tuple[Audience, ...] = ("public", "restricted")
DASH = "\N{EN DASH}"


def millions(pounds: object, *, digits: int = 1) -> str:
    """Print pounds as millions; none, where they are held back, as a dash."""
    if math.isnan(float(str(pounds))):
        return DASH
    millions = round(float(str(pounds)) / 1e6, digits) + 0.0
    sign = "\N{MINUS SIGN}" if millions < 0 else ""
    return f"{sign}{POUND}{abs(millions):,.{digits}f}m"


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Give the rows of a frame by the names of its columns."""
    return [
        {str(key): value for key, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]
