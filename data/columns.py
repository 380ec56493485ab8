"""What each table must hold: ``data/schema/<table>.csv`` read as Python objects."""

import csv
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from capital_planner.case import Case

SCHEMA_FOLDER = Path(__file__).parent / "schema"
TABLES = tuple(
    field.name
    for field in fields(Case)
    if field.name not in {"name", "digest", "digests"}
)
"""Tables of a case, in the order of :class:`capital_planner.case.Case`."""


MAY_BE_ABSENT = {
    "projection": "the number of children stays as the population estimate has it",
    "scap_forecast": "the council's own forecast is not compared with the planner's",
    "placements": "where children live and learn is estimated, not counted",
    "nearby_special_schools": "no child goes to a special school across the border",
    "independent_schools": "the journey to one is taken as the average journey",
    "bases": "no specialist base is open; children counted in one are not placed",
    "programme": "no scheme is approved or considered yet",
    "pots": "every pot may pay for any scheme, and money left is carried forward",
    "barriers": "no water lengthens a journey",
    "journeys": "every journey is estimated from the distance",
    "groupings": "every district is a planning area of its own",
    "towns": "no town is drawn or found by its name",
    "postcodes": "no area is found by its postcode",
}
"""Tables that a case may lack, or have with no row, and what is taken then."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name, unit, description
        For people; the unit is empty for words and codes.
    type
        ``text``, ``integer``, ``number``, ``grid`` (British National Grid
        metres), ``year``, ``month``, ``age``, ``integers``, ``need``, ``needs``,
        ``need_or_unknown``, ``phase``, ``area_code``, ``district``,
        ``districts``, ``area_name`` or ``choice:one|another``.
    required
        ``key`` (filled, and the keys together are unique), ``blank key`` (the
        same, but may be empty), ``yes`` or ``no``.
    default
        What a blank, or a column left out, means; empty for "not known".
    """

    name: str
    type: str
    unit: str
    required: str
    default: str
    description: str

    @property
    def is_key(self) -> bool:
        """Whether the column is part of what tells rows apart."""
        return self.required.endswith("key")

    @property
    def may_be_blank(self) -> bool:
        """Whether a cell may be empty."""
        return self.required in {"no", "blank key"}

    @property
    def may_be_missing(self) -> bool:
        """Whether the whole column may be left out."""
        return self.required == "no"

    @property
    def choices(self) -> tuple[str, ...]:
        """Values allowed, for a column of type ``choice``."""
        kind, _, values = self.type.partition(":")
        return tuple(values.split("|")) if kind == "choice" else ()


@cache
def columns_of(table: str) -> tuple[Column, ...]:
    """Columns of one table, in order."""
    path = SCHEMA_FOLDER / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(Column(row.pop("column"), **row) for row in rows)
