"""Charts on paper: true to their table, legible, told apart in grey print."""

import functools
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from PIL import Image

from capital_planner.briefing import paint_chart
from capital_planner.briefing.bars import bar_page
from capital_planner.briefing.chart_look import (
    LOOKS,
    WIDTH_MM,
    Series,
    scale_of,
    spread,
)
from capital_planner.briefing.lines import line_page
from capital_planner.briefing.page import Page
from capital_planner.briefing.typeface import opened
from capital_planner.papers import Chart, written
from data.fonts import read_fonts
from tests.capital_planner.small_paper import small_paper

SVG = "{http://www.w3.org/2000/svg}"
FONTS = read_fonts()
LEAST_PT = 8.0
TALLEST_MM = 215.0
SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}
LINES, BARS = (block for block in small_paper().blocks if isinstance(block, Chart))


@functools.cache
def painted(style: str) -> dict[str, bytes]:
    return paint_chart(LINES if style == "lines" else BARS, FONTS)


@contextmanager
def page_of(chart: Chart) -> Iterator[Page]:
    with opened(FONTS) as typeface:
        yield (line_page if chart.style == "lines" else bar_page)(chart, typeface)


def bars_of(page: Page, chart: Chart) -> list[Rectangle]:
    """Bars drawn, top down; keys of series and grounds behind words left out."""
    boxes = [patch for patch in page.axes.patches if isinstance(patch, Rectangle)]
    found = [box for box in boxes if box.get_alpha() is None]
    return found[len(chart.shows) :]


def many(districts: int) -> Chart:
    rows = pd.DataFrame(
        {
            "district": [f"District {n}" for n in range(districts)],
            "capital": np.linspace(1e5, 9e6, districts),
            "revenue": np.linspace(2e5, 5e6, districts),
        }
    )
    return replace(BARS, table=replace(BARS.table, rows=rows))


def test_bars_are_as_long_as_their_values() -> None:
    values = BARS.table.rows[["capital", "revenue"]].to_numpy().ravel()
    drawn = values[np.isfinite(values) & (values != 0)]
    with page_of(BARS) as page:
        bars = bars_of(page, BARS)
        assert len(bars) == len(drawn)
        lengths = np.array([bar.get_width() for bar in bars])
        assert lengths / np.abs(drawn) == pytest.approx(lengths[0] / drawn[0])
        zero = bars[0].get_x()
        for bar, value in zip(bars, drawn, strict=True):
            start = zero if value > 0 else zero - bar.get_width()
            assert bar.get_x() == pytest.approx(start)


def test_each_bar_has_its_value_in_the_words_of_the_table() -> None:
    columns = {column.name: column for column in BARS.table.columns}
    with page_of(BARS) as page:
        said = [text.get_text() for text in page.axes.texts]
    for name in BARS.shows:
        for value in BARS.table.rows[name]:
            assert written(value, columns[name], "exempt") in said
    assert said.count("exempt") == 1
    assert '#eval("1 + 1")' in said


def test_lines_run_through_their_values_and_stop_where_there_is_none() -> None:
    with page_of(LINES) as page:
        runs = [
            np.asarray(line.get_ydata(), dtype=float)
            for line in page.axes.lines
            if line.get_linewidth() > 1.5
        ]
    table = LINES.table.rows
    parts = [table["nothing"], table["committed"], table["balanced"]]
    parts += [table["bases"][:4], table["bases"][5:]]
    assert len(runs) == len(parts)
    steps = [(run, part.to_numpy()) for run, part in zip(runs, parts, strict=True)]
    first, last = steps[0]
    scale = (first[-1] - first[0]) / (last[-1] - last[0])
    assert scale < 0
    for run, values in steps:
        heights = first[0] + (values - last[0]) * scale
        assert run == pytest.approx(heights)


