"""The scenario of a p-median has the p-median's least cost."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from benchmarks.p_median import as_scenario, instance_of
from capital_planner.checks import check_plan
from capital_planner.settings import SearchSettings
from capital_planner.sufficiency import measure
from optimiser import find_plan, place_children
from tests.optimiser.drawn import with_more_hosts
from tests.tiny import random_scenario, tiny_scenario


@pytest.mark.parametrize("sites", [1, 2, 3])
def test_the_least_cost_is_the_least_weighted_minutes(sites: int) -> None:
    rng = np.random.default_rng(sites)
    scenario = with_more_hosts(tiny_scenario(zones=6), (0.0,) * 4)
    drawn = rng.uniform(5.0, 50.0, scenario.minutes.shape)
    scenario = replace(scenario, minutes=scenario.minutes * 0 + drawn)
    instance = instance_of(scenario)
    assert instance.minutes.shape == (6, 5)
    least = min(
        float(instance.weights @ instance.minutes[:, list(opened)].min(axis=1))
        for opened in combinations(range(5), sites)
    )
    one_year = as_scenario(scenario, instance, sites)
    plan = find_plan(one_year, SearchSettings(gap=1e-7, time_limit_s=60.0))
    assert plan.quality is not None
    assert plan.quality.status == "best possible"
    assert plan.quality.objective_gbp == pytest.approx(least, rel=1e-6)
    assert len(plan.choices) == sites
    placements = place_children(one_year, plan)
    parts = measure(one_year, plan, placements).objective_parts
    assert check_plan(one_year, plan, placements, parts) == []


def test_weights_are_the_children_whose_need_a_base_could_meet() -> None:
    scenario = random_scenario(np.random.default_rng(3), zones=4, years=3)
    scenario = replace(scenario, schemes=tiny_scenario(zones=4).schemes)
    instance = instance_of(scenario)
    children = scenario.demand.xs("ASD", level="need").xs("primary", level="phase")
    share = scenario.tier_share.loc[("ASD", "primary"), "base"]
    expected = children[scenario.years[-1]].to_numpy() * share
    np.testing.assert_allclose(instance.weights, expected, atol=1e-6)
    assert list(instance.schemes) == ["host-1-asd"]
