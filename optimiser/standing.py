"""What a search has found so far, for how long it has looked, and who is told."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from capital_planner.plan import Plan, Progress, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.assessment import Assessor
from optimiser.listener import Listener, never, silent
from optimiser.loops import get_ready_to_search
from optimiser.memory import peak_memory_mb
from optimiser.options import plan_of
from optimiser.problem import Array

PROVED = 1e-6
"""Share of the cost below which a plan is called the best possible."""
ROOM_TO_STOP_S = 1.0
"""Seconds kept back to finish within the time limit."""


class OutOfTime(Exception):  # noqa: N818 - not an error: the best plan stands
    """The clock, the work limit, the gap or the officer ends the search."""


@dataclass
class Standing:
    """The best plan of one search, and the floor under every plan.

    Attributes
    ----------
    scenario, settings
        What is assumed, and how hard to look.
    on_progress
        Told of every stage and every better plan.
    stop
        Asked often; true ends the search with the best plan so far.
    clock
        Seconds; passed in so that tests need not wait.
    """

    scenario: Scenario
    settings: SearchSettings
    on_progress: Listener = silent
    stop: Callable[[], bool] = never
    clock: Callable[[], float] = time.monotonic
    best: Array = field(default_factory=lambda: np.zeros(0, dtype=int))
    objective: float = np.inf
    bound: float = -np.inf
    do_nothing: float = np.nan
    committed: float = np.nan
    first_s: float = np.nan
    evaluations: int = 0

    def begin(self) -> None:
        """Start the clock."""
        self._began = self.clock()

    def assess_with(self, assessor: Assessor) -> None:
        """Assess plans with this from now on, the committed programme first.

        Loading the compiled loops is not counted: the first search on a computer
        would find no plan in its time.
        """
        began = self.clock()
        get_ready_to_search(assessor.problem)
        self._began += self.clock() - began
        self._assessor = assessor
        decided = np.flatnonzero(assessor.options.committed)
        self.committed = assessor.objective_gbp(decided)

    def compare(self) -> None:
        """Assess doing nothing, which the saving is measured against."""
        if np.isnan(self.do_nothing):
            self.do_nothing = self._assessor.objective_gbp(np.zeros(0, dtype=int))

    def consider(self, chosen: Array) -> None:
        """Assess a plan and keep it if it is the best.

        Raises
        ------
        OutOfTime
            When the search is to end.
        """
        self.weigh(chosen)
        self.check()

    def weigh(self, chosen: Array) -> None:
        """Assess a plan and keep it if it is the best, whatever the time."""
        if np.array_equal(chosen, self.best) and np.isfinite(self.objective):
            return
        objective = self._assessor.objective_gbp(chosen)
        if objective < self.objective:
            self.best, self.objective = chosen, objective
            if np.isnan(self.first_s) and objective < self.committed:
                self.first_s = self.elapsed()
            self.tell("A better plan", new=True)

    def raise_bound(self, value: float) -> None:
        """Keep the highest floor proved.

        Raises
        ------
        OutOfTime
            When the search is to end.
        """
        self.bound = max(self.bound, value)
        self.check()

    def near_enough(self) -> bool:
        """Whether the plan is proved within the gap asked for."""
        return self.objective - self.bound <= self.settings.gap * self.objective

    def elapsed(self) -> float:
        """Seconds since the search began."""
        return self.clock() - self._began

    def remaining(self) -> float:
        """Seconds left to look."""
        left = self.settings.time_limit_s - self.elapsed() - ROOM_TO_STOP_S
        return max(left, 0.1)

    def tries(self, most: int) -> int:
        """So many plans, or what the work limit leaves of them."""
        limit = self.settings.work_limit
        return most if limit is None else min(most, max(limit - self.plans, 0))

    @property
    def plans(self) -> int:
        """Plans assessed so far."""
        return self._assessor.assessed

    def must_stop(self) -> bool:
        """Whether the clock, the work limit or the officer ends the search."""
        late = self.elapsed() > self.settings.time_limit_s - ROOM_TO_STOP_S
        limit = self.settings.work_limit
        return late or (limit is not None and self.plans >= limit) or self.stop()

    def check(self) -> None:
        """Raise ``OutOfTime`` when the search is to end."""
        if self.near_enough() or self.must_stop():
            raise OutOfTime

    def quality(self) -> Quality:
        """How good the best plan is, as far as is proved."""
        return Quality(
            status=self._status(),
            objective_gbp=self.objective,
            bound_gbp=min(self.bound, self.objective),
            do_nothing_gbp=self.do_nothing,
            seconds=self.elapsed(),
            first_plan_seconds=self.first_s,
            work={"bounds": self.evaluations, "plans": self.plans},
            peak_memory_mb=peak_memory_mb(),
        )

    def _status(self) -> str:
        if self.objective - self.bound <= PROVED * self.objective:
            return "best possible"
        return "within the gap asked for" if self.near_enough() else "best found"

    def plan(self) -> Plan:
        """Give the best plan so far."""
        plan = plan_of(self.best, self._assessor.options, self.scenario)
        return Plan(plan.choices, self.quality())

    def tell(self, stage: str, *, new: bool = False) -> None:
        """Say what is being done, with the plan when it is new."""
        quality = self.quality()
        self.on_progress(
            Progress(
                stage=stage,
                elapsed_s=quality.seconds,
                objective_gbp=quality.objective_gbp,
                bound_gbp=quality.bound_gbp,
                gap=quality.gap,
                gap_of_saving=quality.gap_of_saving,
                plan=self.plan() if new else None,
            )
        )
