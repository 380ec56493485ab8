"""Small scenarios settled exactly: every plan, or one year as one programme."""

import datetime as dt
import math
from itertools import islice, product

import numpy as np
from ortools.math_opt.python import mathopt

from capital_planner.errors import SolveError
from capital_planner.scenario import Scenario
from optimiser.limits import limits_of
from optimiser.options import Options
from optimiser.placement import Placer, split_tiers
from optimiser.problem import MICRO, Array, Problem

MOST_PLANS = 400
MOST_ARCS = 200_000


def every_plan(scenario: Scenario, options: Options) -> list[Array] | None:
    """Every plan within the rules, or None when there are too many to try."""
    free = np.flatnonzero(options.candidate)
    menus = [
        np.append(free[options.host[free] == host], -1)
        for host in np.unique(options.host[free])
    ]
    if math.prod(len(menu) for menu in menus) > MOST_PLANS:
        return None
    given = np.flatnonzero(options.committed)
    place = np.full(len(options), -1)
    place[free] = np.arange(len(free))
    limits = limits_of(scenario, options)
    plans = []
    for drawn in islice(product(*menus), MOST_PLANS):
        mine = np.array([number for number in drawn if number >= 0], dtype=int)
        if limits.kept_by(place[mine]):
            plans.append(np.union1d(given, mine))
    return plans


def cheapest_year(
    problem: Problem, options: Options, seconds: float
) -> tuple[Array, float] | None:
    """Plan and placements of a one-year scenario as one mixed-integer programme.

    Children choose the least cost rather than the least journey, so its bound
    is a floor for every plan, and its plan is assessed like any other.

    Returns
    -------
    tuple
        Numbers of the options chosen (committed ones too), and the floor;
        None when there are too many ways to a place for one programme.
    """
    ways = problem.suits[:, :, None] & problem.tiers_allowed
    if problem.shape[0] * int(ways.sum()) > MOST_ARCS:
        return None
    programme = _OneYear(problem, options)
    params = mathopt.SolveParameters(
        time_limit=dt.timedelta(seconds=seconds), relative_gap_tolerance=1e-9
    )
    try:
        result = mathopt.solve(programme.model, mathopt.SolverType.HIGHS, params=params)
    except AttributeError as error:  # MathOpt hides the solver's own error text
        raise SolveError(str(error.__context__)) from error
    given = np.flatnonzero(options.committed)
    floor = programme.constant + result.termination.objective_bounds.dual_bound
    if not result.has_primal_feasible_solution():
        return given, floor
    values = result.variable_values(programme.built)
    mine = programme.free[np.array(values) > 0.5]
    return np.union1d(given, mine), floor


class _OneYear:
    """The programme of one year, built from arrays."""

    def __init__(self, problem: Problem, options: Options) -> None:
        self._problem, self._options = problem, options
        self.free = np.flatnonzero(options.candidate)
        self.model = mathopt.Model()
        self.built = [self.model.add_binary_variable() for _ in self.free]
        self._cost = mathopt.LinearSum(
            float(options.fixed_gbp[number]) * variable
            for number, variable in zip(self.free, self.built, strict=True)
        )
        self.constant = self._place_everyone()
        self._keep_rules()
        self.model.minimize(self._cost)

    def _place_everyone(self) -> float:
        """Children to place, the places they may take, and the fixed cost."""
        problem, options = self._problem, self._options
        given = np.flatnonzero(options.committed)
        every = np.arange(len(problem.columns))
        placer = Placer(problem, every)
        kept, pool = placer.kept(placer.start(), 0)
        split = split_tiers(pool, problem.tier)
        zone, need, phase, tier = np.nonzero(split)
        supply = split[zone, need, phase, tier] / MICRO
        allowed = problem.suits[need, phase] & problem.tiers_allowed[tier]
        places = problem.open_places[:, 0].copy()
        np.add.at(places, options.column[given], options.supply[given, 0])
        free = np.maximum(places - kept.sum(axis=(0, 1, 2)) / MICRO, 0.0)
        rows, columns = np.nonzero(allowed)
        costs = problem.child_cost[zone[rows], phase[rows], columns]
        self._flows(rows, columns, supply, costs * problem.discount[0], free)
        staying = (kept.sum(axis=1) / MICRO * problem.child_cost).sum()
        rate = problem.scenario.running["place_funding_gbp"].reindex(problem.kinds)
        funding = float(rate.to_numpy() @ problem.funded_places[:, 0])
        fixed = options.fixed_gbp[given].sum()
        return float((staying + funding) * problem.discount[0] + fixed)

    def _flows(
        self, rows: Array, columns: Array, supply: Array, cost: Array, free: Array
    ) -> None:
        needed = self._problem.still_needed_cost * float(self._problem.discount[0])
        flow = [self.model.add_variable(lb=0.0, ub=float(supply[row])) for row in rows]
        short = [self.model.add_variable(lb=0.0) for _ in supply]
        self._cost += mathopt.LinearSum(
            float(c) * v for c, v in zip(cost, flow, strict=True)
        ) + needed * mathopt.fast_sum(short)
        for row, children in enumerate(supply):
            placed = [flow[arc] for arc in np.flatnonzero(rows == row)]
            self.model.add_linear_constraint(
                mathopt.fast_sum(placed) + short[row] == float(children)
            )
        for column in np.unique(columns):
            arcs = np.flatnonzero(columns == column)
            self._capacity(int(column), arcs, flow, float(free[column]))

    def _capacity(
        self, column: int, arcs: Array, flow: list[mathopt.Variable], free: float
    ) -> None:
        """No more children than places; none at a site until it is built."""
        options = self._options
        mine = np.flatnonzero(options.column[self.free] == column)
        left = np.flatnonzero(options.leaves[self.free] == column)
        supply = options.supply[self.free, 0]
        built = [self.built[number] for number in mine]
        added = mathopt.LinearSum(
            float(sign * supply[number]) * self.built[number]
            for sign, numbers in ((1, mine), (-1, left))
            for number in numbers
        )
        self.model.add_linear_constraint(
            mathopt.fast_sum(flow[arc] for arc in arcs) <= free + added
        )
        if free == 0 and built:
            opened = mathopt.fast_sum(built)
            for arc in arcs:
                most = flow[arc].upper_bound
                self.model.add_linear_constraint(flow[arc] <= most * opened)

    def _keep_rules(self) -> None:
        """One scheme a host, and every condition of the rules."""
        options, scenario = self._options, self._problem.scenario
        built = np.array(self.built, dtype=object)
        for host in np.unique(options.host[self.free]):
            alike = built[options.host[self.free] == host]
            self.model.add_linear_constraint(mathopt.fast_sum(alike) <= 1)
        limits = limits_of(scenario, options)
        for number, most in enumerate(limits.most.tolist()):
            taken = mathopt.LinearSum(
                float(uses) * variable
                for uses, variable in zip(
                    limits.uses[:, number], self.built, strict=True
                )
            )
            self.model.add_linear_constraint(taken <= most)
