"""What the main job on Lancashire comes to: ``uv run benchmarks/lancashire.py``.

Writes the tables of docs/model.md section 8 to standard output: the search (gaps
by time, three seeds, four goals), what it is compared with (do nothing, the
committed programme, random plans within the rules), and the time of one
assessment and of one floor at each resolution. Quote medians and ratios: a
shared machine is noisy.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import pandas as pd

import optimiser
from capital_planner.case import Case
from capital_planner.checks import check_plan
from capital_planner.plan import Plan, Progress
from capital_planner.scenario import Scenario, build
from capital_planner.settings import RESOLUTIONS, ScenarioSettings, SearchSettings
from capital_planner.sufficiency import measure
from data import read_case
from optimiser.assessment import Assessor
from optimiser.limits import Keeper
from optimiser.markets import bound_of, by_district
from optimiser.options import plan_of

RANDOM_PLANS = 20
REPEATS = 5
TARGETS = ((0.02, 0.10), (0.01, 0.05), (0.005, 0.03))
"""Gap and gap of the saving, together, that the time is noted for."""


def say(line: str) -> None:
    """Write one line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def row(name: str, scenario: Scenario, plan: Plan) -> str:
    """One row of the table of plans, with what the judge finds wrong."""
    placements = optimiser.place_children(scenario, plan)
    found = measure(scenario, plan, placements)
    wrong = check_plan(scenario, plan, placements, found.objective_parts)
    years = list(scenario.years)
    quality = plan.quality
    proof = (
        f"{quality.gap:.2%} | {quality.gap_of_saving:.1%} | "
        f"{quality.first_plan_seconds:.1f} | {quality.peak_memory_mb:.0f}"
        if quality
        else " | | | "
    )
    means = found.totals.loc[years, ["median_minutes", "long_journey"]].mean()
    return (
        f"| {name} | {found.objective_gbp / 1e6:,.1f} | {proof} | "
        f"{float(means['median_minutes']):.2f} | {float(means['long_journey']):.0f} | "
        f"{found.totals['independent'].loc[years[-1]]:.0f} | {len(wrong)} |"
    )


def searched(scenario: Scenario, seed: int, reached: dict[str, float]) -> Plan:
    """Find a plan, and note when each target was met."""

    def note(news: Progress) -> None:
        for gap, saving in TARGETS:
            name = f"{gap:.1%} and {saving:.0%}"
            if news.gap <= gap and news.gap_of_saving <= saving:
                reached.setdefault(name, news.elapsed_s)

    return optimiser.find_plan(scenario, SearchSettings(seed=seed), note)


def random_plans(scenario: Scenario, count: int) -> Iterator[Plan]:
    """Plans filled at random until no rule leaves room for more."""
    assessor = Assessor.of(scenario)
    options = assessor.options
    rng = np.random.default_rng(0)
    keeper = Keeper(scenario, options)
    candidates = np.flatnonzero(options.candidate)
    for _ in range(count):
        mine = np.zeros(0, dtype=int)
        for option in rng.choice(candidates, 1500, replace=False):
            if keeper.kept_by(np.append(mine, option)):
                mine = np.append(mine, option)
        chosen = np.union1d(np.flatnonzero(options.committed), mine)
        yield plan_of(chosen, options, scenario)


def median_s(work: Callable[[], object]) -> float:
    """Median seconds of a few runs."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def plans(case: Case) -> None:
    """Write the table of plans."""
    say(
        "| plan | cost, m GBP | gap | of saving | first, s | MB (so far) "
        "| median minutes | long journeys | independent, last year | rules broken |"
    )
    say("| --- " * 10 + "|")
    scenario = build(case, "central", ScenarioSettings())
    say(row("do nothing", scenario, optimiser.do_nothing(scenario)))
    say(row("committed programme", scenario, optimiser.committed(scenario)))
    for seed in (0, 1, 2):
        reached: dict[str, float] = {}
        say(row(f"found, seed {seed}", scenario, searched(scenario, seed, reached)))
        say(f"<!-- reached: { {k: round(v, 1) for k, v in reached.items()} } -->")
    for number, plan in enumerate(random_plans(scenario, RANDOM_PLANS), start=1):
        say(row(f"random {number}", scenario, plan))
    for preset in case.presets["preset"].astype(str).tolist():
        goal = build(case, "central", ScenarioSettings(preset=preset))
        say(row(f"goal {preset}, do nothing", goal, optimiser.do_nothing(goal)))
        say(row(f"goal {preset}", goal, searched(goal, 0, {})))


def edited(plan: Plan, places: int) -> Plan:
    """Add one expansion of so many places to a plan."""
    choices = plan.choices.copy()
    choices.loc["expansion-119876"] = [places, 2029]
    return Plan(choices)


def times(case: Case) -> None:
    """Write the table of times by resolution."""
    say("| homes by | zones | assessment after an edit, s | one floor, s |")
    say("| --- " * 4 + "|")
    for resolution in RESOLUTIONS:
        scenario = build(case, "central", ScenarioSettings(resolution=resolution))
        plan = optimiser.committed(scenario)
        turns = iter(range(2 * REPEATS))

        def assess(
            scenario: Scenario = scenario,
            plan: Plan = plan,
            turns: Iterator[int] = turns,
        ) -> pd.DataFrame:
            other = edited(plan, (10, 20)[next(turns) % 2])
            placed = optimiser.place_children(scenario, other)
            return measure(scenario, other, placed).totals

        assessor = Assessor.of(scenario)
        bound = bound_of(by_district(assessor.problem, assessor.options))
        floor_s = median_s(partial(bound.floor, bound.zero(), 100.0))
        say(
            f"| {resolution} | {len(scenario.zones)} | {median_s(assess):.2f} | "
            f"{floor_s:.3f} |"
        )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("plans", "times"), nargs="*")
    wanted = parser.parse_args().what or ["times", "plans"]
    case = read_case()
    if "times" in wanted:
        times(case)
    if "plans" in wanted:
        plans(case)


if __name__ == "__main__":
    main()
