"""A table of what was found: looked through, and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.panels.cells import SoughtRows, TextTable, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERY = "All"


class Listing(QWidget):
    """Rows of text under named columns, the first of which is a status in words.

    Parameters
    ----------
    name
        What the rows are, for a screen reader: errors and warnings.
    columns
        Name and width in pixels; the last one takes the rest.
    statuses
        Words of the first column.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[tuple[str, int]],
        statuses: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        names = [column for column, _ in columns]
        self.model = TextTable(names, words=len(names), parent=self)
        self.rows = SoughtRows(self.model, 0, self)
        self.table = table_of(self.model, name, self)
        self.table.setModel(self.rows)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, (_, width) in enumerate(columns):
            header.resizeSection(number, width)
        header.setStretchLastSection(True)
        self.table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        self.status = QComboBox(self)
        self.status.addItems([EVERY, *statuses])
        self.finder = QLineEdit(self)
        self.finder.setPlaceholderText("Find words")
        self.finder.setAccessibleName(f"Find in {name.lower()}")
        self.finder.setClearButtonEnabled(True)
        self.status.currentIndexChanged.connect(self._filter)
        self.finder.textChanged.connect(self._filter)
        self.copier = QPushButton("Cop&y", self)
        self.copier.setToolTip("Copy the rows that are shown, for a spreadsheet")
        self.copier.clicked.connect(self.copy)
        self._lay_out()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.model.show_rows(rows)

    def copy(self) -> None:
        """Put the rows that are shown on the clipboard, with tabs between cells."""
        cells = [
            [
                str(self.rows.index(row, n).data())
                for n in range(len(self.model.columns))
            ]
            for row in range(self.rows.rowCount())
        ]
        lines = ["\t".join(map(_plain, line)) for line in (self.model.columns, *cells)]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _lay_out(self) -> None:
        label = QLabel("S&how", self)
        label.setBuddy(self.status)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.status)
        row.addWidget(self.finder, 1)
        row.addWidget(self.copier)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _filter(self) -> None:
        status = self.status.currentText() if self.status.currentIndex() else ""
        self.rows.look_for(status, self.finder.text())


def _plain(cell: str) -> str:
    """Leave out what would end a cell."""
    return cell.replace("\t", " ").replace("\n", " ")
