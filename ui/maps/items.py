"""Graphics items that paint a map's areas, names and symbols on the screen.

Scene coordinates are grid metres with the northing turned upside down; texts and
symbols keep their size on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ui.style import INK, MARKED, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from capital_planner.mapspec import Area, Line, Symbol

PALE_LINE = "#9A9C9E"
KEEPS_SIZE = QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations
HALO_PX = 3.0
LEAST_PX = {"existing": 5.0, "approved": 7.0, "proposed": 9.0}


def ring_path(rings: Iterable[Iterable[tuple[float, float]]]) -> QPainterPath:
    """Join rings into one path, filled by even and odd."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, -y) for x, y in ring]))
        path.closeSubpath()
    return path


def marker_path(marker: str, diameter: float) -> QPainterPath:
    """Outline a marker round the origin; equal areas for equal diameters."""
    path = QPainterPath()
    if marker == "circle":
        path.addEllipse(QPointF(0, 0), diameter / 2, diameter / 2)
        return path
    side = diameter * 0.886
    path.addRect(QRectF(-side / 2, -side / 2, side, side))
    if marker != "diamond":
        return path
    half = side * 0.7071
    corners = [(0, -half), (half, 0), (0, half), (-half, 0), (0, -half)]
    diamond = QPainterPath()
    diamond.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    return diamond


def symbol_pen(edge: str, width: float, *, dashed: bool) -> QPen:
    """Outline of a symbol, dashed when its host is to be confirmed."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    return QPen(QColor(edge), width, style)


class AreaItem(QGraphicsPathItem):
    """A district or a neighbour."""

    def __init__(self, area: Area) -> None:
        super().__init__(ring_path(area.rings))
        self.area = area
        self.setZValue(0 if area.role == "neighbour" else 1)
        self.show_area(area, marked=False)

    def show_area(self, area: Area, *, marked: bool) -> None:
        """Recolour for another year or need; the outline is the same."""
        self.area = area
        fill = QBrush(QColor(area.fill))
        if area.hatched:
            fill = QBrush(QColor(INK), Qt.BrushStyle.BDiagPattern)
        self.setBrush(fill)
        pen = QPen(QColor(INK if area.role == "district" else PALE_LINE), 1.0)
        if marked:
            pen = QPen(QColor(MARKED), 4.0)
        pen.setCosmetic(True)
        self.setPen(pen)
        self.setToolTip(area.tooltip)
        self.setZValue(3 if marked else 1 if area.role == "district" else 0)


class LineItem(QGraphicsPathItem):
    """A line over the areas."""

    def __init__(self, line: Line) -> None:
        super().__init__(ring_path([line.points]))
        pen = QPen(QColor(line.colour), line.width_pt * 1.2)
        pen.setCosmetic(True)
        self.setPen(pen)
        self.setToolTip(line.label)
        self.setZValue(2)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)


class LabelItem(QGraphicsItem):
    """Lines of text centred on a point, each with a halo so that it can be read."""

    def __init__(
        self, lines: list[tuple[str, QFont]], ink: str, halo: str, *, left: bool = False
    ) -> None:
        super().__init__()
        self.always = False
        self._ink, self._halo = QColor(ink), QColor(halo)
        self._path = QPainterPath()
        heights = [QFontMetricsF(font).height() * 0.92 for _, font in lines]
        top = -sum(heights) / 2
        for (text, font), height in zip(lines, heights, strict=True):
            metrics = QFontMetricsF(font)
            start = 0.0 if left else -metrics.horizontalAdvance(text) / 2
            self._path.addText(start, top + metrics.ascent() * 0.95, font, text)
            top += height
        self.setFlag(KEEPS_SIZE)
        self.setZValue(6)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Bound the text and its halo."""
        return self._path.boundingRect().adjusted(-HALO_PX, -HALO_PX, HALO_PX, HALO_PX)

    def seen_at(self, to_view: QTransform) -> QRectF:
        """Bound the text in the pixels of a view; it is not turned nor scaled."""
        parent = self.parentItem()
        moved = QPointF() if parent is None else self.pos()
        anchor = self.scenePos() if parent is None else parent.scenePos()
        return self._path.boundingRect().translated(to_view.map(anchor) + moved)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """Draw the halo, then the text."""
        join = Qt.PenJoinStyle.RoundJoin
        cap = Qt.PenCapStyle.RoundCap
        halo = QPen(self._halo, HALO_PX, Qt.PenStyle.SolidLine, cap, join)
        painter.strokePath(self._path, halo)
        painter.fillPath(self._path, self._ink)


class SymbolItem(QGraphicsPathItem):
    """A setting or a scheme, with its label to the right."""

    def __init__(self, symbol: Symbol, *, factor: float, font: QFont) -> None:
        diameter = max(symbol.diameter_pt * factor, LEAST_PX[symbol.standing])
        super().__init__(marker_path(symbol.marker, diameter))
        self.symbol = symbol
        self.setPos(symbol.at[0], -symbol.at[1])
        self.setBrush(QColor(symbol.fill))
        self.setPen(symbol_pen(symbol.edge, symbol.edge_pt, dashed=symbol.dashed))
        self.setFlag(KEEPS_SIZE)
        self.setZValue(4 if symbol.standing == "existing" else 5)
        self.setToolTip(symbol.tooltip)
        self.label: LabelItem | None = None
        if symbol.label:
            self.label = LabelItem([(symbol.label, font)], INK, PAPER, left=True)
            self.label.setFlag(KEEPS_SIZE, enabled=False)
            self.label.setParentItem(self)
            self.label.setPos(diameter / 2 + 2, 0)


def show_apart(labels: list[LabelItem], to_view: QTransform, room: QRectF) -> None:
    """Show the texts that lie apart and whole in the view, the first ones first."""
    taken: list[QRectF] = []
    for label in sorted(labels, key=lambda item: not item.always):
        box = label.seen_at(to_view)
        clear = room.contains(box) and not any(box.intersects(t) for t in taken)
        label.setVisible(label.always or clear)
        if label.always or clear:
            taken.append(box)
