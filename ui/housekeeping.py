"""Opening cases, finding a command, and what is remembered between sessions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from ui.dialogs.palette import Palette
from ui.dialogs.shortcuts import ShortcutSheet
from ui.state import ALWAYS_THERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from ui.session import Session
    from ui.window import MainWindow

LOSES = (
    "Options of the case that is open are not saved, and go when another one is "
    "opened. Export first what you want to keep."
)


class Housekeeping(QObject):
    """Joins the file menu, the palette and the memory to the session."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._recent = QMenu("&Recent cases", window)
        actions = window.actions_by_id
        window.menu_of("open").insertMenu(actions["export"], self._recent)
        self._recent.aboutToShow.connect(self._list_recent)
        if window.memory is not None:
            window.memory.restore_shape(window)
        self._store.opened_changed.connect(self._remember)
        session.jobs.changed.connect(self._show_busy)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {
            "open": self._ask_for_a_case,
            "palette": self._open_palette,
            "shortcuts": self._open_shortcuts,
        }

    # --- cases ----------------------------------------------------------------

    def _ask_for_a_case(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._window, "Open the folder of a case"
        )
        if folder:
            self.open(Path(folder))

    def open(self, folder: Path) -> None:
        """Open another case, after a warning where options would go."""
        keys = [option.key for option in self._store.document.options]
        if all(key in ALWAYS_THERE for key in keys):
            self._session.open(folder)
            return
        box = QMessageBox(self._window)
        box.setObjectName("openAnother")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Open another case")
        box.setText(LOSES)
        box.setStandardButtons(
            QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel
        )
        box.accepted.connect(partial(self._session.open, folder))
        box.open()

    def _list_recent(self) -> None:
        self._recent.clear()
        folders = [] if self._window.memory is None else self._window.memory.recent
        for folder in folders:
            action = self._recent.addAction(str(folder))
            action.triggered.connect(partial(self._open_recent, folder))
        if not folders:
            self._recent.addAction("None yet").setEnabled(False)

    def _open_recent(self, folder: Path, *_: object) -> None:
        self.open(folder)

    def _remember(self) -> None:
        folder = self._session.folder
        if self._window.memory is not None and folder is not None:
            self._window.memory.opened(folder)

    # --- commands -------------------------------------------------------------

    def _open_palette(self) -> None:
        self._show(Palette(list(self._window.actions_by_id.values()), self._window))

    def _open_shortcuts(self) -> None:
        self._show(ShortcutSheet(self._window.actions_by_id.values(), self._window))

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_busy(self) -> None:
        self._window.busy.setVisible(self._session.jobs.running())
