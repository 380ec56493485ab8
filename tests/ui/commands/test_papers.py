"""Plan and assess, end to end on a small case: what is written, and for whom."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import optimiser
from capital_planner.disclosure import forbidden_words
from capital_planner.plan import Plan, Progress, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from capital_planner.sufficiency import measure
from data import read_case
from tests.ui.commands.small_case import small_case
from ui.commands.dispatch import run
from ui.commands.versions import versions

OPTIONS = ["--resolution", "district", "--future", "low", "--preset", "closest_to_home"]
ALWAYS = {"plan.json", "schemes.csv", "measures.csv", "map.pdf", "map.png", "map.svg"}


@dataclass(frozen=True)
class Run:
    """A restricted plan and the public assessment of the same schemes."""

    case: Path
    restricted: Path
    public: Path
    asked: SearchSettings
    said: str

    def record(self, audience: str) -> dict[str, Any]:
        folder = self.public if audience == "public" else self.restricted
        found: dict[str, Any] = json.loads((folder / "plan.json").read_bytes())
        return found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Both runs, with a stand-in for the search that adds one candidate base."""
    folder = tmp_path_factory.mktemp("commands")
    case = small_case(folder / "case")
    asked: list[SearchSettings] = []

    def find_plan(
        scenario: Scenario, search: SearchSettings, tell: Callable[[Progress], None]
    ) -> Plan:
        asked.append(search)
        choices = optimiser.committed(scenario).choices
        base = next(name for name in scenario.sizes.index if "base-1" in name[0])
        choices.loc[base[0]] = {"places": base[1], "opening_year": 2031}
        plan = Plan(choices)
        placed = optimiser.place_children(scenario, plan)
        cost = measure(scenario, plan, placed).objective_gbp
        bound, nan = 0.95 * cost, float("nan")
        tell(Progress("Looking for a better plan", 0.5, 2e9, nan, nan, nan))
        tell(Progress("Looking for a better plan", 0.6, 2e9, nan, nan, nan))
        tell(Progress("Looking for a better plan", 3.0, 2e9, 1.9e9, 0.05, 0.3))
        quality = Quality(
            "best found", cost, bound, 1.1 * cost, 3.0, 0.5, {"plans": 7}, 90.0
        )
        return Plan(choices, quality)

    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimiser, "find_plan", find_plan, raising=False)
        patch.setattr("ui.commands.plan.say", told.append)
        words = ["--audience", "restricted", "--seed", "3", "--time-limit", "9"]
        out = ["--out", str(folder / "a")]
        assert run(["plan", str(case), *out, *words, "--gap", "0.02", *OPTIONS]) == 0
    schemes = ["--plan", str(folder / "a" / "schemes.csv")]
    out = ["--out", str(folder / "b")]
    assert run(["assess", str(case), *schemes, *out, *OPTIONS]) == 0
    return Run(case, folder / "a", folder / "b", asked[0], "\n".join(told))


def test_files_for_each_audience(done: Run) -> None:
    assert {path.name for path in done.public.iterdir()} == ALWAYS
    assert {path.name for path in done.restricted.iterdir()} == {
        *ALWAYS,
        "placements.csv",
    }


def test_the_search_is_asked_as_the_words_say(done: Run) -> None:
    assert done.asked == SearchSettings(gap=0.02, time_limit_s=9.0, seed=3)


def test_news_is_said_once_with_cost_and_gap(done: Run) -> None:
    news = [line for line in done.said.splitlines() if "better plan" in line]
    assert len(news) == 2
    assert "2,000.0 million pounds" in news[0]
    assert "at most 5.00% from the best possible" in news[1]
    assert "Best found: at most 5.00% from the best possible, 33.3%" in done.said


