"""Names of columns that a user told once: ``mappings.json`` in the folder of a case."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from capital_planner.errors import DataError, Problem
from data.exports import json_bytes

FILE = "mappings.json"
MOST_KEPT = 500
"""Layouts remembered: the oldest goes first."""
BROKEN = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Understood:
    """One layout that was understood.

    Attributes
    ----------
    table
        What the file was read as: a table of the schema, or a kind.
    headers
        Every header of the file, in order of the alphabet.
    columns
        Column of the table to header of the file.
    """

    table: str
    headers: tuple[str, ...]
    columns: Mapping[str, str]


Mappings: TypeAlias = tuple[Understood, ...]
"""Oldest first."""


def read_mappings(folder: Path) -> Mappings:
    """Read what is remembered of a case; nothing where there is no file.

    Raises
    ------
    DataError
        If the file is not one that this version wrote.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        kept = json.loads(path.read_bytes())["mappings"]
        return tuple(
            Understood(
                _text(entry["table"]),
                tuple(map(_text, entry["headers"])),
                {_text(key): _text(header) for key, header in entry["columns"].items()},
            )
            for entry in kept
        )
    except BROKEN as error:
        message = "It is not a record of column names that this version reads."
        remedy = "Move it out of the folder; a new one is begun."
        raise DataError([Problem(message, remedy, file=FILE)]) from error


def _text(value: object) -> str:
    """Text that can be written again: half a character is an error."""
    return str(value).encode().decode()


def recall(mappings: Mappings, table: str, headers: Collection[str]) -> dict[str, str]:
    """Columns of the newest layout with exactly these headers; empty where none."""
    wanted = tuple(sorted(set(headers)))
    for known in reversed(mappings):
        if known.table == table and known.headers == wanted:
            return dict(known.columns)
    return {}


def remember(
    mappings: Mappings, table: str, headers: Collection[str], columns: Mapping[str, str]
) -> dict[str, bytes]:
    """Give the file to write, with one more layout in it; nothing if nothing is new."""
    new = Understood(table, tuple(sorted(set(headers))), dict(columns))
    if not columns or recall(mappings, table, headers) == columns:
        return {}
    others = [
        known
        for known in mappings
        if (known.table, known.headers) != (table, new.headers)
    ]
    kept = [*others, new][-MOST_KEPT:]
    return {FILE: json_bytes({"version": 1, "mappings": [asdict(it) for it in kept]})}
