"""Texts and tables are measured and shared out over slides."""

import pandas as pd

from capital_planner.briefing.slide_table import parts_of
from capital_planner.briefing.slide_text import Text, fitting, lines, pages_of, width_of
from capital_planner.papers import (
    Table,
)
from tests.data.small_papers import (
    BY_DISTRICT,
)


def test_words_wider_than_a_line_are_broken() -> None:
    found = lines("a" * 200 + " b", 12.0, 100.0)
    assert "".join(found).replace(" ", "") == "a" * 200 + "b"
    assert all(width_of(line, 12.0) <= 100.0 for line in found)


def test_pages_hold_every_word_in_order() -> None:
    texts = [Text(f"{n} " + "word " * (40 * n)) for n in range(9)]
    pages = pages_of(texts, 300.0, 200.0)
    words = " ".join(text.words for page in pages for text in page).split()
    assert words == " ".join(text.words for text in texts).split()
    assert all(sum(text.height(300.0) for text in page) <= 200.0 for page in pages)


def test_a_title_too_long_for_any_size_is_cut() -> None:
    words, size = fitting("word " * 500, (28.0, 16.0), 888.0, 64.0)
    assert size == 16.0
    assert words.endswith("…")
    assert len(lines(words, size, 888.0, bold=True)) <= 3
    assert fitting("Short", (28.0, 16.0), 888.0, 64.0) == ("Short", 28.0)


def test_a_row_higher_than_a_slide_goes_on_in_the_next() -> None:
    rows = pd.DataFrame({"district": ["word " * 1500]})
    table = Table("t", "T", BY_DISTRICT.columns[:1], rows)
    parts = parts_of(table, 400.0, (300.0, 300.0))
    assert len(parts) > 1
    assert all(sum(part.heights) <= 300.0 for part in parts)
    said = " ".join(row[0] for part in parts for row in part.rows)
    assert said.split() == ["word"] * 1500


def test_a_paragraph_that_fits_a_slide_is_not_cut_in_two() -> None:
    texts = [Text("word " * 59 + "end"), Text("other " * 59 + "end")]
    deep = max(text.height(300.0) for text in texts)
    assert pages_of(texts, 300.0, deep * 1.5) == [[texts[0]], [texts[1]]]


def test_rows_are_shared_out_evenly() -> None:
    rows = pd.DataFrame({"district": [f"District {n}" for n in range(13)]})
    table = Table("t", "T", BY_DISTRICT.columns[:1], rows)
    parts = parts_of(table, 400.0, (240.0, 240.0))
    assert [len(part.rows) for part in parts] == [7, 6]
    told = [row[0] for part in parts for row in part.rows]
    assert told == rows["district"].tolist()
