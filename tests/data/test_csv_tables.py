"""CSV files of a paper's tables read back."""

import csv
import io
import math
from functools import cache

import pandas as pd

from capital_planner.papers import Paper, written
from data.exports.tables import csv_tables, data_rows, tables_of
from tests.data.small_papers import BY_DISTRICT, HOSTILE, NEEDED, small_paper


@cache
def paper() -> Paper:
    return small_paper()


def read(name: str) -> list[dict[str, str]]:
    text = csv_tables(paper())[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(text: str) -> str:
    return text.replace("\r", "\n")


def test_every_value_of_every_table_is_in_its_file() -> None:
    for table in tables_of(paper()):
        rows = read(f"{table.key}.csv")
        assert len(rows) == len(table.rows)
        for number, row in enumerate(rows):
            assert list(row) == [column.name for column in table.columns]
            for column in table.columns:
                value, held = table.rows[column.name].iloc[number], row[column.name]
                if column.align == "left":
                    assert held.removeprefix("'") == lines(written(value, column, ""))
                else:
                    assert held == "" if math.isnan(value) else float(held) == value


def test_text_that_a_spreadsheet_would_run_is_quoted() -> None:
    held = [row["scheme"] for row in read("schemes.csv")[: len(HOSTILE)]]
    assert held == [f"'{lines(text)}" for text in HOSTILE]


def test_a_table_shown_twice_is_written_once() -> None:
    assert paper().tables.count(NEEDED) == 2
    assert [table.key for table in tables_of(paper())].count(NEEDED.key) == 1
    files = csv_tables(paper())
    assert len(files) == len({table.key for table in paper().tables}) + 1


def test_the_dictionary_names_every_column_and_what_a_blank_means() -> None:
    rows = {(row["table"], row["column"]): row for row in read("data_dictionary.csv")}
    assert len(rows) == sum(len(table.columns) for table in tables_of(paper()))
    row = rows[BY_DISTRICT.key, "children"]
    assert row["meaning"] == "Estimate, about."
    assert row["unit"] == "children"
    assert row["no_value"] == "held back"


def test_data_keep_their_types() -> None:
    rows = data_rows(BY_DISTRICT)
    assert rows["year"].tolist() == ["2027/28"] * 4
    assert str(rows["children"].dtype) == "Int64"
    assert rows["children"].isna().tolist() == [False, True, False, False]
    assert rows["minutes"].dtype == float
    part = BY_DISTRICT.rows.assign(children=[0.5, 1.0, 2.0, 3.0])
    fractions = data_rows(
        type(BY_DISTRICT)("k", "t", BY_DISTRICT.columns, pd.DataFrame(part))
    )
    assert fractions["children"].tolist() == [0.5, 1.0, 2.0, 3.0]
