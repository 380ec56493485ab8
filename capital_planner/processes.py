"""How processes that share out work are started."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from pathlib import Path

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
"""Sums of a linear algebra library depend on its threads: one a process."""
ONE_AT_A_TIME = threading.Lock()
ROOT = str(Path(__file__).parents[1])


@contextmanager
def one_thread() -> Iterator[None]:
    """Have processes started meanwhile use one thread for linear algebra."""
    with _environment(ONE_THREAD):
        yield


def loaded_once(module: str) -> BaseContext:
    """Give the way to start processes that all need the same large module.

    On Linux they are forked from a process of its own, which loads the module
    once for all of them and begins to now. Elsewhere, and where that process
    cannot be started, each loads it.
    """
    if sys.platform == "linux":
        try:
            return _forked(module)
        except OSError:  # no socket can be made in the temporary folder
            pass
    return multiprocessing.get_context("spawn")


def _forked(module: str) -> BaseContext:
    from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - Linux only

    context = multiprocessing.get_context("forkserver")
    others = os.environ.get("PYTHONPATH")
    # Older Pythons look for the module where they are started, and know no path.
    found = {
        "PYTHONPATH": os.pathsep.join([ROOT, others] if others else [ROOT]),
        "PYTHONSAFEPATH": "1",
    }
    with ONE_AT_A_TIME, _environment(ONE_THREAD | found), _deaf_to_ctrl_c():
        context.set_forkserver_preload([module])
        ensure_running()
    return context


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Leave Ctrl-C to this process: one started meanwhile ends with it, silently."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
