"""The entry: an import and a call, and what starts without a display."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ui
from ui import system_libraries
from ui.commands import dispatch

ROOT = Path(__file__).parent.parent
HEAVY = ("PySide6", "ortools", "matplotlib")


def loaded_by(statement: str, names: tuple[str, ...]) -> list[str]:
    """Packages among ``names`` that a fresh Python holds after a statement."""
    code = f"import sys; {statement}; print(*[n for n in {names} if n in sys.modules])"
    done = subprocess.run(  # noqa: S603 (our own words to our own Python)
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_main_is_one_import_and_one_call() -> None:
    doc, imported, guard = ast.parse((ROOT / "main.py").read_text()).body
    assert isinstance(doc, ast.Expr)
    assert isinstance(imported, ast.ImportFrom)
    assert imported.module == "ui"
    assert isinstance(guard, ast.If)
    assert [ast.unparse(line) for line in guard.body] == ["main()"]
    assert ast.unparse(guard.test) == "__name__ == '__main__'"


def test_the_domain_loads_no_window_solver_or_painter() -> None:
    assert loaded_by("import capital_planner", HEAVY) == []


def test_ui_loads_nothing_heavy() -> None:
    heavy = (*HEAVY, "pandas", "numpy", "geopandas", "shapely")
    assert loaded_by("import ui", heavy) == []


def test_commands_load_no_qt() -> None:
    modules = sorted(path.stem for path in (ROOT / "ui" / "commands").glob("*.py"))
    names = ", ".join(f"ui.commands.{name}" for name in modules if name != "__init__")
    assert loaded_by(f"import {names}", ("PySide6",)) == []


def test_painters_are_loaded_by_the_processes_that_paint_alone() -> None:
    painters = ("matplotlib", "typst", "docx", "pptx", "xlsxwriter")
    packing = "ui.commands.export, ui.packs.work, ui.engagement.printing"
    assert loaded_by(f"import {packing}", painters) == []
    assert set(loaded_by("import ui.commands.writers", painters)) == set(painters)


def test_help_loads_nothing_heavy() -> None:
    code = "from ui.commands.dispatch import run; assert run(['check', '--help']) == 0"
    heavy = {*HEAVY, "pandas", "numpy"}
    assert heavy.isdisjoint(loaded_by(code, tuple(heavy)))


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Commands that were run, in place of running them."""
    seen: list[tuple[str, ...]] = []

    def run(arguments: tuple[str, ...]) -> int:
        seen.append(tuple(arguments))
        return 0

    monkeypatch.setattr(dispatch, "run", run)
    return seen


def test_without_display_the_plan_is_written_and_that_is_said(
    called: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ui, "has_display", lambda: False)
    with pytest.raises(SystemExit) as ending:
        ui.main([])
    assert ending.value.code == 0
    assert called == [("plan", "--out", "briefing")]
    assert "no display" in capsys.readouterr().err


def test_a_missing_system_library_names_its_package(
    called: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ui, "has_display", lambda: True)
    monkeypatch.setattr(system_libraries, "missing", lambda: ("libegl1", "libgl1"))
    with pytest.raises(SystemExit) as ending:
        ui.main([])
    assert ending.value.code == ui.QT_IS_MISSING
    assert called == [("plan", "--out", "briefing")]
    assert "apt-get install libegl1 libgl1" in capsys.readouterr().err


def test_arguments_go_to_the_command(called: list[tuple[str, ...]]) -> None:
    with pytest.raises(SystemExit):
        ui.main(["check", "somewhere"])
    assert called == [("check", "somewhere")]


@pytest.mark.parametrize(
    ("variable", "shown"),
    [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("HOME", False)],
)
def test_a_display_is_known_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, *, shown: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":9")
    monkeypatch.setattr(sys, "platform", "linux")
    assert ui.has_display() is shown
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ui.has_display()