def test_the_record_says_what_was_asked_and_found(done: Run) -> None:
    record = done.record("restricted")
    expected = {
        "case": "Lancashire",
        "case_hash": read_case(done.case).digest,
        "preset": "closest_to_home",
        "future": "low",
        "resolution": "district",
        "seed": 3,
        "audience": "restricted",
        "status": "best found",
        "gap": pytest.approx(0.05),
        "work": {"plans": 7},
        "peak_memory_mb": 90.0,
        "versions": versions(),
    }
    assert {name: record[name] for name in expected} == expected
    for measures in record["measures"].values():
        assert list(measures) == ["2025", "2030", "2035"]
    assert set(record["measures"]) == {
        "this_plan",
        "do_nothing",
        "committed_programme",
    }
    figures = {row["status"] for row in record["assumptions"]}
    assert figures == {"published", "derived", "working assumption"}


def test_assess_reproduces_what_the_plan_costs_and_does(done: Run) -> None:
    given, found = done.record("public"), done.record("restricted")
    assert given["status"] == "given"
    assert set(given) == set(found)
    assert given["objective_parts"] == pytest.approx(
        found["objective_parts"], abs=50_000
    )
    assert given["objective_gbp"] == pytest.approx(
        found["objective_of_gbp"]["this_plan"], abs=50_000
    )
    for option, years in found["measures"].items():
        for year, figures in years.items():
            for name, figure in figures.items():
                shown = given["measures"][option][year][name]
                if shown is not None and figure is not None:
                    within = 50_000 if name.endswith("_gbp") else 2.5
                    assert shown == pytest.approx(figure, abs=within), (name, year)


def test_parts_sum_to_the_whole_cost(done: Run) -> None:
    record = done.record("restricted")
    assert sum(record["objective_parts"].values()) == pytest.approx(
        record["objective_gbp"]
    )


def test_the_public_reads_no_figure_from_which_a_size_could_be_told(done: Run) -> None:
    record = done.record("public")
    pounds = [*record["objective_parts"].values(), record["objective_gbp"]]
    pounds += record["objective_of_gbp"].values()
    assert all(amount % 100_000 == 0 for amount in pounds)
    for years in record["measures"].values():
        for figures in years.values():
            for name in ("sufficiency", "occupancy", "median_minutes", "within_45"):
                assert round(figures[name], 2) == figures[name]


def test_public_counts_are_rounded_or_held_back(done: Run) -> None:
    for row in rows_of(done.public / "measures.csv"):
        figures = [
            row[name]
            for name in row
            if name not in {"district", "need", "phase", "status"}
        ]
        for text in figures[1:]:
            assert text == "" or int(text) % 5 == 0
    restricted = rows_of(done.restricted / "measures.csv")
    assert any("." in row["children_who_need_a_place"] for row in restricted)


def test_sites_without_consent_are_in_restricted_papers_only(done: Run) -> None:
    case = read_case(done.case)
    secret = {
        row["site"]
        for row in rows_of(done.restricted / "schemes.csv")
        if row["scheme"].startswith("base-1")
    }
    assert secret
    assert secret <= set(case.schools["name"])
    for path in done.public.iterdir():
        text = path.read_bytes()
        assert not any(name.encode() in text for name in secret), path.name
    for row in rows_of(done.public / "schemes.csv"):
        if row["scheme"].startswith("host to be confirmed"):
            assert row["site"] == ""


def test_public_papers_use_the_words_agreed(done: Run) -> None:
    for name in ("plan.json", "schemes.csv", "measures.csv", "map.svg"):
        text = (done.public / name).read_text(encoding="utf-8-sig")
        assert forbidden_words(text.splitlines()) == []


def test_placements_hold_every_child(done: Run) -> None:
    rows = rows_of(done.restricted / "placements.csv")
    record = done.record("restricted")["measures"]["this_plan"]["2035"]
    children = sum(float(row["2035"]) for row in rows)
    assert children == pytest.approx(
        record["children_who_need_a_place"] - record["across_border"], abs=0.01
    )


def test_a_public_plan_is_refused(
    done: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schemes = str(done.public / "schemes.csv")
    words = ["assess", str(done.case), "--plan", schemes, "--out", str(tmp_path / "o")]
    assert run(words) == 1
    assert "public file" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()
