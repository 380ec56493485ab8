"""Fewer children in independent schools, and what that costs: a curve of points.

The price of an independent place is swept. With cost c (that price left out) and
discounted independent child-years n of every plan, the least of c + p n over all
plans is concave in p and never falls: a plan found at one price is a plan at
every price, a floor at one price holds at a higher one, and between two prices
the floor is at least their mean, weighted by how near they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from optimiser.assessment import Assessor
from optimiser.listener import never
from optimiser.options import chosen_by
from optimiser.problem import MICRO, Array, child_costs
from optimiser.public import explore
from optimiser.standing import Standing
from optimiser.tradeoff import Pace, Tell, quality_of, restated, silent

POOLED = "independent"
"""Kind of setting that the price is on."""


@dataclass(frozen=True)
class IndependentPoint:
    """The best plan found at one price of an independent place.

    Attributes
    ----------
    price_gbp
        On top of the bill, a child and year.
    scenario, plan
        With that price, and with the quality that all points together prove.
    cost_gbp
        Whole cost without that price, present value.
    child_years
        Children in independent schools, summed over the years assessed,
        discounted as their price is.
    """

    price_gbp: float
    scenario: Scenario
    plan: Plan
    cost_gbp: float
    child_years: float


def sweep_prices(scenario: Scenario, count: int) -> list[float]:
    """Prices for a curve, evenly spaced from none to the dearest that makes sense.

    The dearest is what a place still needed costs beyond the bill and the journey
    of the child whose nearest independent school costs most: at a higher price a
    child would be better without a place. None alone where that child would be
    already.
    """
    dearest = dearest_price(scenario)
    return [
        float(price) for price in np.linspace(0.0, dearest, count if dearest else 1)
    ]


def dearest_price(scenario: Scenario) -> float:
    """Price at which some independent place costs as much as a place still needed.

    Returns
    -------
    float
        Pounds a child and year on top of the bill, at least 0.
    """
    kinds = scenario.provisions["kind"]
    columns = kinds.index[(kinds == POOLED).to_numpy(bool)]
    free = at_price(scenario, 0.0)
    costs = child_costs(free, columns, np.zeros(len(columns), dtype=bool))
    least = costs.min(axis=2, initial=np.inf)
    bill = float(least.max(initial=0.0, where=np.isfinite(least)))
    return max(scenario.prices.unplaced_gbp - bill, 0.0)


def over_independent(
    scenario: Scenario,
    prices: Sequence[float],
    pace: Pace,
    *,
    tell: Tell = silent,
    stop: Callable[[], bool] = never,
) -> list[IndependentPoint]:
    """Find the best plan at every price of an independent place.

    Parameters
    ----------
    prices
        Pounds a child and year, from small to large.
    pace
        How hard to look.
    tell, stop
        As ``tradeoff.over_money``.

    Returns
    -------
    list of IndependentPoint
        In the order of ``prices``: child-years never rise with the price.
    """
    base = Assessor.of(scenario)
    scenarios = [at_price(scenario, price) for price in prices]
    plans: list[Plan] = []
    guide = None
    for here in scenarios:
        base = base.at_prices(here)
        standing = Standing(here, pace.again if guide else pace.first, stop=stop)
        found = explore(standing, guide, base)
        plans.append(found.plan)
        guide = found.guide
        tell(len(plans), len(prices))
    floors = _floors(prices, [quality_of(plan).bound_gbp for plan in plans])
    years = [_child_years(base, plan) for plan in plans]
    costs = [
        quality_of(plan).objective_gbp - price * children
        for plan, price, children in zip(plans, prices, years, strict=True)
    ]
    points = []
    for price, here, own, floor in zip(prices, scenarios, plans, floors, strict=True):
        total = np.array(costs) + price * np.array(years)
        best = int(total.argmin())
        quality = replace(quality_of(own), objective_gbp=float(total[best]))
        plan = Plan(plans[best].choices, quality)
        points.append(
            IndependentPoint(
                price, here, restated(plan, own, floor), costs[best], years[best]
            )
        )
    return points


def undominated(points: Sequence[IndependentPoint]) -> list[IndependentPoint]:
    """Leave out points that another beats in one figure and equals in the other."""
    kept: list[IndependentPoint] = []
    for point in points:
        mine = np.array([point.cost_gbp, point.child_years])
        others = [np.array([each.cost_gbp, each.child_years]) for each in points]
        worse = any((o <= mine).all() and (o < mine).any() for o in others)
        twice = any(each.plan.choices.equals(point.plan.choices) for each in kept)
        if not worse and not twice:
            kept.append(point)
    return kept


def at_price(scenario: Scenario, price_gbp: float) -> Scenario:
    """Give the scenario another price of an independent place."""
    prices = replace(scenario.prices, independent_gbp=price_gbp)
    settings = replace(scenario.settings, prices=prices)
    return replace(scenario, prices=prices, settings=settings)


def _child_years(base: Assessor, plan: Plan) -> float:
    """Children in independent schools under a plan, discounted and summed."""
    chosen = chosen_by(plan, base.options, base.problem.scenario)
    active, _ = base.places(chosen)
    priced = base.problem.kinds[active] == POOLED
    yearly = [
        float(year.children[..., priced].sum()) / MICRO for year in base.years(chosen)
    ]
    return float(base.problem.discount @ np.array(yearly))


def _floors(prices: Sequence[float], floors: Sequence[float]) -> Array:
    """Raise floors by each other: a concave function that never falls is above them."""
    at = np.array(prices)
    raised = np.maximum.accumulate(np.array(floors))
    best = raised.copy()
    for low in range(len(at)):
        for high in range(low + 2, len(at)):
            between = slice(low + 1, high)
            line = np.interp(at[between], at[[low, high]], raised[[low, high]])
            best[between] = np.maximum(best[between], line)
    return best
