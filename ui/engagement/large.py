"""Controls for a big screen: large enough for a finger, and worked by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QWidget,
)

from ui.style import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout

LEAST_PX = 64
"""A finger hits nothing smaller for sure."""
HANDLE_PX = 44
LICENCE_PX = 12
"""Of the licence line of a map alone: it is long and no part of what is told."""
NAVY, ORANGE, PALE, GREY = "#12436D", "#F46A25", "#E7EDF3", "#6F777B"
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHEET = f"""
QPushButton {{ background: {NAVY}; color: {PAPER}; border: 4px solid {NAVY};
    border-radius: 8px; padding: 4px 12px; }}
QPushButton:pressed {{ background: {INK}; }}
QPushButton:disabled {{ background: {PALE}; color: {INK}; border-color: {PALE}; }}
QPushButton:focus {{ border-color: {ORANGE}; }}
QLineEdit, QPlainTextEdit, QListWidget, QTableWidget, QComboBox {{
    background: {PAPER}; color: {INK}; border: 3px solid {GREY}; border-radius: 6px;
    padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: {LEAST_PX}px; }}
QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, QListWidget:focus,
QTableWidget:focus {{ border-color: {ORANGE}; }}
QListWidget::item {{ min-height: {LEAST_PX}px; }}
QListWidget::item:selected, QTableWidget::item:selected {{ background: {NAVY};
    color: {PAPER}; }}
QSlider {{ min-height: {LEAST_PX}px; }}
QSlider::groove:horizontal {{ height: 10px; background: {GREY}; border-radius: 5px; }}
QSlider::handle:horizontal {{ width: {HANDLE_PX}px; margin: -18px 0;
    border-radius: 10px; background: {NAVY}; border: 4px solid {NAVY}; }}
QSlider::handle:horizontal:focus {{ border-color: {ORANGE}; }}
"""


def sheet(points: int, family: str) -> str:
    """Style the window in type of so many points, its titles a quarter larger."""
    type_of = f'font-family: "{family}"; font-size: {points}pt;'
    return f"""{SHEET}
QLabel, QPushButton, QLineEdit, QPlainTextEdit, QListWidget, QTableWidget, QComboBox,
QHeaderView, QHeaderView::section, #mapKey {{ {type_of} }}
QLabel {{ color: {INK}; }}
#eventTitle {{ font-size: {points * 5 // 4}pt; font-weight: bold; }}
#licence {{ font-size: {LICENCE_PX}px; }}
"""


class LargeButton(QPushButton):
    """A button that Enter presses too; arrow keys are left to the window."""

    def __init__(
        self, text: str, pressed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setMinimumSize(LEAST_PX, LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._pressed = pressed
        self.clicked.connect(self._press)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press by Enter, and leave arrows to go from option to option."""
        if event.key() in ARROWS:
            event.ignore()
        elif event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be no smaller than a finger."""
        return super().sizeHint().expandedTo(QSize(LEAST_PX, LEAST_PX))

    def _press(self, *_: object) -> None:
        self._pressed()


class Roll(QScrollArea):
    """Words that roll up by finger, wheel or Up and Down where they do not fit."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(
            self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture
        )
        self.setStyleSheet("Roll, Roll > * > QWidget { background: transparent; }")

    def lay_out(self, layout: QLayout) -> None:
        """Hold what a layout holds."""
        held = QWidget(self)
        layout.setContentsMargins(0, 0, 0, 0)
        held.setLayout(layout)
        self.setWidget(held)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Roll by Up and Down; other keys are left to the window."""
        if event.key() in UP_AND_DOWN:
            super().keyPressEvent(event)
        else:
            event.ignore()


def words(text: str, parent: QWidget | None = None, *, bold: bool = False) -> QLabel:
    """Make a label of plain words, as many lines as they need."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if bold:
        label.setStyleSheet("font-weight: bold;")
    return label


def row(*widgets: QWidget) -> QHBoxLayout:
    """Put widgets beside each other."""
    line = QHBoxLayout()
    for widget in widgets:
        line.addWidget(widget)
    return line
