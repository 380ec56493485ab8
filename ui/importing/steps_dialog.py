"""Pages one after another, with the progress of what is worked out between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 960, 600


class StepsDialog(QDialog):
    """Holds the pages; closing it stops what is worked out for it."""

    stopped = Signal()

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.resize(QSize(WIDTH, HEIGHT).boundedTo(self.screen().availableSize()))
        self.pages = QStackedWidget(self)
        self.stage = QLabel(self)
        self.stage.setWordWrap(True)
        self.stage.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.setAccessibleName("Reading")
        self.back = QPushButton("< &Back", self)
        self.forward = QPushButton("&Next >", self)
        self.stop = QPushButton("St&op", self)
        self.leave = QPushButton("&Close", self)
        self.forward.setDefault(True)
        self.stop.clicked.connect(self.stopped)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(lambda _: self.stopped.emit())
        self._running = False

    @property
    def running(self) -> bool:
        """Whether something is worked out."""
        return self._running

    def show_running(self, *, running: bool) -> None:
        """Show that something is worked out, or that nothing is."""
        self._running = running
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.pages.setEnabled(not running)
        self.show_step()

    def tell(self, text: str) -> None:
        """Say something beside the buttons."""
        self.stage.setText(text)

    def turn(self, page: QWidget) -> None:
        """Show a page."""
        self.pages.setCurrentWidget(page)
        self.show_step()
        page.setFocus()

    def show_step(self) -> None:
        """Turn on what can be done on the page that is shown."""
        self.back.setEnabled(self.pages.currentIndex() > 0 and not self._running)

    def lay_out(self, pages: Sequence[QWidget]) -> None:
        """Put the pages in their order over the buttons."""
        for page in pages:
            self.pages.addWidget(page)
        row = QHBoxLayout()
        row.addWidget(self.progress)
        row.addWidget(self.stage, 1)
        for button in (self.back, self.forward, self.stop, self.leave):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.pages, 1)
        column.addLayout(row)
        self.show_running(running=False)
