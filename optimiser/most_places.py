"""Most places of some routes that money and rules allow, found by CP-SAT."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from ortools.sat.python import cp_model

from capital_planner.scenario import Scenario
from optimiser.assessment import Assessor, on_offer
from optimiser.guide import Guide, prices_from
from optimiser.limits import limits_of
from optimiser.markets import Markets, by_district
from optimiser.model import PROVING, RULES, Menu, Rule
from optimiser.options import plan_of
from optimiser.problem import Array
from optimiser.siting import best_sites

EFFORT = 4.0
WAY_EFFORT = 1.0
"""Deterministic time for how many places there can be (once to find them, once to
prove that there are no more), and for the way to them."""
NEAR = 1e-3
"""Share of what options are worth by which the way may miss the best."""


@dataclass(frozen=True)
class MostPlaces:
    """How many places still to decide there can be.

    Attributes
    ----------
    by_route
        Places of each route asked about, together as many as were found.
    bound
        Proved: no plan within the rules has more.
    choices
        A plan with so many, as ``Plan.choices``.
    """

    by_route: dict[str, int]
    bound: int
    choices: pd.DataFrame

    @property
    def total(self) -> int:
        """Places of all the routes."""
        return sum(self.by_route.values())


def most_places(
    scenario: Scenario,
    routes: tuple[str, ...],
    guide: Guide | None = None,
    beside: Assessor | None = None,
) -> MostPlaces | None:
    """Find the most places of some routes together, and a good way to have them.

    Of plans with as many, the one whose schemes are worth most at the prices of
    an earlier search (without any, that costs least).

    Parameters
    ----------
    scenario
        With the rules that the plan keeps.
    routes
        Counted together; schemes approved already do not count.
    guide
        What an earlier search learnt.
    beside
        Assessor of a scenario that differs in rules or money alone.

    Returns
    -------
    MostPlaces
        None when no plan within the rules was found.
    """
    assessor = beside.beside(scenario) if beside else Assessor.of(scenario)
    assessor = on_offer(assessor)
    markets = by_district(assessor.problem, assessor.options)
    question = _Question(scenario, markets, routes)
    most = question.ask(question.counted, 0, EFFORT)
    if most is None:
        return None
    worth = _worth(markets, guide, question.menu.pick)
    best = question.ask(
        np.rint(worth).astype(np.int64), most.reached, WAY_EFFORT, near=NEAR
    )
    built = most.built if best is None else best.built
    return MostPlaces(
        by_route=question.by_route(built),
        bound=question.bound(EFFORT),
        choices=_choices(assessor, markets, question.menu.pick[built]),
    )


@dataclass(frozen=True)
class _Answer:
    """Rows of the menu that are built, and the counted places they come to."""

    built: Array
    reached: int


class _Question:
    """What is asked of the options of a scenario, over and over.

    Parameters
    ----------
    scenario, markets
        The rules, and the options of every kind of host.
    routes
        Those whose places count.
    """

    def __init__(
        self, scenario: Scenario, markets: Markets, routes: tuple[str, ...]
    ) -> None:
        options = markets.options
        pick = np.flatnonzero(options.candidate)
        no_limit = np.full(len(markets.problem.columns), len(options))
        limits = limits_of(scenario, options)
        self.menu = Menu(options, pick, markets.copies, no_limit, limits)
        self._route = scenario.schemes["route"].to_numpy(str)[options.scheme[pick]]
        self._routes = routes
        self._places = options.places[pick]
        self.counted = np.where(np.isin(self._route, routes), self._places, 0)

    def ask(
        self, worth: Array, least: int, effort: float, *, near: float = 0.0
    ) -> _Answer | None:
        """Find the options worth most, with so many counted places at least."""
        model, chosen = self._asked(RULES)
        model.add(_sum(self.counted, chosen) >= least)
        model.maximize(_sum(worth, chosen))
        solver = _solver(effort, near)
        solver.solve(model)
        if solver.response_proto.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        counts = [int(solver.value(variable)) for variable in chosen]
        built = np.repeat(np.arange(len(chosen)), counts)
        return _Answer(built, int(self.counted[built].sum()))

    def bound(self, effort: float) -> int:
        """Prove how many counted places no plan within the rules exceeds."""
        model, chosen = self._asked(PROVING)
        model.maximize(_sum(self.counted, chosen))
        solver = _solver(effort, 0.0)
        solver.solve(model)
        if solver.response_proto.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return int(self.counted @ self._copies())  # nothing is proved
        return int(np.floor(solver.best_objective_bound + 1e-6))

    def _asked(
        self, rules: tuple[Rule, ...]
    ) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
        model = cp_model.CpModel()
        chosen = [model.new_int_var(0, int(most), "") for most in self._copies()]
        for rule in rules:
            rule(model, chosen, self.menu)
        return model, chosen

    def _copies(self) -> Array:
        hosts: Array = self.menu.copies[self.menu.options.host[self.menu.pick]]
        return hosts

    def by_route(self, built: Array) -> dict[str, int]:
        """Places of each route among the options built."""
        route, places = self._route[built], self._places[built]
        return {name: int(places[route == name].sum()) for name in self._routes}


def _solver(effort: float, near: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.relative_gap_limit = near
    return solver


def _sum(factors: Array, chosen: list[cp_model.IntVar]) -> cp_model.LinearExpr:
    used = np.flatnonzero(factors)
    return cp_model.LinearExpr.weighted_sum(
        [chosen[number] for number in used], [int(factors[number]) for number in used]
    )


def _worth(markets: Markets, guide: Guide | None, pick: Array) -> Array:
    """Pounds that each option saves at the prices of a place."""
    options = markets.options
    if guide is None:
        cost: Array = -options.fixed_gbp[pick]
        return cost
    limits = limits_of(markets.problem.scenario, options)
    worth: Array = options.worth(prices_from(guide, markets, limits).place)[pick]
    return worth


def _choices(assessor: Assessor, markets: Markets, built: Array) -> pd.DataFrame:
    """Put every scheme at its best site, beside what is committed."""
    shared, options = markets.options, assessor.options
    facts = (shared.column, shared.places, shared.year)
    wanted = np.column_stack(facts)[built]
    sited = best_sites(assessor.problem, options, wanted, markets.column_of)
    every = np.union1d(np.flatnonzero(options.committed), sited)
    return plan_of(every, options, assessor.problem.scenario).choices
