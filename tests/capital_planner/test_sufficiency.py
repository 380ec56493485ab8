"""Measures against slow sums and hand-worked cases."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.needs import PHASE_NAMES
from capital_planner.objective import price_plan
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from capital_planner.sufficiency import Measures, measure
from tests import oracle
from tests.tiny import tiny_scenario

CHOSEN = {"host_1_asd": (6, 2026), "growth_a": (2, 2027)}
SETTINGS = {"special-a": "North", "special-b": "South", "base-a": "North",
            "on-site-base": "South", "host-1-asd": "North"}  # fmt: skip


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return tiny_scenario()


@pytest.fixture(scope="module")
def plan(scenario: Scenario) -> Plan:
    return oracle.plan_of(scenario, **CHOSEN)


@pytest.fixture(scope="module")
def placements(scenario: Scenario, plan: Plan) -> Placements:
    return oracle.place(scenario, plan)


@pytest.fixture(scope="module")
def measures(scenario: Scenario, plan: Plan, placements: Placements) -> Measures:
    return measure(scenario, plan, placements)


def _only(
    placements: Placements, rows: dict[tuple[str, str, str, str], float]
) -> Placements:
    """Nobody but the children named, the same number each year."""
    index = pd.MultiIndex.from_tuples(
        list(rows), names=["zone", "need", "phase", "provision"]
    )
    columns = placements.children.columns
    values = np.repeat(np.array(list(rows.values()))[:, None], len(columns), axis=1)
    children = pd.DataFrame(values, index=index, columns=columns)
    return replace(placements, children=children, newly=children * 0.0)


def test_every_child_is_somewhere(measures: Measures) -> None:
    areas = measures.by_area
    found = areas[
        [
            "in_state",
            "independent",
            "specialist_post_16",
            "across_border",
            "still_needed",
        ]
    ].sum(axis=1)
    assert found.to_numpy() == pytest.approx(areas["demand"].to_numpy())
    assert (measures.totals["in_state"] > 0).all()


def test_each_setting_is_counted_in_its_own_district(
    measures: Measures, placements: Placements
) -> None:
    state = placements.places.loc[list(SETTINGS)]
    expected = state.groupby(pd.Series(SETTINGS)).sum()
    found = measures.by_area["places"].groupby(level=["district", "year"]).sum()
    for district in ("North", "South"):
        assert found[district].to_dict() == pytest.approx(
            expected.loc[district].to_dict()
        )
    extra = (
        measures.by_area["from_mainstream"].groupby(level=["district", "year"]).sum()
    )
    host = placements.from_mainstream.loc["host-1-asd"]
    assert extra["North"].to_dict() == pytest.approx(host.to_dict())
    assert extra["North", 2027] > 1


def test_places_of_a_setting_divide_by_the_children_in_it(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    rows = {
        ("z1", "ASD", "primary", "special-a"): 3.0,
        ("z3", "MLD", "post-16", "special-a"): 1.0,
    }
    areas = measure(scenario, plan, _only(placements, rows)).by_area
    north = areas.xs(("North", 2025), level=("district", "year"))["places"]
    base = 3.0  # base-a is empty and serves ASD primary alone
    assert north["ASD", "primary"] == pytest.approx(6.0 + base)
    assert north["MLD", "post-16"] == pytest.approx(2.0)
    south = areas.xs(("South", 2024), level=("district", "year"))["places"]
    assert south["MLD", "secondary"] == south["MLD", "post-16"] == pytest.approx(3.5)


def test_own_district_and_nearest(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    rows = {
        ("z1", "ASD", "primary", "special-a"): 1.0,  # nearest, own district
        ("z1", "ASD", "primary", "base-a"): 0.5,  # own district, not the nearest
        ("z3", "MLD", "post-16", "special-b"): 2.0,  # nearest, own district
        ("z1", "MLD", "secondary", "special-b"): 4.0,  # neither
        ("z2", "ASD", "primary", "host-1-asd"): 8.0,  # own district, base-a is nearer
        ("z1", "ASD", "primary", "independent-ASD"): 16.0,  # not state
    }
    totals = measure(scenario, plan, _only(placements, rows)).totals
    assert totals.loc[2027, "nearest"] == pytest.approx(3.0)
    assert totals.loc[2027, "own_district"] == pytest.approx(11.5)
    assert totals.loc[2027, "in_state"] == pytest.approx(15.5)
    assert totals.loc[2027, "independent"] == pytest.approx(16.0)


def test_the_nearest_setting_counts_only_once_it_is_open(
    scenario: Scenario, placements: Placements
) -> None:
    rows = {("z2", "MLD", "secondary", "special-b"): 1.0}
    plan = oracle.plan_of(scenario)
    before = measure(scenario, plan, _only(placements, rows)).totals["nearest"]
    # On-site-base, nearer to z2 than special-b, opens in 2025.
    assert before[2024] == pytest.approx(1.0)
    assert before[2025] == before[2027] == 0.0


def test_journeys_are_weighted_by_children(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    rows = {
        ("z1", "ASD", "primary", "special-a"): 6.0,  # 7.2 minutes
        ("z2", "ASD", "primary", "special-a"): 3.0,  # 25.7 minutes
        ("z3", "ASD", "primary", "special-a"): 1.0,  # 56.4 minutes, a long journey
    }
    got = measure(scenario, plan, _only(placements, rows)).totals.loc[2026]
    near, middle, far = (
        oracle.at(scenario.minutes, zone, "special-a") for zone in ("z1", "z2", "z3")
    )
    assert got["median_minutes"] == pytest.approx(near)
    assert got["p90_minutes"] == pytest.approx(middle)
    assert got["worst_tenth_minutes"] == pytest.approx(far)
    assert got["mean_minutes"] == pytest.approx((6 * near + 3 * middle + far) / 10)
    shares = {"within_20": 0.6, "within_30": 0.9, "within_45": 0.9, "within_75": 1.0}
    assert got[list(shares)].to_dict() == pytest.approx(shares)
    assert got["within_5_miles"] == pytest.approx(0.6)
    assert got["over_20_miles"] == pytest.approx(1.0)
    assert got["long_journey"] == pytest.approx(1.0)


def test_shortfall_counts_state_places_inside_the_limit(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    rows = {
        ("z1", "ASD", "primary", "special-a"): 1.0,
        ("z1", "ASD", "primary", "independent-ASD"): 1.0,
        ("z3", "ASD", "primary", "special-a"): 1.0,  # too far
    }
    found = measure(scenario, plan, _only(placements, rows))
    zones = scenario.demand[2026].groupby(level="zone").sum()
    north = 1 - 1 / (zones["z1"] + zones["z2"])
    assert found.equity.loc[("North", 2026), "shortfall"] == pytest.approx(north)
    assert found.equity.loc[("South", 2026), "shortfall"] == pytest.approx(1.0)
    assert found.totals.loc[2026, "largest_gap"] == pytest.approx(1.0)


def test_money_is_cash_by_financial_year(
    scenario: Scenario, measures: Measures
) -> None:
    money = measures.money
    assert money["allocation_gbp"].to_dict() == dict.fromkeys(scenario.years, 700e3)
    host = 270e3 * 1.15 * np.array([0.2, 0.5, 0.3]) * 1.04 ** np.array([-1, 0, 1])
    growth = 330e3 * 1.15 * np.array([0.2, 0.5, 0.3]) * 1.04 ** np.array([0, 1, 2])
    expected = [host[0] + host[1] + growth[0], host[2] + growth[1], growth[2]]
    assert money["capital_decided_gbp"].tolist() == pytest.approx(expected)
    assert money["capital_committed_gbp"].sum() > 0
    fee = scenario.running["fee_gbp"]
    totals = measures.totals.loc[list(scenario.years)]
    bill = totals["independent"] * fee["independent"]
    bill += totals["specialist_post_16"] * fee["specialist_post_16"]
    assert money["independent_gbp"].tolist() == pytest.approx(bill.tolist())


def test_the_parts_are_those_of_the_objective(
    scenario: Scenario, plan: Plan, placements: Placements, measures: Measures
) -> None:
    parts = price_plan(scenario, plan, placements)
    pd.testing.assert_series_equal(measures.objective_parts, parts)
    assert measures.objective_gbp == pytest.approx(parts.sum())


def test_rows_of_needs_that_nobody_has_change_nothing(
    scenario: Scenario, plan: Plan, placements: Placements, measures: Measures
) -> None:
    every = pd.MultiIndex.from_product(
        [["z3", "z1", "z2"], ["SLD", "ASD", "MLD"], [*PHASE_NAMES]],
        names=placements.still_needed.index.names,
    )
    longer = placements.still_needed.reindex(every).fillna(0.0)
    found = measure(scenario, plan, replace(placements, still_needed=longer))
    pd.testing.assert_frame_equal(found.by_area, measures.by_area)


def test_a_year_with_no_child_has_no_journey(
    scenario: Scenario, plan: Plan, placements: Placements
) -> None:
    nobody = _only(placements, {("z1", "ASD", "primary", "special-a"): 0.0})
    totals = measure(scenario, plan, nobody).totals
    assert totals[["mean_minutes", "median_minutes", "within_45"]].isna().all(axis=None)
