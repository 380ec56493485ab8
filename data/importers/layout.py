"""The table of a file by its layout: columns by name, never by position."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.cells import UnreadableError, Value, is_numeric, is_whole, parse
from data.columns import Column
from data.importers.grid import Progress, Row, rows_of, silent
from data.importers.source import Source
from data.tables import MOST_ALIKE, shorten

LAYOUTS = Path(__file__).parent / "layouts"
HEADER_WITHIN = 60
"""Rows of titles and notes that may stand above the header."""
TOGETHER = 4_000
"""Rows looked at together: more would keep Stop waiting."""
EMPTY = "Get the file again from where it is published, and do not change it."
Keep: TypeAlias = Callable[[pd.DataFrame], pd.Series]
"""Which rows of a frame of texts are wanted: true or false for each."""


@cache
def layout_of(kind: str) -> tuple[Column, ...]:
    """Columns that are read of a kind of file: ``layouts/<kind>.csv``.

    As ``data/schema``: ``column,type,unit,required,default,description``;
    ``required`` is ``key`` or ``yes`` for the minimum set. A column may have
    several names, newest first, separated by ``|``.
    """
    with (LAYOUTS / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple(Column(row.pop("column"), **row) for row in rows)


@dataclass
class Findings:
    """Problems found while reading, alike ones listed a few times and counted."""

    listed: dict[tuple[str, str], list[Problem]] = field(
        default_factory=lambda: defaultdict(list)
    )
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        """Note one more problem."""
        alike = (problem.message, problem.column)
        self.counts[alike] += 1
        if len(self.listed[alike]) <= MOST_ALIKE:
            self.listed[alike].append(problem)

    def problems(self) -> list[Problem]:
        """Everything found, in the order of first finding."""
        return [
            problem
            for alike, found in self.listed.items()
            for problem in shorten(found, self.counts[alike])
        ]

    def settle(self) -> None:
        """Refuse the file if anything found is an error.

        Raises
        ------
        DataError
            With every error.
        """
        errors = [found for found in self.problems() if found.severity == "error"]
        if errors:
            raise DataError(errors)


def read_layout(
    source: Source,
    layout: Sequence[Column],
    findings: Findings,
    *,
    keep: Keep | None = None,
    on_progress: Progress = silent,
) -> pd.DataFrame:
    """Read the wanted rows of a table whole.

    Parameters
    ----------
    layout
        Columns to read, as :func:`layout_of` gives them.
    findings
        Gets what is wrong with cells and columns.
    keep
        Which rows are wanted, told from texts; every row where it is None. Cells
        of other rows are not looked at.

    Returns
    -------
    pandas.DataFrame
        Index ``row``, as a spreadsheet counts; a column for each of the layout,
        under its first name; numbers ``Int64`` or ``float64``, texts ``str``.

    Raises
    ------
    DataError
        If the file is no table, or a column that is required is missing.
    """
    parts = list(chunks(source, layout, findings, keep=keep, on_progress=on_progress))
    return pd.concat(parts)


def chunks(
    source: Source,
    layout: Sequence[Column],
    findings: Findings,
    *,
    keep: Keep | None = None,
    on_progress: Progress = silent,
    header: Sequence[str] = (),
) -> Iterator[pd.DataFrame]:
    """Read a table a part at a time: as :func:`read_layout`, for large files.

    At least one part is given, which may have no rows. ``header`` names the columns
    of a table that does not name them itself.
    """
    rows = rows_of(source, on_progress=on_progress)
    number = 0
    if not header:
        header, number = find_header(rows, source, layout)
    places = _places(header, number, source, layout, findings)
    first = True
    while (block := list(islice(rows, TOGETHER))) or first:
        texts = _texts(block, header, places, source, findings)
        if keep is not None:
            texts = texts[keep(texts).to_numpy(bool)]
        yield _typed(texts, layout, source.name, findings)
        first = False


def find_header(
    rows: Iterator[Row], source: Source, layout: Sequence[Column]
) -> tuple[list[str], int]:
    """Find the row that names every required column, below titles and notes.

    Returns
    -------
    tuple
        The names, and the number of the row as a spreadsheet counts.

    Raises
    ------
    DataError
        If no row does: each column that is missing from the nearest.
    """
    best: tuple[list[str], int, list[Column]] | None = None
    needed = [column for column in layout if not column.may_be_missing]
    for number, cells in islice(rows, HEADER_WITHIN):
        lower = {cell.casefold() for cell in cells}
        missing = [
            column
            for column in needed
            if not any(name.casefold() in lower for name in names_of(column))
        ]
        if not missing:
            return cells, number
        if best is None or len(missing) < len(best[2]):
            best = cells, number, missing
    if best is None:
        raise DataError([Problem("The table is empty.", EMPTY, source.name)])
    raise DataError(
        Problem(
            "The column is missing.",
            f"It holds: {column.description}. See that this is the right file.",
            source.name,
            best[1],
            names_of(column)[0],
        )
        for column in best[2]
    )


def names_of(column: Column) -> list[str]:
    """Every name that a column has had, newest first."""
    return [name.strip() for name in column.name.split("|")]


def _places(
    header: Sequence[str],
    number: int,
    source: Source,
    layout: Sequence[Column],
    findings: Findings,
) -> dict[str, int | None]:
    """Where each column of the layout stands, by its first name."""
    lower = [name.casefold() for name in header]
    places: dict[str, int | None] = {}
    for column in layout:
        names = names_of(column)
        there = [name.casefold() for name in names if name.casefold() in lower]
        places[names[0]] = lower.index(there[0]) if there else None
        if not there:
            message = "A column that can be read is not there."
            remedy = f"Nothing to do; not known then: {column.description}."
            findings.add(_warning(message, remedy, source.name, number, names[0]))
        elif lower.count(there[0]) > 1:
            message, remedy = "The column appears twice.", "Keep one of the two."
            findings.add(Problem(message, remedy, source.name, number, names[0]))
    return places


def _warning(message: str, remedy: str, file: str, row: int, column: str) -> Problem:
    return Problem(message, remedy, file, row, column, severity="warning")


def _texts(
    block: Sequence[Row],
    header: Sequence[str],
    places: dict[str, int | None],
    source: Source,
    findings: Findings,
) -> pd.DataFrame:
    width = len(header)
    whole = []
    for number, cells in block:
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        if any(cells[width:]):
            message = "The row has more cells than the header."
            remedy = "Put text that holds a comma in double quotes."
            findings.add(Problem(message, remedy, source.name, number))
            continue
        whole.append((number, cells))
    index = pd.Index([number for number, _ in whole], name="row", dtype="int64")
    columns = {
        name: ["" if place is None else cells[place] for _, cells in whole]
        for name, place in places.items()
    }
    return pd.DataFrame(columns, index=index, dtype="str")


def _typed(
    texts: pd.DataFrame, layout: Sequence[Column], file: str, findings: Findings
) -> pd.DataFrame:
    series = {}
    for column in layout:
        name = names_of(column)[0]
        if not (column.type == "text" and column.may_be_blank):
            series[name] = _parsed(texts[name], column, file, findings)
        else:
            series[name] = texts[name]
    return pd.DataFrame(series, index=texts.index)


def _parsed(
    texts: pd.Series, column: Column, file: str, findings: Findings
) -> pd.Series:
    """Read each text once, however often it is there."""
    known: dict[str, Value] = {}
    bad: dict[str, UnreadableError] = {}
    for text in texts.unique():
        try:
            known[text] = parse(text, column)
        except UnreadableError as error:
            known[text], bad[text] = (None if is_numeric(column) else ""), error
    if bad:
        for row, text in texts[texts.isin(list(bad))].items():
            where = (file, int(str(row)), str(texts.name), text)
            findings.add(Problem(bad[text].message, bad[text].remedy, *where))
    values = [known[text] for text in texts]
    if not is_numeric(column):
        return pd.Series(values, index=texts.index, dtype="str")
    kind = "Int64" if is_whole(column) else "float64"
    return pd.Series(values, index=texts.index, dtype=kind)
