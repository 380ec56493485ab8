"""Who lives in one area and learns in another, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ui.places.telling import Told

COLUMN_PX = 80
TALL_HEADER_PX = 52
WORDS = (
    "A row is where children live, a column where they learn, in {year}: every need "
    "and age. Independent schools and post-16 providers, and schools of other "
    "authorities, stand in no area of this plan."
)
ARROWS = "The largest numbers are arrows on the map."


class BordersPanel(QWidget):
    """Shows the table that it is given."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.note = QLabel(self), QLabel(self)
        self.model = TextTable(("Live in",), parent=self)
        self.table = table_of(self.model, "Where children live and learn", self)
        header = self.table.horizontalHeader()
        header.setMinimumHeight(TALL_HEADER_PX)
        header.setMinimumSectionSize(COLUMN_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (self.words, self.table, self.note):
            column.addWidget(widget, 1 if widget is self.table else 0)
        for label in (self.words, self.note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)

    def show_told(self, told: Told) -> None:
        """Show who learns where in the year looked at."""
        year = told.story.title.rsplit(" ", 1)[-1]
        grouped = bool(told.drawn.view.grouping)
        said = WORDS.format(year=year)
        self.words.setText(f"{said} {ARROWS}" if grouped else said)
        self.model.show_rows(told.crossed, told.columns)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.note.setText(" ".join([*told.story.statements, told.note]).strip())

    def clear(self) -> None:
        """Show no table, until another is made."""
        self.words.clear()
        self.note.clear()
        self.model.show_rows(())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the table is wanted: none is made while nobody reads it."""
        super().showEvent(event)
        self.shown.emit()
