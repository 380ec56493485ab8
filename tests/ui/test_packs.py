"""A pack asked for in the window: watched, stopped, refused, and asked for again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from capital_planner.errors import PlannerError, Problem
from optimiser.listener import Step, Stopped
from tests.ui.conftest import settle
from tests.ui.driving import act
from tests.ui.test_accessible_names import nameless
from ui.packs import joint
from ui.packs.dialog import PackDialog
from ui.window import MainWindow

WAIT_MS = 10_000


@dataclass
class ScriptedWork:
    """Makes a pack as a test says: it waits for leave, and looks for Stop."""

    leave: Event = field(default_factory=Event)
    error: Exception | None = None
    orders: list[Any] = field(default_factory=list)
    COMMAND: str = "in the window"
    Asked: Any = SimpleNamespace
    Order: Any = SimpleNamespace

    def write_pack(
        self, order: Any, tell: Callable[[Step], None], stop: Callable[[], bool]
    ) -> list[str]:
        self.orders.append(order)
        tell(Step("Painting maps and charts", 3, 17))
        while not self.leave.wait(0.01):
            if stop():
                raise Stopped
        if self.error:
            raise self.error
        return [str(order.folder), "cabinet.pdf", "cabinet.docx"]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedWork]:
    made = ScriptedWork()
    monkeypatch.setattr(joint, "load_work", lambda: made)
    yield made
    made.leave.set()


def opened(window: MainWindow) -> PackDialog:
    act(window, "pack")
    return window.findChildren(PackDialog)[-1]


def begun(window: MainWindow, qtbot: QtBot) -> PackDialog:
    """A dialog whose pack is being made."""
    dialog = opened(window)
    dialog.write.click()
    qtbot.waitUntil(lambda: "3 of 17" in dialog.stage.text(), timeout=WAIT_MS)
    return dialog


def test_a_pack_is_written_while_its_progress_shows(
    window: MainWindow, qtbot: QtBot, work: ScriptedWork, tmp_path: Path
) -> None:
    dialog = opened(window)
    dialog.folder.setText(str(tmp_path))
    dialog.audience.setCurrentIndex(dialog.audience.findData("restricted"))
    dialog.futures.setValue(30)
    assert not dialog.progress.isVisible()
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.progress.value() == 3, timeout=WAIT_MS)
    assert dialog.progress.maximum() == 17
    assert dialog.stage.text() == "Painting maps and charts: 3 of 17"
    assert not dialog.write.isEnabled()
    assert dialog.stop.isVisible()
    work.leave.set()
    settle(window, qtbot)
    assert dialog.stage.text() == f"Written: 2 files in {tmp_path}"
    assert dialog.write.isEnabled()
    assert not dialog.progress.isVisible()
    (order,) = work.orders
    assert order.folder == tmp_path
    assert (order.asked.audience, order.asked.futures) == ("restricted", 30)
    assert [option.origin for option in order.options[:2]] == [
        "do nothing",
        "committed",
    ]


def test_stop_ends_a_pack_and_nothing_else_is_said(
    window: MainWindow, qtbot: QtBot, work: ScriptedWork
) -> None:
    failures: list[str] = []
    window.session.failed.connect(lambda title, _: failures.append(title))
    dialog = begun(window, qtbot)
    dialog.stop.click()
    settle(window, qtbot)
    assert not work.leave.is_set()
    assert dialog.stage.text() == "Stopped; nothing was written"
    assert dialog.write.isEnabled()
    assert failures == []


def test_another_pack_can_be_made_after_one_was_stopped(
    window: MainWindow, qtbot: QtBot, work: ScriptedWork
) -> None:
    dialog = begun(window, qtbot)
    dialog.stop.click()
    settle(window, qtbot)
    work.leave.set()
    dialog.write.click()
    settle(window, qtbot)
    assert dialog.stage.text().startswith("Written: 2 files")


def test_what_stands_in_the_way_is_said(
    window: MainWindow, qtbot: QtBot, work: ScriptedWork
) -> None:
    failures: list[tuple[str, str]] = []
    window.session.failed.connect(lambda *said: failures.append(said))
    work.error = PlannerError([Problem("The folder is full.", "Choose another.")])
    dialog = begun(window, qtbot)
    work.leave.set()
    settle(window, qtbot)
    assert dialog.stage.text() == "The pack could not be written"
    assert dialog.write.isEnabled()
    ((title, details),) = failures
    assert title == "That could not be done"
    assert "The folder is full." in details


def test_a_dialog_at_work_is_brought_back(
    window: MainWindow, qtbot: QtBot, work: ScriptedWork
) -> None:
    dialog = begun(window, qtbot)
    dialog.hide()
    assert opened(window) is dialog
    assert dialog.isVisible()
    assert dialog.stage.text() == "Painting maps and charts: 3 of 17"
    work.leave.set()
    settle(window, qtbot)
    assert dialog.stage.text().startswith("Written: 2 files")
    assert len(work.orders) == 1


def test_closing_the_window_stops_a_pack(
    window: MainWindow, qtbot: QtBot, work: ScriptedWork
) -> None:
    begun(window, qtbot)
    window.close()
    assert not work.leave.is_set()
    assert not window.session.jobs.running()


def test_every_control_has_a_name(window: MainWindow) -> None:
    assert nameless(opened(window)) == []
