"""Keeps the window as the store is: each signal shows one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.panels.tables import symbol_rows
from ui.state import ALWAYS_THERE, DO_NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from capital_planner.settings import Audience
    from ui.session import Session
    from ui.shown import Counted
    from ui.state import Inputs
    from ui.window import MainWindow

MARKINGS = {
    "public": "PUBLIC VIEW",
    "restricted": "RESTRICTED VIEW \N{EN DASH} OFFICIAL-SENSITIVE",
}


class Presenter(QObject):
    """Joins the panels of a window to the session, both ways."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._audience: Audience | None = None
        self._hear_panels()
        self._hear_store()
        self._show_document()
        self._show_view()

    def in_words(self, text: str) -> str:
        """Put names that the audience may see in the place of ids of schemes."""
        built = self._store.built
        rows = [] if built is None else [r for r in built.schemes if r.key in text]
        for row in sorted(rows, key=lambda row: len(row.key), reverse=True):
            text = text.replace(row.key, row.name(self._store.view.audience))
        return text

    # --- what the actions do -----------------------------------------------------

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action of the plain window does."""
        window, session, store = self._window, self._session, self._store
        return {
            "export": window.export,
            "quit": window.close,
            "undo": store.undo,
            "redo": store.redo,
            "copy": session.copy_option,
            "rename": window.options.rename,
            "delete": lambda: session.delete_option(store.document.selected),
            "find": lambda: session.finder.find(window.search.seconds.value()),
            "stop": session.finder.stop,
            "figures": window.show_figures,
            "later": lambda: window.view_bar.step_year(1),
            "earlier": lambda: window.view_bar.step_year(-1),
            "restricted": self._switch_audience,
            "about": window.about,
        }

    def _switch_audience(self) -> None:
        public = self._store.view.audience == "public"
        self._store.look(audience="restricted" if public else "public")

    # --- from the panels ------------------------------------------------------

    def _hear_panels(self) -> None:
        window, session = self._window, self._session
        window.options.picked.connect(session.pick)
        window.options.renamed.connect(session.rename_option)
        window.options.noted.connect(session.note)
        window.inputs.assumed.connect(self._assume)
        window.view_bar.looked.connect(self._look)
        window.map_card.view.area_picked.connect(self._pick_district)
        window.districts.picked.connect(self._pick_district)
        window.schemes.edited.connect(self._edit_scheme)
        session.failed.connect(self._tell_failure)

    def _tell_failure(self, title: str, details: str) -> None:
        self._window.tell_failure(title, self.in_words(details))

    def _assume(self, name: str, inputs: Inputs) -> None:
        self._session.assume(name, inputs)

    def _look(self, field: str, value: object) -> None:
        self._store.look(**{field: value})

    def _pick_district(self, name: str) -> None:
        self._store.look(district=name)

    def _edit_scheme(self, scheme: str, places: int, year: int) -> None:
        model = self._window.schemes.model
        row = model.row_of(scheme)
        before, label = model.choice(row), model.scheme(row).label
        told = model.scheme(row).places(places, "public")  # undo may be read then
        if not places:
            name = f"Remove {label}"
        elif not before.places:
            name = f"Add {label}, {told} places"
        elif places != before.places:
            name = f"Set {label} to {told} places"
        else:
            name = f"Open {label} in {year}"
        self._session.set_scheme(scheme, places=places, opening_year=year, name=name)

    # --- from the store -------------------------------------------------------

    def _hear_store(self) -> None:
        store = self._store
        store.opened_changed.connect(self._show_opened)
        store.built_changed.connect(self._show_built)
        store.document_changed.connect(self._show_document)
        store.view_changed.connect(self._show_view)
        store.drawn_changed.connect(self._show_drawn)
        store.counted_changed.connect(self._show_cards)
        store.checked_changed.connect(self._show_broken)
        store.search_changed.connect(self._show_search)
        store.said.connect(self._window.said.setText)
        self._session.jobs.changed.connect(self._show_state)

    def _show_opened(self) -> None:
        opened = self._store.opened
        if opened is not None:
            self._window.map_card.use_fonts(opened.fonts)
            self._window.inputs.show_presets(opened.presets)
            self._window.inputs.show_inputs(self._store.document.inputs)
            self._window.setWindowTitle(f"SEND capital planner: {opened.case.name}")
            self._show_state()

    def _show_built(self) -> None:
        built = self._store.built
        if built is not None:
            self._window.view_bar.show_years(built.scenario.years)
            self._window.schemes.show_schemes(built.schemes)
            self._show_view()

    def _show_document(self) -> None:
        document, window = self._store.document, self._window
        window.options.show_document(document)
        window.inputs.show_inputs(document.inputs)
        self._show_choices()
        self._show_search()
        self._show_cards()
        self._show_state()

    def _show_view(self) -> None:
        view, window = self._store.view, self._window
        window.view_bar.show_view(view)
        window.marking.setText(MARKINGS[view.audience])
        window.marking.setProperty("audience", view.audience)
        window.marking.style().polish(window.marking)
        window.map_card.view.mark(view.district)
        window.districts.mark(view.district)
        window.actions_by_id["restricted"].setChecked(view.audience == "restricted")
        if view.audience != self._audience:
            if self._audience is not None:
                self._clear()
            self._audience = view.audience
            self._show_choices()
        self._show_broken()
        self._show_cards()

    def _clear(self) -> None:
        """Take away what another audience was shown, before anything is drawn."""
        window = self._window
        window.map_card.clear()
        window.districts.clear()
        window.symbols.show_rows((), "")
        window.years.show_rows((), "")
        window.measures.clear()
        window.said.clear()

    def _show_choices(self) -> None:
        option = self._store.document.chosen
        if option is not None and self._store.built is not None:
            self._window.schemes.show_choices(option.plan, self._store.view.audience)

    def _show_broken(self) -> None:
        option = self._store.document.chosen
        assessed = None if option is None else self._store.current(option.key)
        checked = self._store.checked
        if assessed is None or checked is None or checked.assessed is not assessed:
            return
        broken = (*checked.broken, *self._store.unheeded)
        said = [f"{found.message} {found.remedy}" for found in broken]
        self._window.schemes.show_broken(tuple(map(self.in_words, said)))

    def _show_drawn(self) -> None:
        drawn, window = self._store.drawn, self._window
        if drawn is None:
            return
        window.map_card.show_spec(drawn.spec)
        window.districts.show_drawn(drawn)
        window.districts.mark(self._store.view.district)
        words = " ".join(drawn.spec.furniture.statements)
        window.symbols.show_rows(symbol_rows(drawn), words)
        window.years.show_rows(drawn.years, drawn.spec.tables[0].note)

    def _show_cards(self) -> None:
        counted = self._store.counted
        if counted is not None:
            now = self._is_now(counted)
            self._window.measures.show_cards(counted.cards, stale=not now)

    def _is_now(self, counted: Counted) -> bool:
        """Whether measures are of the option and view as they are now."""
        option = self._store.document.chosen
        if option is None:
            return False
        now, before = self._store.current(option.key), self._store.current(DO_NOTHING)
        same = counted.assessed is now and counted.before is before
        return same and counted.view.year == self._store.view.year

    def _show_search(self) -> None:
        window, option = self._window, self._store.document.chosen
        if self._store.search.running:
            window.search.show_news(self._store.search)
        else:
            window.search.show_quality(None if option is None else option.plan.quality)
        self._show_state()

    def _show_state(self) -> None:
        """Turn on what can be done now, and name what undo and redo would do."""
        store, actions = self._store, self._window.actions_by_id
        option, running = store.document.chosen, store.search.running
        ready = store.built is not None and store.inputs_are_current
        own = option is not None and option.key not in ALWAYS_THERE
        enabled = {
            "undo": bool(store.history.past),
            "redo": bool(store.history.future),
            "find": ready and not running,
            "stop": running,
            "copy": option is not None,
            "rename": own,
            "delete": own,
            "figures": store.opened is not None,
            "export": option is not None and store.current(option.key) is not None,
        }
        for name, on in enabled.items():
            actions[name].setEnabled(on)
        for name, step in (
            ("undo", store.history.undo_name),
            ("redo", store.history.redo_name),
        ):
            actions[name].setText(f"&{name.capitalize()} {step}".strip())
            actions[name].setIconText(name.capitalize())
