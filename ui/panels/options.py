"""The options: pick one to see it, rename it in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.panels.option_model import OptionModel

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.state import Document


class OptionsPanel(QWidget):
    """A list of options with what can be done to them below."""

    picked = Signal(str)
    renamed = Signal(str, str)

    def __init__(
        self, actions: tuple[QAction, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = OptionModel(self)
        self.model.renamed.connect(self.renamed)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName("Options")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setSpacing(1)
        self.list.setMinimumHeight(90)
        self.list.selectionModel().currentChanged.connect(self._picked)
        title = QLabel("&Options", self)
        title.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setIconSize(QSize(0, 0))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def show_document(self, document: Document) -> None:
        """Show the options, and which one is looked at."""
        self.model.show_document(document)
        row = self.model.row_of(document.selected)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.model.index(row))

    def rename(self) -> None:
        """Edit the name of the option looked at, in its place."""
        index = self.list.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.list.edit(index)

    def _picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.model.key(index.row()))
