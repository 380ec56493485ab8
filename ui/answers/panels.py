"""The three panels of answers: words, tables and charts, each with its ask bar."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QSpinBox,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.answers.bar import AskBar
from ui.answers.chart import ChartCard
from ui.panels.tables import RowsTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from ui.answers.said import Curve, InFutures, Reasons

WORTH_COLUMNS = (
    "District",
    "Kind",
    "Needs",
    "Ages",
    "Hosts",
    "Worth, from prices",
    "Saving, re-solved",
)
RULE_COLUMNS = (
    "Rule",
    "About",
    "If there were",
    "Worth, from prices",
    "Saving, re-solved",
)
CURVE_COLUMNS = (
    "Capital available",
    "Capital used",
    "Whole cost",
    "In independent schools",
    "Places still needed",
    "Long journeys",
    "Saving by the last pound",
    "Gap at most",
)
FUTURES_COLUMNS = (
    "No.",
    "Scheme",
    "Places",
    "Opens",
    "Works in",
    "Two years later costs less in",
    "What it says",
)
WORTH_WIDTHS = (104, 110, 128, 72, -46, -78, -64)
RULE_WIDTHS = (230, 150, -84, -80, -80)
FUTURES_WIDTHS = (34, 220, -54, -54, -74, -100, -80)
"""Pixels of columns; below 0 from the first that holds figures, to the right."""
ASK_WHY = (
    "Pick a scheme and ask why it is in this option, or why it is not. Or have the "
    "whole option explained: what one more host in a district would be worth, which "
    "rules bind, and what if no host comes forward or building costs a quarter more."
)
ASK_CURVE = (
    "Not worked out yet. The best plan is looked for at twelve amounts of capital, "
    "from what approved schemes need to two and a half times what there is."
)
ASK_FUTURES = (
    "Not worked out yet. How many children will need a place is not known: the option "
    "is tried in many futures, and each of its schemes is left out in turn."
)
FEWEST, MOST, USUAL = 20, 500, 100


class WhyPanel(QWidget):
    """Why, and why not: sentences, and two tables of the whole option."""

    def __init__(
        self, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        asks = tuple(actions[name] for name in ("why", "why_not", "explain"))
        self.bar = AskBar(asks, actions["stop_asking"], self)
        self.words = QTextBrowser(self)
        self.words.setAccessibleName("The answer in words")
        self.worths = _wrapped(
            "What one more host would be worth", WORTH_COLUMNS, WORTH_WIDTHS
        )
        self.rules = _wrapped("Rules that bind", RULE_COLUMNS, RULE_WIDTHS)
        self.parts = QTabWidget(self)
        for widget, name in (
            (self.words, "In words"),
            (self.worths, "Worth of one more host"),
            (self.rules, "Rules that bind"),
        ):
            self.parts.addTab(widget, name)
        _column(self, self.bar, self.parts)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what can be asked."""
        self.words.setPlainText(ASK_WHY)
        self.parts.tabBar().hide()
        self.parts.setCurrentIndex(0)

    def show_answer(self, reasons: Reasons) -> None:
        """Show an answer; tables only where there are any."""
        self.words.setHtml("".join(map(_section, reasons.sections)))
        self.rules.show_rows(reasons.rules, _FROM_PRICES)
        self.parts.tabBar().setVisible(bool(reasons.worths))
        if not reasons.worths:
            self.parts.setCurrentIndex(0)

    def show_worths(self, reasons: Reasons, district: str) -> None:
        """Show what hosts are worth, those of the marked district first."""
        rows = sorted(reasons.worths, key=lambda row: row[0] != district)
        self.worths.show_rows(tuple(rows), _FROM_PRICES)
        self.worths.table.scrollToTop()


_FROM_PRICES = (
    "Present value in 2025 pounds. From prices: holds for a small change. Re-solved: "
    "the best of the few other plans tried, worked out in full."
)


