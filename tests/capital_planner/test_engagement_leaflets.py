"""The leaflet of an area and the Easy Read one, as plain data for any printer."""

import pytest

from capital_planner.disclosure import NOBODY_MOVES, OPTION, forbidden_words
from capital_planner.engagement import (
    HARDEST_GRADE,
    Position,
    easy_read,
    leaflet,
    reading_grade,
)
from capital_planner.engagement.plain_words import LEFT_OUT
from capital_planner.mapspec import land
from capital_planner.papers import Heading, Paper, Paragraph, Points, written_rows
from tests.capital_planner import small_event
from tests.ui.small_window import ground


def lines(paper: Paper) -> list[str]:
    """Every sentence that a family reads."""
    found = [paper.title, *paper.lines, *(section.title for section in paper.sections)]
    for block in paper.blocks:
        if isinstance(block, Heading | Paragraph):
            found.append(block.text)
        elif isinstance(block, Points):
            found += block.items
    for table in paper.tables:
        found += [table.title, *table.notes, *(c.title for c in table.columns)]
    return [*found, *(picture.caption for picture in paper.pictures)]


PAPERS = (leaflet, easy_read)


@pytest.mark.parametrize("made", PAPERS)
@pytest.mark.parametrize("area", ["North", ""])
def test_a_family_can_read_it(made: type, area: str) -> None:
    paper: Paper = made(small_event.facts(), area)
    texts = lines(paper)
    assert forbidden_words(texts) == []
    hard = {t: reading_grade(t) for t in texts if len(t.split()) > 4}
    assert {t: g for t, g in hard.items() if g > HARDEST_GRADE} == {}
    assert reading_grade(texts) < 5


@pytest.mark.parametrize("made", PAPERS)
def test_the_fixed_lines_are_on_it(made: type) -> None:
    paper: Paper = made(small_event.facts(), "North")
    assert paper.lines[:2] == (OPTION, NOBODY_MOVES)
    assert "best guess" in paper.lines[2]
    assert "Tiny" in paper.stamp


@pytest.mark.parametrize("made", PAPERS)
def test_it_is_public_whatever_the_facts_are_for(made: type) -> None:
    public: Paper = made(small_event.facts(), "North")
    restricted: Paper = made(small_event.facts(audience="restricted"), "North")
    assert restricted.audience == "public"
    assert lines(restricted) == lines(public)
    assert [written_rows(t) for t in restricted.tables] == [
        written_rows(t) for t in public.tables
    ]


def test_the_leaflet_has_the_figures_of_each_option_for_the_area() -> None:
    event, year = small_event.event(), 2030
    paper = leaflet(small_event.facts(), "North")
    table = paper.tables[0]
    rows = table.rows.set_index("option")
    assert list(rows.index) == [option.name for option in event.options]
    for n, option in enumerate(event.options):
        for column in ("places", "still_needed", "independent", "long_journey"):
            at = Position(n, "central", year, "North")
            assert rows.loc[option.name, column] == event.figure(column, at)


def test_the_leaflet_says_which_places_it_leaves_out() -> None:
    facts = small_event.facts(options=small_event.options("central"))
    assert leaflet(facts, "North").tables[0].notes[-1] == LEFT_OUT
    nothing = small_event.facts(
        options=small_event.options("central")[:1], chosen="do-nothing"
    )
    plainly = leaflet(nothing, "North").tables[0]
    assert LEFT_OUT not in plainly.notes


def test_the_map_is_that_of_the_chosen_option() -> None:
    assert leaflet(small_event.facts(), "North").pictures == []
    paper = leaflet(small_event.facts(), "North", land(*ground()))
    picture = paper.pictures[0]
    assert picture.spec.audience == "public"
    assert picture.spec.furniture.title == "A new school"
    texts = [entry.text for entry in picture.spec.legend]
    assert {"Open now", "Agreed", "An idea, no school yet"} <= set(texts)
    assert picture.said


def test_easy_read_is_one_idea_a_line_for_large_type() -> None:
    paper = easy_read(small_event.facts(), "North")
    assert paper.type_pt >= 16
    assert not paper.bound
    assert paper.tables == []
    points = [block for block in paper.blocks if isinstance(block, Points)]
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert len(points) == len(headings)
    assert "An idea: A new school" in headings
    for block in points:
        for line in block.items:
            assert line.count(". ") == 0
            assert len(line.split()) <= 20


@pytest.mark.parametrize("made", PAPERS)
def test_an_area_that_is_not_there_is_refused(made: type) -> None:
    with pytest.raises(ValueError, match="Atlantis is none of"):
        made(small_event.facts(), "Atlantis")


def test_a_thick_line_is_round_the_area_and_the_caption_says_so() -> None:
    paper = leaflet(small_event.facts(), "North", land(*ground()))
    whole = leaflet(small_event.facts(), "", land(*ground()))
    picture, other = paper.pictures[0], whole.pictures[0]
    rings = [a.rings for a in picture.spec.areas if a.name == "North"]
    round_it = [line for line in picture.spec.lines if line.label == "North"]
    assert [line.points for line in round_it] == list(*rings)
    assert len(other.spec.lines) == len(picture.spec.lines) - len(round_it)
    assert picture.caption.endswith("The thick line is round North.")
    assert "thick line" not in other.caption


def test_the_legend_says_what_each_shape_is() -> None:
    spec = leaflet(small_event.facts(), "North", land(*ground())).pictures[0].spec
    shown = {entry.marker for entry in spec.legend if entry.group == "Shapes"}
    assert shown == {symbol.marker for symbol in spec.symbols}
