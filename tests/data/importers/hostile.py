"""Files spoiled as they are in the wild, or on purpose, and what must hold then."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from capital_planner.errors import DataError, Problem
from data.importers import Given, import_file

NASTY = (
    *(b"", b"\x00", b'"', b'""', b"\xff\xfe", b"\xa3", b"\r", b"\n\n", b"\t", b";"),
    *(b",,,,", b"NaN", b"-inf", b"1e400", b"1.19E+05", b"-1", b"0", b"9" * 40),
    *(b"=cmd|' /C calc'!A0", b"'); DROP TABLE plans;--", b"../../etc/passwd"),
    *("\U0001f600".encode(), "\u202e\u0000é".encode(), b"12,202", b"31-02-2025"),
)
WIDEST = 400
"""Bytes that one change reaches over."""
CELL = re.compile(rb"[^,\n]*")


def _cut(content: bytes, at: int, to: int, _nasty: bytes) -> bytes:
    return content[:at] + content[to:]


def _shorten(content: bytes, at: int, _to: int, _nasty: bytes) -> bytes:
    return content[:at]


def _repeat(content: bytes, at: int, to: int, _nasty: bytes) -> bytes:
    return content[:to] + content[at:]


def _insert(content: bytes, at: int, _to: int, nasty: bytes) -> bytes:
    return content[:at] + nasty + content[at:]


def _cell(content: bytes, at: int, _to: int, nasty: bytes) -> bytes:
    """Put something else in the cell that begins next."""
    start = max(content.find(b",", at), content.find(b"\n", at), 0) + 1
    found = CELL.match(content, start)
    end = found.end() if found else start
    return content[:start] + nasty + content[end:]


def _flip(content: bytes, at: int, _to: int, nasty: bytes) -> bytes:
    if at >= len(content):
        return content
    other = content[at] ^ (1 << len(nasty) % 8)
    return content[:at] + bytes([other]) + content[at + 1 :]


def _swap(content: bytes, at: int, to: int, nasty: bytes) -> bytes:
    part = content[at:to].replace(b",", (b";", b"\t", b" ")[len(nasty) % 3])
    return content[:at] + part + content[to:]


Change = tuple[Callable[[bytes, int, int, bytes], bytes], float, int, bytes]
KINDS_OF_CHANGE = (_cut, _shorten, _repeat, _insert, _cell, _cell, _flip, _swap)
CHANGES = st.tuples(
    st.sampled_from(KINDS_OF_CHANGE),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, WIDEST),
    st.sampled_from(NASTY),
)


def mutated(valid: bytes) -> st.SearchStrategy[bytes]:
    """Spoil a file in one to five places: bytes, cells, rows, delimiters."""
    return st.lists(CHANGES, min_size=1, max_size=5).map(
        lambda changes: applied(valid, changes)
    )


def applied(content: bytes, changes: Sequence[Change]) -> bytes:
    """Spoil a file by some changes, one after another."""
    for change, place, width, nasty in changes:
        at = int(len(content) * place)
        content = change(content, at, at + width, nasty)
    return content


def refused_or_whole(
    kind: str, content: bytes, given: Given, tables: Mapping[str, bytes] | None = None
) -> None:
    """Import a file into a new folder: whole, or refused in words and not at all."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "case"
        folder.mkdir()
        for table, held in (tables or {}).items():
            (folder / f"{table}.csv").write_bytes(held)
        before = contents(folder)
        file = Path(name) / "file.csv"
        file.write_bytes(content)
        refused, made = _import(kind, file, folder, given)
        if refused:
            assert all(problem.message for problem in refused)
            assert contents(folder) == before
        else:
            assert {"imports.json", *made} <= set(contents(folder))


def _import(
    kind: str, file: Path, folder: Path, given: Given
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Problems of a refusal, or the names of the files written."""
    try:
        report = import_file(kind, file, folder, given)
    except DataError as error:
        return error.problems, ()
    return (), tuple(f"{table}.csv" for table in report.tables)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
