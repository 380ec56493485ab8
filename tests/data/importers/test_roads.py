"""OS Open Roads: journeys of a small county, whatever the release, and refusals."""

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn

from capital_planner.case import Case
from capital_planner.errors import DataError
from data import read_case
from data.columns import columns_of
from data.exports import csv_bytes
from data.importers import Given, Report, import_file
from data.tables import read_table
from tests.data.importers.hostile import contents, mutated

WEST, SOUTH, STEP = 350_000.0, 430_000.0, 2_000.0
SIDE = 4
"""Junctions along a side of the network, which is a square grid."""
A_ROAD_KMH, LOCAL_KMH, DUAL_KMH = 45, 28, 75


def corner(east: int, north: int) -> tuple[float, float]:
    return WEST + east * STEP, SOUTH + north * STEP


@pytest.fixture(scope="module")
def embedded() -> Case:
    return read_case()


@pytest.fixture
def case(embedded: Case, tmp_path: Path) -> Path:
    """A case of three small areas, two schools and one neighbour's small area."""
    folder = tmp_path / "case"
    folder.mkdir()
    points = embedded.demand_points.head(4).assign(
        lsoa=["Z1", "Z2", "Z3", "N1"],
        area_code=["E07000117"] * 3 + ["E06000008"],
    )
    points[["easting", "northing"]] = [
        corner(0, 0),
        corner(3, 3),
        corner(0, 3),
        corner(1, 1),
    ]
    schools = embedded.schools.head(2).assign(urn=[11, 12])
    schools[["easting", "northing"]] = [corner(3, 0), corner(3, 3)]
    special = embedded.special_schools.head(1).assign(
        urn=[12], easting=1e3, northing=1e3
    )
    held = {"demand_points": points, "schools": schools, "special_schools": special}
    for name, frame in {
        **held,
        "authority": embedded.authority,
        "areas": embedded.areas,
    }.items():
        (folder / f"{name}.csv").write_bytes(csv_bytes(frame))
    return folder


def grid_links() -> pd.DataFrame:
    """The southern edge is an A road, the rest local roads."""
    rows = [
        (f"{x}-{y}", f"{x + dx}-{y + dy}", (x, y), (x + dx, y + dy))
        for x in range(SIDE)
        for y in range(SIDE)
        for dx, dy in ((1, 0), (0, 1))
        if x + dx < SIDE and y + dy < SIDE
    ]
    frame = pd.DataFrame(rows, columns=["start_node", "end_node", "from", "to"])
    along = [start[1] == 0 and end[1] == 0 for _, _, start, end in rows]
    frame["road_function"] = np.where(along, "A Road", "Local Road")
    frame["form_of_way"] = "Single Carriageway"
    frame["length"] = int(STEP)
    return frame


def write(
    folder: Path, links: pd.DataFrame | None = None, crs: str = "EPSG:27700"
) -> Path:
    links = grid_links() if links is None else links
    lines = [
        shapely.LineString([corner(*a), corner(*b)])
        for a, b in zip(links["from"], links["to"], strict=True)
    ]
    road = gpd.GeoDataFrame(links.drop(columns=["from", "to"]), geometry=lines, crs=crs)
    places = [(x, y) for x in range(SIDE) for y in range(SIDE)]
    node = gpd.GeoDataFrame(
        {"id": [f"{x}-{y}" for x, y in places]},
        geometry=[shapely.Point(corner(*place)) for place in places],
        crs=crs,
    )
    file = folder / "oproad_gb.gpkg"
    road.to_file(file, layer="road_link", driver="GPKG")
    node.to_file(file, layer="road_node", driver="GPKG")
    return file


def test_roads_that_reach_no_school_are_refused(case: Path) -> None:
    (case / "schools.csv").unlink()
    [problem] = refusal(write(case.parent), case)
    assert "No school can be reached" in problem


def bring(file: Path, case: Path) -> tuple[Report, pd.DataFrame]:
    report = import_file("os-roads", file, case, Given())
    frame = read_table(case / "journeys.csv", columns_of("journeys")).frame
    assert frame is not None
    return report, frame.set_index(["lsoa", "urn"])


def refusal(file: Path, case: Path) -> list[str]:
    before = contents(case)
    with pytest.raises(DataError) as refused:
        bring(file, case)
    assert contents(case) == before
    return [str(problem) for problem in refused.value.problems]


def way(found: pd.DataFrame, point: object, site: object) -> tuple[float, float]:
    """Minutes and km of one journey."""
    [[minutes, km]] = found.loc[[(point, site)]].to_numpy(float).tolist()
    return minutes, km


def minutes(km: float, kmh: float) -> float:
    return round(km / kmh * 60, 1)


def test_journeys_are_those_of_the_roads(case: Path) -> None:
    """Z1 to school 11 is 6 km of A road; to 12 there are 6 more of local roads."""
    report, found = bring(write(case.parent), case)
    assert way(found, "Z1", 11) == (minutes(6, A_ROAD_KMH), 6.0)
    along = 6 / A_ROAD_KMH * 60 + 6 / LOCAL_KMH * 60
    assert way(found, "Z1", 12) == (round(along, 1), 12.0)
    assert way(found, "Z2", 12) == (0.0, 0.0)
    assert way(found, "Z3", 12) == (minutes(6, LOCAL_KMH), 6.0)
    facts = report.record["facts"]
    assert facts["rows read"] == facts["rows kept"] == 2 * SIDE * (SIDE - 1)
    assert facts["journeys found"] == len(found) == 6
    assert facts["km/h assumed: A Road"] == A_ROAD_KMH
    assert "assumed speeds" in str(report.problems[0])


