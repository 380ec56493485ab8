"""The table that is meant, among those of an archive or a workbook."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from capital_planner.errors import DataError
from data.importers.fitting import first_fitting, fits
from data.importers.grid import MOST_COLUMNS
from data.importers.layout import layout_of
from data.importers.source import sources_of


def header(kind: str) -> list[str]:
    return [column.name.split("|")[0] for column in layout_of(kind)]


def test_the_kind_of_a_table_is_told_by_its_header(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_text(",".join(header("gias")) + "\n")
    [source] = sources_of(tmp_path / "file.csv")
    assert [it.kind for it in fits(source, ["sen2", "gias"])] == ["gias"]


def test_the_first_table_of_an_archive_that_fits(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "file.zip", "w") as archive:
        archive.writestr("Documents/readme.csv", "name,number\na,1\n")
        archive.writestr("Documents/broken.csv", "name\n" + "x" * 2_000_000)
        archive.writestr("Data/one.csv", "Title\n" + ",".join(header("districts")))
        archive.writestr("Data/two.csv", ",".join(header("districts")))
    found = first_fitting(sources_of(tmp_path / "file.zip"), ("gias", "districts"))
    assert (found.source.name, found.kind) == ("one.csv", "districts")
    assert found.header == header("districts")


def test_the_sheet_of_a_workbook_that_fits(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Mid-year estimates", "June 2026"])
    book.create_sheet("Empty")
    book.create_sheet("Data").append(header("districts"))
    book.save(tmp_path / "file.xlsx")
    found = first_fitting(sources_of(tmp_path / "file.xlsx"), ("districts",))
    assert found.source.sheet == "Data"


def too_wide(book: Workbook, title: str) -> None:
    book.create_sheet(title).append(["x"] * (MOST_COLUMNS + 1))


def test_a_sheet_that_cannot_be_read_does_not_end_the_search(tmp_path: Path) -> None:
    book = Workbook()
    too_wide(book, "Wide")
    book.create_sheet("Data").append(header("districts"))
    book.save(tmp_path / "file.xlsx")
    found = first_fitting(sources_of(tmp_path / "file.xlsx"), ("districts",))
    assert found.source.sheet == "Data"


def test_a_sheet_that_cannot_be_read_is_refused_where_no_other_is(
    tmp_path: Path,
) -> None:
    book = Workbook()
    book.remove(book.active)
    too_wide(book, "Wide")
    book.save(tmp_path / "file.xlsx")
    with pytest.raises(DataError, match="more than 2,000 columns"):
        first_fitting(sources_of(tmp_path / "file.xlsx"), ("districts",))
    book.create_sheet("Data").append(["LAD25CD"])
    book.save(tmp_path / "file.xlsx")
    with pytest.raises(DataError, match="column is missing") as refused:
        first_fitting(sources_of(tmp_path / "file.xlsx"), ("gias",))
    assert all(problem.column for problem in refused.value.problems)


def test_where_none_fits_the_nearest_says_what_it_lacks(tmp_path: Path) -> None:
    all_but_one = [name for name in header("gias") if name != "EstablishmentName"]
    with zipfile.ZipFile(tmp_path / "file.zip", "w") as archive:
        archive.writestr("a.csv", "name,number\na,1\n")
        archive.writestr("b.csv", ",".join(all_but_one))
        archive.writestr("c.csv", "\n\n")
    with pytest.raises(DataError) as refused:
        first_fitting(sources_of(tmp_path / "file.zip"), ("gias",))
    assert [(it.file, it.column) for it in refused.value.problems] == [
        ("b.csv", "EstablishmentName")
    ]
