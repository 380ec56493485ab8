"""A cost that is exempt from publication, and what sums would tell, in no file."""

import csv
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from capital_planner.objective import capital_spend
from capital_planner.recipes import RECIPES
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser import committed, engines, most_places, search
from optimiser.tradeoff import Pace
from tests.packs.made import EXEMPT_GBP, exempted
from tests.ui.commands.small_case import (
    build_once,
    keep_ready,
    read_once,
    small_case,
)
from tests.ui.commands.test_futures import here
from ui.commands import (
    alternatives,
    futures_papers,
    named_options,
    options,
    tradeoff,
)
from ui.commands.dispatch import run
from ui.commands.naming import known_envelope

DISTRICTS = ["--resolution", "district"]
SOON = SearchSettings(gap=1e-9, time_limit_s=300.0, work_limit=2)
MONEY = ("whole_cost_gbp", "floor_gbp", "capital_gbp", "capital_to_decide_gbp")
TABLES = {"options": named_options, "tradeoff": tradeoff, "alternatives": alternatives}
FEW = ("do-nothing", "committed", "bases-first")
COMMANDS = {
    "options": ["options", "--time-limit", "0"],
    "over money": ["tradeoff", "--points", "3"],
    "over independent": ["tradeoff", "--points", "3", "--over", "independent"],
    "alternatives": ["alternatives", "--count", "1", "--schemes", "2"],
    "futures": ["futures", "--count", "3", "--scheme-count", "0"],
}


@dataclass
class Known:
    """What a command knew and must not tell, in pounds."""

    scenarios: list[Scenario] = field(default_factory=list)
    pounds: list[float] = field(default_factory=list)

    def secrets(self, case: Path) -> list[float]:
        """Give every sum with the exempt cost in it."""
        scenario = self.scenarios[0]
        spend = capital_spend(scenario, committed(scenario))["cash_gbp"]
        funding = float(scenario.funding["allocation_gbp"].sum())
        need = float(spend.sum())
        envelope = need * known_envelope(read_once(case), scenario) / funding
        every = [*self.pounds, EXEMPT_GBP, need, envelope]
        return [pounds for pounds in every if pounds and not math.isnan(pounds)]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_case(tmp_path_factory.mktemp("small") / "case")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    """Have a cost exempt, searches end soon, and what was known kept."""
    found = Known()

    def with_exempt(*asked: Any) -> Scenario:
        found.scenarios.append(exempted(build_once(*asked), EXEMPT_GBP))
        return found.scenarios[-1]

    keep_ready(monkeypatch)
    monkeypatch.setattr(options, "build", with_exempt)
    for module in TABLES.values():
        monkeypatch.setattr(module, "table", _listening(module.table, found))
    few = tuple(recipe for recipe in RECIPES if recipe.key in FEW)
    monkeypatch.setattr(named_options, "RECIPES", few)
    monkeypatch.setattr("ui.commands.futures.papers", _papers(found))
    monkeypatch.setattr(engines, "run", here)
    for command in (tradeoff, alternatives):
        monkeypatch.setattr(command, "pace_of", lambda *_: Pace(SOON, SOON))
    monkeypatch.setattr(most_places, "EFFORT", 0.5)
    monkeypatch.setattr(most_places, "WAY_EFFORT", 0.2)
    for stages in ("ROUGH", "MIDDLE", "FINE", "AGAIN"):
        monkeypatch.setattr(search, stages, ((400.0, 10), (50.0, 10)))
    return found


def _listening(table: Callable[..., pd.DataFrame], known: Known) -> Callable[..., Any]:
    """Have a table told with what it was made of noted."""

    def listening(rows: list[dict[str, Any]], *more: Any) -> pd.DataFrame:
        paying = [row for row in rows if row["capital_gbp"] > 0]
        known.pounds += [row[n] for row in paying for n in MONEY if n in row]
        return table(rows, *more)

    return listening


def _papers(known: Known) -> Callable[..., dict[str, bytes]]:
    papers = futures_papers.papers

    def listening(case: Any, scenario: Scenario, outcomes: Any, audience: Any) -> Any:
        costs = outcomes.assessed["whole_cost_gbp"]
        known.pounds += [*costs, costs.mean()]
        return papers(case, scenario, outcomes, audience)

    return listening


def told(folder: Path, secrets: list[float]) -> list[str]:
    """Find every way that files could write one of some amounts."""
    found = []
    for path in sorted(folder.iterdir()):
        text = path.read_text("utf-8-sig")
        digits = re.sub(r"(?<=\d),(?=\d)", "", text)
        for pounds in secrets:
            ways = (f"{round(pounds, -5):.0f}", f"{pounds / 1e6:.1f} million")
            exact = f"{pounds:.0f}"[:6] if pounds >= 1e6 else ""
            if any(re.search(rf"(?<![\d.]){way}", digits) for way in ways) or (
                exact and re.search(rf"(?<![\d.]){exact}\d", digits)
            ):
                found.append(f"{path.name}: {pounds:.0f}")
    return found


def rows(folder: Path) -> Iterator[dict[str, str]]:
    (path,) = [
        folder / f"{name}.csv"
        for name in ("options", "tradeoff", "alternatives", "futures")
        if (folder / f"{name}.csv").exists()
    ]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_public_file_tells_an_exempt_cost_or_a_sum_with_it(
    name: str, case: Path, tmp_path: Path, known: Known
) -> None:
    command, *asked = COMMANDS[name]
    assert run([command, str(case), *asked, *DISTRICTS, "--out", str(tmp_path)]) == 0
    secrets = known.secrets(case)
    assert len(secrets) > len(MONEY)
    assert told(tmp_path, secrets) == []
    paying = [row for row in rows(tmp_path) if row.get("option") != "Do nothing"]
    assert paying
    assert {row[n] for row in paying for n in MONEY if n in row} == {""}
    assert not any(row.get("gap_of_saving") for row in paying)
    if name in ("options", "futures"):
        assert "exempt from publication" in _story(tmp_path)
    else:
        assert all(row["gap"] for row in paying)


def _story(folder: Path) -> str:
    (path,) = folder.glob("*.txt")
    return path.read_text("utf-8-sig")
