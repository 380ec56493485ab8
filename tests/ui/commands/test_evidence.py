"""Evidence, end to end on a small case: what is asked, written, and for whom."""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import optimiser
from capital_planner.disclosure import forbidden_words
from capital_planner.evidence import MET, REASONS, Step
from capital_planner.plan import Plan, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import ScenarioSettings, SearchSettings
from capital_planner.sufficiency import measure
from data import read_case
from tests.ui.commands.leaks import leaks
from tests.ui.commands.small_case import small_case
from ui.commands import evidence as command
from ui.commands.dispatch import run

WORDS = ["--resolution", "district", "--future", "high", "--envelope", "90000000"]
SHARES = {"low": 0.5, "central": 1.0, "high": 1.5}


@dataclass(frozen=True)
class Done:
    """Evidence for the council and for the public, from one stand-in search."""

    case: Path
    restricted: Path
    public: Path
    asked: list[tuple[ScenarioSettings, SearchSettings]]

    def record(self, folder: Path) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((folder / "evidence.json").read_bytes())
        return found


def rows_of(folder: Path) -> list[dict[str, str]]:
    text = (folder / "residual.csv").open(encoding="utf-8-sig", newline="")
    with text as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("evidence")
    case = small_case(folder / "case")
    asked: list[tuple[ScenarioSettings, SearchSettings]] = []

    def find_plan(scenario: Scenario, search: SearchSettings) -> Plan:
        asked.append((scenario.settings, search))
        choices = optimiser.committed(scenario).choices
        base = next(name for name in scenario.sizes.index if "base-1" in name[0])
        choices.loc[base[0]] = {"places": base[1], "opening_year": 2031}
        placed = optimiser.place_children(scenario, Plan(choices))
        cost = measure(scenario, Plan(choices), placed).objective_gbp
        known = (cost, 0.95 * cost, 1.1 * cost, 3.0, 0.5, {"plans": 7}, 90.0)
        return Plan(choices, Quality("best found", *known))

    known: dict[float, Step] = {}

    def step(scenario: Scenario, factor: float, search: SearchSettings) -> Step:
        """Search for the council; the public sees the same."""
        if factor not in known:
            known[factor] = real_step(scenario, factor, search)
        return known[factor]

    real_step = command.step_at
    given = [str(case), *WORDS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimiser, "find_plan", find_plan)
        patch.setattr(command, "step_at", step)
        out = ["--out", str(folder / "a"), "--audience", "restricted"]
        assert run(["evidence", *given, *out]) == 0
        assert run(["evidence", *given, "--out", str(folder / "b")]) == 0
    return Done(case, folder / "a", folder / "b", asked)


def test_three_files_are_written(done: Done) -> None:
    for folder in (done.restricted, done.public):
        names = {path.name for path in folder.iterdir()}
        assert names == {"residual.csv", "evidence.txt", "evidence.json"}


def test_plans_of_bases_alone_are_looked_for_at_every_share(done: Done) -> None:
    shares = Counter(settings.base_share for settings, _ in done.asked)
    assert set(SHARES.values()) < set(shares)
    assert set(shares.values()) == {1}
    for settings, search in done.asked:
        assert settings.rules.routes == ("specialist_base",)
        assert settings.envelope_gbp == 90_000_000
        assert settings.resolution == "district"
        assert search.work_limit is not None


def test_the_record_says_how_each_step_was_searched(done: Done) -> None:
    record = done.record(done.public)
    assert record["future"] == "high"
    assert set(record["shares"]) == set(SHARES)
    assert set(record["reasons"]) == set(REASONS)
    factors = [step["times_the_stated_share"] for step in record["turning"]["steps"]]
    assert factors == sorted(factors)
    assert factors[-1] > 1.5
    for step in record["turning"]["steps"]:
        assert step["plan"].startswith("searched anew: best found, at most 5.00%")
        assert step["conclusion_holds"] in (True, False)
    for share in record["shares"].values():
        assert share["new_bases"] == 1
        assert set(share["children_by_year"]) == {str(y) for y in range(2025, 2036)}


def test_restricted_rows_add_up_and_public_ones_are_rounded(done: Done) -> None:
    exact, shown = rows_of(done.restricted), rows_of(done.public)
    assert len(exact) == len(shown)
    for row in exact:
        met, rest = (sum(float(row[name]) for name in part) for part in (MET, REASONS))
        assert rest == pytest.approx(float(row["not_met"]), abs=1e-4)
        children = float(row["children_who_need_a_place"])
        assert met + rest == pytest.approx(children, abs=1e-4)
    for row in shown:
        for name in ("children_who_need_a_place", "not_met", *MET, *REASONS):
            assert row[name] == "" or int(float(row[name])) % 5 == 0
    assert {row["base_share"] for row in shown} == set(SHARES)


def test_public_papers_use_the_words_agreed_and_name_no_school(done: Done) -> None:
    schools = read_case(done.case).schools["name"]
    for path in done.public.iterdir():
        text = path.read_text(encoding="utf-8-sig")
        assert forbidden_words(text.splitlines()) == [], path.name
        assert not any(name in text for name in schools), path.name


def test_a_case_with_errors_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_case(tmp_path / "case")
    (folder / "schools.csv").unlink()
    out = tmp_path / "out"
    assert run(["evidence", str(folder), "--out", str(out)]) == 1
    assert "schools.csv" in capsys.readouterr().err
    assert not out.exists()


def test_public_files_tell_nothing_of_schools_and_of_few_children(done: Done) -> None:
    assert leaks(done.public, done.case) == []
