"""Rows of a council's own table: without totals and notes, merged keys filled down."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from data.columns import Column
from data.importers.column_names import Proposal
from data.importers.grid import Progress, rows_of
from data.importers.source import Source, refused

MOST_ROWS = 500_000
"""A table of one authority is smaller; a larger one is not read."""
TOTAL = re.compile(r"((grand|sub)[ -]?)?totals?\b|all\b|sum\b", re.IGNORECASE)

Cells = dict[str, str]
"""Text by column of the table."""


def own_rows(
    source: Source,
    proposal: Proposal,
    columns: Sequence[Column],
    tally: Counter[str],
    on_progress: Progress,
) -> Iterator[tuple[int, Cells]]:
    """Give the number and the texts of every row below the header.

    Left out and counted are totals (the first text says so, and a cell that every
    row has is empty) and notes (one cell alone). Where several columns are the key,
    a blank one in all but the last takes the cell above it, as merged cells look.
    """
    used = proposal.used
    places = {column: proposal.headers.index(header) for column, header in used.items()}
    wanted = [column for column in columns if column.name in used]
    needed = [it.name for it in wanted if not it.may_be_blank]
    filled = [it.name for it in wanted if it.is_key][:-1]
    above: Cells = {}
    for number, cells in rows_of(source, on_progress=on_progress):
        if number <= proposal.row:
            continue
        tally["rows read"] += 1
        if tally["rows read"] > MOST_ROWS:
            raise refused(source.name, f"It has more than {MOST_ROWS:,} rows.")
        texts = {
            column: cells[place] if place < len(cells) else ""
            for column, place in places.items()
        }
        reason = _no_row(cells, texts, needed)
        if reason:
            tally[reason] += 1
            continue
        for name in filled:
            texts[name] = texts[name] or above.get(name, "")
        above = texts
        tally["rows kept"] += 1
        yield number, texts


def _no_row(
    cells: Sequence[str], texts: Mapping[str, str], needed: Sequence[str]
) -> str:
    """Why this is no row of the table; empty where it is one."""
    said = [cell for cell in cells if cell]
    if not all(texts[name] for name in needed) and TOTAL.match(said[0]):
        return "rows left out: totals"
    if len(said) == 1 and len(needed) > 1:
        return "rows left out: notes"
    return ""
