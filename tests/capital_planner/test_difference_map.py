"""The map of one option less another, and the figures it is drawn from."""

import itertools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from capital_planner.disclosure import PUBLIC_LINES, forbidden_words
from capital_planner.mapspec import (
    MapChoice,
    MapSpec,
    difference_map,
    district_differences,
    one_legend,
)
from capital_planner.mapspec.classes import class_of, contrast, differences
from capital_planner.sufficiency import Measures
from tests.capital_planner.small_map import (
    AGREED,
    DISTRICTS,
    draw,
    ground,
    measures,
    scenario_and_plan,
    scheme,
)

YEAR = 2027
SHOWN = {"children": "still_needed", "sufficiency": "places"}


def pair() -> tuple[Measures, Measures]:
    return measures(seed=1), measures(seed=2)


def difference(this: Measures, other: Measures, **choice: Any) -> MapSpec:
    asked: dict[str, Any] = {"year": YEAR, "option": "Plan B", "before": "Plan A"}
    asked |= choice
    return difference_map(
        scenario_and_plan()[0], this, other, choice=MapChoice(**asked), ground=ground()
    )


def rounded(found: Measures, district: str, column: str) -> int:
    """Children of a district as published, worked out by hand."""
    frame = found.by_area.reset_index()
    mine = frame[(frame["district"] == district) & (frame["year"] == YEAR)]
    return 5 * math.floor(float(mine[column].sum()) / 5 + 0.5)


def by_name(spec: MapSpec) -> dict[str, Any]:
    return {area.name: area for area in spec.areas if area.role == "district"}


@pytest.mark.parametrize("theme", SHOWN)
def test_districts_show_the_difference_of_published_figures_signed(theme: Any) -> None:
    this, other = pair()
    spec = difference(this, other, theme=theme)
    areas = by_name(spec)
    assert set(areas) == set(DISTRICTS)
    for name, area in areas.items():
        was, now = (rounded(item, name, SHOWN[theme]) for item in (this, other))
        assert area.value == now - was
        sign = "+" if now > was else "\N{MINUS SIGN}"
        assert area.printed == f"{sign}{abs(now - was)}"
        assert f"Plan A: about {was}" in area.tooltip
        assert f"Plan B: about {now}" in area.tooltip
        assert spec.classes[area.class_index].colour == area.fill
        assert contrast(area.ink, area.fill) >= 4.5
        row = next(row for row in spec.tables[1].rows if row[0] == name)
        assert row == (name, str(was), str(now), area.printed)
        assert name in spec.furniture.description


def test_fewer_places_needed_and_more_places_open_have_the_same_colour() -> None:
    values = [-20.0, 10.0, 40.0]
    needed = differences(values, more_is_good=False)
    opened = differences(values, more_is_good=True)
    assert [band.colour for band in needed] == [band.colour for band in opened][::-1]
    assert needed[0].colour == opened[-1].colour


@pytest.mark.parametrize("most", [0, 5, 15, 65, 240, 1_000])
def test_classes_hold_every_difference_and_none_for_no_difference(most: int) -> None:
    bands = differences([float(-most), float(most)], more_is_good=True)
    assert len(bands) == 7
    assert bands[3].label == "no difference"
    assert class_of(0.0, bands) == 3
    for value in range(-most, most + 1, 5):
        at = class_of(float(value), bands)
        assert bands[at].low <= value <= bands[at].high
        assert (at > 3) - (at < 3) == (value > 0) - (value < 0)
    for one, after in itertools.pairwise(bands):
        assert after.low - one.high == 5
    assert len({band.label for band in bands}) == 7


def test_a_figure_held_back_in_one_option_has_no_difference() -> None:
    this = measures(seed=1)
    few = this.by_area.copy()
    few["still_needed"] = few["still_needed"].where(
        few.index.get_level_values("district") != "Midshire", 0.0
    )
    first = few.index[
        (few.index.get_level_values("district") == "Midshire")
        & (few.index.get_level_values("year") == YEAR)
    ][0]
    few.loc[first, "still_needed"] = 3.0
    spec = difference(this, replace(this, by_area=few, told=few))
    area = by_name(spec)["Midshire"]
    assert area.value is None
    assert area.hatched
    assert area.printed == "held back"
    assert any(entry.kind == "held_back" for entry in spec.legend)


def test_the_difference_tells_no_more_than_the_rounding() -> None:
    this = measures(seed=1)
    column = this.by_area["still_needed"] + 0.7
    more = this.by_area.assign(still_needed=column)
    other = replace(this, by_area=more, told=more)
    public, restricted = (
        district_differences(this, other, MapChoice(YEAR, audience=audience))
        for audience in ("public", "restricted")
    )
    known = public["difference"].dropna().to_numpy()
    assert np.all(known % 5 == 0)
    whole = restricted["difference"].to_numpy()
    assert np.all(whole == np.round(whole))
    frame = this.by_area.reset_index()
    mine = frame[(frame["district"] == "Midshire") & (frame["year"] == YEAR)]
    shown = restricted["this"].to_dict()["places", "Midshire"]
    assert shown == round(float(mine["places"].sum()))


def test_words_say_the_direction_and_hold_for_the_public() -> None:
    this, other = pair()
    ahead, back = difference(this, other), difference(other, this)
    total = sum(rounded(other, name, "still_needed") for name in DISTRICTS)
    total -= sum(rounded(this, name, "still_needed") for name in DISTRICTS)
    word, opposite = ("more", "fewer") if total > 0 else ("fewer", "more")
    assert f"{word} places still needed than Plan A" in ahead.furniture.title
    assert f"{opposite} places still needed than Plan A" in back.furniture.title
    for spec in (ahead, difference(this, other, theme="sufficiency")):
        assert forbidden_words(spec.texts()) == []
        assert all(line in spec.furniture.statements for line in PUBLIC_LINES)
        assert "Plan B less Plan A" in spec.furniture.stamp
    assert difference(this, other, audience="restricted").furniture.marking


def test_options_that_do_the_same_are_said_to() -> None:
    this = measures(seed=1)
    spec = difference(this, this)
    assert spec.furniture.title.startswith("No difference in places still needed")
    assert {area.printed for area in by_name(spec).values()} == {"0"}


def test_a_year_that_one_option_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="2044"):
        difference(*pair(), year=2044)


def test_one_legend_has_what_is_on_either_map() -> None:
    bare = draw(schemes={"willing-unit": AGREED})
    full = draw(schemes={"base-100099-ASD": scheme()})
    entries = one_legend(bare, full)
    assert set(bare.legend) | set(full.legend) == set(entries)
    assert len(set(entries)) == len(entries)
    assert set(bare.legend) != set(entries) != set(full.legend)
