"""The maps of a pack: of an option, and one district of it enlarged."""

from dataclasses import replace
from functools import lru_cache

from capital_planner.mapspec import Area, MapChoice, MapSpec, land, sufficiency_map
from capital_planner.mapspec.layout import metres_per_point
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import NOTHING

ROOM = 0.15
"""Of a district's size, kept round it for its neighbours."""


@lru_cache(maxsize=2)
def drawn(facts: Facts, key: str) -> MapSpec:
    """Map an option in the last year: places less children of each district.

    Drawing takes seconds, and several sections show the same map: the last two
    are kept.
    """
    option = facts.option(key)
    other = facts.chosen if key == NOTHING else NOTHING
    beside = facts.option(other)
    choice = MapChoice(
        year=facts.last_year,
        theme="sufficiency",
        audience=facts.audience,
        option=option.name,
        before=beside.name,
    )
    return sufficiency_map(
        option.scenario,
        option.measures,
        choice=choice,
        ground=land(facts.case.areas, facts.case.outlines),
        plan=option.plan,
        compare=beside.measures,
    )


def without_unsettled(spec: MapSpec) -> MapSpec:
    """Leave out schemes that stand in one of several districts."""
    settled = tuple(symbol for symbol in spec.symbols if "|" not in symbol.district)
    return replace(spec, symbols=settled)


def district_map(spec: MapSpec, district: str) -> MapSpec:
    """Enlarge one district of a map, its neighbours round it."""
    area = next(area for area in spec.areas if area.name == district)
    bounds = _round(area)
    here = tuple(symbol for symbol in spec.symbols if symbol.district == district)
    return replace(
        spec,
        symbols=here,
        tables=(),
        bounds=bounds,
        metres_per_point=metres_per_point(bounds),
    )


def _round(area: Area) -> tuple[float, float, float, float]:
    points = [point for ring in area.rings for point in ring]
    east, north = ([point[axis] for point in points] for axis in (0, 1))
    room = ROOM * max(max(east) - min(east), max(north) - min(north))
    return min(east) - room, min(north) - room, max(east) + room, max(north) + room
