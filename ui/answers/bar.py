"""The row over an answer: ask, stop, how far it is, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.panels.buttons import button_of

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.shown import SearchNews


class AskBar(QWidget):
    """Buttons of actions, then progress while a question is being answered."""

    def __init__(
        self, asks: tuple[QAction, ...], stop: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout()
        for action in asks:
            self.row.addWidget(button_of(action, self))
        self.stop = button_of(stop, self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName("How far the answer is")
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(120)
        self.stage = _words(self)
        self.about = _words(self)
        self.about.setObjectName("rules")
        for widget in (self.stop, self.progress):
            self.row.addWidget(widget)
            widget.hide()
        self.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self.row)
        column.addWidget(self.stage)
        column.addWidget(self.about)
        self.about.hide()

    def show_news(self, news: SearchNews, *, running: bool) -> None:
        """Show how far the question of this panel is; nothing when none is asked."""
        self.stop.setVisible(running)
        self.progress.setVisible(running)
        self.progress.setRange(0, news.count)
        self.progress.setValue(news.done)
        counted = f": {news.done} of {news.count}" if news.count else ""
        waited = f", {news.elapsed_s:.0f} seconds" if running and news.elapsed_s else ""
        self.stage.setText(f"{news.stage}{counted if running else ''}{waited}")

    def say_about(self, text: str) -> None:
        """Say that the answer is about something else than what is shown."""
        self.about.setText(text)
        self.about.setVisible(bool(text))


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
