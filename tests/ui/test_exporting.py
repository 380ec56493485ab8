"""What is written when districts are joined into areas."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from capital_planner.errors import PlannerError
from capital_planner.plan import Plan
from capital_planner.rules import Pin, Rules
from capital_planner.scenario import Scenario
from optimiser import committed, do_nothing
from tests.ui.small_window import HIDDEN_NAME, SmallTasks
from ui import exporting, tasks
from ui.commands import papers
from ui.commands.papers import Findings
from ui.state import Inputs, View, asking

NOTHING = Rules()
PUT_IN = Rules(pins=(Pin("host-1-asd", "in"),))
RELEASED = Rules(pins=(Pin("growth-b", "release"),))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Catch the files; the record and the painted map are tested where they are."""
    files: dict[str, bytes] = {}

    def write(_folder: Path, content: Mapping[str, bytes]) -> None:
        files.update(content)

    monkeypatch.setattr(exporting, "write_files", write)
    monkeypatch.setattr(exporting, "facts_of", lambda *_, **__: {})
    monkeypatch.setattr(exporting, "paint_map", lambda *_, **__: {})
    return files


def export(
    view: View,
    rules: Rules = NOTHING,
    make: Callable[[Scenario], Plan] = committed,
    name: str = "Committed",
) -> None:
    small: Any = SmallTasks()
    opened = small.open_case()
    built = small.build_inputs(opened, Inputs())
    now, before = (
        tasks.assess(built.scenario, plan(built.scenario))
        for plan in (make, do_nothing)
    )
    now = replace(now, scenario=asking(now.scenario, rules))
    order = tasks.DrawOrder(opened, now, before, view, name, "Do nothing")
    exporting.export(order, Path("out"), "A4")


def rows_of(content: bytes) -> list[list[str]]:
    lines = content.decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines]


def test_files_are_by_district_unless_asked_otherwise(
    written: dict[str, bytes],
) -> None:
    export(View(year=2025))
    assert "across_borders.csv" not in written
    assert rows_of(written["measures.csv"])[0][0] == "district"


def test_files_follow_the_areas_and_say_who_crosses_a_border(
    written: dict[str, bytes],
) -> None:
    export(View(year=2025, grouping="two_councils", audience="restricted"))
    head, *rows = rows_of(written["measures.csv"])
    assert head[0] == "area"
    assert {row[0] for row in rows} == {"Upper", "Lower"}
    schemes = rows_of(written["schemes.csv"])
    column = schemes[0].index("area")
    assert {row[column] for row in schemes[1:]} <= {"Upper", "Lower"}
    crossed = rows_of(written["across_borders.csv"])
    assert crossed[0][:4] == ["live_in", "all", "Lower", "Upper"]
    assert [row[0] for row in crossed[1:]] == ["all", "Lower", "Upper"]
    everyone = [float(cell) for cell in crossed[1][1:-1]]
    assert everyone[0] == pytest.approx(sum(everyone[1:]))
    assert "placements.csv" in written


def test_public_files_hold_no_small_number_who_cross(
    written: dict[str, bytes],
) -> None:
    export(View(year=2025, grouping="two_councils"))
    crossed = rows_of(written["across_borders.csv"])
    cells = [cell for row in crossed[1:] for cell in row[1:-1]]
    assert "" in cells
    assert all(int(cell) % 5 == 0 for cell in cells if cell)


def with_base(scenario: Scenario) -> Plan:
    choices = committed(scenario).choices.copy()
    choices.loc["host-1-asd", ["places", "opening_year"]] = [4, scenario.years[-1]]
    return Plan(choices.astype(int))


def without_growth(scenario: Scenario) -> Plan:
    return Plan(with_base(scenario).choices.drop(index="growth-b"))


@pytest.mark.parametrize("make", [committed, do_nothing])
def test_files_of_what_every_case_has_whatever_is_asked_of_plans(
    written: dict[str, bytes], make: Callable[[Scenario], Plan]
) -> None:
    export(View(year=2025), PUT_IN, make)
    assert "schemes.csv" in written


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    ("make", "rules", "told"),
    [
        (with_base, PUT_IN, PUT_IN),
        (committed, PUT_IN, NOTHING),
        (without_growth, RELEASED, RELEASED),
        (committed, RELEASED, RELEASED),
    ],
)
def test_only_rules_that_are_heeded_are_recorded(
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Scenario], Plan],
    rules: Rules,
    told: Rules,
) -> None:
    recorded: list[Rules] = []

    def facts_of(findings: Findings) -> object:
        recorded.append(findings.scenario.settings.rules)
        return {}

    monkeypatch.setattr(exporting, "facts_of", facts_of)
    export(View(year=2025), rules, make)
    assert recorded == [told]


def test_no_files_of_a_plan_without_what_is_approved(
    written: dict[str, bytes],
) -> None:
    with pytest.raises(PlannerError, match="decided with"):
        export(View(year=2025), PUT_IN, without_growth)
    assert not written


def test_the_record_holds_no_words_of_an_officer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files: dict[str, bytes] = {}
    monkeypatch.setattr(exporting, "write_files", lambda _, made: files.update(made))
    monkeypatch.setattr(exporting, "paint_map", lambda *_, **__: {})
    monkeypatch.setattr(papers, "record", lambda *args, **_: {"told": sorted(args[2])})
    export(View(year=2025), name="What an officer calls it")
    assert json.loads(files["plan.json"]) == {
        "told": ["committed_programme", "do_nothing", "this_plan"]
    }


def test_no_public_map_is_titled_with_a_school_that_has_not_agreed(
    written: dict[str, bytes],
) -> None:
    name = f"Grow {HIDDEN_NAME.upper()} 2"
    with pytest.raises(PlannerError, match="has not agreed"):
        export(View(year=2025), name=name)
    assert not written
    export(View(year=2025, audience="restricted"), name=name)
    assert written
