"""Texts and tables are measured and shared out over slides."""

from dataclasses import replace

import pandas as pd

from capital_planner.briefing.slide_pages import pages_of
from capital_planner.briefing.slide_table import parts_of
from capital_planner.briefing.slide_text import Text, fitting, lines, width_of
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


def names(pages: list[list[Text]]) -> list[list[str]]:
    return [[text.words for text in page] for page in pages]


def test_a_list_too_long_for_a_slide_is_shared_out_and_leaves_no_point_alone() -> None:
    points = [Text(f"Number {n}", "point") for n in range(10)]
    deep = points[0].height(300.0)
    assert [len(p) for p in pages_of(points, 300.0, 9.5 * deep)] == [5, 5]
    assert [len(p) for p in pages_of(points, 300.0, 10.5 * deep)] == [10]


def test_parts_stay_whole_and_share_slides_where_they_can() -> None:
    parts = [
        [Text(f"Part {n}", "strong"), *(Text(f"Said {n}") for _ in range(lines))]
        for n, lines in enumerate((1, 3, 1, 3))
    ]
    texts = [text for part in parts for text in part]
    deep = texts[0].height(300.0)
    pages = names(pages_of(texts, 300.0, 7.5 * deep))
    assert pages == [names([a + b])[0] for a, b in (parts[:2], parts[2:])]


def test_a_part_goes_on_rather_than_leave_slides_almost_empty() -> None:
    texts = [Text("First"), Text("Long", "strong"), *(Text("Said") for _ in range(9))]
    deep = texts[0].height(300.0)
    assert [len(p) for p in pages_of(texts, 300.0, 8.5 * deep)] == [6, 5]


def test_no_slide_ends_with_words_that_speak_of_the_next() -> None:
    for last in (Text("A heading", "strong"), Text("These are:")):
        texts = [*(Text("Said") for _ in range(3)), last, Text("So"), Text("And so")]
        deep = texts[0].height(300.0)
        pages = pages_of(texts, 300.0, 4.5 * deep)
        assert [len(page) for page in pages] == [3, 3]


def test_words_held_together_stay_on_one_line() -> None:
    free, held = "Need (1 of 3)", "Need (1\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}3)"
    room = width_of("Need (1", 12.0)
    assert lines(free, 12.0, room) == ("Need (1", "of 3)")
    assert lines(held, 12.0, room) == ("Need", held.removeprefix("Need "))


def test_heads_are_broken_before_names_of_rows_are() -> None:
    columns = [
        replace(BY_DISTRICT.columns[0], name=name, title=title)
        for name, title in (
            ("a", "Area"),
            *((f"b{n}", "Places that are still needed by then") for n in range(3)),
        )
    ]
    rows = pd.DataFrame([["West Lancashire", "0", "0", "0"]], columns=list("a123"))
    rows.columns = pd.Index([column.name for column in columns])
    (part,) = parts_of(Table("t", "T", tuple(columns), rows), 500.0, (300.0, 300.0))
    assert part.heights[1] < 2 * part.size
