"""The options kept by name, as an item model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal

from ui.panels.cells import DISPLAY, AnyIndex
from ui.state import ALWAYS_THERE

if TYPE_CHECKING:
    from ui.state import Document, Option

ORIGINS = {
    "do nothing": "What opens with no further decision",
    "committed": "What cabinet has approved",
    "found": "Found by the optimiser",
    "edited": "Edited by hand",
}
STALE = "made for other inputs"


class OptionModel(QAbstractListModel):
    """One row an option; a new name is emitted, not kept."""

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._stale: tuple[bool, ...] = ()

    def show_document(self, document: Document) -> None:
        """Show the options of a document."""
        same = [o.key for o in self._options] == [o.key for o in document.options]
        if not same:
            self.beginResetModel()
        self._options = document.options
        self._stale = tuple(o.is_stale(document.inputs) for o in document.options)
        if not same:
            self.endResetModel()
        elif self._options:
            last = self.index(len(self._options) - 1)
            self.dataChanged.emit(self.index(0), last)

    def key(self, row: int) -> str:
        """Key of the option of a row."""
        return self._options[row].key

    def row_of(self, key: str) -> int:
        """Row of an option, -1 when there is none."""
        return next((n for n, o in enumerate(self._options) if o.key == key), -1)

    def rowCount(  # noqa: N802 - Qt's name
        self, parent: AnyIndex | None = None
    ) -> int:
        """Count the options."""
        return 0 if parent is not None and parent.isValid() else len(self._options)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> object:
        """Name, and what the option is."""
        option, stale = self._options[index.row()], self._stale[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return option.name
        if role == DISPLAY:
            return f"{option.name} ({STALE})" if stale else option.name
        if role == Qt.ItemDataRole.ToolTipRole:
            said = ORIGINS[option.origin]
            return f"{option.name}\n{said}" + (f"\nIt was {STALE}." if stale else "")
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for another name."""
        if role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        self.renamed.emit(self.key(index.row()), str(value))
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every option but those every case has can be renamed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.key(index.row()) not in ALWAYS_THERE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
