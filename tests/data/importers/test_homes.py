"""The lookup of postcodes beside a SEN2 export: which table, and what is said of it."""

import zipfile
from pathlib import Path

import pytest

from capital_planner.errors import DataError
from data.importers import Given, Report, import_file
from tests.data.importers.small_case import write_case
from tests.data.importers.test_sen2 import EXPECTED, FLAT, LOOKUP, counts

PART = "pcds,oslaua,lsoa11\nAN1 1AA,E07000901,E01000001\n"
CODES = "LAD25CD,LAD25NM\nE07000901,Westmoor\n"


def bring_in(tmp_path: Path, lookup: Path) -> Report:
    case = write_case(tmp_path / "case")
    (tmp_path / "Ann Example.csv").write_text(FLAT, encoding="utf-8")
    given = Given(beside={"postcodes": lookup})
    return import_file("sen2", tmp_path / "Ann Example.csv", case, given)


def packed(tmp_path: Path, **members: str) -> Path:
    with zipfile.ZipFile(tmp_path / "ONSPD.zip", "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name.replace('__', '/')}.csv", text)
    return tmp_path / "ONSPD.zip"


def test_the_whole_lookup_of_an_archive_is_read(tmp_path: Path) -> None:
    lookup = packed(
        tmp_path,
        Documents__districts=CODES + "E07000902,Eastvale\n" * 100,
        Data__multi_csv__ONSPD_AN=PART,
        Data__ONSPD_UK=LOOKUP,
    )
    report = bring_in(tmp_path, lookup)
    assert counts(tmp_path / "case") == EXPECTED
    assert "ONSPD.zip" in {entry["name"] for entry in report.record["files"]}


def test_an_archive_without_a_lookup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, packed(tmp_path, Documents__districts=CODES))
    [problem] = refused.value.problems
    assert (problem.file, problem.row, problem.column) == ("districts.csv", 1, "pcds")


def test_what_is_found_in_the_lookup_is_said_of_the_lookup(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"Postcodes,,\n{LOOKUP}", encoding="utf-8")
    report = bring_in(tmp_path, tmp_path / "own.csv")
    missing = [it for it in report.problems if it.column == "lsoa"]
    assert [(it.file, it.row) for it in missing] == [("own.csv", 2)]
    others = {it.file for it in report.problems} - {"own.csv"}
    assert others == {"SEN2 export"}


def test_a_row_of_the_lookup_that_is_too_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"{LOOKUP}AN1 1AC,a,b,c,d,e,f,g\n")
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, tmp_path / "own.csv")
    assert [(it.file, it.row) for it in refused.value.problems] == [("own.csv", 6)]
