"""The embedded case, read once, and the same with one figure or table changed."""

from dataclasses import replace
from functools import cache

import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.demand import Projection, project
from capital_planner.scenario import Scenario, build
from capital_planner.settings import Future, Resolution, ScenarioSettings
from data import read_case

Cell = str | int | float | pd.api.typing.NAType

BASE_YEAR = 2024
EVERY_YEAR = list(range(BASE_YEAR, 2036))


@cache
def case() -> Case:
    return read_case()


def projected(future: Future = "central") -> Projection:
    return _projected(future)


@cache
def _projected(future: Future) -> Projection:
    return project(case(), future)


def scenario(resolution: Resolution = "locality") -> Scenario:
    return _scenario(resolution)


@cache
def _scenario(resolution: Resolution) -> Scenario:
    return build(case(), "central", ScenarioSettings(resolution=resolution))


def with_figure(name: str, value: float, key: str = "") -> Case:
    """The embedded case with one assumption changed."""
    table = case().assumptions.table.copy()
    assert (name, key) in table.index
    table.loc[[(name, key)], "value"] = value
    return replace(case(), assumptions=Assumptions(table))


def published(placement: str) -> float:
    """Plans of one column of the caseload table at the base-year count."""
    table = case().plans_by_placement
    rows = table[(table["year"] == BASE_YEAR + 1) & (table["placement"] == placement)]
    assert len(rows) == 1
    return float(rows["plans"].iloc[0])


def by_kind(placements: pd.Series) -> pd.Series:
    """Children in the base year by kind of setting."""
    kinds = scenario().provisions["kind"].to_dict()
    kind = placements.index.get_level_values("provision").map(kinds)
    return placements.groupby(kind).sum()
