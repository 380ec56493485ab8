"""Tables of the council's own: their headers, their numbers, their district names."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from capital_planner.errors import DataError
from data.importers import (
    Asked,
    Given,
    Report,
    import_file,
    propose_file,
    sheet_names,
)
from data.importers.place_names import places_like
from tests.data.importers.hostile import mutated, refused_or_whole
from tests.data.importers.small_case import TABLES, bytes_of, write_case


def bring_in(
    tmp_path: Path,
    table: str,
    text: str | bytes,
    mapping: Mapping[str, str] | None = None,
    name: str = "own.csv",
) -> Report:
    case = tmp_path / "case"
    if not case.exists():
        write_case(case)
    content = text.encode() if isinstance(text, str) else text
    (tmp_path / name).write_bytes(content)
    asked = Asked(table, mapping=mapping or {})
    return import_file("table", tmp_path / name, case, Given(asked=asked))


def rows_of(tmp_path: Path, table: str) -> list[dict[str, str]]:
    text = (tmp_path / "case" / f"{table}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


FUNDING = """Capital programme of the county,,,,,
Prepared by the school places team,,,,,

Financial Year,Fund,Amount (£),Status,Source,Officer's note
2026/27,High needs,"£1,200,000",Published,DfE letter,seen
2027-28,High needs,800000.50,derived,own forecast,
2026/27,Basic need,"GBP 35,000",WORKING ASSUMPTION,officer,
Total,,"2,035,000.50",,,
* rounded,,,,,
"""


def test_a_table_with_titles_totals_and_money_as_it_is_typed(tmp_path: Path) -> None:
    report = bring_in(tmp_path, "funding", FUNDING.encode("cp1252"))
    assert rows_of(tmp_path, "funding") == [
        {
            "pot": pot,
            "financial_year": year,
            "allocation_gbp": amount,
            "status": status,
            "source": source,
        }
        for pot, year, amount, status, source in [
            ("High needs", "2026", "1200000", "published", "DfE letter"),
            ("High needs", "2027", "800000.5", "derived", "own forecast"),
            ("Basic need", "2026", "35000", "working assumption", "officer"),
        ]
    ]
    assert report.record["facts"] == {
        "rows read": 5,
        "rows kept": 3,
        "rows left out: totals": 1,
        "rows left out: notes": 1,
    }


def test_what_cannot_be_understood_is_named_by_row_and_header(tmp_path: Path) -> None:
    text = "Year,Pot,Amount,Status,Source\n"
    text += "2026,A,1.2m,published,x\n26,B,35k,guess,x\n2026,C,45%,derived,\n"
    text += "2026,D,(50),derived,x\n2027,D,7,derived,x\n2027,D,8,derived,x\n"
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, "funding", text)
    assert {(it.row, it.column, it.value) for it in refused.value.problems} == {
        (2, "Amount", "1.2m"),
        (3, "Amount", "35k"),
        (3, "Year", "26"),
        (3, "Status", "guess"),
        (4, "Amount", "45%"),
        (4, "Source", ""),
        (5, "Amount", "(50)"),
        (7, "Pot and Year", "D 2027"),
    }
    assert all(it.remedy for it in refused.value.problems)
    assert not (tmp_path / "case" / "funding.csv").exists()


def test_merged_keys_are_filled_down_and_districts_recognised(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Planning areas, agreed in June"])
    sheet.append([])
    sheet.append(["Grouping", "Kind", "Status", "Locality", "Borough"])
    sheet.append(["planning_area", "", "agreed", "West", "W Anyshire"])
    sheet.append([None, "", "agreed", "East", "Borough of Ribble Dale"])
    sheet.append([None, "", "agreed", "East", "Rossmor"])
    sheet.append([None, "", "agreed", "East", "Blackmoor"])
    sheet.merge_cells("A4:A7")
    packed = io.BytesIO()
    book.save(packed)
    report = bring_in(tmp_path, "groupings", packed.getvalue(), name="own.xlsx")
    assert [
        (row["grouping"], row["area"], row["district"])
        for row in rows_of(tmp_path, "groupings")
    ] == [
        ("planning_area", "West", "West Anyshire"),
        ("planning_area", "East", "Ribble Dale"),
        ("planning_area", "East", "Rossmoor"),
        ("planning_area", "East", "Blackmoor"),
    ]
    said = [problem.message for problem in report.problems]
    assert "'W Anyshire' was read as West Anyshire." in said
    assert "'Rossmor' was read as Rossmoor." in said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("W Lancs", ["West Lancashire"]),
        ("West Lancashire Borough Council", ["West Lancashire"]),
        ("Chorley BC", ["Chorley"]),
        ("S. Ribble", ["South Ribble"]),
        ("RIBBLE VALLEY", ["Ribble Valley"]),
        ("Lancaster City", ["Lancaster"]),
        ("Hyndburn & district", ["Hyndburn"]),
        ("Pendel", ["Pendle"]),
        ("R Valley", ["Ribble Valley"]),
        ("Manchester", []),
        ("Council", []),
        ("P", []),
        ("R V", ["Ribble Valley"]),
    ],
)
def test_districts_as_people_write_them(written: str, meant: list[str]) -> None:
    names = [
        *("West Lancashire", "Chorley", "South Ribble", "Ribble Valley", "Lancaster"),
        *("Hyndburn", "Pendle", "Preston", "Burnley", "Wyre", "Fylde", "Rossendale"),
    ]
    assert sorted(places_like(written, names)) == sorted(meant)


def test_an_ambiguous_district_is_a_question(tmp_path: Path) -> None:
    text = "Town,District,Easting,Northing\nA,R Dale,350000,430000\n"
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, "towns", text, {"name": "Town"})
    (problem,) = refused.value.problems
    assert (problem.row, problem.column, problem.value) == (2, "District", "R Dale")
    assert "Ribble Dale, Rother Dale" in problem.remedy


PROGRAMME = (
    "Reference;Scheme name;District;Type;Need;Age from;Age to;New places;Opens;"
    "Cost;Stage;Standing;Source;Decision date;Consent\n"
    "elm;Elm base;Ribble Dale/West Anyshire;SERF;MLD - Moderate, Autism;4;11;8;"
    "2027/28;£280,000;feasibility;Candidate;cabinet;46055;None\n"
)


def test_old_names_of_bases_needs_years_and_dates(tmp_path: Path) -> None:
    bring_in(tmp_path, "programme", PROGRAMME)
    (row,) = rows_of(tmp_path, "programme")
    assert row["route"] == "specialist_base"
    assert row["needs"] == "MLD ASD"
    assert row["district"] == "Ribble Dale|West Anyshire"
    assert row["earliest_year"] == "2027"
    # day 46055 of a spreadsheet is 2 February 2026
    assert row["reached_on"] == "2026-02"
    assert row["published_cost_gbp"] == "280000"
    assert row["consent"] == "none"


def test_commissioned_places_change_only_the_rows_they_name(tmp_path: Path) -> None:
    text = "School,URN,Commissioned places\nAsh,100003.0,110\n,100013,\nNo,100099,5\n"
    report = bring_in(tmp_path, "special_schools", text, name="places 2026.csv")
    ash, rowan = rows_of(tmp_path, "special_schools")
    assert (ash["published_places"], ash["places_note"]) == (
        "110",
        "the council's own table places 2026.csv",
    )
    assert (ash["name"], ash["roll"], ash["designated"]) == ("Ash", "90", "SLD")
    assert (rowan["published_places"], rowan["places_note"]) == ("", "")
    assert rowan["name"] == "Rowan School"
    assert report.record["facts"]["rows left out: not in the table"] == 1


def test_a_shortened_urn_is_refused(tmp_path: Path) -> None:
    text = "URN,Places\n1.0E+05,110\n"
    with pytest.raises(DataError, match="digits may be lost"):
        bring_in(tmp_path, "special_schools", text)


def test_a_mapping_is_remembered_for_the_same_headers(tmp_path: Path) -> None:
    text = "Number,How many\n100003,120\n"
    told = {"urn": "Number", "published_places": "how many"}
    with pytest.raises(DataError):
        bring_in(tmp_path, "special_schools", text)
    bring_in(tmp_path, "special_schools", text, told)
    kept = json.loads((tmp_path / "case" / "mappings.json").read_bytes())
    assert kept["mappings"] == [
        {
            "table": "special_schools",
            "headers": ["How many", "Number"],
            "columns": {"urn": "Number", "published_places": "How many"},
        }
    ]
    bring_in(tmp_path, "special_schools", text.replace("120", "130"))
    assert rows_of(tmp_path, "special_schools")[0]["published_places"] == "130"
    with pytest.raises(DataError):
        bring_in(tmp_path, "special_schools", "Number,How much\n100003,9\n")


def test_a_proposal_shows_headers_rows_and_how_sure(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    book = Workbook()
    book.active.title = "Read me"
    book.active.append(["Places of every school"])
    sheet = book.create_sheet("Places")
    sheet.append(["Places of every school"])
    sheet.append(["URN", "Comissioned place", "Head"])
    for number in range(30):
        sheet.append([100000 + number, 8, "x"])
    book.save(tmp_path / "own.xlsx")
    assert sheet_names(tmp_path / "own.xlsx") == ["Read me", "Places"]
    asked = Asked("special_schools", "Places")
    proposal = propose_file(tmp_path / "own.xlsx", case, asked)
    assert proposal.headers == ("URN", "Comissioned place", "Head")
    assert proposal.row == 2
    assert len(proposal.sample) == 20
    assert proposal.sample[0] == ("100000", "8", "x")
    assert proposal.matches["urn"].how == "same name"
    guess = proposal.matches["published_places"]
    assert (guess.header, guess.how) == ("Comissioned place", "alike")
    assert 0.75 <= guess.sure < 1
    assert proposal.used == {"urn": "URN"}


def test_a_header_that_is_nearly_one_is_asked_about(tmp_path: Path) -> None:
    text = FUNDING.replace("Financial Year", "Finacial Yr")
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, "funding", text.encode("cp1252"))
    (problem,) = refused.value.problems
    assert problem.column == "financial_year"
    assert problem.remedy == "Is it 'Finacial Yr'? Then choose that header for it."


def test_remedies_are_true_in_a_window_and_on_a_command_line(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        bring_in(tmp_path, "funding", "a,b\n1,2\n")
    remedies = [problem.remedy for problem in refused.value.problems]
    assert len(remedies) == 5
    assert all("Choose the header that has it." in said for said in remedies)
    report = bring_in(
        tmp_path, "special_schools", "URN,Comissioned place,Roll\n100003,9,9\n"
    )
    [asked] = [it.remedy for it in report.problems if it.column == "Comissioned place"]
    assert asked == "If it is 'published_places', choose it for that column."


@pytest.mark.parametrize("table", ["", "../schools", "no_such"])
def test_a_table_that_does_not_exist(tmp_path: Path, table: str) -> None:
    with pytest.raises(DataError, match="no such table"):
        bring_in(tmp_path, table, "a,b\n1,2\n")


def test_a_record_of_names_that_is_broken_is_refused(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    (case / "mappings.json").write_text('{"mappings": [7]}')
    before = bytes_of(case)
    with pytest.raises(DataError, match=r"mappings\.json"):
        bring_in(tmp_path, "funding", FUNDING)
    assert bytes_of(case) == before


SMALL = {name: text.encode() for name, text in TABLES.items()}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=mutated(PROGRAMME.encode()))
def test_a_broken_file_is_refused_or_read_whole(content: bytes) -> None:
    refused_or_whole("table", content, Given(asked=Asked("programme")), SMALL)
