"""An officer's desk: starts planners, and answers what they ask."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import SmallTasks
from ui.app import make_window
from ui.memory import Memory
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow

BASE = "host-1-asd"
"""A scheme of the small case that an option can be given."""


class Desk:
    """Windows over one folder, each opened and saved by the file menu."""

    def __init__(self, folder: Path, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.qtbot, self._patch = folder, qtbot, patch
        self.file = folder / "work.gpkg"
        self.windows: list[MainWindow] = []

    def start(self, memory: Memory | None = None) -> MainWindow:
        """Start a planner, and wait until the embedded case is shown."""
        window = make_window(Session(Store(), SmallTasks), memory)
        self.windows.append(window)
        self.qtbot.addWidget(window)
        window.painted.connect(window.session.open)
        window.show()
        self.wait(lambda: window.session.store.drawn is not None)
        settle(window, self.qtbot)
        return window

    def memory(self) -> Memory:
        """What a planner remembers on this computer."""
        kept = QSettings(str(self.folder / "kept.ini"), QSettings.Format.IniFormat)
        return Memory(kept, self.folder / "kept")

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=60_000)

    def save_as(self, window: MainWindow, path: Path | None = None) -> None:
        """Save under a name, the usual one when none is given."""
        self.name(path or self.file)
        act(window, "save_as")
        settle(window, self.qtbot)

    def name(self, path: Path | str) -> None:
        """Say what name is given when one is asked for; none cancels."""
        chosen = (str(path), "")
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: chosen)

    def save(self, window: MainWindow) -> None:
        act(window, "save")
        settle(window, self.qtbot)

    def open(self, window: MainWindow, path: Path | None = None) -> None:
        """Open a project in a window that has nothing unsaved."""
        chosen = (str(path or self.file), "")
        self._patch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
        act(window, "open")
        settle(window, self.qtbot)

    def reopen(self, path: Path | None = None) -> MainWindow:
        """Start another planner, and open the project in it."""
        window = self.start()
        self.open(window, path)
        return window

    def edit(self, window: MainWindow, places: int = 6) -> None:
        """Give the option shown a base of so many places."""
        add_scheme(window, self.qtbot, BASE, places)

    def journalled(self, window: MainWindow) -> None:
        """Wait until the last edit is in the journal."""
        self.qtbot.wait(1_200)
        settle(window, self.qtbot)

    def end(self) -> None:
        """Close every planner, whatever is not saved."""
        for window in self.windows:
            window.may_close = lambda: True
            window.close()


def asked(window: MainWindow, name: str) -> QMessageBox | None:
    """What the planner asks, or tells, now."""
    found = [box for box in window.findChildren(QMessageBox, name) if box.isVisible()]
    return found[-1] if found else None


def answer(window: MainWindow, name: str, text: str) -> None:
    """Press a button of what is asked."""
    box = asked(window, name)
    assert box is not None
    next(button for button in box.buttons() if button.text() == text).click()


def told(window: MainWindow, name: str) -> str:
    """Words of what is told or asked."""
    box = asked(window, name)
    assert box is not None
    return f"{box.text()} {box.informativeText()}"
