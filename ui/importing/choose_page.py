"""What comes in: the kind of file, the file, and what goes beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.importing.files_row import FilesRow
from ui.importing.kinds import BY_KEY, KINDS, TABLE, Kind
from ui.importing.state import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_PX, LEAST_PX = 360, 200
KEY = Qt.ItemDataRole.UserRole


class ChoosePage(QWidget):
    """Kinds at the left; at the right what the kind is, and the files."""

    changed = Signal()

    def __init__(self, tables: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = QListWidget(self)
        self.kinds.setMinimumWidth(LEAST_PX)
        self.kinds.setMaximumWidth(LIST_PX)
        self.kinds.setWordWrap(True)
        for kind in KINDS:
            QListWidgetItem(kind.title, self.kinds).setData(KEY, kind.key)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.files = FilesRow("Files", several=True, parent=self)
        self.tables = QComboBox(self)
        for table in tables:
            self.tables.addItem(table.replace("_", " ").capitalize(), table)
        self.beside = {
            key: FilesRow(name, parent=self)
            for kind in KINDS
            for key, name in kind.beside
        }
        self._form = QFormLayout()
        self._lay_out()
        self.kinds.currentRowChanged.connect(self._show_kind)
        self.files.changed.connect(self.changed)
        self.kinds.setCurrentRow(0)

    @property
    def kind(self) -> Kind:
        """The kind that is picked."""
        return BY_KEY[str(self.kinds.currentItem().data(KEY))]

    @property
    def wanted(self) -> Wanted:
        """What is asked for so far."""
        kind = self.kind
        given = {key: self.beside[key].paths for key, _ in kind.beside}
        return Wanted(
            kind=kind.key,
            paths=self.files.paths,
            beside={key: paths[0] for key, paths in given.items() if paths},
            table=str(self.tables.currentData()) if kind.key == TABLE else "",
        )

    def pick(self, key: str) -> None:
        """Pick a kind by its key."""
        self.kinds.setCurrentRow([kind.key for kind in KINDS].index(key))

    def _show_kind(self) -> None:
        kind = self.kind
        self.words.setText(
            f"Where it is published\n{kind.where}\n\nWhat it makes\n{kind.makes}"
        )
        named = {key for key, _ in kind.beside}
        for key, row in self.beside.items():
            self._form.setRowVisible(row, key in named)
        self._form.setRowVisible(self.tables, kind.key == TABLE)
        self.changed.emit()

    def _lay_out(self) -> None:
        label = QLabel("&Kind of file", self)
        label.setBuddy(self.kinds)
        self._add("&Files", self.files)
        self._add("Read it as &table", self.tables)
        names = {key: name for kind in KINDS for key, name in kind.beside}
        for key, row in self.beside.items():
            self._add(f"{names[key]}, if need be", row)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(label)
        left.addWidget(self.kinds, 1)
        right.addWidget(self.words)
        right.addLayout(self._form)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.addLayout(left, 1)
        whole.addSpacing(12)
        whole.addLayout(right, 1)

    def _add(self, text: str, buddy: QWidget) -> None:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setBuddy(buddy)
        buddy.setAccessibleName(text.replace("&", ""))
        self._form.addRow(label, buddy)
