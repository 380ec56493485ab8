"""What is looked at: theme, need, phase, and the year slider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QWidget,
)

from capital_planner.needs import NEED_LABELS, PHASE_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction, QHideEvent

    from ui.state import View

THEMES = {
    "children": "Children who need a place",
    "sufficiency": "Places against children",
}


PLAY, PAUSE = "Play", "Pause"
YEAR_MS = 1_200
"""Time to read a year; a map takes a third of it to draw."""
BUTTON_PX = 14
ARROW_PX = 34
WIDEST_PX = {"theme": 205, "need": 112, "phase": 84}


class ViewBar(QWidget):
    """Choices of what to look at; a choice is emitted, and shown when it is made."""

    looked = Signal(str, object)

    def __init__(self, play: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 2, 6, 2)
        self._row.setSpacing(4)
        needs: dict[str | None, str] = {None: "All needs"}
        needs |= dict(NEED_LABELS.items())
        phases: dict[str | None, str] = {None: "All ages"}
        phases |= {name: name.capitalize() for name in PHASE_NAMES}
        self.theme = self._choice("Show", "theme", THEMES)
        self.need = self._choice("&Need", "need", needs)
        self.phase = self._choice("&Age", "phase", phases)
        self.year = QSlider(Qt.Orientation.Horizontal, self)
        self.year.setRange(2025, 2035)
        self.year.setPageStep(1)
        self.year.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.year.setMinimumWidth(72)
        self.year.setToolTip("Academic year of the map and of the measures")
        self.year.valueChanged.connect(lambda year: self.looked.emit("year", year))
        self._label("&Year", self.year)
        self._row.addWidget(self.year, 2)
        self.year_said = QLabel(self)
        self.year_said.setMinimumWidth(62)
        font = self.year_said.font()
        font.setBold(True)
        self.year_said.setFont(font)
        self._row.addWidget(self.year_said)
        self._add_player(play)

    def show_years(self, years: tuple[int, ...]) -> None:
        """Let the slider run over the years of a scenario."""
        self.year.setRange(years[0], years[-1])

    def show_view(self, view: View) -> None:
        """Show what is looked at."""
        for box, value in (
            (self.theme, view.theme),
            (self.need, view.need),
            (self.phase, view.phase),
        ):
            box.setCurrentIndex(box.findData(value))
        self.year.setValue(view.year)
        self.year_said.setText(f"{view.year}/{(view.year + 1) % 100:02d}")

    def step_year(self, by: int) -> None:
        """Look at an earlier or a later year."""
        self._show_playing(on=False)
        self.year.setValue(self.year.value() + by)

    def play_or_pause(self) -> None:
        """Show year after year to the last, from the first when it is shown."""
        if not self.player.isActive() and self.year.value() == self.year.maximum():
            self.year.setValue(self.year.minimum())
        self._show_playing(on=not self.player.isActive())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Play to nobody no longer."""
        super().hideEvent(event)
        self._show_playing(on=False)

    def _add_player(self, play: QAction) -> None:
        self._play = play
        self.player = QTimer(self)
        self.player.setInterval(YEAR_MS)
        self.player.timeout.connect(self._play_on)
        self.year.actionTriggered.connect(lambda: self._show_playing(on=False))
        button = QToolButton(self)
        button.setDefaultAction(play)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        words = button.fontMetrics().horizontalAdvance(PAUSE)
        button.setFixedWidth(words + BUTTON_PX)
        self._row.addWidget(button)
        self._show_playing(on=False)

    def _play_on(self) -> None:
        self.year.setValue(self.year.value() + 1)
        if self.year.value() == self.year.maximum():
            self._show_playing(on=False)

    def _show_playing(self, *, on: bool) -> None:
        if on:
            self.player.start()
        else:
            self.player.stop()
        word = PAUSE if on else PLAY
        self._play.setText(f"&{word} the years")
        self._play.setIconText(word)

    def _choice(self, text: str, field: str, items: Mapping[Any, str]) -> QComboBox:
        box = QComboBox(self)
        for value, shown in items.items():
            box.addItem(shown, value)
        box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        box.setMinimumContentsLength(8)
        widest = max(box.fontMetrics().horizontalAdvance(s) for s in items.values())
        box.setMinimumWidth(min(widest + ARROW_PX, WIDEST_PX[field]))
        box.activated.connect(lambda at: self.looked.emit(field, box.itemData(at)))
        if field == "theme":
            box.setAccessibleName("Show")
        else:
            self._label(text, box)
        self._row.addWidget(box, 1)
        return box

    def _label(self, text: str, buddy: QWidget) -> None:
        label = QLabel(text, self)
        label.setBuddy(buddy)
        buddy.setAccessibleName(text.replace("&", ""))
        self._row.addWidget(label)
