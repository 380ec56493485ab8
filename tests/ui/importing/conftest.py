"""An officer's window on a small authority, with the tasks as they are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from tests import small_authority
from tests.ui.conftest import settle
from tests.ui.importing.office import RealTasks
from tests.ui.small_window import ScriptedSolver
from ui.app import make_window
from ui.memory import Memory
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow

Opener = Callable[[Path | None], MainWindow]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Folder of a small authority."""
    return small_authority.write(tmp_path / "case")


@pytest.fixture
def open_case(tmp_path: Path, qtbot: QtBot) -> Iterator[Opener]:
    """Opens windows on cases, and closes them in the end."""
    ScriptedSolver.made.clear()
    windows: list[MainWindow] = []

    def opened(folder: Path | None) -> MainWindow:
        kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
        memory = Memory(kept, tmp_path / "kept")
        window = make_window(Session(Store(), RealTasks), memory)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.session.open(folder)
        shown(window, qtbot)
        return window

    yield opened
    for window in windows:
        window.may_close = lambda: True
        window.close()


def shown(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the case is shown and nothing is worked out."""
    store = window.session.store
    qtbot.waitUntil(lambda: store.drawn is not None, timeout=120_000)
    settle(window, qtbot)
