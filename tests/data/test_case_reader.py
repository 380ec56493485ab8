"""Reading a case: what comes out of good tables, and what is said of bad ones."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from capital_planner.errors import DataError, Problem
from data import EMBEDDED_CASE, check_case, read_case
from data.columns import MAY_BE_ABSENT, TABLES, columns_of

NEEDED = [f"{table}.csv" for table in TABLES if table not in MAY_BE_ABSENT]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the embedded case, to be spoilt."""
    return Path(shutil.copytree(EMBEDDED_CASE, tmp_path / "case"))


def edit(folder: Path, table: str, change: Callable[[list[str]], list[str]]) -> None:
    path = folder / f"{table}.csv"
    lines = change(path.read_text(encoding="utf-8").splitlines())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def replace(folder: Path, table: str, old: str, new: str) -> int:
    """Replace the first ``old``; the row it was in, as a spreadsheet counts."""
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        read_case(folder)
    assert all(problem.remedy for problem in caught.value.problems)
    return list(caught.value.problems)


def test_the_embedded_case_has_no_errors() -> None:
    found = check_case()
    assert [problem for problem in found if problem.severity == "error"] == []
    assert {problem.file for problem in found} == {
        "special_schools.csv",
        "placements.csv",
        "scap_forecast.csv",
        "journeys.csv",
        "postcodes.csv",
    }
    low = [problem for problem in found if problem.file == "special_schools.csv"]
    assert all("below the roll" in problem.message for problem in low)


def test_tables_have_the_columns_of_the_schema_in_order() -> None:
    case = read_case()
    for table in TABLES:
        names = [column.name for column in columns_of(table)]
        frame = getattr(case, table)
        if table == "assumptions":
            frame = frame.table.reset_index()
        assert list(frame.columns) == names


def test_published_facts_of_lancashire() -> None:
    case = read_case()
    latest = case.plans_by_placement[case.plans_by_placement["year"] == 2025]
    plans = latest.set_index("placement")["plans"]
    assert plans["ehcplans"] == 12_317
    assert case.special_schools["roll"].sum() == 3_618
    assert len(case.special_schools) == 29
    on_site = case.programme[case.programme["standing"] == "on_site"]
    assert on_site["places"].sum() == 265
    assert case.funding["allocation_gbp"].sum() == case.assumptions.value(
        "capital_programme"
    )
    assert len(case.nearby_special_schools) == 150 + 1


def test_figures_by_name_and_key() -> None:
    figures = read_case().assumptions
    assert figures.value("share_transported", "base") == 0.4
    assert figures.group("ramp", "specialist_base") == [0.6, 0.85, 1.0]
    assert figures.by_key("base_met_share", "high")["SLCN primary"] == 0.75
    assert set(figures.table["status"]) == {
        "published",
        "derived",
        "working assumption",
    }


def test_blank_is_missing_and_never_nought() -> None:
    schools = read_case().schools
    assert schools["pupils"].isna().sum() == 55
    assert read_case().programme["places"].isna().sum() == 2


def test_digest_follows_the_bytes(folder: Path) -> None:
    before = read_case(folder).digest
    assert before == read_case().digest
    replace(folder, "presets", "balanced,40,", "balanced,41,")
    assert read_case(folder).digest != before


def test_columns_are_read_by_name_and_extra_ones_reported(folder: Path) -> None:
    path = folder / "special_schools.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([*row[::-1], "colour"] for row in rows)
    pd.testing.assert_frame_equal(
        read_case(folder).special_schools, read_case().special_schools
    )
    extra = [problem for problem in check_case(folder) if problem.column == "colour"]
    assert [problem.severity for problem in extra] == ["warning"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_saved_by_excel(folder: Path, encoding: str) -> None:
    path = folder / "schools.csv"
    text = path.read_text(encoding="utf-8").replace("Coal Clough", "Cœl Clôugh", 1)
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    schools = read_case(folder).schools
    assert "Cœl Clôugh Academy" in set(schools["name"])


def test_missing_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "nowhere")
    assert "no such folder" in problem.message


