"""A ring on the map round what was found, with its name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from ui.maps.items import KEEPS_SIZE, LabelItem
from ui.style import INK, MARKED, PAPER

RADIUS_PX = 11.0
ABOVE_ALL = 9


class Pin(QGraphicsPathItem):
    """Keeps its size on the screen, and takes no clicks."""

    def __init__(self, name: str, at: tuple[float, float], font: QFont) -> None:
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), RADIUS_PX, RADIUS_PX)
        super().__init__(path)
        self.setPen(QPen(QColor(MARKED), 3.0))
        self.setPos(at[0], -at[1])
        self.setFlag(KEEPS_SIZE)
        self.setZValue(ABOVE_ALL)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setToolTip(name)
        label = LabelItem([(name, font)], INK, PAPER)
        label.setFlag(KEEPS_SIZE, enabled=False)
        label.setParentItem(self)
        label.setPos(0, -RADIUS_PX - 10)
