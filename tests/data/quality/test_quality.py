"""The report on a case: counted by hand, and every slip is found with its place."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from capital_planner.errors import DataError
from data import EMBEDDED_CASE, new_project, read_case, save_project
from data.importers import read_imports
from data.importers.in_project import with_records
from data.quality import (
    LOOK,
    MEND,
    OK,
    Line,
    Quality,
    keep_quality,
    quality_csv,
    quality_json,
    quality_of,
)

WHEN = "2026-11-26T09:00:00+00:00"


@pytest.fixture(scope="module")
def embedded() -> Quality:
    return quality_of()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the embedded case with a record of what came in."""
    folder = Path(shutil.copytree(EMBEDDED_CASE, tmp_path / "case"))
    imports = [
        entry("gias", ["schools", "special_schools"], day="2025-05-24"),
        entry("new case", ["funding", "assumptions"], day="2025-06-01")
        | {
            "files": [],
            "assumed": [
                {
                    "table": table,
                    "what": f"What {table} is.",
                    "why": "None was given.",
                    "replace": f"Write {table}.csv.",
                }
                for table in ("funding", "assumptions", "towns")
            ],
        },
        entry("gias", ["schools"], day="2026-01-09")
        | {"warnings": ["schools.csv: The school has closed."]},
        entry("table", ["funding"], day="2026-02-02"),
    ]
    record = {"version": 1, "imports": imports}
    (folder / "imports.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def entry(kind: str, tables: list[str], day: str) -> dict[str, object]:
    return {
        "kind": kind,
        "when": f"{day}T10:00:00+00:00",
        "who": "an officer",
        "files": [{"name": f"{kind}.csv", "sha256": "0" * 64, "bytes": 9}],
        "tables": tables,
        "facts": {"rows read": 1_234, "rows kept": 56},
        "warnings": [],
    }


def lines(found: Quality, title: str) -> Iterator[Line]:
    return iter(next(each.lines for each in found.sections if each.title == title))


def line(found: Quality, title: str, what: str) -> Line:
    return next(each for each in lines(found, title) if each.what == what)


def test_every_table_is_counted(embedded: Quality) -> None:
    case = read_case()
    assert embedded.name == "Lancashire"
    assert embedded.digest == case.digest
    assert line(embedded, "Tables", "schools.csv").first == 840
    special = line(embedded, "Tables", "special_schools.csv")
    assert (special.first, special.second, special.status) == (29, 3, LOOK)
    assert embedded.counts[MEND] == 0


def test_what_the_embedded_case_lacks_is_told(embedded: Quality) -> None:
    bases = line(embedded, "Figures side by side", "Children in specialist bases")
    assert (bases.first, bases.status) == (166, LOOK)
    assert bases.second == 116
    agreed = line(embedded, "Figures side by side", "Children in state special schools")
    assert (agreed.status, agreed.difference, agreed.remedy) == (OK, 0, "")
    assumed = line(
        embedded, "Assumed", "Rows of funding.csv that are working assumptions"
    )
    assert (assumed.first, assumed.second) == (3, 3)


def test_an_error_is_to_be_mended_and_the_report_still_made(folder: Path) -> None:
    path = folder / "special_schools.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "143879,Tor View School,Rossendale", "143879,Tor View School,Rosendale"
        ),
        encoding="utf-8",
    )
    found = quality_of(folder)
    assert found.name == ""
    assert found.counts[MEND] == 2
    table = line(found, "Tables", "special_schools.csv")
    assert (table.status, table.first) == (MEND, None)
    slip = next(
        each for each in lines(found, "Errors and warnings") if each.status == MEND
    )
    assert (slip.file, slip.row, slip.column) == ("special_schools.csv", 2, "district")
    assert (slip.value, slip.remedy) == ("Rosendale", "Did you mean Rossendale?")
    assert not list(lines(found, "Figures side by side"))


def test_a_school_that_closed_or_moved_is_found(folder: Path) -> None:
    path = folder / "schools.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    kept = [row for row in rows if row[0] != "143879"]
    for row in kept:
        if row[0] == "119883":
            row[5] = str(int(row[5]) + 1_500)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(kept)
    found = {
        each.value: each for each in lines(quality_of(folder), "Errors and warnings")
    }
    assert "has closed" in found["143879"].what
    assert found["143879"].row == 2
    assert "1.5 km" in found["119883"].what
    assert found["119883"].row == 3


def test_where_each_table_came_from_and_what_is_still_assumed(folder: Path) -> None:
    found = quality_of(folder)
    assert line(found, "Tables", "schools.csv").told == "gias: gias.csv, 2026-01-09"
    assert line(found, "Tables", "special_schools.csv").told.endswith("2025-05-24")
    assert line(found, "Tables", "areas.csv").told == ""
    assumed = {each.what for each in lines(found, "Assumed") if each.told}
    assert assumed == {"assumptions.csv"}
    files = list(lines(found, "Files that came in"))
    told = [(each.what, each.status) for each in files]
    assert told == [("Import gias", OK), ("Import gias", LOOK), ("Import table", OK)]
    assert "rows read 1,234; rows kept 56" in files[0].told
    assert "has closed" in files[1].told


def test_the_report_is_a_table_and_json_with_the_same_lines(embedded: Quality) -> None:
    text = quality_csv(embedded).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    record = json.loads(quality_json(embedded))
    every = [each for section in record["sections"] for each in section["lines"]]
    assert len(rows) == len(every) == sum(embedded.counts.values())
    assert record["counts"] == embedded.counts
    bases = next(row for row in rows if row["what"] == "Children in specialist bases")
    assert (bases["first"], bases["status"]) == ("166", "look")
    assert float(bases["difference"]) == float(bases["second"]) - 166


def test_the_summary_is_kept_in_the_record_and_in_no_folder_without_one(
    folder: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    found = quality_of(folder)
    assert keep_quality(folder, found, WHEN, "an officer")
    *older, kept = read_imports(folder)
    assert len(older) == 4
    assert (kept["kind"], kept["when"], kept["facts"]) == (
        "quality",
        WHEN,
        found.counts,
    )
    assert kept["digest"] == read_case(folder).digest
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"imports.json"}
    assert quality_of(folder).counts == found.counts
    assert not keep_quality(tmp_path / "none", found, WHEN, "an officer")
    assert not (tmp_path / "none").exists()


def test_a_project_tells_where_its_tables_came_from_as_its_folder_does(
    folder: Path, tmp_path: Path
) -> None:
    project = with_records(new_project(folder), folder)
    saved = tmp_path / "work.gpkg"
    save_project(saved, project)
    before = saved.read_bytes()
    assert quality_csv(quality_of(saved)) == quality_csv(quality_of(folder))
    assert quality_csv(quality_of(project)) == quality_csv(quality_of(folder))
    assert saved.read_bytes() == before


def test_a_record_in_a_project_that_is_none_is_refused(folder: Path) -> None:
    project = replace(new_project(folder), settings={"imports": {"imports": [1]}})
    with pytest.raises(DataError, match="not a record of imports"):
        quality_of(project)
