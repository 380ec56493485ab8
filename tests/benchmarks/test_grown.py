"""Scenarios made larger stay scenarios: children, journeys and rules add up."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from benchmarks.grown import fewer_hosts, more_hosts, so_many_years, split_zones
from capital_planner.checks import check_plan
from capital_planner.scenario.frames import Scenario
from capital_planner.sufficiency import measure
from optimiser import committed, place_children
from optimiser.assessment import Assessor
from tests.tiny import tiny_scenario


def whole_cost(scenario: Scenario) -> float:
    plan = committed(scenario)
    placements = place_children(scenario, plan)
    found = measure(scenario, plan, placements)
    assert check_plan(scenario, plan, placements, found.objective_parts) == []
    return found.objective_gbp


def test_parts_of_zones_hold_the_children_of_the_zones() -> None:
    scenario = tiny_scenario()
    split = split_zones(scenario, 4, np.random.default_rng(0))
    assert len(split.zones) == 4 * len(scenario.zones)
    for name in ("demand", "base_placements", "across_border"):
        before, after = getattr(scenario, name), getattr(split, name)
        np.testing.assert_allclose(after.sum(), before.sum())
    changed = split.minutes.to_numpy() / np.tile(scenario.minutes, (4, 1))
    assert changed.min() >= 0.9
    assert changed.max() <= 1.1
    assert np.unique(changed).size > 10
    assert whole_cost(split) == pytest.approx(whole_cost(scenario), rel=0.02)


@pytest.mark.parametrize("years", [2, 9])
def test_years_are_left_out_or_repeat_the_last(years: int) -> None:
    scenario = tiny_scenario(years=4)
    grown = so_many_years(scenario, years)
    assert len(grown.years) == years
    assert [*grown.demand.columns] == [grown.base_year, *grown.years]
    both = [year for year in grown.years if year in scenario.years]
    pd.testing.assert_frame_equal(grown.stay_share[both], scenario.stay_share[both])
    pd.testing.assert_frame_equal(
        grown.move_up_share[both], scenario.move_up_share[both]
    )
    assert (grown.demand[grown.years[-1]] == scenario.demand[both[-1]]).all()
    options = Assessor.of(grown).options
    assert options.year.max() == grown.years[-1]
    assert whole_cost(grown) > 0


def test_copies_of_hosts_are_hosts_of_their_own() -> None:
    scenario = tiny_scenario()
    grown = more_hosts(scenario, 2, np.random.default_rng(0))
    before, after = (Assessor.of(each).options for each in (scenario, grown))
    bases = scenario.schemes.query("standing == 'candidate' and kind == 'base'")
    assert len(grown.schemes) == len(scenario.schemes) + 2 * len(bases)
    hosts = bases["host"].nunique()
    assert after.host.max() == before.host.max() + 2 * hosts
    assert whole_cost(grown) == pytest.approx(whole_cost(scenario), rel=1e-12)


def test_fewer_hosts_offer_less_and_change_nothing_decided() -> None:
    scenario = more_hosts(tiny_scenario(), 3, np.random.default_rng(0))
    fewer = fewer_hosts(scenario, 0.25, np.random.default_rng(0))
    bases = [
        each.schemes.query("standing == 'candidate' and kind == 'base'")["host"]
        for each in (scenario, fewer)
    ]
    assert bases[1].nunique() == round(bases[0].nunique() * 0.25)
    assert whole_cost(fewer) == pytest.approx(whole_cost(scenario), rel=1e-12)


def test_those_who_move_up_fit_in_the_years_added() -> None:
    scenario = tiny_scenario(years=2)
    crowded = replace(scenario, move_up_share=scenario.move_up_share * 3)
    grown = so_many_years(crowded, 5)
    stays = grown.demand[2026] * grown.stay_share[2027]
    up = (grown.demand[2026] * grown.move_up_share[2027]).groupby(["zone", "need"])
    assert (stays + up.shift(1).fillna(0.0) <= grown.demand[2027] + 1e-9).all()
