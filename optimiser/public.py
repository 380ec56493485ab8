"""The functions that the rest of the application calls."""

import numpy as np

from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from optimiser.assessment import Assessor, placements
from optimiser.options import chosen_by, enumerate_options, plan_of
from optimiser.problem import formulate


def place_children(scenario: Scenario, plan: Plan) -> Placements:
    """Place every child, year by year, under a plan.

    Raises
    ------
    SolveError
        If the plan holds what the scenario does not offer.
    """
    assessor = Assessor.of(scenario)
    return placements(assessor, chosen_by(plan, assessor.options, scenario))


def do_nothing(scenario: Scenario) -> Plan:
    """The plan that holds only what is on site."""
    options = enumerate_options(formulate(scenario))
    return plan_of(np.zeros(0, dtype=int), options, scenario)


def committed(scenario: Scenario) -> Plan:
    """The plan that adds the committed schemes to what is on site."""
    options = enumerate_options(formulate(scenario))
    return plan_of(np.flatnonzero(options.committed), options, scenario)
