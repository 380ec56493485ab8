"""One box that finds a district, a town, a school or a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from capital_planner.gazetteer import Entry

WIDTH_PX = 250
MOST_SHOWN = 12


class FindBox(QLineEdit):
    """Emits what is chosen of what was found; what can be found it is given."""

    wanted = Signal()
    chosen = Signal(object)
    missed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find a district, town, school or URN")
        self.setAccessibleName("Find a place")
        self.setToolTip("Points of towns: GeoNames, licensed under CC BY 4.0")
        self.setClearButtonEnabled(True)
        self.setFixedWidth(WIDTH_PX)
        self._look_up: Callable[[str], tuple[Entry, ...]] | None = None
        self.found: tuple[Entry, ...] = ()
        self.names = QStringListModel(self)
        completer = QCompleter(self.names, self)
        self.popup = QListView(self)
        self.popup.setWordWrap(True)
        self.popup.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.popup.setResizeMode(QListView.ResizeMode.Adjust)
        completer.setPopup(self.popup)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self.popup.setAccessibleName("Found")
        completer.activated.connect(self._choose)
        self.setCompleter(completer)
        self.textEdited.connect(self._find)
        self.returnPressed.connect(self._choose_first)

    def use(self, look_up: Callable[[str], tuple[Entry, ...]] | None) -> None:
        """Take what looks a text up; None when nothing can be found for now."""
        self._look_up = look_up
        if look_up is None:
            self.clear()
            self.found = ()
            self.names.setStringList([])
        elif self.text():
            self._find(self.text())
            if self.hasFocus() and self.found:
                self.completer().complete()

    @property
    def ready(self) -> bool:
        """Whether anything can be found."""
        return self._look_up is not None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what can be found: no list is made before it is wanted."""
        super().focusInEvent(event)
        self.wanted.emit()

    def _find(self, text: str) -> None:
        self.wanted.emit()
        self.found = () if self._look_up is None else self._look_up(text)
        self.names.setStringList([entry.told for entry in self.found])

    def _choose(self, told: str) -> None:
        entry = next((item for item in self.found if item.told == told), None)
        if entry is not None:
            self._settle(entry)

    def _choose_first(self) -> None:
        if any(entry.told == self.text() for entry in self.found):
            return
        self._find(self.text())
        if self.found:
            self.popup.hide()
            self._settle(self.found[0])
        elif self.ready and self.text().strip():
            self.missed.emit(self.text().strip())

    def _settle(self, entry: Entry) -> None:
        """Go to what was chosen; its name is read from its beginning."""
        self.chosen.emit(entry)
        self.setText(entry.told)
        QTimer.singleShot(0, self, lambda: self.setCursorPosition(0))


def focus(box: QLineEdit) -> None:
    """Bring the keyboard to the box, with its text ready to be typed over."""
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    box.selectAll()
