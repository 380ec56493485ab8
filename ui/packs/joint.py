"""Joins the pack of papers to the window: asked for, watched, stopped."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.state import ALWAYS_THERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ui.packs.dialog import PackDialog, Wanted
    from ui.session import Session
    from ui.window import MainWindow

KIND = "pack"


def load_work() -> ModuleType:
    """Import what makes a pack, in the worker that makes it."""
    from ui.packs import work  # noqa: PLC0415 - loads the writers, when asked for

    return work


class Packs(QObject):
    """Opens the dialog, and has a pack made in a lane of its own."""

    stepped = Signal(object)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._dialog: PackDialog | None = None
        self._stop = Event()
        session.closing.connect(self._stop.set)
        self._store.drawn_changed.connect(self._show_possible)
        self._show_possible()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {"pack": self._open}

    def _show_possible(self) -> None:
        shown = self._store.drawn is not None
        self._window.actions_by_id["pack"].setEnabled(shown)

    def _open(self) -> None:
        """Show the dialog; one that is at work is brought back."""
        if self._session.jobs.running(KIND) and self._dialog is not None:
            self._dialog.show()
            self._dialog.raise_()
            return
        from ui.packs.dialog import PackDialog  # noqa: PLC0415 - when asked for

        if self._dialog is not None:
            self._dialog.deleteLater()
        document = self._store.document
        mine = tuple(o for o in document.options if o.key not in ALWAYS_THERE)
        options = mine or document.options
        self._dialog = PackDialog(options, document.selected, self._window)
        self._dialog.wanted.connect(self._write)
        self._dialog.stopped.connect(self._end)
        self.stepped.connect(self._dialog.show_step)
        self._dialog.open()

    def _end(self) -> None:
        self._stop.set()
        self._say("Stopping")

    def _write(self, wanted: Wanted) -> None:
        opened, built = self._store.opened, self._store.built
        document = self._store.document
        if opened is None or built is None:
            return
        keys = (*ALWAYS_THERE, *wanted.options, wanted.recommended)
        options = [document.option(key) for key in dict.fromkeys(keys)]
        parts = {
            "opened": opened,
            "built": built,
            "inputs": document.inputs,
            "options": tuple(option for option in options if option is not None),
        }
        self._stop = Event()
        self._session.closing.connect(self._stop.set)
        self._show_running(running=True)
        self._session.jobs.run(
            KIND,
            partial(_write_pack, parts, wanted, self.stepped.emit, self._stop.is_set),
            done=self._done,
            failed=self._failed,
            lane="long",
        )

    def _done(self, written: list[str]) -> None:
        self._show_running(running=False)
        self._say(f"Written: {len(written) - 1} files in {written[0]}")
        self._store.said.emit(f"The pack is written to {written[0]}")

    def _failed(self, error: BaseException) -> None:
        self._show_running(running=False)
        if self._stop.is_set():
            self._say("Stopped; nothing was written")
            return
        self._say("The pack could not be written")
        self._session.tell_failure(error)

    def _show_running(self, *, running: bool) -> None:
        if self._dialog is not None:
            self._dialog.show_running(running=running)

    def _say(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.stage.setText(text)


def _write_pack(
    parts: dict[str, Any],
    wanted: Wanted,
    tell: Callable[[object], None],
    stop: Callable[[], bool],
) -> list[str]:
    """Make the order in the worker: what it is made of loads pandas."""
    work = load_work()
    asked = work.Asked(
        pack=wanted.pack,
        audience=wanted.audience,
        futures=wanted.futures,
        command=work.COMMAND,
        seeds={},
    )
    order = work.Order(**parts, asked=asked, folder=wanted.folder)
    written: list[str] = work.write_pack(order, tell, stop)
    return written
