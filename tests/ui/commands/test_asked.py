"""Rules and prices of the officer's own, from the words of the command line."""

from pathlib import Path

import pytest

from capital_planner.errors import DataError
from capital_planner.rules import Pin
from tests.capital_planner.lancashire import case
from tests.judged import asking
from tests.tiny import tiny_scenario
from ui.commands.arguments import parser
from ui.commands.dispatch import run
from ui.commands.plan import asked_of
from ui.commands.record import _asked


def test_nothing_asked_is_nothing_set() -> None:
    settings = asked_of(parser().parse_args(["plan", "--out", "x"]), case())
    assert settings.prices is None
    assert not settings.rules.named


def test_prices_replace_those_of_the_goal_and_leave_the_rest() -> None:
    words = ["plan", "--out", "x", "--preset", "closest_to_home"]
    given = parser().parse_args([*words, "--price", "far=10", "unplaced=20000"])
    prices = asked_of(given, case()).prices
    assert prices is not None
    assert (prices.far_gbp, prices.unplaced_gbp) == (10.0, 20_000.0)
    assert prices.minute_gbp == 200.0


@pytest.mark.parametrize("command", ["plan", "assess"])
def test_rules_are_read_from_their_file(tmp_path: Path, command: str) -> None:
    rules = tmp_path / "rules.csv"
    rules.write_text("rule,scheme\npin out,wyre-secondary-base\n", encoding="utf-8")
    plan = ["--plan", "schemes.csv"] if command == "assess" else []
    words = [command, "--out", "x", *plan, "--rules", str(rules)]
    found = asked_of(parser().parse_args(words), case())
    assert found.rules.pins == (Pin("wyre-secondary-base", "out"),)


def test_the_record_names_the_rules_and_in_public_no_scheme() -> None:
    asked = asking(tiny_scenario(), pins=(Pin("growth-a", "out"),), most_gap=0.2)
    assert _asked(asked, "public") == {"pins": "asked for", "most_gap": "asked for"}
    restricted = _asked(asked, "restricted")
    assert restricted["most_gap"] == 0.2
    assert "growth-a" in str(restricted["pins"])
    assert _asked(tiny_scenario(), "restricted") == {}


def test_an_unknown_goal_is_refused_with_prices_too() -> None:
    words = ["plan", "--out", "x", "--preset", "perfect", "--price", "minute=4"]
    with pytest.raises(DataError):
        asked_of(parser().parse_args(words), case())


@pytest.mark.parametrize("price", ["minutes=4", "minute", "far=-1", "far=inf"])
def test_prices_not_understood_are_usage_errors(
    price: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", "--out", "x", "--price", price]) == 2
    assert "usage:" in capsys.readouterr().err


def test_what_no_plan_can_keep_is_said_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.csv"
    rules.write_text(
        "rule,scheme\npin out,mayfield-expansion\npin in,nowhere\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    words = ["--out", str(out), "--resolution", "district", "--rules", str(rules)]
    assert run(["plan", *words]) == 1
    said = capsys.readouterr().err
    assert "not released" in said
    assert "nowhere" in said
    assert not out.exists()
