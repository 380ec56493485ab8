"""What is measured in a process of its own: ``python -m benchmarks.jobs JOB {...}``.

Each job takes its settings as JSON and writes what it found as JSON, last line.
"""

import json
import resource
import statistics
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import optimiser
from benchmarks.apart import Stopwatch
from benchmarks.grown import Size, scenario_of
from benchmarks.monolith import Programme, incumbent
from benchmarks.p_median import as_scenario, instance_of
from capital_planner.futures import draw, lay_ground
from capital_planner.plan import Progress
from capital_planner.settings import Resolution, SearchSettings
from data import read_case
from optimiser.assessment import Assessor
from optimiser.futures import Futures, assess_futures
from optimiser.loops import get_ready_to_search
from optimiser.markets import bound_of, by_district

ENOUGH_S = 2.0
"""Seconds of work after which a measurement is not repeated."""
MOST_REPEATS = 5
SMOOTHING_GBP = 100.0
PROVED = 1e-6
"""Gap within which a plan is called the best possible."""

Answer = dict[str, Any]


def search(size: dict[str, Any], seconds: float, seed: int) -> Answer:
    """Find a plan as the product does; the trace has a row for all news.

    Returns
    -------
    dict
        ``trace`` rows: seconds of work, seconds by the clock, whole cost, floor.
        ``first_s``: seconds of work to the first plan better than the committed
        programme, None if there is none.
    """
    scenario = scenario_of(read_case(), Size(**size))
    watch = Stopwatch()
    trace: list[list[float]] = []

    def note(news: Progress) -> None:
        found = (news.objective_gbp, news.bound_gbp)
        trace.append([watch.processor_s(), watch.clock_s(), *found])

    plan = optimiser.find_plan(
        scenario, SearchSettings(gap=1e-5, time_limit_s=seconds, seed=seed), note
    )
    quality = plan.quality
    better = [row[0] for row in trace if row[2] < trace[0][2]]
    return {
        "trace": trace,
        "processor_s": watch.processor_s(),
        "objective_gbp": quality.objective_gbp if quality else np.nan,
        "bound_gbp": quality.bound_gbp if quality else np.nan,
        "do_nothing_gbp": quality.do_nothing_gbp if quality else np.nan,
        "first_s": better[0] if better else None,
        "memory_mb": optimiser.peak_memory_mb(),
    }


def monolith(size: dict[str, Any], seconds: float) -> Answer:
    """Solve the whole as one programme, and assess the plan it ends with.

    Time counts from the scenario, as the search's does. The trace has the cost
    of its plans as the programme itself places children: no more than they are
    assessed at. ``objective_gbp`` is the assessed cost of the last.
    """
    scenario = scenario_of(read_case(), Size(**size))
    watch = Stopwatch()
    trace: list[list[float]] = []

    def note(lines: Sequence[str]) -> None:
        now = [watch.processor_s(), watch.clock_s()]
        trace.extend([*now, *found] for found in map(incumbent, lines) if found)

    assessor = Assessor.of(scenario)
    programme = Programme(assessor.problem, assessor.options)
    left = max(seconds - watch.clock_s(), 0.0)
    answer = programme.solve(left, note)
    found = (answer.objective_gbp, answer.bound_gbp)
    trace.append([watch.processor_s(), watch.clock_s(), *found])
    return {
        "trace": trace,
        "processor_s": watch.processor_s(),
        "memory_mb": optimiser.peak_memory_mb(),
        "objective_gbp": assessor.objective_gbp(answer.chosen),
        "bound_gbp": answer.bound_gbp,
    }


def pieces(size: dict[str, Any]) -> Answer:
    """Time one assessment (all years placed anew) and one floor, seconds of work."""
    scenario = scenario_of(read_case(), Size(**size))
    assessor = Assessor.of(scenario)
    get_ready_to_search(assessor.problem)
    committed = np.flatnonzero(assessor.options.committed)

    def assess() -> None:
        Assessor(assessor.problem, assessor.options).objective_gbp(committed)

    assessment_s = _median_s(assess)
    bound = bound_of(by_district(assessor.problem, assessor.options))
    prices = bound.zero()
    floor_s = _median_s(lambda: bound.floor(prices, SMOOTHING_GBP))
    return {
        "zones": len(scenario.zones),
        "years": len(scenario.years),
        "schemes": len(scenario.schemes),
        "options": len(assessor.options),
        "assessment_s": assessment_s,
        "floor_s": floor_s,
        "memory_mb": optimiser.peak_memory_mb(),
    }


def p_median(resolution: Resolution, sites: int, seconds: float) -> Answer:
    """Find the sites of least minutes; time counts from the instance in hand."""
    scenario = scenario_of(read_case(), Size(resolution))
    instance = instance_of(scenario)
    watch = Stopwatch()
    one_year = as_scenario(scenario, instance, sites)
    plan = optimiser.find_plan(one_year, SearchSettings(gap=1e-7, time_limit_s=seconds))
    return {
        "processor_s": watch.processor_s(),
        "weighted_minutes": plan.quality.objective_gbp if plan.quality else np.nan,
        "proved": plan.quality is not None and plan.quality.gap <= PROVED,
        "memory_mb": optimiser.peak_memory_mb(),
    }


def futures(resolution: Resolution, count: int) -> Answer:
    """Assess the committed programme in so many futures, on all cores."""
    case = read_case()
    scenario = scenario_of(case, Size(resolution))
    plans = {"committed programme": optimiser.committed(scenario)}
    watch = Stopwatch()
    drawn = Futures(lay_ground(case, scenario), tuple(draw(case, count, 0)))
    found = assess_futures(scenario, plans, drawn)
    clock_s = watch.clock_s()
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "clock_s": clock_s,
        "worked_s": watch.processor_s() + theirs.ru_utime + theirs.ru_stime,
        "memory_mb": optimiser.peak_memory_mb(),
        "each_mb": theirs.ru_maxrss / 1024,
        "futures": len(found),
    }


def _median_s(work: Callable[[], object]) -> float:
    """Median seconds of work of a few runs, fewer where one takes long."""
    times: list[float] = []
    while len(times) < MOST_REPEATS and sum(times) < ENOUGH_S:
        watch = Stopwatch()
        work()
        times.append(watch.processor_s())
    return statistics.median(times)


JOBS: dict[str, Callable[..., Answer]] = {
    "search": search,
    "monolith": monolith,
    "pieces": pieces,
    "p_median": p_median,
    "futures": futures,
}


def main() -> None:
    """Run the job asked for and write what it found."""
    job, settings = sys.argv[1:]
    answer = JOBS[job](**json.loads(settings))
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
