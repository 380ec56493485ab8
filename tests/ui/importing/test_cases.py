"""A first case for another authority, and what the tables of a case are worth."""

import csv
from math import isfinite
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from data.importers import read_imports
from tests.data.new_case.made_authority import UNITARY, made_files
from tests.ui.conftest import settle
from tests.ui.driving import act, figures
from tests.ui.importing.conftest import Opener
from tests.ui.importing.office import (
    PATIENCE_MS,
    RealTasks,
    begun,
    changed,
    contents,
    finish,
    go_on,
    rows_of,
)
from tests.ui.test_accessible_names import nameless
from tests.ui.test_mnemonics import letters, shared, texts
from ui import tasks
from ui.importing.new_case_dialog import NewCaseDialog
from ui.importing.quality_dialog import QualityDialog
from ui.window import MainWindow

ENOUGH_SECONDS = 300
"""To find a plan on a slow machine; the search is stopped once it has one."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The three files that a first case needs."""
    return made_files(tmp_path_factory.mktemp("files"))


def asked(
    window: MainWindow, files: dict[str, list[Path]], qtbot: QtBot
) -> NewCaseDialog:
    """Name the authority and its files, and look at what they make."""
    act(window, "new_case")
    dialog = window.findChildren(NewCaseDialog)[-1]
    dialog.files.code.setText(UNITARY.code)
    assert not dialog.forward.isEnabled()
    for kind, paths in files.items():
        dialog.files.files[kind].line.setText("; ".join(map(str, paths)))
    assert dialog.forward.isEnabled()
    assert shared(letters(texts(dialog))) == []
    dialog.forward.click()
    qtbot.waitUntil(lambda: not dialog.running, timeout=PATIENCE_MS)
    return dialog


def listed(dialog: NewCaseDialog) -> dict[str, list[str]]:
    """Tables or files, by whether they are there, assumed or missing."""
    model = dialog.found.model
    rows = [
        [str(model.index(row, n).data()) for n in range(2)]
        for row in range(model.rowCount())
    ]
    return {word: [what for kind, what in rows if kind == word] for word, _ in rows}


def report(window: MainWindow, qtbot: QtBot) -> QualityDialog:
    act(window, "quality")
    settle(window, qtbot)
    return window.findChildren(QualityDialog)[-1]


def lines(dialog: QualityDialog) -> list[list[str]]:
    """Rows that are shown."""
    shown = dialog.lines.rows
    return [
        [str(shown.index(row, n).data()) for n in range(shown.columnCount())]
        for row in range(shown.rowCount())
    ]


def make(
    window: MainWindow, files: dict[str, list[Path]], folder: Path, qtbot: QtBot
) -> None:
    """Make the case, and wait until it is open and shown."""
    dialog = asked(window, files, qtbot)
    dialog.decide.accept.setChecked(True)
    dialog.decide.folder.line.setText(str(folder))
    store = window.session.store
    with qtbot.waitSignal(store.opened_changed, timeout=PATIENCE_MS):
        dialog.forward.click()
    qtbot.waitUntil(lambda: store.drawn is not None, timeout=PATIENCE_MS)
    settle(window, qtbot)


def test_what_is_there_and_assumed_is_told_before_a_case_is_made(
    open_case: Opener, files: dict[str, list[Path]], case: Path, qtbot: QtBot
) -> None:
    dialog = asked(open_case(case), files, qtbot)
    assert dialog.decide.words.text().startswith("Mereside (E06000990, 990).")
    found = listed(dialog)
    assert {"Funding", "Demand points", "Population"} <= set(found["Assumed"])
    assert {"Areas", "Schools", "Plans by placement"} <= set(found["There"])
    assert "Missing" not in found
    dialog.decide.accept.setChecked(True)
    assert not dialog.forward.isEnabled()
    dialog.decide.folder.line.setText("somewhere")
    assert dialog.forward.isEnabled()
    dialog.decide.accept.setChecked(False)
    warned = dialog.decide.problems.model.rowCount() > 0
    assert dialog.forward.isEnabled() != warned


