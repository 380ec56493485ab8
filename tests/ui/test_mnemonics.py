"""No two things in sight answer to the same letter."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.driving import act
from ui.window import MainWindow

DIALOGS = (
    *("rules", "figures", "export", "comments", "history"),
    *("import", "new_case"),
)


def texts(root: QWidget) -> Iterator[str]:
    """What is in sight and answers to a letter with Alt."""
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            yield label.text()
    for button in root.findChildren(QAbstractButton):
        if button.isVisible():
            yield button.text()
    for bar in root.findChildren(QTabBar):
        if bar.isVisible():
            yield from (bar.tabText(n) for n in range(bar.count()))


def letters(found: Iterator[str]) -> Counter[str]:
    keys = (QKeySequence.mnemonic(text).toString() for text in found)
    return Counter(key for key in keys if key)


def shared(found: Counter[str]) -> list[str]:
    return [key for key, count in found.items() if count > 1]


def test_every_letter_means_one_thing_on_every_tab(
    window: MainWindow, qtbot: QtBot
) -> None:
    menus = [action.text() for action in window.menuBar().actions()]
    for tab in range(window.tabs.count()):
        window.tabs.setCurrentIndex(tab)
        settle(window, qtbot)
        found = letters(iter([*menus, *texts(window)]))
        assert shared(found) == [], window.tabs.tabText(tab)
        assert len(found) >= len(menus) + window.tabs.count()


def test_every_letter_means_one_thing_in_a_menu(window: MainWindow) -> None:
    menus = window.menuBar().findChildren(QMenu)
    assert len(menus) > 5
    for menu in menus:
        found = letters(action.text() for action in menu.actions())
        assert shared(found) == [], menu.title()


def test_every_letter_means_one_thing_in_a_dialog(window: MainWindow) -> None:
    for action in DIALOGS:
        act(window, action)
        dialog = window.findChildren(QDialog)[-1]
        assert shared(letters(texts(dialog))) == [], action
        dialog.reject()
