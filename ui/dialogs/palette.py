"""The command palette: type a few letters of what to do, and do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 460, 360
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Palette(QDialog):
    """Lists what can be done now; the keyboard never leaves the line above."""

    def __init__(
        self, actions: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle("Commands")
        self.resize(WIDTH, HEIGHT)
        self._actions = [action for action in actions if action.isEnabled()]
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Command")
        self.line.setPlaceholderText("Type what you want to do")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._do)
        self.list.itemClicked.connect(self._do)
        self.line.installEventFilter(self)
        self._show("")

    def eventFilter(  # noqa: N802 - Qt's name
        self, watched: QObject, event: QEvent
    ) -> bool:
        """Let the arrow keys move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = STEPS.get(Qt.Key(event.key()), 0)
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _show(self, text: str) -> None:
        words = text.lower().split()
        self.list.clear()
        for action in self._actions:
            said = spoken(action)
            whole = f"{said} {action.toolTip()}".lower()
            if all(word in whole for word in words):
                keys = action.shortcut().toString()
                item = QListWidgetItem(f"{said}    {keys}" if keys else said)
                item.setData(Qt.ItemDataRole.UserRole, action)
                item.setToolTip(action.toolTip())
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            item.data(Qt.ItemDataRole.UserRole).trigger()


def spoken(action: QAction) -> str:
    """Text of an action without the mark of its letter."""
    return action.text().replace("&", "")
