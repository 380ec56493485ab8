"""Work beside the window: the newest job of a kind wins, the rest is dropped."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

Lane = Literal["quick", "slow", "long"]
LANES: tuple[Lane, ...] = ("quick", "slow", "long")

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Job:
    kind: str
    lane: Lane
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    future: Future[Any] | None = None


class Jobs(QObject):
    """Runs plain functions in worker threads and lands results in the window's.

    A lane runs one job at a time: ``quick`` for what follows an edit, ``slow``
    for opening, building and exporting, ``long`` for a pack of papers. No Qt object
    is touched by a worker.
    """

    changed = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=f"planner-{lane}")
            for lane in LANES
        }
        self._newest: dict[str, _Job] = {}
        self._given: list[_Job] = []
        self._closed = self._ended = False
        self._finished.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        kind: str,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        lane: Lane = "quick",
    ) -> None:
        """Start a job; an older one of the same kind never lands.

        After closing, nothing starts any more.
        """
        self.drop(kind)
        if self._closed:
            return
        job = _Job(kind, lane, done, failed)
        self._newest[kind] = job
        job.future = self._pools[lane].submit(work)
        self._given.append(job)
        job.future.add_done_callback(lambda _: self._finished.emit(job))
        self.changed.emit()

    def drop(self, kind: str) -> None:
        """Forget the job of a kind: it is cancelled, or its result dropped."""
        job = self._newest.pop(kind, None)
        if job is not None and job.future is not None:
            job.future.cancel()
            self.changed.emit()

    def ahead(self, lane: Lane) -> tuple[str, ...]:
        """Kinds of the jobs that a new one would wait for, dropped ones among them."""
        given = [job for job in self._given if job.lane == lane]
        unfinished = [job for job in given if job.future and not job.future.done()]
        return tuple(dict.fromkeys(job.kind for job in unfinished))

    def running(self, *kinds: str) -> bool:
        """Whether a job of these kinds, or of any, is under way."""
        return any(kind in self._newest for kind in kinds or self._newest)

    @property
    def closed(self) -> bool:
        """Whether every worker has been waited for."""
        return self._ended

    def close(self) -> None:
        """Drop what waits and wait for what runs; nothing lands after this."""
        self._closed = True
        self._newest.clear()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._ended = True

    @Slot(object)
    def _land(self, job: _Job) -> None:
        self._given.remove(job)
        # The future knows the job: nothing but a collection would free what it holds.
        future, job.future = job.future, None
        if self._newest.get(job.kind) is not job or future is None:
            return
        del self._newest[job.kind]
        error = future.exception()
        if error is None:
            job.done(future.result())
        else:
            log.error("%s failed", job.kind, exc_info=error)
            job.failed(error)
        self.changed.emit()
