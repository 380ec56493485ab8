"""Cells as councils type them, written as the tables of a case have them."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from capital_planner.needs import PHASE_NAMES, is_base, need_code
from data.cells import NEED_UNKNOWN, UnreadableError, parse
from data.columns import Column
from data.importers.place_names import places_like

NUMBER = re.compile(r"\(?-?[0-9][0-9,. ]*\)?")
THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
SHORT_NUMBER = re.compile(r"-?[0-9.,]+ ?(k|m|mn|bn|million|thousand)", re.IGNORECASE)
SCIENTIFIC = re.compile(r"[0-9.]+e\+?[0-9]+", re.IGNORECASE)
SPLIT_YEAR = re.compile(
    r"((?:19|20)[0-9]{2}) ?(?:/|-|to|\u2013) ?(?:(?:19|20)?[0-9]{2})"
)
SERIAL = re.compile(r"[34][0-9]{4}(?:\.0+)?")
FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of a spreadsheet's dates."""
UNKNOWN_NEEDS = {"notrecorded", "unknown", "notknown", "nsa", "needunknown", "none"}
YES, NO = {"y", "yes", "true", "1"}, {"n", "no", "false", "0"}
DAY = Column("day", "date", "", "yes", "", "Day")


@dataclass(frozen=True)
class Places:
    """Names that a table may mention.

    Attributes
    ----------
    own, inside
        Districts of the authority; these and authorities inside its outline.
    codes
        Area code by name, of every area.
    """

    own: Collection[str]
    inside: Collection[str]
    codes: Mapping[str, str]


def tidied(text: str, column: Column, places: Places) -> str:
    """Write a cell as its column has it; what is not understood stays as it is.

    Raises
    ------
    UnreadableError
        If it could be two things, or is one that a table must not guess.
    """
    if not text:
        return ""
    if column.choices:
        return _choice(text, column)
    return TIDY.get(column.type, _kept)(text, column, places)


def _kept(text: str, _column: Column, _places: Places) -> str:
    return text


def _choice(text: str, column: Column) -> str:
    wanted = _letters(text)
    for choice in column.choices:
        if _letters(choice) == wanted:
            return choice
    if set(column.choices) == {"yes", "no"}:
        return "yes" if wanted in YES else "no" if wanted in NO else text
    if "specialist_base" in column.choices and is_base(text):
        return "specialist_base"
    return text


def _number(text: str, column: Column, _places: Places) -> str:
    bare = text.replace("£", "").replace("\N{NO-BREAK SPACE}", " ").strip()
    bare = re.sub(r"^gbp\s*", "", bare, flags=re.IGNORECASE)
    if SHORT_NUMBER.fullmatch(bare):
        raise UnreadableError(
            message="This number is written short.",
            remedy="Write it in full, with every nought: 1200000.",
        )
    if bare.endswith("%"):
        raise UnreadableError(
            message="This is a percentage, and the column holds amounts.",
            remedy="Write the amount itself; a share is a number from 0 to 1.",
        )
    if SCIENTIFIC.fullmatch(bare) and column.name.endswith("urn"):
        raise UnreadableError(
            message="The spreadsheet has shortened this number; digits may be lost.",
            remedy="Show the column as a number without decimals and type it again.",
        )
    if not NUMBER.fullmatch(bare):
        return text
    bare = THOUSANDS.sub("", bare)
    return f"-{bare[1:-1]}" if bare.startswith("(") else bare


def _year(text: str, column: Column, places: Places) -> str:
    found = SPLIT_YEAR.fullmatch(text)
    if found:
        return found[1]
    day = _day(text)
    return day[:4] if day else _number(text, column, places)


def _month(text: str, _column: Column, _places: Places) -> str:
    if SERIAL.fullmatch(text):
        return (FIRST_SERIAL + timedelta(days=int(float(text)))).isoformat()[:7]
    day = _day(text) or _day(f"1 {text}")
    return day[:7] if day else text


def _day(text: str) -> str:
    try:
        return str(parse(text, DAY))
    except UnreadableError:
        return ""


def _need(text: str, column: Column, _places: Places) -> str:
    if column.type == "need_or_unknown" and _letters(text) in UNKNOWN_NEEDS:
        return NEED_UNKNOWN
    return need_code(text) or text


def _needs(text: str, _column: Column, _places: Places) -> str:
    for signs in (r"[;|/\n]+", r"[;|/\n,&+]+", r"[;|/\n,&+\s]+"):
        codes = [need_code(part) for part in re.split(signs, text) if part.strip()]
        if len(codes) > 1 and all(codes):
            return " ".join(dict.fromkeys(codes))
    return need_code(text) or text


def _phase(text: str, _column: Column, _places: Places) -> str:
    wanted = _letters(text).removesuffix("phase").removesuffix("school")
    return next((name for name in PHASE_NAMES if _letters(name) == wanted), text)


def _district(text: str, column: Column, places: Places) -> str:
    names = places.own if column.type == "district" else places.inside
    return _place(text, names)


def _districts(text: str, _column: Column, places: Places) -> str:
    parts = [part.strip() for part in re.split(r"[|;/]", text) if part.strip()]
    return "|".join(_place(part, places.own) for part in parts)


def _area_code(text: str, _column: Column, places: Places) -> str:
    if text in places.codes.values():
        return text
    name = _place(text, places.codes)
    return places.codes.get(name, text)


def _place(text: str, names: Collection[str]) -> str:
    if text in names:
        return text
    like = places_like(text, names)
    if len(like) > 1:
        raise UnreadableError(
            message="This could be more than one district.",
            remedy=f"Write one of: {', '.join(sorted(like))}.",
        )
    return like[0] if like else text


def _letters(text: str) -> str:
    return "".join(re.findall("[a-z0-9]+", text.casefold()))


TIDY: dict[str, Callable[[str, Column, Places], str]] = {
    "number": _number,
    "integer": _number,
    "grid": _number,
    "age": _number,
    "year": _year,
    "month": _month,
    "need": _need,
    "need_or_unknown": _need,
    "needs": _needs,
    "phase": _phase,
    "district": _district,
    "districts": _districts,
    "area_name": _district,
    "area_code": _area_code,
}
"""How a type of column is tidied; the others stay as they are."""
