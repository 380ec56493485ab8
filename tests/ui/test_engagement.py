"""The engagement window, as a family and a facilitator use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import NOBODY_MOVES, OPTION, forbidden_words
from capital_planner.engagement import HARDEST_GRADE, REACTIONS, reading_grade
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import HIDDEN_NAME, SmallTasks
from tests.ui.test_accessible_names import nameless
from tests.ui.texts import _of_model, _said
from ui.engagement.joint import Engagement
from ui.engagement.large import LEAST_PX, LargeButton
from ui.engagement.window import IDLE_MS, EventWindow
from ui.window import MainWindow

HELP, WORRY, MORE = REACTIONS


def room(window: MainWindow) -> Engagement:
    found = window.findChild(Engagement)
    assert isinstance(found, Engagement)
    return found


def begin(window: MainWindow, qtbot: QtBot) -> EventWindow:
    """Open the event, as a facilitator does."""
    act(window, "engagement")
    qtbot.waitUntil(lambda: room(window).shown is not None, timeout=60_000)
    shown = room(window).shown
    assert shown is not None
    settle(window, qtbot)
    shown.activateWindow()
    return shown


@pytest.fixture
def with_idea(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with three options, the third of them edited."""
    add_scheme(window, qtbot, "new-school", 10)
    return window


@pytest.fixture
def event(with_idea: MainWindow, qtbot: QtBot) -> Iterator[EventWindow]:
    shown = begin(with_idea, qtbot)
    yield shown
    if room(with_idea).shown is not None:
        shown.close()
        QApplication.processEvents()


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def keys(*pressed: Qt.Key) -> None:
    """Press keys on whatever has the focus."""
    for key in pressed:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def texts(event: EventWindow) -> list[str]:
    """Every text of every page, those of the map and the lists too."""
    getters = ("text", "toPlainText", "toolTip", "accessibleName", "windowTitle")
    getters += ("accessibleDescription", "placeholderText")
    found = []
    for widget in [event, *event.findChildren(QWidget)]:
        found += [_said(widget, getter) for getter in getters]
    found += _of_model(event.start.list.model()) + _of_model(event.staff.notes.model())
    found += _of_model(event.staff.table.model())
    scene = event.one.map.view.scene()
    found += [item.toolTip() for item in scene.items()]
    spec = event.one.map.view._spec
    assert spec is not None
    found += list(spec.texts())
    return [text for text in found if text]


def figures(event: EventWindow) -> list[list[str]]:
    return event.one.table.texts()


# --- a family -----------------------------------------------------------------------


def test_a_family_finds_its_area_and_goes_from_option_to_option(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    assert event.pages.currentWidget() is event.start
    assert event.isFullScreen()
    QTest.keyClicks(event.start.line, "southa")
    assert [e.district for e in event.start.found] == ["South"]
    keys(Qt.Key.Key_Return)
    settle(with_idea, qtbot)
    assert event.pages.currentWidget() is event.one
    assert event.one.area.text() == "South"
    assert event.one.map.view._marked == "South"
    assert event.title.text().startswith("Option 3 of 3: ")
    press(event.back)
    press(event.back)
    settle(with_idea, qtbot)
    assert event.title.text() == "Option 1 of 3: Do nothing"
    assert not event.back.isEnabled()
    press(event.on)
    assert event.title.text() == "Option 2 of 3: Committed programme"
    assert "We build what has been agreed so far" in event.one.about.text()


def test_the_map_is_of_the_option_and_a_touch_on_it_picks_my_area(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("North")
    settle(with_idea, qtbot)
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
                plain = "too few to show" if value != value else f"about {value:,.0f}"  # noqa: PLR0124 - NaN
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
    assert heads[3].startswith("Committed programme, edited")
    press(event.beside.on[0])
    assert event.beside.names[0].text() == "Committed programme"
    press(event.beside.back[1])
    assert event.beside.names[1].text() == "Committed programme"
    rows = event.beside.table.texts()[1:]
    assert all(row[2] == row[3] for row in rows)
    assert "A long trip is more than" in event.beside.note.text()


def test_everything_is_done_with_keys_alone(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    assert QApplication.focusWidget() is event.start.line
    QTest.keyClicks(event.start.line, "north")
    keys(Qt.Key.Key_Return)
    settle(with_idea, qtbot)
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
    qtbot.waitUntil(lambda: room(with_idea).shown is None)


# --- frozen, public, idle -----------------------------------------------------------


def test_edits_of_the_main_window_do_not_change_it(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("South")
    settle(with_idea, qtbot)
    before, heads = figures(event), event.title.text()
    spec = event.one.map.view._spec
    add_scheme(with_idea, qtbot, "host-2-asd", 5)
    with_idea.session.rename_option("option-1", "Renamed since")
    act(with_idea, "undo")
    with_idea.session.delete_option("option-1")
    with_idea.session.store.look(year=2026)
    settle(with_idea, qtbot)
    event.step(-1)
    event.step(1)
    settle(with_idea, qtbot)
    assert figures(event) == before
    assert event.title.text() == heads
    assert event.one.map.view._spec is spec


def test_it_is_for_the_public_whatever_the_main_window_shows(
    with_idea: MainWindow, qtbot: QtBot
) -> None:
    public = begin(with_idea, qtbot)
    public.choose_area("North")
    settle(with_idea, qtbot)
    told = texts(public)
    public.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)
    act(with_idea, "restricted")
    add_scheme(with_idea, qtbot, "host-1-asd", 4)
    act(with_idea, "undo")
    settle(with_idea, qtbot)
    shown = begin(with_idea, qtbot)
    shown.choose_area("North")
    settle(with_idea, qtbot)
    assert sorted(texts(shown)) == sorted(told)
    assert not [text for text in texts(shown) if HIDDEN_NAME in text]
    assert not [text for text in texts(shown) if "host-1" in text]
    small = shown.event_shown.figures.to_numpy()
    assert not ((small > 0) & (small % 5 > 0)).any()
    shown.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)


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


def test_escape_leaves_and_the_same_can_be_opened_again(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("North")
    press(event.tell)
    press(event.say.answers[0])
    keys(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room(with_idea).shown is None)
    again = begin(with_idea, qtbot)
    assert again.heard.counts == {("North", "Committed programme, edited", HELP): 1}
    again.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)


def test_what_was_said_is_about_the_plan_that_was_shown(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)
    add_scheme(with_idea, qtbot, "host-2-asd", 5)
    again = begin(with_idea, qtbot)
    names = [option.name for option in again.event_shown.options]
    assert "Do nothing" in names
    assert "Committed programme, edited, changed 1" in names
    again.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)


# --- a facilitator ------------------------------------------------------------------


def test_progress_is_seen_and_can_be_stopped(window: MainWindow, qtbot: QtBot) -> None:
    act(window, "engagement")
    progress = room(window).progress
    assert progress is not None
    assert progress.isVisible()
    qtbot.waitUntil(lambda: progress.value() > 0, timeout=30_000)
    assert progress.maximum() == 3 * (2 + 1) + 1
    progress.cancel()
    assert room(window).progress is None
    settle(window, qtbot)
    assert room(window).shown is None


def test_nothing_is_shown_before_a_case_is_open(opener: Opener, qtbot: QtBot) -> None:
    window = opener(SmallTasks())
    act(window, "engagement")
    assert room(window).progress is None
    assert "Wait until the case is open" in window.said.text()
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)


