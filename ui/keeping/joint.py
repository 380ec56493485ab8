"""Keeps options as they are made, and offers those of last time."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from ui import edits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from ui.session import Session
    from ui.state import Document, Option
    from ui.window import MainWindow

AFTER_MS = 1_000
FILE = "options.json"


def load_facts() -> ModuleType:
    """Import what reads and writes options, in the worker that does."""
    from ui.keeping import facts  # noqa: PLC0415 - loads pandas; after first paint

    return facts


class Keeping(QObject):
    """Writes a moment after each edit; where nothing may be kept, it does nothing."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._asked = False
        self._last: Document | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._keep)
        if self._path is not None:
            self._store.document_changed.connect(self._note)
            self._store.drawn_changed.connect(self._ask)
            session.closing.connect(self._keep_at_once)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does: nothing here is an action."""
        return {}

    @property
    def _path(self) -> Path | None:
        memory = self._window.memory
        return None if memory is None else memory.folder / FILE

    @property
    def _case(self) -> str:
        built = self._store.built
        return "" if built is None else built.scenario.case_digest

    # --- writing --------------------------------------------------------------

    def _note(self) -> None:
        """Write soon, unless the options of last time are still to be asked for."""
        if self._asked and self._store.document is not self._last:
            self._timer.start()

    def _keep(self) -> None:
        document, path = self._store.document, self._path
        if path is not None and self._case:
            self._last = document
            work = partial(self._write, path, self._case, document)
            self._session.run("keep", work, done=lambda _: None, lane="slow")

    def _keep_at_once(self) -> None:
        """Write what has not been written when the window closes."""
        path, waits = self._path, self._timer.isActive()
        self._timer.stop()
        if waits and path is not None and self._case:
            self._write(path, self._case, self._store.document)

    def _write(self, path: Path, case: str, document: Document) -> None:
        load_facts().keep(path, case, document)

    # --- offering -------------------------------------------------------------

    def _ask(self) -> None:
        """Look once, when the case is shown, for what was kept for it."""
        if self._asked or self._path is None:
            return
        self._asked = True
        self._last = self._store.document
        work = partial(self._read, self._path, self._case)
        self._session.run("kept", work, done=self._offer, lane="slow")

    def _read(self, path: Path, case: str) -> tuple[Option, ...]:
        found: tuple[Option, ...] = load_facts().kept_for(path, case)
        return found

    def _offer(self, options: tuple[Option, ...]) -> None:
        if not options:
            return
        count = "An option is" if len(options) == 1 else f"{len(options)} options are"
        box = QMessageBox(self._window)
        box.setObjectName("kept")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Options of last time")
        box.setText(f"{count} kept on this computer from last time.")
        box.setInformativeText("If you leave them, they are kept beside by date.")
        back = box.addButton("&Bring back", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(back)
        leave = box.addButton("&Leave", QMessageBox.ButtonRole.RejectRole)
        back.clicked.connect(partial(self._bring_back, options))
        leave.clicked.connect(self._set_aside)
        box.open()

    def _bring_back(self, options: tuple[Option, ...], *_: object) -> None:
        inputs = self._store.document.inputs
        change = partial(edits.bring_back, options=options, inputs=inputs)
        self._store.edit("Bring back options", change)

    def _set_aside(self) -> None:
        path = self._path
        if path is not None:
            again = path.with_name(f"options-{time.strftime('%Y-%m-%d-%H%M%S')}.json")
            work = partial(self._put_beside, path, again)
            self._session.run("set aside", work, done=lambda _: None, lane="slow")

    def _put_beside(self, path: Path, again: Path) -> None:
        load_facts().set_aside(path, again)
