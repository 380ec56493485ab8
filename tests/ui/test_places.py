"""Stories, the find box and the choice of areas, as a user drives them."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme, figures
from tests.ui.small_window import HIDDEN_NAME, URN
from tests.ui.texts import texts_of
from ui.places.joint import Places
from ui.window import MainWindow

if TYPE_CHECKING:
    from capital_planner.gazetteer import Entry


@pytest.fixture
def places(window: MainWindow) -> Places:
    found = window.findChild(Places)
    assert isinstance(found, Places)
    return found


def read(window: MainWindow, qtbot: QtBot, district: str) -> str:
    """Mark a district, and read its story."""
    window.session.store.look(district=district)
    settle(window, qtbot)
    act(window, "story")
    settle(window, qtbot)
    places = window.findChild(Places)
    assert isinstance(places, Places)
    return places.story.words.toPlainText()


def typed(places: Places, window: MainWindow, qtbot: QtBot, text: str) -> list[str]:
    """Type into the find box as a user does, and list what it finds."""
    window.activateWindow()
    act(window, "find_place")
    QTest.keyClicks(places.box, text)
    settle(window, qtbot)
    return [entry.told for entry in places.box.found]


def choose(places: Places, window: MainWindow, qtbot: QtBot, name: str) -> None:
    at = places.areas.findText(name, Qt.MatchFlag.MatchStartsWith)
    assert at >= 0
    places.areas.setCurrentIndex(at)
    places.areas.activated.emit(at)
    settle(window, qtbot)


def cell(places: Places, row: int, column: int) -> str:
    return str(places.borders.model.index(row, column).data())


def test_the_story_is_of_the_district_that_is_marked(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    assert "A held-back number of children who live in North" in read(
        window, qtbot, "North"
    )
    act(window, "restricted")
    settle(window, qtbot)
    table = window.districts.model
    children = table.index(table.row_of("North"), 1).data()
    assert int(children) > 0
    north = places.story.words.toPlainText()
    assert f"{children} children who live in North" in north
    assert places.story.title.text() == "North in 2030/31 (estimates)"
    south = read(window, qtbot, "South")
    assert "who live in South" in south
    assert places.story.area.currentText() == "South"
    assert "Smallshire" not in south
    assert not places.story.chart.pixmap().isNull()
    assert "2030/31" in places.story.chart.accessibleDescription()


def test_the_story_follows_year_and_edits(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    before = read(window, qtbot, "South")
    add_scheme(window, qtbot, "new-school", 10)
    after = places.story.words.toPlainText()
    assert after != before
    assert "Against do nothing:" in after
    listed = places.story.schemes
    rows = [listed.index(n, 0).data() for n in range(listed.rowCount())]
    assert any("2027" in str(listed.index(n, 2).data()) for n in range(len(rows)))
    window.session.store.look(year=2026)
    settle(window, qtbot)
    assert "2026/27" in places.story.title.text()


def test_a_district_is_chosen_in_the_story_too(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    assert "specialist place" in read(window, qtbot, "")
    assert places.story.area.currentText() == "Whole authority"
    at = places.story.area.findText("South")
    places.story.area.setCurrentIndex(at)
    places.story.area.activated.emit(at)
    settle(window, qtbot)
    assert window.session.store.view.district == "South"
    assert window.map_card.view._marked == "South"
    assert "who live in South" in places.story.words.toPlainText()


def test_no_story_is_told_while_nobody_reads(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    window.session.store.look(district="North")
    settle(window, qtbot)
    assert places.story.told is None


def test_a_town_is_found_and_gone_to(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    assert typed(places, window, qtbot, "southa") == [
        "Southam, town or village in South"
    ]
    act(window, "story")
    QTest.keyClick(places.box, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.session.store.view.district == "South"
    assert window.tabs.currentWidget() is window.map_card
    view = window.map_card.view
    assert view._zoom > 1
    centre = view.mapToScene(view.viewport().rect().center())
    assert abs(centre.x() - 378_000) < 3_000
    assert abs(-centre.y() - 420_000) < 3_000


def test_a_district_is_found_and_what_is_not_there_is_said(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    assert typed(places, window, qtbot, "north")[0] == "North, district"
    QTest.keyClick(places.box, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.session.store.view.district == "North"
    assert typed(places, window, qtbot, "nowhere at all") == []
    QTest.keyClick(places.box, Qt.Key.Key_Return)
    assert "Nothing is found for nowhere at all" in window.said.text()


def test_one_of_what_is_found_is_chosen_with_the_keyboard(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    chosen: list[Entry] = []
    places.box.chosen.connect(chosen.append)
    names = typed(places, window, qtbot, "n")
    popup = places.box.popup
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert [entry.told for entry in chosen] == [names[1]]
    assert window.session.store.view.district == chosen[0].district
    qtbot.waitUntil(lambda: places.box.cursorPosition() == 0)
    assert places.box.text() == names[1]


def test_a_scheme_that_is_found_is_picked(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    act(window, "restricted")
    settle(window, qtbot)
    found = typed(places, window, qtbot, f"{HIDDEN_NAME} 4")
    assert len(found) == 1
    QTest.keyClick(places.box, Qt.Key.Key_Return)
    settle(window, qtbot)
    key = window.session.store.built.schemes  # type: ignore[union-attr]
    row = window.schemes._picked_row()
    assert window.schemes.model.scheme(row).site == f"{HIDDEN_NAME} 4"
    assert window.schemes.model.scheme(row) in key


@pytest.mark.parametrize("text", [URN, "100999", "secret", "open field"])
def test_the_public_finds_no_school_that_is_not_a_setting(
    window: MainWindow, places: Places, qtbot: QtBot, text: str
) -> None:
    """A candidate and a school that is none answer alike: with nothing."""
    assert typed(places, window, qtbot, text) == []
    act(window, "restricted")
    settle(window, qtbot)
    assert typed(places, window, qtbot, text)


def test_what_was_found_leaves_with_the_restricted_view(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    act(window, "restricted")
    settle(window, qtbot)
    assert typed(places, window, qtbot, "secret")
    QTest.keyClick(places.box, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert any(HIDDEN_NAME in text for text in texts_of(window))
    act(window, "restricted")
    settle(window, qtbot)
    assert not any(HIDDEN_NAME in text for text in texts_of(window))
    assert places.box.text() == ""


def test_areas_join_districts_in_map_table_and_story(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    window.session.store.look(district="North")
    settle(window, qtbot)
    measures = figures(window)
    choose(places, window, qtbot, "One council")
    view = window.session.store.view
    assert (view.grouping, view.district) == ("one_council", "Smallshire")
    assert places.areas.currentText() == "One council (test)"
    assert "One council: test, not a decision." in places.areas.toolTip()
    names = {item.area.name for item in window.map_card.view._areas.values()}
    assert names == {"Smallshire"}
    assert window.districts.model.rowCount() == 1
    assert window.districts.model.headerData(0, Qt.Orientation.Horizontal) == "Area"
    assert figures(window) == measures
    act(window, "story")
    settle(window, qtbot)
    assert "who live in Smallshire" in places.story.words.toPlainText()
    assert "learn in their own area" in places.story.words.toPlainText()
    choose(places, window, qtbot, "Districts")
    assert window.session.store.view.district == ""
    assert window.districts.model.rowCount() == 2


def test_who_crosses_a_border_is_a_table_and_an_arrow(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    choose(places, window, qtbot, "Two councils")
    window.session.store.look(year=2025)
    window.tabs.setCurrentWidget(places.borders)
    settle(window, qtbot)
    model = places.borders.model
    heads = [
        model.headerData(n, Qt.Orientation.Horizontal)
        for n in range(model.columnCount())
    ]
    assert heads[:4] == ["Live in", "All", "Lower", "Upper"]
    assert [cell(places, n, 0) for n in range(3)] == ["Lower", "Upper", "All"]
    assert "Seaside would join an area" in places.borders.note.text()
    drawn = window.session.store.drawn
    assert drawn is not None
    labels = {line.label for line in drawn.spec.lines}
    crossed = {("Lower", "Upper"): cell(places, 0, 3)}
    crossed[("Upper", "Lower")] = cell(places, 1, 2)
    arrows = {
        f"{home} to {area}: {said} children"
        for (home, area), said in crossed.items()
        if said.startswith("about")
    }
    assert arrows
    assert arrows <= labels
    assert not any("children" in label for label in labels - arrows)


def test_what_is_shown_keeps_to_the_words_of_the_public(
    window: MainWindow, places: Places, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    choose(places, window, qtbot, "Two councils")
    read(window, qtbot, "Upper")
    window.tabs.setCurrentWidget(places.borders)
    settle(window, qtbot)
    texts = texts_of(window)
    assert forbidden_words(texts) == []
    assert not any(HIDDEN_NAME in text or "host-1" in text for text in texts)


def test_the_table_tells_nothing_that_the_map_holds_back(window: MainWindow) -> None:
    model = window.districts.model
    for row in range(model.rowCount()):
        children = model.index(row, 1).data()
        assert children.removeprefix("about ") == model.index(row, 4).data()
