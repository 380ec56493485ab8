"""A view of the map that moves quickly: by copying what is painted already."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from ui.maps.furniture import NorthArrow, ScaleBar

if TYPE_CHECKING:
    from ui.maps.scene import MapScene

ZOOM_STEP = 1.25
MOST_ZOOM = 30.0
SEA = "#F7FAFC"
EDGE_PX = 12
PAUSE_MS = 180
"""After so long without a move the map is painted afresh and smooth."""
SMOOTH = QPainter.RenderHint.Antialiasing


class MovingView(QGraphicsView):
    """Pans and zooms over a scene of grid metres.

    A pan copies the pixels that stay and paints the strip that comes into sight,
    without smoothing; a zoom stretches the last picture. Both are painted in full
    after a pause.
    """

    scaled = Signal(float)

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = scene
        scene.setParent(self)
        self.setScene(scene)
        self.setRenderHint(SMOOTH)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundBrush(QColor(SEA))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setMinimumSize(240, 200)
        self._scale, self._north = ScaleBar(self), NorthArrow(self)
        self._zoom, self._whole, self._ground = 1.0, 0.0, QRectF()
        self._picture, self._pictured = QPixmap(), QTransform()
        self._zooming = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settle)

    def fit(self) -> None:
        """Show all of the ground: at once, then in full."""
        if self._ground.isEmpty():
            return
        self._zooming = not self._picture.isNull()
        self.fitInView(self._ground, Qt.AspectRatioMode.KeepAspectRatio)
        self._zoom = 1.0
        scale = self.transform().m11()
        if not math.isclose(scale, self._whole):
            self._whole = scale
            self.scaled.emit(scale)
        self._show_scale()
        self._pause.start()

    def zoom(self, factor: float) -> None:
        """Come nearer, or go farther, within limits: at once, then in full."""
        wanted = min(max(self._zoom * factor, 1.0), MOST_ZOOM)
        if wanted == 1.0:
            self.fit()
        elif wanted != self._zoom:
            self._zooming = not self._picture.isNull()
            self.scale(wanted / self._zoom, wanted / self._zoom)
            self._zoom = wanted
            self._show_scale()
            self._pause.start()

    def go_to(self, at: tuple[float, float], nearness: float) -> None:
        """Come near to a point of the ground, in grid metres."""
        self.fit()
        self.zoom(nearness)
        self.centerOn(QPointF(at[0], -at[1]))
        self.settle()

    def settle(self) -> None:
        """Paint the map afresh and smooth, as after a move or a change."""
        self._pause.stop()
        self._zooming = False
        self.setRenderHint(SMOOTH)
        room = QRectF(self.viewport().rect())
        self._items.declutter(self.viewportTransform(), room)
        self._show_scale()
        self.viewport().update()

    def _set_ground(self, bounds: tuple[float, float, float, float]) -> None:
        west, south, east, north = bounds
        self._ground = QRectF(QPointF(west, -north), QPointF(east, -south))
        self._whole = 0.0  # what is sized by it is new too
        room = self._ground.width()
        self.setSceneRect(self._ground.adjusted(-room, -room, room, room))

    def _show_scale(self) -> None:
        view = self.viewport()
        self._scale.show_scale(self.transform().m11() * 1000, view.width() / 4)
        self._scale.move(EDGE_PX - 2, view.height() - EDGE_PX - self._scale.height())
        self._north.move(view.width() - EDGE_PX - self._north.width(), 0)

    # --- Qt -------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Move what is painted, and paint only what comes into sight."""
        self.setRenderHint(SMOOTH, enabled=False)
        super().scrollContentsBy(dx, dy)
        self._pause.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the map, or while it is zoomed the last picture of it."""
        whole = event.rect() == self.viewport().rect()
        if not self._zooming and not (whole and self.renderHints() & SMOOTH):
            super().paintEvent(event)
            return
        if not self._zooming:
            self._take_picture()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(SEA))
        painter.setTransform(self._pictured.inverted()[0] * self.viewportTransform())
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the pointer."""
        turns = event.angleDelta().y() / 120
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.zoom(ZOOM_STEP**turns)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the whole authority in sight unless the user has come nearer."""
        super().resizeEvent(event)
        if self._zoom == 1.0:
            self.fit()
        self.settle()

    def _take_picture(self) -> None:
        """Keep the map as painted now, so that a zoom can begin with it."""
        dots = self.viewport().devicePixelRatio()
        self._picture = QPixmap(self.viewport().size() * dots)
        self._picture.setDevicePixelRatio(dots)
        self._pictured = self.viewportTransform()
        room = self.viewport().rect()
        painter = QPainter(self._picture)
        painter.setRenderHint(SMOOTH)
        self.render(painter, QRectF(room), room)
        painter.end()
