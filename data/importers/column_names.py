"""Which column of a council's file is which column of a table: told, known or alike."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from typing import Literal, TypeAlias

from capital_planner.errors import DataError, Problem
from data.columns import Column
from data.importers.grid import Row, rows_of
from data.importers.layout import HEADER_WITHIN, LAYOUTS
from data.importers.mappings import Mappings, recall
from data.importers.source import Source

ALIKE = 0.75
"""Least likeness of two names that is worth a question."""
SAMPLE = 20
"""Rows shown beside a proposal."""

How: TypeAlias = Literal["told", "remembered", "same name", "known name", "alike"]
"""Why a column is thought to be one; ``alike`` is a question, not an answer."""


@dataclass(frozen=True)
class Match:
    """A header that may be a column.

    Attributes
    ----------
    header
        As the file writes it.
    how
        Why: only what is not ``alike`` is used without being asked.
    sure
        From 0 to 1.
    """

    header: str
    how: How
    sure: float


@dataclass(frozen=True)
class Proposal:
    """How a file would be read as a table.

    Attributes
    ----------
    headers
        Names in the row that looks most like a header.
    row
        Its number, as a spreadsheet counts.
    sample
        The first rows below it, as texts.
    matches
        By column of the table; columns that nothing is like are left out.
    """

    headers: tuple[str, ...]
    row: int
    sample: tuple[tuple[str, ...], ...]
    matches: Mapping[str, Match]

    @property
    def used(self) -> dict[str, str]:
        """Column to header, for what is read without being asked."""
        return {
            column: match.header
            for column, match in self.matches.items()
            if match.how != "alike"
        }


@dataclass(frozen=True)
class Known:
    """What is known of columns before a file is looked at.

    Attributes
    ----------
    table
        A table of the schema, or a kind.
    columns
        Of the table.
    names
        Other names of each column.
    told
        Column to header, as the user says.
    remembered
        From earlier imports.
    """

    table: str
    columns: Sequence[Column]
    names: Mapping[str, Sequence[str]]
    told: Mapping[str, str]
    remembered: Mappings = ()


def propose(source: Source, known: Known) -> Proposal:
    """Find the header of a table below titles and notes, and match its names.

    Raises
    ------
    DataError
        If the file is no table, or it lacks a header that the user named.
    """
    first: list[Row] = list(islice(rows_of(source), HEADER_WITHIN + SAMPLE))
    rows = first[:HEADER_WITHIN]
    if not rows:
        remedy = "Give a file with a row of column names and rows of data."
        raise DataError([Problem("The table is empty.", remedy, source.name)])
    number, headers = max(rows, key=lambda row: _fit(row, known))
    _refuse_unknown(headers, number, source.name, known)
    below = [tuple(cells) for at, cells in first if at > number]
    matches = _matches(headers, known)
    return Proposal(tuple(headers), number, tuple(below[:SAMPLE]), matches)


@cache
def names_in(table: str) -> dict[str, tuple[str, ...]]:
    """Other names that councils give the columns of a table."""
    found: dict[str, tuple[str, ...]] = {}
    with (LAYOUTS / "own_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["table"] in {"*", table}:
                found[row["column"]] = tuple(row["names"].split("|"))
    return found


def plain(name: str) -> str:
    """Take case, spaces, signs and what brackets add out of a name."""
    return "".join(re.findall("[a-z0-9]+", re.sub(r"[(\[].*", "", name).casefold()))


def _fit(row: Row, known: Known) -> float:
    """How much a row looks like the header: columns it names, surely or perhaps."""
    _, cells = row
    lower = {cell.casefold() for cell in cells}
    told = sum(header.casefold() in lower for header in known.told.values())
    recalled = len(recall(known.remembered, known.table, _filled(cells)))
    own = set(map(plain, cells))
    surely = sum(
        any(plain(name) in own for name in _names(column, known))
        for column in known.columns
    )
    return 10 * told + 10 * recalled + surely


def _matches(headers: Sequence[str], known: Known) -> dict[str, Match]:
    """Surest first; no header is two columns unless the user says so."""
    lower = {header.casefold(): header for header in reversed(headers) if header}
    found = {
        name: Match(lower[header.casefold()], "told", 1.0)
        for name, header in known.told.items()
    }
    recalled = recall(known.remembered, known.table, _filled(headers))
    for name, header in recalled.items():
        if header in headers:
            found.setdefault(name, Match(header, "remembered", 1.0))
    taken = {match.header for match in found.values()}
    free = {plain(it): it for it in lower.values() if it not in taken and plain(it)}
    ways: tuple[tuple[How, Mapping[str, Sequence[str]]], ...] = (
        ("same name", {}),
        ("known name", known.names),
    )
    for how, others in ways:
        for column in _open(known, found):
            names = map(plain, [column.name, *others.get(column.name, ())])
            name = next((name for name in names if name in free), "")
            if name:
                found[column.name] = Match(free.pop(name), how, 1.0)
    for column in _open(known, found):
        header, sure = _likest(column, known, list(free.values()))
        if sure >= ALIKE:
            found[column.name] = Match(header, "alike", sure)
    return found


def _open(known: Known, found: Mapping[str, Match]) -> list[Column]:
    return [column for column in known.columns if column.name not in found]


def _likest(column: Column, known: Known, headers: Sequence[str]) -> tuple[str, float]:
    likeness = {
        header: max(
            SequenceMatcher(None, plain(name), plain(header)).ratio()
            for name in _names(column, known)
        )
        for header in headers
    }
    best = max(likeness, key=lambda header: likeness[header], default="")
    return best, likeness.get(best, 0.0)


def _names(column: Column, known: Known) -> list[str]:
    return [column.name, *known.names.get(column.name, ())]


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _refuse_unknown(
    headers: Sequence[str], number: int, file: str, known: Known
) -> None:
    lower = {header.casefold() for header in headers}
    names = {column.name for column in known.columns}
    shown = ", ".join(_filled(headers)[:30])
    problems = [
        Problem("There is no such header.", f"It has: {shown}.", file, number, header)
        for header in known.told.values()
        if header.casefold() not in lower
    ]
    problems += [
        Problem("There is no such column.", f"There are: {', '.join(names)}.", file)
        for column in known.told
        if column not in names
    ]
    if problems:
        raise DataError(problems)
