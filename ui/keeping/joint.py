"""Keeps options as they are made, and offers those of last time."""

from __future__ import annotations

import time
from functools import partial
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from ui import edits
from ui.state import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from ui.keeping.facts import Found
    from ui.session import Session
    from ui.window import MainWindow

AFTER_MS = 1_000
DIGITS = 16
"""Of the digest of a case: each case has a file of its own."""


def load_facts() -> ModuleType:
    """Import what reads and writes options, in the worker that does."""
    from ui.keeping import facts  # noqa: PLC0415 - loads pandas; after first paint

    return facts


class Keeping(QObject):
    """Writes a moment after each edit; where nothing may be kept, it does nothing.

    The work of a project is kept by the project. Nothing is written for a case before
    it is settled what becomes of the options kept for it earlier.
    """

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._case, self._settled = "", False
        self._written: Document | None = None
        self._writing, self._turns = Lock(), count(1)
        self._last: dict[str, int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._keep)
        if window.memory is not None:
            self._store.opened_changed.connect(self._begin_anew)
            self._store.document_changed.connect(self._note)
            self._store.drawn_changed.connect(self._ask)
            self._store.saved_changed.connect(self._hand_over)
            session.closing.connect(self._keep_at_once)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does: nothing here is an action."""
        return {}

    def _path(self, case: str, when: str = "") -> Path:
        """Where options of a case are, and those set aside at some time."""
        memory = self._window.memory
        if memory is None:
            message = "nothing is kept"
            raise RuntimeError(message)
        return memory.folder / f"options-{case[:DIGITS]}{when}.json"

    # --- writing --------------------------------------------------------------

    def _note(self) -> None:
        """Write soon, once it is settled what becomes of the options of last time."""
        if self._settled and self._store.document is not self._written:
            self._timer.start()

    def _keep(self) -> None:
        work = self._writer(self._case, self._store.document)
        self._session.run("keep", work, done=self._wrote, lane="slow")

    def _keep_at_once(self) -> None:
        """Write what has not been written when the window closes."""
        self._timer.stop()
        document = self._store.document
        if self._settled and self._case and document is not self._written:
            self._wrote(self._writer(self._case, document)())

    def _writer(self, case: str, document: Document) -> Callable[[], Document]:
        """Give what writes a document, unless a later one has been written by then."""
        turn = next(self._turns)

        def write() -> Document:
            with self._writing:
                if turn > self._last.get(case, 0):
                    load_facts().keep(self._path(case), case, document)
                    self._last[case] = turn
            return document

        return write

    def _wrote(self, document: Document) -> None:
        self._written = document

    # --- offering -------------------------------------------------------------

    def _begin_anew(self) -> None:
        """Another case is open: what was made for the last one is written first."""
        self._keep_at_once()
        self._case, self._settled = "", False

    def _hand_over(self) -> None:
        """Offer no more at the next start what a project has saved."""
        if self._store.saved is not None and self._settled:
            self._timer.stop()
            self._settled = False
            work = self._writer(self._case, Document())
            self._session.run("keep", work, done=self._wrote, lane="slow")

    def _ask(self) -> None:
        """Look once, when a case is shown, for what was kept for it."""
        built = self._store.built
        if self._case or built is None or self._store.saved is not None:
            return
        self._case = built.scenario.case_digest
        work = partial(self._read, self._case)
        self._session.run("kept", work, done=self._offer, lane="slow")

    def _read(self, case: str) -> Found:
        found: Found = load_facts().kept_for(self._path(case), case)
        return found

    def _offer(self, found: Found) -> None:
        if not found.options:
            self._settle()
            return
        count = len(found.options)
        said = "An option is" if count == 1 else f"{count} options are"
        box = QMessageBox(self._window)
        box.setObjectName("kept")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Options of last time")
        box.setText(f"{said} kept on this computer from last time.")
        box.setInformativeText("If you leave them, they are kept beside by date.")
        back = box.addButton("&Bring back", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(back)
        leave = box.addButton("&Leave", QMessageBox.ButtonRole.RejectRole)
        back.clicked.connect(partial(self._bring_back, found))
        leave.clicked.connect(partial(self._set_aside, found))
        box.open()

    def _bring_back(self, found: Found, *_: object) -> None:
        change = partial(edits.bring_back, options=found.options)
        self._settle()
        self._store.edit("Bring back options", change)

    def _set_aside(self, found: Found, *_: object) -> None:
        beside = self._path(self._case, time.strftime("-%Y-%m-%d-%H%M%S"))
        work = partial(self._put_beside, beside, found)
        self._session.run("set aside", work, done=lambda _: self._settle(), lane="slow")

    def _put_beside(self, path: Path, found: Found) -> None:
        load_facts().put_beside(path, found)

    def _settle(self) -> None:
        self._settled = True
        self._note()
