"""Figures of "my area" in large type: now, and later under one option or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.engagement.large import words

if TYPE_CHECKING:
    from collections.abc import Sequence

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AreaTable(QWidget):
    """Rows of a label and figures in words; read out as sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._cells: dict[tuple[int, int], QLabel] = {}

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show figures under their heads; the first of a row is its label."""
        for at, cell in self._cells.items():
            cell.setVisible(at[0] <= len(rows) and at[1] < len(heads))
        for n, line in enumerate((heads, *rows)):
            for column, text in enumerate(line):
                self._cell(n, column).setText(text)
        said = [
            ". ".join([line[0], *map(": ".join, zip(heads[1:], line[1:], strict=True))])
            for line in rows
        ]
        self.setAccessibleName(heads[0])
        self.setAccessibleDescription(". ".join(said))

    def texts(self) -> list[list[str]]:
        """Give every row as it is shown, heads first."""
        shown = {at: c for at, c in self._cells.items() if not c.isHidden()}
        lines = sorted({at[0] for at in shown})
        return [
            [shown[at].text() for at in sorted(shown) if at[0] == line]
            for line in lines
        ]

    def _cell(self, line: int, column: int) -> QLabel:
        if (line, column) not in self._cells:
            label = words("", self, bold=line == 0 or column > 0)
            if column:
                label.setAlignment(RIGHT)
                label.setWordWrap(line == 0)
            self._grid.addWidget(label, line, column)
            self._cells[line, column] = label
        return self._cells[line, column]
