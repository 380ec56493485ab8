"""Options for "my area": one by one beside the map, or two side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from capital_planner.engagement import plain_words as plain
from ui.engagement.area_table import AreaTable
from ui.engagement.event_map_view import EventMap
from ui.engagement.large import LargeButton, Roll, words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from capital_planner.engagement import Event, Position

LEFT, RIGHT = 0, 1
TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
ROOMY_PX = 600
ABOUT, NOW = "Our best guess", "Now"
"""Beside the map there is no room for the school year of now."""


def told_rows(event: Event, at: tuple[Position, ...]) -> list[tuple[str, ...]]:
    """Figures in words: now, which is the same under all, and at each position."""
    now = replace(at[0], option=0, year=event.now)
    return [
        (
            label,
            *(plain.figure_words(event, column, where) for where in (now, *at)),
        )
        for column, label in plain.ROWS.items()
    ]


def note(event: Event) -> str:
    """Say which places figures of areas leave out, if they do."""
    return plain.LEFT_OUT if event.leaves_out else ""


def more(event: Event) -> str:
    """Say what the words of the table mean."""
    return f"{plain.INDEPENDENT} {plain.long_trip(event)}"


class OptionPage(QWidget):
    """One option: the map, what it is, and what it means for my area."""

    def __init__(self, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = EventMap(family, self)
        self.about = words("", self)
        self.area = words("", self, bold=True)
        self.table = AreaTable(self)
        self.note = words("", self)
        self.more = words("", self)
        right = QVBoxLayout()
        for widget in (self.about, self.area, self.table, self.note, self.more):
            right.addWidget(widget)
        right.addStretch(1)
        self.roll = Roll("What the option means for my area", self)
        self.roll.lay_out(right)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        line.addWidget(self.map, 11)
        line.addWidget(self.roll, 10)

    def show_at(self, event: Event, at: Position) -> None:
        """Show the figures of a position; the map follows when it is drawn."""
        option = event.options[at.option]
        self.about.setText(" ".join(plain.option_sentences(option)))
        self.area.setText(event.called(at.area))
        later = NOW if at.year == event.now else plain.year_words(event, at.year)
        self.table.show_rows((ABOUT, NOW, later), told_rows(event, (at,)))
        self.note.setText(note(event))
        self.note.setVisible(event.leaves_out)
        self.more.setText(more(event))
        self.map.view.mark(at.area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what the words mean where there is no room for it."""
        super().resizeEvent(event)
        self.more.setVisible(event.size().height() >= ROOMY_PX)


class BesidePage(QWidget):
    """Two options in one table, with what each of them is above it."""

    stepped = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = AreaTable(self)
        self.note = words("", self)
        self.names = [words("", self, bold=True) for _ in (LEFT, RIGHT)]
        self.about = [words("", self) for _ in (LEFT, RIGHT)]
        self.back, self.on = (
            [self._button(side, by) for side in (LEFT, RIGHT)] for by in (-1, 1)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for side in (LEFT, RIGHT):
            pick = QHBoxLayout()
            pick.setSpacing(12)
            self.about[side].setAlignment(TOP)
            pick.addWidget(self.back[side])
            pick.addWidget(self.names[side], 1)
            pick.addWidget(self.on[side])
            grid.addLayout(pick, 0, side)
            grid.addWidget(self.about[side], 1, side)
            grid.setColumnStretch(side, 1)
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addWidget(self.table)
        column.addWidget(self.note)
        column.addStretch(1)
        self.roll = Roll("Two options and what they mean for my area", self)
        self.roll.lay_out(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.roll)

    def show_at(self, event: Event, at: Position, other: int) -> None:
        """Show two options: ``other`` on the left, that of the sliders right."""
        pair = (replace(at, option=other), at)
        last = len(event.options) - 1
        for side, where in enumerate(pair):
            option = event.options[where.option]
            self.names[side].setText(option.name)
            self.about[side].setText(" ".join(plain.option_sentences(option)))
            self.back[side].setEnabled(where.option > 0)
            self.on[side].setEnabled(where.option < last)
        year = plain.year_words(event, at.year)
        heads = [f"{event.options[p.option].name}, {year}" for p in pair]
        self.table.show_rows(
            (event.called(at.area), plain.year_words(event, event.now), *heads),
            told_rows(event, pair),
        )
        self.note.setText(f"{note(event)} {more(event)}".strip())

    def _button(self, side: int, by: int) -> LargeButton:
        mark = "\N{LEFTWARDS ARROW}" if by < 0 else "\N{RIGHTWARDS ARROW}"
        which = "left" if side == LEFT else "right"
        button = LargeButton(mark, lambda: self.stepped.emit(side, by), self)
        button.setAccessibleName(
            f"{'Previous option' if by < 0 else 'Next option'} on the {which}"
        )
        return button
