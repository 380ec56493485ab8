"""Buttons that do what an action does, for those who look for one in a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


def button_of(action: QAction, parent: QWidget | None = None) -> QPushButton:
    """Make a button of an action, enabled when the action is.

    It answers to no letter: that letter is of the action's menu.
    """
    button = QPushButton(action.iconText(), parent)
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
