"""Item models over plain rows, and the tables that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER_PX = 38

AnyIndex = QModelIndex | QPersistentModelIndex
DISPLAY = Qt.ItemDataRole.DisplayRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.AlignmentFlag(int(Qt.TextFlag.TextWordWrap.value))
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel):
    """Rows under named columns, with nothing below any of them."""

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[object] = ()

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: AnyIndex | None = None
    ) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(  # noqa: N802 - Qt's name
        self, parent: AnyIndex | None = None
    ) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def change_all(self) -> None:
        """Say that every cell may be another."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class TextTable(RowsModel):
    """Rows of text, the first columns to the left and figures to the right."""

    def __init__(
        self, columns: Sequence[str], words: int = 1, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._words = words
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(
        self, rows: Sequence[Sequence[str]], columns: Sequence[str] | None = None
    ) -> None:
        """Show other rows; the selection stays where their number is the same."""
        new = tuple(tuple(row) for row in rows)
        same = len(new) == len(self._rows) and columns in (None, self.columns)
        if not same:
            self.beginResetModel()
        self._rows = new
        self.columns = tuple(columns or self.columns)
        if same:
            self.change_all()
        else:
            self.endResetModel()

    def row_of(self, first: str) -> int:
        """Row whose first cell is a text, -1 when there is none."""
        return next((n for n, row in enumerate(self._rows) if row[0] == first), -1)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> object:
        """Text of a cell; long texts again as a tip."""
        text = self._rows[index.row()][index.column()]
        if role in (DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= self._words:
            return RIGHT
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> object:
        """Name of a column, above its cells; rows are not numbered."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return WRAPPED | (RIGHT if section >= self._words else LEFT)
        if role in (DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section]
        return None


class SoughtRows(QSortFilterProxyModel):
    """Rows of a table that hold the words looked for, and one status or every one."""

    def __init__(self, model: TextTable, status_column: int, parent: QObject) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self._model, self._column = model, status_column
        self._status, self._text = "", ""

    def look_for(self, status: str, text: str) -> None:
        """Show rows of a status, every one when it is empty, that hold the words."""
        self.beginFilterChange()
        self._status, self._text = status, text.lower()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(  # noqa: N802 - Qt's name
        self,
        row: int,
        parent: object,  # noqa: ARG002 - Qt's signature
    ) -> bool:
        """Whether a row is shown."""
        columns = range(self._model.columnCount())
        cells = [str(self._model.index(row, n).data()) for n in columns]
        if self._status and cells[self._column] != self._status:
            return False
        return self._text in " ".join(cells).lower()


def table_of(
    model: QAbstractTableModel, name: str, parent: QWidget | None = None
) -> QTableView:
    """Make a table over a model: whole rows are picked, columns fill the width."""
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(24)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setMinimumHeight(HEADER_PX)
    return table
