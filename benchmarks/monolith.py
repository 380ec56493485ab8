"""The whole problem as one plain mixed-integer programme, to measure against.

Every option (scheme, size, opening year) is a binary; children flow from each
home to each setting every year, keep their places and carry on (docs/model.md
section 4). Places, one scheme a host, the yearly caps and the money hold.
Children choose at least cost with all years in sight, so the programme is a
relaxation of the yearly placement and nothing else: its bound is a floor under
every plan, and the plan it chooses is assessed like any other. HiGHS solves it
through MathOpt; the model is put together from whole arrays.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from benchmarks.cells import Array, Cells, cells_of, most_children
from benchmarks.rows import Rows
from capital_planner.errors import SolveError
from optimiser.options import Options, unmoved_gbp
from optimiser.problem import MICRO, Problem
from optimiser.rules import rows_of

POUNDS = 1000.0
"""Pounds in a unit of the objective: keeps the figures the solver sees small."""
RELATIVE_GAP = 1e-6
_PROGRESS = re.compile(
    r"\s*[A-Za-z]?(?:\s+\d+){3}\s+[\d.]+%\s+(?P<bound>\S+)\s+(?P<best>\S+)\s"
)
"""Source, nodes done, in the queue and leaves, share explored, bound, best plan."""


@dataclass(frozen=True)
class Answer:
    """What the solver found.

    Attributes
    ----------
    chosen
        Numbers of the options of the plan, committed ones too; those alone
        where the solver found no plan.
    objective_gbp
        Cost of the plan as the programme places children: at most its assessed
        cost; infinite where there is none.
    bound_gbp
        Floor under the cost of every plan.
    """

    chosen: Array
    objective_gbp: float
    bound_gbp: float


def rule_rows(problem: Problem, options: Options) -> tuple[Array, Array]:
    """Rules beside one scheme a host: use by candidate option, most of each.

    Returns
    -------
    tuple of numpy.ndarray
        ``[O free, N]`` and ``[N]``, each row in units of its largest use.
    """
    free = np.flatnonzero(options.candidate)
    rows = rows_of(problem.scenario, options)
    uses = np.zeros((len(free), len(rows)))
    for number, row in enumerate(rows):
        uses[:, number] = row.uses[free]
    scale = np.maximum(np.abs(uses).max(axis=0, initial=0.0), 1.0)
    return uses / scale, np.array([row.most for row in rows]) / scale


class Programme:
    """The mixed-integer programme of one problem.

    Parameters
    ----------
    problem, options
        The scenario as arrays, and what can be built.

    Attributes
    ----------
    proto
        The model as MathOpt takes it.
    """

    def __init__(self, problem: Problem, options: Options) -> None:
        self._problem, self._options = problem, options
        self._cells: Cells = cells_of(problem, options)
        self._free = np.flatnonzero(options.candidate)
        self._given = np.flatnonzero(options.committed)
        self._number()
        self._rows = Rows()
        for year in range(problem.shape[4]):
            self._keep_places(year)
            self._place_everyone(year)
            self._fill_no_more_than_open(year)
        self._keep_rules()
        self.proto = self._model()

    def _number(self) -> None:
        """Give every variable its number: there, new, needed, built."""
        zones, needs, phases, _, years = self._problem.shape
        cells = self._cells
        open_then = cells.first[:, None] <= np.arange(years)
        self._there = np.full(open_then.shape, -1)
        self._there[open_then] = np.arange(int(open_then.sum())) * zones
        may_come = open_then & cells.suits[:, None]
        after = int(open_then.sum()) * zones
        self._new = np.full(open_then.shape, -1)
        self._new[may_come] = after + np.arange(int(may_come.sum())) * zones
        after += int(may_come.sum()) * zones
        rows = zones * needs * phases
        self._needed = after + np.arange(rows * years).reshape(years, rows)
        after += rows * years
        self._built = after + np.arange(len(self._free))
        self._count = after + len(self._free)
        self._zones = np.arange(zones)

    def _keep_places(self, year: int) -> None:
        """Who is there kept the place, carried on or is new."""
        problem, cells = self._problem, self._cells
        here = np.flatnonzero(self._there[:, year] >= 0)
        need, phase = cells.need[here], cells.phase[here]
        stay = problem.stay[:, need, phase, year].T
        level = np.zeros(stay.shape)
        before = np.flatnonzero(cells.before[here] >= 0)
        earlier = cells.before[here[before]]
        move = problem.move_up[:, need[before], phase[before] - 1, year].T
        move = move * problem.carry_on[cells.column[here[before]], year, None]
        if year == 0:
            level = stay * cells.start[here]
            level[before] += move * cells.start[earlier]
        rows = self._rows.open(level.ravel(), level.ravel()).reshape(level.shape)
        self._rows.add(rows, self._at(self._there, here, year), 1.0)
        new = np.flatnonzero(self._new[here, year] >= 0)
        self._rows.add(rows[new], self._at(self._new, here[new], year), -1.0)
        if year:
            was = np.flatnonzero(self._there[here, year - 1] >= 0)
            then = self._at(self._there, here[was], year - 1)
            self._rows.add(rows[was], then, -stay[was])
            was = np.flatnonzero(self._there[earlier, year - 1] >= 0)
            then = self._at(self._there, earlier[was], year - 1)
            self._rows.add(rows[before[was]], then, -move[was])

    def _at(self, numbers: Array, cells: Array, year: int) -> Array:
        """Numbers of the variables of these cells in every zone: ``[n, Z]``."""
        found: Array = numbers[cells, year][:, None] + self._zones
        return found

    def _place_everyone(self, year: int) -> None:
        """Every child is somewhere or needs a place; tiers take what they may."""
        problem, cells = self._problem, self._cells
        demand = problem.demand[..., year + 1].ravel() / MICRO
        rows = self._rows.open(demand, demand)
        base = self._rows.open(np.array(-np.inf), np.zeros(len(rows)))
        state = self._rows.open(np.array(-np.inf), np.zeros(len(rows)))
        share = np.stack([problem.tier[..., 0], 1 - problem.tier[..., 2]])
        everywhere = np.broadcast_to(
            share[:, None], (2, len(self._zones), *share.shape[1:])
        ).reshape(2, -1)
        needed = self._needed[year]
        self._rows.add(rows, needed, 1.0)
        self._rows.add(base, needed, -everywhere[0])
        self._rows.add(state, needed, -everywhere[1])
        here = np.flatnonzero(self._there[:, year] >= 0)
        there = self._at(self._there, here, year)
        self._rows.add(rows[self._group(here)], there, 1.0)
        new = np.flatnonzero(self._new[:, year] >= 0)
        come, group = self._at(self._new, new, year), self._group(new)
        kinds = problem.kinds[cells.column[new]][:, None]
        outside = problem.independent[cells.column[new]][:, None]
        self._rows.add(base[group], come, (kinds == "base") - everywhere[0][group])
        self._rows.add(state[group], come, ~outside - everywhere[1][group])

    def _group(self, cells: Array) -> Array:
        """Find the rows of these cells, by zone, need and phase: ``[n, Z]``."""
        _, needs, phases = self._problem.shape[:3]
        flat = self._cells.need[cells] * phases + self._cells.phase[cells]
        found: Array = self._zones * needs * phases + flat[:, None]
        return found

    def _fill_no_more_than_open(self, year: int) -> None:
        """Children in a setting are at most its places, those built included."""
        options = self._options
        most = most_children(self._problem, options, self._given)[:, year]
        rows = self._rows.open(np.array(-np.inf), most)
        here = np.flatnonzero(self._there[:, year] >= 0)
        there = self._at(self._there, here, year)
        self._rows.add(rows[self._cells.column[here]][:, None], there, 1.0)
        column = options.column[self._free]
        supply = options.supply[self._free, year]
        self._rows.add(rows[column], self._built, -supply)
        moved = np.flatnonzero(options.leaves[self._free] >= 0)
        left = options.leaves[self._free[moved]]
        self._rows.add(rows[left], self._built[moved], supply[moved])

    def _keep_rules(self) -> None:
        """One scheme a host, and every other rule."""
        hosts, host = np.unique(self._options.host[self._free], return_inverse=True)
        rows = self._rows.open(np.array(-np.inf), np.ones(len(hosts)))
        self._rows.add(rows[host], self._built, 1.0)
        uses, most = rule_rows(self._problem, self._options)
        limited = np.flatnonzero(np.isfinite(most))
        rows = self._rows.open(np.array(-np.inf), most[limited])
        self._rows.add(
            rows[:, None],
            np.broadcast_to(self._built, (len(rows), len(self._built))),
            uses[:, limited].T,
        )

    def _costs(self) -> Array:
        problem, cells = self._problem, self._cells
        costs = np.zeros(self._count)
        for year, worth in enumerate(problem.discount):
            here = np.flatnonzero(self._there[:, year] >= 0)
            each = problem.child_cost[:, cells.phase[here], cells.column[here]].T
            costs[self._at(self._there, here, year)] = worth * each
            costs[self._needed[year]] = worth * problem.still_needed_cost
        costs[self._built] = self._options.fixed_gbp[self._free]
        return costs / POUNDS

    def _model(self) -> model_pb2.ModelProto:
        whole = np.zeros(self._count, dtype=bool)
        whole[self._built] = True
        constant = unmoved_gbp(self._problem, self._options, self._given)
        return self._rows.minimise(self._costs(), whole, constant / POUNDS)

    def solve(
        self, seconds: float, on_messages: Callable[[Sequence[str]], None]
    ) -> Answer:
        """Solve for at most so many seconds, passing on the solver's messages.

        Raises
        ------
        SolveError
            With the solver's own words, if it fails.
        """
        params = mathopt.SolveParameters(
            time_limit=dt.timedelta(seconds=seconds),
            relative_gap_tolerance=RELATIVE_GAP,
        )
        model = mathopt.Model.from_model_proto(self.proto)
        try:
            result = mathopt.solve(
                model, mathopt.SolverType.HIGHS, params=params, msg_cb=on_messages
            )
        except AttributeError as error:  # MathOpt hides the solver's own error text
            raise SolveError(str(error.__context__)) from error
        bound = POUNDS * result.termination.objective_bounds.dual_bound
        if not result.has_primal_feasible_solution():
            return Answer(self._given, np.inf, bound)
        built = [model.get_variable(int(number)) for number in self._built]
        taken = np.array(result.variable_values(built)) > 0.5
        chosen = np.union1d(self._given, self._free[taken])
        return Answer(chosen, POUNDS * result.objective_value(), bound)


def incumbent(line: str) -> tuple[float, float] | None:
    """Read the best plan's cost and the bound, pounds, from a solver's message.

    Returns
    -------
    tuple
        As the programme places children; None for a message of another kind.
    """
    found = _PROGRESS.match(line)
    if found is None:
        return None
    return POUNDS * float(found["best"]), POUNDS * float(found["bound"])
