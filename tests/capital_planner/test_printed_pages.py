"""What stands on which page of a printed paper, and how close."""

import io
from collections.abc import Mapping
from dataclasses import replace

import pytest
from pypdf import PdfReader

from capital_planner.papers import (
    Block,
    Chart,
    Paragraph,
    Picture,
    Section,
    written_rows,
)
from tests.capital_planner.pdf_points import lacking
from tests.capital_planner.printed_read import (
    COVER_AND_CONTENTS,
    LEAST_PT,
    printed,
    read,
    sizes,
    squashed,
)
from tests.capital_planner.small_paper import gaps, small_paper


def two_tables(*, one_page: bool, rows: int = 27) -> bytes:
    """Print a section of two tables, of 27 rows and more too long for one page."""
    tables = [
        replace(gaps(), key=f"part_{n}", rows=gaps().rows.iloc[:rows]) for n in range(2)
    ]
    section = Section("close", "Close", tuple(tables), one_page=one_page)
    return printed(small_paper(sections=(section,)))


def test_a_section_of_one_page_is_set_closer_and_says_all() -> None:
    loose, made = (two_tables(one_page=one_page) for one_page in (False, True))
    fitted = PdfReader(io.BytesIO(made))
    assert len(PdfReader(io.BytesIO(loose)).pages) == COVER_AND_CONTENTS + 2
    assert len(fitted.pages) == COVER_AND_CONTENTS + 1
    words = read(fitted)[-1]
    for row in written_rows(gaps())[:27]:
        assert words.count(squashed("".join(row))) == 2
    assert min(sizes(fitted)) >= LEAST_PT - 1e-6
    assert lacking(made) == []


def test_any_section_that_runs_over_by_little_is_kept_on_its_page() -> None:
    less, over, more = (
        PdfReader(io.BytesIO(two_tables(one_page=False, rows=rows)))
        for rows in (20, 26, 27)
    )
    assert len(less.pages) == len(over.pages) == COVER_AND_CONTENTS + 1
    assert len(more.pages) == COVER_AND_CONTENTS + 2
    assert sizes(less) == sizes(more)
    assert min(sizes(over)) >= 0.9 * min(sizes(less))


def pages_of(filled: Mapping[int, tuple[Block, ...]]) -> list[str]:
    """Print blocks below so many lines, each in a section of its own."""
    sections = [
        Section(
            f"s{n}", "Part", (*(Paragraph("It is known.") for _ in range(n)), *rest)
        )
        for n, rest in filled.items()
    ]
    made = printed(small_paper(sections=tuple(sections)))
    return read(PdfReader(io.BytesIO(made)))[COVER_AND_CONTENTS:]


def test_words_stay_on_the_page_of_their_table() -> None:
    rows = gaps().rows.iloc[:12]
    pages = pages_of(
        {
            n: (Paragraph(f"Told {n}."), replace(gaps(), title=f"After {n}", rows=rows))
            for n in range(20, 28, 2)
        }
    )
    for n in range(20, 28, 2):
        assert any(f"Told{n}." in page and f"After{n}" in page for page in pages)


def test_a_chart_stays_on_the_page_of_its_table() -> None:
    chart = next(b for b in small_paper().blocks if isinstance(b, Chart))
    under = replace(chart, table=replace(chart.table, title=chart.title))
    last = squashed("".join(written_rows(under.table)[-1]))
    pages = pages_of(dict.fromkeys(range(10, 20, 2), (under,)))
    shown = [squashed(under.title) in page for page in pages]
    assert sum(shown) == 5
    assert shown == [last in page for page in pages]


def test_the_title_of_a_cover_is_no_larger_than_it_need_be() -> None:
    one = small_paper(title="A long title of a paper " * 4, sections=())
    found = sizes(PdfReader(io.BytesIO(printed(one))))
    assert max(found) == pytest.approx(32.0)


def test_a_map_is_named_above_it() -> None:
    picture = next(b for b in small_paper().blocks if isinstance(b, Picture))
    section = Section("m", "Maps", (picture,))
    made = PdfReader(io.BytesIO(printed(small_paper(sections=(section,)))))
    words = read(made)[2]
    assert words.index(squashed(picture.caption)) < words.index(squashed("10 km"))
