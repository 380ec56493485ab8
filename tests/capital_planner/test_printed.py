"""A printed paper: read back, it says all the paper says, and says it to everyone."""

import functools
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from capital_planner.briefing import paint_chart, paint_map
from capital_planner.briefing.printed import pdf_of
from capital_planner.papers import (
    Block,
    Chart,
    Paper,
    Paragraph,
    Picture,
    Section,
    Table,
    heading,
    written_rows,
)
from data.fonts import read_fonts
from tests.capital_planner.pdf_points import elements, fonts, kind_of, lacking
from tests.capital_planner.small_paper import HOSTILE, gaps, small_paper, texts_of

FONTS = read_fonts()
LEAST_PT = 8.0
COVER_AND_CONTENTS = 2
WHITE = re.compile(r"\s+")


@functools.cache
def pictures() -> dict[str, bytes]:
    paper = small_paper()
    charts = [block for block in paper.blocks if isinstance(block, Chart)]
    return {
        block.key: paint_map(block.spec, fonts=FONTS, paper="A4", kinds=["svg"])["svg"]
        for block in paper.pictures
    } | {chart.key: paint_chart(chart, FONTS)["svg"] for chart in charts}


def printed(paper: Paper) -> bytes:
    return pdf_of(paper, pictures=pictures(), fonts=FONTS)


@pytest.fixture(scope="module")
def content() -> bytes:
    return printed(small_paper())


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def pages(reader: PdfReader) -> list[str]:
    return read(reader)


def squashed(text: str) -> str:
    """Leave out spaces, for lines break where they must."""
    return WHITE.sub("", text)


def read(reader: PdfReader) -> list[str]:
    return [squashed(page.extract_text()) for page in reader.pages]


def test_everyone_can_read_it(content: bytes) -> None:
    assert lacking(content) == []


def forget(name: str, holder: str = "") -> Callable[[PdfWriter], None]:
    """Spoil a PDF: take one entry away, of the document or of elements."""

    def spoil(writer: PdfWriter) -> None:
        if not holder:
            del writer.root_object[NameObject(name)]
            return
        for item in elements(writer):
            if kind_of(item) == holder:
                item.pop(NameObject(name), None)

    return spoil


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (forget("/MarkInfo"), "marked"),
        (forget("/StructTreeRoot"), "structure"),
        (forget("/Lang"), "language"),
        (forget("/ViewerPreferences"), "title shown"),
        (forget("/Metadata"), "says PDF/UA-1"),
        (forget("/Alt", "/Figure"), "alt text"),
        (forget("/A", "/TH"), "table header"),
    ],
)
def test_the_check_finds_what_is_lacking(
    content: bytes, lost: Callable[[PdfWriter], None], said: str
) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    lost(writer)
    spoilt = io.BytesIO()
    writer.write(spoilt)
    assert said in lacking(spoilt.getvalue())


