"""Each rule of placement is found when it is broken."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from capital_planner.checks import check_plan
from capital_planner.checks.least_cost import negative_cycle
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.judged import YEAR, a_row, added, example, moved, rules, shifted
from tests.tiny import random_scenario


@pytest.fixture
def scenario() -> Scenario:
    return example()[0]


@pytest.fixture
def plan() -> Plan:
    return example()[1]


@pytest.fixture
def placements() -> Placements:
    return example()[2]


def test_a_child_that_vanishes(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    row = a_row(placements.newly)
    lost = moved(placements, {row: -0.05}, newly=True)
    problems = check_plan(scenario, plan, lost)
    assert "children_are_conserved" in rules(problems)
    assert str(YEAR) in problems[0].message


def test_a_child_that_is_moved_in_mid_phase(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    """Out of a school that it attends, to be placed anew elsewhere."""
    zone, need, phase, _ = out = a_row(placements.children, provision="special-a")
    into = (zone, need, phase, f"independent-{need}")
    both = moved(placements, {out: -0.05, into: 0.05}, newly=False)
    found = rules(check_plan(scenario, plan, both))
    assert "children_keep_their_place" in found
    assert "children_are_conserved" not in found


def test_a_child_that_does_not_carry_on_at_a_phase_end(
    scenario: Scenario, plan: Plan
) -> None:
    """The same, placed as if the school did not serve the next phase."""
    carry = scenario.carry_on * 0.5
    leaving = oracle.place(replace(scenario, carry_on=carry), plan)
    found = {p.column: p for p in check_plan(scenario, plan, leaving)}
    assert "children_keep_their_place" in found
    assert "fewer" in found["children_keep_their_place"].message


def test_more_children_keep_a_place_than_the_shares_say(
    scenario: Scenario, plan: Plan
) -> None:
    carry = scenario.carry_on * 0 + 1.0
    staying = oracle.place(replace(scenario, carry_on=carry), plan)
    found = {p.column: p for p in check_plan(scenario, plan, staying)}
    assert "more" in found["children_keep_their_place"].message


def test_other_children_in_the_base_year(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    zone, need, phase, provision = placements.children.index[0]
    row = (zone, need, phase, provision)
    changed = shifted(placements.children, {row: 0.01}, year=2024)
    problems = check_plan(scenario, plan, replace(placements, children=changed))
    assert {"base_year", "children_are_conserved"} <= rules(problems)


def test_a_setting_that_does_not_suit(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    row = a_row(placements.newly, need="MLD", phase="primary")
    into = (*row[:3], "special-b")
    wrong = moved(placements, {row: -0.05, into: 0.05}, newly=True)
    assert "setting_suits" in rules(check_plan(scenario, plan, wrong))


def test_a_full_setting_that_takes_one_more(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    crowded = moved(
        placements,
        {("z1", "ASD", "secondary", "special-a"): 0.2},
        newly=True,
        needed=-0.2,
    )
    found = {p.column: p for p in check_plan(scenario, plan, crowded)}
    assert found["usable_places"].value == "special-a"
    assert "children_are_conserved" not in found


def test_a_new_base_filled_as_if_no_child_came_from_mainstream(
    scenario: Scenario, plan: Plan
) -> None:
    costs = scenario.costs.copy()
    costs["from_mainstream"] = 0.2
    filled = oracle.place(replace(scenario, costs=costs), plan)
    assert {"usable_places", "from_mainstream"} <= rules(
        check_plan(scenario, plan, filled)
    )


def test_a_ramp_that_is_forgotten(scenario: Scenario, plan: Plan) -> None:
    at_once = replace(scenario, ramp=scenario.ramp * 0 + 1.0)
    found = rules(check_plan(scenario, plan, oracle.place(at_once, plan)))
    assert {"places_open", "usable_places"} <= found


def test_children_from_mainstream_miscounted(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    extra = added(placements.from_mainstream, "host-1-asd", 0.5)
    problems = check_plan(scenario, plan, replace(placements, from_mainstream=extra))
    assert rules(problems) == {"from_mainstream"}


@pytest.mark.parametrize("tier", ["base", "special"])
def test_a_tier_that_is_passed_over(scenario: Scenario, plan: Plan, tier: str) -> None:
    """More children enter bases, or state provision, than could be met there."""
    generous = scenario.tier_share.copy()
    generous[["base", "special", "independent"]] = 0.0
    generous[tier] = 1.0
    strict = scenario.tier_share.copy()
    strict[["base", "special", "independent"]] = [0.05, 0.05, 0.9]
    placed = oracle.place(replace(scenario, tier_share=generous), plan)
    problems = check_plan(replace(scenario, tier_share=strict), plan, placed)
    assert "tiers" in rules(problems)


def test_a_child_sent_past_a_free_place(scenario: Scenario) -> None:
    """A place is still needed although the new school has room."""
    plan = oracle.plan_of(scenario, new_school=(10, 2027))
    empty = oracle.place(scenario, oracle.plan_of(scenario))
    places = oracle.place(scenario, plan).places
    problems = check_plan(scenario, plan, replace(empty, places=places))
    found = {problem.column: problem for problem in problems}
    assert set(found) == {"least_cost"}
    assert "places still needed to new-school" in found["least_cost"].message


def test_two_children_who_should_change_places(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    """No place is free, nobody more is placed: only the journeys are too long."""
    here, there = "special-a", "independent-ASD"
    near = a_row(placements.newly, zone="z1", need="ASD", provision=here)
    other = a_row(placements.newly, zone="z2", need="ASD", provision=there)
    swap = {
        near: -0.02,
        (near[0], near[1], near[2], there): 0.02,
        other: -0.02,
        (other[0], other[1], other[2], here): 0.02,
    }
    swapped = moved(placements, swap, newly=True)
    assert rules(check_plan(scenario, plan, swapped)) == {"least_cost"}


def test_journeys_that_were_misread(scenario: Scenario, plan: Plan) -> None:
    """Placed at least cost on another map, every other rule is kept."""
    mirrored = scenario.minutes.iloc[::-1].set_axis(scenario.minutes.index)
    placed = oracle.place(replace(scenario, minutes=mirrored), plan)
    assert rules(check_plan(scenario, plan, placed)) == {"least_cost"}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_verdict_is_that_of_a_linear_program(seed: int) -> None:
    """Placed by shuffled journeys: accused exactly when it costs more than need be."""
    rng = np.random.default_rng(seed)
    scenario = random_scenario(rng, zones=2, years=1)
    plan = oracle.plan_of(scenario)
    shuffled = pd.DataFrame(
        rng.permuted(scenario.minutes.to_numpy(float), axis=1),
        index=scenario.minutes.index,
        columns=scenario.minutes.columns,
    )
    best = oracle.place(scenario, plan)
    found = oracle.place(replace(scenario, minutes=shuffled), plan)
    lost = yearly_cost(scenario, found) - yearly_cost(scenario, best)
    assume(lost < 1e-5 or lost > 1e-2)
    expected = {"least_cost"} if lost > 1e-2 else set()
    assert rules(check_plan(scenario, plan, found)) == expected


def yearly_cost(scenario: Scenario, placements: Placements) -> float:
    """Minutes of those placed in the first year, dear where they should not be."""
    total = 1e7 * float(placements.still_needed[2025].sum())
    for row, number in zip(placements.newly.index, placements.newly[2025], strict=True):
        minutes = round(100 * oracle.at(scenario.minutes, row[0], row[3])) / 100
        dear = row[3].startswith(("independent", "specialist"))
        total += number * (minutes + 1e5 * dear)
    return total


def test_a_negative_cycle_is_found_and_named() -> None:
    none = np.inf
    moves = np.array(
        [
            [none, 5.0, none, none],
            [none, none, -7.0, none],
            [1.0, none, none, 3.0],
            [none, none, 9.0, none],
        ]
    )
    cycle = negative_cycle(moves)
    assert sorted(cycle) == [0, 1, 2]
    assert cycle.index(1) == (cycle.index(0) + 1) % 3
    moves[2, 0] = 2.0  # 5 - 7 + 2 = 0: no gain
    assert negative_cycle(moves) == []
