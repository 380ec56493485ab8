"""The best plan for more and for less money: a curve of points, each found warm.

Today's envelope comes first; from it the poorer ones are found, and from it the
richest, then down to today's: prices serve a poorer search, which can build no
more, while those of a poorer one say nothing of what only more money can build.
Plans then go from poor to rich, since what less money pays for more pays for too;
floors go from rich to poor, since less money has fewer plans.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from capital_planner.envelopes import with_envelope
from capital_planner.objective import capital_spend
from capital_planner.plan import Plan, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.assessment import Assessor
from optimiser.guide import Guide
from optimiser.limits import Keeper
from optimiser.listener import never
from optimiser.options import Options, known_choices
from optimiser.public import Found, explore
from optimiser.rules import Row, within_the_money
from optimiser.standing import PROVED, Standing

A_LITTLE = 1e-3
"""Share of an envelope that is added to see what more each condition allows."""

Tell = Callable[[int, int], None]
"""Told how many points are done, and of how many."""


def silent(_done: int, _count: int) -> None:
    """Take no notice of how far the work is."""


@dataclass(frozen=True)
class Pace:
    """How hard to look: at the first point, and at each found warm from another."""

    first: SearchSettings
    again: SearchSettings


@dataclass(frozen=True)
class MoneyPoint:
    """The best plan found at one envelope.

    Attributes
    ----------
    envelope_gbp
        Before the top slice.
    scenario, plan
        With that money, and with the quality that all points together prove.
    worth_of_a_pound
        Pounds of whole cost that one more pound of the envelope takes off, at
        the prices that the floor puts on money.
    """

    envelope_gbp: float
    scenario: Scenario
    plan: Plan
    worth_of_a_pound: float


def over_money(
    scenario: Scenario,
    envelopes: Sequence[float],
    known_gbp: float,
    pace: Pace,
    *,
    tell: Tell = silent,
) -> list[MoneyPoint]:
    """Find the best plan at every envelope; whole cost never rises with money.

    Parameters
    ----------
    envelopes
        Pounds, before the top slice, from small to large.
    known_gbp
        The envelope that ``scenario.funding`` was made of.
    pace
        How hard to look.
    tell
        Told after every point.

    Returns
    -------
    list of MoneyPoint
        In the order of ``envelopes``.
    """
    points: list[MoneyPoint] = []
    for points in growing(scenario, envelopes, known_gbp, pace):
        tell(len(points), len(envelopes))
    return points


def growing(
    scenario: Scenario,
    envelopes: Sequence[float],
    known_gbp: float,
    pace: Pace,
    *,
    known: Found | None = None,
    stop: Callable[[], bool] = never,
) -> Iterator[list[MoneyPoint]]:
    """Find the points of ``over_money`` one by one, and give those found so far.

    Parameters
    ----------
    known
        What a search of ``scenario`` found, where there was one: today's point
        begins with its prices, and is no worse.
    stop
        Asked often; true ends the curve, and leaves out the point under way.
    """
    base, count = Assessor.of(scenario), len(envelopes)
    # Today's and the poorer ones, then the richer ones: each run from dear to cheap.
    today = max(sum(pounds <= known_gbp for pounds in envelopes), 1)
    found: dict[int, Found] = {}
    for number in (*range(today)[::-1], *range(today, count)[::-1]):
        before = today - 1 if number == count - 1 else number + 1
        nearest = found.get(before, known)
        here = with_envelope(scenario, envelopes[number], known_gbp)
        standing = Standing(here, pace.again if found else pace.first, stop=stop)
        latest = explore(standing, nearest.guide if nearest else None, base)
        if stop():
            return
        if known and envelopes[number] == known_gbp:
            latest = _no_worse(latest, known)
        found[number] = latest
        numbers = sorted(found)
        yield _points(
            scenario,
            [envelopes[each] for each in numbers],
            known_gbp,
            [found[each] for each in numbers],
            base.options,
        )


def _no_worse(found: Found, known: Found) -> Found:
    """Take a plan and a floor that are known, where they are better."""
    best = min(known.plan, found.plan, key=_cost)
    floors = [quality_of(each.plan).bound_gbp for each in (found, known)]
    return Found(restated(best, found.plan, max(floors)), found.guide)


def _points(
    scenario: Scenario,
    envelopes: Sequence[float],
    known_gbp: float,
    found: Sequence[Found],
    options: Options,
) -> list[MoneyPoint]:
    """Have each point take what the others found and proved."""
    scenarios = [with_envelope(scenario, pounds, known_gbp) for pounds in envelopes]
    plans = _kept_when_richer([each.plan for each in found])
    plans = _kept_when_poorer(plans, scenarios, options)
    bounds = np.maximum.accumulate([quality_of(each).bound_gbp for each in plans][::-1])
    return [
        MoneyPoint(
            envelope_gbp=pounds,
            scenario=here,
            plan=restated(plan, plan, float(bound)),
            worth_of_a_pound=_worth_of_a_pound(here, more, options, guide),
        )
        for pounds, here, more, plan, bound, guide in zip(
            envelopes,
            scenarios,
            [with_a_little_more(scenario, pounds, known_gbp) for pounds in envelopes],
            plans,
            bounds[::-1],
            [each.guide for each in found],
            strict=True,
        )
    ]


def quality_of(plan: Plan) -> Quality:
    """Give what a search states of its plan.

    Raises
    ------
    ValueError
        If the plan comes from no search.
    """
    if plan.quality is None:
        msg = "no search states how good this plan is"
        raise ValueError(msg)
    return plan.quality


def restated(plan: Plan, like: Plan, bound_gbp: float) -> Plan:
    """Give a plan the quality of a search, with its own cost and another floor.

    Parameters
    ----------
    plan
        Its whole cost stands.
    like
        Plan of the search whose time, work and yardstick are stated.
    bound_gbp
        A floor under every plan of that search.
    """
    cost, quality = quality_of(plan).objective_gbp, quality_of(like)
    bound = min(bound_gbp, cost)
    proved = cost - bound <= PROVED * cost
    stated = replace(
        quality,
        status="best possible" if proved else quality.status,
        objective_gbp=cost,
        bound_gbp=bound,
    )
    return Plan(plan.choices, stated)


def _cost(plan: Plan) -> float:
    return quality_of(plan).objective_gbp


def _kept_when_richer(plans: list[Plan]) -> list[Plan]:
    """Keep a poorer point's plan where more money found none better."""
    kept = plans[:1]
    for plan in plans[1:]:
        best = min(kept[-1], plan, key=_cost)
        kept.append(restated(best, plan, quality_of(plan).bound_gbp))
    return kept


