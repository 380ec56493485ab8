"""What staff do with what was said: review notes, say what was done, write it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHeaderView,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from capital_planner.engagement import flags
from ui.engagement.large import LEAST_PX, LargeButton, row, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from capital_planner.engagement import Event, Note, Row
    from ui.engagement.prepare import Prepared

HEADS = ("Area", "Option", "What people said", "How many", "What we did")
DID = 4
REVIEW = "Notes to read again. Only the notes that you keep are written to a file."
NONE_WAITING = "There is no note to read."
KEY = Qt.ItemDataRole.UserRole


class StaffPage(QWidget):
    """Emits the number of a note that is kept or deleted, and what was done.

    ``answered`` gives the key of a row and the text typed beside it, ``wanted`` a
    folder to write to, and ``print_wanted`` an area, empty for all of them, and the
    folder for its leaflets.
    """

    kept = Signal(int)
    deleted = Signal(int)
    answered = Signal(object, str)
    wanted = Signal(Path)
    print_wanted = Signal(str, Path)

    def __init__(self, prepared: Prepared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = prepared.places
        self.label = words(REVIEW, self)
        self.notes = QListWidget(self)
        self.notes.setAccessibleName("Notes to read again")
        self.notes.setWordWrap(True)
        self.label.setBuddy(self.notes)
        self.keep, self.delete = (
            LargeButton(text, partial(self._settle, signal), self)
            for text, signal in (("Keep", self.kept), ("Delete", self.deleted))
        )
        self.table = _table(self)
        self.table.itemChanged.connect(self._type)
        self.export = LargeButton("Write a file", self._ask, self)
        self.area = _areas(prepared.event, self)
        self.print = LargeButton("Write leaflets", self._ask_for_leaflets, self)
        self.said = words("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label)
        column.addWidget(self.notes, 2)
        column.addWidget(self.table, 3)
        line = row(self.keep, self.delete, self.export, self.area, self.print)
        line.addWidget(self.said, 1)
        column.addLayout(line)

    def show_notes(self, waiting: tuple[Note, ...]) -> None:
        """List notes that wait, each with what in it may tell who a child is."""
        self.notes.clear()
        for note in waiting:
            found = flags(note.text, self._places)
            lines = [f"{note.area}, {note.option}: {note.text}", *found]
            self.notes.addItem("\n".join(lines))
            self.notes.item(self.notes.count() - 1).setData(KEY, note.number)
        self.notes.setCurrentRow(0)
        self.label.setText(REVIEW if waiting else NONE_WAITING)
        for button in (self.keep, self.delete):
            button.setEnabled(bool(waiting))

    def show_rows(
        self, rows: tuple[Row, ...], did: Mapping[tuple[str, str, str], str]
    ) -> None:
        """Show what people said, and what was done about each."""
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.table.setRowCount(len(rows))
        for n, told in enumerate(rows):
            cells = (told.area, told.option, told.said, told.count)
            for column, text in enumerate((*cells, did.get(told.key, ""))):
                item = QTableWidgetItem(text)
                item.setData(KEY, told.key)
                if column != DID:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(n, column, item)
        self.table.resizeRowsToContents()
        self.table.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _type(self, item: QTableWidgetItem) -> None:
        self.answered.emit(tuple(item.data(KEY)), item.text())
        found = flags(item.text(), self._places)
        self.said.setText(" ".join(found))

    def _settle(self, signal: SignalInstance) -> None:
        item = self.notes.currentItem()
        if item is not None:
            signal.emit(item.data(KEY))

    def say_printing(self, said: str, *, running: bool) -> None:
        """Say how far leaflets are, and let no others be asked for meanwhile."""
        self.print.setEnabled(not running)
        self.said.setText(said)

    def _ask_for_leaflets(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Write the leaflets to")
        if folder:
            self.print_wanted.emit(str(self.area.currentData()), Path(folder))

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Write what people said to")
        if folder:
            self.wanted.emit(Path(folder))


def _areas(event: Event, parent: QWidget) -> QComboBox:
    """List the whole authority and its areas, each to have leaflets of."""
    box = QComboBox(parent)
    box.setAccessibleName("Area of the leaflets")
    box.setMinimumHeight(LEAST_PX)
    for area in ("", *event.areas):
        box.addItem(event.called(area), area)
    return box


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, len(HEADS), parent)
    table.setAccessibleName("You said, we did")
    table.setHorizontalHeaderLabels(HEADS)
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.setWordWrap(True)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
