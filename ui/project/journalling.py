"""Puts work in the journal of a project a moment after each edit, and offers it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui import edits
from ui.project import questions

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ui.project.work import Order, Recovered, Writer
    from ui.session import Session
    from ui.window import MainWindow

AFTER_MS = 1_000
SAVING, JOURNAL = "save project", "journal"
"""Kinds of jobs: they take turns, since both go on from what was last saved."""


def load_work() -> ModuleType:
    """Import what reads and writes projects, in the worker that does."""
    from ui.project import work  # noqa: PLC0415 - loads pandas; after first paint

    return work


class Journalling(QObject):
    """Writes what is not saved beside the file, where that may be written.

    Nothing is written before it is settled what becomes of work found there.

    Attributes
    ----------
    writer
        The right to write the file; None when it is open for reading only, and
        for a case that is not in a project.
    failed
        Emits why work could not be written, once until it can.
    """

    failed = Signal(object)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self.writer: Writer | None = None
        self._settled, self._told = True, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.write)
        self._store.opened_changed.connect(self._begin_anew)
        self._store.document_changed.connect(self.note)
        session.closing.connect(self._give_up_file)

    def take(self, writer: Writer | None) -> None:
        """Hold another file from now on, and let others write the last one."""
        old, self.writer = self.writer, writer
        self._settled, self._told = True, False
        if old is not None and old is not writer:
            old.release()

    # --- writing ----------------------------------------------------------------

    @property
    def is_possible(self) -> bool:
        """Whether work may be put in a journal now."""
        saving = self._session.jobs.running(SAVING)
        return self._settled and self.writer is not None and not saving

    def note(self) -> None:
        """Write soon what is not saved."""
        if self.is_possible and self._store.unsaved:
            self._timer.start()

    def pause(self) -> None:
        """Write nothing now: all of it is being saved."""
        self._timer.stop()

    def write(self, then: Callable[[], object] | None = None) -> None:
        """Write now, and go on once it is on the disk."""
        self._timer.stop()
        writer, order = self.writer, self.order()
        if not self.is_possible or writer is None or order is None:
            return
        self._session.jobs.run(
            JOURNAL,
            lambda: load_work().journal(order, writer),
            done=lambda _: self._written(then),
            failed=lambda error: self._tell(error, always=then is not None),
            lane="slow",
        )

    def order(self) -> Order | None:
        """Say what there is to write; None before a case is open."""
        opened = self._store.opened
        if opened is None:
            return None
        order: Order = load_work().Order(
            saved=self._store.saved,
            folder=self._session.folder,
            digest=opened.case.digest,
            document=self._store.document,
            decisions=self._store.decisions,
        )
        return order

    def _written(self, then: Callable[[], object] | None) -> None:
        self._told = False
        if then is not None:
            then()

    def _tell(self, error: BaseException, *, always: bool) -> None:
        if always or not self._told:
            self._told = True
            self.failed.emit(error)

    # --- work newer than the last save ------------------------------------------

    def offer(self, newer: Recovered) -> None:
        """Ask what becomes of work that was found in the journal."""
        saved = self._store.saved
        if saved is not None:
            self._settled = False
            answers = (partial(self._bring_back, newer), self._leave)
            questions.ask_recovered(self._window, saved.path.name, answers)

    def _bring_back(self, newer: Recovered) -> None:
        saved = self._store.saved
        if saved is not None:
            self._settled = True
            self._store.set_saved(replace(saved, project=newer.project))
            change = partial(edits.bring_back_work, work=newer.document)
            self._store.edit("Bring back work", change)

    def _leave(self) -> None:
        writer = self.writer
        if writer is not None:
            self._session.run(
                JOURNAL,
                lambda: writer.begin(anew=True),
                done=lambda _: self._settle(),
                lane="slow",
            )

    def _settle(self) -> None:
        self._settled = True
        self.note()

    # --- the file ---------------------------------------------------------------

    def _begin_anew(self) -> None:
        """Another case is open: one that is in no project needs no file."""
        self._timer.stop()
        if self._store.saved is None:
            self.take(None)

    def _give_up_file(self) -> None:
        """Let others write the file, once no worker does."""
        if self._session.jobs.closed:
            self.take(None)
