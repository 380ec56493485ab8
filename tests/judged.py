"""A judged plan, and faults planted in its placements."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.checks import check_plan
from capital_planner.errors import Problem
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.rules import Rules
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.tiny import tiny_scenario

YEAR = 2029
"""The last year of the example: a fault planted in it spoils no later year."""
FULL = ["zone", "need", "phase", "provision"]
Row = tuple[str, str, str, str]


@cache
def example() -> tuple[Scenario, Plan, Placements]:
    """A tiny scenario of five years, a plan inside the rules, honest placements."""
    scenario = tiny_scenario(years=5, allocation_gbp=1e6)
    plan = oracle.plan_of(scenario, host_1_asd=(6, 2026), growth_a=(2, 2027))
    return scenario, plan, oracle.place(scenario, plan)


def rules(problems: list[Problem]) -> set[str]:
    """Rules that are broken."""
    return {problem.column for problem in problems}


def judged(scenario: Scenario, **chosen: tuple[int, int]) -> dict[str, Problem]:
    """Rules broken by a plan whose children are placed honestly."""
    plan = oracle.plan_of(scenario, **chosen)
    problems = check_plan(scenario, plan, oracle.place(scenario, plan))
    return {problem.column: problem for problem in problems}


def asking(scenario: Scenario, **asked: Any) -> Scenario:
    """The scenario with these rules of an officer (``Rules``) and no other."""
    settings = replace(scenario.settings, rules=Rules(**asked))
    return replace(scenario, settings=settings)


def added(
    frame: pd.DataFrame, row: object, change: float, year: int = YEAR
) -> pd.DataFrame:
    """A frame with something added to one figure."""
    values = np.array(frame, dtype=float)
    column = int(frame.columns.get_indexer(pd.Index([year]))[0])
    values[list(frame.index).index(row), column] += change
    return pd.DataFrame(values, index=frame.index, columns=frame.columns)


def shifted(
    frame: pd.DataFrame, changes: Mapping[Row, float], year: int = YEAR
) -> pd.DataFrame:
    """Add to some rows of one year, with new rows where there are none."""
    index = frame.index.union(pd.MultiIndex.from_tuples(list(changes), names=FULL))
    new = frame.reindex(index).fillna(0.0)
    for row, change in changes.items():
        new = added(new, row, change, year)
    return new


def moved(
    placements: Placements,
    changes: Mapping[Row, float],
    *,
    newly: bool,
    needed: float = 0.0,
) -> Placements:
    """Children moved in one year, and places still needed by the first row."""
    return replace(
        placements,
        children=shifted(placements.children, changes),
        newly=shifted(
            placements.newly, changes if newly else dict.fromkeys(changes, 0.0)
        ),
        still_needed=added(placements.still_needed, next(iter(changes))[:3], needed),
    )


def a_row(frame: pd.DataFrame, at_least: float = 0.1, **where: str) -> Row:
    """The first row with that many children in it."""
    for row in frame.index[frame[YEAR].to_numpy(float) > at_least]:
        names = dict(zip(FULL, row, strict=True))
        if all(names[level] == value for level, value in where.items()):
            zone, need, phase, provision = row
            return zone, need, phase, provision
    raise LookupError(where)
