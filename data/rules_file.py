"""A file of rules that an officer asks of every plan."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.rules import Pin, Rules
from capital_planner.schemes import KIND_OF_ROUTE
from data.columns import Column
from data.tables import read_table

FILLED = {
    "pin in": (("scheme",), ("places", "opening_year")),
    "pin out": (("scheme",), ()),
    "release": (("scheme",), ()),
    "excludes": (("scheme", "other"), ()),
    "requires": (("scheme", "other"), ()),
    "route allowed": (("scheme",), ()),
    "least base share": (("share",), ()),
    "most parity gap": (("places",), ()),
    "least places": (("scheme", "places"), ()),
    "most gap": (("share",), ()),
    "gap price": (("price_gbp",), ()),
}
"""Columns that each rule needs, and those it may have beside."""
OF_ROUTES = ("route allowed", "least places")
ONCE = ("least base share", "most parity gap", "most gap", "gap price")
COLUMNS = (
    Column("rule", f"choice:{'|'.join(FILLED)}", "", "yes", "", "What is asked"),
    Column(
        "scheme",
        "text",
        "",
        "no",
        "",
        "Name of the scheme in every file, or the route of route allowed and least "
        "places",
    ),
    Column(
        "other",
        "text",
        "",
        "no",
        "",
        "The scheme that it excludes, or that it needs to be open by then",
    ),
    Column("places", "integer", "places", "no", "", "Size, or how many places"),
    Column(
        "opening_year",
        "year",
        "academic year starting",
        "no",
        "",
        "Year in which a scheme put in opens",
    ),
    Column(
        "share", "number", "", "no", "", "Least share in bases, or largest shortfall"
    ),
    Column(
        "price_gbp",
        "number",
        "GBP a child and year",
        "no",
        "",
        "Price of a child by whom a district is beyond the largest shortfall",
    ),
)


def read_rules(path: Path) -> Rules:
    """Rules of a file with one row a rule.

    Raises
    ------
    DataError
        With every problem found. Whether the case has the schemes is for
        ``capital_planner.checks.check_scenario`` to say.
    """
    reading = read_table(path, COLUMNS)
    problems = [found for found in reading.problems if found.severity == "error"]
    frame = reading.frame
    if frame is not None:
        problems += _misfilled(frame, path.name)
        problems += _unfit(frame, path.name)
    if frame is None or problems:
        raise DataError(problems)
    return _rules(frame)


def _misfilled(frame: pd.DataFrame, file: str) -> Iterator[Problem]:
    """Find cells that a rule needs and lacks, or has and does not use."""
    for row, cells in zip(frame.index, frame.to_dict("records"), strict=True):
        rule = str(cells.pop("rule"))
        filled = {
            str(name)
            for name, cell in cells.items()
            if not pd.isna(cell) and cell != ""
        }
        needed, beside = FILLED.get(rule, ((), tuple(filled)))
        for column in needed:
            if column not in filled:
                text = f"The rule {rule} needs this cell."
                yield Problem(text, "Fill it in.", file, int(row), column)
        for column in sorted(filled.difference(needed, beside)):
            yield Problem(
                f"The rule {rule} has no use for this cell.",
                "Leave it blank, or write another rule.",
                file,
                int(row),
                column,
                str(cells[column]),
            )


def _unfit(frame: pd.DataFrame, file: str) -> Iterator[Problem]:
    """Find routes that are none, shares above 1 and rules that may stand once."""
    routes = frame[frame["rule"].isin(OF_ROUTES) & frame["scheme"].ne("")]
    for row, route in routes["scheme"].items():
        if route not in KIND_OF_ROUTE:
            yield Problem(
                "There is no such route.",
                f"Use one of: {', '.join(KIND_OF_ROUTE)}.",
                file,
                int(str(row)),
                "scheme",
                route,
            )
    for row, share in frame.loc[frame["share"] > 1, "share"].items():
        yield Problem(
            "The share is more than 1.",
            "Write a share, not a percentage: 0.25 for 25 %.",
            file,
            int(str(row)),
            "share",
            f"{share:g}",
        )
    single = frame[frame["rule"].isin(ONCE)]
    for row, rule in single.loc[single["rule"].duplicated(), "rule"].items():
        yield Problem(
            "This rule may stand once.", "Keep one.", file, int(str(row)), "rule", rule
        )


def _rules(frame: pd.DataFrame) -> Rules:
    of = {rule: frame[frame["rule"] == rule] for rule in FILLED}

    def pairs(rule: str) -> tuple[tuple[str, str], ...]:
        return tuple(zip(of[rule]["scheme"], of[rule]["other"], strict=True))

    least = of["least places"]
    single: dict[str, list[Any]] = {
        "least_base_share": [float(share) for share in of["least base share"]["share"]],
        "most_parity_gap": [int(places) for places in of["most parity gap"]["places"]],
        "most_gap": [float(share) for share in of["most gap"]["share"]],
        "gap_price_gbp": [float(price) for price in of["gap price"]["price_gbp"]],
    }
    stated = Rules(
        pins=tuple(_pins(frame)),
        exclusions=pairs("excludes"),
        requirements=pairs("requires"),
        routes=tuple(of["route allowed"]["scheme"]) or None,
        least_places=tuple(
            zip(least["scheme"], least["places"].astype(int).tolist(), strict=True)
        ),
    )
    given = {name: only[0] for name, only in single.items() if only}
    return replace(stated, **given)


def _pins(frame: pd.DataFrame) -> Iterator[Pin]:
    for row in frame.to_dict("records"):
        scheme = str(row["scheme"])
        if row["rule"] == "pin in":
            places, year = row["places"], row["opening_year"]
            yield Pin(
                scheme,
                "in",
                None if pd.isna(places) else int(places),
                None if pd.isna(year) else int(year),
            )
        elif row["rule"] == "pin out":
            yield Pin(scheme, "out")
        elif row["rule"] == "release":
            yield Pin(scheme, "release")
