"""The engagement window, as a family uses it: by touch and by keys."""

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from capital_planner.disclosure import NOBODY_MOVES, OPTION, forbidden_words
from capital_planner.engagement import HARDEST_GRADE, REACTIONS, reading_grade
from capital_planner.engagement.plain_words import LEFT_OUT
from tests.ui.small_event_window import IDEA, event_window, texts
from tests.ui.test_accessible_names import nameless
from ui.engagement.large import LEAST_PX, LargeButton
from ui.engagement.window import IDLE_MS, EventWindow


@pytest.fixture
def event(qtbot: object) -> Iterator[EventWindow]:  # noqa: ARG001 - Qt is up
    window = event_window()
    yield window
    if isValid(window):
        window.close()
        QApplication.processEvents()


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def keys(*pressed: Qt.Key) -> None:
    """Press keys on whatever has the focus."""
    for key in pressed:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def figures(event: EventWindow) -> list[list[str]]:
    return event.one.table.texts()


def test_a_family_finds_its_area_and_goes_from_option_to_option(
    event: EventWindow,
) -> None:
    assert event.pages.currentWidget() is event.start
    assert event.isFullScreen()
    QTest.keyClicks(event.start.line, "southa")
    assert [e.district for e in event.start.found] == ["South"]
    keys(Qt.Key.Key_Return)
    assert event.pages.currentWidget() is event.one
    assert event.one.area.text() == "South"
    assert event.one.map.view._marked == "South"
    assert event.title.text().startswith("Option 3 of 3: ")
    press(event.back)
    press(event.back)
    assert event.title.text() == "Option 1 of 3: Do nothing"
    assert not event.back.isEnabled()
    press(event.on)
    assert event.title.text() == "Option 2 of 3: Committed programme"
    assert "We build what has been agreed so far" in event.one.about.text()


def test_the_map_is_of_the_option_and_a_touch_on_it_picks_my_area(
    event: EventWindow,
) -> None:
    event.choose_area("North")
    spec = event.one.map.view._spec
    assert spec is not None
    assert spec.furniture.title == event.event_shown.options[2].name
    event.one.map.view.area_picked.emit("South")
    assert event.one.area.text() == "South"
    assert "Office for National Statistics" in event.one.map.licence.text()


def test_areas_can_be_touched_without_typing(event: EventWindow) -> None:
    names = [event.start.list.item(n).text() for n in range(event.start.list.count())]
    assert names == ["North", "South"]
    event.start.list.setCurrentRow(1)
    event.start.list.itemClicked.emit(event.start.list.item(1))
    assert event.at.area == "South"


def test_what_is_not_found_is_said_kindly(event: EventWindow) -> None:
    QTest.keyClicks(event.start.line, "PR1 2AB")
    assert "We cannot look up a postcode here" in event.start.said.text()
    event.start.line.clear()
    QTest.keyClicks(event.start.line, "nowhere")
    assert "We cannot find that" in event.start.said.text()
    keys(Qt.Key.Key_Return)
    assert event.pages.currentWidget() is event.start


def test_sliders_stand_at_what_was_worked_out(event: EventWindow) -> None:
    event.map_wanted.disconnect()
    event.choose_area("")
    told, sliders = event.event_shown, event.sliders
    seen = set()
    for n in range(len(told.options)):
        for future in range(3):
            for year in range(len(told.years)):
                sliders.money.slider.setValue(n)
                sliders.future.slider.setValue(future)
                sliders.year.slider.setValue(year)
                at = event.at
                assert (at.option, at.future) == (n, told.futures[future])
                assert at.year == told.years[year]
                seen.add((n, at.future, at.year))
                value = told.figures["places"].loc[
                    (told.options[n].key, at.future, "", at.year)
                ]
                said = figures(event)[2]
                assert said[0] == "Places"
                plain = (
                    "too few to show" if math.isnan(value) else f"about {value:,.0f}"
                )
                assert said[-1] == plain
    assert len(seen) == len(told.options) * 3 * len(told.years)
    assert sliders.future.label.text().startswith("Future: ")
    assert sliders.money.slider.accessibleDescription().endswith("to build")


def test_two_options_stand_side_by_side_now_and_later(event: EventWindow) -> None:
    event.choose_area("North")
    press(event.two)
    assert event.pages.currentWidget() is event.beside
    heads = event.beside.table.texts()[0]
    assert heads[:2] == ["North", "Now (2025/26)"]
    assert heads[2].startswith("Do nothing, ")
    assert heads[3].startswith(IDEA)
    press(event.beside.on[0])
    assert event.beside.names[0].text() == "Committed programme"
    press(event.beside.back[1])
    assert event.beside.names[1].text() == "Committed programme"
    rows = event.beside.table.texts()[1:]
    assert all(row[2] == row[3] for row in rows)
    assert "A long trip is more than" in event.beside.note.text()


