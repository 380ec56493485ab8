"""A table of the case from an ordinary spreadsheet, with the council's own headers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.columns import SCHEMA_FOLDER, Column, columns_of
from data.importers.column_names import Known, Proposal, names_in, propose
from data.importers.grid import sheets_of
from data.importers.imported import Asked, Imported, Standing
from data.importers.layout import Findings
from data.importers.mappings import Mappings, read_mappings, remember
from data.importers.own_reading import OwnReading, places_of
from data.importers.own_rows import own_rows
from data.importers.source import Source, sources_of

NOTE_OF_PLACES = {"published_places": "places_note", "places": "places_status"}
"""Column of places to the column that says where they come from."""


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Read a table of the schema.

    With every column that the table must have, it takes the place of the case's;
    with its key and some others, it changes these in the rows it names.

    Raises
    ------
    DataError
        With every cell that does not fit, by row and header of the file.
    """
    asked = standing.asked
    source = replace(sources[0], sheet=asked.sheet)
    proposal = propose_columns(source, asked, standing.remembered)
    columns = columns_of(asked.table)
    lacking = _lacking(columns, proposal)
    if lacking and not _may_update(columns, proposal, standing):
        raise DataError(_missing(column, proposal, source.name) for column in lacking)
    findings, tally = Findings(), Counter[str]()
    rows = list(own_rows(source, proposal, columns, tally, standing.on_progress))
    reading = OwnReading(source.name, proposal, places_of(standing), findings)
    given = [it for it in columns if it.name in proposal.used or not lacking]
    frame = reading.frame(rows, given)
    findings.settle()
    if frame.empty:
        remedy = "Add at least one row of data below the header."
        raise DataError([Problem("The table is empty.", remedy, source.name)])
    if lacking:
        frame = _updated(frame, given, standing, source.name, tally)
    for question in _questions(proposal, source.name):
        findings.add(question)
    return Imported(
        tables={asked.table: frame},
        problems=(*findings.problems(), *_said(tally, source.name)),
        facts={"rows read": 0, "rows kept": 0, **tally},
        files=remember(
            standing.remembered, asked.table, _headers(proposal), proposal.used
        ),
    )


def propose_file(path: Path, folder: Path, asked: Asked) -> Proposal:
    """Propose how a file would be read as a table of a case, and read no more of it.

    Raises
    ------
    DataError
        If there is no such table, or the file is none.
    """
    return propose_columns(sources_of(path)[0], asked, read_mappings(folder))


def sheet_names(path: Path) -> list[str]:
    """Names of the sheets of a workbook; none for a text table.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    return sheets_of(sources_of(path)[0])


def propose_columns(
    source: Source, asked: Asked, remembered: Mappings = ()
) -> Proposal:
    """Propose which header is which column of a table, and show the first rows.

    Raises
    ------
    DataError
        If there is no such table, or the file is none.
    """
    names = sorted(path.stem for path in SCHEMA_FOLDER.glob("*.csv"))
    if asked.table not in names:
        remedy = f"Say which it is, one of {', '.join(names)}."
        raise DataError([Problem("There is no such table.", remedy, value=asked.table)])
    known = Known(
        asked.table,
        columns_of(asked.table),
        names_in(asked.table),
        asked.mapping,
        remembered,
    )
    return propose(replace(source, sheet=asked.sheet), known)


def _lacking(columns: Sequence[Column], proposal: Proposal) -> list[Column]:
    used = proposal.used
    return [it for it in columns if not it.may_be_missing and it.name not in used]


def _may_update(
    columns: Sequence[Column], proposal: Proposal, standing: Standing
) -> bool:
    """Whether the file names rows that are there and gives something of them."""
    keys = {column.name for column in columns if column.is_key}
    there = set(proposal.used)
    return bool(keys) and keys < there and standing.asked.table in standing.tables


def _missing(column: Column, proposal: Proposal, file: str) -> Problem:
    match = proposal.matches.get(column.name)
    remedy = f"It holds: {column.description}. Choose the header that has it."
    if match:
        remedy = f"Is it {match.header!r}? Then choose that header for it."
    message = "The column is missing."
    return Problem(message, remedy, file, proposal.row, column.name)


def _updated(
    frame: pd.DataFrame,
    given: Sequence[Column],
    standing: Standing,
    file: str,
    tally: Counter[str],
) -> pd.DataFrame:
    """Change the named rows of the table that is there; a blank changes nothing."""
    table = standing.tables[standing.asked.table]
    keys = [column.name for column in given if column.is_key]
    others = [column.name for column in given if not column.is_key]
    own = pd.MultiIndex.from_frame(table[keys].astype("str"))
    named = pd.MultiIndex.from_frame(frame[keys].astype("str"))
    place = own.get_indexer(named)
    tally["rows left out: not in the table"] += int((place < 0).sum())
    if not (place >= 0).any():
        remedy = "See that the key of the rows is written as the case has it."
        message = "No row of it is in the table."
        raise DataError([Problem(message, remedy, file, column=" and ".join(keys))])
    changed = table.copy()
    tally["rows kept"] = int((place >= 0).sum())
    for name in others:
        new = frame[name][place >= 0]
        filled = (new.notna() & (new != "")).to_numpy(bool)
        rows = changed.index[place[place >= 0][filled]]
        changed.loc[rows, name] = new[filled].to_numpy()
        note = NOTE_OF_PLACES.get(name)
        if note in changed and note not in others:
            changed.loc[rows, note] = f"the council's own table {file}"
    return changed


def _questions(proposal: Proposal, file: str) -> list[Problem]:
    """Ask about headers that look like a column and were not read."""
    return [
        Problem(
            "A header looks like a column of the table, and was not read.",
            f"If it is {column!r}, choose it for that column.",
            file,
            proposal.row,
            match.header,
            severity="warning",
        )
        for column, match in proposal.matches.items()
        if match.how == "alike"
    ]


def _said(tally: Counter[str], file: str) -> list[Problem]:
    remedy = "Nothing to do, unless they should be in the table."
    return [
        Problem(f"{what}: {count}.", remedy, file, severity="warning")
        for what, count in tally.items()
        if count and "left out" in what
    ]


def _headers(proposal: Proposal) -> list[str]:
    return [header for header in proposal.headers if header]
