"""The engagement window: full screen, on a frozen copy, always for the public."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from capital_planner.engagement import Heard, Position, rows_of
from capital_planner.engagement import plain_words as plain
from ui.colours import palette
from ui.engagement.large import LargeButton, row, sheet, words
from ui.engagement.option_pages import LEFT, BesidePage, OptionPage
from ui.engagement.say_page import SayPage
from ui.engagement.staff_page import StaffPage
from ui.engagement.start_page import StartPage
from ui.engagement.what_if import WhatIfs
from ui.style import LIGHT, PAPER

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent

    from capital_planner.mapspec import MapSpec
    from ui.engagement.prepare import Prepared

IDLE_MS = 90_000
LEAST_PT, PX_A_PT = 18, 42
STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
}
TITLES = {3: "Tell us what you think", 4: "For staff: what people said"}
AWAKE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
)


class EventWindow(QWidget):
    """Shows an event; it knows nothing of the main window or its store.

    ``map_wanted`` asks for the map of a position, ``heard_changed`` gives what
    people have said, and ``write_wanted`` a folder, rows and what was done.
    """

    map_wanted = Signal(object)
    heard_changed = Signal(object)
    write_wanted = Signal(Path, object, object)

    def __init__(
        self,
        prepared: Prepared,
        heard: Heard,
        *,
        family: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("engagement")
        self.setWindowTitle("Engagement event")
        self.event_shown, self.heard = prepared.event, heard
        self.at = self._first()
        self.other = 0
        self._make_look(family)
        self._make_pages(prepared, family)
        self._lay_out()
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE_MS)
        self.idle.timeout.connect(self.begin_again)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.begin_again()

    # --- what people do ---------------------------------------------------------

    def begin_again(self) -> None:
        """Go to the start, and forget where the last family was and what it typed."""
        self.at, self.other = self._first(), 0
        self.start.clear()
        self.say.clear()
        self.go(self.start)
        self.start.line.setFocus()

    def go(self, page: QWidget) -> None:
        """Turn to a page."""
        self.pages.setCurrentWidget(page)
        self._show()

    def choose_area(self, area: str) -> None:
        """Look at my area, with the option that the sliders stand at."""
        self.at = replace(self.at, area=area)
        self.go(self.one)
        self.on.setFocus()

    def step(self, by: int, side: int = 1) -> None:
        """Go to the next option, or the one before."""
        last = len(self.event_shown.options) - 1
        if side == LEFT:
            self.other = min(max(self.other + by, 0), last)
        else:
            option = min(max(self.at.option + by, 0), last)
            self.at = replace(self.at, option=option)
        self._show()

    def show_map(self, at: Position, spec: MapSpec) -> None:
        """Show a map that was drawn, if it is still the one wanted."""
        if at == self._for_map():
            self.one.map.show_spec(spec)
            self.one.map.view.mark(self.at.area)

    def say_written(self, said: str) -> None:
        """Say where a file is, or why there is none."""
        self.staff.said.setText(said)

    # --- inside -----------------------------------------------------------------

    def _first(self) -> Position:
        event = self.event_shown
        middle = "central" if "central" in event.futures else event.futures[0]
        return Position(len(event.options) - 1, middle, event.years[-1])

    def _for_map(self) -> Position:
        return replace(self.at, area="")

    def _make_look(self, family: str) -> None:
        self.setPalette(palette(replace(LIGHT, window=PAPER)))
        self.setAutoFillBackground(True)
        self._family, self._points = family, 0
        self._write_at(LEAST_PT)

    def _write_at(self, points: int) -> None:
        if points != self._points:
            self._points = points
            self.setStyleSheet(sheet(points, self._family))

    def _make_pages(self, prepared: Prepared, family: str) -> None:
        self.start = StartPage(prepared, self)
        self.one, self.beside = OptionPage(family, self), BesidePage(self)
        self.say, self.staff = SayPage(self), StaffPage(prepared, self)
        self.pages = QStackedWidget(self)
        for page in (self.start, self.one, self.beside, self.say, self.staff):
            self.pages.addWidget(page)
        self.start.chosen.connect(self.choose_area)
        self.one.map.view.area_picked.connect(self._pick)
        self.beside.stepped.connect(lambda side, by: self.step(by, side))
        self.say.reacted.connect(self._react)
        self.say.noted.connect(self._note)
        self.staff.kept.connect(lambda n: self._hear(self.heard.keep(n)))
        self.staff.deleted.connect(lambda n: self._hear(self.heard.delete(n)))
        self.staff.answered.connect(self._answer)
        self.staff.wanted.connect(self._write)

    def _lay_out(self) -> None:
        self.title = words("", self)
        self.title.setObjectName("eventTitle")
        self.home = LargeButton("Start", self.begin_again, self)
        self.back = LargeButton("Previous", lambda: self.step(-1), self)
        self.on = LargeButton("Next", lambda: self.step(1), self)
        self.two = LargeButton("Side by side", lambda: self.go(self.beside), self)
        self.single = LargeButton("One by one", lambda: self.go(self.one), self)
        self.tell = LargeButton("Tell us", lambda: self.go(self.say), self)
        self.office = LargeButton("Staff", lambda: self.go(self.staff), self)
        self.back.setAccessibleName("Previous option")
        self.on.setAccessibleName("Next option")
        head = row(self.title)
        for button in (self.back, self.on, self.single, self.two, self.tell):
            head.addWidget(button)
        head.addWidget(self.office)
        head.addWidget(self.home)
        head.setStretch(0, 1)
        self.sliders = WhatIfs(self.event_shown, self)
        self.sliders.moved.connect(self._look)
        self.fixed = words(" ".join(plain.FIXED), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addWidget(self.sliders)
        column.addWidget(self.fixed)

    def _look(self, at: Position) -> None:
        self.at = replace(at, area=self.at.area)
        self._show()

    def _pick(self, area: str) -> None:
        if area in self.event_shown.areas:
            self.at = replace(self.at, area=area)
            self._show()

    def _show(self) -> None:
        event, page, at = self.event_shown, self.pages.currentWidget(), self.at
        among, last = page in (self.one, self.beside), len(event.options) - 1
        for button, on in (
            (self.back, page is self.one),
            (self.on, page is self.one),
            (self.two, page in (self.start, self.one)),
            (self.single, page in (self.beside, self.say, self.staff)),
            (self.tell, page is not self.say),
            (self.office, page is self.start),
            (self.home, page is not self.start),
        ):
            button.setVisible(on)
        self.back.setEnabled(at.option > 0)
        self.on.setEnabled(at.option < last)
        self.sliders.setVisible(among)
        self.title.setText(self._title(page))
        self.sliders.show_at(at)
        self.one.show_at(event, at)
        self.beside.show_at(event, at, self.other)
        self.say.show_about(event.options[at.option].name, event.called(at.area))
        self._show_heard()
        if page is self.one:
            self.map_wanted.emit(self._for_map())

    def _title(self, page: QWidget | None) -> str:
        event, at = self.event_shown, self.at
        if page is self.one:
            name = event.options[at.option].name
            return f"Option {at.option + 1} of {len(event.options)}: {name}"
        if page is self.beside:
            return f"Two options side by side: {event.called(at.area)}"
        return TITLES.get(self.pages.currentIndex(), plain.WELCOME)

    # --- what is heard ----------------------------------------------------------

    def _react(self, said: str) -> None:
        self._hear(self.heard.react(*self._about(), said))

    def _note(self, text: str) -> None:
        self._hear(self.heard.note(*self._about(), text))

    def _answer(self, key: tuple[str, str, str], text: str) -> None:
        """Take what an officer typed; the table shows it already."""
        self.heard = self.heard.answer(key, text)
        self.heard_changed.emit(self.heard)

    def _about(self) -> tuple[str, str]:
        event, at = self.event_shown, self.at
        return event.called(at.area), event.options[at.option].name

    def _hear(self, heard: Heard) -> None:
        self.heard = heard
        self.heard_changed.emit(heard)
        self._show_heard()

    def _show_heard(self) -> None:
        self.staff.show_notes(self.heard.waiting)
        rows = rows_of(self.heard, self.event_shown.name)
        self.staff.show_rows(rows, self.heard.did)

    def _write(self, folder: Path) -> None:
        rows = rows_of(self.heard, self.event_shown.name)
        self.write_wanted.emit(folder, rows, self.heard.did)

    # --- Qt ---------------------------------------------------------------------

    def eventFilter(  # noqa: N802 - Qt's name
        self, watched: QObject, event: QEvent
    ) -> bool:
        """Begin to wait anew whenever anybody does anything."""
        if event.type() in AWAKE:
            self.idle.start()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Watch for anybody doing anything."""
        super().showEvent(event)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.idle.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave off watching."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.idle.stop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from option to option by arrows, or by a presenter's page keys."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step and self.pages.currentWidget() in (self.one, self.beside):
            self.step(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Write larger on a larger screen."""
        super().resizeEvent(event)
        self._write_at(max(LEAST_PT, event.size().height() // PX_A_PT))
