"""Needs of the children of special schools, out of the school-level statistics."""

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from capital_planner.errors import DataError, Problem
from data import EMBEDDED_CASE
from data.importers import Given, Report, import_file
from tests.data.importers.hostile import mutated, refused_or_whole

LANCASHIRE = Given(code="E10000017", la_code=888)
TOR_VIEW, HILLSIDE, ROYAL_CROSS = 143879, 131479, 133688
NEEDS = [
    "spld",
    "mld",
    "sld",
    "pmld",
    "semh",
    "slcn",
    "hi",
    "vi",
    "msi",
    "pd",
    "asd",
    "oth",
    "nsa",
]
Row = dict[str, str]


def school(urn: object, name: str, **cells: object) -> Row:
    """One row of the table with a column a need: sen_school_level_underlying_data."""
    row = {
        "time_period": "202425",
        "geographic_level": "School",
        "old_la_code": "888",
        "new_la_code": "E10000017",
        "URN": f"{urn}",
        "school_name": name,
        "laestab": "8887000",
        "phase_type_grouping": "State-funded special school",
        "Total pupils": "100",
        "EHC plan": "98",
    }
    row |= {f"EHC_Primary_need_{need}": "0" for need in NEEDS}
    row |= {f"SUP_Primary_need_{need}": "50" for need in NEEDS}
    for column, cell in cells.items():
        need = f"EHC_Primary_need_{column}"
        row[need if need in row else column] = str(cell)
    return row