def test_three_files_make_a_case_that_opens_and_finds_a_plan(
    open_case: Opener,
    files: dict[str, list[Path]],
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RealTasks, "make_solver", staticmethod(tasks.make_solver))
    window, folder = open_case(case), tmp_path / "mereside"
    make(window, files, folder, qtbot)
    assert window.windowTitle().startswith("SEND capital planner: Mereside")
    assert window.session.folder == folder
    store, before = window.session.store, figures(window)
    window.search.seconds.setValue(ENOUGH_SECONDS)
    costs: set[float] = set()
    store.search_changed.connect(lambda: costs.add(store.search.best_gbp))
    act(window, "find")
    qtbot.waitUntil(lambda: sum(map(isfinite, costs)) > 1, timeout=PATIENCE_MS)
    act(window, "stop")
    qtbot.waitUntil(lambda: not store.search.running, timeout=PATIENCE_MS)
    settle(window, qtbot)
    plan = store.document.options[2].plan
    assert plan.quality is not None
    assert plan.quality.objective_gbp < plan.quality.do_nothing_gbp
    assert figures(window) != before
    assumed = report(window, qtbot)
    assumed.lines.finder.setText("funding.csv")
    told = [line for line in lines(assumed) if line[1] == "Assumed"]
    assert {line[0] for line in told} == {"Look"}
    assert "capital programme is not known" in told[0][4]
    assert "Write your capital programme" in told[0][5]


def test_a_dfe_file_changes_the_figures_of_a_case(
    open_case: Opener,
    files: dict[str, list[Path]],
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window, folder = open_case(case), tmp_path / "mereside"
    make(window, files, folder, qtbot)
    before = figures(window)
    flow = next(path for path in files["dfe-ehc-plans"] if "new" in path.name)
    newer = changed(tmp_path / "new_plans.csv", flow, more)
    page = begun(window, "dfe-ehc-plans", newer)
    go_on(page, qtbot)
    assert page.preview.tables.currentText().startswith("New plans: ")
    finish(window, page, qtbot)
    assert figures(window) != before
    assert read_imports(folder)[-1]["kind"] == "dfe-ehc-plans"


def more(row: dict[str, str]) -> dict[str, str]:
    """Three times as many new plans."""
    columns = [name for name, cell in row.items() if "plans" in name and cell.isdigit()]
    return row | {name: str(3 * int(row[name])) for name in columns}


def test_a_file_that_is_missing_is_told_and_nothing_is_made(
    open_case: Opener, files: dict[str, list[Path]], case: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    few = {kind: paths for kind, paths in files.items() if kind != "gias"}
    dialog = asked(window, few, qtbot)
    assert listed(dialog)["Missing"] == ["Schools: Get Information about Schools (DfE)"]
    dialog.decide.accept.setChecked(True)
    assert not dialog.forward.isEnabled()
    assert nameless(dialog) == []
    dialog.back.click()
    assert dialog.pages.currentWidget() is dialog.files


def test_the_report_is_filtered_copied_and_written(
    open_case: Opener,
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, before = open_case(case), contents(case)
    dialog = report(window, qtbot)
    assert "OK" in dialog.words.text()
    every = lines(dialog)
    assert [line[0] for line in every] == sorted(
        (line[0] for line in every), key=["Mend", "Look", "OK"].index
    )
    dialog.lines.status.setCurrentText("Look")
    looked = lines(dialog)
    assert {line[0] for line in looked} == {"Look"}
    assert 0 < len(looked) < len(every)
    dialog.lines.copier.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == len(looked) + 1
    path = tmp_path / "report.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert contents(case) == before
    dialog.write.click()
    settle(window, qtbot)
    with path.open(encoding="utf-8-sig", newline="") as written:
        assert len(list(csv.DictReader(written))) == len(every)
    assert len(rows_of(path)) == len(every)
    assert nameless(dialog) == []
    assert shared(letters(texts(dialog))) == []
