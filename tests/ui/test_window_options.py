"""Options in the window: found, stopped, copied, and never lost."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.driving import (
    act,
    add_scheme,
    choices,
    chosen,
    figures,
    option_names,
)
from tests.ui.small_window import (
    ScriptedSolver,
    found,
    news,
)
from ui.state import COMMITTED
from ui.window import MainWindow


def test_found_plan_becomes_an_option_with_its_proof(
    window: MainWindow, qtbot: QtBot
) -> None:
    act(window, "find")
    solver = ScriptedSolver.made[-1]
    assert not window.actions_by_id["find"].isEnabled()
    solver.waiting.append(news(110e6, 99e6))
    best = window.search.figures["best"]
    qtbot.waitUntil(lambda: best.text() == "\N{POUND SIGN}110.0m")
    assert window.search.figures["bound"].text() == "\N{POUND SIGN}99.0m"
    assert window.search.figures["gap"].text() == "10.00 %"
    assert window.search.figures["saving"].text() == "15.00 %"
    built = window.session.store.built
    assert built is not None
    solver.waiting.append(found(built.committed))
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    option = window.session.store.document.chosen
    assert option is not None
    assert option.origin == "found"
    assert "at most 2.91 % from the best possible" in window.search.stage.text()
    assert window.actions_by_id["find"].isEnabled()


def begin(window: MainWindow, qtbot: QtBot) -> None:
    act(window, "find")
    qtbot.waitUntil(lambda: window.session.store.search.elapsed_s > 0)


def test_stop_before_the_search_began_ends_it_at_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    act(window, "find")
    act(window, "stop")
    assert not window.session.store.search.running
    settle(window, qtbot)
    qtbot.wait(150)
    assert len(window.session.store.document.options) == 2


def test_stop_keeps_the_best_plan(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    act(window, "stop")
    qtbot.waitUntil(lambda: ScriptedSolver.made[-1].stopped)
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    assert len(window.session.store.document.options) == 3


def test_a_plan_found_after_an_edit_does_not_replace_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    add_scheme(window, qtbot, "host-1-asd", 6)
    mine = window.session.store.document.selected
    act(window, "stop")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    assert window.session.store.document.selected == mine
    assert choices(window).loc["host-1-asd", "places"] == 6
    assert len(option_names(window)) == 4


def test_a_plan_found_for_other_inputs_is_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    high = window.inputs.future.findData("high")
    window.inputs.future.setCurrentIndex(high)
    window.inputs.future.activated.emit(high)
    settle(window, qtbot)
    act(window, "stop")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    rows = option_names(window)
    assert rows[2].endswith("(made for other inputs)")
    assert not rows[1].endswith("(made for other inputs)")


def test_another_future_is_an_edit_that_undo_takes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = figures(window)
    low = window.inputs.future.findData("low")
    window.inputs.future.setCurrentIndex(low)
    window.inputs.future.activated.emit(low)
    assert window.measures.cards[0].property("stale") is True
    settle(window, qtbot)
    assert figures(window) != before
    assert window.measures.cards[0].property("stale") is False
    assert "future" in window.actions_by_id["undo"].text()
    act(window, "undo")
    settle(window, qtbot)
    assert window.inputs.future.currentData() == "central"
    assert figures(window) == before


def test_options_are_copied_renamed_and_deleted_and_come_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    model = window.options.model
    assert not window.actions_by_id["delete"].isEnabled()
    act(window, "copy")
    assert option_names(window)[2] == "Committed programme, edited"
    assert model.setData(window.options.list.currentIndex(), "Bases in the north")
    assert option_names(window)[2] == "Bases in the north"
    act(window, "delete")
    assert len(option_names(window)) == 2
    act(window, "undo")
    assert option_names(window)[2] == "Bases in the north"
    settle(window, qtbot)


def test_a_copy_hangs_from_what_it_was_copied_from(window: MainWindow) -> None:
    act(window, "copy")
    first = window.session.store.document.selected
    act(window, "copy")
    second = window.options.list.currentIndex()
    assert second.parent() == window.options.model.index_of(first)
    assert second.parent().parent().data() == "Committed programme"
    window.session.delete_option(first)
    above = window.options.list.currentIndex().parent()
    assert above.data() == "Committed programme"
    assert window.options.list.isExpanded(above)


def test_a_note_stays_with_its_option(window: MainWindow) -> None:
    act(window, "copy")
    note = window.options.note
    note.setFocus()
    QTest.keyClicks(note, "For cabinet in March")
    QTest.keyClick(note, Qt.Key.Key_Return)
    mine = window.session.store.document.selected
    window.session.pick(COMMITTED)
    assert note.text() == ""
    window.session.pick(mine)
    assert note.text() == "For cabinet in March"
    assert "For cabinet in March" in window.options.list.currentIndex().data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert "Note" in window.actions_by_id["undo"].text()
    act(window, "undo")
    assert note.text() == ""


def test_the_public_reads_no_exact_growth_of_a_school_without_consent(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "growth-a", 4)
    model = window.schemes.model
    cell = model.index(model.row_of("growth-a"), 1)
    assert cell.data() == "about 5"
    assert window.schemes.places.text() == "about 5"
    assert "about 5 places" in window.actions_by_id["undo"].text()
    window.schemes.places.interpretText()
    assert chosen(window, "growth-a")[0] == 4
    act(window, "restricted")
    settle(window, qtbot)
    assert cell.data() == "4"
    assert window.schemes.places.text() == "4"
    assert "about 5 places" in window.actions_by_id["undo"].text()
    window.schemes.places.lineEdit().selectAll()
    QTest.keyClicks(window.schemes.places, "2")
    QTest.keyClick(window.schemes.places, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert chosen(window, "growth-a")[0] == 2
