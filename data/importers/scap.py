"""The school capacity survey's specialist part: places by school, and the forecast.

Its templates change from year to year, so columns are found by many names, by names
that a user gives once, and by the years that stand in a header.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.needs import PHASE_NAMES, is_base, phase_of_group
from data.cells import UnreadableError, parse
from data.columns import Column
from data.importers.column_names import Known, Proposal, propose
from data.importers.grid import rows_of, tables_in
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings, layout_of, names_of
from data.importers.mappings import remember
from data.importers.own_cells import Places, tidied
from data.importers.source import Source, refused

CAPACITY, FORECAST, WIDE = "scap_capacity", "scap_forecast", "scap_forecast_wide"
NOWHERE = Places((), (), {})
MOST_ROWS = 100_000
"""A survey of one authority has a few hundred."""
TOTAL = re.compile(r"\btotals?$|^(grand |sub-?)?total\b|^all\b", re.IGNORECASE)
YEAR = Column("year", "year", "", "yes", "", "Academic year")
LONG_YEAR = re.compile(r"(20[0-9]{2})([0-9]{2})")
HEADER_YEAR = re.compile(r".*?((?:20)[0-9]{2} ?[/-] ?(?:20)?[0-9]{2}|20[0-9]{4}).*")
COUNT = Column("children", "count", "", "yes", "", "Children")


@dataclass
class _Found:
    """What the tables of a survey hold, as they are read."""

    findings: Findings = field(default_factory=Findings)
    tally: Counter[str] = field(default_factory=Counter)
    special: Counter[int] = field(default_factory=Counter)
    bases: Counter[int] = field(default_factory=Counter)
    forecast: Counter[tuple[int, str]] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Read places of special schools and bases, and the forecast of children.

    Raises
    ------
    DataError
        If no table of it is one of the survey's, or a cell does not fit.
    """
    found = _Found()
    read_any = False
    for source in sources:
        for table in tables_in(source):
            kind, proposal = _kind_of(table, standing)
            if proposal:
                read_any = True
                _READ[kind](table, proposal, found, standing)
                found.files |= _remembered(kind, proposal, standing)
    if not read_any:
        raise DataError(_not_one(sources[0].name))
    found.findings.settle()
    tables = _tables(found, standing)
    if not tables:
        remedy = "Import the register of schools first, then the survey again."
        message = "None of its schools is a special school or a base of the case."
        raise DataError([Problem(message, remedy, sources[0].name)])
    problems = (*found.findings.problems(), *_said(found.tally, sources[0].name))
    facts = {"rows read": 0, "rows kept": 0, **found.tally}
    return Imported(tables, problems, facts, found.files)


def _kind_of(table: Source, standing: Standing) -> tuple[str, Proposal | None]:
    """Which table of the survey it is, and where its columns are."""
    for kind in (CAPACITY, FORECAST, WIDE):
        layout = layout_of(kind)
        columns = [replace(column, name=names_of(column)[0]) for column in layout]
        own = {column.name for column in columns}
        told = {
            name: header
            for name, header in standing.asked.mapping.items()
            if name in own
        }
        names = {names_of(column)[0]: names_of(column) for column in layout}
        known = Known(kind, columns, names, told, standing.remembered)
        try:
            proposal = propose(table, known)
        except DataError:
            continue
        needed = {column.name for column in columns if not column.may_be_missing}
        fits = needed <= set(proposal.used)
        if fits and (kind != WIDE or _years_of(proposal)):
            return kind, proposal
    return "", None


def _remembered(kind: str, proposal: Proposal, standing: Standing) -> dict[str, bytes]:
    if not standing.asked.mapping:
        return {}
    headers = [header for header in proposal.headers if header]
    return remember(standing.remembered, kind, headers, proposal.used)


def _records(
    table: Source, proposal: Proposal, found: _Found, standing: Standing
) -> list[tuple[int, dict[str, str], list[str]]]:
    """Rows below the header: number, texts by column, every cell; totals left out."""
    places = {name: proposal.headers.index(it) for name, it in proposal.used.items()}
    records = []
    for number, cells in rows_of(table, on_progress=standing.on_progress):
        if number <= proposal.row:
            continue
        found.tally["rows read"] += 1
        if found.tally["rows read"] > MOST_ROWS:
            raise refused(table.name, f"It has more than {MOST_ROWS:,} rows.")
        whole = [*cells, *[""] * (len(proposal.headers) - len(cells))]
        said = [cell for cell in whole if cell]
        if any(map(TOTAL.search, said[:2])) or len(said) < 2:
            found.tally["rows left out: totals and notes"] += 1
            continue
        texts = {name: whole[place] for name, place in places.items()}
        records.append((number, texts, whole))
    return records


def _read_capacity(
    table: Source, proposal: Proposal, found: _Found, standing: Standing
) -> None:
    special = _urns(standing, "special_schools")
    bases = _urns(standing, "bases")
    layout = {names_of(it)[0]: it for it in layout_of(CAPACITY)}
    for number, texts, _ in _records(table, proposal, found, standing):
        where = (table.name, number, proposal.used)
        urn = _value(texts["urn"], "urn", layout["urn"], where, found)
        places = _value(texts["capacity"], "capacity", layout["capacity"], where, found)
        if texts.get("year"):
            year = _year(texts["year"], "year", where, found)
            found.years |= {year} if year else set()
        if urn is None or places is None:
            found.tally["rows left out: no places given"] += 1
            continue
        in_base = is_base(texts.get("provision", "")) or urn not in special
        known = bases if in_base else special
        if urn not in known:
            found.tally["rows left out: no special school or base of the case"] += 1
            continue
        found.tally["rows kept"] += 1
        (found.bases if in_base else found.special)[urn] += places


