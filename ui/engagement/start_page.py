"""Where every family begins: what this is, and "my area"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from capital_planner.engagement import is_postcode, told
from capital_planner.engagement import plain_words as plain
from capital_planner.gazetteer import Entry
from ui.engagement.large import LEAST_PX, LargeButton, row, words

if TYPE_CHECKING:
    from ui.engagement.prepare import Prepared

FIND = "Type the name of your town, your area or your school"
FIND_BY_POSTCODE = f"{FIND}, or the first half of your postcode"
WIDEST = "A district of a long name"
NOTHING = "We cannot find that. Try the name of a town near you."


class StartPage(QWidget):
    """Emits the district of what was found, and empty for the whole county."""

    chosen = Signal(str)

    def __init__(
        self,
        prepared: Prepared,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        event, self._find = prepared.event, prepared.find
        self._by_postcode = prepared.by_postcode
        self._areas = tuple(Entry("district", name, name) for name in event.areas)
        self.found: tuple[Entry, ...] = ()
        ask = FIND_BY_POSTCODE if self._by_postcode else FIND
        self.ask = words(ask, self, bold=True)
        self.line = QLineEdit(self)
        self.line.setAccessibleName("Find my area")
        self.line.setMinimumHeight(LEAST_PX)
        self.ask.setBuddy(self.line)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Areas and places")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.said = words("", self)
        self.whole = LargeButton(f"Show all of {event.name}", self._choose_all, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words(plain.ABOUT, self))
        for widget in (self.ask, self.line, self.said):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        foot = row(self.whole, words(event.basis.plain, self))
        foot.setStretch(1, 1)
        column.addLayout(foot)
        self.line.textEdited.connect(self._look)
        self.line.returnPressed.connect(self._choose_first)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)

    def clear(self) -> None:
        """Forget what was typed: the next family must not read it."""
        self.line.clear()
        self._look("")

    def _look(self, text: str) -> None:
        """List what is found, or every area to be touched while nothing is typed."""
        typed = bool(text.strip())
        self.found = self._find(text) if typed else self._areas
        self.list.clear()
        flow = QListWidget.Flow.TopToBottom if typed else QListWidget.Flow.LeftToRight
        self.list.setFlow(flow)
        self.list.setWrapping(not typed)
        wide = self.list.fontMetrics().horizontalAdvance(WIDEST)
        size = QSize() if typed else QSize(wide, LEAST_PX)
        self.list.setGridSize(size)
        for n in range(0 if typed else self.list.count()):
            self.list.item(n).setSizeHint(size)
        self.list.addItems([told(entry) for entry in self.found])
        self.said.setText("" if self.found else self._nothing(text))
        self.said.setVisible(not self.found)

    def _nothing(self, text: str) -> str:
        if not is_postcode(text):
            return NOTHING
        return plain.NO_SUCH_POSTCODE if self._by_postcode else plain.NO_POSTCODES

    def _choose_first(self) -> None:
        if self.line.text().strip() and self.found:
            self.chosen.emit(self.found[0].district)

    def _choose(self, *_: object) -> None:
        self.chosen.emit(self.found[self.list.currentRow()].district)

    def _choose_all(self) -> None:
        self.chosen.emit("")
