"""The tab that compares two options: which, how, maps, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.compare.maps import MapsCard
from ui.panels.cells import TextTable, table_of
from ui.panels.option_model import STALE

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.compare.state import Compared, Side
    from ui.state import Document

COLUMNS = ("Part", "What", "A", "B", "Difference, B less A")
WAITING = "Working out what the two options do."
SIDE_BY_SIDE, DIFFERENCE = "Side by side", "Difference, B less A"


class ComparePanel(QWidget):
    """Shows what it is given; a choice of options is emitted, not kept."""

    picked = Signal(str, str)
    district_picked = Signal(str)

    def __init__(self, swap: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[Side, QComboBox] = {
            "this": self._choice("Option A"),
            "other": self._choice("Option B"),
        }
        self.swap = QToolButton(self)
        self.swap.setDefaultAction(swap)
        self.how = QComboBox(self)
        self.how.addItems([SIDE_BY_SIDE, DIFFERENCE])
        self.how.setAccessibleName("How to show the maps")
        self.flags, self.summary = self._label("rules"), self._label("summary")
        self.maps = MapsCard(self)
        self.model = TextTable(COLUMNS, words=4, parent=self)
        self.table = table_of(self.model, "What changed between A and B", self)
        self._districts: tuple[str, ...] = ()
        self._size_columns()
        self._lay_out()
        self._connect()

    def show_options(self, document: Document, keys: tuple[str, str]) -> None:
        """Offer the options there are, and show which two are compared."""
        offered = [
            (f"{o.name} ({STALE})" if o.is_stale(document.inputs) else o.name, o.key)
            for o in document.options
        ]
        for box, key in zip(self.boxes.values(), keys, strict=True):
            shown = [(box.itemText(n), box.itemData(n)) for n in range(box.count())]
            if shown != offered:
                box.clear()
                for name, data in offered:
                    box.addItem(name, data)
            box.setCurrentIndex(box.findData(key))
            box.setToolTip(box.currentText())

    def show_waiting(self, *, keep: bool) -> None:
        """Say that the options are worked out; keep what was shown, or clear it."""
        self.summary.setText(WAITING)
        if not keep:
            self.flags.hide()
            self.maps.hide()
            self._districts = ()
            self.model.show_rows([])

    def show_compared(self, compared: Compared) -> None:
        """Show a comparison."""
        self.maps.show_compared(compared)
        self.maps.show()
        self.summary.setText(compared.summary)
        self.flags.setText("\n".join(compared.flags))
        self.flags.setVisible(bool(compared.flags))
        self._districts = tuple(change.district for change in compared.changes)
        self.model.show_rows(
            [
                (row.part, row.what, row.this, row.other, row.difference)
                for row in compared.changes
            ]
        )

    # --- inside ---------------------------------------------------------------

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        box.setMinimumContentsLength(8)
        return box

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setMinimumHeight(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 72), (2, 132), (3, 132), (4, 140)):
            header.resizeSection(column, width)
        self.table.verticalHeader().setDefaultSectionSize(22)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for text, box in (("A", self.boxes["this"]), ("B", self.boxes["other"])):
            label = QLabel(text, self)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
            if box is self.boxes["this"]:
                row.addWidget(self.swap)
        row.addWidget(self.how)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.maps)
        parts.addWidget(below)
        parts.setSizes([330, 130])
        parts.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 4, 4, 4)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self.flags)
        whole.addWidget(parts, 1)
        self.flags.hide()

    def _connect(self) -> None:
        for side, box in self.boxes.items():
            box.activated.connect(
                lambda at, side=side, box=box: self.picked.emit(side, box.itemData(at))
            )
        self.how.currentIndexChanged.connect(
            lambda at: self.maps.show_difference(on=at == 1)
        )
        self.maps.area_picked.connect(self.district_picked)
        self.table.selectionModel().currentRowChanged.connect(self._pick_row)

    def _pick_row(self, index: QModelIndex) -> None:
        if index.isValid() and self._districts[index.row()]:
            self.district_picked.emit(self._districts[index.row()])
