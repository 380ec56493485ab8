"""One cell of a table: from the text typed to the value meant, or why not."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from capital_planner.needs import PHASE_NAMES, SEN2_NEEDS
from data.columns import Column

MOST = 1e12
"""No figure of one authority is larger: it is a slip of the keyboard."""
NEED_UNKNOWN = "NEED_UNKNOWN"
FIRST_YEAR, LAST_YEAR = 1990, 2100
OLDEST = 120
EASTINGS, NORTHINGS = 700_000, 1_300_000
"""Extent of the British National Grid, metres."""
LONGITUDE = 180
"""Most degrees a coordinate has; no place in England is so near the origin."""

GAP = "_ _"
"""Put where a figure has an underscore, which is no digit: it is no figure then."""

MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
MONTH = r"[-/. ](?P<month>[0-9]{1,2}|[A-Za-z]{3,9})[-/. ]"
DAY_FIRST = re.compile(rf"(?P<day>[0-9]{{1,2}}){MONTH}(?P<year>[0-9]{{4}})(?![0-9])")
YEAR_FIRST = re.compile(rf"(?P<year>[0-9]{{4}}){MONTH}(?P<day>[0-9]{{1,2}})(?![0-9])")

NOT_KNOWN = {"x", "z", "c", "k", "low", ":", "-", "supp", "n/a"}
"""Marks of published statistics: not available, not applicable, suppressed, low."""

Value = str | int | float | None


class UnreadableError(Exception):
    """A cell that does not say what its column asks for."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def parse(text: str, column: Column) -> Value:
    """Value of a cell; None where it is blank and nothing is meant by that.

    Raises
    ------
    UnreadableError
        If the text does not fit the column.
    """
    text = text or column.default
    if not text:
        if not column.may_be_blank:
            raise UnreadableError(
                message="The cell is empty.",
                remedy=f"Fill it in: {column.description}.",
            )
        return None if is_numeric(column) else ""
    if column.choices:
        return _choice(text, column)
    return PARSERS.get(column.type, _text)(text, column)


def plain_numbers(texts: Sequence[str], column: Column) -> np.ndarray | None:
    """All cells of a column of figures at once, where not one needs a word said.

    Returns
    -------
    numpy.ndarray or None
        Values as :func:`parse` gives them; None where the column holds no plain
        figures, or a cell is blank or does not fit: ask of each cell then.
    """
    if column.type not in {"number", "integer"}:
        return None
    try:
        values = np.array([float(text.replace("_", GAP)) for text in texts])
    except ValueError:
        return None
    fits = (values >= 0) & (values <= MOST)
    if column.type == "integer":
        fits &= values == np.floor(values)
    return values if fits.all() else None


def is_numeric(column: Column) -> bool:
    """Whether the column holds numbers, so that a blank is missing, not 0."""
    return column.type in {"integer", "number", "grid", "year", "age", "count"}


def is_whole(column: Column) -> bool:
    """Whether the column holds whole numbers."""
    return column.type in {"integer", "year", "age", "count"}


def _text(text: str, _column: Column) -> str:
    return text


def _choice(text: str, column: Column) -> str:
    if text not in column.choices:
        raise UnreadableError(
            message="This is not one of the values allowed.",
            remedy=f"Use one of: {', '.join(column.choices)}.",
        )
    return text


def _finite(text: str) -> float:
    try:
        value = float(text.replace("_", GAP))
    except ValueError:
        raise UnreadableError(
            message="This is not a number.",
            remedy="Write digits only, with no commas, units or words; leave the cell "
            "blank if the figure is not known and may be blank.",
        ) from None
    if not math.isfinite(value):
        raise UnreadableError(
            message="This is not a finite number.",
            remedy="Write the figure itself, or leave it out.",
        )
    if abs(value) > MOST:
        raise UnreadableError(
            message="This number is too large to be right.",
            remedy="Check its digits and its unit.",
        )
    return value


