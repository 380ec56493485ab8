"""Joins decisions on schemes and the rules dialog to the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.asking.rules_dialog import RulesDialog
from ui.state import ALWAYS_THERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from capital_planner.errors import Problem
    from capital_planner.plan import Plan
    from capital_planner.rules import Decision
    from capital_planner.scenario import Scenario
    from ui.session import Session
    from ui.state import SchemeRow
    from ui.window import MainWindow

DECISIONS: dict[str, tuple[Decision | None, str]] = {
    "put_in": ("in", "Put {} in every plan"),
    "leave_out": ("out", "Leave {} out of every plan"),
    "release": ("release", "Let plans leave {} out"),
    "ask_nothing": (None, "Ask nothing of {}"),
}
"""Action to what it decides, and the name of the edit."""


class Asking(QObject):
    """Decides on the scheme picked, asks rules, and says what is not heeded."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        actions = [window.actions_by_id[name] for name in DECISIONS]
        window.schemes.offer(actions)
        window.schemes.picked.connect(self._show_state)
        self._menu = QMenu("Scheme", window)
        self._menu.setObjectName("schemeMenu")
        self._menu.addActions(actions)
        view = window.map_card.view
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        self._store.document_changed.connect(self._show_asked)
        self._store.built_changed.connect(self._show_asked)
        self._waiting = False
        self._store.counted_changed.connect(self._heed_if_waiting)
        self._show_state()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action does."""
        decide = {name: partial(self._decide, name) for name in DECISIONS}
        return {**decide, "rules": self._open_rules}

    def _decide(self, action: str) -> None:
        row = self._picked()
        if row is not None:
            decision, words = DECISIONS[action]
            name = words.format(row.label)
            self._session.pin(row.key, decision, name)

    def _picked(self) -> SchemeRow | None:
        picked = self._window.schemes.picked_scheme()
        return None if picked is None else picked[0]

    def _open_menu(self, at: QPoint) -> None:
        view = self._window.map_card.view
        if view.pick(at) and self._picked() is not None:
            self._menu.popup(view.viewport().mapToGlobal(at))

    def _open_rules(self) -> None:
        dialog = RulesDialog(self._store.document.inputs.settings.rules, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self._session.set_rules)
        dialog.open()

    def _show_asked(self) -> None:
        pins = self._store.document.inputs.settings.rules.pins
        self._window.schemes.show_asked({pin.scheme: pin.decision for pin in pins})
        self._show_state()
        document = self._store.document
        decided = document.selected in ALWAYS_THERE
        self._waiting = not (decided or self._store.current(document.selected))
        if not self._waiting:
            self._heed()

    def _heed_if_waiting(self) -> None:
        """Go on once the measures of an edit are shown: they come first."""
        if self._waiting:
            self._waiting = False
            self._heed()

    def _show_state(self) -> None:
        """Turn on the decisions that can be made on the scheme picked."""
        row, actions = self._picked(), self._window.actions_by_id
        pins = self._store.document.inputs.settings.rules.pins
        asked = {pin.scheme: pin.decision for pin in pins}
        now = asked.get(row.key) if row else None
        idea = row is not None and row.standing == "candidate"
        approved = row is not None and row.standing == "committed"
        actions["put_in"].setEnabled(idea and now != "in")
        actions["leave_out"].setEnabled(idea and now != "out")
        actions["release"].setEnabled(approved and now != "release")
        actions["ask_nothing"].setEnabled(now is not None)
        actions["rules"].setEnabled(self._store.built is not None)

    def _heed(self) -> None:
        """Hold the option shown against what is asked of every plan."""
        option, built = self._store.document.chosen, self._store.built
        if option is None or built is None or option.key in ALWAYS_THERE:
            self._session.jobs.drop("heed")
            self._store.set_unheeded(())
            return
        asked = self._store.document.inputs.ask(built.scenario)
        work = partial(self._unheeded_by, asked, option.plan)
        done = self._store.set_unheeded
        self._session.run("heed", work, done=done, lane="slow")

    def _unheeded_by(self, scenario: Scenario, plan: Plan) -> tuple[Problem, ...]:
        found: tuple[Problem, ...] = self._session.tasks().unheeded(scenario, plan)
        return found
