"""Small maps that pan and zoom together, with every figure printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal

from ui.maps.items import LabelItem
from ui.maps.view import NAME_PX, VALUE_PX, MapView
from ui.style import PAPER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from capital_planner.mapspec import MapSpec

LEAST_PX = (160, 130)


class LinkedMapView(MapView):
    """A map that says where it has gone, and can go where another is.

    It is small: figures of districts are always printed, names where there is
    room for them.

    Attributes
    ----------
    moved
        Emits the zoom, 1.0 for the whole authority, and the middle in scene
        coordinates.
    """

    moved = Signal(float, QPointF)
    _following = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        if zoom != self._zoom:
            super().zoom(zoom / self._zoom)
        if zoom != 1.0:
            self.centerOn(middle)
        self._following = False

    def _names(self, spec: MapSpec) -> list[LabelItem]:
        """Part the name from the figure, so that the figure stays without it."""
        name, value = self._font(NAME_PX), self._font(VALUE_PX, bold=True)
        labels = []
        for area in sorted(spec.areas, key=lambda area: area.role != "district"):
            halo = PAPER if area.hatched else area.fill
            for text, lines in (
                (area.printed, [("", name), (area.printed, value)]),
                (area.name, [(area.name, name), (" " if area.printed else "", value)]),
            ):
                if text:
                    label = LabelItem(lines, area.ink, halo)
                    label.always = text == area.printed and not area.hatched
                    label.setPos(area.label_at[0], -area.label_at[1])
                    labels.append(label)
        return labels

    def _tell(self) -> None:
        if not self._following:
            middle = self.mapToScene(self.viewport().rect().center())
            self.moved.emit(self._zoom, middle)


def link(one: LinkedMapView, other: LinkedMapView) -> None:
    """Let each of two maps go where the other is taken."""
    one.moved.connect(other.follow)
    other.moved.connect(one.follow)