def _read_forecast(
    table: Source, proposal: Proposal, found: _Found, standing: Standing
) -> None:
    for number, texts, _ in _records(table, proposal, found, standing):
        where = (table.name, number, proposal.used)
        year = _year(texts["year"], "year", where, found)
        phase = _phase(texts["phase"], where, found)
        children = _value(texts["children"], "children", COUNT, where, found)
        if year and phase and children is not None:
            found.tally["rows kept"] += 1
            found.forecast[year, phase] += children


def _read_wide(
    table: Source, proposal: Proposal, found: _Found, standing: Standing
) -> None:
    years = _years_of(proposal)
    for number, texts, cells in _records(table, proposal, found, standing):
        where = (table.name, number, {it: it for it in proposal.headers})
        phase = _phase(texts["phase"], (*where[:2], proposal.used), found)
        found.tally["rows kept"] += bool(phase)
        for place, year in years.items():
            header = proposal.headers[place]
            children = _value(cells[place], header, COUNT, where, found)
            if phase and children is not None:
                found.forecast[year, phase] += children


_READ = {CAPACITY: _read_capacity, FORECAST: _read_forecast, WIDE: _read_wide}
Where = tuple[str, int, Mapping[str, str]]


def _years_of(proposal: Proposal) -> dict[int, int]:
    """Years that stand in headers, by place: ``2026/27``, ``Forecast 2026-27``."""
    found = {}
    for place, header in enumerate(proposal.headers):
        match = HEADER_YEAR.fullmatch(header)
        if match:
            found[place] = int(match[1][:4])
    return found


def _value(
    text: str, name: str, column: Column, where: Where, found: _Found
) -> int | None:
    number = replace(column, name=name, type="integer")
    try:
        value = parse(tidied(text, number, NOWHERE), column)
    except UnreadableError as error:
        file, row, used = where
        header = used.get(name, name)
        found.findings.add(
            Problem(error.message, error.remedy, file, row, header, text)
        )
        return None
    return int(value) if value not in {None, ""} else None


def _year(text: str, name: str, where: Where, found: _Found) -> int | None:
    """Read 2026/27, 2026-27, 202627 or 2026."""
    whole = LONG_YEAR.fullmatch(text)
    if whole and int(whole[2]) == (int(whole[1]) + 1) % 100:
        return int(whole[1])
    try:
        return int(parse(tidied(text, YEAR, NOWHERE), YEAR) or 0)
    except UnreadableError as error:
        file, row, used = where
        where_at = (file, row, used.get(name, name), text)
        found.findings.add(Problem(error.message, error.remedy, *where_at))
        return None


def _phase(text: str, where: Where, found: _Found) -> str:
    phase = phase_of_group(text)
    if not phase:
        file, row, used = where
        message = "This is neither a phase nor a year group."
        remedy = f"Write one of {', '.join(PHASE_NAMES)}, or Year 7."
        where_at = (file, row, used.get("phase", "phase"), text)
        found.findings.add(Problem(message, remedy, *where_at))
    return phase


def _urns(standing: Standing, table: str) -> set[int]:
    if table not in standing.tables:
        return set()
    return {int(urn) for urn in standing.tables[table]["urn"].dropna()}


def _tables(found: _Found, standing: Standing) -> dict[str, pd.DataFrame]:
    year = max(found.years, default=None)
    note = f"SCAP {year}" if year else "SCAP, year not stated"
    tables = {}
    for table, places, column, source in (
        ("special_schools", found.special, "published_places", "places_note"),
        ("bases", found.bases, "places", "places_status"),
    ):
        if places:
            frame = standing.tables[table].copy()
            rows = frame.index[frame["urn"].isin(list(places))]
            frame.loc[rows, column] = [places[int(urn)] for urn in frame["urn"][rows]]
            frame.loc[rows, source] = note
            tables[table] = frame
    if found.forecast:
        rows_sorted = sorted(found.forecast.items())
        tables["scap_forecast"] = pd.DataFrame(
            [(year, phase, children) for (year, phase), children in rows_sorted],
            columns=["year", "phase", "children"],
        )
    return tables


def _not_one(file: str) -> list[Problem]:
    return [
        Problem(
            "This is no table of the survey's specialist part.",
            f"Give one with {', '.join(needed)}, and call its headers so.",
            file,
            column=kind,
        )
        for kind in (CAPACITY, FORECAST)
        for needed in [
            [names_of(it)[0] for it in layout_of(kind) if not it.may_be_missing]
        ]
    ]


def _said(tally: Counter[str], file: str) -> list[Problem]:
    remedy = "Nothing to do, unless they should be in the case."
    return [
        Problem(f"{what}: {count}.", remedy, file, severity="warning")
        for what, count in tally.items()
        if count and "left out" in what
    ]
