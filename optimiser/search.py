"""Looking for the plan: prices, plans chosen at those prices, better ones near.

Anytime: every plan is assessed as children would really be placed, the best is
kept, and the floor says how far from the best possible it can be. All work is
counted, so that the same seed and work give the same plan; the clock only ends
the search.
"""

from contextlib import suppress
from dataclasses import replace
from functools import cached_property

import numpy as np

from capital_planner.errors import SolveError
from capital_planner.plan import Plan
from optimiser.ascent import Ascent
from optimiser.assessment import Assessor, on_offer
from optimiser.bound import Bound, PlacePrices
from optimiser.coarse import by_group, localities
from optimiser.conflicts import conflict
from optimiser.exact import cheapest_year, every_plan
from optimiser.guide import Guide, carried_over, learnt, prices_from
from optimiser.limits import Keeper
from optimiser.markets import Markets, bound_of, by_district, by_service, by_site
from optimiser.model import Menu, choose
from optimiser.options import known_choices
from optimiser.problem import Array
from optimiser.siting import best_sites
from optimiser.standing import OutOfTime, Standing
from optimiser.swaps import Swaps

Stages = tuple[tuple[float, int], ...]
"""Smoothing in pounds, and evaluations of the floor, one stage after another."""
ROUGH: Stages = ((1500.0, 50),)
MIDDLE: Stages = ((1500.0, 100), (1000.0, 100))
NEARER: Stages = ((1000.0, 60),)
FINE: Stages = ((1000.0, 40), (400.0, 40), (150.0, 40))
AGAIN: Stages = ((50.0, 30), (20.0, 40))
RULES_AGAIN = (20.0, 200)
"""For the prices of rules alone, which the earlier search may not have known."""
LATER: Stages = ((150.0, 60), (50.0, 60), (20.0, 60))
"""Smoothing once every setting has a price of its own; the last is repeated."""
ZONES_TO_PRICE = 12
ZONES_TO_SWAP = 46
SWAPS = 25
CHOICE_EFFORT = 0.05
FIRST_EFFORT = 2.0
"""Deterministic time for one choice, and for one that rules ask something of."""
MOST_ALIKE = 2
"""Schemes of one kind in one district that a plan takes before it is assessed."""
WORTH_GOING_ON = 1e-6
"""Share of the cost by which plan and floor must near each other in a round."""


