"""Where the cabinet map goes, and on what paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from capital_planner.settings import Audience

PAPERS = {"A3": "A3 landscape", "A4": "A4 landscape", "slide": "Slide, 16 to 9"}
WORDS = {
    "public": (
        "Public: no school that has not agreed is named, small numbers are held back "
        "and estimates are rounded."
    ),
    "restricted": (
        "Restricted: sites and unrounded figures are shown. Every page is marked "
        "OFFICIAL-SENSITIVE. Do not publish it."
    ),
}
FILES = "Writes map.pdf, map.svg, map.png, plan.json, schemes.csv and measures.csv."


class ExportDialog(QDialog):
    """Asks for a folder and a paper; the audience is that of the view."""

    asked = Signal(Path, str)

    def __init__(self, audience: Audience, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export cabinet map")
        self.setMinimumWidth(520)
        self.folder = QLineEdit(str(Path("briefing").absolute()), self)
        self.folder.setAccessibleName("Folder")
        self.paper = QComboBox(self)
        self.paper.setAccessibleName("Paper")
        for name, shown in PAPERS.items():
            self.paper.addItem(shown, name)
        browse = QPushButton("&Browse\N{HORIZONTAL ELLIPSIS}", self)
        browse.clicked.connect(self._browse)
        self.buttons = QDialogButtonBox(self)
        export = self.buttons.addButton(
            "&Export", QDialogButtonBox.ButtonRole.AcceptRole
        )
        export.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(browse, f"{WORDS[audience]}\n\n{FILES}")

    def accept(self) -> None:
        """Ask for the files in the folder named."""
        self.asked.emit(Path(self.folder.text()).absolute(), self.paper.currentData())
        super().accept()

    def _lay_out(self, browse: QPushButton, words: str) -> None:
        said = QLabel(words, self)
        said.setWordWrap(True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        form = QFormLayout()
        for text, buddy in (("&Folder", self.folder), ("&Paper", self.paper)):
            label = QLabel(text, self)
            label.setBuddy(buddy)
            form.addRow(label, row if buddy is self.folder else buddy)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(said)
        column.addWidget(self.buttons)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, "Export the cabinet map to", self.folder.text()
        )
        if folder:
            self.folder.setText(folder)
