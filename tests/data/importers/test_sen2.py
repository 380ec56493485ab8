"""The council's SEN2 export: counts by small area in, no person on the disk."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from capital_planner.errors import DataError
from data.importers import Given, Report, import_file
from tests.data.importers.hostile import mutated, refused_or_whole
from tests.data.importers.small_case import TABLES, bytes_of, write_case

LOOKUP = """pcd,pcds,oslaua,oseast1m,osnrth1m,lsoa11,lsoa21
AN1 1AA,AN1 1AA,E07000901,350000,430000,E01000001,E01000001
AN1 1AB,AN1 1AB,E07000901,350900,430000,E01000002,E01999999
AN2 2BB,AN2 2BB,E07000902,370000,430000,,E01000003
ZZ9 9ZZ,ZZ9 9ZZ,E07000999,100000,100000,E01777777,E01777777
"""
HEADER = (
    "UPN,Surname,Forename,PersonBirthDate,Sex,Ethnicity,Postcode,StartDate,CeaseDate,"
    "URN,UKPRN,SENsetting,PlacementRank,EntryDate,LeavingDate,SENUnitIndicator,"
    "ResourcedProvisionIndicator,SENtype,SENtypeRank"
)
ROWS = [
    # two children alike: age 10 on 31 August 2024, a unit at a community school
    "P1,Quux,Zed,31/08/2014,F,WBRI,AN1 1AA,01/09/2020,,100001,,,1,2021-9-1,,1,0,ASD,1",
    "P2,Quux,Yor,2014-08-31,F,WBRI,an11aa,01/09/2020,,100001,,,1,2021-9-1,,true,0,asd,1",
    # born a day later: still primary; a second need and a second placement
    "P3,Quux,Xi,1-Sep-2014,M,WBRI,AN1 1AB,01/09/2020,,100002,,,1,,,0,1,SEMH,1",
    "P3,Quux,Xi,1-Sep-2014,M,WBRI,AN1 1AB,01/09/2020,,100002,,,1,,,0,1,SLCN,2",
    "P3,Quux,Xi,1-Sep-2014,M,WBRI,AN1 1AB,01/09/2020,,100003,,,2,,,0,0,SEMH,1",
    # special, independent, college, no school; need not recorded
    "P4,Quux,W,01/01/2010,M,WBRI,AN2 2BB,01/09/2020,,100003,,,1,,,0,0,PMLD,1",
    "P5,Quux,V,01/01/2010,M,WBRI,AN2 2BB,01/09/2020,,100007,,,1,,,0,0,SEMH,1",
    "P6,Quux,U,01/01/2006,M,WBRI,AN2 2BB,01/09/2020,,100004,,,1,,,0,0,NSA,1",
    "P7,Quux,T,01/01/2012,M,WBRI,AN2 2BB,01/09/2020,,,,NIEO,1,,,0,0,SEMH,1",
    "P8,Quux,S,01/01/2005,M,WBRI,AN2 2BB,01/09/2020,,,,NIEO,1,,,0,0,SEMH,1",
    "P9,Quux,R,01/01/2012,M,WBRI,AN2 2BB,01/09/2020,,999999,,,1,,,0,0,SEMH,1",
    # left out: ceased, left, not begun, no postcode, elsewhere, too young, no birth
    "Q1,Quux,Q,01/01/2012,M,WBRI,AN1 1AA,01/09/2020,16/01/2025,100001,,,1,,,0,0,ASD,1",
    "Q2,Quux,P,01/01/2012,M,WBRI,AN1 1AA,01/09/2020,,100001,,,1,,15/01/2025,0,0,ASD,1",
    "Q3,Quux,O,01/01/2012,M,WBRI,AN1 1AA,17/01/2025,,100001,,,1,,,0,0,ASD,1",
    "Q4,Quux,N,01/01/2012,M,WBRI,,01/09/2020,,100001,,,1,,,0,0,ASD,1",
    "Q5,Quux,M,01/01/2012,M,WBRI,ZZ9 9ZZ,01/09/2020,,100001,,,1,,,0,0,ASD,1",
    "Q6,Quux,L,01/01/2022,M,WBRI,AN1 1AA,01/09/2020,,100001,,,1,,,0,0,ASD,1",
    "Q7,Quux,K,not known,M,WBRI,AN1 1AA,01/09/2020,,100001,,,1,,,0,0,ASD,1",
    # the same person again
    "P1,Quux,Zed,31/08/2014,F,WBRI,AN1 1AA,01/09/2020,,100001,,,1,2021-9-1,,1,0,ASD,1",
]
FLAT = "\n".join([HEADER, *ROWS]) + "\n"
EXPECTED = {
    ("E01000001", "primary", "ASD", "mainstream_la_maintained_senunit", "100001"): 2,
    (
        *("E01000002", "primary", "SEMH"),
        *("mainstream_academy_resourced_provision", "100002"),
    ): 1,
    ("E01000003", "secondary", "PMLD", "special_academy_free", "100003"): 1,
    ("E01000003", "secondary", "SEMH", "special_independent", "100007"): 1,
    (
        *("E01000003", "post-16", "NEED_UNKNOWN"),
        *("general_fe_tertiary_colleges", "100004"),
    ): 1,
    ("E01000003", "secondary", "SEMH", "neet_other_csa", ""): 1,
    ("E01000003", "post-19", "SEMH", "neet_other", ""): 1,
    ("E01000003", "secondary", "SEMH", "placement_unknown", "999999"): 1,
}


def counts(case: Path) -> dict[tuple[str, ...], int]:
    text = (case / "placements.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    return {
        (row["lsoa"], row["phase"], row["need"], row["placement"], row["urn"]): int(
            row["plans"]
        )
        for row in rows
    }


def bring_in(tmp_path: Path, content: bytes, name: str = "export.csv") -> Report:
    case = write_case(tmp_path / "case")
    (tmp_path / name).write_bytes(content)
    (tmp_path / "lookup.csv").write_text(LOOKUP, encoding="utf-8")
    given = Given(beside={"postcodes": tmp_path / "lookup.csv"})
    return import_file("sen2", tmp_path / name, case, given)


def test_children_are_counted_by_area_phase_need_and_placement(tmp_path: Path) -> None:
    report = bring_in(tmp_path, FLAT.encode("utf-8-sig"))
    assert counts(tmp_path / "case") == EXPECTED
    facts = report.record["facts"]
    assert facts["rows read"] == len(ROWS)
    assert facts["rows kept"] == sum(EXPECTED.values())
    assert {what: count for what, count in facts.items() if "left out" in what} == {
        "rows left out: a further placement or need": 2,
        "rows left out: no plan on the day of the count": 2,
        "rows left out: placement not on the day of the count": 1,
        "rows left out: the same person again": 1,
        "children left out: no postcode": 1,
        "children left out: postcode in no small area of the case": 1,
        "children left out: no date of birth that can be read": 1,
        "children left out: below Reception or above 25": 1,
    }
    assert facts["children counted without a need"] == 1
    assert facts["children counted without a placement known"] == 1


def test_reordered_titled_windows_table_gives_the_same(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(FLAT)))
    turned = [[*reversed(row), "Café"] for row in rows]
    turned[0][-1] = "Note"
    text = "SEN2 export;for the officer\n\n"
    text += "\n".join(";".join(row) for row in turned)
    bring_in(tmp_path, text.encode("cp1252"))
    assert counts(tmp_path / "case") == EXPECTED


def modules() -> dict[str, list[list[str]]]:
    """Lay out the same children as the tables of the return, as COLLECT gives them."""
    person = [["persontableid", "surname", "personbirthdate", "postcode", "upn"]]
    requests = [["requeststableid", "persontableid", "receiveddate"]]
    plans = [["activeplanstableid", "requeststableid", "transferla"]]
    needs = [["senneedtableid", "activeplanstableid", "sentype", "sentyperank"]]
    placed = [
        [
            *("activeplanstableid", "urn", "ukprn", "sensetting", "placementrank"),
            *("entrydate", "leavingdate", "senunitindicator"),
            "resourcedprovisionindicator",
        ]
    ]
    header = HEADER.split(",")
    for number, row in enumerate(ROWS[:11]):
        cells = dict(zip(header, row.split(","), strict=True))
        own, plan, asked = str(number), str(500 + number), str(900 + number)
        if row.startswith("P3") and number > 2:
            plan = "502"
        else:
            born = cells["PersonBirthDate"]
            person.append([own, "Quux", born, cells["Postcode"], cells["UPN"]])
            requests.append([asked, own, ""])
            plans.append([plan, asked, ""])
        needs.append([str(number), plan, cells["SENtype"], cells["SENtypeRank"]])
        names = [*placed[0][1:]]
        lower = {name.lower(): cell for name, cell in cells.items()}
        placed.append([plan, *(lower[name] for name in names)])
    return {
        "person": person,
        "requests": requests,
        "activeplans": plans,
        "placementdetail": placed,
        "senneed": needs,
    }


def zipped(tables: dict[str, list[list[str]]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, rows in tables.items():
            text = "\n".join(",".join(row) for row in rows)
            archive.writestr(f"SEN2/{name}.csv", text)
    return packed.getvalue()


def test_tables_of_the_return_are_joined(tmp_path: Path) -> None:
    bring_in(tmp_path, zipped(modules()), "return.zip")
    assert counts(tmp_path / "case") == EXPECTED


def test_a_workbook_with_a_sheet_a_table_is_joined(tmp_path: Path) -> None:
    book = Workbook()
    for name, rows in modules().items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    bring_in(tmp_path, packed.getvalue(), "return.xlsx")
    assert counts(tmp_path / "case") == EXPECTED


def test_a_table_of_the_return_that_is_missing_is_named(tmp_path: Path) -> None:
    tables = modules()
    del tables["senneed"]
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, zipped(tables), "return.zip")
    assert any("sentype" in str(problem) for problem in refused.value.problems)
    assert not (tmp_path / "case" / "placements.csv").exists()


PLANTED = {
    "UPN": "X987654321012",
    "Surname": "Zzyzxthorpe",
    "Forename": "Qwertilda",
    "PersonBirthDate": "29/02/2012",
    "Postcode": "AN1 1AA",
}


def test_nothing_of_a_person_is_on_the_disk(tmp_path: Path) -> None:
    cells = dict(zip(HEADER.split(","), ROWS[0].split(","), strict=True)) | PLANTED
    # a need and a school that cannot be read hold personal words too
    odd = cells | {"SENtype": "Zzyzxthorpe", "URN": "Qwertilda", "UPN": "X1"}
    bad = cells | {"PersonBirthDate": "29/02/2013", "UPN": "X2"}
    lines = [",".join(row.values()) for row in (cells, odd, bad)]
    content = "\n".join([HEADER, *lines]).encode()
    report = bring_in(tmp_path, content, "Qwertilda Zzyzxthorpe.csv")
    written = bytes_of(tmp_path / "case")
    assert {"placements.csv", "imports.json"} <= set(written)
    everything = b"".join(written.values()).lower() + repr(report).lower().encode()
    planted = ["x987654321012", "zzyzx", "qwertilda", "29/02/201", "2012-02-29"]
    planted += ["2013-02-29", "an1 1aa", "an11aa", "20120229"]
    assert [word for word in planted if word.encode() in everything] == []


def test_a_refusal_names_the_row_and_never_the_person(tmp_path: Path) -> None:
    end = "Zzyzxthorpe" + ",Zzyzxthorpe" * 30
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, (FLAT + end).encode())
    (problem,) = refused.value.problems
    assert problem.row == len(ROWS) + 2
    assert "Zzyzx" not in str(problem)
    assert not (tmp_path / "case" / "placements.csv").exists()


def test_an_export_without_an_active_plan_says_what_was_left_out(
    tmp_path: Path,
) -> None:
    with pytest.raises(DataError, match="no plan on the day of the count: 1"):
        bring_in(tmp_path, f"{HEADER}\n{ROWS[11]}\n".encode())


def test_homes_are_placed_by_their_points_where_no_area_is_given(
    tmp_path: Path,
) -> None:
    case = write_case(tmp_path / "case")
    (tmp_path / "export.csv").write_text(FLAT, encoding="utf-8")
    lookup = "Postcode,Eastings,Northings,Admin_district_code\n"
    lookup += "AN11AA,350100,430000,E07000901\nAN11AB,350800,430000,E07000901\n"
    # nearer to the second area, but in the other district
    lookup += "AN22BB,351200,430000,E07000902\nZZ99ZZ,350000,430000,E07000999\n"
    (tmp_path / "points.csv").write_text(lookup, encoding="utf-8")
    given = Given(beside={"postcodes": tmp_path / "points.csv"})
    import_file("sen2", tmp_path / "export.csv", case, given)
    assert counts(case) == EXPECTED


def test_what_is_missing_beside_it_is_asked_for(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    (tmp_path / "export.csv").write_text(FLAT, encoding="utf-8")
    with pytest.raises(DataError, match="table of postcodes beside it: the ONSPD"):
        import_file("sen2", tmp_path / "export.csv", case, Given())


SMALL = {name: text.encode() for name, text in TABLES.items()}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=mutated(FLAT.encode()))
def test_a_broken_file_is_refused_or_read_whole(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lookup.csv").write_text(LOOKUP, encoding="utf-8")
    beside = {"postcodes": tmp_path / "lookup.csv"}
    refused_or_whole("sen2", content, Given(beside=beside), SMALL)
