"""Districts joined into areas: nothing is lost, and who learns across a border."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely

from capital_planner.disclosure import forbidden_words
from capital_planner.groupings import (
    INDEPENDENT,
    OTHER_AUTHORITIES,
    Grouping,
    crossing_matrix,
    crossings,
    grouped_measures,
    grouped_scenario,
    groupings,
    largest_crossings,
)
from capital_planner.mapspec import joined, with_crossings
from capital_planner.placements import Placements
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures, measure
from tests import oracle
from tests.capital_planner import small_map
from tests.tiny import tiny_scenario

ONE = Grouping("one", "test", {"North": "Both", "South": "Both"})
TWO = Grouping("two", "test", {"North": "Upper", "South": "Lower"})
MAP_AREAS = {"Westmoor": "Coast", "Midshire": "Coast", "Eastvale": "Hills"}
ABROAD = 2.0


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    made = tiny_scenario(demand=40.0)
    return replace(made, across_border=made.across_border * 0.0 + ABROAD)


@pytest.fixture(scope="module")
def placements(scenario: Scenario) -> Placements:
    return oracle.place(scenario, oracle.plan_of(scenario, new_school=(10, 2027)))


@pytest.fixture(scope="module")
def measures(scenario: Scenario, placements: Placements) -> Measures:
    plan = oracle.plan_of(scenario, new_school=(10, 2027))
    return measure(scenario, plan, placements)


def by_area(
    measures: Measures, scenario: Scenario, placements: Placements, grouping: Grouping
) -> pd.DataFrame:
    crossed = crossings(grouped_scenario(scenario, grouping), placements)
    return grouped_measures(measures, crossed, crossed, grouping).by_area


@pytest.mark.parametrize("grouping", [ONE, TWO])
def test_sums_by_area_are_the_authority_s(
    measures: Measures, scenario: Scenario, placements: Placements, grouping: Grouping
) -> None:
    found = by_area(measures, scenario, placements, grouping)
    assert set(found.index.unique("district")) == set(grouping.area_of.values())
    keys = ["need", "phase", "year"]
    sums = found.drop(columns="own_district").groupby(keys).sum()
    pd.testing.assert_frame_equal(
        sums,
        measures.by_area.drop(columns="own_district").groupby(keys).sum(),
        check_exact=False,
    )


def test_districts_under_other_names_have_the_same_figures(
    measures: Measures, scenario: Scenario, placements: Placements
) -> None:
    found = by_area(measures, scenario, placements, TWO)
    for district, area in TWO.area_of.items():
        here = found.xs(area, level="district")
        np.testing.assert_allclose(
            here, measures.by_area.xs(district, level="district")
        )


def test_in_one_area_everyone_in_a_state_setting_learns_at_home(
    measures: Measures, scenario: Scenario, placements: Placements
) -> None:
    found = by_area(measures, scenario, placements, ONE)
    np.testing.assert_allclose(found["own_district"], found["in_state"])
    apart = measures.by_area
    assert apart["own_district"].sum() < apart["in_state"].sum()


def test_who_stays_and_who_crosses_are_all_the_children_placed(
    measures: Measures, scenario: Scenario, placements: Placements
) -> None:
    crossed = crossings(scenario, placements)
    homes = crossed.groupby(level=["home", "need", "phase"]).sum()
    areas = measures.by_area
    due = areas["demand"] - areas["still_needed"]
    for year in homes.columns:
        here = due.xs(year, level="year").reindex(homes.index)
        np.testing.assert_allclose(homes[year], here, atol=1e-9)
    inside = crossed.drop(OTHER_AUTHORITIES, level="learns_in").sum()
    pd.testing.assert_series_equal(inside, placements.children.sum(), check_names=False)


def test_a_child_counts_at_home_and_where_the_setting_stands(
    scenario: Scenario, placements: Placements
) -> None:
    """Zone z1 is in the North; special-b and a new school stand in the South."""
    rows = {"special-b": 7.0, "special-a": 3.0, "independent-ASD": 2.0}
    index = pd.MultiIndex.from_tuples(
        [("z1", "ASD", "secondary", provision) for provision in rows],
        names=["zone", "need", "phase", "provision"],
    )
    years = placements.children.columns
    children = pd.DataFrame({y: list(rows.values()) for y in years}, index=index)
    only = replace(placements, children=children)
    none = replace(scenario, across_border=scenario.across_border * 0.0)
    matrix = crossing_matrix(crossings(none, only), int(years[-1]), "restricted")
    north = matrix.loc["North"].to_dict()
    assert (north["South"], north["North"], north[INDEPENDENT]) == (7, 3, 2)
    assert north["all"] == 12
    assert largest_crossings(matrix, 5) == (("North", "South", 7.0),)
    assert largest_crossings(matrix, 0) == ()


def test_the_public_sees_no_small_number_who_cross() -> None:
    index = pd.MultiIndex.from_tuples(
        [
            (home, "ASD", "primary", area)
            for home in ("North", "South")
            for area in ("North", "South", INDEPENDENT)
        ],
        names=["home", "need", "phase", "learns_in"],
    )
    crossed = pd.DataFrame({2030: [203.0, 3.0, 47.2, 61.0, 88.0, 12.0]}, index=index)
    shown = crossing_matrix(crossed, 2030)
    values = shown.to_numpy()
    assert shown["South"].isna()["North"]
    assert np.all(np.isnan(values) | (values % 5 == 0))
    assert largest_crossings(shown, 5) == (("South", "North", 60.0),)
    row = shown.loc["North"].drop("South")
    others = row.drop("all").sum()
    least, most = (row["all"] - 2.5) - (others + 5.0), (row["all"] + 2.5) - (others - 5)
    assert least < 1 < 4 < most  # the total and the rest leave it open


def test_schemes_that_may_stand_in_districts_of_one_area_stand_in_it() -> None:
    scenario, _ = small_map.scenario_and_plan(
        {"new": small_map.scheme(districts="Westmoor|Midshire|Eastvale")}
    )
    grouping = Grouping("g", "test", MAP_AREAS)
    found = grouped_scenario(scenario, grouping)
    assert found.schemes["districts"].tolist() == ["Coast|Hills"]
    assert found.provisions["district"].tolist() == ["Coast", "Hills", "Coast"]


def test_groupings_are_read_with_what_is_beside_the_plan() -> None:
    table = pd.DataFrame(
        {
            "grouping": ["two_halves"] * 3,
            "status": ["published option"] * 3,
            "area": ["Upper", "Lower", "Lower"],
            "district": ["North", "South", "Seaside"],
        }
    )
    (found,) = groupings(table, {"North", "South"})
    assert (found.label, found.status) == ("Two halves", "published option")
    assert found.beside == ("Seaside",)
    assert "Seaside would join an area: their children are not counted" in found.note
    assert found.areas("North|South|Seaside") == "Upper|Lower"


def test_joined_outlines_cover_the_same_ground() -> None:
    ground = small_map.ground()
    found = joined(ground, MAP_AREAS)
    assert [item.name for item in found.districts] == ["Coast", "Hills"]
    coast = found.districts[0].polygon
    assert coast.area == pytest.approx(2 * 20_000**2)
    assert isinstance(coast, shapely.Polygon)
    assert (found.bounds, found.boundary) == (ground.bounds, ground.boundary)
    others = [item.name for item in found.outlines if item.role != "district"]
    assert others == ["Northland"]


def test_arrows_run_from_home_to_where_children_learn() -> None:
    spec = small_map.draw()
    crossed = (("Westmoor", "Eastvale", 120.0), ("Eastvale", "Westmoor", 30.0))
    found = with_crossings(spec, crossed, "Areas of districts.")
    arrows = {line.label: line for line in found.lines if " to " in line.label}
    assert set(arrows) == {
        "Westmoor to Eastvale: about 120 children",
        "Eastvale to Westmoor: about 30 children",
    }
    east = arrows["Westmoor to Eastvale: about 120 children"]
    west = arrows["Eastvale to Westmoor: about 30 children"]
    assert east.points[0][0] < east.points[1][0]
    assert west.points[0][0] > west.points[1][0]
    assert east.width_pt > west.width_pt
    assert "Westmoor to Eastvale" in found.furniture.description
    assert "Areas of districts." in found.furniture.statements
    assert found.legend[-1].text == "Wider for more: about 120 to about 30"
    assert forbidden_words(found.texts()) == []


def test_no_arrow_is_drawn_where_nobody_crosses() -> None:
    spec = small_map.draw()
    assert with_crossings(spec, (), "").lines == spec.lines
