"""Files that the planner wrote, and reads again."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from numpy.random import Generator

from data import (
    EMBEDDED_CASE,
    kept_facts,
    read_kept,
    read_plan_record,
    read_rules,
    read_schemes,
)
from data.exports import json_bytes
from data.importers.importing import standing_tables
from data.kept_options import Kept
from data.project import open_project, recover
from data.project.journal_file import edit_line, first_line, framed, journal_of
from data.project.rows import digest_of_rows
from tests.data.importers.fuzz import spoiling
from tests.data.importers.fuzz.holding import Format
from tests.data.importers.fuzz.spoiling import CELLS, Spoil, pick, some
from tests.data.importers.small_case import TABLES
from tests.data.project.small_project import two_options
from tests.data.project.test_hostile import SOUND, signed
from tests.data.project.test_journal_file import AFTER, SAVED
from tests.data.test_plan_folder import PLAN

STORED = [value for value in CELLS if value is not None and value == value]
"""What a cell that may not be blank takes: a database keeps no NaN."""


def of_planner(
    name: str, content: bytes, spoil: Spoil, read: Callable[[Path], object]
) -> Format:
    """Give a file that the planner wrote, and reads again."""
    return Format({name: content}, {name: spoil}, lambda folder: read(folder / name))


def project() -> Format:
    """Give a project: its bytes spoilt, or its rows under a digest that is right."""

    def spoil(content: bytes, rng: Generator) -> bytes:
        if rng.random() < 0.5:
            return spoiling.database(content, rng)
        return signed(lambda rows: _other_rows(rows, rng))

    return of_planner("council.gpkg", SOUND, spoil, open_project)


def _other_rows(rows: dict[str, list[tuple[Any, ...]]], rng: Generator) -> None:
    """Put other values, or rows twice or not at all, where rows are."""
    filled = [table for table, held in rows.items() if held]
    for _ in some(3, rng):
        held = rows[pick(filled, rng)]
        if not held:
            continue
        at = int(rng.integers(len(held)))
        row = list(held[at])
        column = int(rng.integers(len(row)))
        if isinstance(row[column], str) and row[column][:1] in "{[":
            row[column] = spoiling.tree(row[column].encode(), rng).decode(
                "utf-8", "replace"
            )
        else:
            row[column] = pick(STORED, rng)
        held[at : at + int(rng.integers(2))] = [tuple(row)] * int(rng.integers(3))


def journal() -> Format:
    """Give a project and its journal: lines spoilt, or whole ones of other rows."""
    line = first_line(digest_of_rows(SAVED)) + edit_line(SAVED, AFTER)
    path = Path("council.gpkg")
    name = journal_of(path).name

    def spoil(content: bytes, rng: Generator) -> bytes:
        chance = rng.random()
        if chance < 0.2:
            return spoiling.bytes_of_it(content, rng)
        first, edit = content.splitlines(keepends=True)
        if chance < 0.5:
            body = edit.rstrip(b"\n").split(b" ", 2)[2]
            return first + framed(spoiling.tree(body, rng))
        rows = {table: list(held) for table, held in SAVED.items()}
        _other_rows(rows, rng)
        after = {table: tuple(held) for table, held in rows.items()}
        with suppress(TypeError, ValueError):
            return first + edit_line(SAVED, after)
        return first + edit

    def read(folder: Path) -> None:
        recover(folder / path)

    return Format({path.name: SOUND, name: line}, {name: spoil}, read)


def case_tables() -> Format:
    """Give the tables of a case: two of them spoilt."""
    name = "case/programme.csv"
    small = {f"case/{name}.csv": text.encode() for name, text in TABLES.items()}
    files = {**small, name: (EMBEDDED_CASE / "programme.csv").read_bytes()}
    spoil = dict.fromkeys([name, "case/schools.csv"], spoiling.table)
    return Format(files, spoil, lambda folder: standing_tables(folder / "case"))


OPTIONS = json_bytes(kept_facts(Kept("0" * 64, two_options())))
RULES = b"""rule,scheme,other,places,opening_year,share,price_gbp
pin in,a,,12,2028,,\npin out,c,,,,,\nexcludes,a,d,,,,\nleast base share,,,,,0.6,
route allowed,satellite,,,,,\nleast places,specialist_base,,40,,,\ngap price,,,,,,15000
"""
SCHEMES = b"scheme,places,opening_year\nelm-base,8,2027\nash-expansion,30,2028\n"


def plan_record(path: Path) -> object:
    """Read the record of a plan at this path."""
    return read_plan_record(path.parent)


PROJECT_FILES: dict[str, Callable[[], Format]] = {
    "rules": lambda: of_planner("rules.csv", RULES, spoiling.table, read_rules),
    "schemes": lambda: of_planner("s.csv", SCHEMES, spoiling.table, read_schemes),
    "options": lambda: of_planner("o.json", OPTIONS, spoiling.tree, read_kept),
    "plan-record": lambda: of_planner(
        "plan.json", json.dumps(PLAN).encode(), spoiling.tree, plan_record
    ),
    "project": project,
    "project-journal": journal,
    "case-tables": case_tables,
}
"""By name; each is made in the process that needs it."""
