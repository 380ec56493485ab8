"""Boundaries of districts: the ground of a case's maps."""

from collections.abc import Sequence

import pandas as pd
import shapely

from capital_planner.errors import Problem
from capital_planner.surroundings import areas_around
from data.importers.districts import named_areas, own_codes
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings
from data.importers.shapes import check_place, read_shapes
from data.importers.source import MAPS, Source, refused

OVERLAP = 0.01
"""Share of the authority that lies in two districts, from which on it is told."""


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Read a map of districts: GeoJSON, GeoPackage or Shapefile.

    Makes the tables ``areas`` and ``outlines``: the authority's districts (wards of
    an authority that has no districts), and its neighbours.

    Raises
    ------
    DataError
        If the map cannot be read or used.
    """
    source = _map(sources)
    findings = Findings()
    shapes = read_shapes(source, findings, standing.asked.sheet)
    standing.on_progress(shapes.read)
    named = named_areas(shapes, standing, source.name)
    own = own_codes(named, standing, findings)
    check_place(named.loc[own, "geometry"].to_numpy(), source.name)
    _note_overlap(named.loc[own, "geometry"], source.name, findings)
    areas, outlines = areas_around(named, own, standing.code)
    roles = areas["role"].value_counts()
    facts = {
        "rows read": shapes.read,
        "rows kept": len(areas),
        "districts of the authority": len(own),
        "authorities inside its outline": int(roles.get("unitary", 0)),
        "neighbours": int(roles.get("neighbour", 0)),
        "points of outlines": len(outlines),
    }
    tables = {"areas": areas, "outlines": outlines}
    return Imported(tables, tuple(findings.problems()), facts)


def _map(sources: Sequence[Source]) -> Source:
    """Take the one map of an archive; a file of its own whatever its name."""
    maps = [it for it in sources if it.name.casefold().endswith(MAPS)]
    found = maps or list(sources)
    if len(found) != 1:
        names = ", ".join(source.name for source in found[:5])
        remedy = "Take out the one that is wanted, with the files of its name."
        raise refused(found[0].path.name, f"It holds several maps: {names}.", remedy)
    return found[0]


def _note_overlap(districts: pd.Series, file: str, findings: Findings) -> None:
    shapes = districts.to_numpy()
    land = shapely.union_all(shapes).area
    if shapely.area(shapes).sum() - land > OVERLAP * land:
        message = "Districts of the authority lie over one another."
        remedy = "See that the map is of one year and one kind of area."
        findings.add(Problem(message, remedy, file, severity="warning"))
