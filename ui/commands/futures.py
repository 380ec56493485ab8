"""``main.py futures``: what plans come to in many futures, and which schemes last."""

import argparse
from collections.abc import Callable, Mapping

import pandas as pd

import optimiser
from capital_planner.futures import (
    draw,
    foretell_all,
    intervals,
    lay_ground,
    verdicts,
)
from capital_planner.futures.verdicts import schemes_tried
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from data import read_case, read_schemes, write_files
from optimiser.futures import Futures, assess_futures, variants
from ui.commands.futures_papers import Outcomes, papers
from ui.commands.options import scenario_of, work_out
from ui.commands.plan import settings_of
from ui.commands.writing import say

EVERY = 10
"""Parts of the work after which its progress is said."""


def run(given: argparse.Namespace) -> int:
    """Draw futures, assess every plan in each, and write the papers at the end."""
    case = read_case(given.case)
    choices = [read_schemes(path) for path in given.plan]
    scenario = scenario_of(case, "central", settings_of(given))
    plans = _plans(scenario, choices)
    say(f"Drawing {given.count} futures.")
    futures = Futures(
        lay_ground(case, scenario), tuple(draw(case, given.count, given.seed))
    )
    outcomes = _outcomes(scenario, plans, futures, given)
    write_files(given.out, papers(case, scenario, outcomes, given.audience))
    say(f"Written to {given.out}.")
    return 0


def _plans(scenario: Scenario, choices: list[pd.DataFrame]) -> dict[str, Plan]:
    """Name the plans, and have each judged; without any, the committed programme."""
    if not choices:
        plans = {"Committed programme": optimiser.committed(scenario)}
    elif len(choices) == 1:
        plans = {"This plan": Plan(choices[0])}
    else:
        numbered = enumerate(choices, start=1)
        plans = {f"Plan {number}": Plan(chosen) for number, chosen in numbered}
    for name, plan in plans.items():
        work_out(name, scenario, plan)
    return plans


def _outcomes(
    scenario: Scenario,
    plans: Mapping[str, Plan],
    futures: Futures,
    given: argparse.Namespace,
) -> Outcomes:
    ground, draws = futures.ground, futures.draws
    say(f"Assessing {_count(len(plans), 'plan')} in each.")
    assessed = assess_futures(
        scenario, plans, futures, engine=given.engine, on_progress=_teller()
    )
    name, plan = next(iter(plans.items()))
    tried = schemes_tried(scenario, plan)
    judged = None
    if given.scheme_count and tried:
        few = Futures(ground, draws[: given.scheme_count])
        say(f"Looking at {_count(len(tried), 'scheme')} in {len(few.draws)} of them.")
        alone = assess_futures(
            scenario,
            variants(scenario, name, plan),
            few,
            engine=given.engine,
            on_progress=_teller(),
        )
        judged = verdicts(alone, name, tried)
    return Outcomes(
        plans=dict(plans),
        assessed=assessed,
        intervals=intervals(foretell_all(ground, draws)),
        verdicts=judged,
        seed=given.seed,
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _teller() -> Callable[[int, int], None]:
    """Something that says how far the work is, a tenth at a time."""
    said = [0]

    def tell(done: int, count: int) -> None:
        if done * EVERY // count > said[0]:
            said[0] = done * EVERY // count
            say(f"{done} of {count} futures.")

    return tell
