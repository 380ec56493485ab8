"""Areas of an authority and around it: roles, clipping, and edges that stay shared."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import box

from capital_planner.surroundings import MOST_POINTS, areas_around, generalised

KM = 1_000.0


def named(shapes: Mapping[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"name": [f"Area {code}" for code in shapes]}, index=list(shapes)
    )
    frame["geometry"] = pd.Series(
        list(shapes.values()), index=frame.index, dtype=object
    )
    return frame


def square(west: float, south: float, side: float = 10.0) -> shapely.Polygon:
    west, south = 300 + west, 400 + south
    return box(KM * west, KM * south, KM * (west + side), KM * (south + side))


def around(shapes: Mapping[str, Any], own: list[str], code: str) -> pd.DataFrame:
    areas, _ = areas_around(named(shapes), pd.Index(own), code)
    return areas.set_index("area_code")


def test_a_unitary_authority_inside_a_county_is_told_from_a_neighbour() -> None:
    """Districts lie in a ring round E06000001; E06000002 only touches the county."""
    ring = {
        f"E0700000{number}": square(west, south)
        for number, (west, south) in enumerate(
            [(0, 0), (10, 0), (20, 0), (0, 10), (20, 10), (0, 20), (10, 20), (20, 20)]
        )
    }
    shapes = ring | {
        "E06000001": square(10, 10),
        "E08000001": square(-10, 0),
        "E06000002": square(30, 10),
    }
    roles = around(shapes, list(ring), "E10000001")["role"]
    assert roles.to_dict() == dict.fromkeys(ring, "county") | {
        "E06000001": "unitary",
        "E08000001": "neighbour",
        "E06000002": "neighbour",
    }


def test_a_metropolitan_district_inside_is_a_neighbour() -> None:
    ring = {f"E0700000{n}": square(10 * n, 0) for n in range(3)}
    ring |= {f"E0700001{n}": square(10 * n, 20) for n in range(3)}
    roles = around(ring | {"E08000001": square(10, 10)}, list(ring), "E10000001")[
        "role"
    ]
    assert roles["E08000001"] == "neighbour"


def test_neighbours_are_within_15_km_and_clipped_there() -> None:
    shapes = {
        "E07000001": square(0, 0),
        "E06000002": square(10, -100, 200),
        "E06000003": square(-24.9, 0),
        "E06000004": square(-25.1, 0),
        "E06000005": square(-60, 0),
    }
    areas = around(shapes, ["E07000001"], "E10000001")
    assert list(areas.index) == ["E07000001", "E06000002", "E06000003"]
    assert areas["area_km2"].to_list() == [100.0, 15.0 * 40.0, 1.0]
    assert [areas["easting"].iloc[0], areas["northing"].iloc[0]] == [305e3, 405e3]


def wavy(rng: np.random.Generator) -> list[tuple[float, float]]:
    """A ragged line from south to north with a point every 20 metres."""
    northing = np.arange(400_000.0, 410_000.1, 20.0)
    easting = 305_000 + np.cumsum(rng.normal(0, 15, len(northing)))
    return list(zip(easting, northing, strict=True))


def test_an_edge_that_two_areas_share_is_the_same_line_afterwards() -> None:
    line = wavy(np.random.default_rng(0))
    west = shapely.Polygon([*line, (300e3, 410e3), (300e3, 400e3)])
    east = shapely.Polygon([*line, (310e3, 410e3), (310e3, 400e3)])
    one, other = generalised(np.array([west, east], dtype=object))
    assert shapely.get_num_coordinates(one) < len(line) / 2
    shared = shapely.intersection(shapely.boundary(one), shapely.boundary(other))
    assert shapely.length(shared) > 10_000
    assert shapely.area(shapely.union_all(np.array([one, other]))) == 100e6
    assert shapely.area(one) + shapely.area(other) == 100e6
    assert (shapely.get_coordinates(one) % 10 == 0).all()


def test_islands_and_holes_too_small_to_see_are_left_out() -> None:
    big, speck, island = square(0, 0), square(20, 0, 0.3), square(20, 5, 0.4)
    holes = [square(2, 2, 0.3).exterior, square(5, 5, 0.4).exterior]
    holed = shapely.Polygon(big.exterior, holes)
    [shape] = generalised(np.array([shapely.MultiPolygon([holed, speck, island])]))
    areas = sorted(round(part.area / 1e6, 2) for part in shapely.get_parts(shape))
    assert areas == [0.16, 100 - 0.16]


def test_an_area_that_is_all_speck_keeps_its_largest_part() -> None:
    small = shapely.MultiPolygon([square(0, 0, 0.2), square(5, 0, 0.1)])
    [shape] = generalised(np.array([small]))
    assert shape.area == 200.0**2


def test_outlines_have_no_more_points_than_a_map_can_bear() -> None:
    rng = np.random.default_rng(1)
    angle = np.linspace(0, 2 * np.pi, 60_000, endpoint=False)
    radius = 100_000 + 2_000 * rng.random(len(angle))
    coast = np.column_stack(
        [350e3 + radius * np.cos(angle), 400e3 + radius * np.sin(angle)]
    )
    [shape] = generalised(np.array([shapely.Polygon(coast)]))
    assert shapely.get_num_coordinates(shape) <= MOST_POINTS
    assert abs(shape.area / shapely.Polygon(coast).area - 1) < 0.01


def test_parts_of_outlines_are_rings_that_close() -> None:
    frame = named({"E07000001": square(0, 0).difference(square(4, 4, 2))})
    _, outlines = areas_around(frame, pd.Index(["E07000001"]), "E10000001")
    rings = [part for _, part in outlines.groupby("part")]
    assert [len(ring) for ring in rings] == [5, 5]
    for ring in rings:
        points = ring[["easting", "northing"]].to_numpy()
        assert points[0].tolist() == points[-1].tolist()
        assert ring["vertex"].to_list() == list(range(5))