def file_of(rows: Sequence[Mapping[str, str]]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().encode("utf-8-sig")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    shutil.copy(EMBEDDED_CASE / "special_schools.csv", folder)
    return folder


def bring(rows: Sequence[Mapping[str, str]], folder: Path) -> Report:
    file = folder.parent / "sen_school_level_underlying_data.csv"
    file.write_bytes(file_of(rows))
    return import_file("dfe-sen-schools", file, folder, LANCASHIRE)


def special(folder: Path) -> dict[int, Row]:
    path = folder / "special_schools.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {int(row["urn"]): row for row in csv.DictReader(lines)}


def warned(report: Report, words: str) -> list[Problem]:
    return [problem for problem in report.problems if words in problem.message]


def test_a_fifth_is_designated_and_a_twentieth_is_also_taken(case: Path) -> None:
    before = special(case)
    needs = {"asd": 50, "sld": 20, "mld": 19, "slcn": 6, "hi": 5, "pd": 0, "nsa": 40}
    report = bring([school(TOR_VIEW, "Tor View", **needs)], case)
    after = special(case)
    # 100 children with a need that is known: shares are their counts in per cent.
    assert after[TOR_VIEW]["designated"] == "ASD SLD"
    assert after[TOR_VIEW]["also_takes"] == "MLD SLCN HI"
    status = "derived: pupils by primary need, 2024/25"
    assert after[TOR_VIEW]["designation_status"] == status
    changed = {"designated", "also_takes", "designation_status"}
    for urn, row in after.items():
        same = {name for name in row if row[name] == before[urn][name]}
        assert same >= set(row) - changed
        assert urn == TOR_VIEW or same == set(row)
    assert report.record["facts"]["children with plans whose need is not known"] == 40
    assert len(warned(report, "does not say")) == 20 + 1


def test_what_the_council_set_is_kept(case: Path) -> None:
    path = case / "special_schools.csv"
    text = path.read_text(encoding="utf-8-sig").replace(
        "working assumption fitted to published need-by-placement totals: "
        "confirm with the council",
        "council: statement of 2024",
        1,
    )
    path.write_text(text, encoding="utf-8")
    before = special(case)[TOR_VIEW]
    rows = [school(TOR_VIEW, "Tor View", vi=9), school(HILLSIDE, "Hillside", asd=9)]
    report = bring(rows, case)
    assert special(case)[TOR_VIEW] == before
    assert special(case)[HILLSIDE]["designated"] == "ASD"
    assert report.record["facts"]["designations kept as set"] == 1
    assert report.record["facts"]["designations derived"] == 1


def test_the_newest_count_of_the_authority_only(case: Path) -> None:
    rows = [
        school(TOR_VIEW, "Tor View", semh=80, time_period="202324"),
        school(TOR_VIEW, "Tor View", asd=80),
        school(HILLSIDE, "Hillside", vi=80, old_la_code="889"),
    ]
    report = bring(rows, case)
    assert special(case)[TOR_VIEW]["designated"] == "ASD"
    assert special(case)[HILLSIDE]["designated"] == "ASD"
    assert "working assumption" in special(case)[HILLSIDE]["designation_status"]
    assert report.record["facts"]["rows read"] == 3
    assert report.record["facts"]["rows kept"] == 1


def test_a_spoilt_urn_is_found_by_name_or_left_out(case: Path) -> None:
    rows = [
        school("1.44E+05", "TOR VIEW SCHOOL", asd=30),
        school("1.31E+05", "A school of that number", semh=30),
        school(f"{ROYAL_CROSS}.0", "Royal Cross", hi=30),
    ]
    report = bring(rows, case)
    assert special(case)[TOR_VIEW]["designated"] == "ASD"
    assert special(case)[ROYAL_CROSS]["designated"] == "HI"
    spoilt = warned(report, "spoilt")
    assert [(found.row, found.remedy) for found in spoilt] == [
        (2, "The school was found by its name."),
        (3, "It is left out."),
    ]


def test_a_number_of_another_authority_is_left_out(case: Path) -> None:
    rows = [
        school(TOR_VIEW, "Tor View", vi=30, laestab="889/7000"),
        school(HILLSIDE, "Hillside", asd=30, laestab="8.89E+06"),
    ]
    report = bring(rows, case)
    (other,) = warned(report, "another authority")
    assert (other.row, other.value) == (2, "889/7000")
    assert "working assumption" in special(case)[TOR_VIEW]["designation_status"]
    assert "derived" in special(case)[HILLSIDE]["designation_status"]


def test_counts_that_are_not_published_are_not_guessed(case: Path) -> None:
    rows = [school(TOR_VIEW, "Tor View", asd="c", sld="12", mld="x")]
    bring(rows, case)
    assert special(case)[TOR_VIEW]["designated"] == "SLD"


def test_one_row_a_need_in_words_gives_the_same(case: Path) -> None:
    words = {
        "Autistic spectrum disorder": 50,
        "Severe learning difficulty": 20,
        "Speech, language and communications needs": 6,
        "Total": 76,
        "SEN support but no specialist assessment of type of need": 4,
    }
    rows = [
        {
            "time_period": "202526",
            "old_la_code": "888",
            "school_urn": str(TOR_VIEW),
            "school_laestab": "8887000",
            "school_name": "Tor View",
            "sen_provision": provision,
            "sen_primary_need": need,
            "pupil_count": str(count if provision == "EHC plan" else 90),
        }
        for provision in ("EHC plan", "SEN support")
        for need, count in words.items()
    ]
    report = bring(rows, case)
    row = special(case)[TOR_VIEW]
    assert (row["designated"], row["also_takes"]) == ("ASD SLD", "SLCN")
    (apart,) = warned(report, "not a need that the planner knows")
    assert (apart.row, apart.column) == (6, "sen_primary_need")
    assert report.record["facts"]["children with plans whose need is not known"] == 4


def test_it_needs_the_register_first(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    with pytest.raises(DataError, match=r"register of schools \(GIAS\) first"):
        bring([school(1, "A")], folder)


def test_no_school_of_the_case_and_bad_cells_are_said(case: Path) -> None:
    with pytest.raises(DataError, match="None of the special schools"):
        bring([school(100001, "A", asd=5)], case)
    rows = [school(TOR_VIEW, "Tor View", asd="-5"), school(HILLSIDE, "A", vi="5.5")]
    with pytest.raises(DataError) as caught:
        bring(rows, case)
    assert [(found.row, found.column) for found in caught.value.problems] == [
        (3, "EHC_Primary_need_vi"),
        (2, "EHC_Primary_need_asd"),
    ]


FEW = [
    school(TOR_VIEW, "Tor View", asd=50, sld=20),
    school("1.31E+05", "Hillside Specialist School and College", asd=3),
]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated(file_of(FEW)))
def test_a_spoiled_file_is_refused_in_words_or_read(content: bytes) -> None:
    tables = {"special_schools": (EMBEDDED_CASE / "special_schools.csv").read_bytes()}
    refused_or_whole("dfe-sen-schools", content, LANCASHIRE, tables)
