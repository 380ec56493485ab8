"""OS Code-Point Open: postcodes in tables without a header, one a postcode area."""

import csv
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.importers.grid import Progress
from data.importers.layout import Findings, chunks, layout_of, names_of
from data.importers.source import Source

HEADER = (
    *("Postcode", "Positional_quality_indicator", "Eastings", "Northings"),
    *("Country_code", "NHS_regional_HA_code", "NHS_HA_code"),
    *("Admin_county_code", "Admin_district_code", "Admin_ward_code"),
)
"""Doc/Code-Point_Open_Column_Headers.csv of the product."""
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2}")
MOST_EAST, MOST_NORTH = 700_000, 1_300_000
"""Of the British grid, in metres."""
LONGEST = 1_000
"""Bytes of its first row, and more."""


def is_code_point(source: Source) -> bool:
    """Tell such a table by its first row: ten cells, a postcode, metres on the grid."""
    try:
        with source.open() as stream:
            first = stream.readline(LONGEST).decode("utf-8-sig", "replace")
    except DataError:
        return False
    cells = next(csv.reader(first.splitlines()), [])
    if len(cells) != len(HEADER) or not POSTCODE.fullmatch(cells[0]):
        return False
    east, north = cells[2:4]
    whole = east.isdecimal() and north.isdecimal()
    return whole and int(east) <= MOST_EAST and int(north) <= MOST_NORTH


def code_point_parts(
    tables: Sequence[Source], kind: str, findings: Findings, on_progress: Progress
) -> Iterator[pd.DataFrame]:
    """Read every table a part at a time: those columns of a layout that they have."""
    message = (
        "It knows no small areas: each postcode counts in the nearest one of its "
        "district."
    )
    remedy = "Nothing to do; the ONSPD says the small area itself."
    file = tables[0].path.name
    findings.add(Problem(message, remedy, file, severity="warning"))
    known = {name.casefold() for name in HEADER}
    layout = [it for it in layout_of(kind) if known.intersection(names_of(it))]
    before = 0
    for table in tables:

        def told(rows: int, before: int = before) -> None:
            on_progress(before + rows)

        for part in chunks(table, layout, findings, header=HEADER, on_progress=told):
            before += len(part)
            yield part
