"""The embedded case opened by another process while the window loads."""

import os
import signal

import psutil
from pandas.testing import assert_frame_equal
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui import tasks
from ui.app import early_session, make_window
from ui.head_start import EarlyTasks, HeadStart
from ui.session import load_tasks
from ui.state import Inputs

PATIENCE_MS = 60_000


def test_the_child_makes_what_the_window_would_and_ends() -> None:
    head_start = HeadStart()
    child = psutil.Process(head_start.process_id)
    early = EarlyTasks(head_start, load_tasks)
    opened = early.open_case()
    made = early.build_inputs(opened, Inputs())
    own = tasks.build_inputs(tasks.open_case(), Inputs())
    assert not child.is_running()
    assert made.scenario.case_digest == own.scenario.case_digest
    assert made.schemes == own.schemes
    assert_frame_equal(
        early.assess(made.scenario, made.committed).measures.totals,
        tasks.assess(own.scenario, own.committed).measures.totals,
    )


def test_other_inputs_are_built_here() -> None:
    early = EarlyTasks(HeadStart(), load_tasks)
    low = Inputs(future="low")
    assert early.build_inputs(early.open_case(), low).scenario.future == "low"


def test_a_lost_child_costs_time_alone() -> None:
    head_start = HeadStart()
    os.kill(head_start.process_id or 0, signal.SIGTERM)
    early = EarlyTasks(head_start, load_tasks)
    opened = early.open_case()
    assert early.build_inputs(opened, Inputs()).scenario.years


def test_closing_at_once_leaves_no_process(qtbot: QtBot) -> None:
    head_start = HeadStart()
    child = psutil.Process(head_start.process_id)
    window = make_window(early_session(head_start))
    qtbot.addWidget(window)
    window.close()
    assert not child.is_running()


def test_the_window_opens_on_what_the_child_made(qtbot: QtBot) -> None:
    session = early_session(HeadStart())
    window = make_window(session)
    qtbot.addWidget(window)
    window.painted.connect(session.open)
    window.show()
    qtbot.waitUntil(lambda: session.store.drawn is not None, timeout=PATIENCE_MS)
    settle(window, qtbot)
    assert session.store.drawn is not None
    assert session.store.opened is not None
    assert session.store.opened.case.name == tasks.open_case().case.name
    window.close()
