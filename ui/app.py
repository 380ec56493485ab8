"""The application: window first, heavy work after its first paint."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.actions import handle_actions
from ui.answers.joint import Answers
from ui.presenter import Presenter
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

JOINTS = (Presenter, Answers)
"""Each joins one part of the window to the session."""


def run() -> int:
    """Show the window on the embedded case until it is closed.

    Returns
    -------
    int
        The exit code, 0 when all went well.
    """
    application = style(QApplication(sys.argv[:1]))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it
    window = make_window(Session(Store()))
    window.painted.connect(window.session.open)
    window.show()
    return application.exec()


def style(application: QApplication) -> QApplication:
    """Give the application its name and its style, the same on every system."""
    application.setApplicationName("send-capital-planner")
    application.setApplicationDisplayName("SEND capital planner")
    application.setStyle("Fusion")
    return application


def make_window(session: Session) -> MainWindow:
    """Make the window, joined to a session but not yet shown.

    A joint hears the store and its own panels, and says what its actions do.
    """
    window = MainWindow(session)
    handlers: dict[str, Callable[[], object]] = {}
    for joint in JOINTS:
        handlers |= joint(window, session).handlers()
    handle_actions(window.actions_by_id, handlers)
    return window
