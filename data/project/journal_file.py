"""The journal beside a project file: what was edited since it was saved.

A line an edit: its length, its CRC-32 and JSON. The first names the state that was
saved, by the digest of its rows; each other says what changes in the rows of which
tables, and the digest of the state after it. Reading ends at the first line that is
not whole, or does not lead to the state that it names.
"""

import base64
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from data.kept_options import UNREADABLE
from data.project.layout import MOST_BYTES, TABLES, Row, Rows
from data.project.rows import digest_of_rows

VERSION = 1
MOST_DIGITS = 10


@dataclass(frozen=True)
class Record:
    """One line that is whole.

    Attributes
    ----------
    facts
        What it says.
    end
        Bytes of the file up to its end.
    """

    facts: dict[str, Any]
    end: int


@dataclass(frozen=True)
class Replayed:
    """What a journal leads to.

    Attributes
    ----------
    rows
        The newest good state.
    edits
        How many edits lead to it.
    end
        Bytes of the file up to the last of them.
    """

    rows: Rows
    edits: int
    end: int


def journal_of(path: Path) -> Path:
    """Where the journal of a project file is."""
    return path.with_name(f"{path.name}.journal")


def read_journal(path: Path) -> bytes:
    """Bytes of the journal of a project file; none where there is none.

    Raises
    ------
    OSError
        If it is there and cannot be read.
    """
    try:
        with journal_of(path).open("rb") as file:
            return file.read(MOST_BYTES)
    except FileNotFoundError:
        return b""


def records(content: bytes) -> Iterator[Record]:
    """Lines of a journal, up to the first that is not whole."""
    end = 0
    for line in content.splitlines(keepends=True):
        parts = line.rstrip(b"\n").split(b" ", 2)
        whole = line.endswith(b"\n") and len(parts) == 3
        if not whole or line != framed(parts[2]):
            return
        end += len(line)
        try:
            facts = json.loads(parts[2])
        except UNREADABLE:
            return
        if not isinstance(facts, dict):
            return
        yield Record(facts, end)


def framed(body: bytes) -> bytes:
    """Give a line that holds a body."""
    return b"%d %08x %s\n" % (len(body), zlib.crc32(body), body)


def first_line(saved: str) -> bytes:
    """Give the line that a journal begins with: the digest of what is saved."""
    return framed(json.dumps({"journal": VERSION, "of": saved}).encode())


def edit_line(before: Rows, after: Rows) -> bytes:
    """Give the line of an edit, from one state to the next."""
    change = {
        table: _change(before[table], after[table])
        for table in TABLES
        if before[table] != after[table]
    }
    facts = {"after": digest_of_rows(after), "change": change}
    return framed(json.dumps(facts).encode())


def replay(content: bytes, saved: Rows) -> Replayed | None:
    """Follow a journal from the state that was saved; None if it is not of that."""
    lines = records(content)
    first = next(lines, None)
    if first is None or first.facts != {
        "journal": VERSION,
        "of": digest_of_rows(saved),
    }:
        return None
    reached = Replayed(saved, 0, first.end)
    for line in lines:
        try:
            rows = _changed(reached.rows, line.facts["change"])
            if digest_of_rows(rows) != line.facts["after"]:
                return reached
        except UNREADABLE:
            return reached
        reached = Replayed(rows, reached.edits + 1, line.end)
    return reached


def leads_to(content: bytes) -> str:
    """Digest of the state that a journal ends at, whatever it began from."""
    ends = [str(line.facts.get("after", "")) for line in records(content)]
    return ends[-1] if ends else ""


def close_journal(path: Path, digest: str) -> None:
    """Remove the journal of a file that now holds the state it ends at.

    One that stays names an earlier save, and is not offered.
    """
    with suppress(OSError):
        if leads_to(read_journal(path)) == digest:
            journal_of(path).unlink()


def write_line(path: Path, line: bytes, *, at: int) -> None:
    """Write to the journal of a file, on the disk, after so many good bytes.

    Raises
    ------
    OSError
        If it cannot be written; what was there before is still good, and the
        space that a part of the line took is given back.
    """
    journal = journal_of(path)
    with journal.open("r+b" if journal.exists() else "xb", buffering=0) as file:
        try:
            file.truncate(at)
            file.seek(at)
            rest = memoryview(line)
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(at)
            raise


def _change(before: Sequence[Row], after: Sequence[Row]) -> list[Any]:
    """Say how many rows stay in front, which are new, and how many stay behind."""
    front = _alike(before, after)
    behind = _alike(before[front:][::-1], after[front:][::-1])
    new = after[front : len(after) - behind]
    return [front, [list(map(_plain, row)) for row in new], behind]


def _alike(one: Sequence[Row], other: Sequence[Row]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _changed(before: Rows, change: dict[str, list[Any]]) -> Rows:
    rows = dict(before)
    for table, (front, new, behind) in change.items():
        old = before[table]
        if not 0 <= front <= len(old) - behind <= len(old):
            raise ValueError(table)
        added = tuple(tuple(map(_value, row)) for row in new)
        rows[table] = old[:front] + added + old[len(old) - behind :]
    return rows


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    return value


def _value(value: Any) -> Any:  # noqa: ANN401 (JSON holds any value)
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
