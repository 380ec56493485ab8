"""The legend beside the map, painted from the same entries as on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.maps.items import marker_path, symbol_pen
from ui.style import INK

if TYPE_CHECKING:
    from capital_planner.mapspec import LegendEntry

WIDTH, SWATCH, GAP, TEXT_PX = 210, 22, 3, 12
FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAP = int(FLAGS.value) | int(Qt.TextFlag.TextWordWrap.value)


class Legend(QWidget):
    """Entries in groups, each drawn as it is on the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Legend")
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._entries: tuple[LegendEntry, ...] = ()
        self._factor = 1.0

    def show_scale(self, factor: float) -> None:
        """Draw symbols as large as on the map: so many pixels a point."""
        self._factor = factor
        self.show_entries(self._entries)

    def show_entries(self, entries: tuple[LegendEntry, ...]) -> None:
        """Show the entries of a map."""
        self._entries = entries
        self.setAccessibleDescription(
            "; ".join(f"{entry.group}: {entry.text}" for entry in entries)
        )
        self.setFixedHeight(self._lay_out(None))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as it is, as high as the entries."""
        return QSize(WIDTH, self._lay_out(None))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw every group and entry."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lay_out(painter)

    def _lay_out(self, painter: QPainter | None) -> int:
        """Draw, or only measure when there is no painter; give the height."""
        top, group = 0, ""
        for entry in self._entries:
            if entry.group != group:
                group = entry.group
                top += 6 if top else 0
                top = self._text(painter, group, left=0, top=top, bold=True)
            start = top
            top = self._text(painter, entry.text, left=SWATCH + 8, top=top)
            top = max(top, start + round(entry.diameter_pt * self._factor) + GAP)
            if painter is not None:
                self._swatch(painter, entry, QRect(0, start, SWATCH, top - start - GAP))
        return top

    def _text(
        self,
        painter: QPainter | None,
        text: str,
        *,
        left: int,
        top: int,
        bold: bool = False,
    ) -> int:
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        font.setBold(bold)
        room = QRect(left, top, WIDTH - left, 1000)
        height = QFontMetrics(font).boundingRect(room, WRAP, text).height()
        if painter is not None:
            painter.setFont(font)
            painter.setPen(QColor(INK))
            painter.drawText(QRect(left, top, WIDTH - left, height), WRAP, text)
        return top + height + GAP

    def _swatch(self, painter: QPainter, entry: LegendEntry, room: QRect) -> None:
        painter.save()
        middle = QRectF(room).center()
        if entry.kind == "symbol":
            painter.translate(middle)
            painter.setBrush(QColor(entry.fill))
            painter.setPen(symbol_pen(entry.edge, entry.edge_pt, dashed=entry.dashed))
            size = max(entry.diameter_pt * self._factor, 5.0)
            painter.drawPath(marker_path(entry.marker, min(size, SWATCH)))
        elif entry.kind == "line":
            painter.setPen(QPen(QColor(entry.edge), 2))
            y = middle.y()
            painter.drawLine(room.left(), round(y), room.right(), round(y))
        else:
            box = QRectF(0.5, middle.y() - 6, SWATCH - 1, 12)
            painter.setPen(QPen(QColor(INK), 1))
            painter.setBrush(QColor(entry.fill))
            if entry.kind == "held_back":
                painter.setBrush(QBrush(QColor(INK), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        painter.restore()
