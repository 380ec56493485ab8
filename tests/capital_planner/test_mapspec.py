"""The map as data: what it shows, and what it never shows."""

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest

from capital_planner.disclosure import (
    ATTRIBUTION,
    PUBLIC_LINES,
    forbidden_words,
    public_figures,
)
from capital_planner.mapspec import MapSpec, Symbol, land
from capital_planner.mapspec.classes import (
    class_of,
    diverging,
    sequential,
)
from tests.capital_planner.small_map import (
    AGREED,
    AGREED_AT,
    AGREED_SITE,
    HIDDEN_AT,
    HIDDEN_SITE,
    YEARS,
    draw,
    ground,
    measures,
    scheme,
)

THEMES = ("children", "sufficiency")


def planned(spec: MapSpec) -> list[Symbol]:
    return [symbol for symbol in spec.symbols if symbol.standing != "existing"]


@pytest.mark.parametrize("theme", THEMES)
def test_public_map_neither_names_nor_places_a_host_without_consent(theme: Any) -> None:
    spec = draw(theme=theme)
    assert HIDDEN_SITE not in repr(spec)
    assert "base-100099-ASD" not in repr(spec)
    assert str(HIDDEN_AT[0]) not in repr(spec)
    symbol = next(s for s in planned(spec) if s.standing == "proposed")
    assert symbol.site is None
    assert symbol.dashed
    assert symbol.name == "Specialist base at a secondary school in Westmoor"
    across, up = symbol.at
    assert 340_000 < across < 360_000
    assert 420_000 < up < 440_000


def test_place_of_a_host_without_consent_says_nothing_of_its_site() -> None:
    here = draw(schemes={"a": scheme()})
    there = draw(schemes={"a": scheme(easting=358_000.0, northing=438_500.0)})
    assert planned(here)[0].at == planned(there)[0].at


def test_restricted_map_names_and_places_the_host_and_is_marked() -> None:
    spec = draw(audience="restricted")
    symbol = next(s for s in planned(spec) if s.standing == "proposed")
    assert symbol.site == HIDDEN_AT
    assert symbol.name == HIDDEN_SITE
    assert spec.furniture.marking == "OFFICIAL-SENSITIVE"
    assert draw().furniture.marking == ""


def test_host_named_by_a_decision_is_drawn_at_its_site() -> None:
    symbol = next(s for s in planned(draw()) if s.standing == "approved")
    assert symbol.site == AGREED_AT
    assert symbol.name == AGREED_SITE
    assert not symbol.dashed


def test_hosts_of_one_kind_in_a_district_are_one_symbol_with_their_places() -> None:
    spec = draw(schemes={"a": scheme(), "b": scheme(places=10), "w": AGREED})
    symbol = next(s for s in planned(spec) if s.standing == "proposed")
    assert symbol.places == 30
    assert symbol.label == "+30"
    assert symbol.name == "2 schools in Westmoor"
    table = spec.tables[-1]
    assert ("Westmoor", "0", "30") in table.rows
    assert ("Eastvale", "12", "0") in table.rows


def test_school_that_could_stand_in_several_districts_says_so() -> None:
    spec = draw(schemes={"n": scheme(districts="Westmoor|Midshire", site="")})
    assert planned(spec)[0].district == "Westmoor|Midshire"
    assert planned(spec)[0].label == "+20 in one of 2"
    assert spec.tables[-1].rows[0][0] == "One of 2 districts"


def test_schemes_appear_when_they_open() -> None:
    assert planned(draw(year=2025)) == []
    assert len(planned(draw(year=2026))) == 2


def test_need_and_phase_choose_the_settings_and_schemes() -> None:
    spec = draw(need="SEMH", phase="secondary")
    assert [symbol.name for symbol in spec.symbols] == ["Vale Special School"]
    assert {s.name for s in draw(need="MLD").symbols} == {"Vale Special School"}


def test_area_of_a_symbol_follows_its_places() -> None:
    sizes = {symbol.places: symbol.diameter_pt for symbol in draw().symbols}
    assert sizes[200] / sizes[50] == pytest.approx(2.0)


@pytest.mark.parametrize("theme", THEMES)
def test_every_figure_is_in_the_class_that_the_legend_gives_it(theme: Any) -> None:
    compare = measures(12.0, seed=5)
    for year in YEARS:
        spec = draw(compare=compare, theme=theme, year=year)
        drawn = [
            (entry.text, entry.fill) for entry in spec.legend if entry.kind == "class"
        ]
        assert drawn == [(band.label, band.colour) for band in spec.classes]
        for area in spec.areas:
            if area.role == "district":
                assert area.value is not None
                assert area.class_index is not None
                band = spec.classes[area.class_index]
                assert band.low <= area.value <= band.high
                assert area.fill == band.colour


@pytest.mark.parametrize("theme", THEMES)
def test_classes_hold_for_every_year_and_for_the_option_compared(theme: Any) -> None:
    one, other = measures(seed=1), measures(20.0, seed=2)
    specs = [
        draw(first, second, theme=theme, year=year)
        for first, second in ((one, other), (other, one))
        for year in YEARS
    ]
    assert len({spec.classes for spec in specs}) == 1


@pytest.mark.parametrize("most", [0, 5, 35, 180, 975, 20_000])
def test_classes_leave_no_value_between_two(most: int) -> None:
    values = [float(value) for value in range(0, most + 1, 5)]
    for classes in (sequential(values), diverging([-value for value in values])):
        for value in [*values, *(-value for value in values)]:
            band = classes[class_of(value, classes)]
            if classes[0].low <= value <= classes[-1].high:
                assert band.low <= value <= band.high
        for lower, upper in itertools.pairwise(classes):
            assert upper.low - lower.high == 5


