"""Options side by side: a plan with where children are placed and its measures."""

from dataclasses import dataclass

import optimiser
from capital_planner.case import Case
from capital_planner.checks import check_plan, check_scenario
from capital_planner.errors import PlannerError, Problem
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario, build
from capital_planner.settings import Future, ScenarioSettings
from capital_planner.sufficiency import Measures, measure


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


def work_out(name: str, scenario: Scenario, plan: Plan) -> Option:
    """Place every child under a plan, measure it, and have it judged.

    Raises
    ------
    PlannerError
        With every rule that the plan breaks.
    """
    placements = optimiser.place_children(scenario, plan)
    _refuse(check_plan(scenario, plan, placements))
    measures = measure(scenario, plan, placements)
    return Option(name, plan, placements, measures)


def standing_options(scenario: Scenario) -> tuple[Option, Option]:
    """Do nothing, and the committed programme."""
    return (
        work_out("Do nothing", scenario, optimiser.do_nothing(scenario)),
        work_out("Committed programme", scenario, optimiser.committed(scenario)),
    )


def _refuse(problems: list[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise PlannerError(errors)
