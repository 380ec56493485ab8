"""Has each step of a dialog done in a worker, and says how far it is."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal

from ui.failures import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ui.importing.steps_dialog import StepsDialog
    from ui.session import Session
    from ui.window import MainWindow

STOPPED = "Stopped; nothing was written"


def load_work() -> ModuleType:
    """Import what reads files, in the worker that does."""
    from ui.importing import work  # noqa: PLC0415 - loads pandas, when asked for

    return work


class StepsJoint(QObject):
    """Joins one dialog of steps to the session, while it is open."""

    KIND: ClassVar[str]
    read = Signal(int)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._open_dialog: StepsDialog | None = None
        self._stop = Event()
        session.closing.connect(self._end)

    def _show(self, dialog: StepsDialog) -> None:
        """Open a dialog, in place of the one before."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stopped.connect(self._end)
        dialog.finished.connect(self._forget)
        self.read.connect(dialog.show_rows)
        self._open_dialog = dialog
        dialog.open()

    def _watch(self) -> tuple[Callable[[int], None], Callable[[], bool]]:
        """Begin work that can be stopped: give how to tell of rows, and of Stop."""
        self._stop = Event()
        return self.read.emit, self._stop.is_set

    def _work(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Work beside the window; ``done`` is called unless the dialog is closed."""
        if self._open_dialog is None:
            return
        self._open_dialog.show_running(running=True)
        self._open_dialog.tell("Reading")
        self._session.jobs.run(
            self.KIND,
            work,
            done=partial(self._done, done),
            failed=self._failed,
            lane="long",
        )

    def _done(self, done: Callable[[Any], None], result: object) -> None:
        if self._open_dialog is not None:
            self._open_dialog.show_running(running=False)
            self._open_dialog.tell("")
            done(result)

    def _failed(self, error: BaseException) -> None:
        if self._open_dialog is None:
            return
        self._open_dialog.show_running(running=False)
        if isinstance(error, load_work().Stopped):
            self._open_dialog.tell(STOPPED)
            return
        title, details = in_plain_words(error)
        self._open_dialog.tell(title)
        self._window.tell_failure(title, details)

    def _forget(self, *_: object) -> None:
        self._open_dialog = None

    def _end(self) -> None:
        self._stop.set()
