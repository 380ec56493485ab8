"""One job at a time in a solver's own process, followed by a timer.

Importing this module loads pandas: it is done when a search is near.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from capital_planner.plan import Progress
from optimiser.listener import Step
from optimiser.public import Found
from optimiser.worker import Failure
from ui.shown import SearchNews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from optimiser.listener import Job

POLL_MS = 100


class Solver(Protocol):
    """What the window needs of ``optimiser.worker.Solver``."""

    def start(self, job: Job) -> None:
        """Begin a job."""

    def poll(self) -> Sequence[object]:
        """News since the last call: progress, the result, or a failure."""

    def stop(self) -> None:
        """Ask for the best so far."""

    def close(self) -> None:
        """End the process."""


class Search(QObject):
    """One search, or other job, at a time; a result or a failure ends it.

    ``learnt`` gives the prices that a search told of. ``warm`` and ``launch``
    touch nothing of Qt and run in a worker: a scenario is large, and the new
    process takes seconds to be ready for it.
    """

    news = Signal(object)
    learnt = Signal(object)
    found = Signal(object)
    failed = Signal(str)

    def __init__(
        self, make_solver: Callable[[], Solver], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_solver = make_solver
        self._solver: Solver | None = None
        self._closed = self._stopping = self._launched = False
        self._now = SearchNews()
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    # --- in a worker ----------------------------------------------------------

    def warm(self) -> None:
        """Start the solver's process, if it has not been."""
        if self._solver is None and not self._closed:
            self._solver = self._make_solver()

    def launch(self, job: Job) -> None:
        """Hand a job to the solver's process."""
        self.warm()
        if self._solver is not None and not self._closed:
            self._solver.start(job)

    # --- in the window --------------------------------------------------------

    def begin(self, stage: str = "Starting the search") -> None:
        """Say that a job is about to start."""
        self._stopping = self._launched = False
        self._began = time.monotonic()
        self._tell(SearchNews(running=True, stage=stage))

    def follow(self) -> None:
        """Listen to the job that has been launched, if it is still wanted."""
        if self._closed or self._solver is None:
            return
        if self._stopping:
            self._solver.stop()
            return
        self._launched = True
        self._timer.start()

    def stop(self) -> None:
        """Ask for the best so far; before there can be one, just end."""
        if not self._now.running:
            return
        self._stopping = True
        if self._launched and self._solver is not None:
            self._solver.stop()
            self._tell(replace(self._now, stage="Stopping: keeping the best so far"))
        else:
            self._end("Stopped before it began")

    def give_up(self, reason: str) -> None:
        """End a job that went wrong; say why, unless it was being stopped."""
        self._end("Stopped" if self._stopping else "It could not be done")
        if not self._stopping:
            self.failed.emit(reason)

    def close(self) -> None:
        """End the job and the solver's process."""
        self._closed = True
        self._timer.stop()
        if self._solver is not None:
            self._solver.close()
            self._solver = None

    def _look(self) -> None:
        if self._solver is None:
            return
        elapsed = time.monotonic() - self._began
        self._tell(replace(self._now, elapsed_s=elapsed))
        for item in self._solver.poll():
            if isinstance(item, Progress | Step):
                self._tell(_news(item, self._now, stopping=self._stopping))
            elif isinstance(item, Found):
                self.learnt.emit(item)
            elif isinstance(item, Failure):
                self.give_up("\n".join(map(str, item.problems)))
            else:
                self._end(f"Done in {elapsed:.0f} seconds")
                self.found.emit(item)

    def _end(self, said: str) -> None:
        self._timer.stop()
        self._tell(replace(self._now, running=False, stage=said))

    def _tell(self, news: SearchNews) -> None:
        self._now = news
        self.news.emit(news)


def _news(said: Progress | Step, before: SearchNews, *, stopping: bool) -> SearchNews:
    stage = before.stage if stopping else said.stage
    if isinstance(said, Step):
        return replace(before, stage=stage, done=said.done, count=said.count)
    return replace(
        before,
        stage=stage,
        best_gbp=said.objective_gbp,
        bound_gbp=said.bound_gbp,
        gap=said.gap,
        gap_of_saving=said.gap_of_saving,
    )
