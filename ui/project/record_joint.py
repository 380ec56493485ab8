"""Joins comments, and the history of the project, to the session."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.project.comments_dialog import CommentsDialog, Line, Subject
from ui.project.history_dialog import HistoryDialog
from ui.project.journalling import load_work
from ui.saved import TIME, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from data.project import Comment
    from ui.session import Session
    from ui.window import MainWindow

EVERYTHING = Subject("", "", "Everything that was said")
SAVED_WORDS = "Every decision, import and save, newest first. Nothing can be taken out."
UNSAVED_WORDS = (
    "Decisions of this session, newest first. Save the project to keep them on record."
)


class Record(QObject):
    """Counts and shows what was said of what is picked, and what was done by whom."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._action = window.actions_by_id["comments"]
        window.schemes.offer([self._action])
        window.schemes.picked.connect(self._show_count)
        for signal in (
            self._store.document_changed,
            self._store.view_changed,
            self._store.opened_changed,
        ):
            signal.connect(self._show_count)
        self._show_count()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {"comments": self._open_comments, "history": self._open_history}

    # --- comments -----------------------------------------------------------------

    def _subjects(self) -> Iterator[Subject]:
        """Give what is looked at: the scheme picked, the district, the option."""
        option, picked = self._store.document.chosen, self._picked()
        if picked is not None:
            yield picked
        district = self._store.view.district
        if district:
            yield Subject("district", district, f"District: {district}")
        if option is not None:
            yield Subject("option", option.key, f"Option: {option.name}")

    def _picked(self) -> Subject | None:
        picked = self._window.schemes.picked_scheme()
        if picked is None:
            return None
        row = picked[0]
        title = row.name(self._store.view.audience)
        return Subject("scheme", row.key, f"Scheme: {title}")

    def _said_of(self, subject: Subject) -> list[Comment]:
        every = subject == EVERYTHING
        return [
            item
            for item in self._store.document.comments
            if every or (item.about, item.name) == (subject.about, subject.name)
        ]

    def _show_count(self) -> None:
        """Say how much was said of what is looked at."""
        count = sum(len(self._said_of(subject)) for subject in self._subjects())
        said = f" ({count})" if count else ""
        self._action.setText(f"Co&mments{said}\N{HORIZONTAL ELLIPSIS}")
        self._action.setEnabled(self._store.document.chosen is not None)

    def _open_comments(self) -> None:
        work = load_work()
        dialog = CommentsDialog(
            (*self._subjects(), EVERYTHING),
            work.WARNING,
            lambda text: work.flags(text, self._known()),
            restricted=self._store.view.audience == "restricted",
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show = partial(self._show_lines, dialog)
        dialog.turned.connect(show)
        dialog.added.connect(self._add)
        dialog.removed.connect(self._remove)
        self._store.document_changed.connect(show)
        dialog.finished.connect(lambda _: self._store.document_changed.disconnect(show))
        show()
        dialog.open()

    def _known(self) -> list[str]:
        """Names that are not those of people: of places and options."""
        opened, document = self._store.opened, self._store.document
        named = [option.name for option in document.options]
        if opened is None:
            return named
        tables = (opened.case.areas, opened.case.towns)
        return [*named, *(name for table in tables for name in table["name"])]

    def _show_lines(self, dialog: CommentsDialog, *_: object) -> None:
        subject = dialog.subject
        found = self._said_of(subject)
        lines = [Line(item, self._line(item, subject)) for item in reversed(found)]
        dialog.show_lines(lines)

    def _line(self, said: Comment, subject: Subject) -> str:
        whose = f"{said.who}, {_when(said.at)}"
        if subject == EVERYTHING:
            whose = f"{self._title(said)} \N{EN DASH} {whose}"
        return f"{whose}\n{said.text}"

    def _title(self, said: Comment) -> str:
        """Name what a comment is about, as the audience may see it."""
        if said.about == "option":
            option = self._store.document.option(said.name)
            return "An option" if option is None else option.name
        if said.about == "district":
            return said.name
        built = self._store.built
        rows = [] if built is None else [r for r in built.schemes if r.key == said.name]
        return rows[0].name(self._store.view.audience) if rows else "A scheme"

    def _add(self, subject: Subject, text: str) -> None:
        work = load_work()
        said = work.Comment(subject.about, subject.name, work.who(), now(), text)
        about = {"scheme": "a scheme", "option": "an option"}.get(subject.about)
        self._session.comment(said, f"Comment on {about or subject.name}")

    def _remove(self, said: Comment) -> None:
        self._session.uncomment(said)

    # --- history --------------------------------------------------------------------

    def _open_history(self) -> None:
        saved = self._store.saved
        words = UNSAVED_WORDS if saved is None else SAVED_WORDS
        dialog = HistoryDialog(self._history(), words, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _history(self) -> list[tuple[str, str, str]]:
        """When, who and what, the newest first."""
        project = None if self._store.saved is None else self._store.saved.project
        who = load_work().who()
        done = [
            (item.at, who, f"{item.what} (not saved)") for item in self._store.decisions
        ]
        if project is not None:
            done = [
                *((i.at, "", f"Imported {i.name} ({i.kind})") for i in project.inputs),
                *((i.at, i.who, _what(i.what, i.detail)) for i in project.audit),
                *done,
            ]
        done.sort(key=lambda row: row[0])
        return [(_when(at), who, what) for at, who, what in reversed(done)]


def _what(what: str, detail: str) -> str:
    return f"{what}: {detail}" if detail else what


def _when(at: str) -> str:
    """Say a time of a project as a clock here shows it."""
    try:
        time = datetime.strptime(at, TIME).replace(tzinfo=UTC)
    except ValueError:
        return at
    return time.astimezone().strftime("%d %b %Y %H:%M")
