"""A reading says how far it is, what it waits for, and is stopped at once."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from data.importers import staging
from tests.ui.conftest import settle
from tests.ui.importing.conftest import Opener
from tests.ui.importing.office import (
    PATIENCE_MS,
    begun,
    changed,
    contents,
    go_on,
    twice,
)
from ui.importing import work
from ui.importing.dialog import ImportDialog
from ui.importing.joint import Importing
from ui.window import MainWindow

STOPPED = "Stopped; nothing was written"
WAITS = "Waits for: an import that is ending"


def held(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Hold every reading after its first word of progress."""
    reached, leave = Event(), Event()

    def slow(kind: Any, paths: Any, standing: Any, given: Any) -> object:
        given.on_progress(10_000)
        reached.set()
        leave.wait(PATIENCE_MS / 1000)
        given.on_progress(20_000)
        return staging.stage(kind, paths, standing, given)

    monkeypatch.setattr(work, "stage", slow)
    return reached, leave


def at_columns(
    window: MainWindow, case: Path, folder: Path, qtbot: QtBot
) -> ImportDialog:
    """Choose a table, and come to its columns: the next button reads it."""
    plans = changed(folder / "plans.csv", case / "new_plans.csv", twice)
    dialog = begun(window, "table", plans, table="new_plans")
    go_on(dialog, qtbot)
    return dialog


@pytest.mark.parametrize("button", ["stop", "leave"])
def test_an_import_stopped_in_the_middle_writes_nothing(
    open_case: Opener,
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
) -> None:
    window, before = open_case(case), contents(case)
    dialog = at_columns(window, case, tmp_path, qtbot)
    reached, leave = held(monkeypatch)
    dialog.forward.click()
    qtbot.waitUntil(reached.is_set, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: dialog.stage.text() == "10,000 rows read")
    assert dialog.stop.isVisible()
    assert not dialog.pages.isEnabled()
    getattr(dialog, button).click()
    if button == "stop":
        assert dialog.stage.text() == STOPPED
        dialog.forward.click()
        assert dialog.stage.text() == WAITS
        dialog.stop.click()
    leave.set()
    qtbot.waitUntil(lambda: not window.session.jobs.ahead("long"), timeout=PATIENCE_MS)
    settle(window, qtbot)
    if button == "stop":
        assert dialog.stage.text() == STOPPED
        assert dialog.forward.isEnabled()
        assert dialog.pages.currentWidget() is dialog.columns
    assert contents(case) == before


def test_a_reading_says_what_it_waits_for_and_stops_at_once(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, gate = open_case(case), Event()
    window.session.run("pack", gate.wait, done=lambda _: None, lane="long")
    plans = changed(tmp_path / "plans.csv", case / "new_plans.csv", twice)
    dialog = begun(window, "table", plans, table="new_plans")
    dialog.forward.click()
    assert dialog.stage.text() == "Waits for: writing a pack of papers"
    dialog.stop.click()
    assert dialog.stage.text() == STOPPED
    assert window.session.jobs.running("pack")
    [importing] = window.findChildren(Importing)
    with qtbot.waitSignal(importing.begun, timeout=PATIENCE_MS):
        dialog.forward.click()
        gate.set()
    qtbot.waitUntil(lambda: not dialog.running, timeout=PATIENCE_MS)
    assert dialog.pages.currentWidget() is dialog.columns


def test_what_was_stopped_has_no_say_in_the_next_reading(
    open_case: Opener,
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its words are on their way to the window when it is stopped."""
    window = open_case(case)
    dialog = at_columns(window, case, tmp_path, qtbot)
    reached, leave = held(monkeypatch)
    dialog.forward.click()
    assert reached.wait(PATIENCE_MS / 1000)
    dialog.stop.click()
    dialog.forward.click()
    QCoreApplication.processEvents()
    assert dialog.stage.text() == WAITS
    leave.set()
    qtbot.waitUntil(lambda: not dialog.running, timeout=PATIENCE_MS)
    assert dialog.pages.currentWidget() is dialog.preview


def test_closing_the_window_stops_a_reading(
    open_case: Opener,
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, before = open_case(case), contents(case)
    dialog = at_columns(window, case, tmp_path, qtbot)
    reached, leave = held(monkeypatch)
    dialog.forward.click()
    qtbot.waitUntil(reached.is_set, timeout=PATIENCE_MS)
    leave.set()
    window.close()
    assert not window.session.jobs.running()
    assert contents(case) == before
