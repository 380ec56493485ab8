"""Joins the answers to the window: asks what is picked, shows what is found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.answers.panels import CurvePanel, FuturesPanel, WhyPanel
from ui.answers.questions import Questions
from ui.answers.rooms import CurveRoom, FuturesRoom, WhyRoom, load_drawing
from ui.shown import SearchNews

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ui.answers.drawing import Letters
    from ui.answers.said import Answer
    from ui.session import Session
    from ui.window import MainWindow

    AnyRoom = WhyRoom | CurveRoom | FuturesRoom


class Answers(QObject):
    """Three panels beside the map, and two buttons under the schemes."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session, self._store = window, session, session.store
        self._letters: Letters | None = None
        self._district = ""
        self.questions = Questions(session, self)
        actions = window.actions_by_id
        self.why = WhyRoom(session, self.questions, WhyPanel(actions, window))
        self.curve = CurveRoom(session, self.questions, CurvePanel(actions, window))
        self.futures = FuturesRoom(
            session, self.questions, FuturesPanel(actions, window)
        )
        self.curve.letters = self.futures.letters = self._lend
        self._rooms = {room.kind: room for room in (self.why, self.curve, self.futures)}
        for room, name in (
            (self.why, "&Why"),
            (self.curve, "Tra&de-off"),
            (self.futures, "F&utures"),
        ):
            window.add_tab(room.panel, name)
        window.schemes.offer(
            [window.actions_by_id[name] for name in ("why", "why_not")]
        )
        self._hear()
        self._show()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Give what each action of the answers does."""
        return {
            "why": self._ask_of_picked,
            "why_not": self._ask_of_picked,
            "explain": partial(self._open, self.why, self.why.ask),
            "curve": partial(self._open, self.curve, self.curve.ask),
            "take_point": self.curve.take,
            "futures": partial(self._open, self.futures, self.futures.ask),
            "stop_asking": self.questions.stop,
        }

    # --- inside ---------------------------------------------------------------

    def _hear(self) -> None:
        store, questions = self._store, self.questions
        questions.changed.connect(self._show_news)
        questions.answered.connect(self._land)
        for signal in (
            store.document_changed,
            store.built_changed,
            self._window.schemes.picked,
        ):
            signal.connect(self._show_state)
        store.view_changed.connect(self._show)
        store.view_changed.connect(self._show_district)
        store.opened_changed.connect(self._forget)
        self.curve.panel.picked.connect(self._pick_point)
        self._session.closing.connect(self._take_back)

    def _ask_of_picked(self) -> None:
        picked = self._window.schemes.picked_scheme()
        if picked is not None:
            self._open(self.why, partial(self.why.ask, picked[0].key))

    def _open(self, room: AnyRoom, ask: Callable[[], None]) -> None:
        self._window.tabs.setCurrentWidget(room.panel)
        ask()

    def _land(self, kind: str, answer: Answer[Any]) -> None:
        self._rooms[kind].answer = answer
        self._rooms[kind].show()
        self._show_state()

    def _forget(self) -> None:
        for room in self._rooms.values():
            room.forget()
            room.panel.show_nothing()
        self._show_news()

    def _show(self) -> None:
        for room in self._rooms.values():
            room.show()
        self._show_news()

    def _show_district(self) -> None:
        if self._store.view.district != self._district:
            self._district = self._store.view.district
            self.why.show_district()

    def _show_news(self) -> None:
        questions = self.questions
        for kind, room in self._rooms.items():
            mine = questions.kind == kind
            news = questions.news if mine else SearchNews()
            room.panel.bar.show_news(news, running=mine and questions.running)
        self._show_state()

    def _show_state(self) -> None:
        """Turn on what can be asked now, and mark answers about something else."""
        ready = self.why.subject() is not None and not self.questions.running
        picked = self._window.schemes.picked_scheme()
        inside = picked is not None and picked[1].places > 0
        enabled = {
            "why": ready and inside,
            "why_not": ready and picked is not None and not inside,
            "explain": ready,
            "curve": ready,
            "futures": ready,
            "take_point": self.curve.answer is not None
            and self.curve.panel.chosen() >= 0,
            "stop_asking": self.questions.running,
        }
        for name, on in enabled.items():
            self._window.actions_by_id[name].setEnabled(on)
        for room in self._rooms.values():
            room.panel.bar.say_about(room.about())

    def _pick_point(self) -> None:
        self.curve.draw()
        self._show_state()

    def _lend(self) -> Letters:
        if self._letters is None:
            self._letters = load_drawing().Letters()
        return self._letters

    def _take_back(self) -> None:
        if self._letters is not None:
            self._letters.close()
            self._letters = None
