"""Joins the map to the session and to the panel of schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.maps.matching import schemes_at, symbol_of
from ui.maps.moving import ZOOM_STEP
from ui.maps.view import MapView

if TYPE_CHECKING:
    from collections.abc import Callable

    from capital_planner.mapspec import Symbol
    from ui.session import Session
    from ui.window import MainWindow

TOLD_FIRST = ("open", "build", "export")
"""While these run, their news is not overwritten by what is under the pointer."""


class MapJoint(QObject):
    """What is under the pointer, and the one setting or scheme that is marked."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._view = window.map_card.view
        self._view.hovered.connect(self._say)
        self._view.symbol_picked.connect(self._pick_symbol)
        # Later, not now: rows of the panel may be going while another is picked.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._pick_scheme)
        window.schemes.table.selectionModel().currentRowChanged.connect(
            lambda: self._later.start(0)
        )
        self._store.view_changed.connect(self._mark)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Play the years, or pause; come nearer to the map that is used, or go."""
        return {
            "play": self._window.view_bar.play_or_pause,
            "nearer": lambda: self._of_map(lambda view: view.zoom(ZOOM_STEP)),
            "farther": lambda: self._of_map(lambda view: view.zoom(1 / ZOOM_STEP)),
            "fit": lambda: self._of_map(lambda view: view.fit()),
        }

    def _of_map(self, move: Callable[[MapView], None]) -> None:
        """Move the map that has the focus, else the first on the tab that is seen."""
        focused, tab = self._window.focusWidget(), self._window.tabs.currentWidget()
        views = tab.findChildren(MapView) if tab is not None else []
        seen = [view for view in views if view.isVisible()]
        for view in sorted(seen, key=lambda view: view is not focused)[:1]:
            move(view)

    def _say(self, said: str) -> None:
        if not self._session.jobs.running(*TOLD_FIRST):
            self._window.said.setText(said)

    def _mark(self) -> None:
        self._view.mark_symbol(self._store.view.symbol)

    def _symbols(self) -> tuple[Symbol, ...]:
        drawn = self._store.drawn
        return () if drawn is None else drawn.spec.symbols

    def _pick_symbol(self, key: str) -> None:
        """Mark a symbol of the map, and pick the first scheme that stands there."""
        self._store.look(symbol=key)
        self._say(self._view.marked_words() if key else "")
        option, built = self._store.document.chosen, self._store.built
        found = [symbol for symbol in self._symbols() if symbol.key == key]
        if found and option is not None and built is not None:
            chosen = option.plan.choices["opening_year"].to_dict()
            year = self._store.view.year
            rows = [r for r in built.schemes if chosen.get(r.key, year + 1) <= year]
            for scheme in schemes_at(found[0], self._symbols(), rows)[:1]:
                self._window.schemes.pick(scheme)

    def _pick_scheme(self) -> None:
        """Mark where the scheme picked in the panel stands."""
        picked = self._window.schemes.picked_scheme()
        if picked is not None:
            self._store.look(symbol=symbol_of(picked[0], self._symbols()))
