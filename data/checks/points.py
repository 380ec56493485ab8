"""Points on the map: districts, homes, schools, water."""

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.errors import Problem
from data.checks.found import Tables, error, rows, warning
from data.tables import shorten

NEAR_M = 2_000
"""Outlines are generalised: a point this near, in metres, counts as inside."""
RING = 3
"""Fewest points of an outline."""
POINT_TABLES = (
    "schools",
    "special_schools",
    "independent_schools",
    "demand_points",
    "towns",
)


def districts_have_outlines(tables: Tables) -> list[Problem]:
    """Every district has an outline, and the authority has a district."""
    areas, outlines = tables["areas"], tables["outlines"]
    points = outlines.groupby(["area_code", "part"]).size()
    drawn = set(points[points >= RING].index.get_level_values("area_code"))
    found = [
        error(
            ("areas", row, "area_code"),
            code,
            "The area has no outline.",
            "Add its ring to outlines.csv, three points or more.",
        )
        for row, code, role in rows(areas, "area_code", "role")
        if role != "neighbour" and code not in drawn
    ]
    if "county" not in set(areas["role"]):
        found.append(
            error(
                ("areas", None, "role"),
                "",
                "No area is a district of the authority.",
                "Give the authority's own districts the role county.",
            )
        )
    return found


def places_are_in_districts(tables: Tables) -> list[Problem]:
    """Every school and home stands in a district: the one that its row names."""
    shapes = shapes_of(tables["outlines"])
    if not shapes:
        return []
    every = shapely.union_all(list(shapes.values()))
    shapely.prepare([every, *shapes.values()])
    names = dict(zip(*(tables["areas"][c] for c in ("area_code", "name")), strict=True))
    by_name = {names.get(code, code): shape for code, shape in shapes.items()}
    found = []
    for table in POINT_TABLES:
        if table in tables:
            frame = tables[table].dropna(subset=["easting", "northing"])
            label = "district" if "district" in frame else "area_code"
            own = by_name if label == "district" else shapes
            found += _outside(table, frame, every)
            found += _elsewhere(table, frame.assign(named=frame[label]), every, own)
    return found


def _outside(table: str, frame: pd.DataFrame, every: BaseGeometry) -> list[Problem]:
    far = ~shapely.dwithin(every, _points(frame), NEAR_M)
    thing = {"demand_points": "home", "towns": "town"}.get(table, "school")
    return shorten(
        [
            error(
                (table, row, "easting, northing"),
                f"{easting:.0f}, {northing:.0f}",
                f"The {thing} is outside every district.",
                "Correct its point (British National Grid metres), or take it out.",
            )
            for row, easting, northing in rows(frame[far], "easting", "northing")
        ]
    )


def _elsewhere(
    table: str, frame: pd.DataFrame, every: BaseGeometry, own: dict[str, BaseGeometry]
) -> list[Problem]:
    points = _points(frame)
    home = np.array([own.get(name, every) for name in frame["named"]], dtype=object)
    near_some = shapely.dwithin(every, points, NEAR_M)
    far = near_some & ~shapely.dwithin(home, points, NEAR_M)
    return shorten(
        [
            warning(
                (table, row, "district"),
                name,
                f"The point is more than {NEAR_M // 1000} km outside the district "
                "that the row names.",
                "Check both; journeys are measured from the point.",
            )
            for row, name in rows(frame[far], "named")
        ]
    )


def _points(frame: pd.DataFrame) -> np.ndarray:
    return np.asarray(shapely.points(frame[["easting", "northing"]].to_numpy(float)))


def shapes_of(outlines: pd.DataFrame) -> dict[str, BaseGeometry]:
    """Each area as its rings; a ring inside another is a hole."""
    shapes: dict[str, BaseGeometry] = {}
    ordered = outlines.dropna().sort_values(["area_code", "part", "vertex"])
    for (code, _), ring in ordered.groupby(["area_code", "part"], sort=False):
        if len(ring) >= RING:
            corners = ring[["easting", "northing"]].to_numpy(float)
            part = shapely.Polygon(corners).buffer(0)
            before = shapes.get(str(code), shapely.Polygon())
            shapes[str(code)] = before.symmetric_difference(part)
    return shapes


def water_lines_have_two_points(tables: Tables) -> list[Problem]:
    """Every estuary is a line of at least two points."""
    points = tables["barriers"].groupby("barrier").size()
    return [
        error(
            ("barriers", None, "barrier"),
            name,
            "The water line has one point only.",
            "Add the points of the line, the lowest crossing last.",
        )
        for name in points.index[points == 1]
    ]