class Search:
    """One search for the plan of a scenario.

    Parameters
    ----------
    standing
        The scenario, how hard to look, and what is found.
    assessor
        Assesses plans of the scenario; made anew when None.
    start
        What an earlier search learnt.
    """

    def __init__(
        self,
        standing: Standing,
        assessor: Assessor | None = None,
        start: Guide | None = None,
    ) -> None:
        self._standing = standing
        self._given = assessor
        self._start = start
        self._learnt: tuple[Markets, PlacePrices] | None = None

    def run(self) -> Plan:
        """Search until the gap, the time or the work asked for is reached.

        Raises
        ------
        SolveError
            If rules contradict each other; the fewest that do are named.
        """
        standing = self._standing
        standing.begin()
        self._assessor = on_offer(self._given or Assessor.of(standing.scenario))
        self._problem, self._options = self._assessor.problem, self._assessor.options
        self._shared = by_district(self._problem, self._options)
        self._keeper = Keeper(standing.scenario, self._options)
        self._committed = np.flatnonzero(self._options.committed)
        standing.assess_with(self._assessor)
        standing.weigh(self._first())
        with suppress(OutOfTime):
            standing.check()
            self._look()
        standing.compare()
        if np.isinf(standing.bound):
            standing.bound = self._floor.floor(self._floor.zero()).value
        standing.tell("The search has ended")
        return standing.plan()

    @property
    def guide(self) -> Guide:
        """What the search learnt, once it has run."""
        markets, prices = self._learnt or (self._shared, self._floor.zero())
        choices = self._standing.plan().choices
        return learnt(choices, markets, self._floor.limits, prices)

    @cached_property
    def _floor(self) -> Bound:
        """The floor under every plan, alike hosts of a district priced as one."""
        return bound_of(self._shared)

    @cached_property
    def _sites(self) -> Markets:
        """Every setting with a price of its own."""
        return by_site(self._problem, self._options)

    @cached_property
    def _site_floor(self) -> Bound:
        return bound_of(self._sites)

    def _first(self) -> Array:
        """Start with the committed programme, and what the rules ask for beside."""
        if (self._floor.limits.most >= 0).all():
            return self._committed
        menu = self._shared.options
        found = self._chosen(-menu.fixed_gbp[menu.candidate], FIRST_EFFORT)
        if found is None or not self._keeps(found):
            every = replace(self._options, barred=np.zeros_like(self._options.barred))
            raise SolveError(conflict(by_district(self._problem, every)))
        return found

    def _look(self) -> None:
        if self._few_enough():
            return
        prices = self._from_start(self._start) if self._start else self._cold()
        prices = carried_over(prices, self._shared, self._sites)
        for number, stage in enumerate(LATER):
            self._swap(prices, number)
            prices = self._climb(self._sites, prices, (stage,))
        number, before = len(LATER), np.inf
        while self._apart < before - WORTH_GOING_ON * self._standing.objective:
            before = self._apart
            self._swap(prices, number)
            prices = self._climb(self._sites, prices, LATER[-1:])
            number += 1

    @property
    def _apart(self) -> float:
        return self._standing.objective - self._standing.bound

    def _cold(self) -> PlacePrices:
        """Prices from nothing: shared widely at first, then by district."""
        problem, options = self._problem, self._options
        groups = localities(problem.scenario.zones, ZONES_TO_PRICE)
        rough = by_group(problem, groups)
        service, middle = by_service(rough, options), by_district(rough, options)
        nearer = by_district(self._coarse.problem, options)
        prices = self._climb(service, None, ROUGH)
        prices = carried_over(prices, service, middle)
        prices = self._climb(middle, prices, MIDDLE)
        prices = self._climb(nearer, prices, NEARER)
        return self._climb(self._shared, prices, FINE)

    def _from_start(self, start: Guide) -> PlacePrices:
        """Prices and plan of an earlier search."""
        known = known_choices(start.choices, self._options, self._problem.scenario)
        theirs = np.union1d(self._committed, known[self._options.candidate[known]])
        if self._keeps(theirs):
            self._standing.consider(theirs)
        prices = prices_from(start, self._shared, self._floor.limits)
        theta, evaluations = RULES_AGAIN
        prices = Ascent(self._floor).climb_rules(
            prices, theta=theta, evaluations=evaluations
        )
        self._standing.compare()
        self._prove(self._shared, prices)
        self._try_prices(self._shared, prices)
        return self._climb(self._shared, prices, AGAIN)

    def _few_enough(self) -> bool:
        """Settle small scenarios without prices: every plan, or one year exactly."""
        standing = self._standing
        plans = every_plan(standing.scenario, self._options)
        if plans is not None:
            standing.tell("Every plan within the rules is assessed")
            for chosen in plans:
                standing.consider(chosen)
            standing.raise_bound(standing.objective)
        elif len(standing.scenario.years) == 1:
            found = cheapest_year(self._problem, self._options, standing.remaining())
            if found is not None:
                standing.bound = max(standing.bound, found[1])
                standing.consider(found[0])
        return standing.near_enough()

    def _climb(
        self, markets: Markets, prices: PlacePrices | None, stages: Stages
    ) -> PlacePrices:
        """Improve prices stage by stage, and try the plan chosen at each.

        Prices on larger zones are only a start: their last plan alone is tried.
        """
        standing, bound = self._standing, self._bound(markets)
        exact = markets is self._shared or markets is self._sites
        ascent = Ascent(bound)
        prices = prices or bound.zero()
        for theta, evaluations in stages:
            standing.tell("Pricing places")
            prices = ascent.climb(
                prices, theta=theta, evaluations=evaluations, stop=standing.must_stop
            )
            standing.evaluations += ascent.evaluations + 1
            ascent.evaluations = 0
            standing.check()
            if exact or (theta, evaluations) == stages[-1]:
                self._try_prices(markets, prices)
                self._prove(markets, prices)
        standing.compare()
        return prices

    def _bound(self, markets: Markets) -> Bound:
        """Make the floor of some markets, once for those on the scenario's zones."""
        if markets is self._shared:
            return self._floor
        return self._site_floor if markets is self._sites else bound_of(markets)

    def _prove(self, markets: Markets, prices: PlacePrices) -> None:
        """Raise the floor under every plan, on the zones of the scenario."""
        if markets is not self._sites:
            prices = carried_over(prices, markets, self._shared)
            markets = self._shared
        self._learnt = markets, prices
        self._standing.raise_bound(self._bound(markets).floor(prices).value)

    def _try_prices(self, markets: Markets, prices: PlacePrices) -> None:
        """Choose the options worth most at the prices, site them, assess them."""
        menu = self._shared.options
        pick = np.flatnonzero(menu.candidate)
        place = carried_over(prices, markets, self._shared).place
        found = self._chosen(menu.worth(place)[pick])
        if found is not None and self._keeps(found) and self._promises(found):
            self._standing.consider(found)

    def _keeps(self, chosen: Array) -> bool:
        """Whether a plan keeps every rule, at the very sites it was given."""
        return self._keeper.kept_by(chosen[self._options.undecided[chosen]])

    def _promises(self, chosen: Array) -> bool:
        """Whether a plan is better than the best one, on larger zones."""
        if np.isnan(self._standing.first_s):
            return True
        self._assessor.assessed += 1
        best = self._coarse.objective_gbp(self._standing.best)
        return self._coarse.objective_gbp(chosen) < best

    def _chosen(self, worth: Array, effort: float = CHOICE_EFFORT) -> Array | None:
        """Choose the plan worth most together, each scheme at its best site.

        Parameters
        ----------
        worth
            Pounds saved by each option still to decide that is on the shared menu.
        """
        shared = self._shared
        pick = np.flatnonzero(shared.options.candidate)
        most = np.full(len(shared.problem.columns), MOST_ALIKE)
        menu = Menu(shared.options, pick, shared.copies, most, self._floor.limits)
        chosen = choose(menu, worth, effort=effort, seed=self._standing.settings.seed)
        if chosen is None:
            return None
        facts = (shared.options.column, shared.options.places, shared.options.year)
        wanted = np.column_stack(facts)[chosen]
        sited = best_sites(self._problem, self._options, wanted, shared.column_of)
        return np.union1d(self._committed, sited)

    def _swap(self, prices: PlacePrices, stage: int) -> None:
        """Try changes to the best plan, on larger zones first."""
        standing = self._standing
        standing.tell("Trying changes to the best plan")
        swaps = self._swaps(prices, stage)
        better = swaps.improve(standing.best, standing.tries(SWAPS), standing.must_stop)
        self._assessor.assessed += swaps.tried
        standing.consider(better)

    def _swaps(self, prices: PlacePrices, stage: int) -> Swaps:
        rng = np.random.default_rng([self._standing.settings.seed, stage])
        return Swaps(self._coarse, prices.place, self._shared.column_of, rng)

    @cached_property
    def _coarse(self) -> Assessor:
        """Assesses plans on larger zones, to be quick."""
        groups = localities(self._problem.scenario.zones, ZONES_TO_SWAP)
        return Assessor(by_group(self._problem, groups), self._options)
