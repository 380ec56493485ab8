"""Columns by name, and numbers that are none: each named by row and column."""

from pathlib import Path

import pandas as pd
import pytest

from capital_planner.errors import DataError
from data.columns import Column
from data.importers.layout import Findings, chunks, read_layout
from data.importers.source import sources_of

LAYOUT = (
    Column("urn|URN (new)", "integer", "", "key", "", "Number"),
    Column("share", "number", "", "no", "", "Share"),
    Column("children", "count", "", "no", "", "Children"),
    Column("name", "text", "", "no", "", "Name"),
)


def read(folder: Path, text: str) -> tuple[pd.DataFrame, Findings]:
    (folder / "file.csv").write_text(text, encoding="utf-8")
    [source] = sources_of(folder / "file.csv")
    findings = Findings()
    return read_layout(source, LAYOUT, findings), findings


@pytest.mark.parametrize(
    "cell",
    ["NaN", "inf", "-inf", "1e400", "9" * 40, "-1", "£5m", "=1+1", "1_000", "0x10"],
)
def test_what_is_no_number_is_named_by_its_place(tmp_path: Path, cell: str) -> None:
    frame, findings = read(tmp_path, f"name,share,urn\nA,1,1\nB,{cell},2\n")
    found = [it for it in findings.problems() if it.severity == "error"]
    assert [(it.file, it.row, it.column, it.value) for it in found] == [
        ("file.csv", 3, "share", cell)
    ]
    assert found[0].message
    assert found[0].remedy
    assert frame["share"].isna().tolist() == [False, True]
    with pytest.raises(DataError):
        findings.settle()


def test_a_comma_in_a_number_is_said_and_never_guessed(tmp_path: Path) -> None:
    _, findings = read(tmp_path, 'urn,share\n1,"1,234"\n')
    [found] = [it for it in findings.problems() if it.severity == "error"]
    assert (found.row, found.column, found.value) == (2, "share", "1,234")


def test_every_mark_of_a_count_that_is_not_published_is_not_known(
    tmp_path: Path,
) -> None:
    marks = ["x", "z", "c", "k", "low", "12", ""]
    rows = "\n".join(f"{number},{mark}" for number, mark in enumerate(marks, 1))
    frame, _ = read(tmp_path, f"urn,children\n{rows}\n")
    assert frame["children"].isna().tolist() == [*[True] * 5, False, True]
    assert frame["children"].iloc[5] == 12


def test_columns_are_found_by_any_name_under_titles_and_in_any_order(
    tmp_path: Path,
) -> None:
    text = "A title\n\nnote,Share,urn (NEW)\nx,0.5,7\n"
    frame, findings = read(tmp_path, text)
    assert frame.index.tolist() == [4]
    assert frame["urn"].tolist() == [7]
    assert frame["share"].tolist() == [0.5]
    findings.settle()
    assert {it.column for it in findings.problems()} == {"children", "name"}


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "share\n1\n", "\n \n,\n"])
def test_a_table_without_its_column_or_a_row_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(DataError, match=r"column is missing|table is empty"):
        read(tmp_path, text)


def test_a_column_that_is_there_twice_and_rows_too_long_are_named(
    tmp_path: Path,
) -> None:
    _, findings = read(tmp_path, "urn,share,SHARE\n1,2,3\n4,5,6,7\n")
    found = {
        (it.row, it.column) for it in findings.problems() if it.severity == "error"
    }
    assert found == {(1, "share"), (3, "")}


def test_many_alike_are_listed_a_few_times_and_counted(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "urn,share\n" + "1,bad\n" * 5_000)
    errors = [it for it in findings.problems() if it.severity == "error"]
    assert len(errors) == 21
    assert "4980 more rows" in errors[-1].message


def test_parts_of_a_long_table_are_the_whole_of_it(tmp_path: Path) -> None:
    rows = "".join(f"{number},1\n" for number in range(45_000))
    (tmp_path / "file.csv").write_text(f"urn,share\n{rows}")
    [source] = sources_of(tmp_path / "file.csv")
    told: list[int] = []
    parts = list(chunks(source, LAYOUT, Findings(), on_progress=told.append))
    assert [len(part) for part in parts] == [4_000] * 11 + [1_000]
    assert pd.concat(parts)["urn"].tolist() == list(range(45_000))
    assert told == list(range(1_000, 46_000, 1_000))