def test_short_and_enough_are_told_apart_by_sign_not_by_colour_alone() -> None:
    short = draw(measures(places=0.0), theme="sufficiency")
    enough = draw(measures(places=500.0), theme="sufficiency")
    for area in short.areas[1:]:
        assert area.printed.startswith("\N{MINUS SIGN}")
        assert area.class_index in {0, 1, 2}
    for area in enough.areas[1:]:
        assert area.printed.startswith("+")
        assert area.class_index in {3, 4, 5}


def test_small_figure_is_held_back_everywhere_on_the_map() -> None:
    small = measures(8.0)
    rows = small.by_area.index.get_level_values("district") == "Midshire"
    rows &= small.by_area.index.get_level_values("need") == "PHYS"
    small.by_area.loc[rows, :] = 0.0
    small.by_area.loc[rows, ["in_state", "demand"]] = 0.75
    spec = draw(small, need="PHYS")
    area = next(area for area in spec.areas if area.name == "Midshire")
    assert area.value is None
    assert area.hatched
    assert area.printed == "held back"
    assert "Children who need a place: held back" in area.tooltip
    assert any(entry.kind == "held_back" for entry in spec.legend)
    assert "Midshire held back" in spec.furniture.description


def test_map_shows_the_published_figures_and_no_other() -> None:
    found = measures(2.0, seed=7)
    published = public_figures(found)
    for need, phase in itertools.product((None, "ASD"), (None, "primary")):
        spec = draw(found, need=need, phase=phase)
        for area in spec.areas[1:]:
            key = (area.name, need or "all", phase or "all", 2027)
            value = published["demand"][key]
            assert area.value == (None if np.isnan(value) else value)


def test_public_lines_and_attribution_are_on_every_map() -> None:
    spec = draw()
    assert spec.furniture.statements[:3] == PUBLIC_LINES
    assert spec.furniture.attribution == ATTRIBUTION
    assert "subject to consultation" in spec.furniture.statements[3]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_no_text_of_a_map_uses_a_word_the_public_must_not_read(
    theme: Any, audience: Any
) -> None:
    spec = draw(measures(places=3.0), measures(12.0, 3), theme=theme, audience=audience)
    assert len(spec.texts()) > 40
    assert forbidden_words(spec.texts()) == []


def test_title_states_what_the_option_does_in_published_figures() -> None:
    after = measures(independent=2.0, still_needed=0.0, places=20.0)
    before = measures(independent=4.0, still_needed=0.0, places=15.0)
    title = draw(after, before).furniture.title
    assert title.startswith(
        "About 360 more places than doing nothing by 2027/28 would mean about 145 "
        "fewer children in independent schools; "
    )


def test_title_for_one_need_does_not_count_shared_places() -> None:
    after = measures(independent=2.0, still_needed=0.0, places=20.0)
    before = measures(independent=8.0, still_needed=0.0, places=15.0)
    title = draw(after, before, need="ASD").furniture.title
    assert title.startswith(
        "By 2027/28, this option would mean about 70 fewer children in independent "
        "schools than doing nothing; "
    )


def test_title_claims_nothing_where_the_option_does_no_better() -> None:
    same = measures()
    title = draw(same, same).furniture.title
    assert "would mean" not in title
    assert "has most children who need a place" in title


def test_before_and_after_stand_beside_each_other() -> None:
    after, before = measures(independent=2.0), measures(independent=4.0)
    table = draw(after, before).tables[0]
    assert table.columns == ("Whole authority, all needs", "Do nothing", "This option")
    assert ("In independent schools", "290", "145") in table.rows
    assert ("Median journey, minutes", "21", "21") in table.rows
    assert ("Capital, \N{POUND SIGN} million", "15.0", "15.0") in table.rows


def test_planned_places_hide_neither_each_other_nor_a_name() -> None:
    crowd = {
        f"s{n}": scheme(
            consent="agreed", standing="committed", easting=350_000.0 + n, places=10 + n
        )
        for n in range(8)
    }
    spec = draw(schemes=crowd)
    scale = spec.metres_per_point
    boxes = []
    for symbol in planned(spec):
        radius = symbol.diameter_pt / 2 * scale
        width = radius + len(symbol.label) * 4.5 * scale
        across, up = symbol.at
        boxes.append((across - radius, up - radius, across + width, up + radius))
    name = next(area.label_at for area in spec.areas if area.name == "Westmoor")
    half = (20 * scale, 11 * scale)
    boxes.append((name[0] - half[0], name[1] - half[1], name[0] + half[0], name[1]))
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0]
        assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_year_outside_the_measures_is_refused() -> None:
    with pytest.raises(ValueError, match="2040 is not a year"):
        draw(year=2040)


def test_ring_inside_another_is_a_hole() -> None:
    square = [(0, 0), (9, 0), (9, 9), (0, 9)]
    hole = [(3, 3), (6, 3), (6, 6), (3, 6)]
    rows = [
        {"area_code": "A", "part": part, "vertex": n, "easting": x, "northing": y}
        for part, ring in enumerate((square, hole))
        for n, (x, y) in enumerate(ring)
    ]
    areas = pd.DataFrame({"area_code": ["A"], "name": ["Ring"], "role": ["county"]})
    outline = land(areas, pd.DataFrame(rows)).outlines[0]
    assert outline.polygon.area == 72
    assert len(outline.rings) == 2


def test_boundary_runs_round_the_districts_together() -> None:
    found = ground()
    assert found.bounds == (337_000, 417_000, 403_000, 443_000)
    assert len(found.boundary) == 1
    assert not any(area.name == "Northland" for area in found.districts)
