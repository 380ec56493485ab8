"""Who of those without a state place needs what."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.evidence.causes import causes
from capital_planner.evidence.whereabouts import Whereabouts
from capital_planner.scenario import Scenario
from tests.capital_planner.evidence.small import needy, with_tiers

ROW = ("z1", "ASD", "primary")


def position(scenario: Scenario, row: tuple[str, str, str]) -> int:
    return list(scenario.demand.index).index(row)


def placed(
    scenario: Scenario,
    *,
    special: float,
    base: float = 0.0,
    alone: float = 0.0,
    older: float = 0.0,
    waiting: float = 0.0,
) -> Whereabouts:
    """One row of children placed, all new, in the first year and none after."""
    rows, years = len(scenario.demand), len(scenario.years) + 1
    row = position(scenario, ROW)

    def in_first(children: float) -> np.ndarray:
        frame = np.zeros((rows, years))
        frame[row, 1] = children
        return frame

    pools = pd.Index(["independent-ASD"])
    return Whereabouts(
        decided=in_first(special),
        new_bases=in_first(base),
        beyond=in_first(0.0),
        after_16=in_first(older),
        after_16_new=in_first(older),
        still_needed=in_first(waiting),
        special_new=in_first(special),
        base_new=in_first(base),
        pools=pools,
        alone=in_first(alone)[:, None],
        alone_new=in_first(alone)[:, None],
    )


def first_year(scenario: Scenario, where: Whereabouts) -> tuple[float, ...]:
    """Children of the row: special, independent only, base."""
    found = causes(scenario, where)
    row = position(scenario, ROW)
    parts = (found.special, found.independent, found.base)
    return tuple(float(part[row, 0]) for part in parts)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        # Ten to place: five special, one independent only, four base.
        ({"special": 0, "waiting": 10}, (5, 1, 4)),
        ({"special": 3, "waiting": 7}, (2, 1, 4)),
        ({"special": 5, "base": 4, "alone": 1}, (0, 1, 0)),
        ({"special": 6, "base": 1, "alone": 2, "waiting": 1}, (0, 1, 2)),
        ({"special": 4, "older": 3, "alone": 3}, (0, 0, 3)),
        ({"special": 2, "older": 1, "alone": 4, "waiting": 3}, (2, 1, 4)),
    ],
)
def test_new_places_are_counted_first_for_those_who_need_a_special_school(
    where: dict[str, float], expected: tuple[float, ...]
) -> None:
    scenario = with_tiers(needy(), base=0.4, independent=0.1)
    found = first_year(scenario, placed(scenario, **where))
    assert found == pytest.approx(expected)


def test_a_child_keeps_its_cause_into_the_next_phase() -> None:
    scenario = with_tiers(needy(), base=0.4, independent=0.1)
    where = placed(scenario, special=0, alone=10)
    up = position(scenario, ("z1", "ASD", "secondary"))
    row = position(scenario, ROW)
    alone = where.alone.copy()
    alone[row, 0, 2], alone[up, 0, 2] = 6.0, 2.0
    found = causes(scenario, replace(where, alone=alone))
    assert found.special[[row, up], 1].tolist() == pytest.approx([3.0, 1.0])
    assert found.independent[[row, up], 1].tolist() == pytest.approx([0.6, 0.2])
    assert found.base[[row, up], 1].tolist() == pytest.approx([2.4, 0.8])
    assert found.already[:, :2].sum() == 0
