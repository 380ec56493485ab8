"""Other plans that come to nearly the same: each differs from all before it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from capital_planner.errors import SolveError
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from optimiser.assessment import Assessor
from optimiser.guide import Guide
from optimiser.listener import never
from optimiser.public import Found, explore
from optimiser.standing import Standing
from optimiser.tradeoff import Pace, Tell, quality_of, silent

STOPPED = (
    "The search was stopped before it had settled whether another is near; there may "
    "be more."
)


@dataclass(frozen=True)
class Wanted:
    """How many alternatives, and what makes a plan one.

    Attributes
    ----------
    count
        At most so many.
    schemes
        Schemes still to decide of each earlier plan that it leaves out.
    within
        It costs at most this share more than the best.
    """

    count: int = 5
    schemes: int = 5
    within: float = 0.01


@dataclass(frozen=True)
class Alternative:
    """A plan, in the scenario whose rules it keeps.

    Attributes
    ----------
    scenario
        With a rule ``differs`` for the best plan and every earlier alternative.
    plan
        Its floor is under every plan that keeps those rules.
    """

    scenario: Scenario
    plan: Plan


@dataclass(frozen=True)
class Alternatives:
    """The best plan, and others near it.

    Attributes
    ----------
    best
        Found with no rule beside the officer's.
    found
        In the order they were found; not always from cheap to dear, since each
        search ends at its time or work.
    ending
        Why there are no more, in words.
    """

    best: Alternative
    found: list[Alternative] = field(default_factory=list)
    ending: str = ""


def alternatives(
    scenario: Scenario,
    wanted: Wanted,
    pace: Pace,
    *,
    tell: Tell = silent,
    stop: Callable[[], bool] = never,
) -> Alternatives:
    """Find the best plan, then plans near it that leave out some of its schemes.

    Parameters
    ----------
    scenario
        With the officer's rules.
    wanted
        How many, how different, how near.
    pace
        How hard to look for the best plan, and for each other.
    tell, stop
        As ``tradeoff.over_money``.

    Returns
    -------
    Alternatives
        Every plan costs at most ``1 + within`` times the best, and leaves out at
        least ``schemes`` schemes still to decide of every plan before it.
    """
    base = Assessor.of(scenario)
    best = explore(Standing(scenario, pace.first, stop=stop), beside=base)
    tell(1, wanted.count + 1)
    first = Alternative(scenario, best.plan)
    kept: list[Alternative] = []
    guide = best.guide
    most = (1 + wanted.within) * quality_of(best.plan).objective_gbp
    while len(kept) < wanted.count:
        if stop():
            return Alternatives(first, kept, STOPPED)
        other = apart_from(
            scenario, [first.plan, *(each.plan for each in kept)], wanted.schemes
        )
        found = _found(Standing(other, pace.again, stop=stop), guide, base)
        if isinstance(found, str):
            return Alternatives(first, kept, STOPPED if stop() else found)
        if quality_of(found.plan).objective_gbp > most:
            ending = _none_near(found.plan, most, stopped=stop())
            return Alternatives(first, kept, ending)
        guide = found.guide
        kept.append(Alternative(other, found.plan))
        tell(len(kept) + 1, wanted.count + 1)
    return Alternatives(first, kept, "As many as were asked for were found.")


def apart_from(scenario: Scenario, plans: list[Plan], schemes: int) -> Scenario:
    """Ask for a plan that leaves out so many schemes of each of these plans.

    Only schemes still to decide count: the others are in every plan.
    """
    rules = scenario.settings.rules
    added = tuple((still_to_decide(scenario, plan), schemes) for plan in plans)
    rules = replace(rules, differs_from=rules.differs_from + added)
    return replace(scenario, settings=replace(scenario.settings, rules=rules))


def still_to_decide(scenario: Scenario, plan: Plan) -> tuple[str, ...]:
    """Ids of the schemes of a plan that were never approved."""
    standing = scenario.schemes["standing"].reindex(plan.choices.index)
    return tuple(map(str, plan.choices.index[(standing == "candidate").to_numpy()]))


def _found(standing: Standing, guide: Guide, base: Assessor) -> Found | str:
    """Search from what is known; where no plan can differ so, say why."""
    rules = standing.scenario.settings.rules
    too_few = [names for names, apart in rules.differs_from if len(names) < apart]
    if too_few:
        return (
            f"A plan with {min(map(len, too_few))} schemes still to decide cannot be "
            "told apart by leaving out more of them."
        )
    try:
        return explore(standing, guide, base)
    except SolveError as error:
        return " ".join(str(problem) for problem in error.problems)


def _none_near(plan: Plan, most_gbp: float, *, stopped: bool) -> str:
    """Say that no more are near, and whether that is proved.

    A search that was stopped says nothing of how near the best is that differs.
    """
    quality = quality_of(plan)
    over = quality.objective_gbp / most_gbp - 1
    if quality.bound_gbp > most_gbp:
        return (
            "There are no more: every plan that differs so is proved to cost more "
            "than was allowed."
        )
    if stopped:
        return STOPPED
    return (
        f"No more were found: the best that differs so costs {over:.2%} more than was "
        "allowed, and it is not proved that there is none."
    )
