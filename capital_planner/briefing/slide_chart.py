"""Charts that can be edited on the slide, drawn from the numbers of a table."""

import io
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from pptx.chart.chart import Chart as DrawnChart
from pptx.chart.data import ChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt
from xlsxwriter import Workbook

from capital_planner.briefing.chart_look import LOOKS
from capital_planner.briefing.slide_text import clean
from capital_planner.papers import Chart, Column, written
from capital_planner.papers.number_formats import FORMATS

if TYPE_CHECKING:
    from pptx.parts.chart import ChartPart

COLOURS = tuple(colour.removeprefix("#") for colour, *_ in LOOKS)
"""The same for each series as in the printed chart."""
DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.DIAMOND,
)
LETTERS = Pt(14)
MOST_LABELS = 24
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def series_of(chart: Chart) -> tuple[Column, ...]:
    """Columns that a chart draws, in its order."""
    named = {column.name: column for column in chart.table.columns}
    return tuple(named[name] for name in chart.shows)


def numbers_of(chart: Chart, column: Column) -> list[float | None]:
    """Numbers of a column as drawn; None, a gap, where none is shown."""
    values = map(float, chart.table.rows[column.name].tolist())
    return [None if math.isnan(value) else value for value in values]


def categories_of(chart: Chart) -> list[str]:
    """Names along the axis, as written in the table."""
    first = chart.table.columns[0]
    values = chart.table.rows[first.name].tolist()
    return [clean(written(value, first, chart.table.blank)) for value in values]


def chart_data(chart: Chart) -> ChartData:
    """Numbers of the chart, each series in the format of its column."""
    data = ChartData()
    data.categories = categories_of(chart)
    for column in series_of(chart):
        numbers = numbers_of(chart, column)
        data.add_series(clean(column.title), numbers, FORMATS[column.kind])
    return data


def chart_type(chart: Chart) -> XL_CHART_TYPE:
    """Lines, upright bars for years, or bars across for names, which need room."""
    if chart.style == "lines":
        return XL_CHART_TYPE.LINE_MARKERS
    years = chart.table.columns[0].kind != "text"
    return XL_CHART_TYPE.COLUMN_CLUSTERED if years else XL_CHART_TYPE.BAR_CLUSTERED


def data_workbook(chart: Chart) -> bytes:
    """Numbers behind the chart, for those who edit it; no text is a formula."""
    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("Sheet1")
    for row, name in enumerate(categories_of(chart), start=1):
        sheet.write_string(row, 0, name)
    for across, column in enumerate(series_of(chart), start=1):
        sheet.write_string(0, across, clean(column.title))
        look = book.add_format({"num_format": FORMATS[column.kind]})
        for row, number in enumerate(numbers_of(chart, column), start=1):
            if number is not None:
                sheet.write_number(row, across, number, look)
    book.close()
    return held.getvalue()


def dress(drawn: DrawnChart, chart: Chart) -> None:
    """Give a chart its colours, axes, labels and workbook."""
    cast("ChartPart", drawn.part).chart_workbook.update_from_xlsx_blob(
        data_workbook(chart)
    )
    drawn.font.size = LETTERS
    drawn.has_title = False
    shown = series_of(chart)
    drawn.has_legend = len(shown) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
    _axes(drawn, chart, shown[0])
    for at, series in enumerate(drawn.plots[0].series):
        colour = RGBColor.from_string(COLOURS[at % len(COLOURS)])
        if isinstance(series, LineSeries):
            _line(series, at, colour)
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
            series.format.line.color.rgb = RGBColor.from_string("FFFFFF")
    _labels(drawn, chart, shown)


def _axes(drawn: DrawnChart, chart: Chart, column: Column) -> None:
    values = drawn.value_axis
    numbers = [
        n for c in series_of(chart) for n in numbers_of(chart, c) if n is not None
    ]
    if min(numbers, default=0.0) >= 0:
        values.minimum_scale = 0
    values.tick_labels.number_format = FORMATS[column.kind]
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string("D9D9D6")
    values.format.line.fill.background()
    if column.unit not in ("", "share", "pounds"):
        values.has_title = True
        values.axis_title.text_frame.text = column.unit.capitalize()
        title = values.axis_title.text_frame.paragraphs[0].runs[0].font
        title.size, title.bold = LETTERS, False
    names = drawn.category_axis
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart_type(chart) == XL_CHART_TYPE.BAR_CLUSTERED:
        names.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _line(series: LineSeries, at: int, colour: RGBColor) -> None:
    """Tell lines apart by dash and marker too, for print in grey."""
    series.smooth = False
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(2.5)
    series.format.line.dash_style = DASHES[at % len(DASHES)]
    series.marker.style = MARKERS[at % len(MARKERS)]
    series.marker.size = 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour


def _labels(drawn: DrawnChart, chart: Chart, shown: tuple[Column, ...]) -> None:
    """Write the numbers at the bars where there is room for them."""
    if chart.style == "lines" or len(shown) * len(chart.table.rows) > MOST_LABELS:
        return
    plot = drawn.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    plot.data_labels.show_value = True
    plot.data_labels.number_format = FORMATS[shown[0].kind]
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.font.size = Pt(12)
