"""Zones, and journeys that go round the estuaries."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.geography import (
    BANDS,
    MOST_MSOAS_IN_A_LOCALITY,
    clusters,
    county_points,
    direct_km,
    journeys,
    planning_areas,
    zones_of,
)
from capital_planner.settings import RESOLUTIONS, Resolution
from tests.capital_planner.lancashire import case

SHARD_BRIDGE = (336_800.0, 441_100.0)
FLEETWOOD, KNOTT_END = (333_300.0, 447_500.0), (335_900.0, 447_900.0)
STALMINE, HAMBLETON = (337_300.0, 445_600.0), (337_300.0, 442_500.0)
SIZES = {"district": 12, "locality": 46, "msoa": 154, "lsoa": 756}


def _points(*places: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(list(places), columns=["easting", "northing"])


def _km(start: tuple[float, float], end: tuple[float, float]) -> float:
    return float(np.hypot(start[0] - end[0], start[1] - end[1])) / 1000


def _way(start: tuple[float, float], end: tuple[float, float]) -> float:
    return float(
        direct_km(_points(start), _points(end), case().barriers).to_numpy()[0, 0]
    )


def test_across_the_wyre_the_way_goes_by_shard_bridge() -> None:
    straight = _km(FLEETWOOD, KNOTT_END)
    by_bridge = _km(FLEETWOOD, SHARD_BRIDGE) + _km(SHARD_BRIDGE, KNOTT_END)
    assert straight < 3
    assert _way(FLEETWOOD, KNOTT_END) == pytest.approx(by_bridge)
    assert _way(KNOTT_END, FLEETWOOD) == pytest.approx(by_bridge)


def test_on_one_bank_the_way_is_straight() -> None:
    assert _way(STALMINE, HAMBLETON) == pytest.approx(_km(STALMINE, HAMBLETON))


def test_without_barriers_every_way_is_straight() -> None:
    none = case().barriers.iloc[:0]
    way = direct_km(_points(FLEETWOOD, STALMINE), _points(KNOTT_END), none)
    assert way.to_numpy()[:, 0] == pytest.approx(
        [_km(FLEETWOOD, KNOTT_END), _km(STALMINE, KNOTT_END)]
    )


def test_each_of_many_sites_keeps_its_own_way() -> None:
    """Sites at one point, and out of order, are each measured as if alone."""
    sites = [KNOTT_END, FLEETWOOD, HAMBLETON, KNOTT_END, STALMINE]
    found = direct_km(_points(FLEETWOOD, STALMINE), _points(*sites), case().barriers)
    for row, start in enumerate((FLEETWOOD, STALMINE)):
        alone = [_way(start, site) for site in sites]
        assert found.to_numpy()[row] == pytest.approx(alone)


def test_a_journey_is_the_detour_at_the_speed_stated() -> None:
    minutes, road_km = journeys(_points(STALMINE), _points(HAMBLETON), case())
    assert road_km.to_numpy()[0, 0] == pytest.approx(1.3 * _km(STALMINE, HAMBLETON))
    assert minutes.to_numpy()[0, 0] == pytest.approx(road_km.to_numpy()[0, 0] / 38 * 60)


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_zones_lie_in_one_district_and_hold_every_child(resolution: Resolution) -> None:
    points = county_points(case(), resolution)
    zones = zones_of(points)
    assert len(zones) == SIZES[resolution]
    assert points.groupby("zone")["district"].nunique().eq(1).all()
    assert zones["district"].nunique() == 12
    children = points[list(BANDS[:4])].sum(axis=1)
    for axis in ("easting", "northing"):
        by_zone = zones[axis] * children.groupby(points["zone"]).sum()
        assert by_zone.sum() == pytest.approx((points[axis] * children).sum())


def test_neighbouring_authorities_are_left_out() -> None:
    points = county_points(case(), "lsoa")
    assert len(case().demand_points) > len(points)
    assert not {"Blackpool", "Blackburn with Darwen"} & set(points["district"])


def test_localities_are_whole_msoas_close_together() -> None:
    points = county_points(case(), "locality")
    assert points.groupby("msoa_name")["zone"].nunique().eq(1).all()
    msoas = points.groupby("zone")["msoa_name"].nunique()
    assert msoas.between(1, MOST_MSOAS_IN_A_LOCALITY).all()


def test_places_are_halved_along_the_longer_axis() -> None:
    row = _points((0, 0), (9, 1), (1, 2), (8, 0), (2, 1))
    parts = [sorted(part.index) for part in clusters(row, 3)]
    assert parts == [[0, 2], [1, 3, 4]]


def test_every_district_has_a_planning_area() -> None:
    areas = planning_areas(case())
    assert areas.index.is_unique
    assert len(areas) == 12
    assert areas["Wyre"] == "North"


def test_without_planning_areas_a_district_is_its_own() -> None:
    changed = case().groupings.assign(grouping="other")
    areas = planning_areas(replace(case(), groupings=changed))
    own = case().areas.loc[case().areas["role"] == "county", "name"]
    assert set(areas.index) == set(own)
    assert (areas == areas.index).all()
