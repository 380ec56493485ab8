"""What the council was shown leaves the screen as the marking changes."""

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import HIDDEN_NAME, SmallTasks
from tests.ui.texts import texts_of
from ui.places.joint import Places
from ui.window import MainWindow


def restricted(opener: Opener, qtbot: QtBot, tasks: SmallTasks) -> MainWindow:
    """A restricted window with a scheme whose school has not agreed."""
    window = opener(tasks)
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    add_scheme(window, qtbot, "host-1-asd", 4)
    act(window, "restricted")
    settle(window, qtbot)
    return window


def shown(window: MainWindow) -> int:
    """Count the rows and figures that are on the screen."""
    models = (window.districts.model, window.years.model, window.symbols.model)
    printed = [area.area.printed for area in window.map_card.view._areas.values()]
    cards = [card.change.text() for card in window.measures.cards]
    return sum(model.rowCount() for model in models) + len("".join(printed + cards))


@pytest.mark.parametrize("held_up", ["draw", "build"])
def test_nothing_restricted_stays_under_the_public_marking(
    opener: Opener, qtbot: QtBot, held_up: str
) -> None:
    go_on, waits = Event(), Event()
    go_on.set()

    def during(kind: str) -> None:
        if kind == held_up and waits.is_set():
            go_on.wait(20)

    window = restricted(opener, qtbot, SmallTasks(during=during))
    assert shown(window)
    assert any(HIDDEN_NAME in text for text in texts_of(window))
    go_on.clear()
    waits.set()
    if held_up == "build":
        window.inputs.future.setCurrentIndex(2)
        window.inputs.future.activated.emit(2)
    else:
        window.session.store.look(theme="sufficiency")
    assert window.session.jobs.running(held_up)
    act(window, "restricted")
    assert window.marking.text() == "PUBLIC VIEW"
    assert shown(window) == 0
    assert not [text for text in texts_of(window) if HIDDEN_NAME in text]
    go_on.set()
    settle(window, qtbot)
    assert shown(window)
    drawn = window.session.store.drawn
    assert drawn is not None
    assert drawn.view.audience == "public"
    assert not [text for text in texts_of(window) if HIDDEN_NAME in text]


def test_a_restricted_story_goes_at_once_and_none_lands_later(
    window: MainWindow, qtbot: QtBot
) -> None:
    places = window.findChild(Places)
    assert isinstance(places, Places)
    act(window, "restricted")
    act(window, "story")
    settle(window, qtbot)
    assert "children who live in" in places.story.words.toPlainText()
    go_on = Event()
    window.session.run("test", lambda: go_on.wait(20), done=lambda _: None, lane="slow")
    window.session.store.look(year=2028)
    qtbot.waitUntil(lambda: not window.session.jobs.running("draw"), timeout=30_000)
    assert window.session.jobs.running("story")
    act(window, "restricted")
    assert places.story.words.toPlainText() == ""
    assert places.story.figures.rowCount() == places.borders.model.rowCount() == 0
    assert places.story.chart.pixmap().isNull()
    assert not window.session.jobs.running("story")
    go_on.set()
    settle(window, qtbot)
    told = places.story.told
    assert told is not None
    assert told.drawn.view.audience == "public"
