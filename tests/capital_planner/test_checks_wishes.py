"""What an officer asks of a plan: nothing asked, kept, and broken."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.checks import check_plan, check_yardstick
from capital_planner.checks.wishes import RULES
from capital_planner.errors import Problem
from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.rules import SENTENCES, Pin
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.judged import asking, example, judged, rules

HOSTS = {"host_1_asd": (6, 2026), "host_2_asd": (5, 2027)}
GROWTH = {"growth_a": (2, 2027)}


@pytest.fixture
def scenario() -> Scenario:
    return example()[0]


def wrongs(scenario: Scenario, **chosen: tuple[int, int]) -> dict[str, Problem]:
    """Wishes that a plan breaks, by name; children are not placed for it."""
    plan = oracle.plan_of(scenario, **chosen)
    return {found.column: found for rule in RULES for found in rule(scenario, plan)}


def test_every_rule_is_named_after_its_sentence() -> None:
    assert {rule.__name__ for rule in RULES} <= set(SENTENCES)


def test_a_plan_of_which_nothing_is_asked(scenario: Scenario) -> None:
    assert wrongs(scenario, **HOSTS, **GROWTH) == {}


def test_the_judge_holds_a_plan_to_what_is_asked(scenario: Scenario) -> None:
    asked = asking(scenario, pins=(Pin("growth-a", "out"),))
    assert set(judged(asked, **GROWTH)) == {"pinned"}
    assert judged(asked, **HOSTS) == {}


@pytest.mark.parametrize(
    ("pin", "kept"),
    [
        (Pin("growth-a", "in"), True),
        (Pin("growth-a", "in", places=2, opening_year=2027), True),
        (Pin("growth-a", "in", places=4), False),
        (Pin("growth-a", "in", opening_year=2028), False),
        (Pin("growth-a", "out"), False),
        (Pin("host-2-asd", "in"), False),
        (Pin("host-2-asd", "out"), True),
    ],
)
def test_pinned(scenario: Scenario, pin: Pin, *, kept: bool) -> None:
    found = wrongs(asking(scenario, pins=(pin,)), **GROWTH)
    assert set(found) == (set() if kept else {"pinned"})
    assert kept or found["pinned"].value == pin.scheme


def test_excludes(scenario: Scenario) -> None:
    asked = asking(scenario, exclusions=(("host-1-asd", "host-2-asd"),))
    assert set(wrongs(asked, **HOSTS)) == {"excludes"}
    for name, choice in HOSTS.items():
        assert wrongs(asked, **{name: choice}) == {}


@pytest.mark.parametrize(
    ("needed", "kept"), [(2026, True), (2027, True), (2028, False), (None, False)]
)
def test_requires(scenario: Scenario, needed: int | None, *, kept: bool) -> None:
    asked = asking(scenario, requirements=(("growth-a", "host-2-asd"),))
    other = {} if needed is None else {"host_2_asd": (5, needed)}
    assert set(wrongs(asked, **GROWTH, **other)) == (set() if kept else {"requires"})
    assert wrongs(asked, **other) == {}


def test_routes_allowed(scenario: Scenario) -> None:
    asked = asking(scenario, routes=("specialist_base",))
    assert wrongs(asked, **HOSTS) == {}
    found = wrongs(asked, **HOSTS, **GROWTH)
    assert set(found) == {"routes_allowed"}
    assert found["routes_allowed"].value == "growth-a"
    assert set(wrongs(asking(scenario, routes=()), **HOSTS)) == {"routes_allowed"}


@pytest.mark.parametrize(
    ("share", "kept"), [(0.0, True), (11 / 13, True), (0.85, False)]
)
def test_mainstream_first(scenario: Scenario, share: float, *, kept: bool) -> None:
    asked = asking(scenario, least_base_share=share)
    found = wrongs(asked, **HOSTS, **GROWTH)
    assert set(found) == (set() if kept else {"mainstream_first"})
    assert wrongs(asked) == {}


def test_phases_in_parity(scenario: Scenario) -> None:
    # Decided: 3 places of an open primary base, 3 of a secondary one on site.
    asked = asking(scenario, most_parity_gap=1)
    assert wrongs(asked) == wrongs(asked, **HOSTS) == {}
    found = wrongs(asked, host_1_asd=(6, 2026))
    assert set(found) == {"phases_in_parity"}
    assert "6 more places in primary" in found["phases_in_parity"].message
    found = wrongs(asked, host_2_asd=(5, 2026))
    assert "5 more places in secondary" in found["phases_in_parity"].message
    assert wrongs(asking(scenario, most_parity_gap=6), host_1_asd=(6, 2026)) == {}


def test_parity_never_forbids_what_is_decided(scenario: Scenario) -> None:
    # Without the open base 3 secondary places are decided; host-2-asd takes both.
    both = pd.Series([("primary", "secondary")], index=["host-2-asd"])
    schemes = scenario.schemes
    closed = (scenario.open_places.index != "base-a")[:, None]
    leaning = replace(
        asking(scenario, most_parity_gap=0),
        open_places=scenario.open_places * closed,
        schemes=schemes.assign(
            phases=both.reindex(schemes.index).fillna(schemes["phases"])
        ),
    )
    assert wrongs(leaning) == {}
    assert wrongs(leaning, host_1_asd=(6, 2026)) == {}
    assert wrongs(leaning, host_2_asd=(5, 2026)) == {}
    found = wrongs(leaning, host_1_asd=(6, 2026), host_1_mld=(4, 2026))
    assert "at most 3 are allowed" in found["phases_in_parity"].message


@pytest.mark.parametrize(("least", "kept"), [(0, True), (11, True), (12, False)])
def test_least_places(scenario: Scenario, least: int, *, kept: bool) -> None:
    # The base on site is decided already, and not counted.
    asked = asking(scenario, least_places=(("specialist_base", least),))
    found = wrongs(asked, **HOSTS, **GROWTH)
    assert set(found) == (set() if kept else {"least_places"})


@pytest.mark.parametrize(("least", "kept"), [(0, True), (1, True), (2, False)])
def test_differs(scenario: Scenario, least: int, *, kept: bool) -> None:
    other = ("growth-a", "host-2-asd", "growth-b")
    asked = asking(scenario, differs_from=((other, least),))
    assert set(wrongs(asked, **GROWTH)) == (set() if kept else {"differs"})


def test_an_approved_scheme_may_be_left_out_once_released(scenario: Scenario) -> None:
    released = asking(scenario, pins=(Pin("growth-b", "release"),))
    whole = oracle.plan_of(scenario, **GROWTH)
    without = Plan(whole.choices.drop(index="growth-b"))
    late = whole.choices.copy()
    late.loc["growth-b", "opening_year"] = 2027
    for given, plan, broken in (
        (scenario, without, {"committed_schemes_stay"}),
        (released, without, set()),
        (released, whole, set()),
        (released, Plan(late), {"opens_when_ready", "committed_schemes_stay"}),
    ):
        found = rules(check_plan(given, plan, oracle.place(given, plan)))
        assert found - {"yearly_caps"} == broken


def test_nothing_is_asked_of_the_plans_that_others_are_held_against(
    scenario: Scenario,
) -> None:
    asked = asking(scenario, pins=(Pin("growth-a", "in"),), most_gap=0.1)
    plan = oracle.plan_of(scenario)
    placements = oracle.place(scenario, plan)
    assert rules(check_plan(asked, plan, placements)) == {"pinned"}
    assert check_yardstick(asked, plan, placements) == []


def test_the_price_of_a_gap_that_is_misstated(scenario: Scenario) -> None:
    asked = asking(scenario, most_gap=0.1)
    plan = oracle.plan_of(scenario, **GROWTH)
    placements = oracle.place(scenario, plan)
    parts = price_plan(asked, plan, placements)
    assert parts["gap"] > 0
    assert check_plan(asked, plan, placements, parts) == []
    parts["gap"] = 0.0
    (problem,) = check_plan(asked, plan, placements, parts)
    assert (problem.column, problem.value) == ("whole_cost", "gap")
