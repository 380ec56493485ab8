"""The window as a user drives it: open, look, edit, undo."""

import pandas as pd
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme, choices, chosen, figures
from ui.state import COMMITTED, DO_NOTHING
from ui.window import MainWindow


def test_year_slider_moves_map_tables_and_measures(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = window.map_card.title.text()
    window.view_bar.year.setValue(2026)
    settle(window, qtbot)
    assert window.map_card.title.text() != before
    assert "2026/27" in window.map_card.title.text()
    assert "2026/27" in window.measures.cards[4].title.text()
    act(window, "later")
    settle(window, qtbot)
    assert window.session.store.view.year == 2027
    assert "2027/28" in window.map_card.title.text()


def test_theme_need_and_age_change_the_map_and_its_table_alike(
    window: MainWindow, qtbot: QtBot
) -> None:
    row = window.districts.model.index(0, 1)
    every = row.data()
    for box, at in (
        (window.view_bar.theme, 1),
        (window.view_bar.need, 1),
        (window.view_bar.phase, 1),
    ):
        box.setCurrentIndex(at)
        box.activated.emit(at)
    settle(window, qtbot)
    assert "autism, primary" in window.map_card.subtitle.text()
    assert row.data() != every
    areas = {i.area.name: i.area.printed for i in window.map_card.view._areas.values()}
    for n in range(2):
        name = window.districts.model.index(n, 0).data()
        assert window.districts.model.index(n, 4).data() == areas[name]


def test_map_and_table_mark_the_same_district(window: MainWindow) -> None:
    view = window.map_card.view
    south = next(i for i in view._areas.values() if i.area.name == "South")
    at = view.mapFromScene(south.boundingRect().center() - QPoint(9_000, 3_000))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.session.store.view.district == "South"
    assert window.districts.table.currentIndex().data() == "South"
    window.districts.table.selectRow(0)
    assert view._marked == "North"
    QTest.keyClick(view, Qt.Key.Key_N)
    assert view._marked == "South"


def test_measures_follow_an_edit_and_undo_brings_everything_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.session.store
    document, before = store.document, figures(window)
    add_scheme(window, qtbot, "new-school", 10)
    assert store.document.selected not in (COMMITTED, DO_NOTHING)
    assert chosen(window, "new-school") == [10, 2027]
    assert figures(window) != before
    assert "10 places" in window.actions_by_id["undo"].text()
    edited = figures(window)
    act(window, "undo")
    settle(window, qtbot)
    assert store.document is document
    assert figures(window) == before
    assert not window.actions_by_id["undo"].isEnabled()
    act(window, "redo")
    settle(window, qtbot)
    assert figures(window) == edited


def test_an_edit_leaves_the_option_it_began_with_as_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = choices(window)
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.schemes.year.setValue(2029)
    settle(window, qtbot)
    assert chosen(window, "host-1-asd") == [4, 2029]
    window.session.pick(COMMITTED)
    pd.testing.assert_frame_equal(choices(window), before)


def test_spin_box_of_places_keeps_to_the_ladder(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.schemes.places.stepUp()
    settle(window, qtbot)
    assert choices(window).loc["host-1-asd", "places"] == 6
    window.schemes.places.setValue(0)
    settle(window, qtbot)
    assert "host-1-asd" not in choices(window).index


def test_a_name_of_three_lines_is_shown_whole(window: MainWindow) -> None:
    table = window.schemes.table
    assert table.rowHeight(0) >= 3 * table.fontMetrics().lineSpacing()


def test_decided_schemes_cannot_be_edited(window: MainWindow) -> None:
    window.schemes.pick("growth-b")
    assert not window.schemes.places.isEnabled()
    assert not window.schemes.year.isEnabled()
    assert "published size and year" in window.schemes.story.text()
