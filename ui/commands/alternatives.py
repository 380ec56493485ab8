"""``main.py alternatives``: other plans that come to nearly the same."""

import argparse
from dataclasses import dataclass
from typing import Any

import pandas as pd

from capital_planner.disclosure import public_schemes, restricted_schemes
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from data import csv_bytes, json_bytes, read_case, write_files
from optimiser.alternatives import (
    Alternative,
    Wanted,
    alternatives,
    still_to_decide,
)
from ui.commands.comparing import closing, figures, judged, proof, record, table
from ui.commands.options import warned_scenario
from ui.commands.plan import asked_of
from ui.commands.tradeoff import pace_of, teller
from ui.commands.writing import say

FIRST_S, AGAIN_S = 14.0, 5.5
"""Seconds for the best plan, and for each other."""


@dataclass(frozen=True)
class Entry:
    """One plan of the table, judged, under its name."""

    name: str
    plan: Plan
    row: dict[str, Any]


def run(given: argparse.Namespace) -> int:
    """Find the best plan and others near it, have each judged, and compare them."""
    case = read_case(given.case)
    scenario = warned_scenario(case, given.future, asked_of(given, case))
    wanted = Wanted(given.count, given.schemes, given.within)
    pace = pace_of(FIRST_S, AGAIN_S, given.seed)
    found = alternatives(scenario, wanted, pace, tell=teller("plans"))
    say(found.ending)
    best = _entry("First plan", scenario, found.best, found.best)
    others = [
        _entry(f"Alternative {number}", scenario, other, found.best)
        for number, other in enumerate(found.found, start=1)
    ]
    every = [entry.row for entry in (best, *others)]
    rows = table(every, given.audience, {"costs_more_than_the_first": _costs_more})
    text = [
        _title(scenario, wanted),
        found.ending,
        "",
        rows.to_string(index=False, na_rep="held back"),
        *closing(scenario),
    ]
    files = {
        "alternatives.csv": csv_bytes(rows),
        "alternatives_schemes.csv": csv_bytes(
            pd.concat([changes(scenario, best, o, given.audience) for o in others])
            if others
            else pd.DataFrame()
        ),
        "alternatives.json": json_bytes(
            record(scenario, given.audience, rows, {"ending": found.ending})
        ),
        "alternatives.txt": "\n".join(text).encode(),
    }
    write_files(given.out, files)
    say(f"Written to {given.out}.")
    return 0


def _title(scenario: Scenario, wanted: Wanted) -> str:
    return (
        f"{scenario.case_name}, {scenario.future} future: plans that leave out at "
        f"least {wanted.schemes} schemes still to decide of each plan before them, and "
        f"cost at most {wanted.within:.1%} more than the first."
    )


def _costs_more(rows: pd.DataFrame) -> pd.Series:
    cost = rows["whole_cost_gbp"]
    more: pd.Series = cost / cost.iloc[0] - 1
    return more


def _entry(
    name: str, scenario: Scenario, other: Alternative, best: Alternative
) -> Entry:
    """Have a plan judged under the rules it was found with, and measure it."""
    option = judged(name, scenario, other.plan, other.scenario)
    mine = set(still_to_decide(scenario, other.plan))
    theirs = set(still_to_decide(scenario, best.plan))
    row = {
        "plan": name,
        "schemes_to_decide": len(mine),
        "leaves_out_of_the_first": len(theirs - mine),
        "adds_to_the_first": len(mine - theirs),
        **figures(scenario, option),
        **proof(other.plan.quality),
    }
    return Entry(name, other.plan, row)


def changes(
    scenario: Scenario, best: Entry, other: Entry, audience: Audience
) -> pd.DataFrame:
    """List schemes still to decide that one plan holds and the other does not.

    Returns
    -------
    pandas.DataFrame
        Columns ``plan``, ``change`` (left out, added), and those of schemes.csv.
    """
    rows = restricted_schemes if audience == "restricted" else public_schemes
    frames = []
    for change, holds, lacks in (
        ("left out", best, other),
        ("added", other, best),
    ):
        only = set(still_to_decide(scenario, holds.plan)) - set(
            still_to_decide(scenario, lacks.plan)
        )
        choices = holds.plan.choices
        chosen = Plan(choices[choices.index.isin(only)])
        frame = rows(scenario, chosen)
        frame.insert(0, "change", change)
        frame.insert(0, "plan", other.name)
        frames.append(frame)
    return pd.concat(frames)
