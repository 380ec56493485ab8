"""Joins new cases, and the report on the tables of a case, to the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.importing.steps_joint import StepsJoint, load_work
from ui.project.joint import Projects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from data.new_case import NewCase
    from data.quality import Quality
    from ui.importing.new_case_dialog import NewCaseDialog
    from ui.importing.work import Target
    from ui.session import Session
    from ui.window import MainWindow


class Cases(StepsJoint):
    """Makes a case for any authority, and reports on the one that is open."""

    KIND = "new case"

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session)
        self._dialog: NewCaseDialog | None = None
        self._store.opened_changed.connect(self._show_possible)
        self._show_possible()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {"new_case": self._open, "quality": self._report}

    def _show_possible(self) -> None:
        there = self._store.opened is not None
        self._window.actions_by_id["quality"].setEnabled(there)

    # --- a new case -------------------------------------------------------------

    def _open(self) -> None:
        from ui.importing.new_case_dialog import NewCaseDialog  # noqa: PLC0415 - when asked for

        dialog = NewCaseDialog(self._window)
        dialog.looking.connect(self._look)
        dialog.making.connect(self._make)
        self._dialog = dialog
        self._show(dialog)

    def _look(
        self, code: str, files: Mapping[str, tuple[Path, ...]], beside: dict[str, Path]
    ) -> None:
        told = self._watch()
        self._work(
            lambda: load_work().look_new(code, files, beside, told), self._show_found
        )

    def _show_found(self, new: NewCase) -> None:
        if self._dialog is not None:
            self._dialog.show_found(new)

    def _make(self, new: NewCase, folder: Path) -> None:
        self._work(lambda: load_work().make_new(new, folder), self._made, reads=False)

    def _made(self, folder: Path) -> None:
        """Open the case, once it is settled what becomes of work on another."""
        if self._dialog is not None:
            self._dialog.accept()
        projects = self._window.findChild(Projects)
        if isinstance(projects, Projects):
            projects.open(folder)

    # --- what the tables are worth ------------------------------------------------

    def _report(self) -> None:
        saved = self._store.saved
        project = None if saved is None else saved.project
        target = load_work().Target(self._session.folder, project)
        self._store.said.emit("Looking at the data")
        self._session.run(
            "quality",
            lambda: load_work().quality(target),
            done=partial(self._show_quality, target),
            lane="slow",
        )

    def _show_quality(self, target: Target, found: Quality) -> None:
        from ui.importing.quality_dialog import QualityDialog  # noqa: PLC0415 - when asked for

        self._store.said.emit("")
        dialog = QualityDialog(found, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.writing.connect(partial(self._write, target, found))
        dialog.open()

    def _write(self, target: Target, found: Quality, path: Path) -> None:
        self._session.run(
            "quality",
            lambda: load_work().write_quality(found, path, target),
            done=partial(self._written, found),
            lane="slow",
        )

    def _written(self, found: Quality, path: Path) -> None:
        counts = ", ".join(f"{count} {what}" for what, count in found.counts.items())
        self._store.decide(f"Report on the data written: {counts}")
        self._store.said.emit(f"Written: {path}")
