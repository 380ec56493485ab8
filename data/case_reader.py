"""A folder of tables, read once and checked, becomes a case."""

import hashlib
from pathlib import Path

import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.errors import DataError, Problem
from data.checks import check_tables
from data.columns import MAY_BE_ABSENT, TABLES, columns_of
from data.tables import Reading, read_table

EMBEDDED_CASE = Path(__file__).parent / "lancashire"
"""The case used when no other is named."""


def read_case(folder: Path | None = None) -> Case:
    """Read and check every table of a case.

    Parameters
    ----------
    folder
        Folder with one ``<table>.csv`` for each table of ``data/schema``, but
        those of ``MAY_BE_ABSENT`` that it lacks; None for the embedded case.

    Raises
    ------
    DataError
        With every error found, in any table, when there is one.
    """
    readings, problems = _read(folder or EMBEDDED_CASE)
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
        digest=_digest(readings),
        digests={
            table: hashlib.sha256(reading.content).hexdigest()
            for table, reading in readings.items()
            if reading.content
        },
        assumptions=Assumptions(figures),
        **tables,
    )


def check_case(folder: Path | None = None) -> list[Problem]:
    """Every error and warning in the tables of a case, errors first."""
    _, problems = _read(folder or EMBEDDED_CASE)
    return sorted(problems, key=lambda problem: problem.severity)


def _read(folder: Path) -> tuple[dict[str, Reading], list[Problem]]:
    if not folder.is_dir():
        missing = Problem(
            "There is no such folder.",
            "Name a folder that holds the tables of a case.",
            file=str(folder),
        )
        return {}, [missing]
    readings = {
        table: read_table(
            folder / f"{table}.csv", columns_of(table), MAY_BE_ABSENT.get(table, "")
        )
        for table in TABLES
    }
    problems = [found for reading in readings.values() for found in reading.problems]
    frames = {
        table: reading.frame
        for table, reading in readings.items()
        if reading.frame is not None
    }
    return readings, problems + check_tables(frames)


def _settled(frame: pd.DataFrame) -> pd.DataFrame:
    """Count rows from 0, and use plain integers where no cell is blank."""
    whole = [
        name
        for name in frame.columns
        if frame[name].dtype == "Int64" and frame[name].notna().all()
    ]
    return frame.reset_index(drop=True).astype(dict.fromkeys(whole, "int64"))


def _digest(readings: dict[str, Reading]) -> str:
    digest = hashlib.sha256()
    there = {table: each for table, each in readings.items() if each.content}
    for table, reading in there.items():
        digest.update(f"{table}:{len(reading.content)}:".encode())
        digest.update(reading.content)
    return digest.hexdigest()