def test_another_case_ends_the_event_and_what_was_said(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("North")
    event.say.reacted.emit(HELP)
    with_idea.session.open()
    qtbot.waitUntil(lambda: room(with_idea).shown is None, timeout=30_000)
    qtbot.waitUntil(lambda: with_idea.session.store.drawn is not None, timeout=30_000)
    settle(with_idea, qtbot)
    again = begin(with_idea, qtbot)
    assert again.heard.counts == {}
    again.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)


def test_a_note_is_reviewed_before_it_is_written(
    event: EventWindow,
    with_idea: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event.choose_area("North")
    press(event.tell)
    for _ in range(6):
        press(event.say.answers[1])
    press(event.say.answers[0])
    assert "Thank you" in event.say.said.text()
    assert "Do not write the name of a child" in event.say.label.text()
    for text in ("The bus is late.", "My son Sam Smith is ill.", "Nobody read this."):
        event.say.text.setFocus()
        QTest.keyClicks(event.say.text, text)
        press(event.say.add)
        assert event.say.text.toPlainText() == ""
    press(event.home)
    press(event.office)
    notes = event.staff.notes
    assert notes.count() == 3
    assert "A name? “Sam Smith”" in notes.item(1).text()
    notes.setCurrentRow(1)
    press(event.staff.delete)
    notes.setCurrentRow(0)
    press(event.staff.keep)
    assert notes.count() == 1
    table = event.staff.table
    rows = {table.item(n, 2).text(): n for n in range(table.rowCount())}
    assert table.item(rows[WORRY], 3).text() == "6"
    table.item(rows[WORRY], 4).setText("We asked for a later bus.")
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path)
    )
    press(event.staff.export)
    settle(with_idea, qtbot)
    assert "Written" in event.staff.said.text()
    written = (tmp_path / "you_said_we_did.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[0] == (
        "Area,Option,What people said,How many,What we did"
    )
    assert f"{WORRY},6,We asked for a later bus." in written
    assert f'{HELP},"fewer than 5, counted with the county"' in written
    assert "The bus is late." in written
    assert "Sam" not in written
    assert "Nobody read this" not in written
    assert [path.name for path in tmp_path.iterdir()] == ["you_said_we_did.csv"]


def test_what_staff_type_is_looked_over_too(event: EventWindow) -> None:
    event.choose_area("North")
    for _ in range(5):
        event.say.reacted.emit(MORE)
    event.go(event.staff)
    event.staff.table.item(0, 4).setText("We rang Sam Smith")
    assert "A name? “Sam Smith”" in event.staff.said.text()
    with pytest.raises(AssertionError):
        assert event.staff.table.item(0, 3).flags() & Qt.ItemFlag.ItemIsEditable


def test_a_folder_that_cannot_be_written_is_said(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    event.staff.wanted.emit(blocked)
    settle(with_idea, qtbot)
    assert "cannot be written" in event.staff.said.text()


# --- fit to be seen -----------------------------------------------------------------


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
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("North")
    settle(with_idea, qtbot)
    for label in event.findChildren(QLabel):
        label.ensurePolished()
        small = label.font().pointSizeF() < 18
        assert small == (label is event.one.map.licence), label.text()
    for button in event.findChildren(LargeButton):
        button.ensurePolished()
        assert button.font().pointSizeF() >= 18


def test_every_text_is_plain_and_fit_for_the_public(
    event: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("North")
    settle(with_idea, qtbot)
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
