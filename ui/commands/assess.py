"""``main.py assess``: work out a plan that is given, and write its papers."""

import argparse
import time

import optimiser
from capital_planner.plan import Plan, Quality
from data import read_case, read_schemes, write_files
from ui.commands.options import (
    Option,
    standing_options,
    warned_scenario,
    work_out,
)
from ui.commands.papers import Findings, papers
from ui.commands.plan import asked_of
from ui.commands.writing import say

UNKNOWN = float("nan")


def run(given: argparse.Namespace) -> int:
    """Read a restricted schemes file, assess it, and write the papers at the end."""
    began = time.perf_counter()
    case = read_case(given.case)
    choices = read_schemes(given.plan)
    scenario = warned_scenario(case, given.future, asked_of(given, case))
    say("Working out do nothing, the committed programme and this plan.")
    before, committed = standing_options(scenario)
    option = work_out("This plan", scenario, Plan(choices))
    seconds = time.perf_counter() - began
    chosen = _with_quality(option, before, seconds)
    findings = Findings(case, scenario, chosen, before, committed, given.audience)
    write_files(given.out, papers(findings))
    say(f"Written to {given.out}.")
    return 0


def _with_quality(option: Option, before: Option, seconds: float) -> Option:
    """State the cost of a plan that is given; nobody looked for a better one."""
    quality = Quality(
        status="given",
        objective_gbp=option.measures.objective_gbp,
        bound_gbp=UNKNOWN,
        do_nothing_gbp=before.measures.objective_gbp,
        seconds=seconds,
        first_plan_seconds=UNKNOWN,
        work={"plans": 1},
        peak_memory_mb=optimiser.peak_memory_mb(),
    )
    plan = Plan(option.plan.choices, quality)
    return Option(option.name, plan, option.placements, option.measures)
