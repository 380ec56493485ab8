"""Which of the tables in a file is meant: told by its columns, never by its name."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from capital_planner.errors import DataError, Problem
from data.importers.grid import rows_of, tables_in
from data.importers.layout import HEADER_WITHIN, find_header, layout_of
from data.importers.source import Source


@dataclass(frozen=True)
class Fit:
    """A table that has the columns of a layout.

    Attributes
    ----------
    source
        With its sheet, in a workbook.
    kind
        Name of the layout.
    header
        Names in the header.
    """

    source: Source
    kind: str
    header: list[str]


def first_fitting(sources: Sequence[Source], kinds: Sequence[str]) -> Fit:
    """Find the first table that fits a layout, in an archive and in a workbook.

    Raises
    ------
    DataError
        If none fits: what the nearest table lacks of the first layout.
    """
    return next(every_fitting(sources, kinds))


def every_fitting(sources: Sequence[Source], kinds: Sequence[str]) -> Iterator[Fit]:
    """Go through the tables that fit a layout; one that cannot be read is passed by.

    Raises
    ------
    DataError
        At the end, if none fitted: what the nearest table lacks of the first layout.
    """
    refused, none = list[Sequence[Problem]](), True
    for source in sources:
        try:
            tables = tables_in(source)
        except DataError as error:
            refused.append(error.problems)
            continue
        for table in tables:
            try:
                found = _fit(table, kinds)
            except DataError as error:
                refused.append(error.problems)
            else:
                none = False
                yield found
    if none:
        raise DataError(min(refused, key=_distance))


def fits(source: Source, kinds: Sequence[str]) -> list[Fit]:
    """Say which layouts the header of one table fits, in the order asked."""
    rows = list(islice(rows_of(source), HEADER_WITHIN))
    found = []
    for kind in kinds:
        with suppress(DataError):
            header, _ = find_header(iter(rows), source, layout_of(kind))
            found.append(Fit(source, kind, header))
    return found


def _fit(table: Source, kinds: Sequence[str]) -> Fit:
    """Take the first layout that fits; where none does, raise what it lacks."""
    if found := fits(table, kinds):
        return found[0]
    header, _ = find_header(rows_of(table), table, layout_of(kinds[0]))
    return Fit(table, kinds[0], header)


def _distance(found: Sequence[Problem]) -> tuple[bool, int]:
    """How far a table is from one that fits; furthest where it cannot be read."""
    return not any(problem.column for problem in found), len(found)
