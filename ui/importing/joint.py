"""Joins imports to the window: read beside it, looked at, and kept with the case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from ui.importing.steps_joint import StepsJoint, load_work
from ui.project.joint import Projects

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from data.importers.staging import Staged
    from ui.importing.dialog import ImportDialog
    from ui.importing.state import Wanted
    from ui.session import Session
    from ui.state import Opened
    from ui.window import MainWindow

INTO_PROJECT = "It goes into the project {name}, which is saved with it."
INTO_FOLDER = "It goes into the case in {name}."
INTO_COPY = (
    "The planner's own case is never changed: a copy of it, with this file, goes into "
    "a new folder, and is opened."
)
READING_ONLY = (
    "The project is open for reading only. Save it as another file first, then import."
)
BEING_SAVED = "The project is being saved; import again once it is."
LEFT_OUT = (
    "The tables that came in no longer offer what these options held. It is kept in "
    "the note of each, and what is left is measured again."
)


class Importing(StepsJoint):
    """Opens the pages of an import and has each step done in a worker."""

    KIND = "import"

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session)
        self._dialog: ImportDialog | None = None
        session.left_out.connect(self._tell_left_out)
        self._store.built_changed.connect(self._show_possible)
        self._show_possible()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {"import": self._open}

    def _show_possible(self) -> None:
        there = self._store.built is not None
        self._window.actions_by_id["import"].setEnabled(there)

    def _open(self) -> None:
        saved = self._store.saved
        if saved is not None and saved.reading_only:
            self._tell("readingOnlyImport", "Import a file", READING_ONLY)
            return
        from ui.importing.dialog import ImportDialog  # noqa: PLC0415 - when asked for

        dialog = ImportDialog(load_work().TABLES, self._window)
        folder = self._session.folder
        words = INTO_COPY if folder is None else INTO_FOLDER.format(name=folder)
        if saved is not None:
            words = INTO_PROJECT.format(name=saved.path.name)
        dialog.preview.show_place(words, needs_folder=folder is None)
        dialog.proposing.connect(self._propose)
        dialog.previewing.connect(self._preview)
        dialog.importing.connect(self._keep)
        self._dialog = dialog
        self._show(dialog)

    # --- looked at --------------------------------------------------------------

    def _propose(self, wanted: Wanted) -> None:
        target = self._target()
        self._work(lambda: load_work().columns(wanted, target), self._show_columns)

    def _show_columns(self, found: Any) -> None:  # noqa: ANN401 - loaded when asked for
        if self._dialog is not None:
            self._dialog.show_columns(found)

    def _preview(self, wanted: Wanted) -> None:
        target, (tell, stop) = self._target(), self._watch()
        self._work(
            lambda: load_work().preview(wanted, target, tell, stop), self._show_staged
        )

    def _show_staged(self, staged: Staged) -> None:
        if self._dialog is not None:
            self._dialog.show_staged(staged)

    def _target(self) -> Any:  # noqa: ANN401 - a class that is loaded when asked for
        saved = self._store.saved
        project = None if saved is None else saved.project
        return load_work().Target(self._session.folder, project)

    # --- kept -------------------------------------------------------------------

    def _keep(self, staged: Staged, copy_to: Path | None) -> None:
        """Write what was looked at, then go on with the tables as they are now."""
        if self._store.saved is not None:
            self._put_in_project(staged)
            return
        folder, tasks = copy_to or self._session.folder, self._session.tasks
        if folder is None:
            return

        def write() -> Opened:
            work = load_work()
            keep = work.keep_a_copy if copy_to else work.keep_in_folder
            opened: Opened = tasks().open_case(keep(staged, folder))
            return opened

        self._work(write, partial(self._renew, staged, folder), reads=False)

    def _put_in_project(self, staged: Staged) -> None:
        projects = self._window.findChild(Projects)
        if isinstance(projects, Projects):
            work = load_work()
            begun = projects.put_in(
                lambda project: work.into_project(project, staged),
                partial(self._reopen, staged),
            )
            if self._dialog is not None and not begun:
                self._dialog.tell(BEING_SAVED)

    def _reopen(self, staged: Staged) -> None:
        saved, tasks = self._store.saved, self._session.tasks
        if saved is not None:
            project = saved.project
            done = partial(self._renew, staged, saved.path)
            self._work(lambda: tasks().open_case(project), done, reads=False)

    def _renew(self, staged: Staged, folder: Path, opened: Opened) -> None:
        self._session.renew(folder, opened)
        made = ", ".join(made.table for made in staged.made)
        self._store.said.emit(f"Imported: {made.replace('_', ' ')}")
        if self._dialog is not None:
            self._dialog.accept()

    def _tell_left_out(self, said: list[str]) -> None:
        text = f"{LEFT_OUT}\n\n" + "\n".join(said)
        self._tell("leftOut", "Options after an import", text)

    def _tell(self, name: str, title: str, text: str) -> None:
        box = QMessageBox(self._window)
        box.setObjectName(name)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.open()
