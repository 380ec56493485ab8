"""Whose case it is: the authority's codes and name, as published counts give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.importers.layout import Findings, layout_of, read_layout
from data.importers.source import Source, sources_of

LAYOUT = "dfe-authority"


@dataclass(frozen=True)
class Authority:
    """Codes and name of one authority.

    Attributes
    ----------
    code
        Area code: E06000009.
    la_code
        Three-figure code in schools data.
    """

    code: str
    la_code: int
    name: str


def whose(code: str, paths: Sequence[Path]) -> Authority:
    """Find an authority in the published counts of EHC plans.

    Parameters
    ----------
    code
        Area code, or three-figure code in schools data.
    paths
        Files of the counts, or archives of them.

    Raises
    ------
    DataError
        If no file can be read, or none has a row of this authority.
    """
    refused: list[Problem] = []
    for path in paths:
        try:
            found = next(
                filter(None, (_row(code, each) for each in sources_of(path))), None
            )
        except DataError as error:
            refused += error.problems
            continue
        if found is not None:
            return found
    if refused:
        raise DataError(refused)
    raise DataError(
        [
            Problem(
                "No row of the published counts is of this authority.",
                "Write its area code (E06000009) or its three-figure code, and give "
                "the file of all local authorities.",
                file=", ".join(path.name for path in paths),
                column="new_la_code",
                value=code,
            )
        ]
    )


def _row(code: str, source: Source) -> Authority | None:
    """First row of the authority; none in a table that is not by authority."""
    layout = layout_of(LAYOUT)
    try:
        rows = read_layout(source, layout, Findings(), keep=partial(_own, code))
    except DataError:
        if source.member:
            return None
        raise
    known = rows[rows["old_la_code"].notna()]
    if known.empty:
        return None
    first = known.iloc[0]
    number, name = int(first["old_la_code"]), str(first["la_name"])
    return Authority(str(first["new_la_code"]), number, name)


def _own(code: str, texts: pd.DataFrame) -> "pd.Series[bool]":
    wanted = code.strip().casefold()
    by_number = texts["old_la_code"].str.removesuffix(".0") == wanted
    return (texts["new_la_code"].str.casefold() == wanted) | by_number
