"""Who decided, imported and saved what, to read and to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("When", "Who", "What")
WIDTHS = (150, 130)


class HistoryDialog(QDialog):
    """A table, the newest first; nothing in it can be changed."""

    def __init__(
        self,
        rows: Sequence[tuple[str, str, str]],
        words: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setWindowTitle("History of this project")
        self.resize(820, 520)
        self.model = TextTable(COLUMNS, words=len(COLUMNS), parent=self)
        self.model.show_rows(rows)
        self.rows = QSortFilterProxyModel(self)
        self.rows.setSourceModel(self.model)
        self.rows.setFilterKeyColumn(-1)
        self.rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.table = self._table()
        self.finder = QLineEdit(self)
        self.finder.setPlaceholderText("Find by date, person or words")
        self.finder.setAccessibleName("Find in the history")
        self.finder.setClearButtonEnabled(True)
        self.finder.textChanged.connect(self.rows.setFilterFixedString)
        self._lay_out(words)

    def _table(self) -> QTableView:
        table = table_of(self.model, "History", self)
        table.setModel(self.rows)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, width in enumerate(WIDTHS):
            header.resizeSection(number, width)
        header.setStretchLastSection(True)
        return table

    def _lay_out(self, words: str) -> None:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        said = QLabel(words, self)
        said.setWordWrap(True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.addWidget(said)
        column.addWidget(self.finder)
        column.addWidget(self.table, 1)
        column.addWidget(close)
