"""The search in a process of its own: started once, kept warm, ended at will.

No solver here can be interrupted from outside its own process, so stopping
within two seconds means asking the child to finish, and ending it if it does
not. The child holds nothing that is not also held here.
"""

import multiprocessing
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from capital_planner.errors import PlannerError, Problem
from capital_planner.plan import Plan, Progress
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings

PATIENCE_S = 1.5
"""Seconds a child may take to hand over its best plan once asked to stop."""


@dataclass(frozen=True)
class Failure:
    """A search that did not end as it should.

    Attributes
    ----------
    problems
        What happened, and what to do.
    """

    problems: tuple[Problem, ...]


News = Progress | Plan | Failure


@dataclass(frozen=True)
class _Job:
    number: int
    scenario: Scenario
    settings: SearchSettings


class Solver:
    """A warm child process that finds plans, one at a time.

    Starting a search ends the one before; its late news is dropped.
    """

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._number = 0
        self._busy = False
        self._asked_at: float | None = None
        self._best: Plan | None = None
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
        """Whether a search is running."""
        return self._busy

    @property
    def process_id(self) -> int | None:
        """Process id of the child."""
        return self._process.pid

    def start(self, scenario: Scenario, settings: SearchSettings) -> None:
        """Start a search; a search still running is ended without its result."""
        if self._busy or not self._process.is_alive():
            self._end()
            self._launch()
        self._number += 1
        self._best, self._asked_at = None, None
        self._stop.clear()
        self._busy = True
        with suppress(OSError):
            self._pipe.send(_Job(self._number, scenario, settings))

    def poll(self) -> list[News]:
        """News since the last call, without waiting."""
        news: list[News] = []
        try:
            while self._pipe.poll():
                number, item = self._pipe.recv()
                if number == self._number and self._busy:
                    news.append(item)
                    self._note(item)
        except (EOFError, OSError):
            news.extend(self._lost())
        if self._asked_at and self._busy:
            news.extend(self._overdue())
        return news

    def _note(self, item: News) -> None:
        if isinstance(item, Progress):
            self._best = item.plan or self._best
        else:
            self._busy = False

    def stop(self) -> None:
        """Ask for the best plan so far; it comes through :meth:`poll`."""
        if self._busy and self._asked_at is None:
            self._asked_at = time.monotonic()
            self._stop.set()

    def _overdue(self) -> list[News]:
        """Hand over the best plan met, when the child is slow to."""
        if time.monotonic() - (self._asked_at or 0.0) < PATIENCE_S:
            return []
        best = self._best
        self._end()
        self._launch()
        if best is not None:
            return [best]
        return [_failure("The search was stopped before it found a plan.", "")]

    def _lost(self) -> list[News]:
        """Say that the child has gone."""
        was_busy = self._busy
        self._end()
        self._launch()
        if not was_busy:
            return []
        message = "The search ended unexpectedly. Your inputs are as they were."
        return [_failure(message, "Find the plan again.")]

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
    """Run searches one after another until the pipe closes."""
    from optimiser.public import find_plan  # noqa: PLC0415 - heavy, child only

    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            job: _Job = pipe.recv()
            number = job.number

            def tell(progress: Progress, number: int = number) -> None:
                pipe.send((number, progress))

            try:
                found: News = find_plan(job.scenario, job.settings, tell, stop.is_set)
            except PlannerError as error:
                found = Failure(error.problems)
            pipe.send((number, found))
