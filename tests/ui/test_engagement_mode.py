"""The engagement mode in the main window: frozen, public, and written once reviewed."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import public_figures
from capital_planner.engagement import REACTIONS
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_event_window import prepared, texts
from tests.ui.small_window import HIDDEN_NAME, SmallTasks
from ui.dialogs.failure import FailureDialog
from ui.engagement import prepare
from ui.engagement.joint import Engagement
from ui.engagement.prepare import Step
from ui.engagement.window import EventWindow
from ui.window import MainWindow

HELP, WORRY, _ = REACTIONS


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
def real(with_idea: MainWindow, qtbot: QtBot) -> EventWindow:
    """An event that is worked out as it is for families."""
    return begin(with_idea, qtbot)


@pytest.fixture
def event(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EventWindow]:
    """An event whose figures were worked out for another test."""
    steps = [Step(0, 1, "Working"), Step(1, 1, "", prepared())]
    monkeypatch.setattr(prepare, "preparing", lambda *_: iter(steps))
    yield begin(window, qtbot)
    finish(window, qtbot)


def finish(window: MainWindow, qtbot: QtBot) -> None:
    """Close the event, if it is open."""
    shown = room(window).shown
    if shown is not None:
        shown.close()
    qtbot.waitUntil(lambda: room(window).shown is None)


def press(button: object) -> None:
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def cell(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return "" if item is None else item.text()


def figures(event: EventWindow) -> list[list[str]]:
    return event.one.table.texts()


def test_edits_of_the_main_window_do_not_change_it(
    real: EventWindow, with_idea: MainWindow, qtbot: QtBot
) -> None:
    real.choose_area("South")
    settle(with_idea, qtbot)
    before, heads = figures(real), real.title.text()
    spec = real.one.map.view._spec
    add_scheme(with_idea, qtbot, "host-2-asd", 5)
    with_idea.session.store.look(year=2026)
    settle(with_idea, qtbot)
    real.step(-1)
    real.step(1)
    settle(with_idea, qtbot)
    assert figures(real) == before
    assert real.title.text() == heads
    assert real.one.map.view._spec is spec
    real.close()
    qtbot.waitUntil(lambda: room(with_idea).shown is None)
    again = begin(with_idea, qtbot)
    names = {option.name for option in again.event_shown.options}
    assert names == {
        "Do nothing",
        "Committed programme",
        "Committed programme, edited, changed 1",
    }
    finish(with_idea, qtbot)


def test_it_is_for_the_public_though_the_main_window_is_restricted(
    with_idea: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(with_idea, qtbot, "host-1-asd", 4)
    act(with_idea, "restricted")
    settle(with_idea, qtbot)
    shown = begin(with_idea, qtbot)
    shown.choose_area("North")
    settle(with_idea, qtbot)
    said = texts(shown)
    assert not [text for text in said if HIDDEN_NAME in text or "host-1" in text]
    spec = shown.one.map.view._spec
    assert spec is not None
    assert spec.audience == "public"
    assessed = with_idea.session.store.current("option-1")
    assert assessed is not None
    told = public_figures(assessed.measures)["long_journey"]
    for year in shown.event_shown.years:
        ours = shown.event_shown.figures["long_journey"].loc[
            ("option-1", "central", "North", year)
        ]
        theirs = told.loc[("North", "all", "all", year)]
        assert ours == theirs or (math.isnan(ours) and math.isnan(theirs))
    finish(with_idea, qtbot)


def test_progress_is_seen_and_can_be_stopped(window: MainWindow, qtbot: QtBot) -> None:
    act(window, "engagement")
    progress = room(window).progress
    assert progress is not None
    assert progress.isVisible()
    qtbot.waitUntil(lambda: progress.value() > 0, timeout=30_000)
    assert progress.maximum() == 3 * (2 + 1) + 1
    press(progress.findChild(QPushButton))
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
    event: EventWindow, window: MainWindow, qtbot: QtBot
) -> None:
    event.choose_area("North")
    event.say.reacted.emit(HELP)
    window.session.open()
    qtbot.waitUntil(lambda: room(window).shown is None, timeout=30_000)
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    again = begin(window, qtbot)
    assert again.heard.counts == {}


def test_a_folder_that_cannot_be_written_is_said(
    event: EventWindow, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    event.staff.wanted.emit(blocked)
    settle(window, qtbot)
    assert "cannot be written" in event.staff.said.text()


def note(event: EventWindow, text: str) -> None:
    """Type a note as a facilitator does."""
    event.say.text.setFocus()
    QTest.keyClicks(event.say.text, text)
    press(event.say.add)
    assert event.say.text.toPlainText() == ""


def review(event: EventWindow) -> None:
    """Delete the second note, keep the first, and leave the third unread."""
    notes = event.staff.notes
    assert notes.count() == 3
    assert "A name? “Sam Smith" in notes.item(1).text()
    notes.setCurrentRow(1)
    press(event.staff.delete)
    notes.setCurrentRow(0)
    press(event.staff.keep)
    assert notes.count() == 1


def test_a_note_is_reviewed_before_it_is_written_and_outlives_the_window(
    event: EventWindow,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event.choose_area("North")
    press(event.tell)
    for answer in (1, 1, 1, 1, 1, 1, 0):
        press(event.say.answers[answer])
    assert "Thank you" in event.say.said.text()
    assert "Do not write the name of a child" in event.say.label.text()
    for text in ("The bus is late.", "My son Sam Smith is ill.", "Nobody read this."):
        note(event, text)
    QTest.keyClick(event, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room(window).shown is None)
    again = begin(window, qtbot)
    press(again.office)
    review(again)
    table = again.staff.table
    rows = {cell(table, n, 2): n for n in range(table.rowCount())}
    assert cell(table, rows[WORRY], 3) == "6"
    typed = table.item(rows[WORRY], 4)
    assert typed is not None
    typed.setText("We asked for a later bus.")
    finish(window, qtbot)
    again = begin(window, qtbot)
    folder = str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder)
    press(again.staff.export)
    settle(window, qtbot)
    assert "Written" in again.staff.said.text()
    check_file(tmp_path)


def check_file(tmp_path: Path) -> None:
    """What was kept is in the file, and nothing else is anywhere."""
    assert [path.name for path in tmp_path.iterdir()] == ["you_said_we_did.csv"]
    written = (tmp_path / "you_said_we_did.csv").read_text(encoding="utf-8-sig")
    heads = "Area,Option,What people said,How many,What we did"
    assert written.splitlines()[0] == heads
    assert f"{WORRY},6,We asked for a later bus." in written
    assert f'{HELP},"fewer than 5, counted with the county"' in written
    assert "The bus is late." in written
    assert "Sam" not in written
    assert "Nobody read this" not in written


def test_no_event_shows_an_option_named_as_a_school_that_has_not_agreed(
    with_idea: MainWindow, qtbot: QtBot
) -> None:
    session, built = with_idea.session, with_idea.session.store.built
    assert built is not None
    host = next(row.site for row in built.schemes if row.site and not row.named)
    session.rename_option(session.store.document.selected, f"Grow {host}")
    settle(with_idea, qtbot)
    with qtbot.waitSignal(session.failed, timeout=30_000) as failed:
        act(with_idea, "engagement")
    assert "has the name of a school that has not agreed" in failed.args[1]
    assert room(with_idea).shown is None
    for box in with_idea.findChildren(FailureDialog):
        box.reject()
    settle(with_idea, qtbot)
