"""Money used to the pound contradicts nothing, and is in what is called proved."""

from dataclasses import replace

from capital_planner.objective import capital_spend
from capital_planner.rules import Pin
from capital_planner.scenario import Scenario
from optimiser.assessment import Assessor
from optimiser.conflicts import conflict
from optimiser.markets import by_site
from optimiser.most_places import most_places
from tests.judged import asking
from tests.optimiser.drawn import Choice, Rules, plan_with
from tests.tiny import tiny_scenario

PINNED = ("host-1-asd", "host-2-asd")
PINS = tuple(Pin(name, "in") for name in PINNED)
BASES = ("specialist_base",)


def paid_to_the_pound(short_gbp: float = 0.0) -> Scenario:
    """Money, all of it at the start, for the cheapest way to two bases and no more."""
    scenario = tiny_scenario(years=4, candidates=PINNED)
    scenario = with_money(scenario, 1e9)
    both = [plan for plan in Rules(scenario).everything() if len(plan) == len(PINNED)]
    return with_money(scenario, min(cash(scenario, plan) for plan in both) - short_gbp)


def with_money(scenario: Scenario, pounds: float) -> Scenario:
    funding = scenario.funding * 0.0
    funding.iloc[0] = pounds
    return replace(scenario, funding=funding)


def cash(scenario: Scenario, choices: list[Choice]) -> float:
    spend = capital_spend(scenario, plan_with(scenario, choices))
    return float(spend["cash_gbp"].sum())


def named(scenario: Scenario) -> set[str]:
    assessor = Assessor.of(asking(scenario, pins=PINS))
    return {
        wrong.column for wrong in conflict(by_site(assessor.problem, assessor.options))
    }


def test_schemes_that_use_the_money_to_the_pound_contradict_nothing() -> None:
    assert named(paid_to_the_pound()) == {""}


def test_money_that_is_short_is_named() -> None:
    assert "within_the_money" in named(paid_to_the_pound(short_gbp=1_000.0))


def test_no_plan_has_more_places_than_are_called_proved() -> None:
    scenario = paid_to_the_pound()
    truth = max(
        sum(places for _, places, _ in plan) for plan in Rules(scenario).everything()
    )
    found = most_places(scenario, BASES)
    assert found is not None
    assert found.total <= truth <= found.bound
