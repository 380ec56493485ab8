"""The real window on the real case, on a real screen: ``python -m tests.ui.smoke``.

An officer in a hurry, by mouse alone: finds a plan, stops the search at a better
one, and has its cabinet map written into a folder that goes again. Ends with 0 when
all of it happened in a few clicks and no process is left.
"""

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QToolBar,
    QWidget,
)

from ui.app import make_window, style
from ui.dialogs.export import ExportDialog
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow

LONGEST_MS = 180_000
LOOK_MS = 50
MOST_CLICKS = 6
ACCEPT = QDialogButtonBox.ButtonRole.AcceptRole


class Clicks(QObject):
    """Clicks on what is seen, and counts every press of the mouse in the program."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, at: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count presses as the windows are told of them."""
        if at.isWindowType() and event.type() == QEvent.Type.MouseButtonPress:
            self.count += 1
        return False

    def on(self, button: QWidget) -> None:
        """Wait until a button can be pressed, and press the screen at its middle."""
        top = button.window()
        middle = button.mapTo(top, button.rect().center())
        wait(lambda: button.isEnabled() and top.childAt(middle) is button)
        QTest.mouseClick(top.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)


def main() -> int:
    """Drive the window as an officer in a hurry does."""
    application = style(QApplication([]))
    clicks = Clicks()
    application.installEventFilter(clicks)
    window = make_window(Session(Store()))
    failed: list[str] = []
    window.session.failed.connect(lambda title, said: failed.append(f"{title}: {said}"))
    window.painted.connect(window.session.open)
    window.show()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        _find_and_export(window, clicks, failed)
        written = sorted(path.name for path in Path(folder).glob("briefing/*"))
        os.chdir("/")
    window.close()
    application.processEvents()
    # Python's own tracker of shared resources ends with this process.
    left = [
        " ".join(child.cmdline())
        for child in psutil.Process().children(recursive=True)
        if not any("resource_tracker" in word for word in child.cmdline())
    ]
    where = f"platform {application.platformName()}, {clicks.count} clicks"
    sys.stdout.write(f"{where}; wrote {written}\n")
    sys.stdout.writelines(f"{text}\n" for text in (*failed, *left))
    few = 0 < clicks.count <= MOST_CLICKS
    return int(bool(failed or left) or "map.pdf" not in written or not few)


def _find_and_export(window: MainWindow, clicks: Clicks, failed: list[str]) -> None:
    store = window.session.store
    ended: list[object] = []
    window.session.exported.connect(lambda *_: ended.append(True))
    wait(lambda: store.drawn is not None or bool(failed))
    before = store.document.selected
    clicks.on(window.search.find_button)
    wait(lambda: math.isfinite(store.search.gap) or bool(failed))
    clicks.on(window.search.stop_button)
    wait(lambda: store.document.selected != before or bool(failed))
    wait(lambda: store.document.selected in store.assessed or bool(failed))
    clicks.on(_in_toolbar(window, "export"))
    clicks.on(_accepting(window))
    wait(lambda: bool(ended or failed))


def _in_toolbar(window: MainWindow, action: str) -> QWidget:
    (bar,) = window.findChildren(QToolBar, "actions")
    return bar.widgetForAction(window.actions_by_id[action])


def _accepting(window: MainWindow) -> QAbstractButton:
    (dialog,) = window.findChildren(ExportDialog)
    buttons = dialog.buttons
    every = buttons.buttons()
    return next(each for each in every if buttons.buttonRole(each) == ACCEPT)


def wait(done: Callable[[], bool]) -> None:
    """Let the window live until something is so, or for the longest time allowed."""
    loop, look = QEventLoop(), QTimer()
    look.setInterval(LOOK_MS)
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start()
    QTimer.singleShot(LONGEST_MS, loop.quit)
    loop.exec()
    look.stop()


if __name__ == "__main__":
    raise SystemExit(main())