def test_small_areas_of_other_authorities_have_no_journeys(case: Path) -> None:
    _, found = bring(write(case.parent), case)
    assert set(found.index.get_level_values("lsoa")) == {"Z1", "Z2", "Z3"}


@pytest.mark.parametrize(
    "names",
    [
        {
            "start_node": "startNode",
            "end_node": "endNode",
            "road_function": "roadFunction",
        },
        {"start_node": "startNode", "end_node": "endNode", "road_function": "class"},
        {"form_of_way": "formOfWay", "road_function": "road_classification"},
    ],
)
def test_names_of_columns_of_other_releases_are_known(
    case: Path, names: dict[str, str]
) -> None:
    _, found = bring(write(case.parent, grid_links().rename(columns=names)), case)
    assert way(found, "Z1", 11)[0] == minutes(6, A_ROAD_KMH)


def test_an_a_road_of_two_carriageways_is_quicker(case: Path) -> None:
    links = grid_links()
    links["form_of_way"] = "Collapsed Dual Carriageway"
    _, found = bring(write(case.parent, links), case)
    assert way(found, "Z1", 11)[0] == minutes(6, DUAL_KMH)
    assert way(found, "Z3", 12)[0] == minutes(6, LOCAL_KMH)


def test_bad_links_are_told_with_their_row_and_left_out(case: Path) -> None:
    links = grid_links()
    links["length"] = links["length"].astype(float)
    east = links.index[(links["from"] == (0, 0)) & (links["to"] == (1, 0))][0]
    west = links.index[(links["from"] == (1, 0)) & (links["to"] == (2, 0))][0]
    links.loc[east, "length"] = -1.0
    links.loc[west, "road_function"] = "Canal"
    report, found = bring(write(case.parent, links), case)
    said = {problem.message: problem.row for problem in report.problems}
    assert said["The length of a link is not one."] == east + 1
    assert said["The kind of road is not known."] == west + 1
    assert report.record["facts"]["rows kept"] == len(links) - 1
    assert way(found, "Z1", 11)[1] == 10.0


def test_a_school_with_no_road_near_is_told(embedded: Case, case: Path) -> None:
    schools = embedded.schools.head(2).assign(urn=[11, 13])
    schools[["easting", "northing"]] = [(340_000.0, SOUTH), corner(0, 0)]
    (case / "schools.csv").write_bytes(csv_bytes(schools))
    report, found = bring(write(case.parent), case)
    off = [problem.value for problem in report.problems if "5 km" in problem.message]
    assert off == ["11", "12"]
    assert set(found.index.get_level_values("urn")) == {13}


def test_roads_elsewhere_are_refused(case: Path) -> None:
    points = read_table(case / "demand_points.csv", columns_of("demand_points")).frame
    assert points is not None
    (case / "demand_points.csv").write_bytes(
        csv_bytes(points.assign(easting=500_000.0))
    )
    [problem] = refusal(write(case.parent), case)
    assert "near the authority" in problem


def test_roads_in_another_system_are_refused(case: Path) -> None:
    [problem] = refusal(write(case.parent, crs="EPSG:3857"), case)
    assert "British National Grid" in problem


def test_missing_columns_and_layers_are_all_told(case: Path) -> None:
    links = grid_links().drop(columns=["start_node", "length"])
    problems = refusal(write(case.parent, links), case)
    assert [said.split(":")[0] for said in problems] == [
        "oproad_gb.gpkg, column start_node",
        "oproad_gb.gpkg, column length",
    ]
    file = write(case.parent)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM gpkg_contents WHERE table_name = 'road_node'")
        database.execute("DROP TABLE road_node")
    [problem] = refusal(file, case)
    assert "road_node" in problem


def test_a_case_without_points_says_what_to_import_first(case: Path) -> None:
    (case / "demand_points.csv").unlink()
    [problem] = refusal(write(case.parent), case)
    assert problem.startswith("demand_points.csv: ")
    assert "first" in problem


def test_a_table_is_not_a_package_of_roads(case: Path) -> None:
    file = case.parent / "roads.csv"
    file.write_text("start_node,end_node,length\n1,2,3\n")
    [problem] = refusal(file, case)
    assert "not one GeoPackage of roads" in problem


def test_spoiled_packages_are_read_or_refused(case: Path) -> None:
    valid = write(case.parent).read_bytes()
    before = contents(case)
    file = case.parent / "spoiled.gpkg"

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @drawn(mutated(valid))
    def spoiled(content: bytes) -> None:
        file.write_bytes(content)
        try:
            import_file("os-roads", file, case, Given())
        except DataError:
            assert contents(case) == before
            return
        assert set(contents(case)) == {*before, "journeys.csv", "imports.json"}
        for made in ("journeys.csv", "imports.json"):
            (case / made).unlink()

    spoiled()
