"""What went wrong, in plain words, with details that can be copied for others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

KEPT = "Your options are kept as they were."
WIDTH, HEIGHT = 560, 320


class FailureDialog(QDialog):
    """Says what failed and what to do; nothing is lost."""

    def __init__(self, title: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("failure")
        self.setWindowTitle(title)
        self.resize(WIDTH, HEIGHT)
        self.title = QLabel(f"{title}. {KEPT}", self)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.details = QPlainTextEdit(details, self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(
            "&Copy details", QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.details, 1)
        column.addWidget(buttons)

    def copy(self) -> None:
        """Put title and details on the clipboard."""
        text = f"{self.windowTitle()}\n\n{self.details.toPlainText()}"
        QGuiApplication.clipboard().setText(text)
