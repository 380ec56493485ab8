"""The tables of a project file: what each column holds, and the SQL that makes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from capital_planner.errors import Problem

VERSION = 2
"""Version 1 was the JSON file of options (``data.kept_options``)."""
MOST_BYTES = 256 * 2**20
"""A larger file is not a project of one authority."""
MOST_TEXT = 1_000_000
MOST_BLOB = 64 * 2**20
MOST_WHOLE = 2**53
MOST_ROWS = 500_000
CHANGED = "The file was changed outside the planner, or damaged: open an earlier copy."

Value = str | int | bytes
Row = tuple[Value, ...]
Rows = Mapping[str, tuple[Row, ...]]
"""The rows of every table of ``TABLES``, in order, without their ``id``."""


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Attributes
    ----------
    refers_to
        Table of which the column holds an ``id``; empty for none.
    """

    name: str
    type: Literal["TEXT", "INTEGER", "BLOB"] = "TEXT"
    refers_to: str = ""


def _texts(names: str) -> tuple[Field, ...]:
    return tuple(map(Field, names.split()))


def _choices(of: str) -> tuple[Field, ...]:
    return (
        Field("of_row", "INTEGER", refers_to=of),
        Field("scheme"),
        Field("places", "INTEGER"),
        Field("opening_year", "INTEGER"),
    )


OPTION = _texts("key name origin parent note future settings")
TABLES: dict[str, tuple[Field, ...]] = {
    "case_table": (Field("name"), Field("content", "BLOB"), Field("sha256")),
    "options": OPTION,
    "option_choices": _choices("options"),
    "plans": (*OPTION, *_texts("quality at")),
    "plan_choices": _choices("plans"),
    "comments": _texts("about name who at text"),
    "settings": _texts("name value"),
    "inputs": (
        *_texts("kind name sha256"),
        *(Field(name, "INTEGER") for name in ("size", "rows_read", "rows_kept")),
        *_texts("at report"),
    ),
    "audit": _texts("at who what detail"),
}
"""Every table but ``about``, in an order in which each comes after what it names."""
ABOUT = _texts("name value")
"""The table that says what the file is; the same in every version."""


def create(table: str, fields: tuple[Field, ...]) -> str:
    """Give the SQL that makes a table; rows have a number, as the standard asks."""
    columns = ["id INTEGER PRIMARY KEY NOT NULL"]
    for field in fields:
        refers = f" REFERENCES {field.refers_to} (id)" if field.refers_to else ""
        columns.append(f"{field.name} {field.type} NOT NULL{refers}")
    return f"CREATE TABLE {table} ({', '.join(columns)})"


def check_rows(rows: Rows, file: str) -> Iterator[Problem]:
    """Every value that is not of the type and size its column asks for."""
    for table, fields in TABLES.items():
        if len(rows[table]) > MOST_ROWS:
            message = f"The table {table} has more than {MOST_ROWS:,} rows."
            yield Problem(message, "Remove what is no longer needed.", file=file)
        for number, row in enumerate(rows[table], start=1):
            if not isinstance(row, tuple) or len(row) != len(fields):
                message = f"A row of {table} does not have {len(fields)} values."
                yield Problem(message, CHANGED, file=file, row=number)
                continue
            for field, value in zip(fields, row, strict=True):
                wrong = _wrong(field, value)
                if wrong:
                    place = f"{table}.{field.name}"
                    yield Problem(*wrong, file=file, row=number, column=place)


def _wrong(field: Field, value: object) -> tuple[str, str] | None:
    kinds = {"TEXT": str, "INTEGER": int, "BLOB": bytes}
    if type(value) is not kinds[field.type]:
        return (
            f"The value is not of the type {field.type}.",
            CHANGED,
        )
    if isinstance(value, int):
        most = MOST_WHOLE
        size = abs(value)
    else:
        most = MOST_TEXT if isinstance(value, str) else MOST_BLOB
        size = len(value) if isinstance(value, str | bytes) else 0
    if size > most:
        return f"The value is larger than {most:,}.", "Make it shorter."
    return None
