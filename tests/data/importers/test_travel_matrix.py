"""Journeys of a router: zones and sites of the case, minutes and km."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from capital_planner.errors import DataError
from data.importers import Given, Report, import_file
from tests.data.importers.hostile import mutated, refused_or_whole
from tests.data.importers.small_case import TABLES, write_case


def bring_in(tmp_path: Path, text: str, encoding: str = "utf-8") -> Report:
    case = write_case(tmp_path / "case")
    (tmp_path / "matrix.csv").write_text(text, encoding=encoding)
    return import_file("travel-matrix", tmp_path / "matrix.csv", case, Given())


def journeys(tmp_path: Path) -> dict[tuple[str, int], tuple[str, str]]:
    text = (tmp_path / "case" / "journeys.csv").read_text(encoding="utf-8-sig")
    return {
        (row["lsoa"], int(row["urn"])): (row["minutes"], row["road_km"])
        for row in csv.DictReader(io.StringIO(text))
    }


SMALL_AREAS = """zone,site,minutes,km
E01000001,100003,12.5,6.2
E01000002,100003,10,
E01000003,100013,1.5E+01,8
E01000003,100003,NA,
E01999999,100003,9,3
E01000001,555555,9,3
E01000001,100003,13,6.4
"""


def test_small_areas_to_schools(tmp_path: Path) -> None:
    report = bring_in(tmp_path, SMALL_AREAS, "utf-8-sig")
    assert journeys(tmp_path) == {
        ("E01000001", 100003): ("12.5", "6.2"),
        ("E01000002", 100003): ("10", "8"),
        ("E01000003", 100013): ("15", "8"),
    }
    assert report.record["facts"] == {
        "rows read": 7,
        "rows left out: zone not in the case": 1,
        "rows left out: site not a school of the case": 1,
        "rows left out: no route": 1,
        "rows kept": 4,
        "journeys given twice; the quickest counts": 1,
        "journeys without km: worked out from the minutes (working assumption)": 1,
        "journeys": 3,
    }


def test_a_district_is_spread_and_a_finer_zone_goes_before_it(tmp_path: Path) -> None:
    bring_in(
        tmp_path,
        "from_id,to_id,travel_time_p50\n"
        "West Anyshire,100003,20\nE01000002,100003,25\nribble dale 001,100003,40\n",
    )
    assert journeys(tmp_path) == {
        ("E01000001", 100003): ("20", "16"),
        ("E01000002", 100003): ("25", "20"),
        ("E01000003", 100003): ("40", "32"),
    }


def test_durations_are_seconds_and_distances_metres(tmp_path: Path) -> None:
    bring_in(
        tmp_path,
        "Matrix of the county\n\ndestination;origin;distance;duration\n"
        "100003;E01000001;6437;750\n",
        "cp1252",
    )
    assert journeys(tmp_path) == {("E01000001", 100003): ("12.5", "6.437")}


def test_km_are_asked_for_where_no_speed_is_assumed(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", without=("assumptions",))
    (tmp_path / "matrix.csv").write_text("zone,site,minutes\nE01000001,100003,9\n")
    with pytest.raises(DataError, match="Give a matrix with km"):
        import_file("travel-matrix", tmp_path / "matrix.csv", case, Given())


def test_miles_are_km(tmp_path: Path) -> None:
    bring_in(tmp_path, "zone,site,minutes,miles\nE01000001,100003,9,10\n")
    assert journeys(tmp_path)[("E01000001", 100003)] == ("9", "16.093")


@pytest.mark.parametrize(
    ("text", "column", "row"),
    [
        ("zone,site,minutes\nE01000001,100003,ten\n", "minutes", 2),
        ("zone,site,minutes\nE01000001,100003,-3\n", "minutes", 2),
        ("zone,site,minutes\n\nE01000001,100003,inf\n", "minutes", 3),
        ("zone,minutes\nE01000001,10\n", "site", 1),
        ("origin,destination,duration\nE01000001,100003,12\n", "seconds", None),
        ("zone,site,minutes,distance\nE01000001,100003,12,9\n", "metres", None),
        ("zone,site,minutes\nE01000001,100003,3000\n", "minutes", None),
    ],
)
def test_what_cannot_be_a_journey_is_refused(
    tmp_path: Path, text: str, column: str, row: int | None
) -> None:
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, text)
    (problem,) = refused.value.problems
    assert (problem.column, problem.row) == (column, row)
    assert not (tmp_path / "case" / "journeys.csv").exists()


def test_a_matrix_of_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="zone not in the case: 1"):
        bring_in(tmp_path, "zone,site,minutes\nE01999999,100003,9\n")


SMALL = {name: text.encode() for name, text in TABLES.items()}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=mutated(SMALL_AREAS.encode()))
def test_a_broken_file_is_refused_or_read_whole(content: bytes) -> None:
    refused_or_whole("travel-matrix", content, Given(), SMALL)
