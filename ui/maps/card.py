"""The map with its title, legend and fixed lines, on white in any colour scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from ui.maps.legend import WIDTH, Legend
from ui.maps.view import MapView
from ui.style import PAPER

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        for widget in (self.legend, scroll.viewport()):
            white = widget.palette()
            white.setColor(white.ColorRole.Window, QColor(PAPER))
            widget.setPalette(white)
            widget.setAutoFillBackground(True)
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
        self.view.scaled.connect(lambda: self.legend.show_scale(self.view.points_px()))
        self.title.setText("Opening the case")

    def use_fonts(self, fonts: Mapping[str, bytes]) -> None:
        """Write in the typeface of the paper map, from the bytes of its files."""
        for content in fonts.values():
            added = QFontDatabase.addApplicationFontFromData(QByteArray(content))
            families = QFontDatabase.applicationFontFamilies(added)
            if families:
                self._use_family(families[0])

    def _use_family(self, family: str) -> None:
        self.view.use_family(family)
        font = QFont(family)
        for widget in (self.title, self.subtitle, self.words, self.legend):
            widget.setFont(font)

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

    def clear(self) -> None:
        """Leave only the outlines, until another map is shown."""
        self.title.setText("Drawing the map")
        self.subtitle.clear()
        self.words.clear()
        self.view.clear()
        self.legend.show_entries(())

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
