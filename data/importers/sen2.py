"""A council's own SEN2 export: persons in, counts by small area out, persons forgotten.

One table with a row a person and placement, or the tables of the return (an archive
of CSV files, or a workbook with a sheet each). Nothing is kept of a person: rows are
counted part by part, and problems name a row and a column, never what is there.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.sen2 import count_day
from data.importers.fitting import fits
from data.importers.grid import tables_in
from data.importers.homes import read_homes
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings, chunks, layout_of
from data.importers.sen2_children import (
    KEYS,
    Ground,
    Tally,
    first_rank,
    going_on,
    homes_of,
    needs_of,
    phases_of,
    placements_by_urn,
    placements_of,
    settle,
    urns_of,
)
from data.importers.sen2_modules import (
    MODULES,
    NEEDED,
    PLANS,
    count_modules,
    key_of,
)
from data.importers.source import Source

FILE = "SEN2 export"
"""What the file is called in warnings that are kept: its own name may be a person's."""
FLAT = "sen2"


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Count children with plans by small area of home, phase, need and placement.

    Raises
    ------
    DataError
        If the file is not such an export, or postcodes or the case's own tables
        are missing; no value of a person's row is in it.
    """
    findings, of_lookup = Findings(), Findings()
    tables = _told_apart(sources)
    ground = _ground(standing, of_lookup)
    tally = Tally()
    if FLAT in tables:
        parts = [
            part
            for source in tables[FLAT]
            for part in _count_rows(source, ground, findings, (tally, standing))
        ]
    else:
        parts = [count_modules(tables, ground, findings, (tally, standing))]
    if not tally["children counted"]:
        message = "No row could be counted in a small area of the case."
        found = ", ".join(f"{what}: {count}" for what, count in tally.items() if count)
        raise DataError([Problem(message, f"Of the rows, {found}.", FILE)])
    problems = _nameless(findings)
    return Imported(
        tables={"placements": _table(parts, standing)},
        problems=(*of_lookup.problems(), *problems, *_said(tally, ground)),
        facts=_facts(tally),
        personal=True,
    )


def _told_apart(sources: Sequence[Source]) -> dict[str, list[Source]]:
    """Which table is which: by its header, never by its name."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        for table in tables_in(source):
            for fit in fits(table, [FLAT, *MODULES]):
                found.setdefault(fit.kind, []).append(table)
    linked = NEEDED if PLANS not in found else MODULES
    missing = [kind for kind in linked if kind not in found]
    if FLAT in found or not missing:
        return found
    raise DataError(
        Problem(
            "This is no SEN2 export: it has neither one table of persons and "
            "placements nor every table of the return.",
            "Give one with these columns: "
            + ", ".join(column.name.split("|")[0] for column in layout_of(kind))
            + ".",
            FILE,
            column=kind,
        )
        for kind in ([FLAT, *missing] if found else [FLAT])
    )


def _ground(standing: Standing, of_lookup: Findings) -> Ground:
    remedy = "Import the Department's EHC plan statistics first."
    base_year = int(standing.table("authority", remedy)["base_year"].iloc[0])
    return Ground(
        homes=read_homes(standing, of_lookup),
        placements=placements_by_urn(standing),
        base_year=base_year,
        day=count_day(base_year),
    )


def _count_rows(
    source: Source, ground: Ground, findings: Findings, told: tuple[Tally, Standing]
) -> list[pd.DataFrame]:
    tally, standing = told
    seen: set[int] = set()
    counted = []
    layout = layout_of(FLAT)
    for part in chunks(source, layout, findings, on_progress=standing.on_progress):
        tally["rows read"] += len(part)
        rows = _current(part, ground, tally)
        rows = rows[_first_seen(rows["persontableid"], seen, tally)]
        children = pd.DataFrame(
            {
                "lsoa": homes_of(rows["postcode"], ground),
                "phase": phases_of(rows["personbirthdate"], ground),
                "need": needs_of(rows["sentype"]),
                "placement": placements_of(rows, ground),
                "urn": urns_of(rows["urn"]),
            }
        )
        counted.append(settle(children, tally))
    return counted


def _current(part: pd.DataFrame, ground: Ground, tally: Tally) -> pd.DataFrame:
    first = first_rank(part["placementrank"]) & first_rank(part["sentyperank"])
    tally["rows left out: a further placement or need"] += int((~first).sum())
    part = part[first]
    plan = going_on(part["startdate"], part["ceasedate"], ground.day)
    tally["rows left out: no plan on the day of the count"] += int((~plan).sum())
    part = part[plan]
    placed = going_on(part["entrydate"], part["leavingdate"], ground.day)
    tally["rows left out: placement not on the day of the count"] += int(
        (~placed).sum()
    )
    return part[placed]


def _first_seen(names: pd.Series, seen: set[int], tally: Tally) -> pd.Series:
    """Whether a person was not seen before; a row without a number is a person."""
    first = []
    for key, named in zip(key_of(names), names != "", strict=True):
        first.append(not named or key not in seen)
        if named:
            seen.add(key)
    tally["rows left out: the same person again"] += first.count(False)
    return pd.Series(first, index=names.index, dtype=bool)


def _table(parts: Sequence[pd.DataFrame], standing: Standing) -> pd.DataFrame:
    whole = pd.concat(parts).groupby(KEYS)["plans"].sum().reset_index()
    codes = standing.tables["demand_points"]["lsoa"].to_numpy(object)
    urns = whole["urn"].astype("Int64")
    return whole.assign(
        lsoa=codes[whole["lsoa"].to_numpy(int)], urn=urns.mask(urns == 0)
    )


def _nameless(findings: Findings) -> list[Problem]:
    """Give what was found without what a cell holds, or the file's own name."""
    found = [replace(it, file=FILE, value="") for it in findings.problems()]
    errors = [it for it in found if it.severity == "error"]
    if errors:
        raise DataError(errors)
    return found


def _facts(tally: Tally) -> dict[str, int]:
    kept = tally["children counted"]
    return {"rows read": tally.pop("rows read"), "rows kept": kept, **tally}


def _said(tally: Tally, ground: Ground) -> list[Problem]:
    """Say of every reason how many rows it left out; of none, nothing."""
    remedy = f"See to it in the council's records; the count is of {ground.day}."
    return [
        Problem(f"{what}: {count}.", remedy, FILE, severity="warning")
        for what, count in tally.items()
        if count and ("left out" in what or "without" in what)
    ]
