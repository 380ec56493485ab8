"""The register of schools: the tables of the embedded case out of its own rows."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from capital_planner.errors import DataError
from data import EMBEDDED_CASE
from data.importers import import_file
from tests.data.importers.gias_file import (
    COLUMNS,
    LANCASHIRE,
    PRESTON,
    Rows,
    bring,
    case_with,
    establishment,
    extract,
    rows_of,
    warned,
)
from tests.data.importers.hostile import mutated, refused_or_whole

AUTHORITIES = {"888": "Lancashire", "889": "Blackburn with Darwen", "890": "Blackpool"}
MADE = (
    "schools",
    "special_schools",
    "independent_schools",
    "nearby_special_schools",
    "bases",
)


def lancashire() -> Rows:
    ages = {row["urn"]: row for row in rows_of(EMBEDDED_CASE / "special_schools.csv")}
    names = {row["area_code"]: row for row in rows_of(EMBEDDED_CASE / "areas.csv")}
    rows = []
    for row in rows_of(EMBEDDED_CASE / "schools.csv"):
        special = ages.get(row["urn"], {})
        rows.append(
            establishment(
                int(row["urn"]),
                row["name"],
                row["type"],
                phase=row["phase"],
                pupils=row["pupils"],
                easting=row["easting"],
                northing=row["northing"],
                district=row["area_code"],
                district_name=names[row["area_code"]]["name"],
                la_code=row["la_code"],
                la_name=AUTHORITIES[row["la_code"]],
                low=special.get("age_from"),
                high=special.get("age_to"),
            )
        )
    rows += [
        establishment(
            int(row["urn"]),
            row["name"],
            row["type"],
            pupils=row["pupils"],
            easting=row["easting"],
            northing=row["northing"],
            la_code="340",
            la_name=row["authority"],
        )
        for row in rows_of(EMBEDDED_CASE / "nearby_special_schools.csv")
    ]
    far: dict[str, Any] = {"easting": 530000, "northing": 180000, "la_code": "201"}
    return [
        *rows,
        establishment(100001, "Far special", "Community special school", **far),
        establishment(100002, "Far primary", "Community school", **far),
    ]


def test_lancashire_comes_back_from_its_own_rows(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED_CASE, tmp_path / "case")
    rows = lancashire()
    rows[-2]["StatutoryLowAge"] = "far away, so nobody asks"
    report = bring(rows, tmp_path / "case")
    assert report.tables == MADE
    assert report.problems == ()
    assert report.record["facts"]["rows read"] == 840 + 151 + 2
    for name in MADE:
        made, before = (
            sorted(rows_of(folder / f"{name}.csv"), key=str)
            for folder in (tmp_path / "case", EMBEDDED_CASE)
        )
        assert without_policy(made) == before, name


def without_policy(rows: Rows) -> Rows:
    """Leave out what no row of the embedded case says."""
    for row in rows:
        assert row.pop("selective", "") == ""
    return rows


def test_a_new_case_needs_boundaries_only_to_know_what_lies_inside(
    tmp_path: Path,
) -> None:
    first = case_with(tmp_path / "first")
    report = bring(lancashire(), first)
    assert len(rows_of(first / "schools.csv")) == 702
    assert warned(report, "boundaries of the districts are not there yet")
    shutil.copy(EMBEDDED_CASE / "areas.csv", first)
    shutil.copy(EMBEDDED_CASE / "outlines.csv", first)
    report = bring(lancashire(), first)
    assert not warned(report, "boundaries")
    for name in ("schools", "independent_schools", "nearby_special_schools"):
        made, before = (
            sorted(rows_of(folder / f"{name}.csv"), key=str)
            for folder in (first, EMBEDDED_CASE)
        )
        assert without_policy(made) == before, name


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("Community school", "council"),
        ("Voluntary aided school", "diocese"),
        ("Foundation special school", "trust"),
        ("Free schools", "trust"),
        ("Other independent school", ""),
        ("Further education", ""),
    ],
)
def test_whose_consent_a_scheme_needs(tmp_path: Path, kind: str, body: str) -> None:
    case = case_with(tmp_path / "case")
    bring([establishment(1, "A", kind, **PRESTON, pupils=5, low=4, high=11)], case)
    (row,) = rows_of(case / "schools.csv")
    assert row["body"] == body


@pytest.mark.parametrize(
    ("policy", "selective"),
    [("Selective", "yes"), ("Non-selective", "no"), ("Not applicable", ""), ("", "")],
)
def test_whether_it_chooses_pupils(tmp_path: Path, policy: str, selective: str) -> None:
    case = case_with(tmp_path / "case")
    bring([establishment(1, "A", "Community school", **PRESTON, policy=policy)], case)
    (row,) = rows_of(case / "schools.csv")
    assert row["selective"] == selective


def test_schools_of_each_district_are_counted_by_the_first_half_of_their_postcode(
    tmp_path: Path,
) -> None:
    chorley = {**PRESTON, "district": "E07000118", "easting": 358000}
    chorley |= {"northing": 417000, "district_name": "Chorley"}
    told = [
        *[("Open", PRESTON, "PR1 2AB"), ("Open", PRESTON, "pr1 9zz")],
        *[("Closed", PRESTON, "PR1 2AB"), ("Open", PRESTON, "Not known")],
        *[("Open", PRESTON, "PR25 1AA"), ("Open", PRESTON, "")],
        *[("Open", chorley, "PR1 2AB"), ("Open", chorley, "PR251AA")],
        ("Open", {**PRESTON, "la_code": "889"}, "PR1 2AB"),
    ]
    rows = [
        establishment(
            n, "A", "Community school", **place, status=status, postcode=postcode
        )
        for n, (status, place, postcode) in enumerate(told, start=1)
    ]
    case = case_with(tmp_path / "case", "areas", "outlines")
    assert "postcodes" in bring(rows, case).tables
    assert [tuple(row.values()) for row in rows_of(case / "postcodes.csv")] == [
        ("PR1", "Chorley", "1"),
        ("PR1", "Preston", "2"),
        ("PR25", "Chorley", "1"),
        ("PR25", "Preston", "1"),
    ]
    bare = case_with(tmp_path / "bare")
    assert "postcodes" not in bring(rows, bare).tables


def test_only_open_schools_come_in(tmp_path: Path) -> None:
    case = case_with(tmp_path / "case")
    states = ("Open", "Open, but proposed to close", "Proposed to open", "Closed")
    rows = [
        establishment(number, "A", "Community school", **PRESTON, status=state)
        for number, state in enumerate(states, start=1)
    ]
    report = bring(rows, case)
    assert [row["urn"] for row in rows_of(case / "schools.csv")] == ["1", "2"]
    assert report.record["facts"]["proposed to open, left out"] == 1


def test_points_that_are_missing_or_astray_are_said(tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", "areas", "outlines")
    rows = [
        establishment(1, "None", "Community school", **{**PRESTON, "easting": 0}),
        establishment(2, "Blank", "Community school", **{**PRESTON, "northing": ""}),
        establishment(
            3, "Astray", "Community school", **{**PRESTON, "district": "E07000121"}
        ),
        establishment(
            4, "Old code", "Community school", **{**PRESTON, "district": "E07009999"}
        ),
    ]
    report = bring(rows, case)
    codes = {row["urn"]: row["area_code"] for row in rows_of(case / "schools.csv")}
    assert codes == {"3": "E07000121", "4": "E07000123"}
    assert [found.row for found in warned(report, "no point")] == [2, 3]
    (astray,) = warned(report, "outside the district")
    assert astray.row == 4
    (old,) = warned(report, "not one of the case")
    assert "E07000123" not in old.remedy
    assert "Preston" in old.remedy


def test_columns_by_name_in_any_order_with_a_title_above(tmp_path: Path) -> None:
    row = establishment(1, "Zoë's \xa3", "Community school", **PRESTON, pupils="x")
    case = case_with(tmp_path / "case")
    columns = [name for name in reversed(COLUMNS) if "Ofsted" not in name]
    file = tmp_path / "extract.csv"
    file.write_bytes(b"Downloaded today\r\n\r\n" + extract([row], columns))
    import_file("gias", file, case, LANCASHIRE)
    (made,) = rows_of(case / "schools.csv")
    assert (made["name"], made["pupils"]) == ("Zoë's \xa3", "")


def test_bad_cells_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    case = tmp_path / "case"
    good = establishment(1, "A", "Community school", **PRESTON)
    rows = [
        good,
        {**good, "URN": "1.19E+0x"},
        {**good, "URN": "3", "NumberOfPupils": "-2"},
        {**good, "URN": "1"},
    ]
    with pytest.raises(DataError) as caught:
        bring(rows, case)
    places = [(found.row, found.column) for found in caught.value.problems]
    assert sorted(places, key=str) == [
        (3, "URN"),
        (4, "NumberOfPupils"),
        (5, "URN"),
    ]
    assert not case.exists()


@pytest.mark.parametrize("missing", ["URN", "Easting", "SEN1 (name)"])
def test_a_column_that_is_needed_is_asked_for(tmp_path: Path, missing: str) -> None:
    columns = [name for name in COLUMNS if name != missing]
    row = establishment(1, "A", "Community school", **PRESTON)
    with pytest.raises(DataError) as caught:
        bring([row], tmp_path / "case", columns=columns)
    assert [found.column for found in caught.value.problems] == [missing]


def test_no_school_of_the_authority_is_said(tmp_path: Path) -> None:
    row = establishment(1, "A", "Community school", **PRESTON, la_code=201)
    with pytest.raises(DataError, match="No school is of the authority 888"):
        bring([row], tmp_path / "case")


NEAR = {**PRESTON, "phase": "Primary", "postcode": "PR1 2AB", "policy": "Selective"}
FEW = [
    establishment(1, "A", "Community school", **NEAR, pupils=5),
    establishment(
        2,
        "B",
        "Community special school",
        **PRESTON,
        pupils=50,
        capacity=40,
        sen1="ASD - Autistic Spectrum Disorder",
    ),
    establishment(
        3,
        "C",
        "Academy converter",
        **PRESTON,
        phase="Secondary",
        provision="SEN unit",
        unit_capacity=12,
        sen1="HI - Hearing Impairment",
    ),
]
READ = [name for name in COLUMNS if any(row.get(name) for row in FEW)]
READ += [name for name in ("Northing", "SEN2 (name)") if name not in READ]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated(extract(FEW, READ)))
def test_a_spoiled_file_is_refused_in_words_or_read(content: bytes) -> None:
    refused_or_whole("gias", content, LANCASHIRE)
