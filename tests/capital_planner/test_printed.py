"""A printed paper: read back, it says all the paper says, and says it to everyone."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from capital_planner.briefing.printed import pdf_of
from capital_planner.papers import (
    Chart,
    Picture,
    Section,
    Table,
    heading,
    written_rows,
)
from tests.capital_planner.pdf_points import elements, fonts, kind_of, lacking
from tests.capital_planner.printed_read import (
    FONTS,
    LEAST_PT,
    printed,
    read,
    sizes,
    squashed,
)
from tests.capital_planner.small_paper import HOSTILE, gaps, small_paper, texts_of


@pytest.fixture(scope="module")
def content() -> bytes:
    return printed(small_paper())


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def pages(reader: PdfReader) -> list[str]:
    return read(reader)


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
