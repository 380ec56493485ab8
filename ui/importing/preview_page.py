"""What would come of an import: tables, counts, and everything that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.importing.files_row import FilesRow
from ui.importing.listing import Listing
from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from capital_planner.errors import Problem
    from data.importers.staging import Made, Staged

STATUSES = {"error": "Error", "warning": "Warning"}
COLUMNS = (
    ("", 76),
    ("File", 130),
    ("Row", 54),
    ("Column", 110),
    ("Value", 90),
    ("What was found", 220),
    ("What to do", 220),
)
CELL_PX = 120


class PreviewPage(QWidget):
    """Tables in one tab, problems in another; warnings are accepted with a tick."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _words(self)
        self.tables = QComboBox(self)
        self.model = TextTable((), words=1000, parent=self)
        self.rows = table_of(self.model, "First rows of the table", self)
        self.rows.horizontalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Interactive
        )
        self.problems = Listing(
            "Errors and warnings", COLUMNS, tuple(STATUSES.values()), self
        )
        self.tabs = QTabWidget(self)
        self.accept = QCheckBox(self)
        self.place = _words(self)
        self.folder = FilesRow("New folder for the copy", folder=True, parent=self)
        self._made: Sequence[Made] = ()
        self._errors = 0
        self._lay_out()
        self.tables.currentIndexChanged.connect(self._show_table)
        self.accept.toggled.connect(self.changed)
        self.folder.changed.connect(self.changed)

    @property
    def ready(self) -> bool:
        """Whether it may be imported: no error, warnings accepted, a place to go."""
        accepted = self.accept.isChecked() or not self.problems.model.rowCount()
        placed = self.folder.isHidden() or bool(self.folder.paths)
        return bool(self._made) and not self._errors and accepted and placed

    @property
    def copy_to(self) -> Path | None:
        """Folder for a copy of the planner's own case; None where none is needed."""
        return None if self.folder.isHidden() else self.folder.paths[0]

    def show_place(self, words: str, *, needs_folder: bool) -> None:
        """Say where the tables go; ask for a folder where one is needed."""
        self.place.setText(words)
        self.folder.setVisible(needs_folder)

    def show_staged(self, staged: Staged) -> None:
        """Show what would come of an import."""
        self._made = staged.made
        self._errors = len(staged.errors)
        self.words.setText(_summary(staged))
        self.tables.clear()
        for made in staged.made:
            self.tables.addItem(_title(made))
        self._show_table()
        self.problems.show_rows([problem_row(found) for found in staged.problems])
        warnings = len(staged.problems) - self._errors
        self.tabs.setTabText(1, f"&Errors and warnings ({len(staged.problems)})")
        self.tabs.setCurrentIndex(1 if staged.problems else 0)
        self.accept.setChecked(False)
        self.accept.setText(f"&Accept with {_counted(warnings, 'warning')}")
        self.accept.setVisible(bool(warnings) and not self._errors)
        self.changed.emit()

    def _show_table(self) -> None:
        at = self.tables.currentIndex()
        if not 0 <= at < len(self._made):
            self.model.show_rows((), ("Nothing is made",))
            return
        made = self._made[at]
        columns = [name.replace("_", " ") for name in made.columns]
        self.model.show_rows(made.first, columns)
        for number in range(len(columns)):
            self.rows.setColumnWidth(number, CELL_PX)

    def _lay_out(self) -> None:
        label = QLabel("&Table", self)
        label.setBuddy(self.tables)
        self.tables.setAccessibleName("Table")
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        for widget in (label, self.tables, self.rows):
            column.addWidget(widget, 1 if widget is self.rows else 0)
        self.tabs.addTab(inside, "Tables that are &made")
        self.tabs.addTab(self.problems, "&Errors and warnings")
        whole = QVBoxLayout(self)
        for part in (self.words, self.tabs, self.accept, self.place, self.folder):
            whole.addWidget(part, 1 if part is self.tabs else 0)


def problem_row(found: Problem) -> tuple[str, ...]:
    """Cells of one problem, as ``COLUMNS`` names them."""
    row = "" if found.row is None else str(found.row)
    where = (found.file, row, found.column, found.value)
    return (STATUSES[found.severity], *where, found.message, found.remedy)


def _summary(staged: Staged) -> str:
    if staged.errors:
        errors = _counted(len(staged.errors), "error")
        return (
            f"{errors}: nothing can be imported until the file, or what was said of "
            "it, is put right. Each is listed with its row and what to do."
        )
    facts: dict[str, int] = {}
    for record in staged.records:
        for what, count in record["facts"].items():
            facts[what] = facts.get(what, 0) + int(count)
    counted = "; ".join(f"{what}: {count:,}" for what, count in facts.items())
    return f"Counted in the file \N{EN DASH} {counted}."


def _title(made: Made) -> str:
    rows = _counted(made.rows, "row")
    name = made.table.replace("_", " ").capitalize()
    if made.before is None:
        return f"{name}: {rows}, new"
    return f"{name}: {rows}, in place of {made.before:,}"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
