"""OS Open Roads: journeys from every small area to every school by the real roads."""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
import pandas as pd
import shapely

from capital_planner.errors import DataError, Problem
from capital_planner.road_network import Roads, road_journeys
from data.columns import Column
from data.importers.imported import Imported, Standing
from data.importers.layout import LAYOUTS, Findings, layout_of, names_of
from data.importers.source import Source, refused
from data.importers.spatial import Package, geopackage

LINKS, NODES = ("road_link", "RoadLink", "roadlink"), ("road_node", "RoadNode")
AROUND_M = 15_000.0
"""How far beyond points and schools roads are read."""
MOST_LINKS = 3_000_000
"""All of Great Britain has more: a file is read around the authority alone."""
LONGEST_M = 100_000.0
"""No link is longer."""
GRID_CODE = "EPSG:27700"
DUAL = "Dual Carriageway"
SITES = (
    *("schools", "special_schools", "independent_schools", "nearby_special_schools"),
)
"""Tables whose rows are places that a child may travel to."""
FIRST = "Import boundaries, schools and small areas first."
COLUMNS = ["easting", "northing"]
Frame: TypeAlias = tuple[float, float, float, float]
"""West, south, east and north of what is read, metres."""


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Read the roads around an authority, and find every journey by road.

    Makes the table ``journeys``. A pair without a row is farther than
    ``MOST_MINUTES``, or is not joined to the roads: its journey stays an estimate.

    Raises
    ------
    DataError
        If the file is no package of roads, or the case has no points or schools.
    """
    source = _package(sources)
    points, sites = _points(standing), _sites(standing)
    findings = Findings()
    with geopackage(source) as package:
        links, nodes = _tables(package, _frame(points))
    ends = _ends(links, nodes)
    known = (ends >= 0).all(axis=1)
    usable = _usable(links, source.name, findings)
    findings.settle()
    kept = known & usable
    if not kept.any():
        message = "The file has no road near the authority."
        raise refused(
            source.name, message, "Give the roads of its part of the country."
        )
    roads = Roads(
        shapely.get_coordinates(nodes["geometry"].to_numpy()),
        ends[kept],
        links["length"].to_numpy(float)[kept],
        _speeds(links, findings, source.name)[kept],
    )
    reached = road_journeys(roads, points, sites, standing.on_progress)
    if reached.journeys.empty:
        message = "No school can be reached by these roads."
        raise refused(source.name, message, "See that points and schools are right.")
    _note(reached.off_the_roads, source.name, findings)
    facts = {
        "rows read": len(links),
        "rows kept": int(kept.sum()),
        "links that lead out of the part read": int((~known).sum()),
        "small areas": len(points),
        "schools": len(sites),
        "small areas and schools with no road near": len(reached.off_the_roads),
        "journeys found": len(reached.journeys),
        **{f"km/h assumed: {name}": int(row["kmh"]) for name, row in _assumed()},
    }
    tables = {"journeys": reached.journeys}
    return Imported(tables, tuple(findings.problems()), facts)


def _package(sources: Sequence[Source]) -> Source:
    found = [source for source in sources if source.form == "database"]
    if len(found) != 1:
        message = "This is not one GeoPackage of roads."
        remedy = "Give the GeoPackage of OS Open Roads, as it is or as the .zip."
        raise refused(sources[0].path.name, message, remedy)
    return found[0]


def _points(standing: Standing) -> pd.DataFrame:
    """Small areas of the authority's own districts; all where none is told apart."""
    points = standing.table("demand_points", FIRST).set_index("lsoa")
    areas = standing.tables.get("areas")
    if areas is not None:
        own = areas.loc[areas["role"] == "county", "area_code"]
        points = points[points["area_code"].isin(own)]
    if points.empty:
        message = "No small area lies in a district of the authority."
        raise DataError([Problem(message, FIRST, "demand_points.csv")])
    return points[COLUMNS]


def _sites(standing: Standing) -> pd.DataFrame:
    there = [standing.tables[name] for name in SITES if name in standing.tables]
    if not there:
        message = "The case has no schools yet."
        raise DataError([Problem(message, FIRST, "schools.csv")])
    every = pd.concat([table[["urn", *COLUMNS]] for table in there])
    return every.drop_duplicates("urn").set_index("urn").sort_index()


def _frame(points: pd.DataFrame) -> Frame:
    low, high = points.min() - AROUND_M, points.max() + AROUND_M
    west, south, east, north = map(float, (*low, *high))
    return west, south, east, north


