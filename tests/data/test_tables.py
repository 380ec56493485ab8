"""One table at a time: what a cell may hold, and what is said when it does not."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cells import UnreadableError, parse
from data.columns import Column
from data.tables import parse_table

COLUMNS = (
    Column("name", "text", "", "key", "", "Name of the school"),
    Column("places", "integer", "places", "yes", "", "Places"),
    Column("needs", "needs", "", "no", "", "Needs"),
    Column("opened", "year", "", "no", "", "Year of opening"),
    Column("easting", "grid", "metres", "no", "", "Easting"),
    Column("consent", "choice:agreed|none", "", "no", "none", "Consent"),
)


def said(text: str) -> list[str]:
    _, problems = parse_table(text.encode(), "t.csv", COLUMNS)
    assert all(problem.remedy for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("-16", "below 0"),
        ("1e300", "too large"),
        ("nan", "not a finite number"),
        ("inf", "not a finite number"),
        ("12.5", "not a whole number"),
        ("", "empty"),
        ('"1,200"', "not a number"),
        ("eight", "not a number"),
    ],
)
def test_places_are_whole_numbers_of_people(cell: str, words: str) -> None:
    (message,) = said(f"name,places\nA,{cell}\n")
    assert words in message


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("needs", "ASD XYZ", "XYZ is not a SEN2 need code"),
        ("opened", "21", "not a year"),
        ("easting", "-2.7", "degrees"),
        ("easting", "900000", "outside Great Britain"),
        ("consent", "perhaps", "not one of the values"),
    ],
)
def test_other_cells_say_what_they_may_be(column: str, cell: str, words: str) -> None:
    (message,) = said(f"name,places,{column}\nA,8,{cell}\n")
    assert words in message


def test_values_defaults_and_blanks() -> None:
    text = "places,name,needs,opened\n8.0, A ,asd slcn,2021\n 12,B,,\n"
    frame, problems = parse_table(text.encode(), "t.csv", COLUMNS)
    assert problems == []
    assert frame is not None
    assert list(frame.index) == [2, 3]
    assert list(frame["places"]) == [8, 12]
    assert list(frame["needs"]) == ["ASD SLCN", ""]
    assert list(frame["opened"].isna()) == [False, True]
    assert frame["easting"].isna().all()
    assert list(frame["consent"]) == ["none", "none"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("name,places\n", "empty"),
        ("name,places\n,,\n", "empty"),
        ("name\nA\n", "column is missing"),
        ("name,places,places\nA,1,2\n", "appears twice"),
        ("name,places\nA,1,2\n", "3 cells where the header has 2"),
        ("name,places\nA,1\nA,2\n", "same name"),
        ("name,places,colour\nA,1,red\n", "not used"),
    ],
)
def test_shape_of_a_table(text: str, words: str) -> None:
    assert any(words in message for message in said(text))


def test_both_keys_together_tell_rows_apart() -> None:
    keys = (
        Column("area", "text", "", "key", "", "Area"),
        Column("year", "year", "", "blank key", "", "Year"),
    )
    text = b"area,year\nA,2025\nA,2026\nB,2025\nA,2026\n"
    _, (problem,) = parse_table(text, "t.csv", keys)
    assert (problem.row, problem.column, problem.value) == (
        5,
        "area and year",
        "A 2026",
    )


@pytest.mark.parametrize("cell", ["2026-²²", "2026-1", "2026-13", "2026-00", "2026"])
def test_a_month_that_is_none_is_said(cell: str) -> None:
    with pytest.raises(UnreadableError, match="not a month"):
        parse(cell, Column("month", "month", "", "no", "", "Month"))


FIGURES = (
    Column("urn", "integer", "", "key", "", "School"),
    Column("minutes", "number", "minutes", "no", "", "Drive"),
)
CELLS = ["7", "7.5", "1e3", "0", "-1", "", "x", "nan", "inf", "1e15", " 8 ", "1_0"]


@given(st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)), min_size=1))
def test_figures_read_all_at_once_are_those_read_one_by_one(
    cells: list[tuple[str, str]],
) -> None:
    text = "urn,minutes\n" + "".join(f'"{a}","{b}"\n' for a, b in cells)
    kept = [(a.strip(), b.strip()) for a, b in cells if a + b]
    frame, problems = parse_table(text.encode(), "t.csv", FIGURES)
    expected = []
    for column, texts in zip(FIGURES, zip(*kept, strict=True), strict=False):
        assert frame is not None
        values = []
        for cell in texts:
            try:
                values.append(parse(cell, column))
            except UnreadableError:
                values.append(None)
                expected.append((column.name, cell))
        found = frame[column.name].astype(object)
        assert [None if pd.isna(value) else value for value in found] == values
    said = [(p.column, p.value) for p in problems if "same urn" not in p.message]
    assert sorted(said) == sorted(expected) or not kept


@pytest.mark.parametrize("cell", ["-1", "x", "inf", "1e15", "", "1_0"])
def test_one_bad_figure_among_many_is_told_by_its_row(cell: str) -> None:
    rows = [f"{number},{number}.5" for number in range(500)]
    rows[321] = f"{cell},1"
    _, (problem,) = parse_table(
        "\n".join(["urn,minutes", *rows]).encode(), "t.csv", FIGURES
    )
    assert (problem.row, problem.column, problem.value) == (323, "urn", cell)
