"""Graphics items that paint a map's areas, names and symbols on the screen.

Scene coordinates are grid metres with the northing turned upside down; texts and
symbols keep their size on the screen.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
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

PALE_LINE = "#8A8C8E"
KEEPS_SIZE = QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations
HALO_PX = 3.0
ROUND_PX = tuple(
    (1.6 * math.cos(math.pi * n / 6), 1.6 * math.sin(math.pi * n / 6))
    for n in range(12)
)
PEN_M = 1_000.0
RING_PX, RING_GAP_PX = 3.0, 4.0
LEAST_PX = {"existing": 5.0, "approved": 7.0, "proposed": 9.0}


def ring_path(rings: Iterable[Iterable[tuple[float, float]]]) -> QPainterPath:
    """Join rings into one path, filled by even and odd."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, -y) for x, y in ring]))
        path.closeSubpath()
    return path


def roomy(path: QPainterPath) -> QRectF:
    """Bound a path with room for a pen that is as wide on the screen at any size."""
    return path.boundingRect().adjusted(-PEN_M, -PEN_M, PEN_M, PEN_M)


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
        self._box = roomy(self.path())
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

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Bound the outline with room for its pen."""
        return self._box

    def shape(self) -> QPainterPath:
        """Be hit inside; to stroke the outline at each move of a pointer is slow."""
        return self.path()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Fill and outline; lines of a hatch are on white, not on the sea."""
        if self.area.hatched:
            painter.fillPath(self.path(), QColor(PAPER))
        super().paint(painter, option, widget)


class LineItem(QGraphicsPathItem):
    """A line over the areas, which no pointer hits."""

    def __init__(self, line: Line) -> None:
        super().__init__(ring_path([line.points]))
        self._box = roomy(self.path())
        pen = QPen(QColor(line.colour), line.width_pt * 1.2)
        pen.setCosmetic(True)
        self.setPen(pen)
        self.setZValue(2)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Bound the line with room for its pen."""
        return self._box

    def shape(self) -> QPainterPath:
        """Be hit nowhere."""
        return QPainterPath()


class LabelItem(QGraphicsItem):
    """Lines of text centred on a point, each with a halo so that it can be read.

    Painted once, then copied.
    """

    def __init__(
        self, lines: list[tuple[str, QFont]], ink: str, halo: str, *, left: bool = False
    ) -> None:
        super().__init__()
        self.always = False
        self._picture = QPixmap()
        self._ink, self._halo = QColor(ink), QColor(halo)
        self._lines: list[tuple[QPointF, str, QFont]] = []
        self._box = QRectF()
        heights = [QFontMetricsF(font).height() * 0.92 for _, font in lines]
        top = -sum(heights) / 2
        for (text, font), height in zip(lines, heights, strict=True):
            metrics = QFontMetricsF(font)
            start = 0.0 if left else -metrics.horizontalAdvance(text) / 2
            at = QPointF(start, top + metrics.ascent() * 0.95)
            self._lines.append((at, text, font))
            self._box |= metrics.tightBoundingRect(text).translated(at)
            top += height
        self.setFlag(KEEPS_SIZE)
        self.setZValue(6)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Bound the text and its halo."""
        return self._box.adjusted(-HALO_PX, -HALO_PX, HALO_PX, HALO_PX)

    def seen_at(self, to_view: QTransform) -> QRectF:
        """Bound the text in the pixels of a view; it is not turned nor scaled."""
        parent = self.parentItem()
        moved = QPointF() if parent is None else self.pos()
        anchor = self.scenePos() if parent is None else parent.scenePos()
        return self._box.translated(to_view.map(anchor) + moved)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """Copy the text as it was painted, at the pixels of this screen."""
        dots = painter.device().devicePixelRatio()
        if self._picture.isNull() or self._picture.devicePixelRatio() != dots:
            self._picture = self._painted(dots)
        painter.drawPixmap(self.boundingRect().topLeft(), self._picture)

    def _painted(self, dots: float) -> QPixmap:
        """Paint the halo, text moved round the text, and then the text itself."""
        box = self.boundingRect()
        picture = QPixmap((box.size() * dots).toSize() + QSize(1, 1))
        picture.setDevicePixelRatio(dots)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.translate(-box.topLeft())
        moves = [(QPointF(x, y), self._halo) for x, y in ROUND_PX]
        for by, colour in [*moves, (QPointF(), self._ink)]:
            painter.setPen(colour)
            for at, text, font in self._lines:
                painter.setFont(font)
                painter.drawText(at + by, text)
        painter.end()
        return picture


class SymbolItem(QGraphicsPathItem):
    """A setting or a scheme, with its label to the right.

    Smooth even while the map moves: a small ring of bare pixels is no ring.
    """

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

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the marker."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)


class RingItem(QGraphicsItem):
    """The ring round the setting or scheme that is marked: dark in a white one."""

    def __init__(self, symbol: SymbolItem) -> None:
        super().__init__()
        box = symbol.boundingRect()
        self._radius = max(box.width(), box.height()) / 2 + RING_GAP_PX
        self.setPos(symbol.pos())
        self.setFlag(KEEPS_SIZE)
        self.setZValue(7)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Bound the outer ring."""
        out = self._radius + RING_PX * 2
        return QRectF(-out, -out, 2 * out, 2 * out)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """Draw the white ring, and the dark one on it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((PAPER, RING_PX * 2), (MARKED, RING_PX)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(QPointF(0, 0), self._radius, self._radius)


def show_apart(labels: list[LabelItem], to_view: QTransform, room: QRectF) -> None:
    """Show the texts that lie apart and whole in the view, the first ones first."""
    taken: list[QRectF] = []
    for label in sorted(labels, key=lambda item: not item.always):
        box = label.seen_at(to_view)
        clear = room.contains(box) and not any(box.intersects(t) for t in taken)
        label.setVisible(label.always or clear)
        if label.always or clear:
            taken.append(box)
