"""Frames of a scenario that disagree are found, frame by frame."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.checks import check_scenario
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import Prices
from tests.tiny import facility_scenario, random_scenario, tiny_scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return tiny_scenario()


def frames(scenario: Scenario, **changes: Any) -> set[str]:
    """Frames that are wrong once something is changed."""
    problems = check_scenario(replace(scenario, **changes))
    assert all(problem.file == "scenario" and problem.remedy for problem in problems)
    return {problem.column for problem in problems}


def test_a_scenario_whose_frames_agree(scenario: Scenario) -> None:
    assert check_scenario(scenario) == []
    costs = np.array([[1.0, 2.0], [2.0, 1.0]])
    assert check_scenario(facility_scenario([5, 5], [9.0, 9.0], [3, 4], costs)) == []


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), zones=st.integers(1, 5), years=st.integers(1, 4))
def test_random_scenarios_agree(seed: int, zones: int, years: int) -> None:
    rng = np.random.default_rng(seed)
    assert check_scenario(random_scenario(rng, zones=zones, years=years)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("demand", -1.0),
        ("demand", np.nan),
        ("stay_share", 1.2),
        ("move_up_share", -0.1),
        ("tier_share", 1.5),
        ("open_places", np.nan),
        ("minutes", np.nan),
        ("road_km", -3.0),
        ("transported", 1.01),
        ("carry_on", 1.1),
        ("ramp", 2.0),
    ],
)
def test_a_figure_that_cannot_be(scenario: Scenario, name: str, value: float) -> None:
    frame = getattr(scenario, name).astype(float)
    figures = np.array(frame)
    figures[0, 0] = value
    wrong = pd.DataFrame(figures, index=frame.index, columns=frame.columns)
    assert name in frames(scenario, **{name: wrong})


@pytest.mark.parametrize(
    "name", ["demand", "across_border", "open_places", "stay_share"]
)
def test_a_year_that_is_missing(scenario: Scenario, name: str) -> None:
    assert frames(scenario, **{name: getattr(scenario, name).drop(columns=2026)}) == {
        name
    }


@pytest.mark.parametrize("name", ["demand", "sizes", "schemes", "caps"])
def test_a_row_twice(scenario: Scenario, name: str) -> None:
    frame = getattr(scenario, name)
    assert name in frames(scenario, **{name: pd.concat([frame, frame.iloc[:1]])})


def test_more_children_stay_than_need_a_place(scenario: Scenario) -> None:
    shrunk = scenario.demand.copy()
    shrunk[2026] = shrunk[2025] * 0.5
    assert frames(scenario, demand=shrunk) == {"demand"}
    assert "stay_share" in frames(scenario, move_up_share=scenario.stay_share * 0 + 0.3)


def test_more_children_attend_than_need_a_place(scenario: Scenario) -> None:
    assert frames(scenario, base_placements=scenario.base_placements * 1.5) == {
        "base_placements"
    }


def test_shares_by_tier_that_make_no_whole(scenario: Scenario) -> None:
    assert frames(scenario, tier_share=scenario.tier_share * 0.9) == {"tier_share"}
    assert frames(scenario, tier_share=scenario.tier_share.iloc[1:]) == {"tier_share"}


def test_a_setting_with_no_way_to_it(scenario: Scenario) -> None:
    for name in ("minutes", "road_km"):
        shorter = getattr(scenario, name).drop(columns="host-1-asd")
        assert frames(scenario, **{name: shorter}) == {name}
    shorter = scenario.transported.drop(columns=("special-a", "post-16"))
    assert frames(scenario, transported=shorter) == {"transported"}
    fewer = scenario.journey_limit.drop(index="secondary")
    assert frames(scenario, journey_limit=fewer) == {"journey_limit"}


def test_settings_of_unknown_kinds(scenario: Scenario) -> None:
    kinds = scenario.provisions.assign(kind="hub")
    assert "provisions" in frames(scenario, provisions=kinds)
    needs = scenario.schemes.assign(needs="XYZ")
    assert frames(scenario, schemes=needs) == {"schemes"}


def test_schemes_that_cannot_be_built(scenario: Scenario) -> None:
    schemes = scenario.schemes
    assert frames(scenario, sizes=scenario.sizes.drop(index="growth-a", level=0)) == {
        "sizes"
    }
    assert frames(scenario, ramp=scenario.ramp.drop(index="growth-a")) == {"ramp"}
    assert frames(scenario, ramp=scenario.ramp.assign(**{"2": 0.1})) == {"ramp"}
    assert frames(scenario, schemes=schemes.assign(latest_year=2020)) == {"schemes"}
    assert frames(scenario, schemes=schemes.assign(standing="maybe")) >= {"schemes"}
    adrift = schemes.replace({"provision": {"special-b": "special-z"}})
    assert frames(scenario, schemes=adrift) == {"schemes"}


def test_a_decided_scheme_with_two_sizes(scenario: Scenario) -> None:
    extra = scenario.sizes.loc[["growth-b"]].rename(index={2: 3}, level="places")
    assert frames(scenario, sizes=pd.concat([scenario.sizes, extra])) == {"sizes"}


def test_money_that_is_missing(scenario: Scenario) -> None:
    costs = scenario.costs.drop(index="discount_rate")
    assert frames(scenario, costs=costs) == {"costs"}
    running = scenario.running.drop(index="special")
    assert frames(scenario, running=running) == {"running"}
    profile = scenario.capital_profile * 0.5
    assert frames(scenario, capital_profile=profile) == {"capital_profile"}
    assert frames(scenario, funding=scenario.funding.iloc[:0]) == {"funding"}
    assert frames(scenario, prices=Prices(1.0, 1.0, float("nan"), 1.0)) == {"prices"}
