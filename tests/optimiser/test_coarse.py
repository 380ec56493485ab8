"""Larger zones for a first look: nobody is lost, and journeys are means."""

import numpy as np
import pandas as pd
import pytest

from optimiser.coarse import by_group, localities
from optimiser.problem import formulate
from tests.tiny import tiny_scenario


def test_children_add_up_and_journeys_are_their_mean() -> None:
    scenario = tiny_scenario(zones=4)
    problem = formulate(scenario)
    groups = pd.Series(["a", "a", "b", "b"], index=scenario.zones.index)
    larger = by_group(problem, groups)
    for name in ("demand", "start"):
        fine, rough = getattr(problem, name), getattr(larger, name)
        np.testing.assert_array_equal(rough[0], fine[:2].sum(axis=0))
        np.testing.assert_array_equal(rough[1], fine[2:].sum(axis=0))
    living = problem.demand.sum(axis=(1, 2, 3))[:2]
    expected = living @ problem.minutes[:2] / living.sum()
    np.testing.assert_allclose(larger.minutes[0], expected)
    kept = (problem.demand[..., :-1] * problem.stay).sum()
    assert (larger.demand[..., :-1] * larger.stay).sum() == pytest.approx(kept)


@pytest.mark.parametrize("most", [2, 3, 5, 12])
def test_localities_lie_inside_districts(most: int) -> None:
    zones = tiny_scenario(zones=9).zones
    found = localities(zones, most)
    assert set(found.index) == set(zones.index)
    for _, district in zones.groupby(found)["district"]:
        assert len(set(district)) == 1
    assert found.nunique() >= zones["district"].nunique()
    assert found.nunique() <= max(most, 2) + zones["district"].nunique()
