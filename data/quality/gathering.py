"""From a case to its report: nothing is written, and no rule is worked out here."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from capital_planner.case import Case
from capital_planner.errors import Problem
from capital_planner.reconciliations import Reconciled, reconcile
from data.case_reader import check_case, read_case
from data.columns import MAY_BE_ABSENT, TABLES
from data.importers.in_project import records_of
from data.project import Project, open_project
from data.quality.report import LOOK, MEND, OK, Line, Quality, Section, Status

Records: TypeAlias = Sequence[Mapping[str, Any]]
"""Files that came into the case, oldest first."""
ASSUMED = "working assumption"
STATUS_COLUMNS = (
    ("assumptions", "status"),
    ("funding", "status"),
    ("pots", "status"),
    ("groupings", "status"),
    ("bases", "places_status"),
    ("special_schools", "designation_status"),
)
"""Columns that say what kind of figure a row holds."""


def quality_of(path: Path | Project | None = None) -> Quality:
    """Report on the tables of a case.

    Parameters
    ----------
    path
        As :func:`data.read_case` takes it; None for the embedded case.

    Returns
    -------
    Quality
        Of a case with errors too: what needs a whole case is left out then.

    Raises
    ------
    DataError
        If the record of imports cannot be read.
    ProjectFileError
        If the path is of a file that is not a project.
    """
    if isinstance(path, Path) and path.is_file():
        path = open_project(path)
    problems = check_case(path)
    broken = any(problem.severity == "error" for problem in problems)
    case = None if broken else read_case(path)
    records: Records = records_of(path)
    return Quality(
        name=case.name if case else "",
        digest=case.digest if case else "",
        sections=(
            _tables(case, problems, records),
            _figures(case),
            _assumed(case, records),
            _problems(problems),
            _files(records),
        ),
    )


def _tables(
    case: Case | None, problems: Sequence[Problem], records: Records
) -> Section:
    source = {table: _origin(each) for each in records for table in each["tables"]}
    lines = [
        _table(table, case, problems, source.get(table, ""))
        for table in TABLES
        if case is not None or any(found.file == f"{table}.csv" for found in problems)
    ]
    about = "Rows of each table, the file it came from, and what was found in it."
    return Section("Tables", about, tuple(lines))


def _table(
    table: str, case: Case | None, problems: Sequence[Problem], source: str
) -> Line:
    own = [found for found in problems if found.file == f"{table}.csv"]
    rows = None if case is None else _rows(case, table)
    absent = rows == 0 and table in MAY_BE_ABSENT
    told = f"absent: {MAY_BE_ABSENT[table]}" if absent else source
    return Line(
        what=f"{table}.csv",
        status=_status(own),
        told=told,
        remedy="Each is listed below." if own else "",
        first_name="rows",
        first=rows,
        second_name="errors and warnings",
        second=len(own),
        file=f"{table}.csv",
    )


def _rows(case: Case, table: str) -> int:
    if table == "assumptions":
        return len(case.assumptions.table)
    return len(getattr(case, table))


def _origin(record: Mapping[str, Any]) -> str:
    """Say in words where a table came from: kind, files, day."""
    names = ", ".join(str(file["name"]) for file in record["files"])
    day = str(record["when"])[:10]
    return f"{record['kind']}: {names}, {day}" if names else f"{record['kind']}, {day}"


def _status(problems: Sequence[Problem]) -> Status:
    if any(found.severity == "error" for found in problems):
        return MEND
    return LOOK if problems else OK


def _figures(case: Case | None) -> Section:
    about = (
        "Figures that should agree, side by side; sources of different dates differ."
    )
    found = reconcile(case) if case is not None else []
    return Section("Figures side by side", about, tuple(map(_beside, found)))


def _beside(found: Reconciled) -> Line:
    return Line(
        what=found.what,
        status=OK if found.agrees else LOOK,
        remedy="" if found.agrees else found.remedy,
        first_name=found.first_name,
        first=found.first,
        second_name=found.second_name,
        second=found.second,
    )


def _assumed(case: Case | None, records: Records) -> Section:
    """Tables that a new case assumed and nothing has replaced, and rows that say so."""
    assumed: dict[str, Mapping[str, str]] = {}
    for record in records:
        assumed = {
            table: each
            for table, each in assumed.items()
            if table not in record["tables"]
        }
        assumed |= {each["table"]: each for each in record.get("assumed", ())}
    tables = [
        Line(
            f"{table}.csv",
            LOOK,
            f"{each['what']} {each['why']}",
            each["replace"],
            file=f"{table}.csv",
        )
        for table, each in assumed.items()
        if case is None or table not in MAY_BE_ABSENT or not _rows(case, table)
    ]
    about = "What no source says. It can stay, but it should be known to be assumed."
    return Section("Assumed", about, (*tables, *_assumed_rows(case)))


def _assumed_rows(case: Case | None) -> list[Line]:
    if case is None:
        return []
    lines = []
    for table, column in STATUS_COLUMNS:
        frame = (
            case.assumptions.table if table == "assumptions" else getattr(case, table)
        )
        assumed = int(frame[column].str.startswith(ASSUMED).sum())
        if assumed:
            lines.append(
                Line(
                    f"Rows of {table}.csv that are working assumptions",
                    LOOK,
                    remedy="Where you know better, write it, and say in "
                    f"{column} where it comes from.",
                    first_name="rows",
                    first=len(frame),
                    second_name=ASSUMED,
                    second=assumed,
                    file=f"{table}.csv",
                    column=column,
                )
            )
    return lines


def _problems(problems: Sequence[Problem]) -> Section:
    lines = [
        Line(
            what=found.message,
            status=MEND if found.severity == "error" else LOOK,
            remedy=found.remedy,
            file=found.file,
            row=found.row,
            column=found.column,
            value=found.value,
        )
        for found in problems
    ]
    about = "Errors and warnings, as main.py check lists them."
    return Section("Errors and warnings", about, tuple(lines))


def _files(records: Records) -> Section:
    """Newest import of each kind, and what was said of it then."""
    newest = {str(record["kind"]): record for record in records if record["files"]}
    lines = []
    for record in newest.values():
        facts = [f"{what} {count:,}" for what, count in record["facts"].items()]
        told = f"{_origin(record)}. {'; '.join(facts)}"
        lines.append(Line(f"Import {record['kind']}", OK, told))
        lines += [
            Line(f"Import {record['kind']}", LOOK, str(said), "See the row, and judge.")
            for said in record["warnings"]
        ]
    about = (
        "The newest file of each kind and what was said when it came in: schools that "
        "have moved, closed or changed their code are here."
    )
    return Section("Files that came in", about, tuple(lines))
