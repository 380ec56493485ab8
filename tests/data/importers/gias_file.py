"""A file laid out as the extract of all establishments: 135 columns, quoted."""

import csv
import io
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from capital_planner.errors import Problem
from data import EMBEDDED_CASE
from data.importers import Given, Report, import_file

COLUMNS = tuple(
    (Path(__file__).parent / "files" / "gias_columns.txt").read_text().splitlines()
)
TYPES = {
    "Community school": 1,
    "Voluntary aided school": 2,
    "Voluntary controlled school": 3,
    "Foundation school": 5,
    "Community special school": 7,
    "Non-maintained special school": 8,
    "Other independent special school": 10,
    "Other independent school": 11,
    "Foundation special school": 12,
    "Pupil referral unit": 14,
    "Local authority nursery school": 15,
    "Further education": 18,
    "Miscellaneous": 27,
    "Academy sponsor led": 28,
    "Higher education institutions": 29,
    "Special post 16 institution": 32,
    "Academy special sponsor led": 33,
    "Academy converter": 34,
    "Free schools": 35,
    "Free schools special": 36,
    "Free schools alternative provision": 38,
    "Free schools 16 to 19": 39,
    "Studio schools": 41,
    "Academy alternative provision sponsor led": 43,
    "Academy special converter": 44,
    "Academy 16-19 converter": 45,
}
"""Names of types, and their codes in the register."""
LANCASHIRE = Given(code="E10000017", la_code=888)
PRESTON: dict[str, Any] = {
    "district": "E07000123",
    "district_name": "Preston",
    "easting": 353000,
    "northing": 431000,
}
Rows = list[dict[str, str]]
USUAL = {
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1996",
    "HeadFirstName": "A",
    "HeadLastName": "Head",
    "SEN1 (name)": "Not Applicable",
    "TypeOfResourcedProvision (name)": "Not applicable",
    "PhaseOfEducation (name)": "Not applicable",
    "LA (code)": "888",
    "LA (name)": "Lancashire",
    "GSSLACode (name)": "E10000017",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "16",
}
WORDS = {
    "la_code": "LA (code)",
    "la_name": "LA (name)",
    "gss": "GSSLACode (name)",
    "status": "EstablishmentStatus (name)",
    "phase": "PhaseOfEducation (name)",
    "policy": "AdmissionsPolicy (name)",
    "postcode": "Postcode",
    "low": "StatutoryLowAge",
    "high": "StatutoryHighAge",
    "capacity": "SchoolCapacity",
    "pupils": "NumberOfPupils",
    "easting": "Easting",
    "northing": "Northing",
    "district": "DistrictAdministrative (code)",
    "district_name": "DistrictAdministrative (name)",
    "provision": "TypeOfResourcedProvision (name)",
    "rp_roll": "ResourcedProvisionOnRoll",
    "rp_capacity": "ResourcedProvisionCapacity",
    "unit_roll": "SenUnitOnRoll",
    "unit_capacity": "SenUnitCapacity",
    **{f"sen{number}": f"SEN{number} (name)" for number in range(1, 14)},
}
KINDS = "TypeOfEstablishment"


def establishment(urn: int, name: str, kind: str, **cells: object) -> dict[str, str]:
    """One row; other cells by the name of their column, without the brackets."""
    row = {**USUAL, "URN": f"{urn}", "EstablishmentName": name}
    row |= {f"{KINDS} (name)": kind, f"{KINDS} (code)": f"{TYPES[kind]:02}"}
    for column, cell in cells.items():
        row[WORDS[column]] = "" if cell is None else str(cell)
    return row


def extract(
    rows: Iterable[Mapping[str, str]],
    columns: Iterable[str] = COLUMNS,
    encoding: str = "cp1252",
) -> bytes:
    """Write rows as the register does: every cell quoted, Windows-1252."""
    lines = io.StringIO(newline="")
    names = list(columns)
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return lines.getvalue().encode(encoding)


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def bring(
    rows: Iterable[dict[str, str]], folder: Path, columns: Sequence[str] = COLUMNS
) -> Report:
    file = folder.parent / "edubasealldata20250524.csv"
    file.write_bytes(extract(rows, columns))
    return import_file("gias", file, folder, LANCASHIRE)


def case_with(folder: Path, *tables: str) -> Path:
    folder.mkdir()
    for table in tables:
        shutil.copy(EMBEDDED_CASE / f"{table}.csv", folder)
    return folder


def warned(report: Report, words: str) -> list[Problem]:
    return [problem for problem in report.problems if words in problem.message]
