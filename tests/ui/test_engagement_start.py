"""Where a family begins at an event: "my area" by postcode."""

from dataclasses import replace
from functools import partial

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.engagement import find_area
from tests.ui.small_event_window import prepared
from ui.engagement.start_page import StartPage


def test_a_postcode_finds_its_areas_and_nothing_typed_is_kept(qtbot: QtBot) -> None:
    rows = [("PR1", "North", 2), ("PR1", "South", 5)]
    table = pd.DataFrame(rows, columns=["postcode", "district", "schools"])
    known = replace(
        prepared(), find=partial(find_area, (), table, most=5), by_postcode=True
    )
    start = StartPage(known)
    qtbot.addWidget(start)
    assert "postcode" in start.ask.text()
    QTest.keyClicks(start.line, "pr1 2ab")
    names = [start.list.item(n).text() for n in range(start.list.count())]
    assert names == ["PR1: South", "PR1: North"]
    chosen: list[str] = []
    start.chosen.connect(chosen.append)
    QTest.keyClick(start.line, Qt.Key.Key_Return)
    assert chosen == ["South"]
    start.clear()
    assert start.line.text() == ""
    assert [entry.name for entry in start.found] == ["North", "South"]
    QTest.keyClicks(start.line, "LA1")
    assert "We do not know that postcode" in start.said.text()
