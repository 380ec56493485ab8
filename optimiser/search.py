"""Looking for the plan: prices, plans chosen at those prices, better ones near.

Anytime: every plan is assessed as children would really be placed, the best is
kept, and the floor says how far from the best possible it can be. All work is
counted, so that the same seed and work give the same plan; the clock only ends
the search.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from capital_planner.plan import Plan, Progress, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.ascent import Ascent, carried_over
from optimiser.assessment import Assessor
from optimiser.bound import Bound, PlacePrices
from optimiser.coarse import by_group, localities
from optimiser.exact import cheapest_year, every_plan
from optimiser.listener import Listener, never, silent
from optimiser.markets import Markets, by_district, by_service
from optimiser.memory import peak_memory_mb
from optimiser.model import Menu, choose
from optimiser.options import plan_of
from optimiser.problem import Array
from optimiser.rules import barred
from optimiser.siting import best_sites
from optimiser.swaps import Swaps

ROUGH = ((1500.0, 50), (400.0, 60))
MIDDLE = ((400.0, 60), (150.0, 90))
FINE = ((150.0, 40), (50.0, 60))
LATER = ((20.0, 80), (8.0, 80), (3.0, 100))
"""Smoothing in pounds, and evaluations of the floor, one stage after another."""
ZONES_TO_PRICE = 12
ZONES_TO_SWAP = 46
SWAPS = 25
CHOICE_EFFORT = 0.1
MOST_ALIKE = 2
"""Schemes of one kind in one district that a plan takes before it is assessed."""
PROVED = 1e-6
"""Share of the cost below which a plan is called the best possible."""
ROOM_TO_STOP_S = 1.0
"""Seconds kept back to finish within the time limit."""


class OutOfTime(Exception):  # noqa: N818 - not an error: the best plan stands
    """The clock, the work limit or the officer ends the search."""


def bound_of(markets: Markets) -> Bound:
    """Make the floor of a problem whose alike settings share prices."""
    return Bound(markets.problem, markets.options, markets.copies)


def on_offer(assessor: Assessor) -> Assessor:
    """Leave out of an assessor's options those that no plan may hold."""
    options = assessor.options
    out = barred(assessor.problem.scenario, options)
    return Assessor(assessor.problem, replace(options, barred=out))


