"""What the solver's own process can be asked to do, each job by its name.

A job is sent whole to another process, and its result comes back whole. What
loads a solver is imported as it runs: the window makes jobs and loads none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from capital_planner.futures import (
    Outcomes,
    draw,
    foretell_all,
    intervals,
    lay_ground,
    verdicts,
)
from capital_planner.futures.verdicts import schemes_tried
from optimiser import engines
from optimiser.assessment import Assessor
from optimiser.futures import Futures, assess_futures, variants
from optimiser.listener import Kept, Step, Stopped
from optimiser.options import chosen_by
from optimiser.public import explore
from optimiser.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from capital_planner.case import Case
    from capital_planner.plan import Plan, Progress
    from capital_planner.reasons import Explanation
    from capital_planner.scenario import Scenario
    from capital_planner.settings import SearchSettings
    from optimiser.listener import Stop
    from optimiser.public import Found
    from optimiser.tradeoff import MoneyPoint, Pace

    Tell = Callable[[object], None]

A_FEW = 5
"""Futures in which schemes are looked at before what they say is handed over."""


@dataclass(frozen=True)
class Counted:
    """Tells how many parts are done, some of them before this one began."""

    tell: Tell
    stage: str
    before: int
    count: int

    def __call__(self, done: int, _: int) -> None:
        """Count so many more."""
        self.tell(Step(self.stage, self.before + done, self.count))


@dataclass(frozen=True)
class FindPlan:
    """Find the best plan; what the search learnt is told before the plan."""

    scenario: Scenario
    settings: SearchSettings

    def run(self, tell: Tell, stop: Stop) -> Plan:
        """Search, as ``find_plan`` does."""
        found = explore(Standing(self.scenario, self.settings, tell, stop))
        if not stop():
            tell(found)
        return found.plan


@dataclass(frozen=True)
class ExplainPlan:
    """Explain a plan, or one scheme of it, by prices known or looked for first.

    Attributes
    ----------
    settings
        How hard to look for prices, where none are known.
    known
        What a search of the same scenario learnt; None to look for prices, which
        are told before the answer.
    scheme
        The one scheme asked about; empty for all that is said of the plan.
    """

    scenario: Scenario
    plan: Plan
    settings: SearchSettings
    known: Found | None = None
    scheme: str = ""

    def run(self, tell: Tell, stop: Stop) -> Explanation:
        """Find prices unless they are known, and explain by them.

        Raises
        ------
        SolveError
            If the plan holds what is not on offer.
        Stopped
            When stopped before everything was answered.
        """
        from optimiser.explain import Asked, explain_by  # noqa: PLC0415 - loads solvers
        from optimiser.ground import Ground  # noqa: PLC0415 - the same

        def say(stage: str) -> None:
            if stop():
                raise Stopped
            tell(Step(stage))

        assessor = Assessor.of(self.scenario)
        chosen_by(self.plan, assessor.options, self.scenario)
        found = self.known or self._prices(assessor, tell, stop)
        ground = Ground.of(self.scenario, self.plan, found.guide, assessor)
        return explain_by(found, ground, Asked(only=self.scheme), say)

    def _prices(self, assessor: Assessor, tell: Tell, stop: Stop) -> Found:
        def looking(progress: Progress) -> None:
            tell(Step(f"Looking for prices of places and rules. {progress.stage}"))

        standing = Standing(self.scenario, self.settings, looking, stop)
        found = explore(standing, None, assessor)
        if stop():
            raise Stopped
        tell(found)
        return found


@dataclass(frozen=True)
class CurveOverMoney:
    """The best plan at each of some envelopes, as ``over_money`` finds them.

    Attributes
    ----------
    known
        What a search of the same scenario learnt, to begin with; None to begin
        with nothing.
    """

    scenario: Scenario
    envelopes: tuple[float, ...]
    known_gbp: float
    pace: Pace
    known: Found | None = None

    def run(self, tell: Tell, stop: Stop) -> list[MoneyPoint]:
        """Find every point; once stopped, those found so far are given.

        Raises
        ------
        Stopped
            When stopped before any point was found.
        """
        from optimiser.tradeoff import growing  # noqa: PLC0415 - loads solvers

        count = len(self.envelopes)
        told = Counted(tell, "Finding a plan for each amount of capital", 0, count)
        told(0, count)
        points: list[MoneyPoint] = []
        for points in growing(
            self.scenario,
            self.envelopes,
            self.known_gbp,
            self.pace,
            known=self.known,
            stop=stop,
        ):
            tell(Kept(points))
            told(len(points), count)
        if not points:
            raise Stopped
        return points


@dataclass(frozen=True)
class AssessInFutures:
    """What plans come to in futures drawn at random, and which schemes last.

    Attributes
    ----------
    plans
        By name; schemes of the first are looked at alone.
    count
        Futures to draw.
    scheme_count
        Of them, futures in which schemes are looked at alone; 0 for none.
    engine
        As ``optimiser.engines.run`` takes it.
    """

    case: Case
    scenario: Scenario
    plans: dict[str, Plan]
    count: int
    scheme_count: int
    seed: int = 0
    engine: engines.Engine = engines.HERE

    def run(self, tell: Tell, stop: Stop) -> Outcomes:
        """Draw futures, assess every plan in each, then without each scheme.

        Once stopped, what is done so far is given.

        Raises
        ------
        SolveError
            If a plan holds what is not on offer.
        Stopped
            When stopped before any future was done.
        """
        tell(Step(f"Drawing {self.count} futures"))
        ground = lay_ground(self.case, self.scenario)
        futures = Futures(ground, tuple(draw(self.case, self.count, self.seed)))
        told = Counted(tell, "Assessing every plan in each", 0, self.count)
        assessed = self._assess(told, self.plans, futures, stop)
        if assessed.empty:
            raise Stopped
        table = intervals(foretell_all(ground, futures.draws))
        outcomes = Outcomes(self.plans, assessed, table, None, self.seed)
        tell(Kept(outcomes))
        done = outcomes
        for verdicts_so_far in self._schemes(futures, tell, stop):
            done = replace(outcomes, verdicts=verdicts_so_far)
            tell(Kept(done))
        return done

    def _schemes(
        self, futures: Futures, tell: Tell, stop: Stop
    ) -> Iterator[pd.DataFrame]:
        """Judge each scheme of the first plan, in more and more futures."""
        name, plan = next(iter(self.plans.items()))
        tried = schemes_tried(self.scenario, plan)
        count = min(self.scheme_count, len(futures.draws)) if tried else 0
        plans = variants(self.scenario, name, plan) if count else {}
        stage = f"Looking at {len(tried)} schemes, the plan without each"
        alone: list[pd.DataFrame] = []
        for first in range(0, count, A_FEW):
            few = futures.draws[first : min(first + A_FEW, count)]
            told = Counted(tell, stage, first, count)
            some = replace(futures, draws=few)
            alone.append(self._assess(told, plans, some, stop))
            if alone[-1].empty:
                return
            yield verdicts(pd.concat(alone), name, tried)

    def _assess(
        self, told: Counted, plans: dict[str, Plan], futures: Futures, stop: Stop
    ) -> pd.DataFrame:
        return assess_futures(
            self.scenario,
            plans,
            futures,
            engine=self.engine,
            on_progress=told,
            stop=stop,
        )
