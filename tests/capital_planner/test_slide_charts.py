"""Native charts of slides read back."""

import io
import math
from typing import TYPE_CHECKING, cast

import openpyxl

from capital_planner.briefing import paint_chart
from capital_planner.papers import (
    Chart,
    written,
)
from data.fonts import read_fonts
from tests.capital_planner.slides_read import (
    charts,
    deck,
    of_blocks,
    paper,
    tables,
)
from tests.data.small_papers import (
    HOSTILE,
    NEEDED,
)

if TYPE_CHECKING:
    from pptx.parts.chart import ChartPart


def test_the_numbers_of_charts_are_those_of_the_table() -> None:
    asked = [block for block in paper().blocks if isinstance(block, Chart)]
    for chart, drawn in zip(asked, charts(deck()), strict=True):
        plot = drawn.plots[0]
        first, *_ = chart.table.columns
        names = [written(v, first, "") for v in chart.table.rows[first.name]]
        assert list(plot.categories) == names
        assert len(plot.series) == len(chart.shows)
        for series, name in zip(plot.series, chart.shows, strict=True):
            held = chart.table.rows[name].tolist()
            wanted = tuple(None if math.isnan(value) else value for value in held)
            assert tuple(series.values) == wanted


def test_a_series_has_one_colour_in_print_and_on_slides() -> None:
    chart, *_ = (block for block in paper().blocks if isinstance(block, Chart))
    printed = paint_chart(chart, read_fonts())["svg"].decode().lower()
    colours = [
        f"#{series.format.line.color.rgb}".lower()
        for series in charts(deck())[0].plots[0].series
    ]
    assert len(colours) > 1
    places = [printed.index(colour) for colour in colours]
    assert places == sorted(places)


def test_axes_print_numbers_as_the_table_does() -> None:
    needed, cost = charts(deck())
    assert needed.value_axis.tick_labels.number_format == "#,##0"
    assert '"£"#,##0.0,,"m"' in cost.value_axis.tick_labels.number_format
    assert "£" in cost.plots[0].data_labels.number_format


def test_the_workbook_behind_a_chart_runs_nothing() -> None:
    for chart, drawn in zip([NEEDED, None], charts(deck()), strict=True):
        blob = cast("ChartPart", drawn.part).chart_workbook.xlsx_part.blob
        sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
        every = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in every if cell.data_type == "f"]
        if chart is None:
            assert HOSTILE[0] in [cell.value for cell in every]
        else:
            assert [cell.value for cell in sheet["B"][1:]] == list(
                chart.rows["nothing"]
            )


def test_a_table_with_its_chart_is_shown_once() -> None:
    chart = Chart("c", NEEDED.title, "bars", NEEDED, ("nothing",), "It grows.")
    assert len(tables(of_blocks(chart), NEEDED.title)) == 1
    assert len(tables(of_blocks(chart, NEEDED), NEEDED.title)) == 1
