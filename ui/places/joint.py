"""Joins stories, the find box and the choice of areas to the session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QWidget

from ui.places.borders_panel import BordersPanel
from ui.places.find_box import FindBox, focus
from ui.places.pin import Pin
from ui.places.story_panel import StoryPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from capital_planner.gazetteer import Entry
    from ui.places.telling import Told
    from ui.session import Session
    from ui.shown import Drawn
    from ui.state import Built, Opened
    from ui.window import MainWindow

DISTRICTS = "Districts"
NEAR_DISTRICT, NEAR_SITE = 2.2, 6.0
PIN_PX = 13
AREAS_PX = 136
AREAS_TIP = "Join districts into areas: map, tables, story, files"


def load_telling() -> ModuleType:
    """Import the heavy work, in the worker that first needs it."""
    from ui.places import telling  # noqa: PLC0415 - loads matplotlib; when asked for

    return telling


class Places(QObject):
    """Tells what is marked, finds what is typed, and joins districts to areas."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self.story, self.borders = StoryPanel(window), BordersPanel(window)
        self.box, self.areas = FindBox(window), QComboBox(window)
        self._audience = session.store.view.audience
        self._listed: tuple[Built, str] | None = None
        self._pin: Pin | None = None
        window.add_tab(self.story, "&Story")
        window.add_tab(self.borders, "Bo&rders")
        self._put_in_toolbar(window)
        self._connect()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of this room do."""
        return {
            "find_place": lambda: focus(self.box),
            "story": lambda: self._window.tabs.setCurrentWidget(self.story),
        }

    # --- what the user does -----------------------------------------------------

    def choose_areas(self, at: int) -> None:
        """Look at districts joined into areas, or at the districts again."""
        store, name = self._store, self.areas.itemData(at) or ""
        if store.opened is None or name == store.view.grouping:
            return
        grouping, district = store.opened.grouping(name), store.view.district
        within = "" if grouping is None or store.view.grouping else district
        area = grouping.area(within) if grouping is not None and within else ""
        self._take_pin_away()
        store.look(grouping=name, district=area)

    def go(self, entry: Entry) -> None:
        """Mark the district of what was found, and come near to it on the map."""
        self._take_pin_away()
        self._store.look(district=self._area(entry.district))
        if entry.kind == "scheme":
            self._pick_scheme(entry.key)
        self._window.tabs.setCurrentWidget(self._window.map_card)
        view = self._window.map_card.view
        if entry.at is not None:
            self._put_pin(entry.name, entry.at)
            view.go_to(entry.at, NEAR_SITE)
            return
        centre = self._centre(entry.district)
        if centre is not None:
            view.go_to(centre, NEAR_DISTRICT)

    # --- inside -----------------------------------------------------------------

    def _put_in_toolbar(self, window: MainWindow) -> None:
        space = QWidget(window)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label = QLabel("Areas", window)
        label.setBuddy(self.areas)
        self.areas.setAccessibleName("Areas")
        self.areas.setToolTip(AREAS_TIP)
        self.areas.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.areas.setMinimumWidth(AREAS_PX)
        self.areas.addItem(DISTRICTS, "")
        for bar in window.findChildren(QToolBar, "actions"):
            for widget in (space, label, self.areas, self.box):
                bar.addWidget(widget)

    def _connect(self) -> None:
        store = self._store
        store.opened_changed.connect(self._show_groupings)
        store.built_changed.connect(self._forget_list)
        store.view_changed.connect(self._show_view)
        store.view_changed.connect(self._tell)
        store.drawn_changed.connect(self._tell)
        self.areas.activated.connect(self.choose_areas)
        self.story.picked.connect(lambda name: store.look(district=name))
        self.box.wanted.connect(self._list)
        self.box.chosen.connect(self.go)
        self.box.missed.connect(
            lambda text: store.said.emit(f"Nothing is found for {text}")
        )
        for panel in (self.story, self.borders):
            panel.shown.connect(self._tell)

    def _show_groupings(self) -> None:
        opened = self._store.opened
        self._forget_list()
        self._take_pin_away()
        self.areas.clear()
        self.areas.addItem(DISTRICTS, "")
        for grouping in opened.groupings if opened is not None else ():
            said = f"{grouping.label} ({grouping.status})"
            self.areas.addItem(said, grouping.name)

    def _show_view(self) -> None:
        view = self._store.view
        self.areas.setCurrentIndex(max(self.areas.findData(view.grouping), 0))
        self.areas.setToolTip(self._areas_said())
        if view.audience != self._audience:
            self._audience = view.audience
            self._forget_list()
            self._take_pin_away()
            self._session.jobs.drop("story")
            self.story.clear()
            self.borders.clear()

    def _areas_said(self) -> str:
        """Say what the areas looked at are: an option is no decision."""
        store = self._store
        opened = store.opened
        grouping = None if opened is None else opened.grouping(store.view.grouping)
        return AREAS_TIP if grouping is None else grouping.note

    def _forget_list(self) -> None:
        self._listed = None
        self._session.jobs.drop("gazetteer")
        self.box.use(None)

    def _list(self) -> None:
        """List what can be found, when the box is used first."""
        opened, built, audience = self._store.opened, self._store.built, self._audience
        if opened is None or built is None or self._listed == (built, audience):
            return
        self._listed = (built, audience)
        self._session.jobs.run(
            "gazetteer",
            lambda: load_telling().finder(opened, built, audience),
            done=self.box.use,
            failed=self._failed,
            lane="slow",
        )

    def _tell(self) -> None:
        """Tell the story of what is painted and marked, while somebody looks."""
        painted, opened, view = self._store.drawn, self._store.opened, self._store.view
        seen = self.story.isVisible() or self.borders.isVisible()
        if painted is None or opened is None or not seen:
            return
        drawn = replace(painted, view=view)
        if not painted.view.draws_as(view) or self._is_told(drawn):
            return
        self._session.jobs.run(
            "story",
            lambda: self._tell_one(opened, drawn),
            done=self._told,
            failed=self._failed,
            lane="slow",
        )

    def _tell_one(self, opened: Opened, drawn: Drawn) -> Told:
        told: Told = load_telling().tell(opened, drawn)
        return told

    def _is_told(self, drawn: Drawn) -> bool:
        told = self.story.told
        if told is None:
            return False
        marked = told.drawn.view.district == drawn.view.district
        return marked and told.drawn.spec is drawn.spec

    def _told(self, told: Told) -> None:
        self.story.show_told(told)
        self.borders.show_told(told)

    def _failed(self, error: BaseException) -> None:
        self._session.failed.emit("This could not be told", str(error))

    def _area(self, district: str) -> str:
        store = self._store
        opened = store.opened
        grouping = None if opened is None else opened.grouping(store.view.grouping)
        return district if grouping is None else grouping.area(district)

    def _centre(self, district: str) -> tuple[float, float] | None:
        drawn = self._store.drawn
        areas = () if drawn is None else drawn.spec.areas
        names = (district, self._area(district))
        return next((area.label_at for area in areas if area.name in names), None)

    def _pick_scheme(self, key: str) -> None:
        panel = self._window.schemes
        panel.finder.clear()
        option = self._store.document.chosen
        if option is None or key not in option.plan.choices.index:
            panel.every.setChecked(True)
        panel.pick(key)

    def _put_pin(self, name: str, at: tuple[float, float]) -> None:
        view = self._window.map_card.view
        font = QFont(view.family)
        font.setPixelSize(PIN_PX)
        font.setBold(True)
        self._pin = Pin(name, at, font)
        view.scene().addItem(self._pin)

    def _take_pin_away(self) -> None:
        if self._pin is not None:
            self._window.map_card.view.scene().removeItem(self._pin)
            self._pin = None
