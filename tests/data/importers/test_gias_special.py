"""Special schools and bases of the register, what an officer set, and neighbours."""

from pathlib import Path
from typing import Any

from tests.data.importers.gias_file import (
    PRESTON,
    bring,
    case_with,
    establishment,
    rows_of,
    warned,
)


def test_designations_ages_and_capacity_of_a_special_school(tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", "areas", "outlines")
    common: dict[str, Any] = {**PRESTON, "pupils": 90, "low": 3, "high": 19}
    kind = "Academy special converter"
    rows = [
        establishment(
            1,
            "Seen",
            kind,
            **common,
            capacity=80,
            sen1="",
            sen2="ASD - Autistic Spectrum Disorder",
            sen3="SpLD - Specific Learning Difficulty",
            sen4="ASD - Autistic Spectrum Disorder",
            sen5="XYZ - Something new",
        ),
        establishment(2, "Unseen", kind, **common, capacity=100),
        establishment(3, "No roll yet", kind, **{**common, "pupils": ""}),
    ]
    report = bring(rows, case)
    seen, unseen = rows_of(case / "special_schools.csv")
    assert (seen["designated"], seen["also_takes"]) == ("ASD SPLD", "")
    assert seen["designation_status"] == "published: GIAS"
    assert (seen["age_from"], seen["age_to"], seen["district"]) == (
        "3",
        "19",
        "Preston",
    )
    assert seen["published_places"] == "80"
    assert "below the roll" in seen["places_note"]
    assert unseen["designated"] == "MLD SLD ASD SEMH"
    assert unseen["designation_status"].startswith("working assumption")
    assert unseen["places_note"] == "GIAS: SchoolCapacity"
    (odd,) = warned(report, "not a need that the planner knows")
    assert (odd.row, odd.column) == (2, "SEN5 (name)")
    (blank,) = warned(report, "figure that the plan needs")
    assert (blank.row, blank.column) == (4, "NumberOfPupils")


def test_what_an_officer_set_stays_and_the_rest_is_renewed(tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", "areas", "outlines", "special_schools")
    before = {row["urn"]: row for row in rows_of(case / "special_schools.csv")}
    rows = [
        establishment(
            135347,
            "Acorns School",
            "Academy special converter",
            **{**PRESTON, "easting": 354378, "northing": 431090},
            pupils=95,
            capacity=60,
            low=2,
            high=11,
            sen1="SLD - Severe Learning Difficulty",
        ),
        establishment(
            119866,
            "Moorbrook School",
            "Foundation special school",
            **{**PRESTON, "easting": 353122, "northing": 431240},
            pupils=57,
            capacity=70,
            low=11,
            high=16,
        ),
        establishment(
            133688, "Royal Cross", "Community special school", status="Closed"
        ),
    ]
    report = bring(rows, case)
    acorns, moorbrook = rows_of(case / "special_schools.csv")
    kept = ("designated", "also_takes", "designation_status", "published_places")
    assert {name: acorns[name] for name in (*kept, "places_note")} == {
        name: before["135347"][name] for name in (*kept, "places_note")
    }
    assert (acorns["name"], acorns["roll"]) == ("Acorns School", "95")
    assert moorbrook["published_places"] == "70"
    changes = {
        (problem.row, problem.column, problem.value)
        for problem in warned(report, "renewed from GIAS")
    }
    assert changes == {
        (2, "EstablishmentName", "Acorns Primary School -> Acorns School"),
        (2, "NumberOfPupils", "89 -> 95"),
    }
    (closed,) = warned(report, "GIAS: Closed")
    assert (closed.file, closed.column, closed.value) == (
        "special_schools.csv",
        "urn",
        "133688",
    )
    assert len(warned(report, "not in the file")) == 21


def test_a_base_has_the_size_published_or_says_where_it_comes_from(
    tmp_path: Path,
) -> None:
    case = case_with(tmp_path / "case", "areas", "outlines")
    autism: dict[str, Any] = {"sen1": "ASD - Autistic Spectrum Disorder", "pupils": 300}
    rows = [
        establishment(
            1,
            "Both",
            "Community school",
            **PRESTON,
            **autism,
            phase="Primary",
            provision="Resourced provision and SEN unit",
            rp_capacity=8,
            unit_capacity=12,
        ),
        establishment(
            2,
            "Roll only",
            "Academy converter",
            **PRESTON,
            **autism,
            phase="All-through",
            low=3,
            high=16,
            provision="SEN unit",
            unit_roll=9,
        ),
        establishment(
            3,
            "No size",
            "Academy converter",
            **PRESTON,
            **autism,
            phase="Secondary",
            provision="Resourced provision",
        ),
        establishment(4, "None", "Academy converter", **PRESTON, phase="Secondary"),
        establishment(
            5,
            "Special",
            "Community special school",
            **PRESTON,
            **autism,
            provision="Resourced provision",
            rp_capacity=8,
        ),
    ]
    report = bring(rows, case)
    both, roll_only = rows_of(case / "bases.csv")
    assert (both["places"], both["phase"], both["needs"]) == ("20", "primary", "ASD")
    assert both["places_status"] == "published: GIAS capacity"
    assert (roll_only["places"], roll_only["phase"]) == ("9", "primary")
    assert roll_only["places_status"].startswith("derived")
    (unknown,) = warned(report, "no size, need or phase")
    assert (unknown.row, unknown.value) == (4, "3")


def test_bases_that_an_officer_wrote_stay(tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", "areas", "outlines", "bases")
    before = rows_of(case / "bases.csv")
    mine = establishment(
        119707,
        "Ashton Community Science College",
        "Community school",
        **PRESTON,
        phase="Secondary",
        provision="SEN unit",
        unit_capacity=15,
        sen1="ASD - Autistic Spectrum Disorder",
    )
    other = {**mine, "URN": "119708"}
    report = bring([mine, other], case)
    after = rows_of(case / "bases.csv")
    assert after[: len(before)] == before
    assert [row["urn"] for row in after[len(before) :]] == ["119708"]
    (size,) = warned(report, "another size")
    assert size.value == "12, GIAS 15"


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    case = case_with(tmp_path / "case", "areas", "outlines")
    rows = [
        establishment(
            1,
            "Special",
            "Academy special sponsor led",
            **PRESTON,
            pupils=90,
            capacity=80,
            sen1="SLD - Severe Learning Difficulty",
        ),
        establishment(
            2,
            "Host",
            "Community school",
            **PRESTON,
            phase="Secondary",
            provision="SEN unit",
            unit_capacity=15,
            sen1="ASD - Autistic Spectrum Disorder",
        ),
    ]
    bring(rows, case)
    tables = ("schools", "special_schools", "bases")
    before = {name: rows_of(case / f"{name}.csv") for name in tables}
    assert all(before.values())
    report = bring(rows, case)
    assert {name: rows_of(case / f"{name}.csv") for name in tables} == before
    assert report.problems == ()
    rows[0]["SchoolCapacity"] = "100"
    rows[1]["SenUnitCapacity"] = "20"
    bring(rows, case)
    assert rows_of(case / "special_schools.csv")[0]["published_places"] == "100"
    assert rows_of(case / "bases.csv")[0]["places"] == "20"


def test_another_authority_with_a_code_beyond_any_number_is_left_out(
    tmp_path: Path,
) -> None:
    far = establishment(2, "B", "Community school", **PRESTON)
    rows = [establishment(1, "A", "Community school", **PRESTON)]
    bring([*rows, far | {"LA (code)": "9" * 400}], tmp_path / "case")
    assert [row["urn"] for row in rows_of(tmp_path / "case" / "schools.csv")] == ["1"]
