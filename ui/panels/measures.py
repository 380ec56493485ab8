"""Six live measures along the bottom, each against doing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ui.shown import Card

CARDS = 6
WAITING = "\N{HORIZONTAL ELLIPSIS}"


class MeasureCard(QFrame):
    """One measure: title, figure, change in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("measureCard")
        self.title = self._label("cardTitle")
        self.figure = self._label("figure")
        self.change = self._label("change")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 6, 5)
        column.setSpacing(0)
        for label in (self.title, self.figure, self.change):
            column.addWidget(label)
        self.figure.setText(WAITING)

    def show_card(self, card: Card, *, stale: bool) -> None:
        """Show a measure; a stale one is of an earlier edit."""
        self.title.setText(card.title)
        self.figure.setText(card.figure)
        self.change.setText("being worked out" if stale else card.change)
        self.setAccessibleName(f"{card.title}: {card.figure}, {self.change.text()}")
        self.setProperty("stale", stale)
        self.change.setProperty("tone", card.tone)
        for widget in (self.figure, self.change):
            widget.style().polish(widget)

    def clear(self) -> None:
        """Show no figure, until another is worked out."""
        self.figure.setText(WAITING)
        self.change.clear()
        self.setAccessibleName(self.title.text())

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


class MeasuresBar(QWidget):
    """The six measures side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Measures of this option")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 4)
        row.setSpacing(6)
        self.cards = [MeasureCard(self) for _ in range(CARDS)]
        for card in self.cards:
            row.addWidget(card, 1)

    def show_cards(self, cards: tuple[Card, ...], *, stale: bool) -> None:
        """Show measures, in the order they come in."""
        for widget, card in zip(self.cards, cards, strict=True):
            widget.show_card(card, stale=stale)

    def clear(self) -> None:
        """Show no figures, until others are worked out."""
        for card in self.cards:
            card.clear()
