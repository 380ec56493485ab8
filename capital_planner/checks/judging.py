"""Judge a plan: every rule, in the order of docs/model.md."""

from dataclasses import replace

import pandas as pd

from capital_planner.checks import decisions, placing, wishes
from capital_planner.checks.least_cost import least_cost
from capital_planner.checks.ledger import Ledger
from capital_planner.checks.money import whole_cost
from capital_planner.checks.pots import within_the_money
from capital_planner.checks.reading import unreadable
from capital_planner.errors import Problem
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.rules import Rules
from capital_planner.scenario.frames import Scenario


def check_plan(
    scenario: Scenario,
    plan: Plan,
    placements: Placements,
    stated_parts: pd.Series | None = None,
) -> list[Problem]:
    """Recompute every rule of docs/model.md sections 4, 5 and 6 from the frames.

    Nothing of the optimiser is used. Quantities may differ by the rounding to
    whole numbers of 1e-6 child, money by 1e-9 of the whole cost.

    Parameters
    ----------
    scenario
        A scenario without problems (``check_scenario``).
    plan, placements
        The plan, and where it places each child.
    stated_parts
        Parts of the whole cost (``Measures.objective_parts``), to be compared
        with those recomputed.

    Returns
    -------
    list of Problem
        Empty when the plan keeps every rule. ``column`` names the rule broken,
        ``value`` the scheme, setting, row or year. Placement rules report the
        year's largest breach and how many there are.
    """
    problems = list(unreadable(scenario, plan, placements))
    if problems:
        return problems
    for decide in (*decisions.RULES, *wishes.RULES):
        problems += decide(scenario, plan)
    problems += within_the_money(scenario, plan)
    if any(problem.column == "one_size_and_year" for problem in problems):
        return problems
    ledger = Ledger(scenario, plan, placements)
    for rule in placing.RULES:
        problems += rule(ledger)
    problems += least_cost(ledger)
    problems += whole_cost(ledger, stated_parts)
    return problems


def check_yardstick(
    scenario: Scenario, plan: Plan, placements: Placements
) -> list[Problem]:
    """Judge a plan that others are held against: do nothing, or the programme.

    As ``check_plan``, but for what the officer asks of plans that are proposed:
    these two are what they are. The price of a gap beyond the largest stays.

    Returns
    -------
    list of Problem
        As ``check_plan``.
    """
    asked = scenario.settings.rules
    priced = Rules(most_gap=asked.most_gap, gap_price_gbp=asked.gap_price_gbp)
    settings = replace(scenario.settings, rules=priced)
    return check_plan(replace(scenario, settings=settings), plan, placements)
