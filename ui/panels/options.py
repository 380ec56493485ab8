"""The options: pick one to see it, rename it in place, note what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.panels.option_model import OptionModel

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.state import Document


class OptionsPanel(QWidget):
    """A tree of options with what can be done to them, and a note, below."""

    picked = Signal(str)
    renamed = Signal(str, str)
    noted = Signal(str, str)

    def __init__(
        self, actions: tuple[QAction, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = OptionModel(self)
        self.model.renamed.connect(self.renamed)
        self.list = self._tree()
        self.list.selectionModel().currentChanged.connect(self._picked)
        title = QLabel("Options", self)
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
        self.note = QLineEdit(self)
        self.note.setAccessibleName("Note on this option")
        self.note.setPlaceholderText("Note on this option")
        self.note.editingFinished.connect(self._noted)
        column.addWidget(self.note)

    def show_document(self, document: Document) -> None:
        """Show the options, and which one is looked at."""
        self.model.show_document(document)
        index = self.model.index_of(document.selected)
        if index.isValid() and self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        option = document.chosen
        self.note.setText("" if option is None else option.note)
        self.note.setToolTip(self.note.text())
        self.note.setEnabled(option is not None)

    def rename(self) -> None:
        """Edit the name of the option looked at, in its place."""
        index = self.list.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.list.edit(index)

    def _tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self.model)
        tree.setAccessibleName("Options")
        tree.setHeaderHidden(True)
        tree.setItemsExpandable(False)
        tree.setIndentation(14)
        tree.setWordWrap(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.model.modelReset.connect(tree.expandAll)
        tree.setMinimumHeight(90)
        return tree

    def _picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.model.key(index))

    def _noted(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.noted.emit(self.model.key(index), self.note.text())
