"""The map of an event: names in large type, and a key of the marks below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from capital_planner.engagement import STANDING, mark_words
from ui.engagement.large import words
from ui.maps.items import LabelItem, marker_path, symbol_pen
from ui.maps.scene import NAME_PX, MapScene
from ui.maps.view import MapView
from ui.style import INK

if TYPE_CHECKING:
    from PySide6.QtGui import QTransform

    from capital_planner.mapspec import Area, MapSpec, Symbol

MARK_PX, GAP_PX = 24, 10
DARKER = "More children"


class LargeScene(MapScene):
    """Writes the names of areas as large as the rest of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.pixels = 24
        self._names: dict[str, LabelItem] = {}

    def declutter(self, to_view: QTransform, room: QRectF) -> None:
        """Hide names that would lie over others, but that of my area last."""
        for name, label in self._names.items():
            label.always = name == self._marked
        super().declutter(to_view, room)

    def _name(self, area: Area, halo: str) -> LabelItem:
        """Leave out the names of neighbours: there is no room for them."""
        told = area if area.role == "district" else replace(area, name="")
        label = self._names[area.name] = super()._name(told, halo)
        return label

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        return super()._font(round(pixels * self.pixels / NAME_PX), bold=bold)


class MapKey(QWidget):
    """What the marks and the colours of the map mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapKey")
        self.setAccessibleName("What the marks mean")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._marks: list[tuple[Symbol, str]] = []
        self._shades: list[str] = []

    def show_spec(self, spec: MapSpec) -> None:
        """Take a mark of each kind that is on the map, and its colours."""
        kinds = [[s for s in spec.symbols if s.standing == kind] for kind in STANDING]
        self._marks = [(marks[0], mark_words(marks)) for marks in kinds if marks]
        self._shades = [band.colour for band in spec.classes]
        told = [said for _, said in self._marks]
        self.setAccessibleDescription(". ".join([*told, f"{DARKER}: darker"]))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be two lines high."""
        return QSize(400, 2 * self.fontMetrics().height() + GAP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw each mark as on the map, with its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, left = self.fontMetrics().height(), 2.0
        for mark, said in self._marks:
            left = self._mark(painter, mark, said, left)
        left, top = 2.0, high + GAP_PX
        for shade in self._shades:
            painter.setPen(QPen(QColor(INK), 1))
            painter.setBrush(QColor(shade))
            painter.drawRect(QRectF(left, top, MARK_PX, high - 4))
            left += MARK_PX
        self._text(painter, DARKER, QPointF(left + GAP_PX, top))

    def _mark(self, painter: QPainter, mark: Symbol, said: str, left: float) -> float:
        painter.save()
        painter.translate(left + MARK_PX / 2, self.fontMetrics().height() / 2)
        painter.setBrush(QColor(mark.fill))
        painter.setPen(symbol_pen(mark.edge, max(mark.edge_pt, 1.5), dashed=False))
        painter.drawPath(marker_path("circle", MARK_PX - 4))
        painter.restore()
        at = QPointF(left + MARK_PX + GAP_PX, 0)
        return self._text(painter, said, at) + 2 * GAP_PX

    def _text(self, painter: QPainter, text: str, at: QPointF) -> float:
        painter.setPen(QColor(INK))
        metrics = self.fontMetrics()
        painter.drawText(QPointF(at.x(), at.y() + metrics.ascent()), text)
        return at.x() + metrics.horizontalAdvance(text)


class EventMap(QWidget):
    """The map with its key and its licence line."""

    def __init__(self, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MapView(self, LargeScene())
        self.view.use_family(family)
        self.view.setAccessibleName("Map of the areas")
        self.key = MapKey(self)
        self.licence = words("", self)
        self.licence.setObjectName("licence")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self.key)
        column.addWidget(self.licence)

    def show_spec(self, spec: MapSpec) -> None:
        """Show a map."""
        self.view.show_spec(spec)
        self.key.show_spec(spec)
        self.licence.setText(spec.furniture.attribution)
        self.setCursor(Qt.CursorShape.ArrowCursor)
