"""What would come of an import: tables, counts, and everything that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QVBoxLayout, QWidget

from ui.importing.decide_page import DecidePage, counted
from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.importers.staging import Made, Staged

LEAST_PX, MOST_PX = 90, 260
FOLDER = "New folder for the copy"
NOTHING = ("Nothing is made",)


class PreviewPage(DecidePage):
    """Tables that would be made in one tab, problems in another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        inside = QWidget()
        self.tables = QComboBox(inside)
        self.model = TextTable(NOTHING, words=1000, parent=inside)
        self.rows = table_of(self.model, "First rows of the table", inside)
        self.rows.horizontalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Interactive
        )
        self.rows.horizontalHeader().setStretchLastSection(True)
        super().__init__((inside, "Tables that are &made"), FOLDER, parent)
        self._made: Sequence[Made] = ()
        label = QLabel("&Table", inside)
        label.setBuddy(self.tables)
        self.tables.setAccessibleName("Table")
        self.tables.currentIndexChanged.connect(self._show_table)
        column = QVBoxLayout(inside)
        for widget in (label, self.tables, self.rows):
            column.addWidget(widget, 1 if widget is self.rows else 0)

    def show_staged(self, staged: Staged) -> None:
        """Show what would come of an import."""
        self._made = staged.made
        self.words.setText(_summary(staged))
        self.tables.clear()
        for made in staged.made:
            self.tables.addItem(_title(made))
        self._show_table()
        self.show_problems(staged.problems, found=bool(staged.made))

    def _show_table(self) -> None:
        at = self.tables.currentIndex()
        if not 0 <= at < len(self._made):
            self.model.show_rows((), NOTHING)
            return
        made = self._made[at]
        columns = [name.replace("_", " ") for name in made.columns]
        self.model.show_rows(made.first, columns)
        self.rows.resizeColumnsToContents()
        for number in range(len(columns)):
            width = min(max(self.rows.columnWidth(number), LEAST_PX), MOST_PX)
            self.rows.setColumnWidth(number, width)


def _summary(staged: Staged) -> str:
    if staged.errors:
        return (
            f"{counted(len(staged.errors), 'error')}: nothing can be imported until "
            "the file, or what was said of it, is put right. Each is listed with its "
            "row and what to do."
        )
    facts: dict[str, int] = {}
    for record in staged.records:
        for what, count in record["facts"].items():
            facts[what] = facts.get(what, 0) + int(count)
    told = "; ".join(f"{what}: {count:,}" for what, count in facts.items())
    return f"Counted \N{EN DASH} {told.replace('_', ' ')}."


def _title(made: Made) -> str:
    name = made.table.replace("_", " ").capitalize()
    if made.before is None:
        return f"{name}: {counted(made.rows, 'row')}, new"
    return f"{name}: {counted(made.rows, 'row')}, in place of {made.before:,}"
