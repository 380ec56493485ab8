"""The card of maps: two side by side or their difference, and one legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.compare.linked import LinkedMapView, link
from ui.maps.legend import WIDTH, Legend
from ui.style import PAPER

if TYPE_CHECKING:
    from ui.compare.state import Compared

BESIDE_SCROLL_PX = 14
SIDES = ("A", "B")


class MapsCard(QFrame):
    """Maps of two options on white, each with what makes it fit to be seen."""

    area_picked = Signal(str)
    symbol_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self.views = tuple(LinkedMapView(self) for _ in SIDES)
        link(*self.views)
        self.difference = LinkedMapView(self)
        self.titles = [self._label("mapTitle") for _ in SIDES]
        self.finding = self._label("mapTitle")
        self.words = self._label("mapWords")
        self.legend = Legend(self)
        self._compared: Compared | None = None
        self._lay_out()
        for view in (*self.views, self.difference):
            view.area_picked.connect(self.area_picked)
            view.symbol_picked.connect(self.symbol_picked)
        first = self.views[0]
        first.scaled.connect(lambda: self.legend.show_scale(first.points_px()))
        for side, view in zip(SIDES, self.views, strict=True):
            view.setAccessibleName(f"Map of option {side}")
        self.difference.setAccessibleName("Map of B less A")

    def use_family(self, family: str) -> None:
        """Write in the typeface of the other maps."""
        for view in (*self.views, self.difference):
            view.use_family(family)
        for widget in (*self.titles, self.finding, self.words, self.legend):
            widget.setFont(QFont(family))

    def show_compared(self, compared: Compared) -> None:
        """Show a comparison."""
        self._compared = compared
        for side, option, title, view, spec in zip(
            SIDES,
            compared.order.options,
            self.titles,
            self.views,
            compared.maps,
            strict=True,
        ):
            title.setText(f"{side}: {option.name}")
            view.show_spec(spec)
        self.difference.show_spec(compared.difference)
        self.finding.setText(compared.difference.furniture.title)
        self._show_furniture()

    def show_difference(self, *, on: bool) -> None:
        """Show the map of the difference, or the two maps side by side."""
        self.pages.setCurrentIndex(1 if on else 0)
        self._show_furniture()

    def mark(self, district: str, symbol: str) -> None:
        """Mark a district, and a setting or scheme, on every map."""
        for view in (*self.views, self.difference):
            view.mark(district)
            view.mark_symbol(symbol)

    def _show_furniture(self) -> None:
        """Show the legend and the fixed lines of the page that is seen."""
        compared = self._compared
        if compared is None:
            return
        single = self.pages.currentIndex() == 1
        words = compared.difference.furniture
        marking = [words.marking] if words.marking else []
        subtitle = [words.subtitle] if single else []
        said = " ".join([*subtitle, *words.statements, words.attribution])
        self.words.setText("\n".join([*marking, said]))
        entries = compared.difference.legend if single else compared.legend
        self.legend.show_entries(entries)

    def _lay_out(self) -> None:
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for title, view in zip(self.titles, self.views, strict=True):
            row.addLayout(_titled(title, view), 1)
        single = QWidget(self)
        single.setLayout(_titled(self.finding, self.difference))
        self.pages = QStackedWidget(self)
        self.pages.addWidget(both)
        self.pages.addWidget(single)
        scroll = QScrollArea(self)
        scroll.setWidget(self.legend)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Legend of the maps")
        scroll.setStyleSheet(f"background: {PAPER}")
        scroll.setFixedWidth(WIDTH + BESIDE_SCROLL_PX)
        middle = QHBoxLayout()
        middle.addWidget(self.pages, 1)
        middle.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(3)
        column.addLayout(middle, 1)
        column.addWidget(self.words)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


def _titled(title: QLabel, view: LinkedMapView) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(title)
    column.addWidget(view, 1)
    return column
