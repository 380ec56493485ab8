"""A search for a plan in the solver's own process, followed by a timer.

Importing this module loads pandas: it is done when a search is near.
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
    """One search at a time; a plan or a failure ends it.

    ``warm`` and ``launch`` touch nothing of Qt and run in a worker: a scenario
    is large, and the new process takes seconds to be ready for it.
    """

    news = Signal(object)
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

    def launch(self, scenario: Scenario, settings: SearchSettings) -> None:
        """Hand the scenario to the solver's process."""
        self.warm()
        if self._solver is not None and not self._closed:
            self._solver.start(scenario, settings)

    # --- in the window --------------------------------------------------------

    def begin(self) -> None:
        """Say that a search is about to start."""
        self._stopping = self._launched = False
        self._began = time.monotonic()
        self._tell(SearchNews(running=True, stage="Starting the search"))

    def follow(self) -> None:
        """Listen to the search that has been launched, if it is still wanted."""
        if self._closed or self._solver is None:
            return
        if self._stopping:
            self._solver.stop()
            return
        self._launched = True
        self._timer.start()

    def stop(self) -> None:
        """Ask for the best plan so far; before there can be one, just end."""
        if not self._now.running:
            return
        self._stopping = True
        if self._launched and self._solver is not None:
            self._solver.stop()
            self._tell(replace(self._now, stage="Stopping: keeping the best so far"))
        else:
            self._end("Stopped before the search began")

    def give_up(self, reason: str) -> None:
        """End a search that could not be started or went wrong."""
        self._end("The search failed")
        self.failed.emit(reason)

    def close(self) -> None:
        """End the search and the solver's process."""
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
            if isinstance(item, Progress):
                self._tell(_news(item, self._now, stopping=self._stopping))
            elif isinstance(item, Plan):
                self._end(f"Found in {elapsed:.0f} seconds")
                self.found.emit(item)
            else:
                problems = getattr(item, "problems", ())
                self.give_up("\n".join(map(str, problems)) or str(item))

    def _end(self, said: str) -> None:
        self._timer.stop()
        self._tell(replace(self._now, running=False, stage=said))

    def _tell(self, news: SearchNews) -> None:
        self._now = news
        self.news.emit(news)


def _news(progress: Progress, before: SearchNews, *, stopping: bool) -> SearchNews:
    return replace(
        before,
        stage=before.stage if stopping else progress.stage,
        best_gbp=progress.objective_gbp,
        bound_gbp=progress.bound_gbp,
        gap=progress.gap,
        gap_of_saving=progress.gap_of_saving,
    )
