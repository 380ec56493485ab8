"""A case that is quick to work out: Lancashire with few schools that could host."""

import csv
import shutil
from functools import cache
from pathlib import Path

import pytest

from capital_planner.case import Case
from capital_planner.scenario import Scenario, build
from capital_planner.settings import Future, ScenarioSettings
from data import EMBEDDED_CASE, read_case

EVERY = 25
READING = ("alternatives", "explain", "futures", "named_options", "plan", "tradeoff")
"""Commands that read a case."""
_built: dict[tuple[int, Future, ScenarioSettings], tuple[Case, Scenario]] = {}


@cache
def read_once(folder: Path) -> Case:
    """Read a case whose files no test changes."""
    return read_case(folder)


def build_once(case: Case, future: Future, settings: ScenarioSettings) -> Scenario:
    """Build a scenario in place of ``build``, where the building is not the point."""
    asked = (id(case), future, settings)
    if asked not in _built:
        _built[asked] = (case, build(case, future, settings))
    return _built[asked][1]


def keep_ready(patch: pytest.MonkeyPatch) -> None:
    """Have commands read and build once what several of them begin with."""
    for command in READING:
        patch.setattr(f"ui.commands.{command}.read_case", read_once)
    patch.setattr("ui.commands.options.build", build_once)


def small_case(folder: Path) -> Path:
    """Copy the embedded case, and leave out most schools without a scheme."""
    shutil.copytree(EMBEDDED_CASE, folder)
    named = {row["urn"] for row in _rows(folder / "bases.csv")}
    named |= {row["site_urn"] for row in _rows(folder / "programme.csv")}
    schools = _rows(folder / "schools.csv")
    kept = [
        row
        for place, row in enumerate(schools)
        if row["urn"] in named or place % EVERY == 0
    ]
    with (folder / "schools.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(schools[0]))
        table.writeheader()
        table.writerows(kept)
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
