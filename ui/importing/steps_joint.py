"""Has each step of a dialog done in a worker, and says how far it is."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui.failures import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ui.importing.steps_dialog import StepsDialog
    from ui.jobs import Lane
    from ui.session import Session
    from ui.window import MainWindow

STOPPED = "Stopped; nothing was written"
READING = "Reading"
WAITS = "Waits for: {what}"
LANE: Lane = "long"
AHEAD = {
    "pack": "writing a pack of papers",
    "import": "an import that is ending",
    "engagement leaflets": "writing leaflets",
    "new case": "the reading of files for a new case",
}
"""Kinds of job that a reading can wait for, in words."""


def load_work() -> ModuleType:
    """Import what reads files, in the worker that does."""
    from ui.importing import work  # noqa: PLC0415 - loads pandas, when asked for

    return work


class StepsJoint(QObject):
    """Joins one dialog of steps to the session, while it is open."""

    KIND: ClassVar[str]
    begun = Signal(int)
    read = Signal(int, int)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._open_dialog: StepsDialog | None = None
        self._stop, self._reads = Event(), False
        self._turn = 0
        self.begun.connect(self._tell_begun)
        self.read.connect(self._tell_rows)
        session.closing.connect(self._end)

    def _show(self, dialog: StepsDialog) -> None:
        """Open a dialog, in place of the one before."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stopped.connect(self._end)
        dialog.finished.connect(self._forget)
        self._open_dialog = dialog
        dialog.open()

    def _watch(self) -> tuple[Callable[[int], None], Callable[[], bool]]:
        """Begin work that can be stopped: give how to tell of rows, and of Stop."""
        self._stop = Event()
        return partial(self.read.emit, self._turn), self._stop.is_set

    def _work(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        reads: bool = True,
    ) -> None:
        """Work beside the window; ``done`` is called unless the dialog is closed.

        What only reads can be stopped, and waits in words.
        """
        if self._open_dialog is None:
            return
        jobs, turn, self._reads = self._session.jobs, self._turn, reads
        ahead = ", ".join(AHEAD.get(kind, kind) for kind in jobs.ahead(LANE))
        self._open_dialog.show_running(running=True)
        self._open_dialog.stop.setVisible(reads)
        self._open_dialog.tell(WAITS.format(what=ahead) if ahead else READING)

        def begin() -> object:
            self.begun.emit(turn)
            return work()

        done_with = partial(self._done, done)
        jobs.run(self.KIND, begin, done=done_with, failed=self._failed, lane=LANE)

    def _done(self, done: Callable[[Any], None], result: object) -> None:
        if self._open_dialog is not None:
            self._open_dialog.show_running(running=False)
            self._open_dialog.tell("")
            done(result)

    def _failed(self, error: BaseException) -> None:
        if self._open_dialog is None:
            return
        self._open_dialog.show_running(running=False)
        title, details = in_plain_words(error)
        self._open_dialog.tell(title)
        self._window.tell_failure(title, details)

    def _forget(self, *_: object) -> None:
        self._open_dialog = None

    @Slot(int)
    def _tell_begun(self, turn: int) -> None:
        self._tell_running(turn, READING)

    @Slot(int, int)
    def _tell_rows(self, turn: int, rows: int) -> None:
        self._tell_running(turn, f"{rows:,} rows read")

    def _tell_running(self, turn: int, text: str) -> None:
        """Tell how far it is; what was stopped since has no say any more."""
        if turn == self._turn and self._open_dialog and self._open_dialog.running:
            self._open_dialog.tell(text)

    def _end(self) -> None:
        """Forget at once what is read; the worker ends it at its next word."""
        self._stop.set()
        if not (self._reads and self._session.jobs.running(self.KIND)):
            return
        self._turn += 1
        self._session.jobs.drop(self.KIND)
        if self._open_dialog is not None:
            self._open_dialog.show_running(running=False)
            self._open_dialog.tell(STOPPED)
