"""Two thousand things a user might do, in no order: nothing breaks, nothing is kept."""

import gc

import numpy as np
import pandas as pd
import psutil
from pytestqt.qtbot import QtBot

from data.project import Comment
from tests.ui.conftest import settle
from ui.dialogs.failure import FailureDialog
from ui.state import Document
from ui.window import MainWindow

COUNT, WARM = 2_000, 400
MOST_MB = 50
ACTIONS = (
    *("undo", "redo", "copy", "delete", "find", "stop", "restricted"),
    *("put_in", "leave_out", "release", "ask_nothing"),
    *("later", "earlier", "nearer", "farther", "fit"),
)


class Monkey:
    """Picks and does one thing after another."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window, self.store = window, window.session.store
        self.rng = np.random.default_rng(seed)
        self.done = 0

    def act(self) -> None:
        """Do one thing that can be done now."""
        self.done += 1
        ways = [
            self.trigger,
            self.trigger,
            self.size,
            self.open_in,
            self.pick_option,
            self.pick_scheme,
            self.look,
            self.assume,
            self.rename,
            self.note,
            self.comment,
            self.turn,
            self.click,
        ]
        ways[self.below(len(ways))]()

    def below(self, most: int) -> int:
        """Any whole number below one."""
        return int(self.rng.integers(most))

    def trigger(self) -> None:
        action = self.window.actions_by_id[ACTIONS[self.below(len(ACTIONS))]]
        if action.isEnabled():
            action.trigger()

    def pick_scheme(self) -> None:
        model = self.window.schemes.model
        self.window.schemes.every.setChecked(bool(self.below(5)))
        if model.rowCount():
            self.window.schemes.pick(model.scheme(self.below(model.rowCount())).key)

    def size(self) -> None:
        if self.window.schemes.places.isEnabled():
            self.window.schemes.places.stepBy(self.below(5) - 2)

    def open_in(self) -> None:
        if self.window.schemes.year.isEnabled():
            self.window.schemes.year.stepBy(self.below(3) - 1)

    def pick_option(self) -> None:
        options = self.store.document.options
        if options:
            key = options[self.below(len(options))].key
            view = self.window.options
            view.list.setCurrentIndex(view.model.index_of(key))

    def look(self) -> None:
        bar = self.window.view_bar
        for box in (bar.theme, bar.need, bar.phase):
            at = self.below(box.count())
            box.setCurrentIndex(at)
            box.activated.emit(at)
        bar.year.setValue(2025 + self.below(11))

    def assume(self) -> None:
        if self.below(4):
            return
        box = self.window.inputs.future
        at = self.below(box.count())
        box.setCurrentIndex(at)
        box.activated.emit(at)

    def rename(self) -> None:
        view = self.window.options
        view.model.setData(view.list.currentIndex(), f"Option {self.below(9)}")

    def note(self) -> None:
        self.window.options.note.setText(f"Note {self.below(9)}")
        self.window.options.note.editingFinished.emit()

    def comment(self) -> None:
        said = self.store.document.comments
        if said and self.below(3) == 0:
            self.window.session.uncomment(said[self.below(len(said))])
            return
        at = f"2026-11-26T09:30:0{self.below(9)}Z"
        words = Comment("option", self.store.document.selected, "me", at, "Ask")
        self.window.session.comment(words, "Comment on an option")

    def turn(self) -> None:
        self.window.tabs.setCurrentIndex(self.below(self.window.tabs.count()))

    def click(self) -> None:
        view = self.window.map_card.view
        at = view.viewport().rect().center()
        at.setX(self.below(max(view.viewport().width(), 1)))
        view.pick(at)


def megabytes() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss / 2**20)


def same(one: Document, two: Document) -> None:
    assert one.inputs == two.inputs
    assert one.comments == two.comments
    assert len(one.options) == len(two.options)
    for mine, theirs in zip(one.options, two.options, strict=True):
        facts = [(o.key, o.name, o.origin, o.parent, o.note) for o in (mine, theirs)]
        assert facts[0] == facts[1]
        pd.testing.assert_frame_equal(mine.plan.choices, theirs.plan.choices)


def test_two_thousand_random_actions(window: MainWindow, qtbot: QtBot) -> None:
    store, start = window.session.store, window.session.store.document
    failures: list[str] = []
    window.session.failed.connect(
        lambda title, said: failures.append(f"{title}: {said}")
    )
    monkey, before = Monkey(window, 7), 0.0
    while monkey.done < COUNT:
        monkey.act()
        qtbot.wait(1)
        if monkey.done == WARM:
            before = megabytes()
    window.session.finder.stop()
    qtbot.waitUntil(lambda: not store.search.running, timeout=30_000)
    settle(window, qtbot)
    grown = megabytes() - before
    assert not failures
    assert not window.findChildren(FailureDialog)
    assert len(store.history.past) > 50
    assert grown < MOST_MB
    while store.history.past:
        store.undo()
    settle(window, qtbot)
    same(store.document, start)
    assert store.drawn is not None
