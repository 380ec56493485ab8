"""What was found, warnings to accept, and where the tables go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from ui.importing.files_row import FilesRow
from ui.importing.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from capital_planner.errors import Problem

STATUSES = {"error": "Error", "warning": "Warning"}
COLUMNS = (
    ("Kind", 70),
    ("File", 120),
    ("Row", 46),
    ("Column", 100),
    ("Value", 90),
    ("What was found", 230),
    ("What to do", 230),
)


class DecidePage(QWidget):
    """A tab of its own kind, and one of problems; warnings are accepted with a tick.

    Parameters
    ----------
    shown
        What is decided about, and the name of its tab.
    folder
        What a folder is for, where one is asked for.
    """

    changed = Signal()

    def __init__(
        self, shown: tuple[QWidget, str], folder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words = _words(self)
        self.problems = Listing(
            "Errors and warnings", COLUMNS, tuple(STATUSES.values()), self
        )
        self.tabs = QTabWidget(self)
        self.tabs.addTab(*shown)
        self.tabs.addTab(self.problems, "&Errors and warnings")
        self.accept = QCheckBox("&Accept with warnings", self)
        self.place = _words(self)
        self.folder = FilesRow(folder, folder=True, parent=self)
        self._errors, self._found, self._asks = 0, False, False
        self.accept.toggled.connect(self.changed)
        self.folder.changed.connect(self.changed)
        column = QVBoxLayout(self)
        self.folder.line.setPlaceholderText(folder)
        for part in (self.words, self.tabs, self.accept, self.place, self.folder):
            column.addWidget(part, 1 if part is self.tabs else 0)

    @property
    def ready(self) -> bool:
        """Whether it may go on: no error, warnings accepted, a place to go."""
        accepted = self.accept.isChecked() or not self.problems.model.rowCount()
        placed = not self._asks or bool(self.folder.paths)
        return self._found and not self._errors and accepted and placed

    @property
    def chosen_folder(self) -> Path | None:
        """Folder named; None where none is asked for."""
        return self.folder.paths[0] if self._asks else None

    def show_place(self, words: str, *, needs_folder: bool) -> None:
        """Say where the tables go; ask for a folder where one is needed."""
        self.place.setText(words)
        self._asks = needs_folder
        self.folder.setVisible(needs_folder)

    def show_problems(self, problems: Sequence[Problem], *, found: bool) -> None:
        """Show errors and warnings, and that there is something to decide about."""
        errors = [it for it in problems if it.severity == "error"]
        self._errors, self._found = len(errors), found
        warnings = len(problems) - len(errors)
        self.problems.show_rows([_row(it) for it in problems])
        self.tabs.setTabText(1, f"&Errors and warnings ({len(problems)})")
        self.tabs.setCurrentIndex(1 if problems else 0)
        self.accept.setChecked(False)
        self.accept.setText(f"&Accept with {counted(warnings, 'warning')}")
        self.accept.setVisible(bool(warnings) and not errors)
        self.place.setVisible(found and not errors)
        self.folder.setVisible(self._asks and found and not errors)
        self.changed.emit()


def counted(count: int, what: str) -> str:
    """Say how many there are of something."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _row(found: Problem) -> tuple[str, ...]:
    """Cells of one problem, as ``COLUMNS`` names them."""
    row = "" if found.row is None else str(found.row)
    where = (found.file, row, found.column, found.value)
    return (STATUSES[found.severity], *where, found.message, found.remedy)


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