def test_everything_is_done_with_keys_alone(event: EventWindow) -> None:
    assert QApplication.focusWidget() is event.start.line
    QTest.keyClicks(event.start.line, "north")
    keys(Qt.Key.Key_Return)
    assert event.title.text().startswith("Option 3")
    event.single.setFocus()
    event.tell.setFocus()
    keys(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert event.title.text().startswith("Option 2")
    keys(Qt.Key.Key_PageDown)
    assert event.title.text().startswith("Option 3")
    event.sliders.year.slider.setFocus()
    keys(Qt.Key.Key_Left)
    assert event.at.year == event.event_shown.years[-2]
    assert event.title.text().startswith("Option 3")
    event.tell.setFocus()
    keys(Qt.Key.Key_Return)
    assert event.pages.currentWidget() is event.say
    event.say.answers[1].setFocus()
    keys(Qt.Key.Key_Space)
    assert sum(event.heard.counts.values()) == 1
    seen = set()
    for _ in range(30):
        keys(Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert {*event.say.answers, event.say.text, event.say.add, event.home} <= seen
    keys(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not isValid(event)


def test_it_returns_to_the_start_when_nobody_touches_it(event: EventWindow) -> None:
    event.choose_area("South")
    event.go(event.say)
    event.say.text.setPlainText("half a sentence about a child")
    assert event.idle.isActive()
    assert event.idle.interval() == IDLE_MS == 90_000
    event.idle.timeout.emit()
    assert event.pages.currentWidget() is event.start
    assert event.at.area == ""
    assert event.say.text.toPlainText() == ""
    assert event.heard.notes == ()


def test_a_touch_begins_the_wait_anew(event: EventWindow) -> None:
    event.idle.stop()
    press(event.tell)
    assert event.idle.isActive()
    event.idle.stop()
    QTest.keyClick(event.home, Qt.Key.Key_Tab)
    assert event.idle.isActive()


def test_controls_are_large_and_named(event: EventWindow) -> None:
    event.resize(1280, 720)
    for page in (event.start, event.one, event.beside, event.say, event.staff):
        event.go(page)
        QApplication.processEvents()
        shown = [b for b in event.findChildren(LargeButton) if b.isVisible()]
        assert shown
        for button in shown:
            assert button.width() >= LEAST_PX
            assert button.height() >= LEAST_PX
        assert nameless(event) == []
        assert event.minimumSizeHint().width() <= 1280
        assert event.minimumSizeHint().height() <= 720
        assert event.fixed.isVisible()
        assert OPTION in event.fixed.text()
        assert NOBODY_MOVES in event.fixed.text()


def test_type_is_of_18_points_or_more_but_for_the_licence_line(
    event: EventWindow,
) -> None:
    event.choose_area("North")
    for label in event.findChildren(QLabel):
        label.ensurePolished()
        small = label.font().pointSizeF() < 18
        assert small == (label is event.one.map.licence), label.text()
    for button in event.findChildren(LargeButton):
        button.ensurePolished()
        assert button.font().pointSizeF() >= 18


def test_every_text_is_plain_and_fit_for_the_public(event: EventWindow) -> None:
    event.choose_area("North")
    found = set(texts(event))
    assert forbidden_words(found) == []
    spec = event.one.map.view._spec
    assert spec is not None
    fixed = {spec.furniture.source, spec.furniture.attribution, spec.furniture.stamp}
    fixed |= set(spec.furniture.statements)
    long = [text for text in found - fixed if len(text.split()) > 6]
    assert len(long) > 10
    hard = {
        text: grade for text in long if (grade := reading_grade(text)) > HARDEST_GRADE
    }
    assert hard == {}


def test_what_staff_type_is_looked_over_too(event: EventWindow) -> None:
    event.choose_area("North")
    for _ in range(5):
        event.say.reacted.emit(REACTIONS[2])
    event.go(event.staff)
    typed, counted = (event.staff.table.item(0, column) for column in (4, 3))
    assert typed is not None
    assert counted is not None
    typed.setText("We rang Sam Smith")
    assert "A name? “Sam Smith" in event.staff.said.text()
    assert not counted.flags() & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize("page", ["one", "beside"])
def test_no_line_is_cut_where_the_screen_is_small(
    event: EventWindow, page: str
) -> None:
    event.showNormal()
    event.resize(1280, 720)
    event.choose_area("South")
    shown = event.one if page == "one" else event.beside
    if page == "beside":
        press(event.two)
    about = event.one.about if page == "one" else event.beside.about[1]
    about.setText(
        "2 new special schools or sites. 15 special schools get bigger. 23 bases in "
        "other schools. 1 new setting for ages 19 and up. In all, about 655 more "
        "places. About £51 million to build."
    )
    event.one.note.setVisible(True)
    event.one.note.setText(LEFT_OUT)
    QApplication.processEvents()
    labels = [one for one in shown.findChildren(QLabel) if one.isVisible()]
    assert len(labels) > len(figures(event))
    cut = {
        one.text(): (one.height(), one.heightForWidth(one.width()))
        for one in labels
        if one.wordWrap() and one.height() < one.heightForWidth(one.width())
    }
    assert not cut
