"""Assumptions and goals: the figures the planner cannot do without."""

import csv
from functools import cache
from pathlib import Path

from capital_planner.errors import Problem
from capital_planner.settings import ScenarioSettings
from data.checks.found import Tables, error, rows

REFERENCE = Path(__file__).parent.parent / "lancashire" / "assumptions.csv"
"""The embedded case names every figure that the planner uses."""
OWN_FACTS = {
    "selective_schools",
    "capital_programme",
    "council_ends_year",
    "independent_place_cost_national",
    "plans_in_mainstream_june_2025",
    "plans_june_2025",
}
"""Facts of the embedded case that no sum needs, or whose keys are its own schools."""
CLOSE = 1e-6


@cache
def _figures_used() -> tuple[tuple[str, str, str], ...]:
    with REFERENCE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            (row["name"], row["key"], row["unit"])
            for row in csv.DictReader(lines)
            if row["name"] not in OWN_FACTS
        )


def every_figure_is_there(tables: Tables) -> list[Problem]:
    """Every figure that the planner uses has a row, in the unit it is used in."""
    frame = tables["assumptions"]
    written = {(name, key): unit for _, name, key, unit in _named(tables)}
    rows_of = dict(
        zip(zip(frame["name"], frame["key"], strict=True), frame.index, strict=True)
    )
    found = []
    for name, key, unit in _figures_used():
        label = f"{name} {key}".strip()
        if (name, key) not in written:
            found.append(
                error(
                    ("assumptions", None, "name"),
                    label,
                    "The figure is missing.",
                    f"Add a row for it, in {unit}; the embedded Lancashire case "
                    "has one to start from.",
                )
            )
        elif written[name, key] != unit:
            found.append(
                error(
                    ("assumptions", rows_of[name, key], "unit"),
                    written[name, key],
                    f"The planner takes {label} in {unit}.",
                    "Convert the figure, and write the unit so.",
                )
            )
    return found


def _named(tables: Tables) -> list[tuple[int, str, str, str]]:
    return list(rows(tables["assumptions"], "name", "key", "unit"))


def ranges_hold_their_value(tables: Tables) -> list[Problem]:
    """Every figure lies inside its own range."""
    frame = tables["assumptions"].dropna(subset=["value"])
    low, high = (
        frame["low"].fillna(frame["value"]),
        frame["high"].fillna(frame["value"]),
    )
    astray = frame[(frame["value"] < low) | (frame["value"] > high)]
    return [
        error(
            ("assumptions", row, "value"),
            value,
            f"The figure {name} lies outside its own range.",
            "Correct the value, low or high.",
        )
        for row, value, name in rows(astray, "value", "name")
    ]


def shares_are_shares(tables: Tables) -> list[Problem]:
    """Every share is at most 1, and the profile of capital sums to 1."""
    frame = tables["assumptions"]
    shares = frame[frame["unit"].str.startswith("share of")]
    found = [
        error(
            ("assumptions", row, column),
            value,
            f"The share {name} is more than 1.",
            "Write a share, not a percentage: 0.25 for 25 %.",
        )
        for column in ("value", "low", "high")
        for row, value, name in rows(shares, column, "name")
        if value > 1
    ]
    profile = frame.loc[frame["name"] == "capital_profile", "value"]
    if len(profile) and abs(profile.sum() - 1) > CLOSE:
        found.append(
            error(
                ("assumptions", profile.index[0], "value"),
                f"{profile.sum():g}",
                "The shares of capital_profile do not sum to 1.",
                "Divide all of the capital among the years.",
            )
        )
    return found


def goals_are_there(tables: Tables) -> list[Problem]:
    """Presets hold the goal that the planner starts with."""
    if ScenarioSettings.preset in set(tables["presets"]["preset"]):
        return []
    return [
        error(
            ("presets", None, "preset"),
            ScenarioSettings.preset,
            "The goal that the planner starts with is missing.",
            "Add a row for it.",
        )
    ]
