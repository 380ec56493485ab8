"""Pages of a printed pack: a district on one, and a note said once."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from capital_planner.briefing.printed import pdf_of
from capital_planner.papers import Chart, Picture, Section, Table, notes_once
from capital_planner.papers.packs import PACKS, paper_of, spoken
from capital_planner.papers.sections import atlas
from capital_planner.settings import Audience
from data.fonts import read_fonts
from tests.capital_planner.pack.packed import facts
from tests.capital_planner.small_paper import gaps

MM_IN_A_POINT = 25.4 / 72


def blank(picture: Picture) -> bytes:
    """Give a picture of its size with nothing on it."""
    wide, deep = 170 / MM_IN_A_POINT, picture.deep_mm / MM_IN_A_POINT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.1f}pt" '
        f'height="{deep:.1f}pt" viewBox="0 0 {wide:.1f} {deep:.1f}"></svg>'
    ).encode()


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_each_district_takes_one_page(audience: Audience) -> None:
    given = facts(audience)
    contents = replace(PACKS["cabinet"], sections=(atlas.section,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PACKS, "cabinet", contents)
        paper = paper_of("cabinet", given)
    pictures = {picture.key: blank(picture) for picture in paper.pictures}
    printed = pdf_of(paper, pictures=pictures, fonts=read_fonts())
    reader = PdfReader(io.BytesIO(printed))
    found = [
        reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    ]
    starts = [page for page in found if page is not None]
    assert len(starts) >= len(paper.sections) == 13
    ends = [*starts[1:], len(reader.pages)]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    assert lengths[-13:] == [1] * 13


def test_a_note_is_said_once_in_a_section_and_with_every_table_of_data() -> None:
    first = replace(gaps(), key="first", notes=("Estimates.",))
    drawn = Chart(
        "c", "C", "bars", replace(first, key="c", notes=("Estimates.", "More.")), (), ""
    )
    section = Section("s", "S", (first, drawn, replace(first, key="last")))
    kept = [getattr(block, "table", block) for block in notes_once(section).blocks]
    assert [table.notes for table in kept if isinstance(table, Table)] == [
        ("Estimates.",),
        ("More.",),
        (),
    ]
    assert first.notes == drawn.table.notes[:1] == ("Estimates.",)


def test_slides_show_fewer_sections_and_the_same_numbers() -> None:
    paper = paper_of("cabinet", facts("public"))
    shown = spoken(paper)
    assert {"recommendation", "maps", "questions"} <= {s.key for s in shown.sections}
    assert len(shown.sections) <= 9
    whole = {table.key: table for table in paper.tables}
    assert len(shown.tables) < len(whole)
    for table in shown.tables:
        names = [column.name for column in table.columns]
        assert table.rows.equals(whole[table.key].rows[names])


def test_slides_leave_out_the_longest_tables_of_the_forecast() -> None:
    paper = paper_of("dfe", facts("public"))
    long = [t for t in paper.tables if t.key.startswith("forecast_by_provision")]
    assert len(long) == 2
    kept = {table.key for table in spoken(paper).tables}
    assert {"forecast_by_phase", "forecast_by_need"} <= kept
    assert kept.isdisjoint({table.key for table in long})
