"""A search for a plan in the solver's own process, followed by a timer.

Importing this module loads pandas: the session does so when a search is asked for.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from capital_planner.plan import Plan, Progress
from ui.state import SearchNews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from capital_planner.scenario import Scenario
    from capital_planner.settings import SearchSettings

POLL_MS = 100


class Solver(Protocol):
    """What the window needs of ``optimiser.worker.Solver``."""

    def start(self, scenario: Scenario, settings: SearchSettings) -> None:
        """Begin a search."""

    def poll(self) -> Sequence[object]:
        """News since the last call: progress, the plan, or a failure."""

    def stop(self) -> None:
        """Ask for the best plan so far."""

    def close(self) -> None:
        """End the process."""


class Search(QObject):
    """One search at a time; a plan or a failure ends it."""

    news = Signal(object)
    found = Signal(object)
    failed = Signal(str)

    def __init__(
        self, make_solver: Callable[[], Solver], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_solver = make_solver
        self._solver: Solver | None = None
        self._now = SearchNews()
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    def warm(self) -> Solver:
        """Start the solver's process, if it has not been."""
        if self._solver is None:
            self._solver = self._make_solver()
        return self._solver

    def start(self, scenario: Scenario, settings: SearchSettings) -> None:
        """Begin a search; one that runs is left alone."""
        if self._now.running:
            return
        self.warm().start(scenario, settings)
        self._began = time.monotonic()
        self._timer.start()
        self._tell(SearchNews(running=True, stage="Starting"))

    def stop(self) -> None:
        """Ask for the best plan so far."""
        if self._now.running and self._solver is not None:
            self._solver.stop()
            self._tell(replace(self._now, stage="Stopping: keeping the best so far"))

    def close(self) -> None:
        """End the search and the solver's process."""
        self._timer.stop()
        if self._solver is not None:
            self._solver.close()
            self._solver = None

    def _look(self) -> None:
        elapsed = time.monotonic() - self._began
        self._tell(replace(self._now, elapsed_s=elapsed))
        for item in self.warm().poll():
            if isinstance(item, Progress):
                self._tell(_news(item, self._now))
            elif isinstance(item, Plan):
                self._end(f"Found in {elapsed:.0f} seconds")
                self.found.emit(item)
            else:
                self._end("The search failed")
                self.failed.emit(str(item))

    def _end(self, said: str) -> None:
        self._timer.stop()
        self._tell(replace(self._now, running=False, stage=said))

    def _tell(self, news: SearchNews) -> None:
        self._now = news
        self.news.emit(news)


def _news(progress: Progress, before: SearchNews) -> SearchNews:
    return replace(
        before,
        stage=progress.stage,
        best_gbp=progress.objective_gbp,
        bound_gbp=progress.bound_gbp,
        gap=progress.gap,
        gap_of_saving=progress.gap_of_saving,
    )
