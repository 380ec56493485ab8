"""The base year: rows hold, rolls fit as they can, journeys are as long as wanted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.base_placements import BORDER, STEEPEST, Fitted, fit
from capital_planner.demand.projection import LATENT_PARTS
from capital_planner.geography import MILE_KM, direct_km
from capital_planner.needs import NEED_GROUPS
from capital_planner.settings import Resolution
from tests.capital_planner.lancashire import (
    BASE_YEAR,
    by_kind,
    case,
    projected,
    published,
    scenario,
)

ROW = ["zone", "need", "phase"]


def _fit(
    children: np.ndarray, prior: np.ndarray, rolls: np.ndarray, km: np.ndarray
) -> Fitted:
    """Zones by (need, phase) pairs of children; pairs by schools of prior."""
    pairs = [("ASD", "primary"), ("SEMH", "primary"), ("ASD", "secondary")]
    schools = [f"s{number}" for number in range(len(rolls))]
    zones = [f"z{number}" for number in range(len(km))]
    rows = [(zone, *pair) for zone in zones for pair in pairs]
    return fit(
        pd.Series(children.ravel(), pd.MultiIndex.from_tuples(rows, names=ROW)),
        pd.DataFrame(prior, pd.MultiIndex.from_tuples(pairs), columns=schools),
        pd.Series(rolls, index=schools),
        pd.DataFrame(km, index=zones, columns=schools),
        10.0,
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), zones=st.integers(1, 8), size=st.integers(1, 5))
def test_no_child_is_lost_or_sent_where_nothing_suits(
    seed: int, zones: int, size: int
) -> None:
    rng = np.random.default_rng(seed)
    children = rng.random((zones, 3)) * 20 * (rng.random((zones, 3)) > 0.2)
    prior = rng.choice([0.0, 0.15, 1.0], (3, size))
    rolls, km = rng.random(size) * 50 + 1, rng.random((zones, size)) * 60
    fitted = _fit(children, prior, rolls, km)
    flow, suits = fitted.children.to_numpy(), np.tile(prior, (zones, 1)) > 0
    assert (flow >= 0).all()
    assert (flow[~suits] == 0).all()
    expected = np.where(suits.any(axis=1), children.ravel(), 0.0)
    assert flow.sum(axis=1) == pytest.approx(expected, abs=1e-9)
    left = children.ravel() - expected
    assert fitted.unmatched.to_numpy() == pytest.approx(left, abs=1e-12)
    assert fitted.rolls["fitted"].to_numpy() == pytest.approx(flow.sum(axis=0))


def _county() -> tuple[np.ndarray, np.ndarray]:
    """Children and journeys of zones every 3 km along a road of 120 km."""
    rng = np.random.default_rng(7)
    at = np.arange(0.0, 120.0, 3.0)
    schools = np.arange(6.0, 120.0, 12.0)
    children = rng.random((len(at), 3)) * 10 + 1
    return children, np.abs(at[:, None] - schools[None, :]) + 1


def test_rolls_fit_and_journeys_are_as_long_as_wanted() -> None:
    children, km = _county()
    rolls = np.linspace(1, 2, km.shape[1])
    rolls *= children.sum() / rolls.sum()
    fitted = _fit(children, np.ones((3, len(rolls))), rolls, km)
    assert fitted.rolls["fitted"].to_numpy() == pytest.approx(rolls, rel=0.02)
    travelled = fitted.children.to_numpy() * np.repeat(km, 3, axis=0)
    by_phase = fitted.children.index.get_level_values("phase")
    for phase in ("primary", "secondary"):
        own = by_phase == phase
        mean = travelled[own].sum() / fitted.children.to_numpy()[own].sum()
        assert mean == pytest.approx(10.0, rel=0.03)


def test_one_school_for_a_phase_takes_everyone_however_far() -> None:
    children, km = _county()
    prior = np.ones((3, km.shape[1]))
    prior[2] = 0.0
    prior[2, 0] = 1.0
    fitted = _fit(children, prior, np.ones(km.shape[1]), km)
    secondary = fitted.children.xs("secondary", level="phase")
    assert secondary["s0"].sum() == pytest.approx(children[:, 2].sum())
    assert fitted.deterrence["secondary"] <= STEEPEST


def test_what_a_school_also_takes_weighs_less() -> None:
    children, km = np.full((1, 3), 10.0), np.full((1, 2), 5.0)
    prior = np.array([[1.0, 0.15], [0.15, 1.0], [1.0, 1.0]])
    found = _fit(children, prior, np.array([15.0, 15.0]), km).children.to_numpy()
    assert found[0, 0] > 5 * found[0, 1]
    assert found[1, 1] > 5 * found[1, 0]


def _by_need(frame: pd.Series) -> np.ndarray:
    sums = frame.groupby(level="need").sum()
    return sums.reindex(list(NEED_GROUPS), fill_value=0.0).to_numpy(float)


@pytest.mark.parametrize("resolution", ["district", "locality", "msoa"])
def test_every_child_published_is_placed_abroad_or_reported(
    resolution: Resolution,
) -> None:
    """In all, by kind of placement, as the caseload table counts them."""
    found = scenario(resolution)
    kinds = by_kind(found.base_placements)
    abroad = found.across_border[BASE_YEAR].sum()
    reported = found.unmatched["children"].sum()
    special = published("special_la_maintained") + published("special_academy_free")
    independent = ["special_independent", "special_non_maintained"]
    independent += ["mainstream_independent"]
    private = sum(published(name) for name in independent)
    assert kinds["base"] == pytest.approx(166, abs=0.01)
    assert kinds["specialist_post_16"] == pytest.approx(134, abs=0.01)
    total = special + private + 166 + 134
    assert kinds.sum() + abroad + reported == pytest.approx(total, abs=0.05)
    assert special - 21 < kinds["special"] + abroad <= special + 0.01
    assert private - 9 < kinds["independent"] <= private + 0.01


@pytest.mark.parametrize(
    ("part", "own"),
    [
        ("state special", "special"),
        ("base", "base"),
        ("independent", "independent"),
        ("specialist post-16", "specialist_post_16"),
    ],
)
def test_children_by_need_are_the_published_table(part: str, own: str) -> None:
    """Matched, across the border, and of an age that no such setting takes."""
    joint = projected().joint.plans[part]
    reach = projected().parts.xs(part, level="part")[BASE_YEAR].reindex(joint.index)
    placed = scenario().base_placements
    kinds_of = scenario().provisions["kind"].to_dict()
    kind = placed.index.get_level_values("provision").map(kinds_of)
    found = _by_need(placed[kind == own])
    if part == "state special":
        found = found + _by_need(scenario().across_border[BASE_YEAR])
    outside = _by_need(joint - reach)
    assert found + outside == pytest.approx(_by_need(joint), abs=0.01)
    assert (outside > -1e-9).all()


def test_children_outside_are_reported_by_need_and_phase() -> None:
    unmatched = scenario().unmatched
    assert (unmatched["children"] > 0).all()
    total = projected().outside.sum()
    assert unmatched["children"].sum() == pytest.approx(total)
    assert set(unmatched["phase"]) <= {"before Reception", "post-19"}


def test_rows_of_every_zone_hold() -> None:
    """Children in settings and waiting for one are those who need a place."""
    found = scenario()
    placed = found.base_placements.groupby(level=ROW).sum()
    parts = found.demand_parts[BASE_YEAR]
    latent = parts[parts.index.get_level_values("part").isin(LATENT_PARTS)]
    demand = found.demand[BASE_YEAR]
    placed = placed.reindex(demand.index, fill_value=0.0)
    assert (demand - placed > -1e-9).all()
    waiting = (demand - placed).groupby(level=["need", "phase"]).sum()
    expected = latent.groupby(level=["need", "phase"]).sum()
    assert waiting.to_numpy() == pytest.approx(
        expected.reindex(waiting.index).to_numpy(), abs=1e-6
    )


def test_misfits_are_listed_by_school() -> None:
    misfits = scenario().misfits.set_index("provision")
    placed = scenario().base_placements.groupby(level="provision").sum()
    state = scenario().provisions[
        scenario().provisions["kind"].isin(["special", "base"])
    ]
    off = (placed.reindex(state.index) - state["roll"]).abs()
    assert set(misfits.index) - {BORDER} == set(off.index[off >= 1])
    assert misfits["name"].notna().all()
    for provision in misfits.index.drop(BORDER):
        assert misfits["fitted"][provision] == pytest.approx(placed[provision])
    ashton = misfits.loc["base-119707"]
    assert ashton["fitted"] > ashton["roll"] + 4
    assert off[state["kind"] == "special"].max() < 1.5


def test_the_mean_journey_to_a_special_school_is_the_published_one() -> None:
    found = scenario()
    detour = case().assumptions.value("road_detour_factor")
    nearby = case().nearby_special_schools
    state = nearby[nearby["type"].str.contains("Community|Foundation|Academy|Free")]
    beyond = direct_km(found.zones, state, case().barriers).min(axis=1) * detour
    special = found.base_placements.reset_index(name="children")
    special = special[special["provision"].str.startswith("special-1")]
    km = found.road_km.rename_axis("zone").rename_axis("provision", axis=1)
    long = km.reset_index().melt("zone", value_name="km", var_name="provision")
    special = special.merge(long, on=["zone", "provision"])
    abroad = found.across_border[BASE_YEAR]
    for phase in ("primary", "secondary", "post-16"):
        own = special[special["phase"] == phase]
        over = abroad.xs(phase, level="phase").groupby(level="zone").sum()
        travelled = (own["children"] * own["km"]).sum() + (over * beyond).sum()
        mean = travelled / (own["children"].sum() + over.sum())
        assert mean / MILE_KM == pytest.approx(9.0, abs=0.05), phase


def test_a_base_takes_a_tenth_as_readily_a_need_beside_its_own() -> None:
    """A base for MLD and one for ASD: the two odds differ by ten times ten."""
    primary = scenario().base_placements.xs("primary", level="phase")
    for_mld, for_asd = "base-119285", "base-119135"
    units = scenario().provisions["needs"].to_dict()
    assert (units[for_mld], units[for_asd]) == (("MLD",), ("ASD", "SLCN"))
    first = primary.index.get_level_values("zone") == scenario().zones.index[0]
    children = primary[first].groupby(level=["need", "provision"]).sum().to_dict()
    right = children["MLD", for_mld] * children["ASD", for_asd]
    wrong = children["ASD", for_mld] * children["MLD", for_asd]
    assert right / wrong == pytest.approx(100)