def _kept_when_poorer(
    plans: list[Plan], scenarios: Sequence[Scenario], options: Options
) -> list[Plan]:
    """Take a richer point's plan where less money pays for it too."""
    kept = plans[-1:]
    for plan, scenario in zip(plans[-2::-1], scenarios[-2::-1], strict=True):
        richer = kept[-1]
        better = _cost(richer) < _cost(plan) and _paid_for(scenario, richer, options)
        best = richer if better else plan
        kept.append(restated(best, plan, quality_of(plan).bound_gbp))
    return kept[::-1]


def _paid_for(scenario: Scenario, plan: Plan, options: Options) -> bool:
    cash = float(capital_spend(scenario, plan)["cash_gbp"].sum())
    if cash > float(scenario.funding["allocation_gbp"].sum()):
        return False
    chosen = known_choices(plan.choices, options, scenario)
    mine = chosen[options.candidate[chosen]]
    return bool(Keeper(scenario, options).kept_by(mine))


def with_a_little_more(
    scenario: Scenario, envelope_gbp: float, known_gbp: float
) -> Scenario:
    """Add a thousandth to an envelope; of today's, where there is none at all."""
    more = A_LITTLE * (envelope_gbp or known_gbp)
    return with_envelope(scenario, envelope_gbp + more, known_gbp)


def _worth_of_a_pound(
    point: Scenario, richer: Scenario, base: Options, guide: Guide
) -> float:
    """Price the room that a little more money makes under each condition."""
    amounts = [each.settings.envelope_gbp or 0.0 for each in (point, richer)]
    # By name: without any money, some conditions follow from others and are left out.
    room = {_name(row): row.most for row in within_the_money(point, base)}
    prices = dict(zip(guide.limits.index, guide.limits.to_numpy(float), strict=True))
    saved = sum(
        prices.get(_name(roomier), 0.0) * (roomier.most - room[_name(roomier)])
        for roomier in within_the_money(richer, base)
        if _name(roomier) in room
    )
    return float(saved) / (amounts[1] - amounts[0])


def _name(row: Row) -> tuple[str, str]:
    return row.rule, row.about
