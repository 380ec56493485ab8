"""Work beside the window: the newest wins, and nothing lands after closing."""

import gc
import threading
from collections.abc import Iterator
from functools import partial
from weakref import ref

import pytest
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - an application is needed
    made = Jobs()
    yield made
    made.close()


class Result:
    """Something large."""


def fail(error: BaseException) -> None:
    raise AssertionError(error)


def test_result_lands_in_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    landed: list[tuple[str, threading.Thread]] = []
    jobs.run(
        "count",
        lambda: threading.current_thread().name,
        done=lambda name: landed.append((name, threading.current_thread())),
        failed=fail,
    )
    assert jobs.running("count")
    qtbot.waitUntil(lambda: bool(landed))
    assert landed[0][0].startswith("planner-quick")
    assert landed[0][1] is threading.main_thread()
    assert not jobs.running()


def test_only_the_newest_job_of_a_kind_lands(jobs: Jobs, qtbot: QtBot) -> None:
    gate, landed = threading.Event(), list[int]()
    jobs.run("edit", lambda: gate.wait(5), done=landed.append, failed=fail)
    for n in range(3):
        jobs.run("edit", partial(int, n), done=landed.append, failed=fail)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.running())
    qtbot.wait(50)
    assert landed == [2]


def test_failure_is_told_and_the_next_job_runs(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[BaseException] = []
    jobs.run("bad", lambda: 1 / 0, done=fail, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)
    landed: list[int] = []
    jobs.run("good", lambda: 1, done=landed.append, failed=fail)
    qtbot.waitUntil(lambda: landed == [1])


def test_what_a_job_would_wait_for(jobs: Jobs, qtbot: QtBot) -> None:
    gate, landed = threading.Event(), list[object]()
    assert jobs.ahead("long") == ()
    jobs.run("pack", gate.wait, done=landed.append, failed=fail, lane="long")
    jobs.run("import", int, done=landed.append, failed=fail, lane="long")
    jobs.run("edit", int, done=landed.append, failed=fail)
    assert jobs.ahead("long") == ("pack", "import")
    jobs.drop("pack")
    jobs.drop("import")
    assert jobs.ahead("long") == ("pack",)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.ahead("long"))
    qtbot.waitUntil(lambda: landed == [0])


@pytest.mark.parametrize("dropped", [False, True])
def test_a_result_is_let_go_once_it_has_landed_or_was_dropped(
    jobs: Jobs, qtbot: QtBot, *, dropped: bool
) -> None:
    begun, gate = threading.Event(), threading.Event()
    made, landed = list[ref[Result]](), list[str]()

    def work() -> Result:
        begun.set()
        assert gate.wait(5)
        result = Result()
        made.append(ref(result))
        return result

    jobs.run(
        "open", work, done=lambda it: landed.append(type(it).__name__), failed=fail
    )
    assert begun.wait(5)
    if dropped:
        jobs.drop("open")
    gc.disable()
    try:
        gate.set()
        qtbot.waitUntil(lambda: bool(made) and made[0]() is None)
    finally:
        gc.enable()
    assert landed == ([] if dropped else ["Result"])


def test_lanes_do_not_wait_for_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    gate, landed = threading.Event(), list[str]()
    jobs.run(
        "export",
        lambda: gate.wait(5),
        done=lambda _: landed.append("slow"),
        failed=fail,
        lane="slow",
    )
    jobs.run("edit", lambda: 1, done=lambda _: landed.append("quick"), failed=fail)
    qtbot.waitUntil(lambda: landed == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: landed == ["quick", "slow"])


def test_close_waits_and_nothing_lands_any_more(qtbot: QtBot) -> None:
    jobs, ended, landed = Jobs(), threading.Event(), list[bool]()
    jobs.run("edit", lambda: ended.wait(0.2), done=landed.append, failed=fail)
    jobs.run("other", lambda: True, done=landed.append, failed=fail)
    jobs.close()
    jobs.run("late", lambda: True, done=landed.append, failed=fail)
    assert not jobs.running()
    qtbot.wait(50)
    assert landed == []
