"""The options kept by name, as a tree: a copy hangs from what it was copied from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from ui.panels.cells import DISPLAY, AnyIndex
from ui.state import ALWAYS_THERE, Document

if TYPE_CHECKING:
    from ui.state import Option

NOWHERE = QModelIndex()

ORIGINS = {
    "do nothing": "What opens with no further decision",
    "committed": "What cabinet has approved",
    "found": "Found by the optimiser",
    "edited": "Edited by hand",
}
STALE = "made for other inputs"
OTHERWISE = "found for other rules"


class OptionModel(QAbstractItemModel):
    """One row an option; a new name is emitted, not kept."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = Document()
        self._below: dict[str, list[str]] = {}

    def show_document(self, document: Document) -> None:
        """Show the options of a document."""
        before = self._document
        places = [(option.key, option.parent) for option in document.options]
        same = places == [(o.key, o.parent) for o in before.options]
        if not same:
            self.beginResetModel()
        self._document = document
        self._below = _below(document)
        if not same:
            self.endResetModel()
        if not same:
            return
        all_new = before.inputs != document.inputs
        for was, option in zip(before.options, document.options, strict=True):
            if all_new or was is not option:
                index = self.index_of(option.key)
                self.dataChanged.emit(index, index)

    def key(self, index: AnyIndex) -> str:
        """Key of the option of an index, empty for none."""
        number = index.internalId()
        known = index.isValid() and number < len(self._document.options)
        return self._document.options[number].key if known else ""

    def index_of(self, key: str) -> QModelIndex:
        """Index of an option; not valid when there is none."""
        option = self._document.option(key)
        if option is None:
            return QModelIndex()
        row = self._below[self._above(option)].index(key)
        number = self._document.options.index(option)
        return self.createIndex(row, 0, number)

    # --- Qt -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> QModelIndex:
        """Index of an option below another."""
        below = self._below.get(self.key(parent), [])
        return self.index_of(below[row]) if row < len(below) and not column else NOWHERE

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        """Index of the option that this one hangs from."""
        option = self._document.option(self.key(index))
        return NOWHERE if option is None else self.index_of(self._above(option))

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the options that hang from one."""
        return len(self._below.get(self.key(parent), []))

    def columnCount(  # noqa: N802 - Qt's name
        self,
        parent: AnyIndex = NOWHERE,  # noqa: ARG002 - Qt's signature
    ) -> int:
        """Count the columns: the name alone."""
        return 1

    def data(self, index: AnyIndex, role: int = DISPLAY) -> object:
        """Name, and what the option is."""
        option = self._document.option(self.key(index))
        if option is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return option.name
        notes = self._caveats(option)
        if role == DISPLAY:
            return f"{option.name} ({notes[0]})" if notes else option.name
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [option.name, ORIGINS[option.origin], option.note]
            return "\n".join([*filter(None, said), *(f"It was {n}." for n in notes)])
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for another name."""
        if role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        self.renamed.emit(self.key(index), str(value))
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every option but those every case has can be renamed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.key(index) not in ALWAYS_THERE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # --- inside ---------------------------------------------------------------

    def _above(self, option: Option) -> str:
        """Key of the option that one hangs from; empty at the root."""
        known = self._document.option(option.parent) is not None
        return option.parent if known else ""

    def _caveats(self, option: Option) -> list[str]:
        inputs = self._document.inputs
        found = ((option.is_stale, STALE), (option.asks_otherwise, OTHERWISE))
        return [words for holds, words in found if holds(inputs)]


def _below(document: Document) -> dict[str, list[str]]:
    """Keys of the options that hang from each key; the empty key is the root."""
    known = {option.key for option in document.options}
    below: dict[str, list[str]] = {"": []}
    for option in document.options:
        above = option.parent if option.parent in known else ""
        below.setdefault(above, []).append(option.key)
    return below
