"""A chart on a white card: drawn when it is seen and has changed, never before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.backend_bases import Event
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from matplotlib.figure import Figure
    from PySide6.QtGui import QShowEvent

    Draw = Callable[[Figure], None]


class ChartCard(QFrame):
    """A chart; the table beside it holds the same figures for every reader.

    ``picked`` emits the number of the point that was clicked.
    """

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chartCard")
        self.setAccessibleName(name)
        self.setAccessibleDescription("The table beside it holds the same figures.")
        self.canvas: FigureCanvasQTAgg | None = None
        self._waiting: Draw | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)

    def show_drawing(self, draw: Draw) -> None:
        """Show something else, as soon as the card is seen."""
        self._waiting = draw
        if self.isVisible():
            self._draw()

    def show_nothing(self) -> None:
        """Take away what was drawn."""
        self._waiting = None
        if self.canvas is not None:
            self.canvas.figure.clear()
            self.canvas.draw_idle()  # type: ignore[no-untyped-call]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what has changed since the card was last seen."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._waiting is None:
            return
        draw, self._waiting = self._waiting, None
        canvas = self._canvas()
        canvas.figure.clear()
        draw(canvas.figure)
        canvas.draw_idle()  # type: ignore[no-untyped-call]

    def _canvas(self) -> FigureCanvasQTAgg:
        if self.canvas is None:
            from matplotlib.backends.backend_qtagg import (  # noqa: PLC0415 - a worker has loaded it
                FigureCanvasQTAgg,
            )
            from matplotlib.figure import Figure  # noqa: PLC0415 - the same

            figure = Figure(layout="constrained")
            self.canvas = FigureCanvasQTAgg(figure)  # type: ignore[no-untyped-call]
            self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.canvas.mpl_connect("pick_event", self._pick)
            self._column.addWidget(self.canvas)
        return self.canvas

    def _pick(self, event: Event) -> None:
        points: Sequence[int] = getattr(event, "ind", ())
        if len(points):
            self.picked.emit(int(points[0]))
