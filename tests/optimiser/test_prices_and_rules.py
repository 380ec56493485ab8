"""What a price or a rule does: never the opposite of what it is for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.rules import Pin
from capital_planner.scenario import Scenario
from optimiser import find_plan, place_children
from optimiser.tradeoff import quality_of
from tests.judged import asking
from tests.optimiser.paying import BRIEFLY, paying, search_by_prices
from tests.optimiser.test_search import drawn

MONEY = 25e3
PARTS = {
    "minute_gbp": "journey",
    "far_gbp": "long_journey",
    "independent_gbp": "independent_price",
    "unplaced_gbp": "still_needed",
}


@pytest.fixture(params=["by prices", "exactly"])
def scenario(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Scenario:
    """Give one worth building in, searched by prices, or one settled exactly."""
    if request.param == "exactly":
        return drawn(4)
    search_by_prices(monkeypatch)
    return paying(MONEY)


def measured(scenario: Scenario, plan: Plan, price: str) -> float:
    """Children, or their minutes, that one price counts, discounted."""
    parts = price_plan(scenario, plan, place_children(scenario, plan))
    return float(parts[PARTS[price]]) / float(getattr(scenario.prices, price))


@pytest.mark.parametrize("price", list(PARTS))
def test_a_higher_price_never_worsens_its_measure_beyond_the_gaps(
    price: str, scenario: Scenario
) -> None:
    """With m the measure and g what is unproved: (p2 - p1) (m2 - m1) <= g1 + g2.

    The plan of each price is a plan at the other: neither is below its floor.
    """
    before = scenario
    pounds = float(getattr(before.prices, price))
    dearer = replace(before.prices, **{price: 6 * pounds + 100})
    after = replace(before, prices=dearer)
    plans = [find_plan(each, BRIEFLY.first) for each in (before, after)]
    first, second = (
        measured(each, plan, price)
        for each, plan in zip((before, after), plans, strict=True)
    )
    unproved = sum(
        quality_of(plan).objective_gbp - quality_of(plan).bound_gbp for plan in plans
    )
    slack = 1e-9 * quality_of(plans[1]).objective_gbp
    assert (5 * pounds + 100) * (second - first) <= unproved + slack


def richer(scenario: Scenario) -> Scenario:
    return replace(scenario, funding=scenario.funding * 2)


def uncapped(scenario: Scenario) -> Scenario:
    return replace(scenario, caps=scenario.caps + 1)


RELAXED: dict[str, tuple[Callable[[Scenario], Scenario], Callable[..., Scenario]]] = {
    "money": (lambda s: s, richer),
    "caps": (lambda s: s, uncapped),
    "bases": (lambda s: asking(s, least_base_share=0.7), asking),
    "parity": (lambda s: asking(s, most_parity_gap=0), asking),
    "left out": (lambda s: asking(s, pins=(Pin(_idea(s), "out"),)), asking),
    "routes": (lambda s: asking(s, routes=("specialist_base",)), asking),
}
"""A rule as it is asked for, and the same scenario without it or with less of it."""


def _idea(scenario: Scenario) -> str:
    standing = scenario.schemes["standing"]
    return str(standing.index[(standing == "candidate").to_numpy()][0])


@pytest.mark.parametrize("rule", list(RELAXED))
def test_a_rule_relaxed_never_worsens_the_cost_beyond_the_gap(
    rule: str, scenario: Scenario
) -> None:
    tighten, relax = RELAXED[rule]
    tight = tighten(scenario)
    before, after = (
        quality_of(find_plan(scenario, BRIEFLY.first))
        for scenario in (tight, relax(tight))
    )
    unproved = after.objective_gbp - after.bound_gbp
    assert after.objective_gbp <= before.objective_gbp * (1 + 1e-12) + unproved
    assert after.bound_gbp <= before.objective_gbp
