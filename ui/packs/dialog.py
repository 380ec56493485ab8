"""Asks what a pack holds, for whom and where; then shows how far it is."""

from __future__ import annotations

from dataclasses import dataclass
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
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.export import WORDS

if TYPE_CHECKING:
    from optimiser.listener import Step
    from ui.state import Option

PACKS = {
    "cabinet": "Cabinet",
    "scrutiny": "Scrutiny committee",
    "dfe": "Department for Education",
    "engagement": "Families and schools",
}
FILES = (
    "Writes a PDF, a Word file, slides, a workbook, a GeoPackage, CSV tables with a "
    "data dictionary, and every map. It takes about a minute; you can go on working."
)
ROWS_SHOWN = 5


@dataclass(frozen=True)
class Wanted:
    """What the officer asks for.

    Attributes
    ----------
    options
        Keys, beside do nothing and the committed programme.
    recommended
        Key of the one that the draft recommendation is about.
    """

    pack: str
    audience: str
    options: tuple[str, ...]
    recommended: str
    futures: int
    folder: Path


class PackDialog(QDialog):
    """A form, and under it the progress of the pack being made."""

    wanted = Signal(object)
    stopped = Signal()

    def __init__(
        self, options: tuple[Option, ...], chosen: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("packDialog")
        self.setWindowTitle("Write a pack of papers")
        self.setMinimumWidth(560)
        self.pack = _choice(self, PACKS, "Pack")
        self.audience = _choice(
            self, {"public": "Public", "restricted": "Restricted"}, "For"
        )
        self.options = self._list(options)
        self.recommended = _choice(
            self, {option.key: option.name for option in options}, "Recommended"
        )
        self.recommended.setCurrentIndex(max(self.recommended.findData(chosen), 0))
        self.futures = QSpinBox(self)
        self.futures.setRange(20, 500)
        self.futures.setValue(40)
        self.folder = QLineEdit(str(Path("briefing").absolute()), self)
        self.words = _said(self)
        self.stage = _said(self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName("How far the pack is")
        self.progress.setTextVisible(False)
        self.buttons = QDialogButtonBox(self)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.write = self.buttons.addButton("&Write", accept)
        self.stop = self.buttons.addButton(
            "&Stop", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.hide)
        self.stop.clicked.connect(self.stopped)
        self.audience.currentIndexChanged.connect(self._say_for_whom)
        self._lay_out()
        self._say_for_whom()
        self.show_running(running=False)

    def show_running(self, *, running: bool) -> None:
        """Show that a pack is being made, or that none is."""
        self.write.setEnabled(not running)
        self.stop.setVisible(running)
        self.progress.setVisible(running)

    def show_step(self, step: Step) -> None:
        """Show how far the pack is."""
        self.progress.setRange(0, step.count)
        self.progress.setValue(step.done)
        counted = f": {step.done} of {step.count}" if step.count else ""
        self.stage.setText(f"{step.stage}{counted}")

    def _ask(self) -> None:
        keys = [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in map(self.options.item, range(self.options.count()))
            if item.checkState() is Qt.CheckState.Checked
        ]
        recommended = str(self.recommended.currentData())
        self.wanted.emit(
            Wanted(
                pack=str(self.pack.currentData()),
                audience=str(self.audience.currentData()),
                options=tuple(key for key in keys if key != recommended),
                recommended=recommended,
                futures=self.futures.value(),
                folder=Path(self.folder.text()).absolute(),
            )
        )

    def _list(self, options: tuple[Option, ...]) -> QListWidget:
        listed = QListWidget(self)
        for option in options:
            item = QListWidgetItem(option.name, listed)
            item.setData(Qt.ItemDataRole.UserRole, option.key)
            item.setCheckState(Qt.CheckState.Checked)
        listed.setFixedHeight(listed.sizeHintForRow(0) * ROWS_SHOWN)
        return listed

    def _lay_out(self) -> None:
        browse = QPushButton("&Browse\N{HORIZONTAL ELLIPSIS}", self)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        form = QFormLayout()
        for text, buddy in (
            ("&Pack", self.pack),
            ("F&or", self.audience),
            ("Option&s", self.options),
            ("&Recommended", self.recommended),
            ("F&utures", self.futures),
            ("&Folder", self.folder),
        ):
            label = QLabel(text, self)
            label.setBuddy(buddy)
            buddy.setAccessibleName(text.replace("&", ""))
            form.addRow(label, row if buddy is self.folder else buddy)
        column = QVBoxLayout(self)
        column.addLayout(form)
        for widget in (self.words, self.progress, self.stage, self.buttons):
            column.addWidget(widget)

    def _say_for_whom(self) -> None:
        audience = str(self.audience.currentData())
        self.words.setText(f"{WORDS[audience]}\n\n{FILES}")

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, "Write the pack to", self.folder.text()
        )
        if folder:
            self.folder.setText(folder)


def _choice(parent: QWidget, items: dict[str, str], name: str) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    for key, shown in items.items():
        box.addItem(shown, key)
    return box


def _said(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
