"""Scale bar and north arrow: they lie over the map and do not move with it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.style import INK

TEXT_PX = 12
ARROW = ((0.0, 14.0), (-6.0, 30.0), (0.0, 26.0), (6.0, 30.0))


class _Over(QWidget):
    """Something drawn over the map that lets the pointer through."""

    def __init__(self, width: int, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(width, height)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        painter.setFont(font)
        painter.setPen(QPen(QColor(INK), 2))
        return painter


class NorthArrow(_Over):
    """Where north is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(20, 32, parent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw the letter and the arrow."""
        painter = self._painter()
        painter.drawText(QPointF(6, 12), "N")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK))
        painter.drawPolygon(QPolygonF([QPointF(10 + x, y) for x, y in ARROW]))


class ScaleBar(_Over):
    """How far a kilometre is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(10, 26, parent)
        self._length_px, self._said = 0.0, ""

    def show_scale(self, kilometre_px: float, longest_px: float) -> None:
        """Choose a round length that fits, given the pixels of a kilometre."""
        power = 10.0 ** math.floor(math.log10(longest_px / kilometre_px))
        round_ones = (n * power for n in (5, 2, 1))
        length = next(n for n in round_ones if n * kilometre_px <= longest_px)
        self._length_px, self._said = length * kilometre_px, f"{length:g} km"
        words = self.fontMetrics().horizontalAdvance(self._said)
        self.setFixedWidth(math.ceil(max(self._length_px, words)) + 6)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw the bar and its length."""
        painter = self._painter()
        bottom, end = self.height() - 2.0, 2 + self._length_px
        painter.drawLine(QPointF(2, bottom), QPointF(end, bottom))
        for x in (2.0, end):
            painter.drawLine(QPointF(x, bottom - 5), QPointF(x, bottom))
        painter.drawText(QPointF(4, bottom - 6), self._said)
