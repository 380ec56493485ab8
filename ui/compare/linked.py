"""Small maps that pan and zoom together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal

from ui.compare.scene import SmallScene
from ui.maps.view import MapView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LEAST_PX = (160, 130)


class LinkedMapView(MapView):
    """A map that says where it has gone, and can go where another is.

    Attributes
    ----------
    moved
        Emits the zoom, 1.0 for the whole authority, and the middle in scene
        coordinates.
    """

    moved = Signal(float, QPointF)
    _following = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, SmallScene())
        self.setMinimumSize(*LEAST_PX)

    def zoom(self, factor: float) -> None:
        """Come nearer, or go farther, and say so."""
        super().zoom(factor)
        self._tell()

    def fit(self) -> None:
        """Show the whole authority, and say so."""
        super().fit()
        self._tell()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Say that the map is panned."""
        super().scrollContentsBy(dx, dy)
        self._tell()

    def follow(self, zoom: float, middle: QPointF) -> None:
        """Go where another map is, without saying so."""
        self._following = True
        if zoom == 1.0 != self._zoom:
            super().fit()
        elif zoom != self._zoom:
            super().zoom(zoom / self._zoom)
        self.centerOn(middle)
        self._following = False

    def _tell(self) -> None:
        if not self._following:
            middle = self.mapToScene(self.viewport().rect().center())
            self.moved.emit(self._zoom, middle)


def link(one: LinkedMapView, other: LinkedMapView) -> None:
    """Let each of two maps go where the other is taken."""
    one.moved.connect(other.follow)
    other.moved.connect(one.follow)
