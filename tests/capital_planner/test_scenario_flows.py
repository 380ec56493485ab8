"""Shares who stay and move up, and the setting that children need."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.needs import NEED_GROUPS, PHASE_NAMES, PHASES, Phase
from capital_planner.scenario.flows import (
    by_phase,
    moving_shares,
    tier_shares,
    to_zones,
    within_demand,
)
from tests.capital_planner.lancashire import (
    EVERY_YEAR,
    case,
    projected,
    scenario,
)

PAIRS = pd.MultiIndex.from_product([NEED_GROUPS, PHASE_NAMES], names=["need", "phase"])


def _shares(values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        values, index=PAIRS, columns=range(2025, 2025 + values.shape[1])
    )


def _demand(rng: np.random.Generator, zones: int, years: int) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [[f"z{zone}" for zone in range(zones)], NEED_GROUPS, PHASE_NAMES],
        names=["zone", "need", "phase"],
    )
    values = rng.random((len(index), years + 1)) * 10
    values *= rng.random(values.shape) > 0.2
    return pd.DataFrame(values, index=index, columns=range(2024, 2025 + years))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), zones=st.integers(1, 4), most=st.floats(0, 1.5))
def test_those_who_stay_and_move_up_never_exceed_those_there(
    seed: int, zones: int, most: float
) -> None:
    rng = np.random.default_rng(seed)
    demand = _demand(rng, zones, 3)
    stay, move = (_shares(rng.random((len(PAIRS), 3)) * most) for _ in range(2))
    kept, moved = within_demand(demand, stay, move)
    shape = (zones, len(NEED_GROUPS), len(PHASE_NAMES), 3)
    before = demand[[2024, 2025, 2026]].to_numpy().reshape(shape)
    after = demand[[2025, 2026, 2027]].to_numpy().reshape(shape)
    keeps = kept.to_numpy().reshape(shape) * before
    moves = moved.to_numpy().reshape(shape) * before
    assert (kept >= 0).to_numpy().all()
    assert (moved >= 0).to_numpy().all()
    assert (keeps <= after + 1e-9).all()
    assert (keeps[:, :, 1:] + moves[:, :, :-1] <= after[:, :, 1:] + 1e-9).all()
    assert (moves[:, :, -1] == 0).all()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_shares_are_lowered_only_where_they_must_be(seed: int) -> None:
    rng = np.random.default_rng(seed)
    demand = _demand(rng, 2, 2)
    stay, move = (_shares(rng.random((len(PAIRS), 2))) for _ in range(2))
    kept, moved = within_demand(demand, stay, move)
    wanted = stay.loc[[pair[1:] for pair in demand.index]].to_numpy()
    ratio = (demand[[2025, 2026]].to_numpy()) / np.maximum(
        demand[[2024, 2025]].to_numpy(), 1e-300
    )
    there = demand[[2024, 2025]].to_numpy() > 0
    lowered = kept.to_numpy() < wanted - 1e-12
    assert np.allclose(kept.to_numpy()[lowered & there], ratio[lowered & there])
    up = move.loc[[pair[1:] for pair in demand.index]].to_numpy()
    assert (moved.to_numpy() <= up + 1e-12).all()


def test_shares_that_fit_are_left_alone() -> None:
    index = pd.MultiIndex.from_product([["z"], NEED_GROUPS, PHASE_NAMES])
    demand = pd.DataFrame(10.0, index=index, columns=[2024, 2025])
    stay = _shares(np.full((len(PAIRS), 1), 0.7))
    kept, moved = within_demand(demand, stay, _shares(np.full((len(PAIRS), 1), 0.2)))
    assert kept[2025].to_numpy() == pytest.approx(0.7)
    last = moved.index.get_level_values(2) == "post-19"
    assert moved.loc[~last, 2025].to_numpy() == pytest.approx(0.2)
    tight = _shares(np.full((len(PAIRS), 1), 0.5))
    _, moved = within_demand(demand, stay, tight)
    assert moved.loc[~last, 2025].to_numpy() == pytest.approx(0.3)


@pytest.mark.parametrize(("need", "phase"), [("ASD", PHASES[0]), ("SEMH", PHASES[1])])
def test_a_year_of_a_phase_moves_up_and_the_rest_stay(need: str, phase: Phase) -> None:
    """From the ages: survivors of each age but the last of the phase stay."""
    cells = projected().children().xs(need, level="need")
    ages = list(phase.ages)
    now = cells.loc[ages, 2027].to_numpy(float)
    older = cells.loc[[age + 1 for age in ages], 2028].to_numpy(float)
    gone = projected().ceased_rate[[age + 1 for age in ages]].to_numpy(float)
    survive = np.minimum(now * (1 - gone), older)
    stay, move = (
        shares[2028].to_dict()[need, phase.name]
        for shares in moving_shares(projected())
    )
    assert stay == pytest.approx(survive[:-1].sum() / now.sum())
    assert move == pytest.approx(survive[-1] / now.sum())


def test_shares_are_of_every_need_phase_and_year() -> None:
    for share in moving_shares(projected()):
        assert set(share.index) == set(PAIRS)
        assert share.columns.equals(pd.Index(EVERY_YEAR[1:]))
        assert share.to_numpy().min() >= 0
        assert share.to_numpy().max() <= 1


def test_phases_hold_every_child_from_reception() -> None:
    found = by_phase(projected())
    ages = projected().parts.index.get_level_values("age")
    of_age = projected().parts[(ages >= 4) & (ages < 25)]
    expected = of_age.groupby(level=["part", "need"]).sum()
    summed = found.groupby(level=["part", "need"]).sum()
    assert summed.loc[expected.index].to_numpy() == pytest.approx(expected.to_numpy())


def test_zones_take_their_share_of_each_phase() -> None:
    totals = pd.DataFrame({2024: [100.0]}, index=PAIRS[:1])
    index = pd.MultiIndex.from_product([["a", "b"], PHASE_NAMES])
    shares = pd.DataFrame({2024: [0.25, 0, 0, 0, 0.75, 1, 1, 1]}, index=index)
    shares.index.names = ["zone", "phase"]
    found = to_zones(totals, shares)[2024]
    assert found[("a", "ASD", "primary")] == 25.0
    assert found[("b", "ASD", "primary")] == 75.0
    assert found.sum() == 100.0


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_settings_needed_are_shares_of_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    base = pd.Series(rng.random(len(PAIRS)), [" ".join(pair) for pair in PAIRS])
    may = pd.Series(rng.random(len(NEED_GROUPS)), list(NEED_GROUPS))
    everyone = rng.integers(0, 50, len(PAIRS)).astype(float)
    alone = everyone * rng.random(len(PAIRS))
    placed = pd.DataFrame({"independent": alone, "all": everyone}, index=PAIRS)
    shares = tier_shares(base, may, placed)
    assert list(shares.columns) == ["base", "special", "independent"]
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert shares.to_numpy().min() >= -1e-12
    assert (shares["base"].to_numpy() <= base.to_numpy()).all()


def test_independent_only_is_what_a_local_place_cannot_replace() -> None:
    given_ = case().assumptions
    placed = scenario().base_placements
    cell = (placed.index.get_level_values("need") == "SEMH") & (
        placed.index.get_level_values("phase") == "secondary"
    )
    provision = placed.index.get_level_values("provision")
    alone = placed[cell & (provision == "independent-SEMH")].sum() / placed[cell].sum()
    expected = (1 - given_.value("substitutable_share", "SEMH")) * alone
    found = scenario().tier_share.to_dict("index")["SEMH", "secondary"]
    assert found["independent"] == pytest.approx(expected)
    assert found["base"] == given_.value("base_met_share", "SEMH secondary")


def test_nobody_over_16_needs_a_base() -> None:
    older = scenario().tier_share["base"].drop(["primary", "secondary"], level="phase")
    assert (older == 0).all()
