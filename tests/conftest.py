"""Qt without a screen, and a guard: no test leaves a widget, thread or timer."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # as each process of a search has

PATIENCE_S = 2.0


@pytest.fixture(autouse=True, scope="session")
def nothing_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the planner keeps for its user away from the real one's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True, scope="session")
def what_was_there_before() -> None:
    """Leave what the modules hold out of every later look for what tests leave."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """Fail a test after which a thread, widget or running timer is still there."""
    threads = set(threading.enumerate())
    widgets = set(map(id, _widgets()))
    yield
    left = [item for item in _alive(threads) if item.name != "pytest_timeout"]
    assert not left, f"threads left running: {left}"
    if widgets or _widgets():
        _delete_later()
        kept = [item for item in _widgets() if id(item) not in widgets]
        assert not kept, f"widgets left open: {kept}"
        assert not _timers(), "timers left running"


def _alive(before: set[threading.Thread]) -> set[threading.Thread]:
    """Threads that do not end within a moment."""
    end = time.monotonic() + PATIENCE_S
    while (left := set(threading.enumerate()) - before) and time.monotonic() < end:
        time.sleep(0.01)
    return left


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return None if widgets is None else widgets.QApplication.instance()


def _widgets() -> list[Any]:
    application = _application()
    return [] if application is None else list(application.topLevelWidgets())


def _delete_later() -> None:
    """Let Qt delete what has been closed."""
    core = sys.modules["PySide6.QtCore"]
    gc.collect()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    core.QCoreApplication.processEvents()


def _timers() -> list[Any]:
    core, shiboken = sys.modules["PySide6.QtCore"], sys.modules["shiboken6"]
    return [
        item
        for item in gc.get_objects()
        if isinstance(item, core.QTimer) and shiboken.isValid(item) and item.isActive()
    ]
