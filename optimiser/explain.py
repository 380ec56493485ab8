"""Everything that is said of one plan: why, why not, worths, rules, what if."""

from dataclasses import dataclass, field

from capital_planner.reasons.answers import Explanation
from optimiser.ground import Ground
from optimiser.settling import Effort
from optimiser.whatif import costs_rise, inflation_rises, no_host
from optimiser.why import why, why_not
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


def explain(ground: Ground, asked: Asked, *, bound_gbp: float) -> Explanation:
    """Explain a plan.

    Parameters
    ----------
    ground
        The plan, with the assessor and the prices at hand.
    bound_gbp
        A proved floor under the whole cost of every plan; NaN for none.

    Returns
    -------
    Explanation
        Answers in the order asked.

    Raises
    ------
    SolveError
        If a scheme asked about is not known, or is asked about the wrong way.
    """
    cost = ground.assessor.objective_gbp(ground.chosen)
    table = worths(ground, asked.best, asked.effort)
    names = ground.scenario.schemes.index[ground.options.scheme[ground.mine]]
    others = tuple(table["scheme"].head(asked.best))
    raised = (
        costs_rise(ground, A_QUARTER_MORE, asked.effort),
        inflation_rises(ground, A_QUARTER_MORE, asked.effort),
    )
    return Explanation(
        gap_gbp=max(cost - bound_gbp, 0.0),
        why=tuple(
            why(ground, name, asked.effort)
            for name in asked.why or tuple(map(str, names))
        ),
        why_not=tuple(
            why_not(ground, name, asked.effort) for name in asked.why_not or others
        ),
        what_if=(*no_host(ground), *(answer for answer in raised if answer)),
        worths=table,
        rules=binding_rules(ground, asked.best, asked.effort),
    )
