"""Opening cases, finding commands, telling failures, and what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QTableWidget
from pytestqt.qtbot import QtBot

from capital_planner.errors import DataError, Problem
from data.project import Comment
from tests.ui.conftest import settle
from tests.ui.driving import act, option_names
from tests.ui.small_window import ScriptedSolver, SmallTasks
from ui.action_list import ACTIONS
from ui.app import make_window
from ui.dialogs.failure import FailureDialog
from ui.dialogs.palette import Palette
from ui.dialogs.shortcuts import ShortcutSheet
from ui.memory import Memory
from ui.session import Session
from ui.state import Opened
from ui.store import Store
from ui.window import MainWindow


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    return Memory(kept)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The folder of another case."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def choose_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def palette(window: MainWindow) -> Palette:
    act(window, "palette")
    return window.findChildren(Palette, "palette")[-1]


def test_the_palette_finds_a_command_by_its_letters_and_does_it(
    window: MainWindow,
) -> None:
    found = palette(window)
    QTest.keyClicks(found.line, "copy opt")
    assert found.list.count() == 1
    QTest.keyClick(found.line, Qt.Key.Key_Return)
    assert option_names(window)[-1] == "Committed programme, edited"


def test_the_palette_offers_only_what_can_be_done_and_moves_by_arrows(
    window: MainWindow,
) -> None:
    found = palette(window)
    said = [found.list.item(n).text() for n in range(found.list.count())]
    assert any(text.startswith("Find plan") for text in said)
    assert not any(text.startswith("Stop") for text in said)
    QTest.keyClick(found.line, Qt.Key.Key_Down)
    assert found.list.currentRow() == 1
    QTest.keyClick(found.line, Qt.Key.Key_Up)
    QTest.keyClick(found.line, Qt.Key.Key_Up)
    assert found.list.currentRow() == 0
    found.reject()


def test_the_sheet_holds_every_action_and_no_shortcut_twice(
    window: MainWindow,
) -> None:
    act(window, "shortcuts")
    sheet = window.findChildren(ShortcutSheet, "shortcutSheet")[-1]
    table = sheet.findChild(QTableWidget)
    assert table is not None
    shown = {table.item(n, 1).text() for n in range(table.rowCount())}  # type: ignore[union-attr]
    keys = [spec.shortcut for spec in ACTIONS if spec.shortcut]
    assert set(keys) <= shown
    assert len(keys) == len(set(keys))
    sheet.reject()


def test_another_case_takes_the_place_of_the_first(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    choose_folder(monkeypatch, elsewhere)
    store = window.session.store
    before = store.opened
    act(window, "open_case")
    settle(window, qtbot)
    assert store.opened is not before
    assert window.session.folder == elsewhere
    assert len(option_names(window)) == 2
    assert store.drawn is not None


def test_comments_are_not_dropped_without_a_word(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    choose_folder(monkeypatch, elsewhere)
    act(window, "copy")
    said = Comment("district", "North", "an officer", "2026-11-26T09:30:00Z", "Ask")
    window.session.comment(said, "Comment on North")
    act(window, "open_case")
    box = window.findChild(QMessageBox, "unsaved")
    assert box is not None
    press(box, "&Cancel")
    assert len(option_names(window)) == 3
    act(window, "open_case")
    press(window.findChildren(QMessageBox, "unsaved")[-1], "&Leave")
    settle(window, qtbot)
    assert len(option_names(window)) == 2
    assert not window.actions_by_id["undo"].isEnabled()


def test_a_plan_found_for_a_case_that_is_gone_never_lands(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    choose_folder(monkeypatch, elsewhere)
    act(window, "find")
    qtbot.waitUntil(lambda: ScriptedSolver.made[-1].scenario is not None)
    act(window, "open_case")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    assert len(option_names(window)) == 2


def test_a_case_that_cannot_be_opened_is_told_and_the_first_one_stays(
    opener: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    wrong = Problem("A number was expected.", "Write one.", "schools.csv", 7, "places")

    class Broken(SmallTasks):
        def open_case(self, folder: Path | None = None) -> Opened:
            if folder is not None:
                raise DataError([wrong])
            return super().open_case()

    window: MainWindow = opener(Broken())  # type: ignore[operator]
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    before = window.session.store.opened
    choose_folder(monkeypatch, elsewhere)
    act(window, "open_case")
    settle(window, qtbot)
    assert window.session.store.opened is before
    told = window.findChildren(FailureDialog, "failure")[-1]
    assert "kept" in told.title.text()
    told.copy()
    copied = QGuiApplication.clipboard().text()
    assert "schools.csv, row 7, column places" in copied
    assert "Write one." in copied
    told.reject()


def test_shape_and_recent_cases_are_remembered(qtbot: QtBot, memory: Memory) -> None:
    heights: list[int] = []
    for _ in range(2):
        window = make_window(Session(Store(), SmallTasks), memory)
        qtbot.addWidget(window)
        heights.append(window.height())
        window.resize(window.width(), 600)
        window.show()
        window.close()
    assert heights == [720, 600]
    for number in range(9):
        memory.opened(Path(f"case-{number % 8}"))
    assert memory.recent[0] == Path("case-0")
    assert len(memory.recent) == len(set(memory.recent)) == 6
