"""Placing children a year at a time, against a linear program a year."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from optimiser import place_children
from optimiser.placement import _trim
from optimiser.staying import kept_places
from tests import oracle
from tests.optimiser.drawn import plan_with, random_plan
from tests.tiny import random_scenario, tiny_scenario

ROUNDED = 5e-5
"""A unit of 1e-6 child for each of the few dozen rows and tiers of a year."""
STATE = list(oracle.STATE)


def drawn(seed: int, years: int = 3) -> tuple[Scenario, Plan, Placements]:
    """A random scenario, a random plan within the rules, and its placements."""
    rng = np.random.default_rng(seed)
    scenario = random_scenario(rng, zones=2 + seed % 3, years=years)
    plan = random_plan(scenario, rng)
    return scenario, plan, place_children(scenario, plan)


def rows_of(frame: pd.DataFrame, year: int) -> dict[oracle.Row, float]:
    column = frame[year]
    return dict(zip(column.index, column.to_numpy(float), strict=True))


def summed(scenario: Scenario, newly: dict[oracle.Row, float]) -> tuple[float, ...]:
    """Children placed in state and independent settings, and all their minutes."""
    kinds = {**scenario.schemes["kind"], **scenario.provisions["kind"]}
    state = sum(n for row, n in newly.items() if kinds[row[3]] in STATE)
    minutes = sum(
        n * oracle._cost(scenario, row[0], row[3]) for row, n in newly.items()
    )
    return state, sum(newly.values()) - state, minutes


@pytest.mark.parametrize("seed", range(12))
def test_every_year_is_as_good_as_a_linear_program(seed: int) -> None:
    scenario, plan, placed = drawn(seed)
    found = oracle._settings(scenario, plan)
    for year in scenario.years:
        everyone, new = rows_of(placed.children, year), rows_of(placed.newly, year)
        kept = {row: everyone[row] - new[row] for row in everyone}
        best = oracle._place_year(scenario, plan, found, kept, year)
        ours, theirs = summed(scenario, new), summed(scenario, best)
        assert ours[:2] == pytest.approx(theirs[:2], abs=ROUNDED), year
        assert ours[2] == pytest.approx(theirs[2], rel=1e-6, abs=100 * ROUNDED), year


@pytest.mark.parametrize("seed", range(6))
def test_children_keep_their_place_by_the_shares(seed: int) -> None:
    scenario, plan, placed = drawn(seed)
    found = oracle._settings(scenario, plan)
    for year in scenario.years:
        before = rows_of(placed.children, year - 1)
        expected = pd.Series(oracle._kept(scenario, found, before, year))
        kept = placed.children[year] - placed.newly[year]
        gap = kept.sub(expected.reindex(kept.index).fillna(0.0)).abs()
        assert gap.max() <= 2.1e-6
        assert kept.sum() == pytest.approx(expected.sum(), abs=ROUNDED)


@pytest.mark.parametrize("seed", range(8))
def test_no_child_is_lost_or_counted_twice(seed: int) -> None:
    scenario, _, placed = drawn(seed)
    there = placed.children.groupby(level=["zone", "need", "phase"]).sum()
    there = there.reindex(scenario.demand.index).fillna(0.0)
    needed = placed.still_needed.reindex(scenario.demand.index)
    gap = (there + needed - scenario.demand).abs().to_numpy(float)
    assert gap.max() <= 1e-6 + 1e-9
    everything = (placed.children, placed.newly, placed.still_needed)
    assert all((frame.to_numpy(float) >= 0).all() for frame in everything)


@pytest.mark.parametrize("seed", range(6))
def test_places_open_are_those_of_the_plan(seed: int) -> None:
    scenario, plan, placed = drawn(seed)
    for name in placed.places.index:
        for year in scenario.years:
            expected = oracle.places_open(scenario, plan, str(name), year)
            assert placed.places.loc[name, year] == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(10))
def test_no_child_passes_a_special_school_with_room_for_a_far_base(seed: int) -> None:
    scenario, plan, placed = drawn(seed)
    found = oracle._settings(scenario, plan)
    special = [name for name, row in found.items() if row["kind"] == "special"]
    for year in scenario.years:
        inside = placed.children[year].groupby(level="provision").sum()
        room = placed.places[year].sub(inside.reindex(placed.places.index).fillna(0.0))
        for (zone, need, phase, name), children in rows_of(placed.newly, year).items():
            if found[name]["kind"] != "base" or children < ROUNDED:
                continue
            ways = scenario.minutes.loc[zone]
            for school in special:
                row = found[school]
                suits = need in row["takes"] and phase in row["phases"]
                if suits and room[school] > ROUNDED:
                    assert ways[name] <= ways[school] + 10


def test_what_opens_later_changes_nothing_earlier() -> None:
    scenario = tiny_scenario(years=4, allocation_gbp=1e6)
    first = ("host-1-asd", 6, 2026)
    without = place_children(scenario, plan_with(scenario, [first]))
    both = plan_with(scenario, [first, ("growth-a", 4, scenario.years[-1])])
    later = place_children(scenario, both)
    early = [scenario.base_year, *scenario.years[:-1]]
    index = without.children.index.union(later.children.index)
    for mine, theirs in ((without, later),):
        one = mine.children.reindex(index).fillna(0.0)
        two = theirs.children.reindex(index).fillna(0.0)
        pd.testing.assert_frame_equal(one[early], two[early], check_exact=True)
        pd.testing.assert_frame_equal(
            mine.still_needed[early], theirs.still_needed[early], check_exact=True
        )
    last = scenario.years[-1]
    assert later.still_needed[last].sum() < without.still_needed[last].sum()


@given(
    arrays.arrays(np.int64, 5, elements=st.integers(0, 10**7)),
    arrays.arrays(float, 5, elements=st.floats(0.0, 1.0)),
    st.floats(0.0, 1.0),
)
@settings(max_examples=200, deadline=None)
def test_shares_are_rounded_to_the_largest_remainder(
    children: np.ndarray, carry: np.ndarray, stay: float
) -> None:
    there = np.stack([children, np.zeros_like(children)])[None, None]
    kept = kept_places(
        there,
        stay=np.full((1, 1, 2), stay),
        move=np.array([[[1.0, 0.0]]]),
        carry=carry,
        serves=np.ones((1, 2, 5), dtype=bool),
    )
    for counts, share in zip(kept[0, 0], (np.full(5, stay), carry), strict=True):
        exact = children * share
        assert ((counts == np.floor(exact)) | (counts == np.floor(exact) + 1)).all()
        assert abs(counts.sum() - exact.sum()) <= 0.5 + 1e-6
        left, up = exact - np.floor(exact), counts > np.floor(exact)
        assert not up.any() or up.all() or left[up].min() >= left[~up].max()


def test_who_comes_into_a_phase_carries_on_only_where_it_is_served() -> None:
    serves = np.ones((1, 2, 2), dtype=bool)
    serves[0, 1, 1] = False
    kept = kept_places(
        np.array([[[[60, 80], [5, 7]]]]),
        stay=np.array([[[0.5, 1.0]]]),
        move=np.array([[[0.25, 0.25]]]),
        carry=np.array([0.8, 1.0]),
        serves=serves,
    )
    assert kept.tolist() == [[[[30, 40], [5 + 12, 7]]]]


def test_nobody_rounds_to_nobody() -> None:
    nobody = kept_places(
        np.zeros((2, 3, 4, 0), dtype=np.int64),
        stay=np.ones((2, 3, 4)),
        move=np.ones((2, 3, 4)),
        carry=np.ones(0),
        serves=np.ones((3, 4, 0), dtype=bool),
    )
    assert nobody.shape == (2, 3, 4, 0)
    assert nobody.dtype == np.int64


def test_more_than_there_are_are_taken_off_the_largest_stay_of_the_row() -> None:
    kept = np.array([[[[5, 9, 1], [4, 4, 0]]]])
    _trim(kept, np.array([[[-2, 3]]]))
    assert kept.tolist() == [[[[5, 7, 1], [4, 4, 0]]]]
