"""Arrows on a map for children who live in one area and learn in another."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from capital_planner.disclosure import said
from capital_planner.mapspec.spec import LegendEntry, Line, MapSpec, Point

COLOUR, CASING = "#B0370A", "#FFFFFF"
GROUP = "Children who learn in another area"
WIDEST_PT, THINNEST_PT, CASING_PT = 3.2, 1.0, 2.0
ASIDE_PT, SHORT_PT = 9.0, 38.0
BARB_PT, BARB_TURN = 15.0, 0.45


def with_crossings(
    spec: MapSpec, crossed: Sequence[tuple[str, str, float]], note: str
) -> MapSpec:
    """Add an arrow from the area children live in to the area they learn in.

    Parameters
    ----------
    spec
        A map whose areas are those of the crossings.
    crossed
        Home, area and children as the audience may see them, largest first.
    note
        A sentence on the areas, put with the statements of the map.
    """
    furniture = spec.furniture
    statements = (*furniture.statements, *([note] if note else []))
    spec = replace(spec, furniture=replace(furniture, statements=statements))
    if not crossed:
        return spec
    at = {area.name: area.label_at for area in spec.areas if area.role == "district"}
    most, least = crossed[0][2], crossed[-1][2]
    lines = [
        Line(
            _arrow(at[home], at[area], spec.metres_per_point),
            COLOUR,
            max(WIDEST_PT * children / most, THINNEST_PT),
            f"{home} to {area}: {said(children)} children",
        )
        for home, area, children in reversed(crossed)
    ]
    under = [
        replace(line, colour=CASING, width_pt=line.width_pt + CASING_PT, label="")
        for line in lines
    ]
    cased = [item for pair in zip(under, lines, strict=True) for item in pair]
    entry = LegendEntry(
        GROUP,
        "line",
        f"Wider for more: {said(most)} to {said(least)}",
        COLOUR,
        COLOUR,
        edge_pt=2.5,
    )
    words = "; ".join(line.label for line in reversed(lines))
    told = f"{furniture.description} {GROUP}: {words}."
    return replace(
        spec,
        lines=(*spec.lines, *cased),
        legend=(*spec.legend, entry),
        furniture=replace(spec.furniture, description=told),
    )


def _arrow(home: Point, area: Point, scale: float) -> tuple[Point, ...]:
    """Draw a shaft and two barbs as one line that runs back on itself.

    It keeps clear of the names at both ends, and to the right of its way, so
    that the arrow back can be told from it.
    """
    start, end = np.array(home), np.array(area)
    along = (end - start) / max(float(np.hypot(*(end - start))), 1.0)
    right = np.array([along[1], -along[0]])
    clear = min(SHORT_PT * scale, float(np.hypot(*(end - start))) / 4)
    start = start + right * ASIDE_PT * scale + along * clear
    end = end + right * ASIDE_PT * scale - along * clear
    barbs = [
        end - BARB_PT * scale * (along + side * BARB_TURN * right) for side in (-1, 1)
    ]
    path = [start, end, barbs[0], end, barbs[1], end]
    return tuple((float(x), float(y)) for x, y in path)
