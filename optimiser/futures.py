"""What plans come to in many futures drawn at random."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from capital_planner.errors import Problem as Wrong
from capital_planner.errors import SolveError
from capital_planner.futures import Draw, Ground, Sampled, sample
from capital_planner.futures.verdicts import (
    LATER,
    WITHOUT,
    later,
    schemes_tried,
    without,
)
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from optimiser import engines
from optimiser.assessment import Assessor
from optimiser.options import Options, chosen_by
from optimiser.placement import Year
from optimiser.problem import MICRO, Array, Problem, long_journeys

MEASURES = ("children", "independent", "still_needed", "long_journeys")
"""What is counted in every year, in the order of the columns."""
A_PIECE = 2
"""Futures worked out at a time: short enough that progress shows and Stop is prompt."""

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Futures:
    """Futures of one case, ready for a scenario built from it.

    Attributes
    ----------
    ground
        What they share.
    draws
        The futures.
    """

    ground: Ground
    draws: Sequence[Draw]


def assess_futures(
    scenario: Scenario,
    plans: Mapping[str, Plan],
    futures: Futures,
    *,
    engine: engines.Engine = engines.LOCAL,
    on_progress: Told | None = None,
    stop: Callable[[], bool] | None = None,
) -> pd.DataFrame:
    """Place every child and price every plan in every future.

    Parameters
    ----------
    plans
        Plans of the scenario, by name.
    engine
        As :func:`optimiser.engines.run` takes it.
    on_progress
        Told how many futures are done, and of how many.
    stop
        Asked often; once true, the futures done so far are returned.

    Returns
    -------
    pandas.DataFrame
        Index ``(plan, future)``, in the order of plans and draws. Columns
        ``whole_cost_gbp`` (present value, docs/model.md section 5), and for
        each year assessed ``children_<year>`` (who need a place, those across
        the border included), ``independent_<year>`` (children in independent
        schools), ``still_needed_<year>`` (places) and ``long_journeys_<year>``.

    Raises
    ------
    SolveError
        If a plan holds what is not on offer, or the engine fails.
    """
    job = _Assessing(scenario, dict(plans), futures.ground, tuple(futures.draws))
    job.check()
    count = len(futures.draws)
    size = 1 if engine == engines.HERE else A_PIECE
    pieces = [
        tuple(range(first, min(first + size, count))) for first in range(0, count, size)
    ]

    def tell(done: int) -> None:
        if on_progress:
            on_progress(min(done * size, count), count)

    found = engines.run(engine, job, pieces, tell, stop or (lambda: False))
    return _frame(scenario, list(plans), [row for rows in found for row in rows])


Row = tuple[int, Array]
"""Number of a draw, and its figures: a row a plan."""


def _frame(scenario: Scenario, plans: list[str], rows: list[Row]) -> pd.DataFrame:
    columns = ["whole_cost_gbp"] + [
        f"{measure}_{year}" for measure in MEASURES for year in scenario.years
    ]
    numbers = [number for number, _ in rows]
    index = pd.MultiIndex.from_product([plans, numbers], names=["plan", "future"])
    shape = (len(rows), len(plans), len(columns))
    figures = np.array([figures for _, figures in rows]).reshape(shape)
    by_plan = figures.transpose(1, 0, 2).reshape(-1, len(columns))
    return pd.DataFrame(by_plan, index=index, columns=columns)


@dataclass(frozen=True)
class _Assessing:
    """The job: everything a process needs to work out any of the futures."""

    scenario: Scenario
    plans: dict[str, Plan]
    ground: Ground
    draws: tuple[Draw, ...]

    def check(self) -> None:
        """Refuse plans that hold what is not on offer, before any is sent out."""
        options = Assessor.of(self.scenario).options
        problems: list[Wrong] = []
        for plan in self.plans.values():
            try:
                chosen_by(plan, options, self.scenario)
            except SolveError as error:
                problems += error.problems
        if problems:
            raise SolveError(dict.fromkeys(problems))

    def ready(self) -> Callable[[tuple[int, ...]], list[Row]]:
        """Turn the scenario into arrays, and give the function of some draws."""
        central = Assessor.of(self.scenario)
        ready = _Ready(
            central.problem,
            central.options,
            [
                chosen_by(plan, central.options, self.scenario)
                for plan in self.plans.values()
            ],
            long_journeys(self.scenario, central.problem.minutes),
        )

        def piece(numbers: tuple[int, ...]) -> list[Row]:
            draws = [self.draws[number] for number in numbers]
            return [
                (draw.number, ready.figures(sample(self.ground, draw)))
                for draw in draws
            ]

        return piece


@dataclass(frozen=True)
class _Ready:
    """A scenario as arrays, and plans as options, ready for any future."""

    problem: Problem
    options: Options
    plans: list[Array]
    far: Array

    def figures(self, future: Sampled) -> Array:
        """Price and count every plan in one future: a row a plan."""
        problem = replace(
            self.problem,
            demand=np.rint(future.demand * MICRO).astype(np.int64),
            stay=future.stay,
            move_up=future.move_up,
        )
        assessor = Assessor(problem, self.options)
        children = future.children.sum(axis=(0, 1, 2))[1:]
        rows = []
        for chosen in self.plans:
            cost = assessor.objective_gbp(chosen)
            active, _ = assessor.places(chosen)
            years = [self._counts(year, active) for year in assessor.years(chosen)]
            counts = np.column_stack([children, np.array(years)])
            rows.append(np.concatenate([[cost], counts.T.ravel()]))
        return np.array(rows)

    def _counts(self, year: Year, active: Array) -> tuple[float, float, float]:
        """Children in independent schools, places still needed, long journeys."""
        alone = self.problem.kinds[active] == "independent"
        by_home = year.children.sum(axis=1)
        far = by_home[self.far[:, :, active]].sum()
        independent = by_home[:, :, alone].sum()
        return independent / MICRO, year.still_needed.sum() / MICRO, far / MICRO


def variants(scenario: Scenario, name: str, plan: Plan) -> dict[str, Plan]:
    """Make of a plan the plans that tell what each of its schemes is worth.

    Parameters
    ----------
    name
        Of the plan itself.

    Returns
    -------
    dict of str to Plan
        The plan; ``without <scheme>`` for each scheme not on site; ``later
        <scheme>``, opening two years later, for each that can. Rules of a plan
        are not asked of them: they are for comparison.
    """
    assessor = Assessor.of(scenario)
    made = {name: plan}
    for scheme in schemes_tried(scenario, plan):
        made[WITHOUT + scheme] = without(plan, scheme)
        moved = later(plan, scheme)
        try:
            chosen_by(moved, assessor.options, scenario)
        except SolveError:
            continue
        made[LATER + scheme] = moved
    return made
