"""Two options beside each other: their maps, and when work is done."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from tests.ui.comparing import (
    names,
    printed,
    rows,
    turn,
)
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import HIDDEN_NAME, URN, SmallTasks
from tests.ui.texts import texts_of
from ui.compare.state import Pair
from ui.maps.moving import ZOOM_STEP
from ui.state import COMMITTED, DO_NOTHING
from ui.window import MainWindow

SIDE_BY_SIDE, DIFFERENCE = 0, 1


def test_the_option_shown_is_held_against_what_every_case_has(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = turn(window, qtbot)
    assert names(panel) == ["Do nothing", "Committed programme"]
    add_scheme(window, qtbot, "new-school", 10)
    assert names(panel) == ["Committed programme", "Committed programme, edited"]
    assert panel.maps.titles[1].text() == "B: Committed programme, edited"
    act(window, "undo")
    settle(window, qtbot)
    assert names(panel) == ["Do nothing", "Committed programme"]


def test_a_deleted_option_gives_way_to_the_one_shown(window: MainWindow) -> None:
    document = window.session.store.document
    assert Pair("option-9", "option-8").keys(document) == (DO_NOTHING, COMMITTED)
    assert Pair(COMMITTED, DO_NOTHING).keys(document) == (COMMITTED, DO_NOTHING)


def test_maps_share_classes_legend_and_what_the_view_bar_shows(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    window.session.store.look(year=2028, theme="sufficiency", need="ASD")
    settle(window, qtbot)
    one, other = (view._spec for view in panel.maps.views)
    assert one is not None
    assert other is not None
    assert one.classes == other.classes
    assert (one.year, one.theme, other.year) == (2028, "sufficiency", 2028)
    assert "autism" in other.furniture.subtitle
    entries = panel.maps.legend._entries
    assert set(one.legend) >= {e for e in entries if e.kind == "class"}
    assert any(symbol.standing == "proposed" for symbol in other.symbols)
    assert any("Proposed" in entry.text for entry in entries)


def test_zoom_acts_on_the_map_that_is_seen_and_has_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    main = window.map_card.view
    panel = turn(window, qtbot)
    one, other = panel.maps.views
    act(window, "nearer")
    assert main._zoom == 1.0
    assert one._zoom == other._zoom == ZOOM_STEP
    panel.how.setCurrentIndex(DIFFERENCE)
    act(window, "nearer")
    act(window, "nearer")
    assert panel.maps.difference._zoom == ZOOM_STEP**2
    assert one._zoom == ZOOM_STEP
    act(window, "fit")
    assert panel.maps.difference._zoom == 1.0
    window.tabs.setCurrentWidget(window.districts)
    act(window, "nearer")
    assert (main._zoom, one._zoom) == (1.0, ZOOM_STEP)
    window.tabs.setCurrentWidget(window.map_card)
    act(window, "nearer")
    assert (main._zoom, one._zoom) == (ZOOM_STEP, ZOOM_STEP)


def test_maps_pan_and_zoom_together(window: MainWindow, qtbot: QtBot) -> None:
    panel = turn(window, qtbot)
    one, other = panel.maps.views

    def where(view: Any) -> tuple[float, ...]:
        middle = view.mapToScene(view.viewport().rect().center())
        return view.transform().m11(), middle.x(), middle.y()

    def together() -> bool:
        """Within a pixel or two: the maps may not be equally wide to the pixel."""
        (scale, *here), (as_far, *there) = where(one), where(other)
        pairs = zip(here, there, strict=True)
        near = all(abs(a - b) <= 2 / scale for a, b in pairs)
        return near and abs(as_far / scale - 1) < 0.02

    whole = where(one)
    for step in (30, -30):
        bar = one.verticalScrollBar()
        bar.setValue(bar.value() + step)
        assert where(one) != whole or step < 0
        assert together()
    one.setFocus()
    for _ in range(4):
        QTest.keyClick(one, Qt.Key.Key_Plus)
    assert where(one)[0] > 2 * whole[0]
    assert together()
    before = where(one)
    other.horizontalScrollBar().setValue(other.horizontalScrollBar().value() + 40)
    assert where(one)[1] > before[1]
    assert together()
    QTest.keyClick(other, Qt.Key.Key_0)
    assert where(one) == whole
    assert together()


def test_the_difference_is_b_less_a_district_by_district(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    window.session.store.look(year=2030, theme="sufficiency")
    settle(window, qtbot)
    panel.how.setCurrentIndex(DIFFERENCE)
    assert panel.maps.difference.isVisible()
    assert not panel.maps.views[0].isVisible()
    shown = printed(panel.maps.difference)
    assert shown == {"North": "0", "South": "+10"}
    told = {row[1]: row[4] for row in rows(panel) if row[0] == "Districts"}
    assert told["South: places open"] == "+10"
    assert "North: places open" not in told
    assert "no difference" in [e.text for e in panel.maps.legend._entries]
    assert "10 more places open" in panel.maps.finding.text()
    panel.how.setCurrentIndex(SIDE_BY_SIDE)
    assert panel.maps.views[1].isVisible()
    assert "no difference" not in [e.text for e in panel.maps.legend._entries]


def test_what_is_not_assessed_waits_for_the_tab(opener: Opener, qtbot: QtBot) -> None:
    done: list[str] = []
    window = opener(SmallTasks(during=done.append))
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    add_scheme(window, qtbot, "new-school", 10)
    window.session.pick(DO_NOTHING)
    settle(window, qtbot)
    store = window.session.store
    inputs = replace(store.document.inputs, future="high")
    window.session.assume("Set future", inputs)
    settle(window, qtbot)
    done.clear()
    assert store.current(COMMITTED) is None
    panel = turn(window, qtbot)
    assert done.count("assess") == 1
    assert store.current(COMMITTED) is not None
    assert names(panel) == ["Committed programme", "Do nothing"]
    assert rows(panel)
    done.clear()
    window.tabs.setCurrentIndex(0)
    window.session.assume("Set future", replace(inputs, future="low"))
    settle(window, qtbot)
    assert done.count("assess") == 1
    assert store.current(COMMITTED) is None


def test_an_edit_while_options_are_assessed_wins(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = turn(window, qtbot)
    window.session.set_scheme("new-school", places=10, opening_year=2027, name="Add")
    window.session.set_scheme("new-school", places=10, opening_year=2029, name="Later")
    settle(window, qtbot)
    schemes = [row for row in rows(panel) if row[0] == "Schemes"]
    assert [row[3] for row in schemes] == ["10 places, 2029/30"]
    store = window.session.store
    option = store.document.chosen
    assert option is not None
    assert store.assessed[option.key].plan is option.plan


def test_public_comparison_names_no_school_and_uses_the_words_of_the_public(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    panel = turn(window, qtbot)
    window.session.store.look(year=2030)
    settle(window, qtbot)

    def texts() -> list[str]:
        specs = [view._spec for view in (*panel.maps.views, panel.maps.difference)]
        return [*texts_of(window), *(t for s in specs if s for t in s.texts())]

    assert not [t for t in texts() if HIDDEN_NAME in t or URN in t or "host-1" in t]
    assert forbidden_words(texts()) == []
    act(window, "restricted")
    settle(window, qtbot)
    assert any(HIDDEN_NAME in row[1] for row in rows(panel))
    assert "OFFICIAL-SENSITIVE" in panel.maps.words.text()
    window.tabs.setCurrentIndex(0)
    act(window, "restricted")
    settle(window, qtbot)
    window.tabs.setCurrentWidget(panel)
    assert rows(panel) == []
    assert not panel.maps.isVisible()
    settle(window, qtbot)
    assert rows(panel)
    assert not [t for t in texts() if HIDDEN_NAME in t]


def test_public_comparison_does_not_say_where_a_school_without_consent_grows(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "growth-a", 4)
    panel = turn(window, qtbot)
    window.session.store.look(year=2030, theme="sufficiency")
    settle(window, qtbot)

    def places() -> list[str]:
        return [row[1] for row in rows(panel) if row[1].endswith(": places open")]

    assert any(row[0] == "Schemes" for row in rows(panel))
    assert places() == []
    assert set(printed(panel.maps.difference).values()) == {"0"}
    assert len({tuple(printed(view).items()) for view in panel.maps.views}) == 1
    act(window, "restricted")
    settle(window, qtbot)
    assert places() == ["North: places open"]
