"""Driving the tab that compares options, and reading what it shows."""

from typing import Any

from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.compare.joint import Compare
from ui.compare.panel import ComparePanel
from ui.window import MainWindow

MINUS = "\N{MINUS SIGN}"


def panel_of(window: MainWindow) -> ComparePanel:
    joint = window.findChild(Compare)
    assert joint is not None
    return joint.panel


def turn(window: MainWindow, qtbot: QtBot) -> ComparePanel:
    panel = panel_of(window)
    window.tabs.setCurrentWidget(panel)
    settle(window, qtbot)
    return panel


def choose(window: MainWindow, qtbot: QtBot, side: Any, name: str) -> None:
    box = panel_of(window).boxes[side]
    at = box.findText(name)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle(window, qtbot)


def rows(panel: ComparePanel) -> list[list[str]]:
    model = panel.model
    return [
        [model.index(row, column).data() for column in range(5)]
        for row in range(model.rowCount())
    ]


def printed(view: Any) -> dict[str, str]:
    return {i.area.name: i.area.printed for i in view._areas.values()}


def number(text: str) -> int:
    return int(text.replace(MINUS, "-").replace(",", "").removeprefix("about "))


def names(panel: ComparePanel) -> list[str]:
    return [box.currentText() for box in panel.boxes.values()]
