"""Most places of some routes: against every plan within the rules."""

from dataclasses import replace

import pytest

from capital_planner.checks import check_plan
from capital_planner.plan import Plan
from capital_planner.settings import SearchSettings
from optimiser import place_children
from optimiser.most_places import most_places
from optimiser.public import explore
from optimiser.standing import Standing
from tests.judged import asking
from tests.optimiser.drawn import Rules
from tests.optimiser.test_search import drawn
from tests.tiny import tiny_scenario

SPECIAL = ("special_expansion", "new_special_school")
BASES = ("specialist_base",)


@pytest.mark.parametrize("routes", [SPECIAL, BASES])
@pytest.mark.parametrize("seed", range(4))
def test_as_many_as_in_the_best_of_all_plans(
    seed: int, routes: tuple[str, ...]
) -> None:
    scenario = drawn(seed)
    rules = Rules(scenario)
    route = scenario.schemes["route"]
    truth = max(
        sum(places for name, places, _ in chosen if route.loc[name] in routes)
        for chosen in rules.everything()
    )
    found = most_places(scenario, routes)
    assert found is not None
    assert found.total == found.bound == truth
    assert set(found.by_route) == set(routes)
    plan = Plan(found.choices)
    placements = place_children(scenario, plan)
    assert check_plan(scenario, plan, placements) == []


def test_of_as_many_the_way_worth_most_is_taken() -> None:
    """Both sites give as many places; the prices of places say which is better."""
    scenario = tiny_scenario(candidates=("host-1-asd", "host-1-mld"), years=3)
    scenario = replace(scenario, funding=scenario.funding * 10)
    guide = explore(Standing(scenario, SearchSettings())).guide
    for worthy in ("host-1-asd", "host-1-mld"):
        place = guide.place * 0.0
        place.loc[worthy] = 1e5
        found = most_places(scenario, BASES, replace(guide, place=place))
        assert found is not None
        assert worthy in found.choices.index


def test_the_rules_asked_for_are_kept() -> None:
    scenario = asking(drawn(2), routes=BASES)
    found = most_places(scenario, SPECIAL)
    assert found is not None
    assert found.total == 0


def test_where_no_plan_keeps_the_rules_there_is_no_number() -> None:
    scenario = asking(drawn(2), least_places=(("specialist_base", 10_000),))
    assert most_places(scenario, BASES) is None