def _tables(package: Package, frame: Frame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Links and junctions within a frame, under the first names of their columns."""
    layers = package.layers()
    lacking = [names[0] for names in (LINKS, NODES) if not set(names) & set(layers)]
    if lacking:
        remedy = "Give the GeoPackage of OS Open Roads."
        message = f"There is no layer {' and no layer '.join(lacking)}."
        raise refused(package.name, message, remedy)
    link, node = (next(it for it in names if it in layers) for names in (LINKS, NODES))
    links = _read(package, link, layout_of("os-roads-links"), frame)
    nodes = _read(package, node, layout_of("os-roads-nodes"), frame)
    _check_nodes(nodes, package.name)
    nodes["id"] = nodes["id"].astype("str")
    return links, nodes.drop_duplicates("id", ignore_index=True)


def _read(
    package: Package, layer: str, layout: Sequence[Column], frame: Frame
) -> pd.DataFrame:
    there = package.columns(layer)
    names = {
        name: names_of(column)[0]
        for column in layout
        for name in [it for it in names_of(column) if it in there][:1]
    }
    lacking = [
        Problem(
            f"The column is missing from the layer {layer}.",
            f"It holds: {column.description}. See that this is OS Open Roads.",
            package.name,
            column=names_of(column)[0],
        )
        for column in layout
        if names_of(column)[0] not in names.values() and not column.may_be_missing
    ]
    if lacking:
        raise DataError(lacking)
    points = len(layout) == 1
    most = min(MOST_LINKS, package.count(layer) + 1)
    wanted = {"bbox": frame, "max_features": most, "read_geometry": points}
    table = package.read(layer, columns=list(names), **wanted).rename(columns=names)
    if len(table) >= MOST_LINKS:
        raise refused(package.name, f"It has over {MOST_LINKS:,} rows near by.")
    missing = [names_of(it)[0] for it in layout if names_of(it)[0] not in table]
    table[missing] = ""
    return pd.DataFrame(table)


def _check_nodes(nodes: pd.DataFrame, file: str) -> None:
    """Refuse junctions that are no points of the British National Grid."""
    if "geometry" not in nodes or nodes.empty:
        message = "The file has no junction near the authority."
        raise refused(file, message, "Give the roads of its part of the country.")
    system = nodes["geometry"].array.crs
    if system is None or system.to_epsg() != 27_700:
        message = f"The roads are not in British National Grid metres ({GRID_CODE})."
        raise refused(file, message, "Give OS Open Roads as it is published.")
    shapes = nodes["geometry"].to_numpy()
    points = (shapely.get_type_id(shapes) == 0) & ~shapely.is_empty(shapes)
    if not (points.all() and np.isfinite(shapely.get_coordinates(shapes)).all()):
        raise refused(file, "A junction of the file has no place.")


def _ends(links: pd.DataFrame, nodes: pd.DataFrame) -> np.ndarray:
    """Rows of the junctions that each link joins; -1 for one that was not read."""
    names = pd.Index(nodes["id"])
    sides = (links[side].astype("str") for side in ("start_node", "end_node"))
    return np.column_stack([names.get_indexer(side) for side in sides])


def _usable(links: pd.DataFrame, file: str, findings: Findings) -> np.ndarray:
    """Which links have a length; the others are told, and left out."""
    links["length"] = pd.to_numeric(links["length"], errors="coerce").astype(float)
    good = (links["length"] > 0) & (links["length"] <= LONGEST_M)
    for row in np.flatnonzero(~good) + 1:
        message, remedy = "The length of a link is not one.", "The link was left out."
        findings.add(
            Problem(message, remedy, file, int(row), "length", severity="warning")
        )
    return good.to_numpy()


@cache
def _speed_table() -> dict[tuple[str, bool], dict[str, str]]:
    """Speeds by kind of road, and whether the carriageway is dual."""
    with (LAYOUTS / "os-roads-speeds.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["road"], row["dual"] == "yes"): row for row in csv.DictReader(lines)
        }


def _assumed() -> Iterator[tuple[str, dict[str, str]]]:
    for (road, dual), row in _speed_table().items():
        yield f"{road}, dual carriageway" if dual else road, row


def _speeds(links: pd.DataFrame, findings: Findings, file: str) -> np.ndarray:
    """Speed of each link, km/h, by its kind."""
    table = {key: float(row["kmh"]) for key, row in _speed_table().items()}
    kinds = links["road_function"].fillna("").astype("str")
    dual = links["form_of_way"].fillna("").astype("str").str.contains(DUAL)
    message = "Minutes by road rest on assumed speeds, one for each kind of road."
    remedy = "Check some journeys against a timed run; a travel matrix replaces them."
    findings.add(Problem(message, remedy, file, severity="warning"))
    known = kinds.isin([road for road, _ in table])
    for row in np.flatnonzero(~known) + 1:
        message, remedy = "The kind of road is not known.", "Its speed is that of one."
        where = (file, int(row), "road_function", kinds.iloc[row - 1][:40])
        findings.add(Problem(message, remedy, *where, severity="warning"))
    kinds = kinds.where(known, "Unknown")
    speeds = [
        table.get((kind, double), table[kind, False])
        for kind, double in zip(kinds, dual, strict=True)
    ]
    return np.array(speeds)


def _note(off: Sequence[object], file: str, findings: Findings) -> None:
    for label in off:
        message = "There is no road within 5 km of the point."
        remedy = "Its journeys stay estimates; see that the point is right."
        findings.add(
            Problem(message, remedy, file, value=str(label), severity="warning")
        )
