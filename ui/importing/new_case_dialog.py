"""A new case for any authority: its code, its files, what is there and assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.importing.decide_page import DecidePage
from ui.importing.files_row import FilesRow
from ui.importing.kinds import BY_KEY, KINDS, TABLE
from ui.importing.listing import Listing
from ui.importing.steps_dialog import StepsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from data.new_case import NewCase

WORDS = (
    "Three files make a first case; the others make it better, and can come later. "
    "What no file gives is assumed, and you are told before anything is written."
)
THERE, ASSUMED, MISSING = "There", "Assumed", "Missing"
COLUMNS = (("", 76), ("Table", 190), ("What", 330), ("How to put your own", 250))
PLACE = "The case goes into a new folder, and is opened."


class FilesPage(QWidget):
    """The code of the authority, and a row of files for each kind."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit(self)
        self.code.setPlaceholderText("E06000009, or its three-figure code: 890")
        self.code.textChanged.connect(self.changed)
        inside = QWidget(self)
        form = QFormLayout(inside)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add(form, "Code of the &authority", self.code)
        self.files = {
            kind.key: FilesRow(kind.title, several=True, parent=inside)
            for kind in KINDS
            if kind.key != TABLE
        }
        for key, row in self.files.items():
            row.changed.connect(self.changed)
            kind = BY_KEY[key]
            row.line.setToolTip(kind.where)
            self._add(form, f"{kind.title}{' *' if kind.needed else ''}", row)
        self.beside = {
            name: FilesRow(title, parent=inside)
            for kind in KINDS
            for name, title in kind.beside
        }
        for name, row in self.beside.items():
            titles = dict(pair for kind in KINDS for pair in kind.beside)
            self._add(form, f"{titles[name]}, if need be", row)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName("Files of the case")
        words = QLabel(f"{WORDS} Files marked * are needed.", self)
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(area, 1)
        self.setFocusProxy(self.code)

    def given(self, rows: dict[str, FilesRow]) -> dict[str, tuple[Path, ...]]:
        """Files that were named, by kind or by what they are."""
        return {key: row.paths for key, row in rows.items() if row.paths}

    def _add(self, form: QFormLayout, text: str, buddy: QWidget) -> None:
        label = QLabel(text, self)
        label.setBuddy(buddy)
        buddy.setAccessibleName(text.replace("&", ""))
        form.addRow(label, buddy)


class NewCaseDialog(StepsDialog):
    """Asks and shows; it reads and writes nothing itself.

    Attributes
    ----------
    looking
        Emits the code, the files by kind, and the files beside.
    making
        Emits the case that was looked at, and the folder.
    """

    looking = Signal(str, dict, dict)
    making = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("New case for another authority", "newCase", parent)
        self.files = FilesPage(self)
        self.found = Listing(
            "What the case holds", COLUMNS, (THERE, ASSUMED, MISSING), self
        )
        self.decide = DecidePage(
            (self.found, "What the case &holds"), "New folder for the case", self
        )
        self.decide.show_place(PLACE, needs_folder=True)
        self._new: NewCase | None = None
        self.files.changed.connect(self.show_step)
        self.decide.changed.connect(self.show_step)
        self.back.clicked.connect(lambda: self.turn(self.files))
        self.forward.clicked.connect(self._go_on)
        self.lay_out((self.files, self.decide))

    def show_found(self, new: NewCase) -> None:
        """Show what a case of these files has, assumes and lacks."""
        self._new = new
        owner = new.owner
        whose = "The authority is not known yet."
        if owner is not None:
            whose = f"{owner.name} ({owner.code}, {owner.la_code})."
        counts = (
            f"{len(new.there)} tables from files, {len(new.assumed)} assumed, "
            f"{len(new.missing)} files missing."
        )
        self.decide.words.setText(f"{whose} {counts}")
        self.found.show_rows(_rows(new))
        self.decide.show_problems(new.problems, found=new.can_be_made)
        errors = any(found.severity == "error" for found in new.problems)
        self.decide.tabs.setCurrentIndex(1 if errors else 0)
        self.turn(self.decide)

    def show_step(self) -> None:
        """Say what the button does on the page that is shown."""
        super().show_step()
        last = self.pages.currentWidget() is self.decide
        self.forward.setText("&Make the case" if last else "&Next >")
        named = bool(self.files.code.text().strip()) and bool(
            self.files.given(self.files.files)
        )
        ready = self.decide.ready if last else named
        self.forward.setEnabled(ready and not self.running)

    def _go_on(self) -> None:
        self.tell("")
        if self.pages.currentWidget() is self.decide:
            self.making.emit(self._new, self.decide.chosen_folder)
            return
        files = self.files.given(self.files.files)
        beside = self.files.given(self.files.beside)
        one = {name: paths[0] for name, paths in beside.items()}
        self.looking.emit(self.files.code.text().strip(), files, one)


def _rows(new: NewCase) -> list[tuple[str, ...]]:
    missing = [
        (MISSING, BY_KEY[kind].title, "The file is needed.", "") for kind in new.missing
    ]
    assumed = [
        (ASSUMED, _name(each.table), f"{each.what} {each.why}", each.replace)
        for each in new.assumed
    ]
    there = [
        (THERE, _name(table), f"{rows:,} rows", "") for table, rows in new.there.items()
    ]
    return [*missing, *assumed, *there]


def _name(table: str) -> str:
    return table.replace("_", " ").capitalize()
