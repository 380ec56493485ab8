"""The lookup of postcodes beside a SEN2 export: which table, and what is said of it."""

import zipfile
from pathlib import Path

import pytest

from capital_planner.errors import DataError
from data.importers import Given, Report, import_file
from data.importers.code_point import HEADER, is_code_point
from data.importers.source import sources_of
from tests.data.importers.small_case import write_case
from tests.data.importers.test_sen2 import EXPECTED, FLAT, LOOKUP, counts

PART = "pcds,oslaua,lsoa11\nAN1 1AA,E07000901,E01000001\n"
CODES = "LAD25CD,LAD25NM\nE07000901,Westmoor\n"


AN1 = (
    '"AN1 1AA",10,350000,430000,"E92000001","","","E10000099","E07000901","E05000001"'
    "\r\n"
    '"AN1 1AB",10,350900,430000,"E92000001","","","E10000099","E07000901","E05000001"'
    "\r\n"
)
AN2 = (
    '"AN2 2BB",10,370000,430000,"E92000001","","","E10000099","E07000902","E05000009"'
    "\r\n"
)
"""As a table of Code-Point Open begins: no header."""


def bring_in(tmp_path: Path, lookup: Path) -> Report:
    case = write_case(tmp_path / "case")
    (tmp_path / "Ann Example.csv").write_text(FLAT, encoding="utf-8")
    given = Given(beside={"postcodes": lookup})
    return import_file("sen2", tmp_path / "Ann Example.csv", case, given)


def packed(tmp_path: Path, name: str = "ONSPD.zip", **members: str) -> Path:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        for member, text in members.items():
            archive.writestr(f"{member.replace('__', '/')}.csv", text)
    return tmp_path / name


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


def test_every_table_of_code_point_open_is_read(tmp_path: Path) -> None:
    headers = f"PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n{','.join(HEADER)}\n"
    elsewhere = AN2.replace("AN2 2BB", "ZZ9 9ZZ").replace("E07000902", "E07000999")
    lookup = packed(
        tmp_path,
        "codepo_gb.zip",
        Doc__Code_Point_Open_Column_Headers=headers,
        Doc__metadata="PRODUCT: OS CODE-POINT OPEN\n",
        Data__CSV__an=AN1,
        Data__CSV__ap=AN2,
        Data__CSV__zz=elsewhere,
    )
    report = bring_in(tmp_path, lookup)
    assert counts(tmp_path / "case") == EXPECTED
    [said] = [it for it in report.problems if it.file == "codepo_gb.zip"]
    assert "nearest one of its district" in said.message
    assert said.severity == "warning"


def test_a_row_of_code_point_open_that_is_too_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "an.csv").write_text(f"{AN1}{AN2.strip()},x\n", encoding="utf-8")
    with pytest.raises(DataError, match="more cells") as refused:
        bring_in(tmp_path, tmp_path / "an.csv")
    assert [(it.file, it.row) for it in refused.value.problems] == [("an.csv", 3)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("AN2 2BB", "Postcode"),
        ("370000", "770000"),
        ("430000", "54.1"),
        ("430000", "1300001"),
        ("\r\n", ",x\r\n"),
        (',"E05000009"', ""),
    ],
)
def test_another_table_without_a_header_is_not_taken_for_it(
    tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "an.csv").write_text(AN2, newline="")
    assert is_code_point(*sources_of(tmp_path / "an.csv"))
    (tmp_path / "an.csv").write_text(AN2.replace(old, new), newline="")
    assert not is_code_point(*sources_of(tmp_path / "an.csv"))


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
