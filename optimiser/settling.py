"""Which of some plans is the best: the likeliest are assessed, or every one."""

from dataclasses import dataclass, replace

import numpy as np

from capital_planner.reasons.answers import Searched
from capital_planner.reasons.differences import changes
from optimiser.exact import every_plan
from optimiser.ground import Ground
from optimiser.problem import Array


@dataclass(frozen=True)
class Effort:
    """How hard to look for each answer.

    Attributes
    ----------
    roughly
        Plans assessed on larger zones.
    fully
        Of them, plans assessed on all zones, the best first.
    """

    roughly: int = 4
    fully: int = 1


def best_of(ground: Ground, plans: list[Array], effort: Effort) -> Searched | None:
    """Find the best of some plans, those likeliest to be good first.

    Returns
    -------
    Searched
        None where there is no plan.
    """
    likely = plans[: effort.roughly]
    if not likely:
        return None
    rough = [ground.coarse.objective_gbp(plan) for plan in likely]
    order = np.argsort(rough, kind="stable")[: effort.fully]
    best = int(order[0])
    if len(order) > 1:
        cost = ground.assessor.objective_gbp
        best = min(order.tolist(), key=lambda at: cost(likely[at]))
    return _searched(ground, likely[best], len(likely))


def best_of_all(
    ground: Ground, *, scheme: str, inside: bool
) -> tuple[Searched | None, bool]:
    """Find the best of every plan with, or without, a scheme.

    Returns
    -------
    tuple
        The best (None where there is none), and whether plans were few enough
        to try every one.
    """
    options, its = ground.options, ground.of_scheme(scheme)
    if not inside:
        options = replace(options, barred=options.barred | (its & options.undecided))
    plans = every_plan(ground.scenario, options)
    if plans is None:
        return None, False
    plans = [plan for plan in plans if its[plan].any() == inside]
    if not plans:
        return None, True
    costs = [ground.assessor.objective_gbp(plan) for plan in plans]
    best = _searched(ground, plans[int(np.argmin(costs))], len(plans))
    return replace(best, every=True), True


def _searched(ground: Ground, plan: Array, tried: int) -> Searched:
    outcome = ground.outcome(plan)
    return Searched(
        compared=ground.against(plan),
        plan=outcome.plan,
        changes=changes(ground.this.plan, outcome.plan),
        tried=tried,
        every=False,
    )
