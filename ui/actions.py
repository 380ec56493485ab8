"""The one registry of actions: it feeds menus, toolbar and shortcuts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolBar

from ui.action_list import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHECKABLE = ("restricted", "colours_system", "colours_light", "colours_dark")


def make_actions(window: QMainWindow) -> dict[str, QAction]:
    """Make every action of the registry and put it in its menu and the toolbar."""
    toolbar = QToolBar("Actions", window)
    toolbar.setObjectName("actions")
    toolbar.setMovable(False)
    made: dict[str, QAction] = {}
    menus = {
        name: window.menuBar().addMenu(name)
        for name in dict.fromkeys(spec.menu for spec in ACTIONS)
    }
    for spec in ACTIONS:
        action = QAction(spec.text, window)
        action.setObjectName(spec.id)
        action.setToolTip(
            f"{spec.tip} ({spec.shortcut})" if spec.shortcut else spec.tip
        )
        action.setShortcut(QKeySequence(spec.shortcut))
        action.setCheckable(spec.id in CHECKABLE)
        menus[spec.menu].addAction(action)
        if spec.toolbar:
            toolbar.addAction(action)
        made[spec.id] = action
    window.addToolBar(toolbar)
    return made


def handle_actions(
    actions: Mapping[str, QAction], handlers: Mapping[str, Callable[[], object]]
) -> None:
    """Say what each action does.

    Raises
    ------
    KeyError
        If an action has no handler.
    """
    for name, action in actions.items():
        action.triggered.connect(partial(_call, handlers[name]))


def _call(handler: Callable[[], object], *_: object) -> None:
    """Leave out whether the action is checked: the store knows."""
    handler()
