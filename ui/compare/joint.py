"""Joins the tab that compares options to the session; it rests while hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.compare.panel import ComparePanel
from ui.compare.state import Compared, CompareOrder, Pair

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ui.session import Session
    from ui.window import MainWindow

KIND = "compare"


def load_work() -> ModuleType:
    """Import what compares options, in the worker that does so."""
    from ui.compare import work  # noqa: PLC0415 - loads pandas; after first paint only

    return work


class Compare(QObject):
    """Keeps two options compared while the tab is seen."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._pair = Pair()
        self._asked: CompareOrder | None = None
        self._audience = ""  # whose what is on the panel is
        self.panel = ComparePanel(window.actions_by_id["swap"], window)
        window.add_tab(self.panel, "&Compare")
        window.tabs.currentChanged.connect(self._turn)
        self.panel.picked.connect(self._pick)
        self.panel.district_picked.connect(lambda name: self._store.look(district=name))
        self.panel.maps.symbol_picked.connect(lambda key: self._store.look(symbol=key))
        for changed in (
            self._store.document_changed,
            self._store.view_changed,
            self._store.built_changed,
            self._store.assessed_changed,
        ):
            changed.connect(self._follow)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what the actions of this tab do."""
        return {"swap": self._swap}

    # --- what the user does -----------------------------------------------------

    def _pick(self, side: str, key: str) -> None:
        """Compare another option; B goes on with the window where it is the same."""
        follows = side == "other" and key == self._store.document.selected
        self._choose(replace(self._pair, **{side: None if follows else key}))

    def _swap(self) -> None:
        this, other = self._pair.keys(self._store.document)
        self._choose(Pair(this=other, other=this))

    def _choose(self, pair: Pair) -> None:
        self._pair = pair
        self._follow()

    # --- what follows -----------------------------------------------------------

    def _turn(self) -> None:
        """Begin when the tab is turned to, and leave off when it is left."""
        if self._is_seen():
            self._follow()
            return
        self._session.assessor.want_beside(())
        if self._session.jobs.running(KIND):
            self._session.jobs.drop(KIND)
            self._asked = None

    def _is_seen(self) -> bool:
        return self._window.tabs.currentWidget() is self.panel

    def _follow(self) -> None:
        """Show the options, and compare them anew where anything has changed."""
        document = self._store.document
        if not self._is_seen() or not document.options:
            return
        keys = self._pair.keys(document)
        self.panel.show_options(document, keys)
        self._mark()
        self._session.assessor.want_beside(keys)
        order = self._order(keys)
        if order is not None and order == self._asked:
            return
        self.panel.show_waiting(keep=self._audience == self._store.view.audience)
        self._session.jobs.drop(KIND)
        self._asked = order
        if order is not None:
            self._session.jobs.run(
                KIND,
                lambda: load_work().compare(order),
                done=self._show,
                failed=self._fail,
                lane="slow",
            )

    def _order(self, keys: tuple[str, str]) -> CompareOrder | None:
        """Say what to compare now; None while any of it is not known."""
        store = self._store
        this, other = (store.document.option(key) for key in keys)
        a, b = (store.current(key) for key in keys)
        if this is None or other is None or a is None or b is None:
            return None
        if store.opened is None or store.built is None:
            return None
        return CompareOrder(
            opened=store.opened,
            built=store.built,
            inputs=store.document.inputs,
            view=replace(store.view, district="", symbol=""),
            options=(this, other),
            assessed=(a, b),
        )

    def _show(self, compared: Compared) -> None:
        self.panel.maps.use_family(self._window.map_card.title.font().family())
        self.panel.show_compared(compared)
        self._audience = compared.order.view.audience
        self._mark()

    def _mark(self) -> None:
        view = self._store.view
        self.panel.maps.mark(view.district, view.symbol)

    def _fail(self, error: BaseException) -> None:
        self.panel.summary.setText("The options could not be compared.")
        self._session.failed.emit(
            "The options could not be compared", str(error) or repr(error)
        )
