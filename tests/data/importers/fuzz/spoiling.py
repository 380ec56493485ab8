"""Files spoilt by a seeded generator: their bytes, and what their format holds."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Any, TypeAlias, TypeVar

import numpy as np

from tests.data.importers.hostile import KINDS_OF_CHANGE, NASTY, WIDEST, applied

Spoil: TypeAlias = Callable[[bytes, np.random.Generator], bytes]
Thing = TypeVar("Thing")
Grid: TypeAlias = list[list[str]]
MOST_CHANGES = 5
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252")
HIDDEN_NAMES = ("../../outside.csv", "C:\\outside.csv", "/outside.csv", "a" * 300)
VALUES: tuple[Any, ...] = (
    *(None, "", 0, -1, 0.5, 2**53, 2**62, 10**400, float("nan"), float("inf"), 1e308),
    *(
        "\ud800",
        True,
        [],
        {},
        [[]],
        [None],
        {"a": []},
        "9" * 5_000,
        "E07000999",
        "202526",
    ),
    *(bytes(nasty).decode("utf-8", "replace") for nasty in NASTY),
)
"""Put where a value of JSON is."""
CELLS = (
    *(value for value in VALUES if isinstance(value, float | None)),
    *(value for value in VALUES if isinstance(value, str) and value != "\ud800"),
    *(7, 2**53, b"\x00GP"),
)
"""Put in a cell of a database."""


def pick(things: Sequence[Thing], rng: np.random.Generator) -> Thing:
    """Take one of some things."""
    return things[int(rng.integers(len(things)))]


def some(most: int, rng: np.random.Generator) -> range:
    """Go round one to so many times."""
    return range(int(rng.integers(1, most + 1)))


def bytes_of_it(content: bytes, rng: np.random.Generator) -> bytes:
    """Spoil one to five places, whatever stands there."""
    changes = [
        (
            pick(KINDS_OF_CHANGE, rng),
            float(rng.random()),
            int(rng.integers(1, WIDEST + 1)),
            pick(NASTY, rng),
        )
        for _ in some(MOST_CHANGES, rng)
    ]
    return applied(content, changes)


def written_over(content: bytes, rng: np.random.Generator) -> bytes:
    """Put other bytes in the place of some that are not zero; the length stays."""
    spoilt = bytearray(content)
    used = np.flatnonzero(np.frombuffer(content, dtype=np.uint8))
    if not used.size:
        return content
    for _ in some(MOST_CHANGES, rng):
        at = int(rng.choice(used))
        put = pick((*NASTY, rng.bytes(1), rng.bytes(2), rng.bytes(8)), rng)
        spoilt[at : at + len(put)] = put
    return bytes(spoilt[: len(content)])


def table(content: bytes, rng: np.random.Generator) -> bytes:
    """Spoil a text table: its bytes, or its rows and columns, still a table."""
    if rng.random() < 0.5:
        return bytes_of_it(content, rng)
    grid = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"))))
    for _ in some(MOST_CHANGES, rng):
        pick(OF_GRIDS, rng)(grid, rng)
    lines = io.StringIO(newline="")
    with suppress(csv.Error):
        csv.writer(lines, delimiter=pick(",,,;\t", rng)).writerows(grid)
    return lines.getvalue().encode(pick(ENCODINGS, rng), "replace")


def _other_cell(grid: Grid, rng: np.random.Generator) -> None:
    row = pick(grid, rng) if grid else []
    if row:
        row[int(rng.integers(len(row)))] = _word(rng)


def _cell_of_another_row(grid: Grid, rng: np.random.Generator) -> None:
    for row in (pick(grid, rng), pick(grid, rng)) if grid else ():
        if row:
            row[int(rng.integers(len(row)))] = pick(pick(grid, rng) or [""], rng)


def _no_column(grid: Grid, rng: np.random.Generator) -> None:
    at = int(rng.integers(max(map(len, grid), default=0) + 1))
    for row in grid:
        del row[at : at + 1]


def _column_again(grid: Grid, rng: np.random.Generator) -> None:
    at = int(rng.integers(max(map(len, grid), default=0) + 1))
    for row in grid:
        row[at:at] = row[at : at + 1]


def _other_order(grid: Grid, rng: np.random.Generator) -> None:
    rng.shuffle(grid)


def _row_again(grid: Grid, rng: np.random.Generator) -> None:
    if grid:
        grid.append(list(pick(grid, rng)))


def _no_row(grid: Grid, rng: np.random.Generator) -> None:
    if grid:
        del grid[int(rng.integers(len(grid)))]


def _title(grid: Grid, rng: np.random.Generator) -> None:
    grid.insert(int(rng.integers(len(grid) + 1)), [_word(rng)])


OF_GRIDS = (
    *(_other_cell, _other_cell, _cell_of_another_row, _no_column, _column_again),
    *(_other_order, _row_again, _no_row, _title),
)


def _word(rng: np.random.Generator) -> str:
    return pick(NASTY, rng).decode("utf-8", "replace")


def tree(content: bytes, rng: np.random.Generator) -> bytes:
    """Spoil a JSON file: its bytes, or values anywhere in it, still JSON."""
    whole = {}
    with suppress(ValueError):
        whole[""] = json.loads(content)
    if not whole or rng.random() < 0.4:
        return bytes_of_it(content, rng)
    for _ in some(3, rng):
        places = list(_places(whole))
        holder, key = pick(places, rng)
        if rng.random() < 0.2 and isinstance(holder, dict):
            del holder[key]
        else:
            holder[key] = pick((*VALUES, pick(places, rng)[0]), rng)
        whole.setdefault("", None)
        with suppress(ValueError, RecursionError):
            content = json.dumps(whole[""]).encode("utf-8", "surrogatepass")
            continue
        return content
    return content


def _places(value: Any, most: int = 40) -> Any:
    """Every place of a value that something else may be put in."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if most and isinstance(value[key], dict | list):
            yield from _places(value[key], most - 1)


