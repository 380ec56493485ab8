"""``main.py futures``: what plans come to in many futures, and which schemes last."""

import argparse
from collections.abc import Callable

import pandas as pd

import optimiser
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from data import read_case, read_schemes, write_files
from optimiser.jobs import AssessInFutures
from optimiser.listener import Step, never
from ui.commands.futures_papers import papers
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
    job = AssessInFutures(
        case,
        scenario,
        _plans(scenario, choices),
        count=given.count,
        scheme_count=given.scheme_count,
        seed=given.seed,
        engine=given.engine,
    )
    outcomes = job.run(_teller(), never)
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


def _teller() -> Callable[[object], None]:
    """Something that says what is done, and how far it is, a tenth at a time."""
    said: dict[str, int] = {}

    def tell(news: object) -> None:
        if not isinstance(news, Step):
            return
        if news.stage not in said:
            say(f"{news.stage}.")
        tenth = news.done * EVERY // (news.count or 1)
        if tenth > said.setdefault(news.stage, 0):
            said[news.stage] = tenth
            say(f"{news.done} of {news.count} futures.")

    return tell
