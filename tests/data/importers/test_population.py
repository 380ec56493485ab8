"""ONS estimates and projections in every layout they have been published in."""

import csv
import io
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from capital_planner.errors import DataError
from data import EMBEDDED_CASE
from data.importers import Given, Report, import_file
from data.importers.grid import MOST_COLUMNS
from tests.data.importers.hostile import mutated, refused_or_whole

BLACKPOOL = Given(code="E06000009", la_code=890)
LANCASHIRE = Given(code="E10000017", la_code=888)
TITLE = "Mid-year estimates, by sex, single year of age and district (April 2023)"
OLDEST = 90
Table = list[Sequence[object]]


def men(age: int, year: int = 2022) -> int:
    return 100 + age + (year - 2022)


def women(age: int, year: int = 2022) -> int:
    return 90 + 2 * age + (year - 2022)


def file_of(table: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows(table)
    return lines.getvalue().encode("utf-8-sig")


def bring(content: bytes, folder: Path, whose: Given = BLACKPOOL) -> Report:
    file = folder.parent / "ons.csv"
    file.write_bytes(content)
    return import_file("ons-population", file, folder, whose)


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def by_age(folder: Path) -> dict[int, int]:
    return {
        int(row["age"]): int(row["persons"]) for row in rows_of(folder, "population")
    }


def mid_year(code: str = "E06000009") -> Table:
    """MYEB1: one row a district, sex and age, one column a year."""
    head = ["ladcode23", "laname23", "country", "sex", "age"]
    years = ["population_2021", "population_2022", "population_2023"]
    return [
        [*head, *years],
        *(
            [code, "Blackpool", "E", sex, age, 1, 2, count(age, 2023)]
            for sex, count in (("F", women), ("M", men))
            for age in range(OLDEST + 1)
        ),
    ]


def projected(sex: str = "persons", codes: Sequence[str] = ("E06000009",)) -> Table:
    """Z1 of the subnational projections: one column a year, cells with decimals."""
    counts = {"persons": (men, women), "males": (men,), "females": (women,)}[sex]
    head = ["AREA_CODE", "AREA_NAME", "COMPONENT", "SEX", "AGE_GROUP", "2022", "2023"]
    rows: Table = [head]
    for code in codes:
        for age in (*range(OLDEST + 1), "All ages"):
            number = age if isinstance(age, int) else 7
            said = "90 and over" if age == OLDEST else age
            cells = [
                f"{sum(each(number, year) for each in counts):.3f}"
                for year in (2022, 2023)
            ]
            rows.append([code, "Somewhere", "Population", sex, said, *cells])
        rows.append([code, "Somewhere", "Births", sex, 0, "5", "5"])
    return rows


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


def test_estimates_of_men_and_women_are_added_for_the_newest_year(case: Path) -> None:
    table: Table = [
        [TITLE],
        [],
        *mid_year(),
        *mid_year("E06000008")[1:],
        ["Note: a note"],
    ]
    report = bring(file_of(table), case)
    assert by_age(case) == {age: men(age, 2023) + women(age, 2023) for age in range(26)}
    assert report.tables == ("population",)
    assert report.record["facts"]["year of the population"] == 2023
    assert {row["area_code"] for row in rows_of(case, "population")} == {"E06000009"}


def test_a_projection_is_summed_into_bands_and_gives_its_first_year(
    case: Path,
) -> None:
    bring(file_of(projected()), case)
    first, second = rows_of(case, "projection")
    assert (first["year"], second["year"]) == ("2022", "2023")
    for row in (first, second):
        year = int(row["year"])
        for name, ages in {
            "age_0_15": range(16),
            "age_16_64": range(16, 65),
            "age_65_plus": range(65, OLDEST + 1),
        }.items():
            assert int(row[name]) == sum(
                men(age, year) + women(age, year) for age in ages
            )
    assert by_age(case) == {age: men(age) + women(age) for age in range(26)}


def test_a_projection_leaves_an_estimate_as_it_is(case: Path) -> None:
    bring(file_of(mid_year()), case)
    before = rows_of(case, "population")
    report = bring(file_of(projected()), case)
    assert report.tables == ("projection",)
    assert rows_of(case, "population") == before


@pytest.mark.parametrize(
    "sexes", [("males", "females"), ("males", "females", "persons")]
)
def test_an_archive_of_the_sexes_gives_the_same_as_persons(
    case: Path, tmp_path: Path, sexes: Sequence[str]
) -> None:
    packed = tmp_path / "2022snpppopulation.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for sex in sexes:
            name = f"2022 SNPP Population {sex}.csv"
            archive.writestr(name, file_of(projected(sex)))
        archive.writestr("Read me.txt", "Published on 24 June 2025\n")
    import_file("ons-population", packed, case, BLACKPOOL)
    assert by_age(case) == {age: men(age) + women(age) for age in range(26)}


@pytest.mark.parametrize("after", [1, 4])
@pytest.mark.parametrize("named", ["MYE2 - {}", "Mid_2022_{}"])
@pytest.mark.parametrize("sheets", [("Persons", "Males"), ("Males", "Females")])
def test_the_sheets_of_a_workbook_that_opens_on_a_cover(
    case: Path, tmp_path: Path, sheets: Sequence[str], named: str, after: int
) -> None:
    """Another sheet, before or after them, cannot be read."""
    book = Workbook()
    book.active.title = "Cover sheet"
    book.active.append(["Estimates of the population", "25 November 2026"])
    counts = {"Males": men, "Females": women, "Persons": lambda n: men(n) + women(n)}
    for sheet in sheets:
        page = book.create_sheet(named.format(sheet))
        page.append(["MYE2: population by single year of age, mid-2022"])
        page.append(["Code", "Name", *range(OLDEST)])
        page.append(["E06000009", "Blackpool", *map(counts[sheet], range(OLDEST))])
    book.create_sheet("Wide", after).append(["x"] * (MOST_COLUMNS + 1))
    book.save(tmp_path / "mye.xlsx")
    import_file("ons-population", tmp_path / "mye.xlsx", case, BLACKPOOL)
    assert by_age(case) == {age: men(age) + women(age) for age in range(26)}
    assert {row["year"] for row in rows_of(case, "population")} == {"2022"}


def test_one_sex_alone_is_refused(case: Path) -> None:
    with pytest.raises(DataError, match="men and women"):
        bring(file_of(projected("males")), case)
    assert not case.exists()


def test_districts_and_the_whole_county_and_no_other(case: Path) -> None:
    case.mkdir()
    shutil.copy(EMBEDDED_CASE / "areas.csv", case)
    districts = [f"E070001{number}" for number in range(17, 29)]
    inside = [*districts, "E06000008", "E06000009"]
    every = [*inside, "E10000017", "E08000001", "E92000001"]
    bring(file_of(projected(codes=every)), case, LANCASHIRE)
    codes = {row["area_code"] for row in rows_of(case, "projection")}
    assert codes == {*inside, "E10000017"}
    assert {row["area_code"] for row in rows_of(case, "population")} == set(inside)
    assert len(rows_of(case, "population")) == 14 * 26


def test_a_district_that_is_not_there_is_named(case: Path) -> None:
    case.mkdir()
    shutil.copy(EMBEDDED_CASE / "areas.csv", case)
    with pytest.raises(DataError, match=r"no figures for Burnley") as caught:
        bring(file_of(projected(codes=["E10000017", "E06000008"])), case, LANCASHIRE)
    assert len(caught.value.problems) == 13
    assert {path.name for path in case.iterdir()} == {"areas.csv"}


def test_rows_by_year_with_words_for_ages(case: Path) -> None:
    head = ["DATE_NAME", "GEOGRAPHY_CODE", "GENDER_NAME", "C_AGE_NAME", "OBS_VALUE"]
    table: Table = [
        head,
        *(
            [f"Mid-{year}", "E06000009", sex, f"Age {age}", men(age, year)]
            for year in (2022, 2024)
            for sex in ("Total", "Male")
            for age in range(26)
        ),
        ["Mid-2024", "E06000009", "Total", "All Ages", 9999],
    ]
    bring(file_of(table, delimiter="\t"), case)
    assert by_age(case) == {age: men(age, 2024) for age in range(26)}


def test_one_column_an_age_with_the_year_in_the_title(case: Path) -> None:
    ages = [*range(OLDEST), "90+"]
    table: Table = [
        ["MYE2: Population estimates: Persons by single year of age, mid-2023"],
        ["Code", "Name", "Geography", "All ages", *ages],
        ["E06000009", "Blackpool", "Unitary", 141000, *map(men, range(OLDEST + 1))],
        ["E06000008", "Blackburn", "Unitary", 155000, *([5] * (OLDEST + 1))],
    ]
    report = bring(file_of(table), case)
    assert by_age(case) == {age: men(age) for age in range(26)}
    assert report.record["facts"]["year of the population"] == 2023
    with pytest.raises(DataError, match="of which year"):
        bring(file_of(table[1:]), case)


def test_bands_that_fit_give_a_projection(case: Path) -> None:
    head = ["AREA_CODE", "COMPONENT", "SEX", "AGE_GROUP", "2022"]
    bands = ["0 to 4", "5-15", "16 to 64", "65 and over"]
    table: Table = [
        head,
        *(["E06000009", "Population", "persons", b, "10"] for b in bands),
    ]
    shutil.copytree(EMBEDDED_CASE, case)
    for path in case.iterdir():
        if path.stem not in {"population"}:
            path.unlink()
    bring(file_of(table), case)
    (row,) = rows_of(case, "projection")
    assert list(row.values()) == ["E06000009", "2022", "20", "10", "10"]
    table[2] = ["E06000009", "Population", "persons", "5 to 14", "10"]
    with pytest.raises(DataError, match="do not fall into"):
        bring(file_of(table), case)


def test_bad_cells_are_named(case: Path) -> None:
    table = mid_year()
    for row, column, cell in ((3, 7, "1,234"), (5, 7, "-1"), (8, 4, "seven")):
        cells = list(table[row])
        cells[column] = cell
        table[row] = cells
    with pytest.raises(DataError) as caught:
        bring(file_of(table), case)
    assert [(found.row, found.column) for found in caught.value.problems] == [
        (4, "population_2023"),
        (6, "population_2023"),
        (9, "AGE_GROUP"),
    ]
    assert not case.exists()


def test_an_age_that_is_missing_is_said(case: Path) -> None:
    table = [row for row in mid_year() if row[4] != 17]
    with pytest.raises(DataError, match="every single year"):
        bring(file_of(table), case)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(mutated(file_of(projected())))
def test_a_spoiled_file_is_refused_in_words_or_read(content: bytes) -> None:
    refused_or_whole("ons-population", content, BLACKPOOL)
