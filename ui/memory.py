"""What the planner remembers between sessions: the window's shape, recent cases.

No figure, no plan and nothing about a child is ever in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

MOST_RECENT = 6


class Memory:
    """Keeps a few values by name.

    Parameters
    ----------
    kept, folder
        Where values, and options, are kept; the user's own places on this
        machine when None.
    """

    def __init__(
        self, kept: QSettings | None = None, folder: Path | None = None
    ) -> None:
        self._kept = kept or QSettings("send-capital-planner", "planner")
        place = QStandardPaths.StandardLocation.AppLocalDataLocation
        self.folder = folder or Path(QStandardPaths.writableLocation(place))

    @property
    def recent(self) -> list[Path]:
        """Folders and projects opened before, the newest first."""
        found = self._kept.value("recent", [])
        names = found if isinstance(found, list) else [found]
        return [Path(str(name)) for name in names if name]

    def opened(self, path: Path) -> None:
        """Remember that a case or a project was opened."""
        others = [other for other in self.recent if other != path]
        kept = [str(other) for other in (path, *others)][:MOST_RECENT]
        self._kept.setValue("recent", kept)

    def keep_shape(self, window: QMainWindow) -> None:
        """Remember size and place of a window."""
        self._kept.setValue("geometry", window.saveGeometry())

    def restore_shape(self, window: QMainWindow) -> None:
        """Give a window the size and place it had, where they still fit a screen."""
        shape = self._kept.value("geometry")
        if isinstance(shape, QByteArray):
            window.restoreGeometry(shape)

    def value(self, name: str, usual: str) -> str:
        """Look up a choice, the usual one when none was made."""
        return str(self._kept.value(name, usual))

    def choose(self, name: str, value: str) -> None:
        """Remember a choice."""
        self._kept.setValue(name, value)