def _number(text: str, _column: Column) -> float:
    value = _finite(text)
    if value < 0:
        raise UnreadableError(
            message="A figure here cannot be below 0.",
            remedy="Write 0 or more, or leave it blank.",
        )
    return value


def _integer(text: str, column: Column) -> int:
    value = _number(text, column)
    if value != int(value):
        raise UnreadableError(
            message="This is not a whole number.", remedy="Write a whole number."
        )
    return int(value)


def _year(text: str, column: Column) -> int:
    value = _integer(text, column)
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise UnreadableError(
            message="This is not a year.",
            remedy="Write the four figures of the starting year: 2026.",
        )
    return value


def _month(text: str, column: Column) -> str:
    year, _, month = text.partition("-")
    if not re.fullmatch(r"0[1-9]|1[0-2]", month):
        raise UnreadableError(
            message="This is not a month of a year.",
            remedy="Write the year and the month with a dash: 2026-02.",
        )
    return f"{_year(year, column)}-{month}"


def _count(text: str, column: Column) -> int | None:
    """Read a published count; the marks for "not available" are no figure."""
    return None if text.casefold() in NOT_KNOWN else _integer(text, column)


def _british_date(text: str, _column: Column) -> str:
    """Read a date as schools data and British Excel write it; give ISO 8601."""
    found = DAY_FIRST.match(text) or YEAR_FIRST.match(text)
    try:
        if found:
            part = found.groupdict()
            month = part["month"]
            number = int(month) if month.isdigit() else _month_number(month)
            return date(int(part["year"]), number, int(part["day"])).isoformat()
    except ValueError:
        pass
    raise UnreadableError(
        message="This is not a date.", remedy="Write day-month-year: 31-12-2025."
    )


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) // 3 + 1


def _age(text: str, column: Column) -> int:
    value = _integer(text, column)
    if value > OLDEST:
        raise UnreadableError(
            message="This is not an age.", remedy="Write the age in years."
        )
    return value


def _grid(text: str, column: Column) -> float:
    value = _finite(text)
    if abs(value) <= LONGITUDE:
        raise UnreadableError(
            message="This looks like degrees of latitude and longitude: the wrong "
            "coordinate system.",
            remedy="Convert the points to British National Grid metres (EPSG:27700).",
        )
    most = EASTINGS if column.name == "easting" else NORTHINGS
    if not 0 <= value <= most:
        raise UnreadableError(
            message=f"This {column.name} is outside Great Britain: the wrong "
            "coordinate system, or a slip.",
            remedy="Use British National Grid metres (EPSG:27700).",
        )
    return value


def _integers(text: str, column: Column) -> str:
    return " ".join(str(_integer(part, column)) for part in text.split())


def _needs(text: str, _column: Column) -> str:
    codes = text.upper().split()
    unknown = [code for code in codes if code not in SEN2_NEEDS]
    if unknown:
        raise UnreadableError(
            message=f"{', '.join(unknown)} is not a SEN2 need code.",
            remedy=f"Use codes separated by spaces: {', '.join(SEN2_NEEDS)}.",
        )
    return " ".join(codes)


def _need(text: str, column: Column) -> str:
    if len(text.split()) > 1:
        raise UnreadableError(
            message="Only one need is asked for.", remedy="Write one SEN2 code."
        )
    return _needs(text, column)


def _need_or_unknown(text: str, column: Column) -> str:
    return text if text == NEED_UNKNOWN else _need(text, column)


def _phase(text: str, _column: Column) -> str:
    if text not in PHASE_NAMES:
        raise UnreadableError(
            message="This is not a phase.",
            remedy=f"Use one of: {', '.join(PHASE_NAMES)}.",
        )
    return text


PARSERS: dict[str, Callable[[str, Column], Value]] = {
    "number": _number,
    "integer": _integer,
    "year": _year,
    "month": _month,
    "age": _age,
    "count": _count,
    "date": _british_date,
    "grid": _grid,
    "integers": _integers,
    "need": _need,
    "needs": _needs,
    "need_or_unknown": _need_or_unknown,
    "phase": _phase,
}
"""Types not named here are text; references are checked across tables."""
