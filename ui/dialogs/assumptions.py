"""Every figure of the case with its status and source, in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.panels.cells import SoughtRows, TextTable, table_of

if TYPE_CHECKING:
    from ui.state import AssumptionRow

COLUMNS = ("Figure", "Value", "Unit", "Status", "Source")
STATUS = COLUMNS.index("Status")
STATUSES = ("Every status", "published", "derived", "working assumption")
WORDS = (
    "Every figure is published, derived from published figures, or a working "
    "assumption."
)


class AssumptionsDialog(QDialog):
    """A table to read and search; editing figures belongs to the council's data."""

    def __init__(
        self,
        rows: tuple[AssumptionRow, ...],
        statement: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._statement = statement
        self.setWindowTitle("Status of figures")
        self.setObjectName("figures")
        self.resize(980, 560)
        self.model = TextTable(COLUMNS, words=len(COLUMNS), parent=self)
        self.model.show_rows(
            [(row.name, row.value, row.unit, row.status, row.source) for row in rows]
        )
        self.rows = SoughtRows(self.model, STATUS, self)
        self.table = table_of(self.model, "Figures", self)
        self.table.setModel(self.rows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((270, 80, 170, 130)):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        self.table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        self.status = QComboBox(self)
        self.status.addItems(STATUSES)
        self.status.setAccessibleName("Status")
        self.finder = QLineEdit(self)
        self.finder.setPlaceholderText("Find a figure")
        self.finder.setAccessibleName("Find a figure")
        self.status.currentIndexChanged.connect(self._filter)
        self.finder.textChanged.connect(self._filter)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QLabel(f"{WORDS} {self._statement}", self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        label = QLabel("S&tatus", self)
        label.setBuddy(self.status)
        for widget in (label, self.status, self.finder):
            row.addWidget(widget)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(close)

    def _filter(self) -> None:
        status = self.status.currentText() if self.status.currentIndex() else ""
        self.rows.look_for(status, self.finder.text())
