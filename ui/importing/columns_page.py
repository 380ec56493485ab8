"""Which header of a council's own file is which column of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.importing.work import Columns

NOT_THERE = "not in the file"
HOW = {
    "told": "as you say",
    "remembered": "as last time",
    "same name": "the same name",
    "known name": "a usual name for it",
    "alike": "is it this one?",
}
WORDS = (
    "Say which header holds each column; it is remembered for files with these "
    "headers. Columns marked * must be there, but for a file that changes rows of the "
    "table which the case has."
)
CELL_PX = 110


class ColumnsPage(QWidget):
    """A choice a column, over the first rows of the file."""

    resheeted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName("Sheet")
        self.choices: dict[str, QComboBox] = {}
        self._proposed: Mapping[str, str] = {}
        self._grid = QWidget(self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Columns")
        self.model = TextTable((), words=1000, parent=self)
        self.sample = table_of(self.model, "First rows of the file", self)
        self.sample.horizontalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Interactive
        )
        self.sheet.activated.connect(
            lambda _: self.resheeted.emit(self.sheet.currentText())
        )
        self._lay_out()

    @property
    def mapping(self) -> dict[str, str]:
        """Column to header; an empty header for one that the file does not have."""
        now = {name: str(box.currentData()) for name, box in self.choices.items()}
        return {
            name: header
            for name, header in now.items()
            if header or self._proposed.get(name)
        }

    def show_columns(self, found: Columns) -> None:
        """Show how a file would be read."""
        chosen = self.sheet.currentText()
        self.sheet.clear()
        self.sheet.addItems(found.sheets)
        self.sheet.setCurrentIndex(max(self.sheet.findText(chosen), 0))
        self._sheet_row.setVisible(len(found.sheets) > 1)
        proposal = found.proposal
        self._proposed = proposal.used
        headers = [header or "(no name)" for header in proposal.headers]
        rows = [
            (*row, *[""] * (len(headers) - len(row)))[: len(headers)]
            for row in proposal.sample
        ]
        self.model.show_rows(rows, headers)
        for number in range(len(headers)):
            self.sample.setColumnWidth(number, CELL_PX)
        self._show_choices(found)

    def _show_choices(self, found: Columns) -> None:
        self._grid = QWidget(self)
        grid = QGridLayout(self._grid)
        grid.setColumnStretch(2, 1)
        self.choices = {}
        headers = [header for header in found.proposal.headers if header]
        for at, (name, description, needed) in enumerate(found.schema):
            match = found.proposal.matches.get(name)
            used = found.proposal.used.get(name, "")
            box = QComboBox(self._grid)
            box.addItem(NOT_THERE, "")
            for header in dict.fromkeys(headers):
                box.addItem(header, header)
            box.setCurrentIndex(max(box.findData(used), 0))
            box.setToolTip(description)
            label = QLabel(f"{name.replace('_', ' ')}{' *' if needed else ''}")
            label.setBuddy(box)
            label.setToolTip(description)
            box.setAccessibleName(f"{name.replace('_', ' ')}: {description}")
            how = "" if match is None else HOW[match.how]
            if match is not None and not used:
                how = f"{match.header}: {how}"
            said = QLabel(f"{how}. {description}" if how else description)
            said.setWordWrap(True)
            said.setTextFormat(Qt.TextFormat.PlainText)
            for column, widget in enumerate((label, box, said)):
                grid.addWidget(widget, at, column)
            self.choices[name] = box
        grid.setRowStretch(len(found.schema), 1)
        self._area.setWidget(self._grid)

    def _lay_out(self) -> None:
        words = QLabel(WORDS, self)
        words.setWordWrap(True)
        self._sheet_row = QWidget(self)
        row = QHBoxLayout(self._sheet_row)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel("&Sheet", self)
        label.setBuddy(self.sheet)
        row.addWidget(label)
        row.addWidget(self.sheet, 1)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self._area)
        parts.addWidget(self.sample)
        parts.setSizes([300, 180])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._sheet_row)
        column.addWidget(parts, 1)
