"""The map on screen: what it shows, what is picked on it, and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
)

from ui.maps.bare import bare
from ui.maps.items import AreaItem, SymbolItem
from ui.maps.moving import ZOOM_STEP, MovingView
from ui.maps.scene import MapScene, in_reading_order

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsItem, QWidget

    from capital_planner.mapspec import MapSpec

CLICK_PX = 4
LEAST_FACTOR = 0.75
ZOOMS = {
    Qt.Key.Key_Plus: ZOOM_STEP,
    Qt.Key.Key_Equal: ZOOM_STEP,
    Qt.Key.Key_Minus: 1 / ZOOM_STEP,
}
TO_DISTRICT = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
TO_SYMBOL = {Qt.Key.Key_Period: 1, Qt.Key.Key_Comma: -1}


class MapView(MovingView):
    """Paints a map as data; it decides nothing about what is shown.

    ``hovered`` says what is under the pointer, nothing when it leaves.
    """

    area_picked = Signal(str)
    symbol_picked = Signal(str)
    hovered = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, scene: MapScene | None = None
    ) -> None:
        super().__init__(scene or MapScene(), parent)
        self.setAccessibleName("Map of the districts")
        self.viewport().setMouseTracking(True)
        self._areas = self._items.areas
        self._spec: MapSpec | None = None
        self._marked, self._ringed, self._under = "", "", ""
        self._pressed = QPoint()
        self.scaled.connect(self._show_rest)

    # --- what is shown --------------------------------------------------------

    @property
    def family(self) -> str:
        """Typeface of what is written on the map."""
        return self._items.family

    def use_family(self, family: str) -> None:
        """Write in another typeface from the next map on."""
        self._items.family = family

    def show_spec(self, spec: MapSpec) -> None:
        """Paint a map; the place and zoom stay where the ground is the same."""
        new_ground = self._spec is None or self._spec.bounds != spec.bounds
        self._spec = spec
        self._items.show_areas(spec)
        if new_ground:
            self._set_ground(spec.bounds)
            self.fit()
        else:
            self._show_rest()
        self.settle()
        self._describe()

    def clear(self) -> None:
        """Leave only the outlines; the place and zoom stay."""
        if self._spec is not None:
            self.show_spec(bare(self._spec))
        self._hover("")

    def points_px(self) -> float:
        """How many pixels a point of the map's symbols is, however near one is."""
        scale = 1.0 if self._spec is None else self._spec.metres_per_point
        return max(self.transform().m11() / self._zoom * scale, LEAST_FACTOR)

    def mark(self, district: str) -> None:
        """Mark a district, as the row of the table is, and announce it."""
        if district != self._marked:
            self._marked = district
            self._items.mark(district)
            self.settle()
            self._announce()

    def mark_symbol(self, key: str) -> None:
        """Ring a setting or scheme, bring it into sight, and announce it."""
        if key == self._ringed:
            return
        self._ringed = key
        item = self._items.ring(key)
        if item is not None:
            self.ensureVisible(QRectF(item.pos(), item.pos()).adjusted(-1, -1, 1, 1))
        self.settle()
        self._announce()

    def _show_rest(self) -> None:
        if self._spec is not None:
            self._items.show_rest(self._spec, self.points_px())

    def _announce(self) -> None:
        self._describe()
        said = self.marked_words()
        if said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _describe(self) -> None:
        """Say what is marked, and the map in words, to a screen reader."""
        whole = [] if self._spec is None else [self._spec.furniture.description]
        self.setAccessibleDescription(
            ". ".join([*filter(None, [self.marked_words()]), *whole])
        )

    def marked_words(self) -> str:
        """Say what is marked: the setting or scheme before the district."""
        symbols = [i for i in self._items.symbols() if i.symbol.key == self._ringed]
        areas = [i for i in self._areas.values() if i.area.name == self._marked]
        return words_of([*symbols, *areas])

    # --- keyboard -------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom by plus, minus, 0; step districts by N, P, symbols by comma, stop."""
        key = Qt.Key(event.key())
        if key in ZOOMS:
            self.zoom(ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in TO_DISTRICT:
            areas = (item.area for item in self._areas.values())
            names = sorted(area.name for area in areas if area.role == "district")
            self._step(self.area_picked, names, self._marked, TO_DISTRICT[key])
        elif key in TO_SYMBOL:
            spec = self._spec
            symbols = [] if spec is None else in_reading_order(spec)
            keys = [symbol.key for symbol in symbols]
            self._step(self.symbol_picked, keys, self._ringed, TO_SYMBOL[key])
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _step(picked: SignalInstance, names: list[str], now: str, by: int) -> None:
        if names:
            at = names.index(now) if now in names else -1 if by > 0 else 0
            picked.emit(names[(at + by) % len(names)])

    # --- pointer --------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Note where a click or a drag begins."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pick what is under a click; a drag picks nothing."""
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        at = event.position().toPoint()
        if (at - self._pressed).manhattanLength() <= CLICK_PX:
            self.pick(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say what is under the pointer, unless the map is dragged."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._hover(words_of(self.items(event.position().toPoint())))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Say nothing any more."""
        super().leaveEvent(event)
        self._hover("")

    def pick(self, at: QPoint) -> bool:
        """Emit the symbol, and the district, under a point; true for a symbol."""
        items = self.items(at)
        symbols = [item for item in items if isinstance(item, SymbolItem)]
        self.symbol_picked.emit(symbols[0].symbol.key if symbols else "")
        areas = [item.area for item in items if isinstance(item, AreaItem)]
        districts = [area.name for area in areas if area.role == "district"]
        self.area_picked.emit(districts[0] if districts else "")
        return bool(symbols)

    def _hover(self, said: str) -> None:
        if said != self._under:
            self._under = said
            self.hovered.emit(said)


def words_of(items: list[QGraphicsItem]) -> str:
    """Say on one line what the first item says of itself to the audience."""
    said = next((item.toolTip() for item in items if item.toolTip()), "")
    return said.replace("\n", "; ")
