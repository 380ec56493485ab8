"""Each rule of what may be chosen, and of money, is found when it is broken."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.checks import check_plan
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.judged import example, judged, rules
from tests.tiny import tiny_scenario


@pytest.fixture
def scenario() -> Scenario:
    return example()[0]


@pytest.fixture
def plan() -> Plan:
    return example()[1]


@pytest.fixture
def placements() -> Placements:
    return example()[2]


def test_a_size_off_the_ladder(scenario: Scenario) -> None:
    found = judged(scenario, host_1_asd=(5, 2026))
    assert set(found) == {"one_size_and_year"}
    assert found["one_size_and_year"].value == "host-1-asd"
    assert "5 places" in found["one_size_and_year"].message
    assert "4, 6" in found["one_size_and_year"].message


def test_a_scheme_that_opens_twice(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    twice = pd.concat([plan.choices, plan.choices.loc[["host-1-asd"]]])
    assert rules(check_plan(scenario, Plan(twice), placements)) == {"one_size_and_year"}


@pytest.mark.parametrize("year", [2025, 2030])
def test_a_scheme_that_opens_too_early_or_too_late(
    scenario: Scenario, year: int
) -> None:
    found = judged(scenario, growth_a=(2, year))
    assert set(found) == {"opens_when_ready"}
    assert str(year) in found["opens_when_ready"].message


def test_two_schemes_at_one_school(scenario: Scenario) -> None:
    found = judged(scenario, host_1_asd=(4, 2027), host_1_mld=(4, 2029))
    assert set(found) == {"one_scheme_a_host"}
    assert "host-1-asd, host-1-mld" in found["one_scheme_a_host"].message


def test_a_committed_scheme_does_not_close_its_school_to_others(
    scenario: Scenario,
) -> None:
    assert judged(scenario, growth_b_more=(2, 2029)) == {}


@pytest.mark.parametrize("second", [2027, 2028])
def test_a_school_that_grows_again_too_soon(scenario: Scenario, second: int) -> None:
    found = judged(scenario, growth_b_more=(2, second))
    assert set(found) == {"growth_rests"}
    assert found["growth_rests"].value == "special-b"
    assert "2029" in found["growth_rests"].remedy


def test_more_openings_than_the_county_allows(scenario: Scenario) -> None:
    # One expansion a year; the committed one of 2026 counts first.
    found = judged(scenario, growth_a=(2, 2026))
    assert set(found) == {"yearly_caps"}
    assert "committed schemes take 1" in found["yearly_caps"].message
    assert found["yearly_caps"].value == "2026"


def test_more_openings_than_a_planning_area_allows(scenario: Scenario) -> None:
    own_host = scenario.schemes.assign(host=scenario.schemes.index)
    apart = replace(scenario, schemes=own_host)
    found = judged(apart, host_1_asd=(4, 2027), host_1_mld=(4, 2027))
    assert set(found) == {"yearly_caps"}
    assert "North" in found["yearly_caps"].message
    assert judged(apart, host_1_asd=(4, 2027), host_1_mld=(4, 2028)) == {}


def test_a_committed_scheme_that_is_left_out_or_changed(
    scenario: Scenario, plan: Plan
) -> None:
    left_out = plan.choices.drop(index="growth-b")
    late = plan.choices.copy()
    late.loc["growth-b", "opening_year"] = 2027
    for choices in (left_out, late):
        changed = Plan(choices)
        problems = check_plan(scenario, changed, oracle.place(scenario, changed))
        assert "committed_schemes_stay" in rules(problems)
        assert "growth-b" in {problem.value for problem in problems}


def test_an_on_site_scheme_belongs_to_do_nothing(scenario: Scenario) -> None:
    empty = Plan(oracle.plan_of(scenario).choices.iloc[:0])
    problems = check_plan(scenario, empty, oracle.place(scenario, empty))
    assert rules(problems) == {"committed_schemes_stay"}


def test_spending_beyond_the_allocation() -> None:
    poor = tiny_scenario(years=5, allocation_gbp=150e3)
    found = judged(poor, growth_a=(4, 2027))
    assert set(found) == {"within_the_money"}
    # A fifth is spent two years before opening, when 78,346 pounds are left.
    assert found["within_the_money"].value == "2025"
    assert "94,300" in found["within_the_money"].message
    assert "78,346 of 150,000" in found["within_the_money"].message
    assert judged(poor, growth_a=(4, 2029)) == {}


def test_committed_schemes_are_charged_first() -> None:
    rich = tiny_scenario(years=5, allocation_gbp=150e3)
    cost = rich.sizes["capital_gbp"].copy()
    cost["host-1-asd", 4] = 90e3  # as the committed growth: 71,654 in 2025-26
    cost["growth-b", 2] = 90e3
    within = replace(rich, sizes=rich.sizes.assign(capital_gbp=cost))
    assert judged(within, host_1_asd=(4, 2026)) == {}
    cost["growth-b", 2] = 180e3
    beyond = replace(rich, sizes=rich.sizes.assign(capital_gbp=cost))
    found = judged(beyond, host_1_asd=(4, 2026))
    assert set(found) == {"within_the_money"}
    assert found["within_the_money"].value == "2025"


def test_nothing_is_added_while_committed_schemes_exceed_the_money() -> None:
    poor = tiny_scenario(years=5, allocation_gbp=40e3)
    assert judged(poor) == {}
    found = judged(poor, host_1_asd=(4, 2026))
    assert "committed schemes alone" in found["within_the_money"].message
