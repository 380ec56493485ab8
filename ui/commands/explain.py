"""``main.py explain``: why a plan is as it is, and what it rests on."""

import argparse

from capital_planner.plan import Plan
from capital_planner.reasons import (
    Explanation,
    Telling,
    page,
    rules_table,
    what_if_table,
    worths_table,
)
from capital_planner.settings import SearchSettings
from data import csv_bytes, read_case, read_schemes, write_files
from optimiser.explain import Asked, explain_plan
from ui.commands.options import warned_scenario, work_out
from ui.commands.plan import asked_of, teller
from ui.commands.writing import say


def run(given: argparse.Namespace) -> int:
    """Read a restricted schemes file, explain its plan, and write at the end."""
    case = read_case(given.case)
    plan = Plan(read_schemes(given.plan))
    scenario = warned_scenario(case, given.future, asked_of(given, case))
    work_out("This plan", scenario, plan)
    say("Looking for what places and rules are worth.")
    search = SearchSettings(
        gap=given.gap, time_limit_s=given.time_limit, seed=given.seed
    )
    asked = Asked(why=tuple(given.why), why_not=tuple(given.why_not))
    explanation = explain_plan(scenario, plan, asked, search, teller())
    write_files(given.out, papers(Telling(scenario, given.audience), explanation))
    say(f"Written to {given.out}.")
    return 0


def papers(telling: Telling, explanation: Explanation) -> dict[str, bytes]:
    """Every file of an explanation."""
    return {
        "explain.txt": page(telling, explanation).encode(),
        "worths.csv": csv_bytes(worths_table(telling, explanation.worths)),
        "rules.csv": csv_bytes(rules_table(telling, explanation.rules)),
        "what_if.csv": csv_bytes(what_if_table(telling, explanation)),
    }
