"""Outlines for a screen: fewer points, shared edges still shared."""

import numpy as np
import pandas as pd
import shapely

from capital_planner.mapspec import for_screen, land

STEPS = 401


def ground() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two districts either side of a line that wavers by 20 metres."""
    areas = pd.DataFrame(
        {"area_code": ["E1", "E2"], "name": ["North", "South"], "role": "county"}
    )
    across = np.linspace(0, 40_000, STEPS)
    line = [(x, 20_000 + 20.0 * (n % 2)) for n, x in enumerate(across)]
    rings = {
        "E1": [*line, (40_000.0, 40_000.0), (0.0, 40_000.0)],
        "E2": [*line, (40_000.0, 0.0), (0.0, 0.0)],
    }
    rows = [
        (code, 1, n, x, y)
        for code, ring in rings.items()
        for n, (x, y) in enumerate(ring)
    ]
    columns = ["area_code", "part", "vertex", "easting", "northing"]
    return areas, pd.DataFrame(rows, columns=columns)


def test_fine_points_go_and_no_gap_or_overlap_comes() -> None:
    paper = land(*ground())
    screen = for_screen(paper)
    drawn = [shapely.Polygon(outline.rings[0]) for outline in screen.outlines]
    assert all(shapely.get_num_coordinates(shape) < STEPS / 2 for shape in drawn)
    assert drawn[0].intersection(drawn[1]).area == 0
    whole = shapely.union_all(drawn)
    assert len(shapely.get_parts(whole)) == 1
    assert whole.area == sum(shape.area for shape in drawn)
    assert screen.bounds == paper.bounds
    for fine, plain in zip(paper.outlines, screen.outlines, strict=True):
        assert plain.polygon is fine.polygon
        assert plain.name == fine.name
        assert len(fine.rings[0]) > STEPS
    assert len(screen.boundary) == 1
