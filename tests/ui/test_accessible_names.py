"""Every control has a name that a screen reader can say."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.driving import act
from ui.window import MainWindow

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
"""What a person works; parts that Qt makes inside them are left out."""
INSIDE = (QScrollBar, QHeaderView, QTabBar)
DIALOGS = (
    *("palette", "shortcuts", "rules", "figures", "export", "about"),
    *("import", "new_case"),
)


def controls(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, INSIDE):
            continue
        parent = widget.parentWidget()
        inside = isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QTabBar))
        frame = parent is not None and parent.metaObject().className().startswith(
            "QComboBoxPrivate"
        )
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not (inside or frame):
            yield widget


def name(widget: QWidget, buddies: dict[int, str]) -> str:
    """What is said of a control: its name, its own text, or its label's."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or buddies.get(id(widget), "")


def nameless(root: QWidget) -> list[str]:
    labels = [label for label in root.findChildren(QLabel) if label.buddy()]
    buddies = {id(label.buddy()): label.text() for label in labels}
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent())}"
        for widget in controls(root)
        if not name(widget, buddies).strip()
    ]


def test_every_control_of_the_window_has_a_name(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert len(list(controls(window))) > 30
    for tab in range(window.tabs.count()):
        window.tabs.setCurrentIndex(tab)
        settle(window, qtbot)
    assert nameless(window) == []


def test_every_control_of_the_dialogs_has_a_name(window: MainWindow) -> None:
    for action in DIALOGS:
        act(window, action)
        dialog = window.findChildren(QDialog)[-1]
        assert nameless(dialog) == [], action
        dialog.reject()


def test_what_has_no_name_is_found(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    QComboBox(box)
    assert len(nameless(box)) == 1