def test_every_missing_file_is_named(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.unlink()
    found = problems_of(folder)
    assert [problem.file for problem in found] == NEEDED
    assert all("missing" in problem.message for problem in found)


def test_every_empty_table_is_named(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        edit(folder, path.stem, lambda lines: lines[:1])
    found = problems_of(folder)
    assert [problem.file for problem in found] == NEEDED
    assert all("empty" in problem.message for problem in found)


def test_missing_column_is_named(folder: Path) -> None:
    edit(folder, "bases", lambda lines: [lines[0].replace("phase", "fase"), *lines[1:]])
    (problem,) = problems_of(folder)
    assert (problem.file, problem.column) == ("bases.csv", "phase")


CELLS = [
    ("bases", "119260,Barden Primary School,", "SLCN", "SLNC", "needs"),
    ("bases", "Barrowford School,ASD SLCN,primary,", "16", "sixteen", "places"),
    ("special_schools", "Tor View School,", "Rossendale", "Rosendale", "district"),
    ("programme", "119866,,", "special_expansion", "extension", "route"),
    ("plans_by_age_and_need", "2,", "ASD", "AUT", "need"),
    ("funding", "capital programme,", "2026", "26", "financial_year"),
    ("presets", "balanced,", "40", "-40", "price_minute_gbp"),
    ("schools", "Not applicable,", "118", "many", "pupils"),
    ("population", "E06000008,0,", "1905", "", "persons"),
]


def test_every_problem_is_found_at_once_and_placed_exactly(folder: Path) -> None:
    expected: set[tuple[str, int | None, str, str]] = {("outlines.csv", None, "", "")}
    for table, before, old, new, column in CELLS:
        row = replace(folder, table, before + old, before + new)
        expected.add((f"{table}.csv", row, column, new))
    (folder / "outlines.csv").unlink()
    found = {(p.file, p.row, p.column, p.value) for p in problems_of(folder)}
    assert expected == found


def test_many_alike_are_counted_not_listed(folder: Path) -> None:
    edit(
        folder,
        "outlines",
        lambda lines: [
            lines[0],
            *(line.rsplit(",", 1)[0] + ",x" for line in lines[1:]),
        ],
    )
    found = problems_of(folder)
    assert 20 < len(found) < 30
    assert any("5908 more rows" in problem.message for problem in found)


def test_wrong_coordinate_system_is_recognised(folder: Path) -> None:
    row = replace(folder, "schools", "118,382948,432219", "118,-2.25,53.78")
    found = [problem for problem in problems_of(folder) if problem.row == row]
    assert {problem.column for problem in found} == {"easting", "northing"}
    assert all("degrees" in problem.message for problem in found)


def test_school_outside_every_district(folder: Path) -> None:
    row = replace(folder, "schools", "118,382948,432219", "118,530000,180000")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.row) == ("schools.csv", row)
    assert "outside every district" in problem.message


def test_school_in_another_district_is_a_warning(folder: Path) -> None:
    row = replace(folder, "schools", "118,382948,432219", "118,347000,462000")
    (found,) = [problem for problem in check_case(folder) if problem.row == row]
    assert found.severity == "warning"


def test_duplicate_is_found_by_its_whole_key(folder: Path) -> None:
    edit(folder, "schools", lambda lines: [*lines, lines[1]])
    (problem,) = problems_of(folder)
    assert problem.row == 842
    assert problem.value == "142054"


@pytest.mark.parametrize("line", ["", ",,,,,,,,"])
def test_blank_rows_are_passed_over_and_do_not_shift_the_count(
    folder: Path, line: str
) -> None:
    edit(folder, "bases", lambda lines: [lines[0], line, *lines[1:]])
    assert len(read_case(folder).bases) == 11
    row = replace(folder, "bases", "SLCN,primary", "ABC,primary")
    assert row in {problem.row for problem in problems_of(folder)}