def test_the_check_finds_links_without_words_or_order(content: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    contents = writer.pages[1]
    del contents[NameObject("/Tabs")]
    for link in contents["/Annots"]:  # type: ignore[attr-defined]
        del link.get_object()[NameObject("/Contents")]
    spoilt = io.BytesIO()
    writer.write(spoilt)
    assert {"order of links", "links in words"} <= set(lacking(spoilt.getvalue()))


def test_every_text_is_printed(pages: list[str]) -> None:
    words = "".join(pages[2:])
    for section in small_paper().sections:
        for text in texts_of(section):
            assert squashed(text) in words
    for text in (small_paper().title, small_paper().subtitle):
        assert squashed(text) in pages[0]


@pytest.mark.parametrize("table", small_paper().tables, ids=lambda table: table.key)
def test_every_value_is_printed_as_it_is_written(
    pages: list[str], table: Table
) -> None:
    words = "".join(pages)
    for row in written_rows(table):
        assert squashed("".join(row)) in words
    for text in (table.title, *table.notes):
        assert squashed(text) in words


def test_what_is_held_back_stays_so(pages: list[str]) -> None:
    words = "".join(pages)
    for district in gaps().rows["district"].unique():
        assert squashed(f"{district} Sensory held back held back held back") in words


def test_a_long_table_repeats_its_header(pages: list[str]) -> None:
    head = squashed("".join(heading(column) for column in gaps().columns))
    assert sum(head in words for words in pages) >= 2


def test_every_page_has_lines_marking_stamp_and_number(pages: list[str]) -> None:
    paper = small_paper()
    for n, words in enumerate(pages, start=1):
        for text in (*paper.lines, paper.attribution, paper.marking, paper.stamp):
            assert squashed(text) in words
        assert f"Page{n}of{len(pages)}" in words


def test_pictures_and_charts_are_told_in_words(reader: PdfReader) -> None:
    told = [
        str(item["/Alt"]) for item in elements(reader) if kind_of(item) == "/Figure"
    ]
    paper = small_paper()
    said = [block.said for block in paper.blocks if isinstance(block, Picture | Chart)]
    assert told == said


def test_contents_and_outline_name_every_section(
    reader: PdfReader, pages: list[str]
) -> None:
    paper = small_paper()
    names = [item.title for item in flat(reader.outline)]
    for section in paper.sections:
        assert section.title in names
        assert squashed(section.title) in pages[1]
    assert "Where places are added" in names


def flat(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield from flat(item) if isinstance(item, list) else [item]


def test_only_a_wide_section_lies_across(reader: PdfReader, pages: list[str]) -> None:
    begun = {squashed(f"OFFICIAL{part.title}"): part for part in small_paper().sections}
    across: list[bool] = []
    for page, words in zip(reader.pages, pages, strict=True):
        box = page.mediabox
        sides = sorted((float(box.width), float(box.height)))
        assert sides == pytest.approx([595.3, 841.9], abs=0.1)
        across.append(box.width > box.height)
        for head, part in begun.items():
            if words.startswith(head):
                assert across[-1] == part.wide
    assert sum(across) == 1


def test_type_is_the_bundled_one_and_large_enough(reader: PdfReader) -> None:
    assert {str(font["/BaseFont"]).partition("+")[2] for font in fonts(reader)} == {
        "Lato-Regular",
        "Lato-Bold",
    }
    words = small_paper(sections=small_paper().sections[1:2])
    found = sizes(PdfReader(io.BytesIO(printed(words))))
    assert min(found) >= LEAST_PT
    assert max(found) > 20


def sizes(reader: PdfReader) -> set[float]:
    """Sizes of type on every page, in points."""
    found: set[float] = set()

    def visit(text: str, _: Any, matrix: Any, *font: Any) -> None:
        if text.strip():
            found.add(abs(font[1] * matrix[3]))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return found


def test_names_are_never_run(pages: list[str]) -> None:
    words = "".join(pages)
    for name in HOSTILE:
        assert squashed(name) in words


def test_a_letter_that_the_font_lacks_is_a_square() -> None:
    odd = Section("odd", "Odd \u4e2d\x07 letters", ())
    words = read(PdfReader(io.BytesIO(printed(small_paper(sections=(odd,))))))
    assert "Odd\u25a1letters" in words[2]


def test_a_paper_without_marking_has_none() -> None:
    plain = small_paper(marking="", sections=small_paper().sections[1:2])
    made = printed(plain)
    assert lacking(made) == []
    assert "OFFICIAL" not in "".join(read(PdfReader(io.BytesIO(made))))


def test_same_paper_gives_the_same_bytes(content: bytes) -> None:
    assert printed(small_paper()) == content


def test_a_picture_that_was_not_painted_is_named() -> None:
    with pytest.raises(KeyError, match="map_children"):
        pdf_of(small_paper(), pictures={}, fonts=FONTS)


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
