"""The shortcut sheet: every action with its keys, and the keys of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.palette import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

COLUMNS = ("Do", "Keys", "What it does")
WIDTH, HEIGHT = 760, 520
MAP_KEYS = (
    ("Next or previous district", "N, P", "With the map in focus"),
    ("Next or previous setting or scheme", "., comma", "With the map in focus"),
    ("Nearer, farther, whole map", "+, -, 0", "With the map in focus"),
)


class ShortcutSheet(QDialog):
    """A table of what the keyboard does."""

    def __init__(
        self, actions: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(WIDTH, HEIGHT)
        rows = [
            (spoken(action), action.shortcut().toString(), _tip(action))
            for action in actions
        ]
        rows += MAP_KEYS
        table = QTableWidget(len(rows), len(COLUMNS), self)
        table.setAccessibleName("Keyboard shortcuts")
        table.setHorizontalHeaderLabels(COLUMNS)
        table.verticalHeader().hide()
        table.setWordWrap(True)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for number, row in enumerate(rows):
            for at, text in enumerate(row):
                table.setItem(number, at, QTableWidgetItem(text))
        table.horizontalHeader().setSectionResizeMode(
            len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch
        )
        table.resizeColumnToContents(0)
        table.resizeColumnToContents(1)
        table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(table, 1)
        column.addWidget(buttons)


def _tip(action: QAction) -> str:
    keys = action.shortcut().toString()
    return action.toolTip().removesuffix(f" ({keys})")
