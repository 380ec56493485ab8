"""The application: window first, heavy work after its first paint."""

from __future__ import annotations

import gc
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.actions import handle_actions
from ui.answers.joint import Answers
from ui.asking.joint import Asking
from ui.colours import ColoursJoint
from ui.compare.joint import Compare
from ui.engagement.joint import Engagement
from ui.head_start import EarlyTasks
from ui.housekeeping import Housekeeping
from ui.keeping.joint import Keeping
from ui.map_joint import MapJoint
from ui.memory import Memory
from ui.packs.joint import Packs
from ui.places.joint import Places
from ui.presenter import Presenter
from ui.project.joint import Projects
from ui.project.record_joint import Record
from ui.session import Session, load_tasks
from ui.store import Store
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.head_start import HeadStart

JOINTS = (
    Presenter,
    MapJoint,
    ColoursJoint,
    Compare,
    Answers,
    Asking,
    Places,
    Housekeeping,
    Projects,
    Record,
    Keeping,
    Packs,
    Engagement,
)
"""Each joins one part of the window to the session."""


def run(head_start: HeadStart) -> int:
    """Show the window on the embedded case until it is closed.

    Parameters
    ----------
    head_start
        Is opening the embedded case already.

    Returns
    -------
    int
        The exit code, 0 when all went well.
    """
    application = style(QApplication(sys.argv[:1]))
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it
    window = make_window(early_session(head_start), Memory())
    open_quickly(window)
    window.show()
    return application.exec()


def early_session(head_start: HeadStart) -> Session:
    """Make a session whose case is being opened in another process."""
    tasks = EarlyTasks(head_start, load_tasks)
    session = Session(Store(), tasks)
    session.closing.connect(tasks.close)
    return session


def open_quickly(window: MainWindow) -> None:
    """Open the embedded case after the first paint.

    What is made till the first map is kept, so garbage is not looked for: that
    takes a tenth of the time.
    """
    gc.disable()
    session = window.session
    session.store.drawn_changed.connect(_collect)
    session.failed.connect(_collect)
    window.painted.connect(session.open)


def _collect(*_: object) -> None:
    """Look for garbage again, but not among what is there already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def style(application: QApplication) -> QApplication:
    """Give the application its name and its style, the same on every system."""
    application.setApplicationName("send-capital-planner")
    application.setApplicationDisplayName("SEND capital planner")
    application.setStyle("Fusion")
    return application


def make_window(session: Session, memory: Memory | None = None) -> MainWindow:
    """Make the window, joined to a session but not yet shown.

    A joint hears the store and its own panels, and says what its actions do.
    Without a memory nothing is kept between sessions.
    """
    window = MainWindow(session, memory)
    handlers: dict[str, Callable[[], object]] = {}
    for joint in JOINTS:
        handlers |= joint(window, session).handlers()
    handle_actions(window.actions_by_id, handlers)
    return window
