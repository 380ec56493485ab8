"""What was said of an option, a scheme or a district, and a place to say more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.project import Comment

IN_PUBLIC = "They are shown in the restricted view."
NOTHING = "Nothing was said of it yet."
KEPT = "Comments are kept in the project, and are in no paper that is exported."
AGAIN = "Read it again before you add it. {}"
TEXT_LINES = 4


@dataclass(frozen=True)
class Subject:
    """What a comment can be about.

    Attributes
    ----------
    about, name
        As ``Comment``; both empty for everything that comments are about.
    title
        As the audience may see it.
    """

    about: str
    name: str
    title: str


@dataclass(frozen=True)
class Line:
    """A comment as it is listed."""

    comment: Comment
    text: str


class CommentsDialog(QDialog):
    """Emits what is added and taken away; the store keeps it.

    Parameters
    ----------
    warning
        What nobody may write.
    flags
        Say what in a text may tell who a child is.
    restricted
        Whether what was said may be shown.
    """

    added = Signal(object, str)
    removed = Signal(object)
    turned = Signal(object)

    def __init__(
        self,
        subjects: Sequence[Subject],
        warning: str,
        flags: Callable[[str], Sequence[str]],
        *,
        restricted: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("comments")
        self.setWindowTitle("Comments")
        self.resize(620, 480)
        self._flags, self._restricted = flags, restricted
        self._subjects = tuple(subjects)
        self._lines: tuple[Line, ...] = ()
        self.about = QComboBox(self)
        self.about.addItems([subject.title for subject in subjects])
        self.list = QListWidget(self)
        self.list.setAccessibleName("What was said")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setVisible(restricted)
        self.said = _words(self)
        self.warning = _words(self, f"{warning} {KEPT}")
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleDescription(warning)
        height = TEXT_LINES * self.fontMetrics().lineSpacing()
        self.text.setFixedHeight(height + 2 * self.text.frameWidth() + 8)
        self.found = _words(self)
        self.add = QPushButton("&Add", self)
        self.remove = QPushButton("&Remove", self)
        self.done_with = QPushButton("&Close", self)
        self._lay_out()
        self._connect()

    @property
    def subject(self) -> Subject:
        """What the comments in sight are about."""
        return self._subjects[self.about.currentIndex()]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """List what was said of the subject, where that may be shown."""
        self._lines = tuple(lines)
        self.list.clear()
        if self._restricted:
            self.list.addItems([line.text for line in lines])
            self.said.setText("" if lines else NOTHING)
        else:
            count = "1 comment." if len(lines) == 1 else f"{len(lines)} comments."
            self.said.setText(f"{count} {IN_PUBLIC}" if lines else NOTHING)
        self.said.setVisible(bool(self.said.text()))
        self._show_state()

    # --- inside -----------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        top = QHBoxLayout()
        label = QLabel("A&bout", self)
        label.setBuddy(self.about)
        top.addWidget(label)
        top.addWidget(self.about, 1)
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        label = QLabel("&Your comment", self)
        label.setBuddy(self.text)
        for widget in (label, self.text, self.found, self.warning):
            column.addWidget(widget)
        if not self._restricted:
            column.addStretch(1)
        row = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.done_with)
        column.addLayout(row)

    def _connect(self) -> None:
        self.about.currentIndexChanged.connect(self._turn)
        self.list.currentRowChanged.connect(self._show_state)
        self.text.textChanged.connect(self._type)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.done_with.clicked.connect(self.reject)

    def _turn(self) -> None:
        self.turned.emit(self.subject)

    def _type(self) -> None:
        self.found.clear()
        self._show_state()

    def _show_state(self) -> None:
        written = bool(self.text.toPlainText().strip())
        self.add.setEnabled(written and bool(self.subject.about))
        self.remove.setEnabled(self.list.currentRow() >= 0)
        self.found.setVisible(bool(self.found.text()))

    def _add(self) -> None:
        """Add what is written; what may tell who a child is is shown first, once."""
        text = self.text.toPlainText().strip()
        found = self._flags(text)
        if found and not self.found.text():
            self.found.setText(AGAIN.format(" ".join(found)))
            self._show_state()
            return
        self.text.clear()
        self.added.emit(self.subject, text)

    def _remove(self) -> None:
        self.removed.emit(self._lines[self.list.currentRow()].comment)


def _words(parent: QWidget, text: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
