"""Leaflets that staff have printed from the event, public and of its figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from capital_planner.engagement import Position
from tests.ui.conftest import settle
from tests.ui.small_event_window import prepared
from tests.ui.small_window import HIDDEN_NAME
from tests.ui.test_engagement_mode import begin, finish, press, room
from ui.engagement import prepare
from ui.engagement.prepare import Step
from ui.engagement.window import EventWindow
from ui.window import MainWindow


@pytest.fixture
def event(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EventWindow]:
    """An event whose figures were worked out for another test."""
    steps = [Step(0, 1, "Working"), Step(1, 1, "", prepared())]
    monkeypatch.setattr(prepare, "preparing", lambda *_: iter(steps))
    yield begin(window, qtbot)
    finish(window, qtbot)


def choose(event: EventWindow, area: str) -> None:
    """Choose the area of the leaflets, as staff do."""
    event.staff.area.setCurrentIndex(event.staff.area.findData(area))


def words_of(path: Path) -> str:
    pages = PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_staff_write_the_leaflets_of_an_area(
    event: EventWindow,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    press(event.office)
    choose(event, "North")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    said: list[str] = []
    room(window).printed.connect(lambda _: said.append(event.staff.said.text()))
    press(event.staff.print)
    assert not event.staff.print.isEnabled()
    assert event.staff.said.text() == "Getting ready to print"
    qtbot.waitUntil(event.staff.print.isEnabled, timeout=120_000)
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.pdf"))
    assert [path.as_posix() for path in written] == [
        "easy_read/north.pdf",
        "leaflets/north.pdf",
    ]
    assert "Written: leaflets/north.pdf and easy_read/north.pdf" in (
        event.staff.said.text()
    )
    assert any(text.startswith("Printing leaflets: ") for text in said)
    leaflet, easy = (words_of(tmp_path / path) for path in reversed(written))
    assert "School places in North" in leaflet
    assert "Easy Read" in easy
    last = event.event_shown.options[-1].name
    assert f"An idea: {last}" in easy
    places = event.event_shown.figure(
        "places", Position(2, "central", event.event_shown.years[-1], "North")
    )
    assert f"{last} {places:,.0f} " in leaflet
    assert HIDDEN_NAME not in leaflet + easy


def test_leaflets_that_cannot_be_written_are_said(
    event: EventWindow, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    event.staff.print_wanted.emit("South", blocked)
    qtbot.waitUntil(event.staff.print.isEnabled, timeout=120_000)
    settle(window, qtbot)
    assert "cannot be written" in event.staff.said.text()
