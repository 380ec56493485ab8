"""A window whose solver answers at once, in this process."""

import math
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from pytestqt.qtbot import QtBot

from capital_planner.errors import PlannerError
from optimiser.listener import Kept
from optimiser.worker import Failure
from tests.ui.conftest import settle
from tests.ui.small_window import SmallCase, SmallTasks
from ui.answers.joint import Answers
from ui.state import Opened
from ui.window import MainWindow

PATIENCE_MS = 60_000


_answers: dict[bytes, Sequence[object]] = {}
"""What a solver said to the same job before: many windows ask the same first."""


@dataclass
class HereSolver:
    """Does a job when it is asked for news, unless it is to wait.

    It is stopped once so many steps have been told.
    """

    made: "list[HereSolver]"
    waits: bool = False
    stops_after: float = math.inf
    jobs: list[Any] = field(default_factory=list)
    said: list[object] = field(default_factory=list)
    stopped: bool = False
    closed: bool = False
    _next: Any = None

    def start(self, job: Any) -> None:
        self.jobs.append(job)
        self._next = job

    def poll(self) -> Sequence[object]:
        if self.waits or self._next is None:
            said, self.said = self.said, []
            return said
        job, self._next = self._next, None
        if self.stopped or math.isfinite(self.stops_after):
            return self._answer(job)
        asked = pickle.dumps(job)
        if asked not in _answers:
            _answers[asked] = self._answer(job)
        return _answers[asked]

    def _answer(self, job: Any) -> Sequence[object]:
        told: list[object] = []
        try:
            result = job.run(
                told.append, lambda: self.stopped or len(told) >= self.stops_after
            )
        except PlannerError as error:
            result = Failure(error.problems)
        return [*(item for item in told if not isinstance(item, Kept)), result]

    def stop(self) -> None:
        self.stopped = True

    def close(self) -> None:
        self.closed = True


@dataclass
class AskingTasks(SmallTasks):
    """The small case, with money to draw a curve over, and solvers that answer."""

    solvers: list[HereSolver] = field(default_factory=list)
    waits: bool = False

    def open_case(self, folder: Any = None) -> Opened:
        case: Any = CaseWithMoney()
        return replace(super().open_case(folder), case=case)

    def make_solver(self) -> Any:
        self.solvers.append(HereSolver(self.solvers, self.waits))
        return self.solvers[-1]


@dataclass(frozen=True)
class CaseWithMoney(SmallCase):
    """What a curve asks of a case."""

    funding: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"allocation_gbp": [9e6]})
    )


def answers_of(window: MainWindow) -> Answers:
    found = window.findChild(Answers)
    assert isinstance(found, Answers)
    return found


def answered(window: MainWindow, qtbot: QtBot, ask: Callable[[], object]) -> None:
    """Ask, and wait for the answer to land."""
    with qtbot.waitSignal(answers_of(window).questions.answered, timeout=PATIENCE_MS):
        ask()
    settle(window, qtbot)
