"""The functions that the rest of the application calls."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock

import numpy as np

from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.assessment import Assessor, placements
from optimiser.guide import Guide
from optimiser.listener import Listener, never, silent
from optimiser.options import chosen_by, plan_of
from optimiser.standing import Standing

KEPT_READY = 4
_ready: OrderedDict[int, Assessor] = OrderedDict()
_at_the_door = RLock()
"""One thread at a time: an assessor remembers years as it works."""


def _assessor_of(scenario: Scenario) -> Assessor:
    """Give the arrays of a scenario, kept ready for the edits that follow."""
    with _at_the_door:
        assessor = _ready.pop(id(scenario), None)
        if assessor is None or assessor.problem.scenario is not scenario:
            assessor = Assessor.of(scenario)
        _ready[id(scenario)] = assessor
        while len(_ready) > KEPT_READY:
            _ready.popitem(last=False)
    return assessor


def place_children(scenario: Scenario, plan: Plan) -> Placements:
    """Place every child, year by year, under a plan.

    Raises
    ------
    SolveError
        If the plan holds what the scenario does not offer.
    """
    with _at_the_door:
        assessor = _assessor_of(scenario)
        return placements(assessor, chosen_by(plan, assessor.options, scenario))


def do_nothing(scenario: Scenario) -> Plan:
    """Make the plan that holds only what is on site."""
    options = _assessor_of(scenario).options
    return plan_of(np.zeros(0, dtype=int), options, scenario)


def committed(scenario: Scenario) -> Plan:
    """Make the plan that adds the committed schemes to what is on site.

    Those that an officer has released are in it: it is what was approved.
    """
    options = _assessor_of(scenario).options
    approved = scenario.schemes["standing"].to_numpy(str)[options.scheme] == "committed"
    return plan_of(np.flatnonzero(approved & (options.instead < 0)), options, scenario)


@dataclass(frozen=True)
class Found:
    """A plan, and what the search for it learnt."""

    plan: Plan
    guide: Guide


def find_plan(
    scenario: Scenario,
    settings: SearchSettings,
    on_progress: Listener = silent,
    stop: Callable[[], bool] = never,
) -> Plan:
    """Find the plan that educates most children close to home within the money.

    Parameters
    ----------
    scenario
        What is assumed.
    settings
        How hard to look.
    on_progress
        Told of every stage and every better plan.
    stop
        Asked often; true ends the search with the best plan so far.

    Returns
    -------
    Plan
        With its quality: cost, floor and both gaps.

    Raises
    ------
    SolveError
        If rules contradict each other; the fewest that do are named.
    """
    return explore(Standing(scenario, settings, on_progress, stop)).plan


def explore(
    standing: Standing, start: Guide | None = None, beside: Assessor | None = None
) -> Found:
    """Find a plan, and keep what was learnt for the next search.

    Parameters
    ----------
    standing
        The scenario, how hard to look, whom to tell.
    start
        What a search learnt with other money, rules or prices.
    beside
        Assessor of a scenario that differs in rules or money alone.
    """
    from optimiser.search import Search  # noqa: PLC0415 - solvers take a second to load

    assessor = beside.beside(standing.scenario) if beside else None
    search = Search(standing, assessor, start)
    return Found(search.run(), search.guide)
