"""What the tables of the case are worth: statuses in words, figures side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui.importing.listing import Listing

if TYPE_CHECKING:
    from data.quality import Line, Quality

WORDS = {"ok": "OK", "look": "Look", "mend": "Mend"}
ORDER = ("mend", "look", "ok")
COLUMNS = (
    ("", 60),
    ("Part", 120),
    ("What", 190),
    ("Figures", 190),
    ("What was found", 270),
    ("What to do", 240),
)
WIDTH, HEIGHT = 1160, 620
ABOUT = (
    "Look: a person should judge it. Mend: no plan can be made until it is put right. "
    "Figures of different dates or sources can differ, and both be right."
)


class QualityDialog(QDialog):
    """A table to read, search, copy and write.

    Attributes
    ----------
    writing
        Emits the file that the report goes into.
    """

    writing = Signal(object)

    def __init__(self, found: Quality, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quality")
        self.setWindowTitle("Quality of the data")
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(self.screen().availableSize()))
        counts = ", ".join(f"{n} {WORDS[each]}" for each, n in found.counts.items())
        self.words = QLabel(f"{found.name}: {counts}. {ABOUT}", self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.lines = Listing(
            "Quality of the data", COLUMNS, tuple(WORDS.values()), self
        )
        rows = [(it.title, line) for it in found.sections for line in it.lines]
        rows.sort(key=lambda row: ORDER.index(row[1].status))
        self.lines.show_rows([_row(*row) for row in rows])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.write = buttons.addButton(
            "&Write as CSV\N{HORIZONTAL ELLIPSIS}",
            QDialogButtonBox.ButtonRole.ActionRole,
        )
        self.write.clicked.connect(self._ask)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.lines, 1)
        column.addWidget(buttons)

    def _ask(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Write the report as", "quality.csv", "Tables (*.csv)"
        )
        if name:
            self.writing.emit(Path(name))


def _row(section: str, line: Line) -> tuple[str, ...]:
    place = [line.file] if line.file and line.file != line.what else []
    place += [] if line.row is None else [f"row {line.row}"]
    place += [line.column] if line.column else []
    what = f"{line.what} ({', '.join(place)})" if place else line.what
    told = f"{line.told} {line.value}".strip()
    return (WORDS[line.status], section, what, _figures(line), told, line.remedy)


def _figures(line: Line) -> str:
    """Say both figures and their difference."""
    pairs = ((line.first_name, line.first), (line.second_name, line.second))
    said = [f"{name}: {figure:,.10g}" for name, figure in pairs if figure is not None]
    if line.difference is not None and line.first_name != "rows":
        said.append(f"difference: {line.difference:+,.10g}")
    return "\n".join(said)
