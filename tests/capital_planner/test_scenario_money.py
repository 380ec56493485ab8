"""Money and rules of a scenario are those of the assumptions."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capital_planner.errors import DataError
from capital_planner.funding import total
from capital_planner.geography import MILE_KM
from capital_planner.needs import PHASE_NAMES
from capital_planner.scenario.money import (
    capital_profile,
    caps,
    carry_on,
    costs,
    funding,
    pots,
    preset_prices,
    running,
    transported,
)
from tests.capital_planner.lancashire import EVERY_YEAR, case, with_figure

GIVEN = case().assumptions


def test_funding_as_entered_is_the_programme_less_the_top_slice() -> None:
    found = total(funding(case(), None))["allocation_gbp"]
    assert found.to_dict() == pytest.approx(dict.fromkeys([2026, 2027, 2028], 17.1e6))
    programme = GIVEN.value("capital_programme")
    assert found.sum() == pytest.approx(programme * (1 - GIVEN.value("top_slice")))


@given(envelope=st.floats(0, 1e9), sliced=st.floats(0, 1))
def test_funding_sums_to_the_envelope_less_the_top_slice(
    envelope: float, sliced: float
) -> None:
    changed = with_figure("top_slice", sliced)
    found = funding(changed, envelope)["allocation_gbp"]
    assert found.sum() == pytest.approx(envelope * (1 - sliced))


def test_an_envelope_keeps_the_years_of_the_table() -> None:
    table = case().funding.assign(allocation_gbp=[10.0, 30.0, 60.0])
    second = table.iloc[[0]].assign(pot="second", allocation_gbp=100.0)
    both = replace(case(), funding=pd.concat([table, second]))
    found = funding(both, 20e6)
    by_year = total(found)["allocation_gbp"].to_dict()
    assert by_year == pytest.approx({2026: 9.9e6, 2027: 2.7e6, 2028: 5.4e6})
    by_pot = found["allocation_gbp"].groupby(level="pot").sum().to_dict()
    assert by_pot == pytest.approx({"capital programme": 9e6, "second": 9e6})


def test_no_money_at_all_cannot_phase_an_envelope() -> None:
    empty = replace(case(), funding=case().funding.assign(allocation_gbp=0.0))
    assert not funding(empty, None)["allocation_gbp"].any()
    with pytest.raises(DataError, match="cannot be phased"):
        funding(empty, 1e6)


def test_a_pot_pays_for_every_route_unless_it_names_some() -> None:
    found = pots(case())
    assert found.to_dict("index") == {
        "capital programme": {"routes": (), "carry_forward": True}
    }
    bound = case().pots.assign(routes="specialist_base satellite", carry_forward="no")
    (row,) = pots(replace(case(), pots=bound)).to_dict("records")
    assert row == {"routes": ("specialist_base", "satellite"), "carry_forward": False}


def test_each_preset_has_its_prices() -> None:
    balanced = preset_prices(case(), "balanced")
    assert (balanced.minute_gbp, balanced.far_gbp) == (40.0, 2000.0)
    assert (balanced.independent_gbp, balanced.unplaced_gbp) == (5000.0, 150_000.0)
    assert preset_prices(case(), "closest_to_home").minute_gbp == 200.0


def test_a_preset_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(DataError) as refused:
        preset_prices(case(), "cheapest")
    problem = refused.value.problems[0]
    assert (problem.file, problem.column, problem.value) == (
        "presets.csv",
        "preset",
        "cheapest",
    )
    assert "balanced" in problem.remedy


def test_place_funding_and_top_up_are_the_published_cost_once() -> None:
    found = running(GIVEN)
    whole = found["top_up_gbp"] + found["place_funding_gbp"]
    assert whole["special"] == GIVEN.value("state_special_place_cost") == 26_000
    assert whole["base"] == GIVEN.value("specialist_base_place_cost") == 18_000
    state = found.loc[["special", "base", "post_19"]]
    private = found.loc[["independent", "specialist_post_16"]]
    assert state["fee_gbp"].eq(0).all()
    assert private[["top_up_gbp", "place_funding_gbp"]].eq(0).to_numpy().all()
    assert private["fee_gbp"].eq(65_000).all()


def test_capital_is_all_spent_by_the_opening_year() -> None:
    profile = capital_profile(GIVEN)
    assert profile.to_dict() == {-2: 0.2, -1: 0.5, 0: 0.3}
    assert profile.sum() == pytest.approx(1.0)


def test_figures_of_the_objective_come_from_the_assumptions() -> None:
    found = costs(with_figure("base_fill_from_mainstream", 0.37).assumptions)
    assert found["from_mainstream"] == 0.37
    assert found["growth_rest_years"] == GIVEN.value("expansion_rest_years")
    assert found["discount_rate"] == 0.035


def test_from_the_reform_year_children_stay_to_the_end_of_a_special_school() -> None:
    found = carry_on(with_figure("reform_year", 2031).assumptions, EVERY_YEAR[1:])
    assert found.index.name == "kind"
    special = found.loc["special"]
    assert special.loc[:2030].eq(0.95).all()
    assert special.loc[2031:].eq(1.0).all()
    assert found.loc["base"].eq(0.95).all()
    assert found.loc[["independent", "specialist_post_16"]].eq(0.85).to_numpy().all()


def test_openings_are_capped_in_the_county_and_each_planning_area() -> None:
    found = caps(case())["most"].to_dict()
    areas = ("", "North", "South", "East")
    assert found == {
        **dict(
            zip(
                [("specialist_base", area) for area in areas], [4, 2, 2, 2], strict=True
            )
        ),
        **{("special_expansion", area): 2 for area in areas},
        **{("new_special_school", area): 1 for area in areas},
    }


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("max_new_bases", "specialist_base"),
        ("max_expansions", "special_expansion"),
        ("max_new_schools", "new_special_school"),
    ],
)
def test_a_cap_is_that_of_its_row(name: str, route: str) -> None:
    county = caps(with_figure(name, 7, "county"))["most"].to_dict()
    assert (county[route, ""], county[route, "East"]) == (
        7,
        GIVEN.value(name, "planning_area"),
    )
    area = caps(with_figure(name, 7, "planning_area"))["most"].to_dict()
    assert (area[route, ""], area[route, "East"]) == (GIVEN.value(name, "county"), 7)


def _share(
    kind: str, phase: str, miles: float, own: tuple[str, ...] = ("primary",)
) -> float:
    sites = pd.DataFrame({"kind": [kind], "phases": [own]}, index=["s"])
    km = pd.DataFrame({"s": [miles * MILE_KM]}, index=["z"])
    return float(transported(GIVEN, km, sites)[("s", phase)].iloc[0])


@pytest.mark.parametrize(
    ("kind", "phase", "miles", "share"),
    [
        ("special", "primary", 1.9, 0.75),
        ("special", "primary", 2.1, 0.75 + 0.25 * 4 / 7),
        ("special", "primary", 3.1, 1.0),
        ("special", "secondary", 2.9, 0.75),
        ("special", "secondary", 3.1, 1.0),
        ("special", "post-19", 3.1, 1.0),
        ("base", "primary", 1.0, 0.4),
        ("base", "primary", 2.5, 0.4 + 0.6 * 4 / 7),
        ("independent", "secondary", 2.0, 0.9),
        ("independent", "secondary", 3.5, 1.0),
    ],
)
def test_everyone_beyond_the_walking_distance_is_transported(
    kind: str, phase: str, miles: float, share: float
) -> None:
    assert _share(kind, phase, miles) == pytest.approx(share)


def test_each_setting_has_its_own_share_transported() -> None:
    sites = pd.DataFrame(
        {
            "kind": ["special", "base", "base"],
            "phases": [("primary",), ("primary",), ("secondary",)],
        },
        index=["s", "young", "old"],
    )
    rng = np.random.default_rng(3)
    km = pd.DataFrame(rng.random((5, 3)) * 8, columns=["old", "s", "young"])
    found = transported(GIVEN, km, sites)
    expected = [("s", phase) for phase in PHASE_NAMES]
    expected += [("young", "primary"), ("old", "secondary")]
    assert found.columns.equals(pd.MultiIndex.from_tuples(expected))
    for site, phase in expected:
        kind = "special" if site == "s" else "base"
        own = ("secondary",) if site == "old" else ("primary",)
        alone = [_share(kind, phase, far / MILE_KM, own) for far in km[site]]
        assert found[(site, phase)].to_list() == pytest.approx(alone)
