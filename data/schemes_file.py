"""A schemes file an officer kept or edited, read back as a plan's choices."""

import re
from pathlib import Path

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.columns import Column
from data.tables import read_table

COLUMNS = (
    Column("scheme", "text", "", "key", "", "Name of the scheme"),
    Column("places", "integer", "places", "yes", "", "Places when full"),
    Column(
        "opening_year",
        "year",
        "academic year starting",
        "yes",
        "",
        "Year the scheme opens",
    ),
)
ANONYMOUS = re.compile(r"((candidate|host to be confirmed)[\s-]*)?\d+", re.IGNORECASE)
"""How a public file numbers a candidate instead of naming its site."""


def read_schemes(path: Path) -> pd.DataFrame:
    """Choices of a plan from a restricted schemes file.

    Returns
    -------
    pandas.DataFrame
        As ``Plan.choices``: index ``scheme``; columns ``places``, ``opening_year``.

    Raises
    ------
    DataError
        With every problem found; also for a public file, which leaves out which
        school each candidate is at.
    """
    reading = read_table(path, COLUMNS)
    problems = [found for found in reading.problems if found.severity == "error"]
    if reading.frame is None or problems:
        raise DataError(problems)
    numbered = reading.frame["scheme"].str.fullmatch(ANONYMOUS)
    if numbered.any():
        raise DataError([_refusal(path.name, reading.frame[numbered])])
    choices = reading.frame.set_index("scheme")
    return choices.astype({"places": "int64", "opening_year": "int64"})


def _refusal(file: str, numbered: pd.DataFrame) -> Problem:
    return Problem(
        f"This is a public file: it numbers {len(numbered)} schemes and leaves out "
        "their sites, so the plan cannot be worked out from it.",
        "Use the schemes.csv of a run with --audience restricted.",
        file=file,
        row=int(numbered.index[0]),
        column="scheme",
        value=str(numbered["scheme"].iloc[0]),
    )