class CurvePanel(QWidget):
    """A chart over capital and its table; the plan of a point can be taken over.

    ``picked`` emits the number of the point, -1 for none.
    """

    picked = Signal(int)

    def __init__(
        self, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bar = AskBar(
            (actions["curve"], actions["take_point"]), actions["stop_asking"], self
        )
        self.chart = ChartCard("Whole cost over capital", self)
        self.rows = RowsTable("Plans over capital", CURVE_COLUMNS, words=0, parent=self)
        self.rows.table.horizontalHeader().setHighlightSections(False)
        self.chart.picked.connect(self.rows.table.selectRow)
        selection = self.rows.table.selectionModel()
        selection.currentRowChanged.connect(self._pick)
        self.rows.table.activated.connect(actions["take_point"].trigger)
        _column(self, self.bar, _over(self.chart, self.rows))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what can be worked out."""
        self.rows.show_rows((), ASK_CURVE)
        self.chart.show_nothing()

    def chosen(self) -> int:
        """Give the number of the point that is picked, -1 for none."""
        index = self.rows.table.currentIndex()
        return index.row() if index.isValid() else -1

    def show_answer(self, curve: Curve) -> None:
        """Show the figures; the chart is drawn beside."""
        self.rows.show_rows(curve.rows, curve.words)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(index.row() if index.isValid() else -1)


class FuturesPanel(QWidget):
    """Two charts, a page of words and a table of schemes in many futures."""

    def __init__(
        self, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bar = AskBar((actions["futures"],), actions["stop_asking"], self)
        self.count = QSpinBox(self)
        self.count.setRange(FEWEST, MOST)
        self.count.setSingleStep(FEWEST)
        self.count.setValue(USUAL)
        self.count.setAccessibleName("Futures to draw")
        label = QLabel("Futures to draw", self)
        label.setBuddy(self.count)
        self.bar.row.insertWidget(1, label)
        self.bar.row.insertWidget(2, self.count)
        self.words = QTextBrowser(self)
        self.words.setAccessibleName("What many futures came to, in words")
        self.chart = ChartCard("Children and schemes in many futures", self)
        self.rows = _wrapped("Schemes in many futures", FUTURES_COLUMNS, FUTURES_WIDTHS)
        self.parts = QTabWidget(self)
        for widget, name in (
            (self.words, "In words"),
            (_over(self.chart, self.rows), "Charts and schemes"),
        ):
            self.parts.addTab(widget, name)
        _column(self, self.bar, self.parts)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what can be worked out."""
        self.words.setPlainText(ASK_FUTURES)
        self.rows.show_rows((), "")
        self.chart.show_nothing()

    def show_answer(self, found: InFutures) -> None:
        """Show the words and the figures; the charts are drawn beside."""
        self.words.setPlainText(found.words)
        self.rows.show_rows(found.rows, found.alone)


def _wrapped(name: str, columns: tuple[str, ...], widths: tuple[int, ...]) -> RowsTable:
    """Make a table of words that wrap, its columns so many pixels wide at first."""
    words = next(n for n, width in enumerate(widths) if width < 0)
    found = RowsTable(name, columns, words=words)
    header = found.table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for column, width in enumerate(widths):
        header.resizeSection(column, abs(width))
    header.setStretchLastSection(True)
    found.table.verticalHeader().setSectionResizeMode(
        QHeaderView.ResizeMode.ResizeToContents
    )
    return found


def _section(section: tuple[str, tuple[str, ...]]) -> str:
    title, texts = section
    said = [escape(text).replace("\n", "<br>") for text in texts]
    return f"<h3>{escape(title)}</h3>" + "".join(f"<p>{text}</p>" for text in said)


def _over(upper: QWidget, lower: QWidget) -> QSplitter:
    parts = QSplitter()
    parts.setOrientation(Qt.Orientation.Vertical)
    parts.addWidget(upper)
    parts.addWidget(lower)
    parts.setSizes([240, 220])
    parts.setChildrenCollapsible(False)
    return parts


def _column(parent: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(8, 8, 8, 8)
    for widget in widgets:
        column.addWidget(widget, 0 if isinstance(widget, AskBar) else 1)
