"""Options side by side: a plan with where children are placed and its measures."""

from collections.abc import Callable
from dataclasses import dataclass

import optimiser
from capital_planner.case import Case
from capital_planner.checks import check_plan, check_scenario, check_yardstick
from capital_planner.disclosure import as_told
from capital_planner.errors import PlannerError, Problem
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario, build
from capital_planner.settings import Future, ScenarioSettings
from capital_planner.sufficiency import Measures, measure
from ui.commands.writing import say

Judge = Callable[[Scenario, Plan, Placements], list[Problem]]


@dataclass(frozen=True)
class Option:
    """A plan worked out.

    Attributes
    ----------
    name
        In words, as papers show it.
    """

    name: str
    plan: Plan
    placements: Placements
    measures: Measures


def scenario_of(case: Case, future: Future, settings: ScenarioSettings) -> Scenario:
    """Build and check what is assumed.

    Raises
    ------
    DataError
        If the case has no such goal, or its tables do not agree.
    """
    scenario = build(case, future, settings)
    _refuse(check_scenario(scenario))
    return scenario


def warned_scenario(case: Case, future: Future, settings: ScenarioSettings) -> Scenario:
    """Build and check what is assumed, and say what should be looked at in it.

    Raises
    ------
    DataError
        If the case has no such goal, or its tables do not agree.
    """
    scenario = build(case, future, settings)
    problems = check_scenario(scenario)
    _refuse(problems)
    for problem in problems:
        if problem.severity == "warning":
            say(f"Look at this: {problem.message} {problem.remedy}")
    return scenario


def work_out(
    name: str, scenario: Scenario, plan: Plan, judge: Judge = check_plan
) -> Option:
    """Place every child under a plan, measure it, and have it judged.

    Parameters
    ----------
    judge
        ``check_yardstick`` for a plan that others are held against.

    Raises
    ------
    PlannerError
        With every rule that the plan breaks.
    """
    placements = optimiser.place_children(scenario, plan)
    _refuse(judge(scenario, plan, placements))
    told = placed_as_told(scenario, plan, placements)
    measures = measure(scenario, plan, placements, told)
    return Option(name, plan, placements, measures)


def placed_as_told(scenario: Scenario, plan: Plan, placed: Placements) -> Placements:
    """Place every child as the public is told a plan by district.

    Parameters
    ----------
    placed
        Placements under the plan itself: given back where that is told.
    """
    told = as_told(scenario, plan)
    return placed if told is plan else optimiser.place_children(scenario, told)


def standing_options(scenario: Scenario) -> tuple[Option, Option]:
    """Do nothing, and the committed programme."""
    nothing, programme = optimiser.do_nothing(scenario), optimiser.committed(scenario)
    return (
        work_out("Do nothing", scenario, nothing, check_yardstick),
        work_out("Committed programme", scenario, programme, check_yardstick),
    )


def _refuse(problems: list[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise PlannerError(errors)
