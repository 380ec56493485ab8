"""A folder of tables, or a project, read once and checked, becomes a case."""

import hashlib
from pathlib import Path

import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.errors import DataError, Problem, ProjectFileError
from data.case_files import EMBEDDED_CASE, digest_of
from data.checks import check_tables
from data.columns import MAY_BE_ABSENT, TABLES, columns_of
from data.project import Project, open_project
from data.tables import Reading, read_content, read_table, unread


def read_case(path: Path | Project | None = None) -> Case:
    """Read and check every table of a case.

    Parameters
    ----------
    path
        Folder with one ``<table>.csv`` for each table of ``data/schema``, but those
        of ``MAY_BE_ABSENT`` that it lacks, or a project file, or what one holds;
        None for the embedded case.

    Raises
    ------
    DataError
        With every error found, in any table, when there is one.
    """
    readings, problems = _read(path or EMBEDDED_CASE)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise DataError(errors)
    tables = {
        table: _settled(reading.frame)
        for table, reading in readings.items()
        if reading.frame is not None
    }
    figures = tables.pop("assumptions").set_index(["name", "key"])
    return Case(
        name=str(tables["authority"]["name"].iloc[0]),
        digest=digest_of({table: item.content for table, item in readings.items()}),
        digests={
            table: hashlib.sha256(reading.content).hexdigest()
            for table, reading in readings.items()
            if reading.content
        },
        assumptions=Assumptions(figures),
        **tables,
    )


def check_case(path: Path | Project | None = None) -> list[Problem]:
    """Every error and warning in the tables of a case, errors first."""
    _, problems = _read(path or EMBEDDED_CASE)
    return sorted(problems, key=lambda problem: problem.severity)


def _read(path: Path | Project) -> tuple[dict[str, Reading], list[Problem]]:
    try:
        readings = _tables(path)
    except (ProjectFileError, DataError) as error:
        return {}, list(error.problems)
    problems = [found for reading in readings.values() for found in reading.problems]
    frames = {
        table: reading.frame
        for table, reading in readings.items()
        if reading.frame is not None
    }
    return readings, problems + check_tables(frames)


def _tables(path: Path | Project) -> dict[str, Reading]:
    if isinstance(path, Project):
        return _project_tables(path)
    if path.is_file():
        return _project_tables(open_project(path))
    return _folder_tables(path)


def _folder_tables(folder: Path) -> dict[str, Reading]:
    if not folder.is_dir():
        missing = Problem(
            "There is no such folder, nor a project file.",
            "Name a folder that holds the tables of a case, or a project file.",
            file=str(folder),
        )
        raise DataError([missing])
    return {
        table: read_table(folder / f"{table}.csv", columns_of(table), _absent(table))
        for table in TABLES
    }


def _project_tables(project: Project) -> dict[str, Reading]:
    held = project.tables
    return {table: _held(held.get(table, b""), table) for table in TABLES}


def _held(content: bytes, table: str) -> Reading:
    file, columns, absent = f"{table}.csv", columns_of(table), _absent(table)
    if not content:
        return unread(file, "is missing", columns, absent)
    return read_content(content, file, columns, absent)


def _absent(table: str) -> str:
    return MAY_BE_ABSENT.get(table, "")


def _settled(frame: pd.DataFrame) -> pd.DataFrame:
    """Count rows from 0, and use plain integers where no cell is blank."""
    whole = [
        name
        for name in frame.columns
        if frame[name].dtype == "Int64" and frame[name].notna().all()
    ]
    return frame.reset_index(drop=True).astype(dict.fromkeys(whole, "int64"))
