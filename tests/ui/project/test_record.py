"""What was said of options, schemes and districts, and what was done by whom."""

from PySide6.QtTest import QTest

from data import open_project
from tests.ui.conftest import settle
from tests.ui.driving import act, option_names
from tests.ui.project.desk import BASE, Desk, answer
from tests.ui.small_window import HIDDEN_NAME
from ui.project.comments_dialog import CommentsDialog
from ui.project.history_dialog import HistoryDialog
from ui.window import MainWindow

SAID = "ask the governors again after the inspection"


def comments(window: MainWindow) -> CommentsDialog:
    """Open the comments."""
    act(window, "comments")
    found = window.findChildren(CommentsDialog, "comments")
    return next(dialog for dialog in found if dialog.isVisible())


def turn(dialog: CommentsDialog, start: str) -> None:
    """Turn to what begins with a word."""
    names = [dialog.about.itemText(n) for n in range(dialog.about.count())]
    at = next(n for n, name in enumerate(names) if name.startswith(start))
    dialog.about.setCurrentIndex(at)


def say(dialog: CommentsDialog, text: str) -> None:
    dialog.text.setPlainText(text)
    dialog.add.click()


def listed(dialog: CommentsDialog) -> list[str]:
    return [dialog.list.item(n).text() for n in range(dialog.list.count())]


def history(window: MainWindow) -> HistoryDialog:
    """Open the history."""
    act(window, "history")
    return window.findChildren(HistoryDialog, "history")[-1]


def lines(dialog: HistoryDialog) -> list[str]:
    rows = dialog.rows
    return [rows.index(n, 2).data() for n in range(rows.rowCount())]


def test_comments_are_said_shown_undone_and_found_again(desk: Desk) -> None:
    window = desk.start()
    window.session.store.look(district="North")
    window.schemes.every.setChecked(True)
    window.schemes.pick(BASE)
    act(window, "restricted")
    settle(window, desk.qtbot)
    dialog = comments(window)
    assert not dialog.add.isEnabled()
    for about, text in (("Scheme", SAID), ("District", "two"), ("Option", "three")):
        turn(dialog, about)
        say(dialog, text)
    turn(dialog, "Everything")
    assert [line.split("\n")[1] for line in listed(dialog)] == ["three", "two", SAID]
    assert HIDDEN_NAME in listed(dialog)[2]
    dialog.text.setPlainText("of everything")
    assert not dialog.add.isEnabled()
    turn(dialog, "Scheme")
    assert len(listed(dialog)) == 1
    dialog.list.setCurrentRow(0)
    dialog.remove.click()
    assert listed(dialog) == []
    dialog.reject()
    act(window, "undo")
    assert "(3)" in window.actions_by_id["comments"].text()
    desk.save_as(window)
    window = desk.reopen()
    told = {(c.about, c.name): c.text for c in window.session.store.document.comments}
    assert told[("scheme", BASE)] == SAID
    assert told[("district", "North")] == "two"
    window.session.pick("committed")
    assert "(1)" in window.actions_by_id["comments"].text()


def test_what_was_said_stays_out_of_the_public_view(window: MainWindow) -> None:
    window.schemes.every.setChecked(True)
    window.schemes.pick(BASE)
    dialog = comments(window)
    names = [dialog.about.itemText(n) for n in range(dialog.about.count())]
    assert not any(HIDDEN_NAME in name for name in names)
    say(dialog, SAID)
    assert listed(dialog) == []
    assert "1 comment. They are shown in the restricted view." in dialog.said.text()
    dialog.reject()
    assert SAID not in window.session.store.history.undo_name
    assert BASE not in window.session.store.history.undo_name


def test_what_may_name_a_child_is_read_again(window: MainWindow) -> None:
    dialog = comments(window)
    assert "Do not write the name of a child." in dialog.warning.text()
    say(dialog, "Waits for Tommy, born on 3 May 2015")
    assert "Tommy" in dialog.found.text()
    assert window.session.store.document.comments == ()
    dialog.text.setPlainText("Waits for a place in North")
    assert dialog.found.text() == ""
    dialog.add.click()
    assert len(window.session.store.document.comments) == 1
    dialog.reject()


def test_comments_go_and_come_back_with_their_option(window: MainWindow) -> None:
    act(window, "copy")
    dialog = comments(window)
    turn(dialog, "Option")
    say(dialog, SAID)
    dialog.reject()
    act(window, "delete")
    assert not window.session.store.document.comments
    act(window, "undo")
    assert [c.text for c in window.session.store.document.comments] == [SAID]


def test_comments_of_a_case_without_a_project_are_not_dropped(desk: Desk) -> None:
    window = desk.start()
    dialog = comments(window)
    say(dialog, SAID)
    dialog.reject()
    window.close()
    desk.name(desk.file)
    answer(window, "unsaved", "&Save")
    desk.wait(lambda: not window.isVisible())
    assert [item.text for item in open_project(desk.file).comments] == [SAID]


def test_the_history_says_who_did_what_newest_first(desk: Desk) -> None:
    window = desk.start()
    act(window, "copy")
    assert lines(history(window)) == ["Copy option (not saved)"]
    desk.save_as(window)
    act(window, "undo")
    act(window, "redo")
    desk.save(window)
    act(window, "delete")
    dialog = history(window)
    assert lines(dialog) == [
        "Delete option (not saved)",
        "Saved",
        "Redone: Copy option",
        "Undone: Copy option",
        "Saved as a new file",
        "Copy option",
    ]
    assert all(dialog.rows.index(n, 1).data() for n in range(6))
    QTest.keyClicks(dialog.finder, "copy")
    assert len(lines(dialog)) == 3
    assert len(option_names(window)) == 2
