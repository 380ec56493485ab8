"""What stays of a case when another one is opened: nothing."""

from dataclasses import dataclass, field
from threading import Event

from PySide6.QtWidgets import QGraphicsItem
from pytestqt.qtbot import QtBot

from capital_planner.gazetteer import Entry
from tests.ui.conftest import Opener, settle
from tests.ui.small_window import SmallTasks
from ui.places.joint import Places
from ui.places.pin import Pin
from ui.window import MainWindow

PATIENCE_MS = 30_000


@dataclass
class Gates:
    """Holds workers at a task until its gate is opened."""

    gates: dict[str, Event] = field(default_factory=dict)

    def __call__(self, task: str) -> None:
        if task in self.gates:
            self.gates[task].wait(PATIENCE_MS / 1000)

    def shut(self, task: str) -> None:
        self.gates[task] = Event()


def test_a_drawing_of_the_case_before_never_lands(opener: Opener, qtbot: QtBot) -> None:
    gates = Gates()
    window = opener(SmallTasks(during=gates))
    session, store = window.session, window.session.store
    qtbot.waitUntil(lambda: store.drawn is not None, timeout=PATIENCE_MS)
    settle(window, qtbot)
    gates.shut("draw")
    gates.shut("build")
    store.look(theme="sufficiency")
    with qtbot.waitSignal(store.opened_changed, timeout=PATIENCE_MS):
        session.open()
    gates.gates["draw"].set()
    behind: list[object] = []
    session.run("behind", lambda: None, done=behind.append)
    qtbot.waitUntil(lambda: bool(behind), timeout=PATIENCE_MS)
    assert store.drawn is None
    gates.gates["build"].set()
    settle(window, qtbot)
    assert store.drawn is not None


def test_marks_areas_and_pin_of_the_case_before_are_gone(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.session.store
    places = window.findChild(Places)
    assert isinstance(places, Places)
    places.choose_areas(places.areas.findData("two_councils"))
    settle(window, qtbot)
    places.go(Entry("town", "Northwick", "North", at=(352_000.0, 440_000.0)))
    store.look(symbol="growth-b")
    assert pins(window)
    with qtbot.waitSignal(store.opened_changed, timeout=PATIENCE_MS):
        window.session.open()
    assert (store.view.grouping, store.view.district, store.view.symbol) == ("",) * 3
    assert places.areas.currentData() == ""
    assert not pins(window)
    settle(window, qtbot)


def pins(window: MainWindow) -> list[QGraphicsItem]:
    return [item for item in window.map_card.view.items() if isinstance(item, Pin)]
