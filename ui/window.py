"""The main window: it joins panels to the session, and holds no truth itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QProgressBar,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import make_actions
from ui.dialogs.assumptions import AssumptionsDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.failure import FailureDialog
from ui.maps.card import MapCard
from ui.panels.inputs import InputsForm
from ui.panels.measures import MeasuresBar
from ui.panels.options import OptionsPanel
from ui.panels.schemes import SchemePanel
from ui.panels.search import SearchPanel
from ui.panels.tables import SYMBOL_COLUMNS, YEAR_COLUMNS, DistrictTable, RowsTable
from ui.panels.view_bar import ViewBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from ui.memory import Memory
    from ui.session import Session

NO_DATA_LEAVES = "No data leaves this computer."
ABOUT = (
    "SEND capital planner\n\nWhere specialist school places will be short, and the "
    "capital plan that educates most children close to home.\n\nEverything is worked "
    f"out on this machine. {NO_DATA_LEAVES}\n\nAn option, not a decision."
)


class MainWindow(QMainWindow):
    """The planner's window.

    ``painted`` is emitted once, after the first paint: heavy work starts then.
    """

    painted = Signal()

    def __init__(self, session: Session, memory: Memory | None = None) -> None:
        super().__init__()
        self.session = session
        self.memory = memory
        self.setWindowTitle("SEND capital planner")
        by_id = self.actions_by_id = make_actions(self)
        own = (by_id["copy"], by_id["rename"], by_id["delete"])
        self.options = OptionsPanel(own, self)
        self.inputs = InputsForm(self)
        self.search = SearchPanel(by_id["find"], by_id["stop"], self)
        self.view_bar = ViewBar(by_id["play"], self)
        self.map_card = MapCard(self)
        self.districts = DistrictTable(self)
        self.years = RowsTable("Measures by year", YEAR_COLUMNS, words=1, parent=self)
        self.symbols = RowsTable(
            "Settings and schemes", SYMBOL_COLUMNS, words=3, parent=self
        )
        self.schemes = SchemePanel(self)
        self.schemes.setMinimumWidth(304)
        self.measures = MeasuresBar(self)
        self.marking = QLabel(self)
        self.marking.setObjectName("marking")
        self.said = QLabel(self)
        self.busy = _busy(self)
        self._lay_out()
        self._seen = False
        self.may_close: Callable[[], bool] = lambda: True
        self._dialog: AssumptionsDialog | None = None
        self.resize(1280, 720)

    def add_tab(self, widget: QWidget, name: str) -> None:
        """Put something more beside the map."""
        self.tabs.addTab(widget, name)

    # --- what the user does that needs a dialog -------------------------------

    def export(self) -> None:
        """Ask where the cabinet map goes, and on what paper, and write it."""
        dialog = ExportDialog(self.session.store.view.audience, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self.session.export)
        dialog.open()

    def show_figures(self) -> None:
        """Show every figure with its status and source."""
        opened = self.session.store.opened
        if opened is None:
            return
        self._dialog = AssumptionsDialog(
            opened.assumptions, opened.basis.statement, self
        )
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.open()

    def about(self) -> None:
        """Say what this is, and that nothing leaves the machine."""
        self._message("About", ABOUT).open()

    def tell_failure(self, title: str, details: str) -> None:
        """Say what went wrong, and that nothing is lost."""
        dialog = FailureDialog(title, details, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def menu_of(self, action: str) -> QMenu:
        """Find the menu that an action is in."""
        inside = self.actions_by_id[action].associatedObjects()
        return next(item for item in inside if isinstance(item, QMenu))

    # --- Qt -------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Say once that the window has been painted."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close once it is settled what becomes of work; wait for the workers."""
        if not self.may_close():
            event.ignore()
            return
        if self.memory is not None:
            self.memory.keep_shape(self)
        self.session.close()
        super().closeEvent(event)

    # --- inside ---------------------------------------------------------------

    def _lay_out(self) -> None:
        left = _column(self.options, self.inputs, self.search)
        left.setFixedWidth(248)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for widget, name in (
            (self.map_card, "&Map"),
            (self.districts, "&Table"),
            (self.symbols, "Sett&ings"),
            (self.years, "&By year"),
        ):
            self.add_tab(widget, name)
        middle = _column(self.view_bar, self.tabs)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        for part in (left, middle, self.schemes):
            parts.addWidget(part)
        parts.setStretchFactor(1, 1)
        parts.setSizes([248, 704, 328])
        parts.setChildrenCollapsible(False)
        whole = _column(parts, self.measures)
        self.setCentralWidget(whole)
        status = self.statusBar()
        status.addWidget(self.marking)
        status.addWidget(self.said, 1)
        status.addPermanentWidget(self.busy)
        status.addPermanentWidget(QLabel(NO_DATA_LEAVES, self))
        status.setSizeGripEnabled(False)

    def _message(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setText(text)
        return box


def _column(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(4, 4, 4, 2)
    for widget in widgets:
        column.addWidget(widget, 1 if _grows(widget) else 0)
    return whole


def _busy(parent: QWidget) -> QProgressBar:
    """Make the bar that moves while something is worked out."""
    bar = QProgressBar(parent)
    bar.setRange(0, 0)
    bar.setFixedSize(90, 14)
    bar.setTextVisible(False)
    bar.setAccessibleName("Working")
    bar.hide()
    return bar


def _grows(widget: QWidget) -> bool:
    return isinstance(widget, (QSplitter, QTabWidget, OptionsPanel))
