"""Options, trade-offs and alternatives, end to end on a small case."""

import csv
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from capital_planner.disclosure import NOBODY_MOVES, OPTION
from capital_planner.recipes import NAMES, RECIPES, recipe_of
from capital_planner.rules import Rules
from capital_planner.settings import ScenarioSettings, SearchSettings
from optimiser import most_places, search
from optimiser.tradeoff import Pace
from tests.ui.commands.leaks import leaks
from tests.ui.commands.small_case import (
    build_once,
    keep_ready,
    read_once,
    small_case,
)
from ui.commands import alternatives, export, naming, tradeoff
from ui.commands.arguments import parser
from ui.commands.dispatch import run
from ui.commands.export import _asked_of_all, _sentence
from ui.commands.keeping import asked_in, plan_in

DISTRICTS = ["--resolution", "district"]
AT_ONCE = SearchSettings(gap=1e-9, time_limit_s=300.0, work_limit=2)
SOON = SearchSettings(gap=1e-9, time_limit_s=300.0, work_limit=4)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_case(tmp_path_factory.mktemp("small") / "case")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches that end after a plan or two, in a case that is read once."""
    keep_ready(monkeypatch)

    monkeypatch.setattr(tradeoff, "pace_of", lambda *_: Pace(AT_ONCE, AT_ONCE))
    monkeypatch.setattr(alternatives, "pace_of", lambda *_: Pace(SOON, SOON))
    monkeypatch.setattr(most_places, "EFFORT", 0.5)
    monkeypatch.setattr(most_places, "WAY_EFFORT", 0.2)
    for stages in ("ROUGH", "MIDDLE", "FINE", "AGAIN"):
        monkeypatch.setattr(search, stages, ((400.0, 10), (50.0, 10)))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def record(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def assert_public(folder: Path, case: Path) -> None:
    """Nothing tells what the public must not see; the lines are as they must."""
    assert leaks(folder, case) == []
    (story,) = [path.read_text("utf-8-sig") for path in folder.glob("*.txt")]
    assert OPTION in story
    assert NOBODY_MOVES in story


def test_every_named_option_is_worked_out_and_compared(
    case: Path, tmp_path: Path
) -> None:
    words = ["options", str(case), "--out", str(tmp_path), *DISTRICTS]
    assert run([*words, "--time-limit", "0"]) == 0
    table = rows(tmp_path / "options.csv")
    assert [row["option"] for row in table] == [recipe.name for recipe in RECIPES]
    nothing, committed, *found = table
    assert float(nothing["capital_gbp"]) == 0
    assert float(committed["whole_cost_gbp"]) < float(nothing["whole_cost_gbp"])
    assert {row["status"] for row in (nothing, committed)} == {""}
    assert all(float(row["gap"]) >= 0 for row in found)
    by_name = {row["option"]: row for row in table}
    most = by_name["Most special school places"]
    for other in (committed, by_name["Bases first"]):
        assert int(most["places_special_expansion"]) > int(
            other["places_special_expansion"]
        )
    families = by_name["What families asked for"]
    assert families["mainstream_schools_made_accessible"] == "12"
    new = "places_new_special_school"
    assert int(families[new]) >= int(committed[new]) + 30
    assert by_name["Least independent"]["goal"] == "fewest_independent"
    for row in table:
        for name in ("in_independent_schools", "long_journeys", "in_own_district"):
            assert int(row[name]) % 5 == 0
    assert set(record(tmp_path / "options.json")["options"]) == set(NAMES)
    assert_public(tmp_path, case)


def test_a_curve_over_money(case: Path, tmp_path: Path) -> None:
    words = ["tradeoff", str(case), "--out", str(tmp_path), *DISTRICTS]
    assert run([*words, "--points", "3"]) == 0
    table = rows(tmp_path / "tradeoff.csv")
    assert len(table) == 3
    costs = [float(row["whole_cost_gbp"]) for row in table]
    assert costs == sorted(costs, reverse=True)
    money = [float(row["envelope_gbp"]) for row in table]
    assert money[1:] == [57e6, 2.5 * 57e6]
    by_difference = [row["value_of_the_last_pound_by_difference"] for row in table]
    assert by_difference[0] == ""
    assert all(float(value) >= 0 for value in by_difference[1:])
    assert all(float(row["value_of_the_last_pound_by_prices"]) >= 0 for row in table)
    for row in table:
        assert float(row["floor_gbp"]) <= float(row["whole_cost_gbp"])
    assert_public(tmp_path, case)


def test_a_curve_over_independent_places(case: Path, tmp_path: Path) -> None:
    words = ["tradeoff", str(case), "--out", str(tmp_path), *DISTRICTS]
    words += ["--points", "3", "--over", "independent"]
    assert run(words) == 0
    table = rows(tmp_path / "tradeoff.csv")
    assert table
    prices = [float(row["price_of_an_independent_place_gbp"]) for row in table]
    assert prices == sorted(prices)
    assert record(tmp_path / "tradeoff.json")["over"] == "independent"
    assert_public(tmp_path, case)


def test_alternatives_are_compared_scheme_by_scheme(case: Path, tmp_path: Path) -> None:
    words = ["alternatives", str(case), *DISTRICTS, "--count", "1", "--schemes", "2"]
    public, restricted = tmp_path / "public", tmp_path / "restricted"
    asked = [*words, "--within", "0.5", "--out"]
    assert run([*asked, str(public)]) == 0
    assert run([*asked, str(restricted), "--audience", "restricted"]) == 0
    for folder in (public, restricted):
        first, other = rows(folder / "alternatives.csv")
        assert float(first["costs_more_than_the_first"]) == 0
        assert float(other["costs_more_than_the_first"]) <= 0.5
        assert int(other["leaves_out_of_the_first"]) >= 2
        changed = rows(folder / "alternatives_schemes.csv")
        out = [row for row in changed if row["change"] == "left out"]
        assert len(out) == int(other["leaves_out_of_the_first"])
        added = [row for row in changed if row["change"] == "added"]
        assert len(added) == int(other["adds_to_the_first"])
    assert any(row["site"] for row in rows(restricted / "alternatives_schemes.csv"))
    assert_public(public, case)


def test_a_plan_is_found_by_the_name_of_its_option(case: Path, tmp_path: Path) -> None:
    words = ["plan", str(case), *DISTRICTS, "--time-limit", "0", "--option"]
    out = ["--out", str(tmp_path), "--audience", "restricted"]
    assert run([*words, "most-special-places", *out]) == 0
    asked = record(tmp_path / "plan.json")["rules"]
    (least,) = [rule for rule in asked["least_places"] if rule[0].endswith("expansion")]
    schemes = rows(tmp_path / "schemes.csv")
    ideas = [row for row in schemes if row["scheme"].startswith("expansion-")]
    assert sum(int(row["places"]) for row in ideas) == least[1] > 0


def test_what_a_plan_sets_aside_is_read_back_for_its_pack(
    case: Path, tmp_path: Path
) -> None:
    words = ["plan", str(case), *DISTRICTS, "--time-limit", "0", "--option"]
    assert run([*words, "families", "--out", str(tmp_path)]) == 0
    record, _, settings, _ = plan_in(tmp_path)
    found = record.adaptations
    assert (found.schools, found.cost_gbp) == (12, 600_000.0)
    asked = asked_in(plan_in(tmp_path))
    assert (asked.rules, asked.envelope_gbp) == (Rules(), None)
    assert settings.rules != asked.rules
    assert _asked_of_all([plan_in(tmp_path)]) == ("central", asked)
    assert _sentence(record) == recipe_of("families").sentence


def test_what_was_not_found_is_said_in_the_pack_of_a_named_option(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "smallest_size", lambda _: 0)
    words = ["plan", str(case), *DISTRICTS, "--time-limit", "0", "--option"]
    assert run([*words, "families", "--out", str(tmp_path)]) == 0
    assert _sentence(plan_in(tmp_path)[0]) == (
        f"{recipe_of('families').sentence} No small special school is among the "
        "schemes that may be added."
    )


def test_no_public_pack_repeats_a_host_from_the_record_of_a_plan(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, out = tmp_path / "plan", tmp_path / "out"
    words = ["plan", str(case), *DISTRICTS, "--time-limit", "0"]
    assert run([*words, "--audience", "restricted", "--out", str(plan)]) == 0
    schemes = build_once(read_once(case), "central", ScenarioSettings()).schemes
    host = schemes.loc[schemes["consent"] != "agreed", "site"].max()
    facts = {**record(plan / "plan.json"), "note": f"Nothing at {host.upper()}."}
    (plan / "plan.json").write_text(json.dumps(facts))
    pack = ["export", str(case), "--plan", str(plan), "--pack", "dfe"]
    assert run([*pack, "--out", str(out)]) == 1
    assert "that has not agreed" in capsys.readouterr().err
    assert not out.exists()


def test_work_and_no_clock_ends_the_search_for_what_stands_beside_a_plan(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches: list[SearchSettings] = []
    monkeypatch.setattr(export, "_look_for", lambda *given: searches.append(given[3]))
    words = ["export", str(case), "--beside", "bases-first", "balanced", "--seed", "3"]
    by: Any = SimpleNamespace(say=lambda _: None)
    export._options(read_once(case), parser().parse_args([*words, "--out", "x"]), by)
    assert [search.seed for search in searches] == [3, 3]
    assert all(search.work_limit and search.time_limit_s > 200 for search in searches)


def test_a_curve_over_no_money_is_refused_in_words(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = ["tradeoff", str(case), "--out", str(out), *DISTRICTS, "--envelope", "0"]
    assert run(words) == 1
    assert "more than 0 pounds" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["plan", "--option", "perfect"],
        ["tradeoff", "--points", "2"],
        ["tradeoff", "--over", "time"],
        ["alternatives", "--count", "0"],
        ["alternatives", "--within", "2"],
    ],
)
def test_what_is_not_understood_is_a_usage_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ending:
        parser().parse_args([*words, "--out", "x"])
    assert ending.value.code == 2
    assert words[1] in capsys.readouterr().err
