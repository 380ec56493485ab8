"""The three sliders: each place of them is something that has been worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QVBoxLayout, QWidget

from capital_planner.engagement import Event, Position
from capital_planner.engagement import plain_words as plain
from ui.engagement.large import HANDLE_PX, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent


class _Slider(QSlider):
    """Stands where it is touched, without stepping there."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go at once to what is touched."""
        along = round(event.position().x() - HANDLE_PX / 2)
        span = max(self.width() - HANDLE_PX, 1)
        low, high = self.minimum(), self.maximum()
        self.setValue(QStyle.sliderValueFromPosition(low, high, along, span))
        super().mousePressEvent(event)


class WhatIf(QWidget):
    """A slider over what was worked out before: a word for each place it has."""

    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = name, [""]
        self.label = words("", self)
        self.slider = _Slider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(name)
        self.slider.setPageStep(1)
        self.label.setBuddy(self.slider)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._move)

    def show_words(self, words: Sequence[str]) -> None:
        """Take the words of its places; a single place cannot be moved from."""
        self._words = list(words)
        self.slider.setRange(0, len(words) - 1)
        self.slider.setEnabled(len(words) > 1)

    def show_place(self, place: int) -> None:
        """Stand at a place, and tell nobody."""
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.slider.setValue(place)
        self.slider.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._say()

    def _move(self, place: int) -> None:
        self._say()
        self.moved.emit(place)

    def _say(self) -> None:
        said = self._words[self.slider.value()]
        self.label.setText(f"{self._name}: {said}")
        self.slider.setAccessibleDescription(said)


class WhatIfs(QWidget):
    """How much money, which future, and which year; emits where they stand."""

    moved = Signal(object)

    def __init__(self, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event = event
        self._at = Position(0, event.futures[0], event.now)
        self.money, self.future = WhatIf("Money", self), WhatIf("Future", self)
        self.year = WhatIf("School year", self)
        self.money.show_words([plain.money_words(item) for item in event.options])
        self.future.show_words([plain.FUTURES[item] for item in event.futures])
        self.year.show_words([plain.year_words(event, year) for year in event.years])
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        for slider in (self.money, self.future, self.year):
            line.addWidget(slider, 1)
            slider.moved.connect(self._move)

    def show_at(self, at: Position) -> None:
        """Stand at a position."""
        self._at = at
        self.money.show_place(at.option)
        self.future.show_place(self._event.futures.index(at.future))
        self.year.show_place(self._event.years.index(at.year))

    def _move(self) -> None:
        event = self._event
        places = (item.slider.value() for item in (self.money, self.future, self.year))
        option, future, year = places
        self.moved.emit(
            replace(
                self._at,
                option=option,
                future=event.futures[future],
                year=event.years[year],
            )
        )
