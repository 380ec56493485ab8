"""Joins the engagement mode to the session: what is open is copied, then shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from capital_planner.engagement import Heard, Position, Row
    from capital_planner.mapspec import MapSpec
    from capital_planner.plan import Plan
    from optimiser.listener import Step as Printed
    from ui.engagement.prepare import Prepared, Step
    from ui.engagement.window import EventWindow
    from ui.session import Session
    from ui.state import Option
    from ui.window import MainWindow

KIND, MAP_KIND = "engagement", "engagement map"
NOT_YET = "Wait until the case is open and its children are counted"


def load_prepare() -> ModuleType:
    """Import the heavy work, once a case is open."""
    from ui.engagement import prepare  # noqa: PLC0415 - loads pandas; when asked for

    return prepare


def load_printing() -> ModuleType:
    """Import what prints leaflets, in the worker that prints them."""
    from ui.engagement import printing  # noqa: PLC0415 - loads the painters

    return printing


class Engagement(QObject):
    """Works an event out beside the window, and opens it full screen.

    What people say is kept in memory while the case stays open, and nowhere else.
    """

    printed = Signal(object)

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self.shown: EventWindow | None = None
        self.progress: QProgressDialog | None = None
        self._heard: Heard | None = None
        self._told: dict[str, list[Plan]] = {}
        self._maps: dict[Position, MapSpec] = {}
        self._store.opened_changed.connect(self._forget)
        self._stop_printing = Event()
        session.closing.connect(self._close)
        session.closing.connect(self._stop_printing.set)
        self.printed.connect(self._say_step)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the action of this room does."""
        return {"engagement": self.start}

    def start(self) -> None:
        """Copy what is open, work it out in every future, and show it."""
        if self.shown is not None:
            self.shown.activateWindow()
            return
        store = self._store
        opened, built = store.opened, store.built
        if opened is None or built is None or not store.inputs_are_current:
            store.said.emit(NOT_YET)
            return
        prepare, options = load_prepare(), store.document.options
        copy = prepare.Copy(
            opened=opened,
            built=built,
            inputs=store.document.inputs,
            options=options,
            names={option.key: self._name(option) for option in options},
        )
        self._show_progress()
        self._work(prepare.preparing(copy, self._session.tasks()))

    # --- inside -----------------------------------------------------------------

    def _name(self, option: Option) -> str:
        """Name an option; one that has changed since an event says so.

        What people said is about the plan they were shown.
        """
        plans = self._told.setdefault(option.name, [])
        now = option.plan.choices.sort_index()
        for n, plan in enumerate(plans):
            if plan.choices.sort_index().equals(now):
                return _numbered(option.name, n)
        plans.append(option.plan)
        return _numbered(option.name, len(plans) - 1)

    def _work(self, steps: Iterator[Step]) -> None:
        """Take the next step in a worker."""
        self._session.jobs.run(
            KIND,
            lambda: next(steps),
            done=partial(self._stepped, steps),
            failed=self._failed,
            lane="slow",
        )

    def _stepped(self, steps: Iterator[Step], step: Step) -> None:
        if step.prepared is not None:
            self._close_progress()
            self._open(step.prepared)
            return
        if self.progress is not None:
            self.progress.setMaximum(step.of)
            self.progress.setLabelText(step.said)
            self.progress.setValue(step.done)
        self._work(steps)

    def _open(self, prepared: Prepared) -> None:
        from capital_planner.engagement import Heard  # noqa: PLC0415 - as below
        from ui.engagement.window import EventWindow  # noqa: PLC0415 - loads pandas

        family = self._window.map_card.view.family
        heard = Heard() if self._heard is None else self._heard
        self._maps = {}
        window = EventWindow(prepared, heard, family=family, parent=self._window)
        window.map_wanted.connect(partial(self._draw, prepared))
        window.heard_changed.connect(self._hear)
        window.write_wanted.connect(self._write)
        window.staff.print_wanted.connect(partial(self._print, prepared))
        window.destroyed.connect(self._closed)
        self.shown = window
        window.showFullScreen()

    def _hear(self, heard: Heard) -> None:
        self._heard = heard

    def _draw(self, prepared: Prepared, at: Position) -> None:
        """Draw a map of the frozen copy, unless it was drawn before."""
        if at in self._maps:
            self._drawn(at, self._maps[at])
            return
        self._session.jobs.run(
            MAP_KIND,
            lambda: load_prepare().event_map(prepared.event, at, prepared.ground),
            done=partial(self._drawn, at),
            failed=self._failed,
        )

    def _drawn(self, at: Position, spec: MapSpec) -> None:
        self._maps[at] = spec
        if self.shown is not None:
            self.shown.show_map(at, spec)

    def _write(
        self,
        folder: Path,
        rows: tuple[Row, ...],
        did: dict[tuple[str, str, str], str],
    ) -> None:
        self._session.jobs.run(
            "engagement file",
            lambda: load_prepare().write(folder, rows, did),
            done=lambda path: self._say(f"Written: {path}"),
            failed=lambda error: self._say(str(error)),
            lane="slow",
        )

    def _print(self, prepared: Prepared, area: str, folder: Path) -> None:
        """Have the leaflets of an area printed, with the option people see first."""
        if self.shown is None:
            return
        at, tell = replace(self.shown.at, area=area), self.printed.emit
        self.shown.staff.say_printing("Getting ready to print", running=True)
        self._session.jobs.run(
            "engagement leaflets",
            lambda: load_printing().print_leaflets(
                prepared, at, folder, tell, self._stop_printing.is_set
            ),
            done=lambda files: self._say_printed(
                f"Written: {' and '.join(files[1:])} in {files[0]}"
            ),
            failed=lambda error: self._say_printed(str(error)),
            lane="long",
        )

    def _say_step(self, step: Printed) -> None:
        if self.shown is not None:
            count = f": {step.done} of {step.count}" if step.count else ""
            self.shown.staff.say_printing(f"{step.stage}{count}", running=True)

    def _say_printed(self, said: str) -> None:
        if self.shown is not None:
            self.shown.staff.say_printing(said, running=False)

    def _say(self, said: str) -> None:
        if self.shown is not None:
            self.shown.say_written(said)

    # --- ending -----------------------------------------------------------------

    def _show_progress(self) -> None:
        self.progress = QProgressDialog("Getting ready", "Stop", 0, 1, self._window)
        self.progress.setWindowTitle("Engagement event")
        self.progress.setWindowModality(Qt.WindowModality.WindowModal)
        self.progress.setMinimumDuration(0)
        self.progress.setAutoClose(False)
        self.progress.setAutoReset(False)
        self.progress.canceled.connect(self._stop)
        self.progress.show()

    def _close_progress(self) -> None:
        if self.progress is not None:
            self.progress.canceled.disconnect(self._stop)
            self.progress.close()
            self.progress.deleteLater()
            self.progress = None

    def _stop(self) -> None:
        self._session.jobs.drop(KIND)
        self._close_progress()

    def _failed(self, error: BaseException) -> None:
        self._close_progress()
        self._session.failed.emit("The event could not be made ready", str(error))

    def _closed(self) -> None:
        self.shown = None
        self._session.jobs.drop(MAP_KIND)

    def _forget(self) -> None:
        """Drop what was said and prepared when another case is opened."""
        self._stop()
        self._close()
        self._heard, self._told = None, {}

    def _close(self) -> None:
        self._close_progress()
        if self.shown is not None:
            self.shown.close()


def _numbered(name: str, changes: int) -> str:
    return f"{name}, changed {changes}" if changes else name
