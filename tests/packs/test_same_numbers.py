"""One number for one measure: read back from every format, and from the window."""

import math
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from capital_planner.papers import Chart, Facts, Made, Table
from data.exports.tables import data_rows
from tests.capital_planner.pack.packed import facts
from tests.packs import read_back
from tests.packs.made import Written, pack, written
from ui.commands.options import Option
from ui.commands.papers import Findings, measures
from ui.commands.record import record
from ui.figures import cards, year_rows

LEAST_TABLES = 30
LONG = ("assumptions",)
"""Sections of words alone, which take long to write and to read back."""


@pytest.fixture(scope="module")
def made() -> Written:
    paper = pack("cabinet", _facts(), "wyre")
    kept = [part for part in paper.sections if part.key not in LONG]
    return written(replace(paper, sections=tuple(kept)))


@cache
def _facts() -> Facts:
    made = Made(
        "25 November 2026", "main.py export", {}, {"planner": "1"}, {"areas": "f00d"}
    )
    return replace(facts("public"), made=made)


def once(made: Written) -> dict[str, Table]:
    tables = {table.key: table for table in made.paper.tables}
    assert len(tables) >= LEAST_TABLES
    return tables


def plain(value: object) -> object:
    """Read a value of a file of data: missing is None, a number is a float."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if value is pd.NA or value == "":
        return None
    if isinstance(value, str):
        return value
    return float(f"{float(str(value)):.12g}")


def held(table: Table) -> list[list[object]]:
    rows = data_rows(table).astype(object)
    return [[plain(value) for value in row] for row in rows.to_numpy().tolist()]


def test_files_of_data_hold_the_values_of_the_paper(made: Written) -> None:
    book = read_back.of_workbook(made.files["paper.xlsx"], made.paper)
    package = made.files["paper.gpkg"]
    for key, table in once(made).items():
        names = [column.name for column in table.columns]
        assert list(data_rows(table).columns) == names
        truth = held(table)
        in_book = [list(map(plain, row)) for row in book[key][1:]]
        assert in_book == truth, key
        head, *rows = read_back.of_geopackage(package, key)
        assert head == names
        assert [list(map(plain, row)) for row in rows] == truth, key
        head, *rows = read_back.of_csv(made.files[f"{key}.csv"])
        assert head == names
        for row, true in zip(rows, truth, strict=True):
            for cell, value in zip(row, true, strict=True):
                assert _same(cell, value), (key, cell, value)


def _same(cell: str, value: object) -> bool:
    if isinstance(value, float):
        return math.isclose(float(cell), value, rel_tol=1e-9, abs_tol=1e-6)
    return cell.removeprefix("'") == (value or "")


def test_word_prints_every_table_as_written(made: Written) -> None:
    found = read_back.of_word(made.files["paper.docx"])
    tables = {id(table): table for table in made.paper.tables}
    assert len(found) >= LEAST_TABLES
    assert found == [read_back.printed(table) for table in tables.values()]


def test_slides_print_tables_as_written(made: Written) -> None:
    parts = read_back.of_slides(made.files["paper.pptx"])
    shown = 0
    for key, table in once(made).items():
        found = read_back.columns_of_slides(parts, table)
        if found is not None:
            titles, *rows = read_back.printed(table)
            truth = read_back.by_column(titles, rows)
            assert found == truth, key
            shown += 1
    assert shown
    assert not parts, parts[0]


def test_charts_of_slides_are_of_the_numbers_of_their_tables(made: Written) -> None:
    charts = [block for block in made.paper.blocks if isinstance(block, Chart)]
    found = read_back.charts_of_slides(made.files["paper.pptx"])
    assert charts
    for chart, drawn in zip(charts, found, strict=True):
        columns = {column.title: column.name for column in chart.table.columns}
        assert [columns[title] for title in drawn] == list(chart.shows)
        for title, values in drawn.items():
            truth = chart.table.rows[columns[title]].tolist()
            assert list(map(plain, values)) == list(map(plain, truth)), title


def test_the_printed_paper_has_every_row_as_written(made: Written) -> None:
    text = read_back.of_pdf(made.files["paper.pdf"])
    for key, table in once(made).items():
        at = -1
        for row in read_back.printed(table)[1:]:
            at = text.find("".join(row), at + 1)
            assert at >= 0, (key, row)


def test_the_window_shows_the_figures_of_the_paper(made: Written) -> None:
    given, tables = _facts(), once(made)
    before, year = given.options[0].measures, given.last_year
    children = tables["comparison_children"]
    money = tables["comparison_money"]
    for at, option in enumerate(given.options):
        shown = {
            card.title: card.figure
            for card in cards(option.measures, before, year=year, audience="public")
        }
        row = dict(
            zip(
                [column.name for column in children.columns],
                read_back.printed(children)[1 + at],
                strict=True,
            )
        )
        said = {
            title: read_back.squeezed(text.removeprefix("about ").removesuffix(" min"))
            for title, text in shown.items()
        }
        assert said["Places still needed"] == row["places_still_needed"]
        assert said["In independent schools"] == row["in_independent_schools"]
        assert said["Long journeys"] == row["long_journeys"]
        assert said["Middle journey"] == row["median_minutes"]
        pounds = dict(
            zip([c.name for c in money.columns], held(money)[at], strict=True)
        )
        for name, column in (
            ("Capital to", "capital_gbp"),
            ("Revenue in", "running_cost_gbp"),
        ):
            card = next(text for title, text in said.items() if title.startswith(name))
            assert float(card.strip("£m").replace(",", "")) * 1e6 == pounds[column]


def test_the_table_of_years_shows_the_chart_of_the_paper(made: Written) -> None:
    table = once(made)["still_needed_by_year"]
    for option in _facts().options:
        window = [row[2] for row in year_rows(option.measures, "public")]
        column = next(c for c in table.columns if c.title == option.name)
        at = table.columns.index(column)
        paper = [row[at] for row in read_back.printed(table)[1:]]
        said = [read_back.squeezed(text.removeprefix("about ")) for text in window]
        assert said == paper


def test_the_record_and_the_measures_of_a_plan_say_the_same(made: Written) -> None:
    given, table = _facts(), once(made)["comparison_children"]
    names = {"this_plan": "found", "do_nothing": "do_nothing", "committed": "committed"}
    options = {
        name: Option(o.name, o.plan, o.placements, o.measures)
        for name, o in ((name, given.option(key)) for name, key in names.items())
    }
    scenario, year = given.scenario, given.last_year
    told = record(given.case, scenario, options, audience="public", seed=None)
    for name, option in options.items():
        findings = Findings(
            given.case, scenario, option, options["do_nothing"],
            options["committed"], "public",
        )  # fmt: skip
        rows = measures(findings)
        whole = (rows[["district", "need", "phase"]] == "all").all(axis=1)
        (csv_row,) = rows[whole & (rows["year"] == year)].to_dict("records")
        json_row = told["measures"][name][str(year)]
        at = [o.name for o in given.options].index(option.name)
        paper = dict(zip([c.name for c in table.columns], held(table)[at], strict=True))
        for column, value in paper.items():
            if column in csv_row:
                assert plain(csv_row[column]) == value, (name, column)
            if column in json_row:
                assert json_row[column] == pytest.approx(value, abs=0.05), column
