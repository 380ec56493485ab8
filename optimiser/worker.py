"""Long work in a process of its own: started once, kept warm, ended at will.

No solver here can be interrupted from outside its own process, so stopping
within two seconds means asking the child to finish, and ending it if it does
not. The child holds nothing that is not also held here. What it can be asked to
do is in ``optimiser.jobs``.
"""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from capital_planner.errors import PlannerError, Problem
from capital_planner.plan import Progress
from optimiser.listener import Job, Kept, Stop, Stopped

PATIENCE_S = 1.5
"""Seconds a child may take to hand over what it has once asked to stop."""
NOTHING_YET = "It was stopped before there was a result to keep."


@dataclass(frozen=True)
class Failure:
    """A job that did not end as it should.

    Attributes
    ----------
    problems
        What happened, and what to do.
    """

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Said:
    """Something of a job: news, or what ends it."""

    number: int
    item: object
    last: bool = False


class Solver:
    """A warm child process that does jobs, one at a time.

    Starting a job ends the one before; its late news is dropped.
    """

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._number = 0
        self._busy = False
        self._asked_at: float | None = None
        self._best: object = None
        self._launch()

    def _launch(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._stop = self._context.Event()
        self._process = self._context.Process(
            target=_serve, args=(theirs, self._stop), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._busy

    @property
    def process_id(self) -> int | None:
        """Process id of the child."""
        return self._process.pid

    def start(self, job: Job) -> None:
        """Start a job; one still running is ended without its result."""
        if self._busy or not self._process.is_alive():
            self._end()
            self._launch()
        self._number += 1
        self._best, self._asked_at = None, None
        self._stop.clear()
        self._busy = True
        with suppress(OSError):
            self._pipe.send((self._number, job))

    def poll(self) -> list[object]:
        """News since the last call, without waiting; a result or a failure is last."""
        news: list[object] = []
        try:
            while self._pipe.poll():
                said: _Said = self._pipe.recv()
                if said.number == self._number and self._busy:
                    self._note(said)
                    if not isinstance(said.item, Kept):
                        news.append(said.item)
        except (EOFError, OSError):
            news.extend(self._lost())
        if self._asked_at and self._busy:
            news.extend(self._overdue())
        return news

    def _note(self, said: _Said) -> None:
        item = said.item
        if said.last:
            self._busy = False
        elif isinstance(item, Kept):
            self._best = item.result
        elif isinstance(item, Progress):
            self._best = item.plan or self._best

    def stop(self) -> None:
        """Ask for the best so far; it comes through :meth:`poll`."""
        if self._busy and self._asked_at is None:
            self._asked_at = time.monotonic()
            self._stop.set()

    def _overdue(self) -> list[object]:
        """Hand over the best met, when the child is slow to."""
        if time.monotonic() - (self._asked_at or 0.0) < PATIENCE_S:
            return []
        best = self._best
        self._end()
        self._launch()
        if best is not None:
            return [best]
        return [_failure(NOTHING_YET, "")]

    def _lost(self) -> list[object]:
        """Say that the child has gone."""
        was_busy = self._busy
        self._end()
        self._launch()
        if not was_busy:
            return []
        message = "The work ended unexpectedly. Your inputs are as they were."
        return [_failure(message, "Start it again.")]

    def _end(self) -> None:
        self._busy = False
        self._asked_at = None
        with suppress(OSError):
            self._pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join(timeout=2.0)

    def close(self) -> None:
        """End the child process."""
        self._end()


def _failure(message: str, remedy: str) -> Failure:
    return Failure((Problem(message, remedy),))


def _serve(pipe: Connection, stop: "multiprocessing.synchronize.Event") -> None:
    """Do jobs one after another until the pipe closes."""
    from optimiser import explain  # noqa: F401, PLC0415 - heavy, child only

    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            number, job = pipe.recv()

            def tell(item: object, number: int = number) -> None:
                pipe.send(_Said(number, item))

            pipe.send(_Said(number, _done(job, tell, stop.is_set), last=True))


def _done(job: Job, tell: Callable[[object], None], stop: Stop) -> object:
    try:
        return job.run(tell, stop)
    except PlannerError as error:
        return Failure(error.problems)
    except Stopped:
        return _failure(NOTHING_YET, "")
