"""An open window over the small case."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.small_window import ScriptedSolver, SmallTasks
from ui.app import make_window
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow

Opener = Callable[[SmallTasks], MainWindow]


@pytest.fixture
def opener(qtbot: QtBot) -> Iterator[Opener]:
    """Opens a window on a small case, and closes it in the end."""
    ScriptedSolver.made.clear()
    windows: list[MainWindow] = []

    def open_window(tasks: SmallTasks) -> MainWindow:
        window = make_window(Session(Store(), lambda: tasks))
        windows.append(window)
        qtbot.addWidget(window)
        window.painted.connect(window.session.open)
        window.show()
        return window

    yield open_window
    for window in windows:
        window.may_close = lambda: True
        window.close()


@pytest.fixture
def window(opener: Opener, qtbot: QtBot) -> MainWindow:
    """A window that has opened its case and shows it."""
    opened = opener(SmallTasks())
    qtbot.waitUntil(lambda: opened.session.store.drawn is not None, timeout=30_000)
    settle(opened, qtbot)
    return opened


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is being worked out."""
    qtbot.waitUntil(lambda: not window.session.jobs.running(), timeout=30_000)
