"""What families say: fixed answers, and notes that a facilitator types."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from capital_planner.engagement import REACTIONS, WARNING
from capital_planner.engagement import plain_words as plain
from ui.engagement.large import LEAST_PX, LargeButton, words

NOTED = "Thank you. We will read your note again before we keep it."


class SayPage(QWidget):
    """Emits an answer that was pressed, or a note that was typed."""

    reacted = Signal(str)
    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask = words("", self, bold=True)
        self.answers = [
            LargeButton(said, partial(self._react, said), self) for said in REACTIONS
        ]
        self.said = words("", self)
        self.label = words(f"Staff can type a note for you. {WARNING}", self)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName("Note")
        self.text.setAccessibleDescription(WARNING)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(LEAST_PX)
        self.label.setBuddy(self.text)
        self.add = LargeButton("Add the note", self._note, self)
        column = QVBoxLayout(self)
        column.addWidget(self.ask)
        for button in self.answers:
            column.addWidget(button)
        column.addWidget(self.said)
        column.addWidget(self.label)
        column.addWidget(self.text, 1)
        column.addWidget(self.add)

    def show_about(self, option: str, area: str) -> None:
        """Ask about an option for an area."""
        asked = f"{option}: what do you think of it for {area}?"
        if asked != self.ask.text():
            self.said.clear()
        self.ask.setText(asked)

    def clear(self) -> None:
        """Forget what was typed: the next family must not read it."""
        self.text.clear()
        self.said.clear()

    def _react(self, said: str) -> None:
        self.reacted.emit(said)
        self.said.setText(plain.THANK_YOU)

    def _note(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.noted.emit(text)
            self.text.clear()
            self.said.setText(NOTED)
