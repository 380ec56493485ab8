"""Everything that is said of one plan: why, why not, worths, rules, what if."""

from dataclasses import dataclass, field, replace

import numpy as np

from capital_planner.plan import Plan
from capital_planner.reasons.answers import Explanation
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.assessment import Assessor
from optimiser.ground import Ground
from optimiser.listener import Listener, silent
from optimiser.options import chosen_by
from optimiser.public import explore
from optimiser.settling import Effort
from optimiser.standing import Standing
from optimiser.whatif import costs_rise, inflation_rises, no_host
from optimiser.why import check_questions, held_by, why, why_not
from optimiser.worths import binding_rules, worths

A_QUARTER_MORE = 1.25


@dataclass(frozen=True)
class Asked:
    """What to explain, and how hard to look.

    Attributes
    ----------
    why, why_not
        Schemes; with none named, every scheme of the plan that was still to
        decide, and the first few that hosts are worth most for.
    best
        Of the worths and of the rules, so many are also re-solved.
    effort
        For each answer that is re-solved.
    """

    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    best: int = 3
    effort: Effort = field(default_factory=Effort)


def explain_plan(
    scenario: Scenario,
    plan: Plan,
    asked: Asked,
    search: SearchSettings,
    on_progress: Listener = silent,
) -> Explanation:
    """Look for prices, and explain a plan by them.

    Parameters
    ----------
    search
        How hard to look for prices, and for the floor under every plan.

    Returns
    -------
    Explanation
        As ``explain`` gives it, with how far the plan is from the best possible.

    Raises
    ------
    SolveError
        If the plan holds what is not on offer, or as in ``explain``.
    """
    assessor = Assessor.of(scenario)
    chosen = chosen_by(plan, assessor.options, scenario)
    held = held_by(chosen, assessor.options, scenario)
    check_questions(scenario, held, asked.why, asked.why_not)
    found = explore(Standing(scenario, search, on_progress), None, assessor)
    ground = Ground.of(scenario, plan, found.guide, assessor)
    quality = found.plan.quality
    cost = assessor.objective_gbp(ground.chosen)
    floor, least = (
        (quality.bound_gbp, quality.objective_gbp) if quality else (np.nan, np.nan)
    )
    told = explain(ground, asked, gap_gbp=max(cost - floor, 0.0))
    return replace(told, better_gbp=max(cost - least, 0.0))


def explain(ground: Ground, asked: Asked, *, gap_gbp: float) -> Explanation:
    """Explain a plan.

    Parameters
    ----------
    ground
        The plan, with the assessor and the prices at hand.
    gap_gbp
        Most by which a better plan could cost less; NaN where not known.

    Returns
    -------
    Explanation
        Answers in the order asked.

    Raises
    ------
    SolveError
        If a scheme asked about is not known, or is asked about the wrong way.
    """
    effort = asked.effort
    options = ground.options
    mine = options.scheme[ground.mine[options.more[ground.mine]]]
    names = ground.scenario.schemes.index[mine]
    whys = [why(ground, name, effort) for name in asked.why or tuple(map(str, names))]
    table = worths(ground, asked.best, effort)
    others = asked.why_not or tuple(table["scheme"].head(asked.best))
    raised = (
        costs_rise(ground, A_QUARTER_MORE, effort),
        inflation_rises(ground, A_QUARTER_MORE, effort),
    )
    return Explanation(
        gap_gbp=gap_gbp,
        why=tuple(whys),
        why_not=tuple(why_not(ground, name, effort) for name in others),
        what_if=(*no_host(ground), *raised),
        worths=table,
        rules=binding_rules(ground, asked.best, effort),
    )
