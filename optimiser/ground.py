"""Everything at hand to explain a plan: prices, rules, and what was worked out."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from capital_planner.plan import Plan
from capital_planner.reasons.answers import Compared, Outcome
from capital_planner.reasons.differences import compared
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import measure
from optimiser.assessment import Assessor, on_offer, placements
from optimiser.coarse import by_group, localities
from optimiser.guide import Guide, limits_from
from optimiser.limits import Limits, limits_of
from optimiser.options import Options, chosen_by, plan_of
from optimiser.problem import Array

ZONES_TO_COMPARE = 12
"""Plans are first compared on about so many larger zones, to be quick."""


@dataclass(frozen=True)
class Ground:
    """A plan of a scenario, the prices of a search, and what is known of both.

    Attributes
    ----------
    assessor
        Assesses plans of the scenario; its options that no plan may hold are
        barred.
    guide
        Prices of places and rules.
    chosen
        Numbers of the options of the plan explained, those on site left out.
    limits
        Conditions of the rules on the options still to decide.
    before
        The plan as it was, where costs or pins have changed since.
    """

    assessor: Assessor
    guide: Guide
    chosen: Array
    limits: Limits
    before: Outcome | None = None
    _outcomes: dict[bytes, Outcome] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        plan: Plan,
        guide: Guide,
        assessor: Assessor | None = None,
    ) -> "Ground":
        """Get everything ready.

        Parameters
        ----------
        assessor
            Of the scenario; made anew when None.

        Raises
        ------
        SolveError
            If the plan holds what the scenario does not offer.
        """
        assessor = assessor or Assessor.of(scenario)
        chosen = chosen_by(plan, assessor.options, scenario)
        return _ready(assessor, guide, chosen)

    def beside(self, scenario: Scenario) -> "Ground":
        """Explain the same plan under other pins or with other costs."""
        mine = self.scenario
        alike = scenario.sizes is mine.sizes and scenario.costs is mine.costs
        beside = _ready(self.assessor.beside(scenario), self.guide, self.chosen)
        return replace(
            beside,
            before=self.outcome(self.chosen),
            _outcomes=self._outcomes if alike else {},
        )

    @property
    def scenario(self) -> Scenario:
        """What is assumed."""
        return self.assessor.problem.scenario

    @property
    def options(self) -> Options:
        """Every way a scheme can be built."""
        return self.assessor.options

    @cached_property
    def free(self) -> Array:
        """Numbers of the options still to decide that are on offer."""
        return np.flatnonzero(self.options.candidate)

    @cached_property
    def row(self) -> Array:
        """Row of each option in ``limits.uses``; -1 where it is not on offer."""
        rows = np.full(len(self.options), -1)
        rows[self.free] = np.arange(len(self.free))
        return rows

    @cached_property
    def mine(self) -> Array:
        """Options of the plan that were still to decide."""
        mine: Array = self.chosen[self.options.undecided[self.chosen]]
        return mine

    @cached_property
    def given(self) -> Array:
        """Options that every plan holds: the committed ones."""
        return np.flatnonzero(self.options.committed)

    @cached_property
    def worth(self) -> Array:
        """Pounds an option saves at the prices of places, its cost paid: ``[O]``."""
        problem = self.assessor.problem
        price = self.guide.place.reindex(
            index=problem.columns, columns=list(self.scenario.years)
        )
        saved: Array = self.options.worth(price.fillna(0.0).to_numpy(float))
        return saved

    @cached_property
    def limit_gbp(self) -> Array:
        """Pounds for one more of each condition: ``[N]``."""
        return limits_from(self.guide, self.limits)

    @cached_property
    def net(self) -> Array:
        """``worth`` less what it takes of the rules; minus infinity if not on offer."""
        left = np.full(len(self.options), -np.inf)
        left[self.free] = self.worth[self.free] - self.limits.uses @ self.limit_gbp
        return left

    @cached_property
    def coarse(self) -> Assessor:
        """Assesses plans on larger zones."""
        if len(self.scenario.zones) <= ZONES_TO_COMPARE:
            return self.assessor
        groups = localities(self.scenario.zones, ZONES_TO_COMPARE)
        return Assessor(by_group(self.assessor.problem, groups), self.options)

    def without(self, lost: Array) -> Array:
        """Leave options out of the plan, and hosts found for their schemes."""
        options = self.options
        its = np.isin(options.instead[self.chosen], options.scheme[lost])
        rest: Array = self.chosen[~(its | np.isin(self.chosen, lost))]
        return rest

    def of_scheme(self, scheme: str) -> Array:
        """Whether each option is of this scheme: ``[O]``."""
        number = self.scenario.schemes.index.get_loc(scheme)
        mine: Array = self.options.scheme == number
        return mine

    @property
    def this(self) -> Outcome:
        """The plan explained, as others are held against it."""
        return self.before or self.outcome(self.chosen)

    def outcome(self, chosen: Array) -> Outcome:
        """Place every child under a plan and measure it; kept for the next answer."""
        key = np.sort(chosen).tobytes()
        if key not in self._outcomes:
            plan = plan_of(chosen, self.options, self.scenario)
            placed = placements(self.assessor, chosen)
            found = Outcome(plan, placed, measure(self.scenario, plan, placed))
            self._outcomes[key] = found
        return self._outcomes[key]

    def against(self, other: Array, scheme: str = "") -> Compared:
        """Hold another plan against the one explained."""
        differ = np.setxor1d(self.chosen, other)
        years = self.options.year[differ]
        since = int(years.min()) if len(differ) else max(self.scenario.years)
        return compared(
            self.scenario,
            self.this,
            self.outcome(other),
            since=since,
            scheme=scheme,
        )


def _ready(assessor: Assessor, guide: Guide, chosen: Array) -> Ground:
    offered = on_offer(assessor)
    limits = limits_of(assessor.problem.scenario, offered.options)
    decided = chosen[~assessor.options.on_site[chosen]]
    return Ground(offered, guide, decided, limits)
