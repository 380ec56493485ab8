"""Many futures, end to end on a small case: what is written, and for whom."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import optimiser
from capital_planner.disclosure import forbidden_words, restricted_schemes
from capital_planner.settings import ScenarioSettings
from data import csv_bytes
from optimiser import engines
from tests.ui.commands.leaks import leaks
from tests.ui.commands.small_case import (
    build_once,
    keep_ready,
    read_once,
    small_case,
)
from ui.commands.dispatch import run

BASE = "base-1"


def here(
    _engine: str,
    job: engines.Job,
    pieces: Sequence[engines.Piece],
    on_done: Callable[[int], None],
    _stop: Callable[[], bool],
) -> list[Any]:
    """Work out every piece in this process."""
    work, results = job.ready(), []
    for piece in pieces:
        results.append(work(piece))
        on_done(len(results))
    return results


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with one candidate base, and the committed programme, both audiences."""
    folder = tmp_path_factory.mktemp("futures")
    case = small_case(folder / "case")
    settings = ScenarioSettings(resolution="district")
    scenario = build_once(read_once(case), "central", settings)
    committed = optimiser.committed(scenario)
    choices = committed.choices.copy()
    name, places = next(key for key in scenario.sizes.index if BASE in key[0])
    choices.loc[name] = [places, 2031]
    for file, plan in (("one", type(committed)(choices)), ("two", committed)):
        content = csv_bytes(restricted_schemes(scenario, plan))
        (folder / f"{file}.csv").write_bytes(content)
    words = ["--count", "3", "--resolution", "district", "--seed", "5"]
    both = ["--plan", str(folder / "one.csv"), str(folder / "two.csv")]
    with pytest.MonkeyPatch.context() as patch:
        keep_ready(patch)
        patch.setattr(engines, "run", here)
        public = ["--out", str(folder / "public"), "--scheme-count", "1"]
        assert run(["futures", str(case), *words, *both, *public]) == 0
        council = ["--out", str(folder / "restricted"), "--scheme-count", "1"]
        council += ["--audience", "restricted"]
        words[1] = "1"
        assert run(["futures", str(case), *words, *both[:2], *council]) == 0
    return folder


def test_files_that_are_written(done: Path) -> None:
    expected = {"futures.csv", "intervals.csv", "schemes_in_futures.csv", "summary.txt"}
    for audience in ("public", "restricted"):
        assert {path.name for path in (done / audience).iterdir()} == expected


def test_every_plan_is_in_every_future_in_rounded_figures(done: Path) -> None:
    rows = rows_of(done / "public" / "futures.csv")
    keys = [(row["plan"], row["future"]) for row in rows]
    assert keys == [(f"Plan {n}", str(future)) for n in (1, 2) for future in range(3)]
    for row in rows:
        counts = [value for name, value in row.items() if name[-4:].isdigit()]
        assert len(counts) == 12
        assert all(int(value) % 5 == 0 for value in counts if value)
        assert float(row["whole_cost_gbp"]) % 100_000 == 0


def test_intervals_are_in_order(done: Path) -> None:
    rows = rows_of(done / "public" / "intervals.csv")
    shown = [row for row in rows if row["low"] and row["middle"] and row["high"]]
    assert len(shown) > 200
    for row in shown:
        assert float(row["low"]) <= float(row["middle"]) <= float(row["high"])
    assert {row["district"] for row in rows} > {"all", "Burnley"}


def test_schemes_are_named_for_each_audience(done: Path) -> None:
    public = rows_of(done / "public" / "schemes_in_futures.csv")
    council = rows_of(done / "restricted" / "schemes_in_futures.csv")
    assert len(public) == len(council)
    assert {row["futures"] for row in public} == {"1"}
    mine = next(row for row in council if BASE in row["scheme"])
    assert mine["site"]
    assert mine["two_years_later_costs_less_in"] in {"0", "1"}
    said = (done / "public" / "schemes_in_futures.csv").read_text("utf-8-sig")
    assert BASE not in said
    assert mine["site"] not in said
    assert "saving_gbp" not in said
    moved = [row for row in public if row["two_years_later_costs_less_in"]]
    assert [(row["opening_year"], row["district"]) for row in moved] == [
        (mine["opening_year"], mine["district"])
    ]


def test_the_summary_names_the_best_plan_in_public_words(done: Path) -> None:
    text = (done / "public" / "summary.txt").read_text(encoding="utf-8")
    assert "3 futures drawn at random (seed 5)" in text
    assert "Least cost on average: Plan" in text
    assert "In the dearest tenth: Plan" in text
    assert "of 15 lay between" in text
    assert "in 1 future" in text
    columns = " ".join(rows_of(done / "public" / "schemes_in_futures.csv")[0])
    assert forbidden_words([text, columns]) == []


def test_without_a_plan_the_committed_programme_is_looked_at(
    done: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "run", here)
    out = done / "none"
    words = ["--count", "1", "--scheme-count", "0", "--resolution", "district"]
    assert run(["futures", str(done / "case"), *words, "--out", str(out)]) == 0
    assert not (out / "schemes_in_futures.csv").exists()
    rows = rows_of(out / "futures.csv")
    assert [row["plan"] for row in rows] == ["Committed programme"]


@pytest.mark.parametrize(
    "words", [["--count", "0"], ["--seed", "-1"], ["--scheme-count", "x"]]
)
def test_counts_are_whole_numbers(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["futures", "--out", "x", *words]) == 2
    assert "usage:" in capsys.readouterr().err


def test_backtest_says_whether_the_intervals_held(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["backtest"]) == 0
    out = capsys.readouterr().out
    assert "11 of 15 totals lay between" in out
    held = [line.split() for line in out.splitlines() if line.startswith("2025 ")]
    assert [row[1] for row in held] == ["12,317"] * 3
    assert all(int(row[2].replace(",", "")) < 12_317 for row in held)


def test_public_files_tell_nothing_of_schools_and_of_few_children(done: Path) -> None:
    assert leaks(done / "public", done / "case") == []
