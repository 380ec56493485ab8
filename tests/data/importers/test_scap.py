"""The school capacity survey: places of special schools and bases, and a forecast."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from capital_planner.errors import DataError
from data.importers import Asked, Given, Report, import_file
from tests.data.importers.hostile import mutated, refused_or_whole
from tests.data.importers.small_case import TABLES, bytes_of, write_case

CAPACITY = """School capacity survey, specialist provision,,,,,
Academic Year,URN,School name,Type of provision,Phase,Number of places,Number on roll
2025/26,100003,Ash,Special school,Primary,60,58
2025/26,100003,Ash,Special school,Secondary,"1,050",40
2025/26,100013,Rowan,Special school,Secondary,x,55
2025/26,100001,Elm,SEN unit,Primary,8,8
2025/26,100001,Elm,Resourced provision,Primary,6,5
2025/26,100005,Yew,Resourced provision,Secondary,10,9
Total,,,,,1134,
"""
FORECAST = """Phase,Year group,Forecast 2026/27,Forecast 2027/28
Primary,Reception,10,11
Primary,Year 1,20,c
Secondary,Year 7,30,31
Secondary,Total,30,31
"""


def bring_in(
    tmp_path: Path, content: bytes, asked: Asked | None = None, name: str = "scap.csv"
) -> Report:
    case = tmp_path / "case"
    if not case.exists():
        write_case(case)
    (tmp_path / name).write_bytes(content)
    given = Given(asked=asked or Asked())
    return import_file("scap", tmp_path / name, case, given)


def rows_of(tmp_path: Path, table: str) -> list[dict[str, str]]:
    text = (tmp_path / "case" / f"{table}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_places_of_special_schools_and_bases(tmp_path: Path) -> None:
    report = bring_in(tmp_path, CAPACITY.encode("utf-8-sig"))
    ash, rowan = rows_of(tmp_path, "special_schools")
    assert (ash["published_places"], ash["places_note"]) == ("1110", "SCAP 2025")
    assert (ash["roll"], ash["designated"]) == ("90", "SLD")
    assert (rowan["published_places"], rowan["places_note"]) == ("", "")
    elm, oak = rows_of(tmp_path, "bases")
    assert (elm["places"], elm["places_status"], elm["needs"]) == (
        *("14", "SCAP 2025"),
        "ASD",
    )
    assert (oak["places"], oak["places_status"]) == ("12", "working assumption")
    assert report.record["facts"] == {
        "rows read": 7,
        "rows kept": 4,
        "rows left out: no places given": 1,
        "rows left out: no special school or base of the case": 1,
        "rows left out: totals and notes": 1,
    }
    assert not (tmp_path / "case" / "scap_forecast.csv").exists()


@pytest.mark.parametrize(
    "text",
    [
        FORECAST.replace("Phase,Year group", "Kind,Year group"),
        (
            "Academic year;Year group;Number of pupils\n"
            "202627;R;10\n202627;Y1;20\n2026/27;7;30\n2027-28;NCY 0;11\n2027;Yr 7;31\n"
        ),
        (
            "Year\tPhase\tForecast\n2026\tPrimary\t30\n2026\tSecondary\t30\n"
            "2027\tprimary\t11\n2027\tSecondary phase\t31\n"
        ),
    ],
)
def test_the_forecast_by_phase_in_any_layout(tmp_path: Path, text: str) -> None:
    bring_in(tmp_path, text.encode("cp1252"))
    assert [tuple(row.values()) for row in rows_of(tmp_path, "scap_forecast")] == [
        ("2026", "primary", "30"),
        ("2026", "secondary", "30"),
        ("2027", "primary", "11"),
        ("2027", "secondary", "31"),
    ]


def test_both_tables_in_one_archive(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("capacity.csv", CAPACITY)
        archive.writestr("forecast.csv", FORECAST)
    report = bring_in(tmp_path, packed.getvalue(), name="scap.zip")
    assert report.tables == ("special_schools", "bases", "scap_forecast")


def test_headers_that_a_user_names_are_remembered(tmp_path: Path) -> None:
    text = CAPACITY.replace("URN", "Ref").replace("Number of places", "Agreed")
    with pytest.raises(DataError):
        bring_in(tmp_path, text.encode())
    asked = Asked(mapping={"urn": "Ref", "capacity": "Agreed"})
    bring_in(tmp_path, text.encode(), asked)
    kept = json.loads((tmp_path / "case" / "mappings.json").read_bytes())
    assert kept["mappings"][0]["columns"]["capacity"] == "Agreed"
    bring_in(tmp_path, text.replace("60", "70").encode())
    assert rows_of(tmp_path, "special_schools")[0]["published_places"] == "1120"


def test_cells_that_do_not_fit_are_named(tmp_path: Path) -> None:
    text = CAPACITY.replace(",60,", ",-60,").replace("2025/26,100013", "soon,1E5")
    before = bytes_of(write_case(tmp_path / "case"))
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, text.encode())
    assert {(it.row, it.column, it.value) for it in refused.value.problems} == {
        (3, "Number of places", "-60"),
        (5, "Academic Year", "soon"),
        (5, "URN", "1E5"),
    }
    assert bytes_of(tmp_path / "case") == before


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no table of the survey"):
        bring_in(tmp_path, b"a,b\n1,2\n")


SMALL = {name: text.encode() for name, text in TABLES.items()}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=mutated(CAPACITY.encode()))
def test_a_broken_file_is_refused_or_read_whole(content: bytes) -> None:
    refused_or_whole("scap", content, Given(), SMALL)
