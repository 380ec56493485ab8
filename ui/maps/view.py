"""The map on screen: one item a feature, pan, zoom, pick, and keyboard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from ui.maps.items import AreaItem, LabelItem, LineItem, SymbolItem, show_apart
from ui.style import INK, PAPER

if TYPE_CHECKING:
    from capital_planner.mapspec import MapSpec

ZOOM_STEP = 1.25
MOST_ZOOM = 30.0
SEA = "#F7FAFC"
NAME_PX, VALUE_PX, LABEL_PX = 12, 14, 12
CLICK_PX = 4


class MapView(QGraphicsView):
    """Paints a map as data; it decides nothing about what is shown."""

    area_picked = Signal(str)
    symbol_picked = Signal(str)
    scaled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setAccessibleName("Map of the districts")
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundBrush(QColor(SEA))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setMinimumSize(240, 200)
        self.family = self.font().family()
        self._spec: MapSpec | None = None
        self._marked = ""
        self._areas: dict[str, AreaItem] = {}
        self._rest: list[LabelItem | SymbolItem | LineItem] = []
        self._zoom = 1.0
        self._pressed = QPoint()

    # --- what is shown --------------------------------------------------------

    def show_spec(self, spec: MapSpec) -> None:
        """Paint a map; the place and zoom stay where the ground is the same."""
        new_ground = self._spec is None or self._spec.bounds != spec.bounds
        self._spec = spec
        self.setAccessibleDescription(spec.furniture.description)
        self._show_areas(spec)
        if new_ground:
            self.fit()
        else:
            self._show_rest()

    def mark(self, district: str) -> None:
        """Mark a district, as the row of the table is."""
        if district != self._marked:
            self._marked = district
            for item in self._areas.values():
                item.show_area(item.area, marked=item.area.name == district)

    def _show_areas(self, spec: MapSpec) -> None:
        codes = {area.code for area in spec.areas}
        for code in set(self._areas) - codes:
            self.scene().removeItem(self._areas.pop(code))
        for area in spec.areas:
            item = self._areas.get(area.code)
            if item is None or item.area.rings is not area.rings:
                if item is not None:
                    self.scene().removeItem(item)
                item = self._areas[area.code] = AreaItem(area)
                self.scene().addItem(item)
            item.show_area(area, marked=area.name == self._marked)

    def _show_rest(self) -> None:
        """Names, lines and symbols: few, and made again at each size."""
        spec = self._spec
        if spec is None:
            return
        for item in self._rest:
            self.scene().removeItem(item)
        self._rest = [LineItem(line) for line in spec.lines]
        factor = max(self.transform().m11() / self._zoom * spec.metres_per_point, 0.75)
        font = self._font(LABEL_PX, bold=True)
        self._rest += [
            SymbolItem(symbol, factor=factor, font=font) for symbol in spec.symbols
        ]
        self._rest += self._names(spec)
        self.scaled.emit(factor)
        for item in self._rest:
            self.scene().addItem(item)
        self._declutter()

    def _declutter(self) -> None:
        """Hide the texts that would lie over others at this size."""
        labels = [item for item in self._rest if isinstance(item, LabelItem)]
        labels += [
            item.label
            for item in self._rest
            if isinstance(item, SymbolItem) and item.label is not None
        ]
        show_apart(labels, self.viewportTransform(), QRectF(self.viewport().rect()))

    def _names(self, spec: MapSpec) -> list[LabelItem]:
        name, value = self._font(NAME_PX), self._font(VALUE_PX, bold=True)
        labels = []
        for area in spec.areas:
            lines = [(area.name, name)]
            if area.printed:
                lines.append((area.printed, value))
            halo = PAPER if area.hatched else area.fill
            label = LabelItem(lines, area.ink, halo)
            label.always = area.role == "district"
            label.setPos(area.label_at[0], -area.label_at[1])
            label.setOpacity(1.0 if area.role == "district" else 0.75)
            labels.append(label)
        return labels

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(pixels)
        font.setBold(bold)
        return font

    # --- moving ---------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole authority."""
        if self._spec is None:
            return
        west, south, east, north = self._spec.bounds
        ground = QRectF(QPointF(west, -north), QPointF(east, -south))
        room = ground.width()
        self.setSceneRect(ground.adjusted(-room, -room, room, room))
        self.fitInView(ground, Qt.AspectRatioMode.KeepAspectRatio)
        self._zoom = 1.0
        self._show_rest()

    def zoom(self, factor: float) -> None:
        """Come nearer, or go farther, within limits."""
        wanted = min(max(self._zoom * factor, 1.0), MOST_ZOOM)
        if wanted == 1.0:
            self.fit()
        else:
            self.scale(wanted / self._zoom, wanted / self._zoom)
            self._zoom = wanted
            self._declutter()

    def go_to(self, at: tuple[float, float], nearness: float) -> None:
        """Come near to a point of the ground, in grid metres."""
        self.fit()
        self.zoom(nearness)
        self.centerOn(QPointF(at[0], -at[1]))
        self._declutter()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer."""
        turns = event.angleDelta().y() / 120
        self.zoom(ZOOM_STEP**turns)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom by plus, minus and 0; step through districts by N and P."""
        steps = {
            Qt.Key.Key_Plus: ZOOM_STEP,
            Qt.Key.Key_Equal: ZOOM_STEP,
            Qt.Key.Key_Minus: 1 / ZOOM_STEP,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.zoom(steps[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self._step(1 if key == Qt.Key.Key_N else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the whole authority in sight unless the user has come nearer."""
        super().resizeEvent(event)
        if self._zoom == 1.0:
            self.fit()

    # --- picking --------------------------------------------------------------

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

    def pick(self, at: QPoint) -> bool:
        """Emit the symbol, and the district, under a point; true for a symbol."""
        items = self.items(at)
        symbols = [item for item in items if isinstance(item, SymbolItem)]
        if symbols:
            self.symbol_picked.emit(symbols[0].symbol.key)
        areas = [item.area for item in items if isinstance(item, AreaItem)]
        districts = [area.name for area in areas if area.role == "district"]
        self.area_picked.emit(districts[0] if districts else "")
        return bool(symbols)

    def _step(self, by: int) -> None:
        if self._spec is None:
            return
        names = sorted(a.name for a in self._spec.areas if a.role == "district")
        at = names.index(self._marked) if self._marked in names else -1 if by > 0 else 0
        self.area_picked.emit(names[(at + by) % len(names)])

    # --- furniture ------------------------------------------------------------

    def drawForeground(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRectF | QPolygonF,  # type: ignore[override]  # noqa: ARG002 - Qt's
    ) -> None:
        """Draw the scale bar and the north arrow over the map."""
        if self._spec is None:
            return
        painter.save()
        painter.resetTransform()
        painter.setFont(self._font(NAME_PX))
        painter.setPen(QPen(QColor(INK), 2))
        self._draw_scale(painter, self.transform().m11() * 1000)
        self._draw_north(painter)
        painter.restore()

    def _draw_scale(self, painter: QPainter, kilometre: float) -> None:
        longest = self.viewport().width() / 4
        power = 10 ** math.floor(math.log10(max(longest / kilometre, 1)))
        length = next(
            (n * power for n in (5, 2, 1) if n * power * kilometre <= longest), power
        )
        bottom = self.viewport().height() - 12
        end = 12 + length * kilometre
        painter.drawLine(QPointF(12, bottom), QPointF(end, bottom))
        painter.drawLine(QPointF(12, bottom - 5), QPointF(12, bottom))
        painter.drawLine(QPointF(end, bottom - 5), QPointF(end, bottom))
        painter.drawText(QPointF(14, bottom - 6), f"{length:g} km")

    def _draw_north(self, painter: QPainter) -> None:
        right = self.viewport().width() - 20.0
        arrow = [(0, 14), (-6, 30), (0, 26), (6, 30)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        painter.drawPolygon(QPolygonF([QPointF(right + x, y) for x, y in arrow]))
        painter.setPen(QColor(INK))
        painter.drawText(QPointF(right - 4, 12), "N")