@dataclass
class Search:
    """One search for the plan of a scenario.

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
    first_s: float = np.nan
    evaluations: int = 0
    committed_gbp: float = np.inf

    def run(self) -> Plan:
        """Search until the gap, the time or the work asked for is reached."""
        self._began = self.clock()
        self._assessor = on_offer(Assessor.of(self.scenario))
        options = self._assessor.options
        self._committed = np.flatnonzero(options.committed)
        self._shared = by_district(self._assessor.problem, options)
        self.committed_gbp = self._assessor.objective_gbp(self._committed)
        self.best, self.objective = self._committed, self.committed_gbp
        self._tell("The committed programme is assessed", new=True)
        with suppress(OutOfTime):
            self._look()
        self._compare()
        if np.isinf(self.bound):
            self.bound = self._floor.floor(self._floor.zero()).value
        self._tell("The search has ended", new=False)
        return self._plan()

    def _compare(self) -> None:
        """Assess doing nothing, which the saving is measured against."""
        if np.isnan(self.do_nothing):
            self.do_nothing = self._assessor.objective_gbp(np.zeros(0, dtype=int))

    def _look(self) -> None:
        if self._few_enough():
            return
        problem, options = self._assessor.problem, self._assessor.options
        groups = localities(self.scenario.zones, ZONES_TO_PRICE)
        rough = by_group(problem, groups)
        service = by_service(rough, options)
        prices = self._climb(service, None, ROUGH)
        prices = self._on_shared(service, prices)
        prices = self._climb(by_district(rough, options), prices, MIDDLE)
        prices = self._climb(self._shared, prices, FINE)
        for number, stage in enumerate(LATER):
            self._swap(prices, number)
            prices = self._climb(self._shared, prices, (stage,))

    def _few_enough(self) -> bool:
        """Settle small scenarios without prices: every plan, or one year exactly."""
        problem, options = self._assessor.problem, self._assessor.options
        plans = every_plan(self.scenario, options)
        if plans is not None:
            self._tell("Every plan within the rules is assessed", new=False)
            for chosen in plans:
                self._consider(chosen)
            self.bound = self.objective
        elif len(self.scenario.years) == 1:
            found = cheapest_year(problem, options, self._remaining())
            if found is not None:
                self.bound = max(self.bound, found[1])
                self._consider(found[0])
        return self.objective - self.bound <= self.settings.gap * self.objective

    def _climb(
        self,
        markets: Markets,
        prices: PlacePrices | None,
        stages: tuple[tuple[float, int], ...],
    ) -> PlacePrices:
        """Improve prices stage by stage, and try the plan chosen at each."""
        fine = markets is self._shared
        bound = self._floor if fine else bound_of(markets)
        ascent = Ascent(bound)
        prices = prices or bound.zero()
        for theta, evaluations in stages:
            self._tell("Pricing places", new=False)
            prices = ascent.climb(
                prices, theta=theta, evaluations=evaluations, stop=self._must_stop
            )
            self.evaluations += ascent.evaluations
            ascent.evaluations = 0
            self._try_prices(markets, prices)
            self._compare()
            self._raise_bound(self._on_shared(markets, prices))
        return prices

    @cached_property
    def _floor(self) -> Bound:
        """The floor under every plan, on the zones of the scenario."""
        return bound_of(self._shared)

    def _on_shared(self, markets: Markets, prices: PlacePrices) -> PlacePrices:
        shared = self._shared
        columns = len(shared.problem.columns)
        return carried_over(prices, markets.column_of, shared.column_of, columns)

    def _raise_bound(self, prices: PlacePrices) -> None:
        self.bound = max(self.bound, self._floor.floor(prices).value)
        self.evaluations += 1
        self._check_time()

    def _try_prices(self, markets: Markets, prices: PlacePrices) -> None:
        """Choose the options worth most at the prices, site them, assess them."""
        problem, options = self._assessor.problem, self._assessor.options
        shared = self._shared
        pick = np.flatnonzero(shared.options.candidate)
        stands = np.flatnonzero(~pd.Series(shared.column_of).duplicated())
        place = prices.place[markets.column_of[stands]][shared.options.column[pick]]
        worth = (shared.options.supply[pick] * place).sum(axis=1)
        worth -= shared.options.fixed_gbp[pick]
        most = np.full(len(stands), MOST_ALIKE)
        menu = Menu(shared.options, pick, shared.copies, most, self.scenario)
        chosen = choose(menu, worth, effort=CHOICE_EFFORT, seed=self.settings.seed)
        if chosen is None:
            return
        facts = (shared.options.column, shared.options.places, shared.options.year)
        wanted = np.column_stack(facts)[chosen]
        sited = best_sites(problem, options, wanted, shared.column_of)
        self._consider(np.union1d(self._committed, sited))

    def _swap(self, prices: PlacePrices, stage: int) -> None:
        """Try single changes to the best plan, on larger zones first."""
        problem, options = self._assessor.problem, self._assessor.options
        groups = localities(self.scenario.zones, ZONES_TO_SWAP)
        coarse = Assessor(by_group(problem, groups), options)
        rng = np.random.default_rng([self.settings.seed, stage])
        place = prices.place[self._shared.column_of]
        swaps = Swaps(self.scenario, coarse, place, rng)
        self._tell("Trying changes to the best plan", new=False)
        limit = self.settings.work_limit
        left = SWAPS if limit is None else max(limit - self._work()["plans"], 0)
        better = swaps.improve(self.best, min(SWAPS, left), self._must_stop)
        self._assessor.assessed += swaps.tried
        self._consider(better)
        self._check_time()

    def _consider(self, chosen: Array) -> None:
        """Assess a plan and keep it if it is the best."""
        if np.array_equal(chosen, self.best):
            return
        objective = self._assessor.objective_gbp(chosen)
        if objective < self.objective:
            self.best, self.objective = chosen, objective
            if np.isnan(self.first_s) and objective < self.committed_gbp:
                self.first_s = self._elapsed()
            self._tell("A better plan", new=True)
        self._check_time()

    def _remaining(self) -> float:
        left = self.settings.time_limit_s - self._elapsed() - ROOM_TO_STOP_S
        return max(left, 0.1)

    def _elapsed(self) -> float:
        return self.clock() - self._began

    def _must_stop(self) -> bool:
        late = self._elapsed() > self.settings.time_limit_s - ROOM_TO_STOP_S
        limit = self.settings.work_limit
        done = limit is not None and self._work()["plans"] >= limit
        return late or done or self.stop()

    def _check_time(self) -> None:
        near = self.objective - self.bound <= self.settings.gap * self.objective
        if near or self._must_stop():
            raise OutOfTime

    def _work(self) -> dict[str, int]:
        return {"bounds": self.evaluations, "plans": self._assessor.assessed}

    def _quality(self) -> Quality:
        return Quality(
            status=self._status(),
            objective_gbp=self.objective,
            bound_gbp=min(self.bound, self.objective),
            do_nothing_gbp=self.do_nothing,
            seconds=self._elapsed(),
            first_plan_seconds=self.first_s,
            work=self._work(),
            peak_memory_mb=peak_memory_mb(),
        )

    def _status(self) -> str:
        if self.objective - self.bound <= PROVED * self.objective:
            return "best possible"
        if self.objective - self.bound <= self.settings.gap * self.objective:
            return "within the gap asked for"
        return "best found"

    def _plan(self) -> Plan:
        plan = plan_of(self.best, self._assessor.options, self.scenario)
        return Plan(plan.choices, self._quality())

    def _tell(self, stage: str, *, new: bool) -> None:
        quality = self._quality()
        self.on_progress(
            Progress(
                stage=stage,
                elapsed_s=quality.seconds,
                objective_gbp=quality.objective_gbp,
                bound_gbp=quality.bound_gbp,
                gap=quality.gap,
                gap_of_saving=quality.gap_of_saving,
                plan=self._plan() if new else None,
            )
        )
