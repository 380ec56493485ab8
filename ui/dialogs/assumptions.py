"""Every figure of the case with its status and source, in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, Qt
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

from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from ui.state import AssumptionRow

COLUMNS = ("Figure", "Value", "Unit", "Status", "Source")
STATUS = COLUMNS.index("Status")
STATUSES = ("Every status", "published", "derived", "working assumption")
WORDS = (
    "Every figure is published, derived from published figures, or a working "
    "assumption."
)


class _Rows(QSortFilterProxyModel):
    """Rows of one status that hold the words looked for."""

    def __init__(self, model: TextTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self._model, self._status, self._text = model, "", ""

    def look_for(self, status: str, text: str) -> None:
        self.beginFilterChange()
        self._status, self._text = status, text.lower()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(  # noqa: N802 - Qt's name
        self,
        row: int,
        parent: object,  # noqa: ARG002 - Qt's signature
    ) -> bool:
        cells = [self._model.index(row, n).data() for n in range(len(COLUMNS))]
        if self._status and cells[STATUS] != self._status:
            return False
        return self._text in " ".join(cells).lower()


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
        self.rows = _Rows(self.model, self)
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
