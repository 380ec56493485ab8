"""The story of a district: its figures, its words, and what it must not say."""

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from capital_planner.apportionment import SHARED_OUT
from capital_planner.disclosure import forbidden_words
from capital_planner.district_story import DistrictStory, Outcome, district_story
from capital_planner.mapspec import MapChoice
from capital_planner.sufficiency import Measures
from tests.capital_planner import small_map

YEAR = 2027


def told(
    now: Measures,
    before: Measures | None = None,
    district: str = "Westmoor",
    **choice: Any,
) -> DistrictStory:
    scenario, plan = small_map.scenario_and_plan()
    return district_story(
        Outcome(scenario, plan, now),
        before or now,
        district=district,
        choice=MapChoice(**({"year": YEAR} | choice)),
    )


def figure(measures: Measures, column: str, district: str = "Westmoor") -> float:
    rows = measures.by_area.loc[district]
    return float(rows[rows.index.get_level_values("year") == YEAR][column].sum())


def rounded(value: float) -> str:
    return f"about {5 * math.floor(value / 5 + 0.5):,}"


def all_text(story: DistrictStory) -> list[str]:
    cells = [cell for row in story.figures for cell in row]
    schemes = [part for x in story.schemes for part in (x.name, x.places, x.stage)]
    return [story.title, *story.sentences, *story.statements, *cells, *schemes]


def test_figures_are_those_of_the_district_rounded_for_the_public() -> None:
    found = small_map.measures()
    story = told(found)
    assert story.title == "Westmoor in 2027/28"
    children = rounded(figure(found, "demand"))
    assert story.sentences[0] == (
        f"{children.capitalize()} children who live in Westmoor need a specialist "
        "place in 2027/28."
    )
    names = ("demand", "places", "still_needed", "independent")
    assert story.figures[0] == (
        "All needs and ages",
        *(rounded(figure(found, name)) for name in names),
    )
    assert story.years == small_map.YEARS
    assert story.children[-1] == 5 * math.floor(figure(found, "demand") / 5 + 0.5)


def test_the_council_reads_estimates_as_they_are() -> None:
    found = small_map.measures(scale=0.2)
    story = told(found, audience="restricted")
    whole = f"{math.floor(figure(found, 'demand') + 0.5):,}"
    assert story.figures[0][1] == whole
    assert "held back" not in " ".join(all_text(story))


def test_small_numbers_are_held_back_everywhere() -> None:
    story = told(small_map.measures(scale=0.2))
    numbers = {cell for row in story.figures for cell in row[1:]}
    assert "held back" in numbers
    small = {f"about {n}" for n in range(1, 5)} | {str(n) for n in range(1, 5)}
    assert not numbers & small


def test_the_authority_is_told_where_no_district_is_marked() -> None:
    found = small_map.measures()
    story = told(found, district="")
    total = sum(figure(found, "demand", name) for name in small_map.DISTRICTS)
    assert rounded(total).capitalize() in story.sentences[0]
    assert len(story.schemes) == 2


def test_what_changes_against_do_nothing_is_said() -> None:
    before = small_map.measures()
    more = before.by_area.copy()
    at = pd.IndexSlice[["Westmoor"], :, :, :]
    more.loc[at, "places"] += 1.0
    more.loc[at, "still_needed"] = 0.0
    now = replace(before, by_area=more, told=more)
    said = next(s for s in told(now, before).sentences if s.startswith("Against"))
    assert "more places" in said
    assert "fewer places still needed" in said
    other = told(now, before, district="Midshire").sentences
    assert "Against do nothing: no difference in 2027/28." in other


def test_schemes_of_the_district_are_listed_without_a_hidden_host() -> None:
    story = told(small_map.measures())
    (scheme,) = story.schemes
    assert scheme.name == "Specialist base at a secondary school in Westmoor"
    assert (scheme.places, scheme.opens, scheme.stage) == ("20", "2026/27", "idea")
    assert not any(small_map.HIDDEN_SITE in text for text in all_text(story))
    open_to_all = told(small_map.measures(), district="Eastvale").schemes
    assert [item.name for item in open_to_all] == [small_map.AGREED_SITE]
    council = told(small_map.measures(), audience="restricted")
    assert council.schemes[0].name == small_map.HIDDEN_SITE
    assert told(small_map.measures(), district="Midshire").schemes == ()


def test_says_that_figures_are_shared_out_in_the_words_of_the_public() -> None:
    for scale in (0.2, 8.0):
        story = told(small_map.measures(scale=scale))
        assert SHARED_OUT in story.statements
        assert forbidden_words(all_text(story)) == []


def test_a_place_that_is_not_there_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="Nowhere"):
        told(small_map.measures(), district="Nowhere")
    with pytest.raises(ValueError, match="2050"):
        told(small_map.measures(), year=2050)
