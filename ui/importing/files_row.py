"""One line in which files, or a folder, are named, and a button to look for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

BETWEEN = "; "


class FilesRow(QWidget):
    """Paths in a line edit; several are separated by semicolons."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        *,
        several: bool = False,
        folder: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._several, self._folder = name, several, folder
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self.changed)
        self.browse = QPushButton("Browse\N{HORIZONTAL ELLIPSIS}", self)
        self.browse.setAccessibleName(f"Browse for {name}")
        self.browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files named."""
        named = [text.strip() for text in self.line.text().split(BETWEEN.strip())]
        return tuple(Path(text) for text in named if text)

    def _browse(self) -> None:
        if self._folder:
            name = QFileDialog.getExistingDirectory(self, self._name)
            names = [name] if name else []
        elif self._several:
            names, _ = QFileDialog.getOpenFileNames(self, self._name)
        else:
            name, _ = QFileDialog.getOpenFileName(self, self._name)
            names = [name] if name else []
        if names:
            self.line.setText(BETWEEN.join(names))
