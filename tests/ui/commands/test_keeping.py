"""A public folder of a plan, and the plan kept on this computer alone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

import optimiser
from capital_planner.errors import DataError, PlannerError
from capital_planner.plan import Plan, Quality
from capital_planner.recipes import recipe_of
from capital_planner.rules import Pin, Rules
from capital_planner.scenario import Scenario
from data import json_bytes
from tests.tiny import tiny_scenario
from ui.commands import keeping
from ui.commands.keeping import asked_in, keep, kept_plans, plan_in

FOUND = Quality("best found", 9e8, 8.9e8, 1e9, 30.0, 2.5, {"plans": 7}, 90.0)


@pytest.fixture
def scenario() -> Scenario:
    return tiny_scenario()


@pytest.fixture
def plan(scenario: Scenario) -> Plan:
    return Plan(optimiser.committed(scenario).choices, FOUND)


def folder_of(path: Path, scenario: Scenario, plan: Plan, **changes: Any) -> Path:
    """Write what a public plan.json says of how its plan was made."""
    facts = {
        "case_hash": scenario.case_digest,
        "option": "This plan",
        "preset": scenario.settings.preset,
        "future": "central",
        "resolution": scenario.settings.resolution,
        "envelope_gbp": None,
        "seed": 3,
        "objective_of_gbp": {"this_plan": 9e8, "do_nothing": 1e9},
        "kept_as": keep("This plan", scenario, plan),
        **{name: getattr(FOUND, name) for name in ("status", "seconds", "work")},
        "objective_gbp": 9e8,
        "bound_gbp": 8.9e8,
        "first_plan_seconds": None,
        "peak_memory_mb": 90.0,
    }
    path.mkdir(exist_ok=True)
    (path / "plan.json").write_bytes(json_bytes({**facts, **changes}))
    return path


def test_a_kept_plan_is_read_back_whole(
    tmp_path: Path, scenario: Scenario, plan: Plan
) -> None:
    record, future, settings, again = plan_in(folder_of(tmp_path, scenario, plan))
    assert_frame_equal(again.choices, plan.choices)
    assert (future, settings) == ("central", scenario.settings)
    assert record.seed == 3
    assert again.quality is not None
    assert again.quality.gap == FOUND.gap
    assert again.quality.gap_of_saving == FOUND.gap_of_saving


def test_rules_are_kept_with_the_plan(
    tmp_path: Path, scenario: Scenario, plan: Plan
) -> None:
    name = str(plan.choices.index[0])
    rules = Rules(pins=(Pin(name, "in"),))
    asked = replace(scenario, settings=replace(scenario.settings, rules=rules))
    _, _, settings, _ = plan_in(folder_of(tmp_path, asked, plan))
    assert settings.rules == rules


def test_what_is_kept_is_for_this_user_alone(scenario: Scenario, plan: Plan) -> None:
    token = keep("This plan", scenario, plan)
    assert kept_plans().stat().st_mode & 0o077 == 0
    names = [str(name) for name in plan.choices.index]
    assert not any(name in token for name in names)
    assert token != keep("This plan", scenario, plan)


def test_on_another_computer_a_public_folder_says_what_to_do(
    tmp_path: Path, scenario: Scenario, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path / "plan", scenario, plan)
    public = "scheme,places,opening_year\nhost to be confirmed 1,12,2029\n"
    (folder / "schemes.csv").write_text(public)
    monkeypatch.setattr(keeping, "kept_plans", lambda: tmp_path / "elsewhere")
    with pytest.raises(DataError) as caught:
        plan_in(folder)
    assert "--audience restricted" in str(caught.value.problems[-1])
    named = plan.choices.reset_index().to_csv(index=False)
    (folder / "schemes.csv").write_text(named)
    assert_frame_equal(plan_in(folder)[3].choices, plan.choices, check_dtype=False)


def test_a_folder_that_cannot_be_written_costs_the_keeping_alone(
    tmp_path: Path,
    scenario: Scenario,
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setattr(keeping, "kept_plans", lambda: tmp_path / "taken")
    assert keep("This plan", scenario, plan) == ""
    assert "could not be kept" in capsys.readouterr().err


@pytest.mark.parametrize(
    "changes",
    [
        {"kept_as": "../../../etc/passwd"},
        {"future": "rosy"},
        {"work": 3},
        {"objective_gbp": "9e8"},
        {"envelope_gbp": []},
    ],
)
def test_a_record_that_nobody_wrote_is_refused(
    tmp_path: Path, scenario: Scenario, plan: Plan, changes: dict[str, Any]
) -> None:
    with pytest.raises(DataError, match="not a record"):
        plan_in(folder_of(tmp_path, scenario, plan, **changes))


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"\xff\xfe", b"[]", b"null"])
def test_hostile_records_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.json").write_bytes(content)
    with pytest.raises(PlannerError):
        plan_in(tmp_path)


def test_a_named_option_asks_nothing_of_the_others(
    tmp_path: Path, scenario: Scenario, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = Rules(least_places=(("new_special_school", 1),))
    asking = replace(scenario, settings=replace(scenario.settings, rules=rules))
    own = folder_of(tmp_path / "own", scenario, plan)
    named = folder_of(
        tmp_path / "named",
        asking,
        plan,
        option=recipe_of("families").name,
        asked_as=keep("asked", scenario, plan),
    )
    unkept = folder_of(
        tmp_path / "unkept", asking, plan, option=recipe_of("families").name
    )
    read = [plan_in(folder) for folder in (own, named, unkept)]
    assert read[1][2].rules == rules
    assert [asked_in(one) for one in read[:2]] == [scenario.settings] * 2
    with pytest.raises(DataError, match="not kept on this computer"):
        asked_in(read[2])
    monkeypatch.setattr(keeping, "kept_plans", lambda: tmp_path / "elsewhere")
    with pytest.raises(DataError, match="not kept on this computer"):
        asked_in(read[1])
    assert asked_in(read[0]) == scenario.settings
