"""The map with its title, legend and fixed lines, on white in any colour scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from ui.legend import WIDTH, Legend
from ui.map_view import MapView

if TYPE_CHECKING:
    from capital_planner.mapspec import MapSpec

BESIDE_SCROLL_PX = 14


class MapCard(QFrame):
    """Everything of a map as data that fits a screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self.view = MapView(self)
        self.legend = Legend(self)
        self.title = self._label("mapTitle")
        self.subtitle = self._label("mapSubtitle")
        self.words = self._label("mapWords")
        scroll = QScrollArea(self)
        scroll.setWidget(self.legend)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Legend")
        scroll.setStyleSheet("background: white")
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setVerticalSpacing(3)
        grid.addWidget(self.view, 0, 0, 3, 1)
        for row, widget in enumerate((self.title, self.subtitle, scroll)):
            grid.addWidget(widget, row, 1)
            widget.setFixedWidth(WIDTH + BESIDE_SCROLL_PX)
        grid.addWidget(self.words, 3, 0, 1, 2)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(0, 1)
        self.title.setText("Opening the case")

    def show_spec(self, spec: MapSpec) -> None:
        """Show a map and all that makes it fit to be seen."""
        words = spec.furniture
        self.title.setText(words.title)
        self.subtitle.setText(words.subtitle)
        marking = [words.marking] if words.marking else []
        self.words.setText(
            "\n".join([*marking, " ".join(words.statements), words.attribution])
        )
        self.view.show_spec(spec)
        self.legend.show_entries(spec.legend)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
