"""A scenario holds what its contract says, and the same for the same case."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.demand.projection import LATENT_PARTS
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.scenario import Scenario, build
from capital_planner.settings import RESOLUTIONS, ScenarioSettings
from tests.capital_planner.lancashire import (
    BASE_YEAR,
    EVERY_YEAR,
    case,
    projected,
    scenario,
)

YEARS = EVERY_YEAR[1:]


def test_zones_of_every_resolution_are_known() -> None:
    assert RESOLUTIONS == ("district", "locality", "msoa", "lsoa")
    for resolution in ("district", "locality", "msoa"):
        found = scenario(resolution)
        assert found.settings.resolution == resolution
        assert set(found.demand.index.get_level_values("zone")) == set(
            found.zones.index
        )
        assert list(found.minutes.index) == list(found.zones.index)


def test_children_are_the_same_however_finely_homes_are_placed() -> None:
    coarse, fine = scenario("district"), scenario("msoa")
    keys = ["need", "phase"]
    for name in ("demand", "across_border"):
        one, other = (
            getattr(of, name).groupby(level=keys).sum() for of in (coarse, fine)
        )
        assert one.to_numpy() == pytest.approx(other.to_numpy(), abs=2.0)
    both = [of.demand.sum() + of.across_border.sum() for of in (coarse, fine)]
    assert both[0].to_numpy() == pytest.approx(both[1].to_numpy())


def test_demand_and_children_abroad_are_all_who_need_a_place() -> None:
    found = scenario()
    ages = projected().parts.index.get_level_values("age")
    everyone = projected().parts[(ages >= 4) & (ages < 25)].sum()
    total = found.demand.sum() + found.across_border.sum()
    assert total.to_numpy() == pytest.approx(everyone.to_numpy())
    parts = found.demand_parts.groupby(level="part").sum()
    assert parts.sum().to_numpy() == pytest.approx(everyone.to_numpy())
    abroad = parts.loc[["across the border"]].to_numpy()[0]
    assert abroad == pytest.approx(found.across_border.sum().to_numpy())


def test_children_abroad_are_a_fixed_use() -> None:
    abroad = scenario().across_border
    fixed = abroad[BASE_YEAR]
    assert abroad.loc[:, :2031].sub(fixed, axis=0).to_numpy() == pytest.approx(0.0)
    assert abroad.sub(fixed, axis=0).to_numpy().max() <= 1e-9
    assert abroad.sum().min() > fixed.sum() - 2
    assert 280 < abroad[BASE_YEAR].sum() < 290
    assert (abroad >= 0).to_numpy().all()


def test_frames_are_indexed_as_the_contract_says() -> None:
    found = scenario()
    rows = pd.MultiIndex.from_product([found.zones.index, NEED_GROUPS, PHASE_NAMES])
    for frame in (found.demand, found.across_border, found.stay_share):
        assert frame.index.equals(rows)
        assert frame.index.names == ["zone", "need", "phase"]
    assert found.demand.columns.equals(pd.Index(EVERY_YEAR))
    assert found.stay_share.columns.equals(pd.Index(YEARS))
    assert found.years == tuple(YEARS)
    assert found.carry_on.index.name == "kind"
    assert found.base_placements.index.names == ["zone", "need", "phase", "provision"]
    assert found.plans.index.names == ["need", "age"]
    assert not found.demand.isna().to_numpy().any()


def test_every_scheme_has_sizes_a_ramp_and_a_journey() -> None:
    found = scenario()
    schemes = found.schemes
    assert schemes.index.is_unique
    assert set(found.sizes.index.get_level_values("scheme")) == set(schemes.index)
    assert list(found.ramp.index) == list(schemes.index)
    assert found.ramp[2].eq(1.0).all()
    own = schemes.index[schemes["provision"] == schemes.index]
    assert list(found.minutes.columns) == [*found.provisions.index, *own]
    assert set(schemes["provision"]) <= set(found.minutes.columns)
    assert (schemes["earliest_year"] <= schemes["latest_year"]).all()
    columns = set(found.transported.columns)
    for site, phases in schemes.loc[own, "phases"].items():
        assert {(site, phase) for phase in phases} <= columns


def test_journeys_are_positive_and_in_proportion() -> None:
    found = scenario()
    assert (found.minutes > 0).to_numpy().all()
    assert list(found.road_km.columns) == list(found.minutes.columns)
    ratio = found.road_km.to_numpy() / found.minutes.to_numpy()
    assert ratio == pytest.approx(38 / 60)
    assert found.transported.to_numpy().min() >= 0.4
    assert found.transported.to_numpy().max() <= 1.0


def test_the_journey_to_a_pool_is_within_those_to_its_schools() -> None:
    found = scenario("district")
    pools = [name for name in found.minutes if str(name).startswith("independent-")]
    minutes = found.minutes[pools]
    assert len(pools) == len(NEED_GROUPS)
    assert (minutes.max(axis=1) == minutes.min(axis=1)).all()
    assert minutes.to_numpy().min() > 5
    assert minutes.to_numpy().max() < 60


def test_independent_places_grow_by_the_share_stated_and_state_places_do_not() -> None:
    found = scenario()
    kind = found.provisions["kind"].reindex(found.open_places.index)
    pooled = kind.isin(["independent", "specialist_post_16"])
    growth = found.open_places[pooled].div(found.open_places.loc[pooled, 2024], axis=0)
    expected = np.tile(1.1 ** np.arange(len(EVERY_YEAR)), (int(pooled.sum()), 1))
    assert growth.to_numpy() == pytest.approx(expected)
    state = found.open_places[~pooled]
    assert state.eq(state[BASE_YEAR], axis=0).to_numpy().all()


def test_labels_name_no_school_that_has_not_agreed() -> None:
    schemes = scenario().schemes
    hidden = schemes[schemes["consent"] != "agreed"]
    assert len(hidden) > 1000
    for label, site in zip(hidden["label"], hidden["site"], strict=True):
        assert not site or site not in label
    names = set(case().schools["name"]) | set(case().special_schools["name"])
    said = " ".join(set(hidden["label"]))
    assert not [name for name in names if name in said]


def test_settings_reach_the_prices_the_money_and_the_names() -> None:
    settings = ScenarioSettings("fewest_independent", 30e6, "district")
    found = build(case(), "high", settings)
    assert found.prices.independent_gbp == 30_000
    assert found.funding["allocation_gbp"].sum() == pytest.approx(27e6)
    assert (found.future, found.settings) == ("high", settings)
    assert (found.case_name, found.case_digest) == (case().name, case().digest)
    assert found.demand[2035].sum() > scenario("district").demand[2035].sum()


def _frames(found: Scenario) -> dict[str, pd.DataFrame]:
    values = {name: getattr(found, name) for name in vars(found)}
    return {n: v for n, v in values.items() if isinstance(v, pd.DataFrame)}


def test_the_same_case_gives_the_same_scenario() -> None:
    again = build(case(), "central", ScenarioSettings(resolution="district"))
    frames = _frames(scenario("district"))
    assert len(frames) > 15
    for name, frame in _frames(again).items():
        pd.testing.assert_frame_equal(frame, frames[name], check_exact=True)


def test_a_shorter_look_ahead_assesses_fewer_years() -> None:
    authority = case().authority.assign(last_year=2030)
    short = replace(case(), authority=authority)
    found = build(short, "central", ScenarioSettings(resolution="district"))
    assert found.years == tuple(range(2025, 2031))
    assert found.schemes["latest_year"].max() == 2030
    longer = scenario("district").demand[list(range(2024, 2031))]
    assert found.demand.to_numpy() == pytest.approx(longer.to_numpy())


def test_children_whom_no_setting_suits_are_told_of_and_not_in_the_plan() -> None:
    bases = case().bases
    primary = bases[bases["phase"] != "secondary"].reset_index(drop=True)
    without = replace(case(), bases=primary)
    built = build(without, "central", ScenarioSettings(resolution="district"))
    told = built.unmatched.set_index(["need", "phase"])["children"]
    secondary = told[told.index.get_level_values("phase") == "secondary"]
    assert secondary.sum() > 20
    base = built.base_year
    waiting = built.demand[base].sum() - built.base_placements.sum()
    latent = built.demand_parts[base].loc[list(LATENT_PARTS)].sum()
    assert waiting == pytest.approx(latent)
    parts = built.demand_parts.drop(index="across the border", level="part")
    assert parts[base].sum() == pytest.approx(built.demand[base].sum())
