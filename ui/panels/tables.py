"""The table twin of the map, and the measures year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from ui.shown import Drawn

DISTRICT_COLUMNS = (
    "District",
    "Children who need a place",
    "Places open",
    "Places still needed",
    "Shown on the map",
)
YEAR_COLUMNS = (
    "Academic year",
    "Children who need a place",
    "Places still needed",
    "In independent schools",
    "Middle journey",
    "Long journeys",
    "Capital so far",
    "Yearly revenue",
)
SYMBOL_COLUMNS = ("Setting or scheme", "District", "Standing", "Places")
TALL_HEADER_PX = 52
PLACE_PX = 150
STANDINGS = {"existing": "Open", "approved": "Approved", "proposed": "Proposed"}


class DistrictTable(QWidget):
    """What the map shows, as a table; its row and the map's mark go together."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _words(self)
        self.model = TextTable(DISTRICT_COLUMNS, parent=self)
        self.table = table_of(self.model, "Districts", self)
        self.words = _words(self)
        self.table.selectionModel().currentRowChanged.connect(self._picked)
        _column(self, self.title, self.table, self.words)

    def show_drawn(self, drawn: Drawn) -> None:
        """Show the figures of the view that is painted."""
        furniture = drawn.spec.furniture
        self.title.setText(f"{furniture.title}. {furniture.subtitle}")
        self.words.setText(" ".join(furniture.statements))
        self.model.show_rows(
            [
                (row.name, row.children, row.places, row.still_needed, row.shown)
                for row in drawn.districts
            ],
            ("Area" if drawn.view.grouping else "District", *DISTRICT_COLUMNS[1:]),
        )

    def clear(self) -> None:
        """Show no figures, until others are drawn."""
        self.title.clear()
        self.words.clear()
        self.model.show_rows(())

    def mark(self, district: str) -> None:
        """Mark the row of a district, as the map does."""
        row = self.model.row_of(district)
        if row < 0:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        elif self.table.currentIndex().row() != row:
            self.table.selectRow(row)

    def _picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.model.index(index.row(), 0).data())


class RowsTable(QWidget):
    """A table to read: the measures by year, or what stands on the map."""

    def __init__(
        self,
        name: str,
        columns: tuple[str, ...],
        *,
        words: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = TextTable(columns, words=words, parent=self)
        self.table = table_of(self.model, name, self)
        header = self.table.horizontalHeader()
        header.setMinimumHeight(TALL_HEADER_PX)
        if words > 1:
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(1, PLACE_PX)
        self.words = _words(self)
        _column(self, self.table, self.words)

    def show_rows(self, rows: tuple[tuple[str, ...], ...], words: str) -> None:
        """Show other rows, and the words that belong to them."""
        self.model.show_rows(rows)
        self.words.setText(words)


def symbol_rows(drawn: Drawn) -> tuple[tuple[str, ...], ...]:
    """Rows of what stands on the map, planned first."""
    symbols = sorted(drawn.spec.symbols, key=lambda s: s.standing == "existing")
    return tuple(
        (
            symbol.name,
            " or ".join(symbol.district.split("|")),
            STANDINGS[symbol.standing],
            f"{symbol.places:,}",
        )
        for symbol in symbols
    )


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _column(parent: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(8, 8, 8, 8)
    for widget in widgets:
        column.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