def archive(inside: Spoil) -> Spoil:
    """Spoil the bytes of a packed file, or one member and its name."""

    def spoil(content: bytes, rng: np.random.Generator) -> bytes:
        if rng.random() < 0.2:
            return bytes_of_it(content, rng)
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            parts = [(part.filename, held.read(part)) for part in held.infolist()]
        at = int(rng.integers(len(parts)))
        name, part = parts[at]
        parts[at] = (
            pick(HIDDEN_NAMES, rng) if rng.random() < 0.05 else name,
            inside(part, rng),
        )
        if rng.random() < 0.05:
            del parts[int(rng.integers(len(parts)))]
        with zipfile.ZipFile(packed, "w") as made:
            for name, part in parts:
                made.writestr(name, part)
        return packed.getvalue()

    return spoil


def database(content: bytes, rng: np.random.Generator) -> bytes:
    """Spoil the bytes of a database, or values in its rows, still a database."""
    chance = rng.random()
    if chance < 0.2:
        return bytes_of_it(content, rng)
    if chance < 0.5:
        return written_over(content, rng)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as held:
        held.deserialize(content)
        asked = "SELECT name FROM sqlite_master WHERE type = ? ORDER BY name"
        for (name,) in held.execute(asked, ("trigger",)).fetchall():
            held.execute(f'DROP TRIGGER "{name}"')
        names = [name for (name,) in held.execute(asked, ("table",)).fetchall()]
        for _ in some(MOST_CHANGES, rng):
            with suppress(sqlite3.Error, OverflowError):
                _other_value(held, pick(names, rng), rng)
        return held.serialize()


def _other_value(held: sqlite3.Connection, name: str, rng: np.random.Generator) -> None:
    facts = held.execute(f'PRAGMA table_info("{name}")').fetchall()
    column = pick(facts, rng)[1]
    asked = f'SELECT rowid, "{column}" FROM "{name}" LIMIT 99'  # noqa: S608
    rows = held.execute(asked).fetchall()
    if not rows:
        return
    row, old = pick(rows, rng)
    value = pick(CELLS, rng)
    if isinstance(old, bytes) and rng.random() < 0.7:
        value = pick((bytes_of_it, written_over), rng)(old, rng)
    held.execute(f'UPDATE "{name}" SET "{column}" = ? WHERE rowid = ?', (value, row))  # noqa: S608
