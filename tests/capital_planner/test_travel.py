"""Journeys of the council's own table take the place of the estimate."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.case import Case
from capital_planner.geography import county_points, living_there, zones_of
from capital_planner.scenario import build
from capital_planner.scenario.travel import Travel
from capital_planner.settings import Resolution, ScenarioSettings
from tests import small_authority as small
from tests.capital_planner.test_counted_homes import uncounted

HOMES = small.homes()
HOST = 800001
SPECIAL = f"special-{small.EAST_SCHOOL}"


def travelled(*rows: tuple[str, int, float, float]) -> Case:
    table = pd.DataFrame(list(rows), columns=["lsoa", "urn", "minutes", "road_km"])
    return replace(uncounted(), journeys=table)


def ways(case: Case, resolution: Resolution) -> tuple[pd.DataFrame, pd.DataFrame]:
    scenario = build(case, "central", ScenarioSettings(resolution=resolution))
    return scenario.minutes, scenario.road_km


def test_a_row_replaces_the_estimate_of_its_home_and_school_alone() -> None:
    case = travelled((HOMES[0], small.EAST_SCHOOL, 33.0, 21.5))
    for found, estimate, told in zip(
        ways(case, "lsoa"), ways(uncounted(), "lsoa"), (33.0, 21.5), strict=True
    ):
        assert found.loc[HOMES[0], SPECIAL] == pytest.approx(told)
        changed = (found - estimate).abs() > 1e-9
        assert changed.to_numpy().sum() == 1


def test_every_scheme_at_a_school_takes_its_row() -> None:
    minutes, _ = ways(travelled((HOMES[3], HOST, 12.0, 6.0)), "lsoa")
    own = [name for name in minutes.columns if name.startswith(f"base-{HOST}")]
    assert len(own) == 3
    assert (minutes.loc[HOMES[3], own] == 12.0).all()


def test_a_zone_takes_the_mean_of_its_points_by_the_children_there() -> None:
    points = county_points(uncounted(), "district")
    living = living_there(points)
    drives = {home: 10.0 + n for n, home in enumerate(HOMES[:4])}
    rows = [(home, small.EAST_SCHOOL, drive, 5.0) for home, drive in drives.items()]
    minutes, road_km = ways(travelled(*rows), "district")
    weights = [int(living[home]) for home in HOMES[:4]]
    assert weights == [280, 282, 284, 286]
    mean = (280 * 10 + 282 * 11 + 284 * 12 + 286 * 13) / 1132
    assert minutes.loc["Eastham", SPECIAL] == pytest.approx(mean)
    assert road_km.loc["Eastham", SPECIAL] == pytest.approx(5.0)


def test_points_without_a_row_keep_the_estimate_of_the_zone() -> None:
    estimate = ways(uncounted(), "district")[0][SPECIAL].to_dict()["Eastham"]
    minutes, _ = ways(travelled((HOMES[1], small.EAST_SCHOOL, 40.0, 9.0)), "district")
    expected = (282 * 40 + (1132 - 282) * estimate) / 1132
    assert minutes.loc["Eastham", SPECIAL] == pytest.approx(expected)


def test_a_pool_takes_the_journeys_to_its_schools() -> None:
    school = {"urn": 1, "name": "A", "type": "Other independent special school",
              "district": "Eastham", "roll": 10, "easting": 409_000.0,
              "northing": 409_000.0}  # fmt: skip
    case = replace(
        travelled((HOMES[2], 1, 50.0, 30.0)), independent_schools=pd.DataFrame([school])
    )
    minutes, road_km = ways(case, "lsoa")
    assert minutes.loc[HOMES[2], "independent-ASD"] == pytest.approx(50.0)
    assert road_km.loc[HOMES[2], "independent-ASD"] == pytest.approx(30.0)


def test_without_independent_schools_the_journey_is_the_average_one() -> None:
    minutes, road_km = ways(uncounted(), "lsoa")
    given = uncounted().assumptions
    miles = given.value("average_send_trip_miles")
    assert road_km["independent-SEMH"].to_numpy() == pytest.approx(miles * 1.609344)
    speed = given.value("road_speed_kmh")
    assert minutes["independent-SEMH"].to_numpy() == pytest.approx(
        miles * 1.609344 * 60 / speed
    )


def test_a_row_from_outside_the_authority_says_nothing() -> None:
    case = travelled(("E01999999", small.EAST_SCHOOL, 1.0, 1.0))
    points = county_points(case, "lsoa")
    travel = Travel(case, points, zones_of(points))
    site = pd.DataFrame(
        {"urn": [small.EAST_SCHOOL], "easting": [408_000.0], "northing": [409_000.0]}
    )
    estimate = Travel(uncounted(), points, zones_of(points)).to(site)
    for found, expected in zip(travel.to(site), estimate, strict=True):
        pd.testing.assert_frame_equal(found, expected)
