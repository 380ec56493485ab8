"""A file comes in: chosen, its columns told, looked at, and imported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.importing.choose_page import ChoosePage
from ui.importing.columns_page import ColumnsPage
from ui.importing.kinds import TABLE
from ui.importing.preview_page import PreviewPage
from ui.importing.steps_dialog import StepsDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from data.importers.staging import Staged
    from ui.importing.state import Wanted
    from ui.importing.work import Columns


class ImportDialog(StepsDialog):
    """Asks for what each page needs; it reads and writes nothing itself.

    Attributes
    ----------
    proposing, previewing
        Emit what is wanted: its columns proposed, or the file read.
    importing
        Emits what was looked at, and the folder for a copy (or None).
    """

    proposing = Signal(object)
    previewing = Signal(object)
    importing = Signal(object, object)

    def __init__(self, tables: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Import a file", "import", parent)
        self.choose = ChoosePage(tables, self)
        self.columns = ColumnsPage(self)
        self.preview = PreviewPage(self)
        self._wanted: Wanted | None = None
        self._staged: Staged | None = None
        self.choose.changed.connect(self.show_step)
        self.preview.changed.connect(self.show_step)
        self.columns.resheeted.connect(self._resheet)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_on)
        self.lay_out((self.choose, self.columns, self.preview))

    def show_columns(self, found: Columns) -> None:
        """Show how a table of the council's own would be read."""
        self.columns.show_columns(found)
        self.turn(self.columns)

    def show_staged(self, staged: Staged) -> None:
        """Show what would come of the import."""
        self._staged = staged
        self.preview.show_staged(staged)
        self.turn(self.preview)

    def show_step(self) -> None:
        """Say what the button does on the page that is shown."""
        super().show_step()
        page = self.pages.currentWidget()
        last = page is self.preview
        self.forward.setText("&Import" if last else "&Next >")
        ready = self.preview.ready if last else bool(self.choose.files.paths)
        self.forward.setEnabled(ready and not self.running)

    def _go_on(self) -> None:
        page = self.pages.currentWidget()
        self.tell("")
        if page is self.preview:
            self.importing.emit(self._staged, self.preview.chosen_folder)
            return
        if page is self.choose:
            self._wanted = self.choose.wanted
            if self._wanted.kind == TABLE:
                self.proposing.emit(self._wanted)
                return
        if self._wanted is not None:
            mapping = self.columns.mapping if page is self.columns else {}
            sheet = self.columns.sheet.currentText() if page is self.columns else ""
            self._wanted = replace(self._wanted, mapping=mapping, sheet=sheet)
            self.previewing.emit(self._wanted)

    def _go_back(self) -> None:
        told = self._wanted is not None and self._wanted.kind == TABLE
        from_preview = self.pages.currentWidget() is self.preview
        self.tell("")
        self.turn(self.columns if from_preview and told else self.choose)

    def _resheet(self, sheet: str) -> None:
        if self._wanted is not None:
            self._wanted = replace(self._wanted, mapping={}, sheet=sheet)
            self.proposing.emit(self._wanted)
