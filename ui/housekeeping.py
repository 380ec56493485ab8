"""Finding a command, and the shape of the window that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.dialogs.palette import Palette
from ui.dialogs.shortcuts import ShortcutSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from ui.session import Session
    from ui.window import MainWindow


class Housekeeping(QObject):
    """Joins the palette, the shortcuts and the shape of the window to the session."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        if window.memory is not None:
            window.memory.restore_shape(window)
        session.jobs.changed.connect(self._show_busy)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        return {
            "palette": self._open_palette,
            "shortcuts": self._open_shortcuts,
        }

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
