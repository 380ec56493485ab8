"""Opens and saves projects, and sees to it that no work is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu

from ui.project import questions
from ui.project.journalling import SAVING, Journalling, load_work
from ui.saved import Saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from data import Project
    from ui.project.work import Loaded, Order, Writer
    from ui.session import Session
    from ui.window import MainWindow

ENDING = ".gpkg"
FILTER = f"Projects (*{ENDING})"
EVERY = "Every file (*)"


class Projects(QObject):
    """Joins the file menu to the session: one case or project at a time."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._journal = Journalling(window, session)
        self._journal.failed.connect(self._not_saved)
        self._then: Callable[[], object] | None = None
        self._leaving = False
        self._recent = QMenu("&Recent cases and projects", window)
        actions = window.actions_by_id
        window.menu_of("open").insertMenu(actions["save"], self._recent)
        self._recent.aboutToShow.connect(self._list_recent)
        window.may_close = self._may_close
        self._store.saved_changed.connect(self._remember)
        for signal in (self._store.saved_changed, self._store.document_changed):
            signal.connect(self._show_state)
        for name in ("save", "save_as"):
            actions[name].setEnabled(False)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {
            "open": self._ask_for_a_file,
            "open_case": self._ask_for_a_folder,
            "save": self.save,
            "save_as": self.save_as,
        }

    # --- opening ----------------------------------------------------------------

    def _ask_for_a_file(self) -> None:
        kinds = f"{FILTER};;{EVERY}"
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a project", str(self._place()), kinds
        )
        if name:
            self.open(Path(name))

    def _ask_for_a_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, "Open the folder of a case"
        )
        if folder:
            self.open(Path(folder))

    def open(self, path: Path) -> None:
        """Open a project or a folder, once it is settled what becomes of work here."""
        self._settle_work(partial(self._open, path))

    def _open(self, path: Path) -> None:
        writer = self._journal.writer
        held = writer if writer is not None and writer.path == path else None
        self._store.said.emit("Opening the case")
        self._session.run(
            "open",
            lambda: load_work().load(path, self._session.tasks(), held),
            done=partial(self._opened, path),
            lane="slow",
        )

    def _opened(self, path: Path, loaded: Loaded) -> None:
        saved = None
        if loaded.project is not None and loaded.document is not None:
            project, document = loaded.project, loaded.document
            saved = Saved(path, project, document, loaded.reading_only)
        self._journal.take(loaded.writer)
        self._session.take(path, loaded.opened, loaded.document, saved)
        if loaded.reading_only:
            questions.tell_reading_only(self._window, path.name, loaded.reading_only)
        if loaded.recovered is not None:
            self._journal.offer(loaded.recovered)

    # --- opened before ------------------------------------------------------------

    def _list_recent(self) -> None:
        self._recent.clear()
        paths = [] if self._window.memory is None else self._window.memory.recent
        for path in paths:
            action = self._recent.addAction(str(path))
            action.triggered.connect(partial(self._open_recent, path))
        if not paths:
            self._recent.addAction("None yet").setEnabled(False)

    def _open_recent(self, path: Path, *_: object) -> None:
        self.open(path)

    def _remember(self) -> None:
        path = self._session.folder
        if self._window.memory is not None and path is not None:
            self._window.memory.opened(path)

    # --- saving -------------------------------------------------------------------

    def save(self) -> None:
        """Save the project that is open; ask for a file where none can be written."""
        writer = self._journal.writer
        if self._store.saved is None or writer is None:
            self.save_as()
        else:
            self._write(lambda order: (load_work().save(order, writer), writer))

    def save_as(self) -> None:
        """Ask for a file, and save what is open as that project."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            "Save the project as",
            str(self._place() / self._usual_name()),
            FILTER,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            self._then = None
            return
        path = Path(name if name.endswith(ENDING) else f"{name}{ENDING}")
        writer = self._journal.writer
        if writer is not None and writer.path == path:
            self.save()
        else:
            self._write(lambda order: load_work().save_as(order, path))

    def _write(self, work: Callable[[Order], tuple[Project, Writer]]) -> None:
        order = self._journal.order()
        if order is None:
            return
        if self._session.jobs.running(SAVING):
            self._then = self._then or self.save
            return
        self._journal.pause()
        self._store.said.emit("Saving the project")
        self._session.jobs.run(
            SAVING,
            lambda: work(order),
            done=partial(self._saved, order),
            failed=self._not_saved,
            lane="slow",
        )

    def _saved(self, order: Order, written: tuple[Project, Writer]) -> None:
        project, writer = written
        self._journal.take(writer)
        self._session.folder = writer.path
        saved = Saved(writer.path, project, order.document)
        self._store.set_saved(saved, decided=len(order.decisions))
        self._store.said.emit(f"Saved: {writer.path.name}")
        self._journal.note()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _not_saved(self, error: BaseException) -> None:
        """Say why, and offer another place; the work stays in the window."""
        self._then = None
        problems = getattr(error, "problems", None)
        if problems is None:
            self._session.tell_failure(error)
            return
        self._store.said.emit("Not saved; your work is kept in this window")
        said = [f"{problem.message} {problem.remedy}" for problem in problems]
        questions.tell_not_saved(self._window, said, self.save_as)
        self._journal.note()

    # --- before work could be lost --------------------------------------------------

    def _settle_work(self, then: Callable[[], object]) -> None:
        """Go on at once, or once it is settled what becomes of work not saved."""
        if self._session.jobs.running(SAVING):
            self._then = partial(self._settle_work, then)
        elif not self._store.unsaved:
            then()
        else:
            answers = (partial(self._save_first, then), partial(self._leave, then))
            questions.ask_unsaved(self._window, self._store.saved, answers)

    def _save_first(self, then: Callable[[], object]) -> None:
        self._then = partial(self._settle_work, then)
        self.save()

    def _leave(self, then: Callable[[], object]) -> None:
        """Leave work in the journal, where there is one, and go on."""
        if self._journal.is_possible:
            self._journal.write(then)
        else:
            then()

    def _may_close(self) -> bool:
        """Whether the window may close now; else it closes once that is settled."""
        busy = self._store.unsaved or self._session.jobs.running(SAVING)
        if self._leaving or not busy:
            return True
        self._settle_work(self._close)
        return False

    def _close(self) -> None:
        self._leaving = True
        self._window.close()

    # --- what is seen ---------------------------------------------------------------

    def _show_state(self) -> None:
        """Name the project in the title, and mark work that is not saved."""
        opened, saved = self._store.opened, self._store.saved
        if opened is None:
            return
        title = f"SEND capital planner: {opened.case.name}"
        if saved is not None:
            only = " (reading only)" if saved.reading_only else ""
            title += f" \N{EN DASH} {saved.path.name}{only}"
        self._window.setWindowTitle(f"{title}[*]")
        self._window.setWindowModified(self._store.unsaved)
        for name in ("save", "save_as"):
            self._window.actions_by_id[name].setEnabled(True)

    def _place(self) -> Path:
        """Folder to look in first: that of the project, or the user's documents."""
        if self._store.saved is not None:
            return self._store.saved.path.parent
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place))

    def _usual_name(self) -> str:
        saved, opened = self._store.saved, self._store.opened
        if saved is not None:
            return saved.path.name
        return f"{opened.case.name}{ENDING}" if opened is not None else ""
