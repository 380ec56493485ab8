"""Counts of EHC plans laid out as the DfE publishes them, for a made-up authority.

A tenth of Lancashire's published counts, cell by cell, so that the tables of one
count go together; another authority's rows stand among them.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from data import EMBEDDED_CASE

LA_CODE, NAME = "990", "Mereside"
OTHER = ("E06000991", "991", "Elsewhere")
TENTH = 10
WHERE = [
    *("time_period", "time_identifier", "geographic_level", "country_code"),
    *("country_name", "region_code", "region_name", "new_la_code", "old_la_code"),
    *("la_name", "breakdown_topic", "breakdown"),
]
NEEDS = [
    *("asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld"),
    *("vi", "need_unknown"),
]
EVERY, BY_AGE = "All EHC plans", "Child or young persons age"
Cells = dict[str, str]
Line = tuple[str, str, str, Cells]
"""Period, topic, breakdown, and the cells beside."""


def counts_files(folder: Path, code: str) -> list[Path]:
    """Write caseload, new plans, ceased plans and needs of the authority of a code."""
    folder.mkdir(parents=True, exist_ok=True)
    caseload = [*_by_placement(), *_by_age_and_placement()]
    tables = {
        "caseload.csv": (caseload, "Academic year"),
        "newplans.csv": (list(_flow("new_plans", "new_ehc_plans")), "Calendar year"),
        "ceased_plans.csv": (
            list(_flow("ceased_plans", "total_ceased")),
            "Calendar year",
        ),
        "sen_needs_all_plans.csv": ([*_by_need()], "Academic year"),
    }
    return [
        _write(folder / name, lines, identifier, code)
        for name, (lines, identifier) in tables.items()
    ]


def _by_placement() -> Iterable[Line]:
    found: dict[str, Cells] = defaultdict(dict)
    for row in _table("plans_by_placement"):
        found[row["year"]][row["placement"]] = _tenth(row["plans"])
    for year, cells in found.items():
        yield _academic(year), EVERY, EVERY, cells


def _by_age_and_placement() -> Iterable[Line]:
    found: dict[tuple[str, str], Cells] = defaultdict(dict)
    for row in _table("plans_by_age_and_placement"):
        found[row["year"], row["age"]][row["placement"]] = _tenth(row["plans"])
    for (year, age), cells in found.items():
        yield _academic(year), BY_AGE, _age(age), cells


def _by_need() -> Iterable[Line]:
    by_age: dict[str, Cells] = defaultdict(dict)
    for row in _table("plans_by_age_and_need"):
        by_age[row["age"]][f"number_{row['need'].lower()}"] = _tenth(row["plans"])
    by_placement: dict[str, Cells] = defaultdict(dict)
    for row in _table("plans_by_need_and_placement"):
        name = f"number_{row['need'].lower()}"
        by_placement[row["placement"]][name] = _tenth(row["plans"])
    for age, cells in by_age.items():
        yield "202425", BY_AGE, _age(age), cells
    for placement, cells in by_placement.items():
        yield "202425", "Type of placement", placement, cells


def _flow(table: str, column: str) -> Iterable[Line]:
    topic = "Age when plan started" if table == "new_plans" else "Age plan ceased"
    ends = {"2": "age 2 and under", "20": "age 20 and over"}
    for row in _table(table):
        cells = {column: _tenth(row["plans"]), "deceased": "0"}
        yield row["year"], topic, ends.get(row["age"], f"age {row['age']}"), cells


def _write(path: Path, lines: list[Line], identifier: str, own: str) -> Path:
    columns = list(dict.fromkeys(name for *_, cells in lines for name in cells))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictWriter(file, [*WHERE, *columns])
        rows.writeheader()
        for period, topic, breakdown, cells in lines:
            for code, la_code, name in (OTHER, (own, LA_CODE, NAME)):
                where = (
                    *(period, identifier, "Local authority", "E92000001", "England"),
                    *("E12000002", "North West", code, la_code, name, topic, breakdown),
                )
                known = dict.fromkeys(columns, "x") | cells
                if name != NAME:
                    known = dict.fromkeys(known, "7")
                rows.writerow(dict(zip(WHERE, where, strict=True)) | known)
    return path


def _table(name: str) -> list[Cells]:
    with (EMBEDDED_CASE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _tenth(plans: str) -> str:
    return str(round(int(plans) / TENTH))


def _academic(year: str) -> str:
    return f"{int(year) - 1}{year[2:]}"


def _age(age: str) -> str:
    return "under 3" if age == "2" else f"age {age}"
