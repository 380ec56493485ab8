"""Columns of printed tables: as wide as the line, and no word broken."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capital_planner.briefing.table_widths import PADDING_PT, SIZES_PT, fitted
from capital_planner.papers import Table
from tests.capital_planner.small_paper import column, gaps, programme

WORDS = st.text("abcdefghij ", min_size=1, max_size=60)


def measure(text: str, size: float) -> float:
    return 0.6 * size * len(text)


@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(2, 6), st.floats(300, 900))
def test_columns_fill_the_line_and_hold_their_words(
    cells: list[str], columns: int, line: float
) -> None:
    names = [f"c{n}" for n in range(columns)]
    rows = pd.DataFrame(dict.fromkeys(names, cells))
    table = Table("t", "T", tuple(column(name, name, "text") for name in names), rows)
    size, widths = fitted(table, line, measure)
    assert sum(widths) == pytest.approx(line)
    words = [word for cell in cells for word in cell.split()] + names
    longest = max(measure(word, size) for word in words) + PADDING_PT
    if size > min(SIZES_PT):
        assert min(widths) >= longest
    assert len(set(map(round, widths))) <= 2


def test_numbers_are_not_broken() -> None:
    rows = gaps().rows
    narrow = replace(gaps(), rows=rows, blank="held back by rule")
    size, widths = fitted(narrow, 493.0, measure)
    for width in widths[2:]:
        assert width >= measure("held back by rule", size)


def test_a_full_table_is_set_smaller_but_stays_legible() -> None:
    roomy, _ = fitted(programme(), 740.0, measure)
    tight, widths = fitted(programme(), 420.0, measure)
    assert roomy == max(SIZES_PT)
    assert tight == min(SIZES_PT) == 8.0
    assert sum(widths) == pytest.approx(420.0)


def test_long_texts_get_more_of_the_line() -> None:
    _, widths = fitted(programme(), 740.0, measure)
    assert widths[0] == max(widths)
