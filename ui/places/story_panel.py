"""A district in plain words: sentences, a chart, its figures and its schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.panels.cells import TextTable, table_of

if TYPE_CHECKING:
    from ui.places.telling import Told

WHOLE = "Whole authority"
SCHEME_COLUMNS = ("Scheme here, and its stage", "Places", "Opens")
FIGURE_COLUMNS = (
    "Need or age",
    "Children",
    "Places open",
    "Places still needed",
    "In indep. schools",
)
FIGURES_PX = (58, 54, 54, 66)
PLACES_PX, OPENS_PX = 48, 60
TALL_HEADER_PX = 52
BULLET = "\N{BULLET} "
CHART_PX = (320, 200)
CHART_SHARPNESS = 2.0
HINT = "Click a district on the map, or choose one here, to read its story."


class StoryPanel(QWidget):
    """Shows a story that it is given; which district is the store's to say."""

    picked = Signal(str)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = QComboBox(self)
        self.area.setAccessibleName("District or area")
        self.area.setMinimumWidth(180)
        self.area.activated.connect(self._pick)
        self.title, self.fixed = self._label(), self._label()
        self.words = QPlainTextEdit(HINT, self)
        self.words.setReadOnly(True)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setAccessibleName("Story")
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.title.setFont(font)
        self.chart = QLabel(self)
        self.chart.setObjectName("storyChart")
        self.chart.setStyleSheet("background: white")
        self.chart.setFixedSize(*CHART_PX)
        self.chart.setAccessibleName("Chart of children against places by year")
        self.figures = TextTable(FIGURE_COLUMNS, parent=self)
        self.schemes = TextTable(SCHEME_COLUMNS, parent=self)
        self.figure_table = _table(
            self.figures, "Figures by need and age", FIGURES_PX, parent=self
        )
        self.scheme_table = _table(
            self.schemes, "Schemes here", (PLACES_PX, OPENS_PX), parent=self
        )
        self.told: Told | None = None
        self._lay_out()

    def show_told(self, told: Told) -> None:
        """Show a story, its chart and its tables."""
        self.told, story = told, told.story
        self._show_areas(told)
        self.title.setText(f"{story.title} (estimates)")
        self.words.setPlainText(
            "\n".join(f"{BULLET}{said}" for said in story.sentences)
        )
        self.fixed.setText(" ".join([*story.statements, told.note]).strip())
        self.figures.show_rows([_short(row) for row in story.figures])
        self.schemes.show_rows(
            [(f"{x.name}: {x.stage}", x.places, x.opens) for x in story.schemes]
        )
        for table in (self.figure_table, self.scheme_table):
            table.resizeRowsToContents()
        picture = QPixmap()
        picture.loadFromData(told.chart)
        picture.setDevicePixelRatio(CHART_SHARPNESS)
        self.chart.setPixmap(picture)
        self.chart.setAccessibleDescription(told.chart_words)
        self.chart.setToolTip(told.chart_words.replace("; ", "\n"))

    def clear(self) -> None:
        """Show no story, until another is told."""
        self.told = None
        self.title.clear()
        self.fixed.clear()
        self.words.setPlainText("")
        self.figures.show_rows(())
        self.schemes.show_rows(())
        self.chart.clear()
        self.chart.setAccessibleDescription("")
        self.chart.setToolTip("")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say that a story is wanted: none is told while nobody reads it."""
        super().showEvent(event)
        self.shown.emit()

    # --- inside ---------------------------------------------------------------

    def _show_areas(self, told: Told) -> None:
        names = (WHOLE, *told.areas)
        if names != tuple(self.area.itemText(n) for n in range(self.area.count())):
            self.area.clear()
            self.area.addItems(names)
        at = self.area.findText(told.drawn.view.district)
        self.area.setCurrentIndex(max(at, 0))

    def _pick(self, at: int) -> None:
        self.picked.emit(self.area.itemText(at) if at else "")

    def _lay_out(self) -> None:
        label = QLabel("Story of", self)
        label.setBuddy(self.area)
        choice = QHBoxLayout()
        choice.addWidget(label)
        choice.addWidget(self.area)
        choice.addWidget(self.title, 1)
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignTop)
        tables = QHBoxLayout()
        tables.addWidget(self.figure_table, 3)
        tables.addWidget(self.scheme_table, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.addLayout(choice)
        column.addLayout(top, 1)
        column.addLayout(tables, 1)
        column.addWidget(self.fixed)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _short(row: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out that each figure is about so much: the title says estimates."""
    return (row[0], *(cell.removeprefix("about ") for cell in row[1:]))


def _table(
    model: TextTable, name: str, widths: tuple[int, ...], *, parent: QWidget
) -> QTableView:
    table = table_of(model, name, parent)
    table.setWordWrap(True)
    header = table.horizontalHeader()
    header.setMinimumHeight(TALL_HEADER_PX)
    for column, width in enumerate(widths, start=1):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, width)
    return table