def test_each_line_is_named_with_its_last_value() -> None:
    with page_of(LINES) as page:
        said = " ".join(text.get_text() for text in page.axes.texts)
    for text in ("Do nothing: 3,900", "Committed programme: 2,800"):
        assert text in said
    for text in ("Balanced: 1,700", "Bases first: 600", "2025/26", "children"):
        assert text in said


@pytest.mark.parametrize("chart", [LINES, BARS, many(14)], ids=["l", "b", "many"])
def test_nothing_is_cut_or_too_small(chart: Chart) -> None:
    with page_of(chart) as page:
        assert page.paper.height_mm <= TALLEST_MM
        for text in page.axes.texts:
            size = float(text.get_fontsize())
            assert size >= LEAST_PT
            wide = page.typeface.width(text.get_text(), size)
            before = SHIFTS[text.get_horizontalalignment()] * wide
            left = text.get_position()[0] - before
            assert left >= -0.5
            assert left + wide <= page.paper.width + 0.5


def test_values_of_many_bars_do_not_touch() -> None:
    with page_of(many(14)) as page:
        values = [text for text in page.axes.texts if text.get_text().startswith("£")]
        marked = [text for text in values if text.get_horizontalalignment() != "center"]
        assert len(marked) == 28
        downs = sorted(text.get_position()[1] for text in marked)
        assert min(np.diff(downs)) >= 8.5


@pytest.mark.parametrize("style", ["lines", "bars"])
def test_chart_is_16_cm_wide_and_says_itself(style: str) -> None:
    svg = painted(style)["svg"].decode()
    root = ET.fromstring(svg)  # noqa: S314 our own bytes
    width = float(str(root.get("width")).removesuffix("pt"))
    assert width / 72 * 25.4 == pytest.approx(WIDTH_MM)
    chart = LINES if style == "lines" else BARS
    assert [item.text for item in root.iter(f"{SVG}desc")] == [chart.said]
    with Image.open(io.BytesIO(painted(style)["png"])) as image:
        assert image.size[0] == pytest.approx(WIDTH_MM / 25.4 * 300, abs=1)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_series_differ_without_their_colours() -> None:
    colours, hatches, markers, dashes = zip(*LOOKS, strict=True)
    assert len(set(colours)) == len(set(hatches)) == len(set(dashes)) == len(LOOKS)
    assert len(set(zip(markers, dashes, strict=True))) == len(LOOKS)
    with page_of(BARS) as page:
        keys = [patch.get_hatch() for patch in page.axes.patches[:2]]
    assert keys == ["", "////"]


def test_same_chart_gives_the_same_bytes() -> None:
    assert paint_chart(BARS, FONTS) == painted("bars")


def test_a_letter_that_the_font_lacks_is_a_square() -> None:
    rows = BARS.table.rows.assign(district=["\u4e2d $a$", "b", "c", "d", "e"])
    odd = replace(BARS, table=replace(BARS.table, rows=rows))
    svg = paint_chart(odd, FONTS)["svg"].decode()
    assert re.search(">\u25a1 \\$a\\$<", svg)


@given(
    st.lists(st.floats(0, 200), min_size=1, max_size=6),
    st.floats(5, 30),
)
def test_names_of_lines_are_moved_apart_within_the_chart(
    wanted: list[float], apart: float
) -> None:
    placed = spread(wanted, apart, 0.0, 200.0)
    assert max(placed) <= 200.0
    assert all(np.diff(sorted(placed)) >= apart - 1e-9)
    if min(np.diff(sorted([-100.0, *wanted]))) >= apart:
        assert placed == pytest.approx(wanted)
    if len(wanted) * apart <= 200.0:
        assert min(placed) >= -1e-9


def test_a_scale_has_a_round_tick_below_the_lowest_value() -> None:
    column = LINES.table.columns[1]
    series = Series("Change", column, (7.5, -19.1), *LOOKS[0])
    low, high, ticks = scale_of([series])
    assert low == ticks[0] == -20.0
    assert high == ticks[-1] == 10.0
