"""Everything that is said of one plan: why, why not, worths, rules, what if."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from capital_planner.plan import Plan
from capital_planner.reasons.answers import Explanation
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.assessment import Assessor
from optimiser.ground import Ground
from optimiser.listener import Listener, silent
from optimiser.options import chosen_by
from optimiser.public import Found, explore
from optimiser.settling import Effort
from optimiser.standing import Standing
from optimiser.whatif import costs_rise, inflation_rises, no_host
from optimiser.why import check_questions, held_by, why, why_not
from optimiser.worths import binding_rules, worths

A_QUARTER_MORE = 1.25

Say = Callable[[str], None]
"""Told what is being worked out, in plain words; may raise to end it."""


def unheard(_: str) -> None:
    """Take no notice of what is being worked out."""


@dataclass(frozen=True)
class Asked:
    """What to explain, and how hard to look.

    Attributes
    ----------
    why, why_not
        Schemes; with none named, every scheme of the plan that was still to
        decide, and the first few that hosts are worth most for.
    only
        One scheme, in the plan or not: that alone is explained.
    best
        Of the worths and of the rules, so many are also re-solved.
    effort
        For each answer that is re-solved.
    """

    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    only: str = ""
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
        As ``explain_by`` gives it.

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
    return explain_by(found, Ground.of(scenario, plan, found.guide, assessor), asked)


def explain_by(
    found: Found, ground: Ground, asked: Asked, say: Say = unheard
) -> Explanation:
    """Do as ``explain``, and say how far the plan is from the best possible.

    Parameters
    ----------
    found
        What a search of the same scenario found: its floor is under every plan,
        and its prices are those of ``ground``.
    """
    quality = found.plan.quality
    cost = ground.assessor.objective_gbp(ground.chosen)
    floor, least = (
        (quality.bound_gbp, quality.objective_gbp) if quality else (np.nan, np.nan)
    )
    told = explain(ground, asked, gap_gbp=max(cost - floor, 0.0), say=say)
    return replace(told, better_gbp=max(cost - least, 0.0))


def explain(
    ground: Ground, asked: Asked, *, gap_gbp: float, say: Say = unheard
) -> Explanation:
    """Explain a plan.

    Parameters
    ----------
    ground
        The plan, with the assessor and the prices at hand.
    gap_gbp
        Most by which a better plan could cost less; NaN where not known.
    say
        Told what is being worked out.

    Returns
    -------
    Explanation
        Answers in the order asked.

    Raises
    ------
    SolveError
        If a scheme asked about is not known, or is asked about the wrong way.
    """
    if asked.only:
        return _only(ground, asked, gap_gbp, say)
    effort = asked.effort
    whys = []
    for number, name in enumerate(names := asked.why or _to_decide(ground), start=1):
        say(f"Why this: scheme {number} of {len(names)}")
        whys.append(why(ground, name, effort))
    say("What one more host would be worth")
    table = worths(ground, asked.best, effort)
    say("Why not others")
    others = asked.why_not or tuple(table["scheme"].head(asked.best))
    nots = tuple(why_not(ground, name, effort) for name in others)
    say("What if no host comes forward, or building costs more")
    raised = (
        costs_rise(ground, A_QUARTER_MORE, effort),
        inflation_rises(ground, A_QUARTER_MORE, effort),
    )
    without_hosts = tuple(no_host(ground))
    say("Which rules bind")
    return Explanation(
        gap_gbp=gap_gbp,
        why=tuple(whys),
        why_not=nots,
        what_if=(*without_hosts, *raised),
        worths=table,
        rules=binding_rules(ground, asked.best, effort),
    )


def _to_decide(ground: Ground) -> tuple[str, ...]:
    """Schemes of the plan that were still to decide."""
    options = ground.options
    mine = options.scheme[ground.mine[options.more[ground.mine]]]
    return tuple(map(str, ground.scenario.schemes.index[mine]))


def _only(ground: Ground, asked: Asked, gap_gbp: float, say: Say) -> Explanation:
    """Explain one scheme, whether the plan holds it or not."""
    say("Working out the plan with and without this scheme")
    held = held_by(ground.chosen, ground.options, ground.scenario)
    inside = asked.only in held
    return Explanation(
        gap_gbp=gap_gbp,
        why=(why(ground, asked.only, asked.effort),) if inside else (),
        why_not=() if inside else (why_not(ground, asked.only, asked.effort),),
        what_if=(),
        worths=pd.DataFrame(),
        rules=pd.DataFrame(),
    )
