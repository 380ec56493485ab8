"""Exit codes, and what is said when something is wrong."""

from pathlib import Path

import pytest

from capital_planner.errors import Problem
from tests.ui.commands.small_case import small_case
from ui.commands.dispatch import run


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A case with two mistakes."""
    folder = small_case(tmp_path / "case")
    presets = folder / "presets.csv"
    presets.write_text(presets.read_text().replace("balanced,40", "balanced,x", 1))
    (folder / "outlines.csv").unlink()
    return folder


def test_check_lists_the_embedded_case_as_sound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1] == "0 errors, 7 warnings."
    assert "warning: special_schools.csv, row 16" in out


def test_check_lists_every_error(
    spoilt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(spoilt)]) == 1
    out = capsys.readouterr().out
    assert "presets.csv, row 2, column price_minute_gbp, value 'x'" in out
    assert "outlines.csv: The file is missing." in out
    assert out.index("error:") < out.index("warning:")


@pytest.mark.parametrize("command", ["plan", "assess"])
def test_bad_data_says_all_and_writes_nothing(
    spoilt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    extra = ["--plan", "schemes.csv"] if command == "assess" else []
    out = tmp_path / "out"
    assert run([command, str(spoilt), "--out", str(out), *extra]) == 1
    said = capsys.readouterr().err
    assert "presets.csv" in said
    assert "outlines.csv" in said
    assert "2 problems; nothing was written." in said
    assert "Traceback" not in said
    assert not out.exists()


def test_an_unknown_goal_names_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["plan", "--out", str(tmp_path / "out"), "--preset", "perfect"]
    assert run(words) == 1
    assert "balanced, closest_to_home" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["dream"],
        ["plan"],
        ["plan", "--out", "x", "--future", "rosy"],
        ["plan", "--out", "x", "--gap", "2"],
        ["plan", "--out", "x", "--envelope", "-1"],
        ["plan", "--out", "x", "--time-limit", "nan"],
        ["assess", "--out", "x"],
    ],
)
def test_words_not_understood_are_usage_errors(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert "usage:" in capsys.readouterr().err


def test_stopping_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_folder: Path | None) -> list[Problem]:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.commands.check.check_case", stopped)
    assert run(["check"]) == 130
    assert "nothing was written" in capsys.readouterr().err


def test_backtest_prints_every_method(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backtest"]) == 0
    out = capsys.readouterr().out
    for method in ("cohort component", "trend", "last value", "constant prevalence"):
        assert method in out
    assert "January 2025" in out


def test_help_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "--help"]) == 0
    assert "--envelope GBP" in capsys.readouterr().out
