"""The map of one district, and two maps that are read together."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
import shapely

from capital_planner.disclosure import forbidden_words
from capital_planner.mapspec import (
    MapSpec,
    district_page_map,
)
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures
from tests.capital_planner.small_map import (
    AGREED,
    AGREED_SITE,
    DISTRICTS,
    HIDDEN_AT,
    HIDDEN_SITE,
    draw,
    scheme,
)

TOWNS = pd.DataFrame(
    {
        "name": ["Westmoor", "Far Green", "Nextby"],
        "district": ["Westmoor", "Eastvale", "Midshire"],
        "easting": [350_000.0, 399_000.0, 361_000.0],
        "northing": [430_000.0, 430_000.0, 431_000.0],
    }
)
OPEN_ENDED = scheme(districts="Westmoor|Midshire", route="special_expansion", site="")


def crossed(**cells: float) -> pd.DataFrame:
    """Nobody crosses but those given, as ``Home_Area=children``."""
    names = ["all", *DISTRICTS]
    table = pd.DataFrame(0.0, index=names, columns=[*names, "Other authorities"])
    for pair, children in cells.items():
        home, area = pair.split("_")
        table.loc[home, area] = children
    return table


def page(district: str = "Westmoor", **asked: object) -> MapSpec:
    arrows = asked.pop("crossed", None)
    assert arrows is None or isinstance(arrows, pd.DataFrame)
    spec = draw(**asked)  # type: ignore[arg-type]
    return district_page_map(spec, district, towns=TOWNS, crossed=arrows)


def test_one_district_stands_out_and_its_neighbours_are_pale() -> None:
    spec = page()
    own = [area for area in spec.areas if area.role == "district"]
    assert [area.name for area in own] == ["Westmoor"]
    beside = {area.fill for area in spec.areas if area.role != "district"}
    assert len(beside) == 1
    assert own[0].fill not in beside
    west, south, east, north = spec.bounds
    assert 10_000 < west < 340_000 < 360_000 < east < 380_000
    assert south < 420_000 < 440_000 < north


def test_planned_places_are_those_of_the_district_alone() -> None:
    def planned(spec: MapSpec) -> list[str]:
        return [s.name for s in spec.symbols if s.standing != "existing"]

    label = "Specialist base at a secondary school in Westmoor"
    assert planned(page("Westmoor")) == [label]
    assert planned(page("Eastvale")) == [AGREED_SITE]
    assert planned(page("Midshire")) == []


def test_scheme_that_may_be_in_several_districts_is_on_none_of_their_pages() -> None:
    whole = draw(schemes={"x": OPEN_ENDED, "w": AGREED})
    assert any("|" in symbol.district for symbol in whole.symbols)
    for district in ("Westmoor", "Midshire"):
        spec = page(district, schemes={"x": OPEN_ENDED, "w": AGREED})
        assert all(symbol.standing == "existing" for symbol in spec.symbols)
        assert "Planned: none drawn" in spec.furniture.description


def test_unnamed_host_is_drawn_in_the_district_wherever_it_is() -> None:
    here = page(schemes={"a": scheme()})
    there = page(schemes={"a": scheme(easting=358_000.0, northing=438_500.0)})
    assert here == there
    assert HIDDEN_SITE not in repr(here)
    assert str(HIDDEN_AT[0]) not in repr(here)


def test_open_settings_of_neighbours_are_told_apart() -> None:
    spec = page("Midshire")
    fills = {s.district: s.fill for s in spec.symbols if s.standing == "existing"}
    assert fills["Midshire"] not in {fills["Westmoor"], fills["Eastvale"]}
    texts = [entry.text for entry in spec.legend]
    assert "Open now, in another area" in texts


def test_towns_in_sight_are_named_the_districts_own_first() -> None:
    names = [note.text for note in page().notes if note.kind == "town"]
    assert names == ["Westmoor", "Nextby"]


def test_arrows_say_how_many_and_which_way_the_largest_widest() -> None:
    spec = page(crossed=crossed(Westmoor_Midshire=75.0, Midshire_Westmoor=40.0))
    notes = [note.text for note in spec.notes if note.kind == "arrow"]
    assert notes == ["about 75 to Midshire", "about 40 from Midshire"]
    widths = {line.label: line.width_pt for line in spec.lines}
    assert widths[notes[0]] > widths[notes[1]]
    for text in notes:
        assert text in spec.furniture.description
    out, back = (
        next(line.points for line in spec.lines if line.label == text) for text in notes
    )
    assert out[0][0] < 360_000 < out[1][0]
    assert back[1][0] < 360_000 < back[0][0]


def test_small_and_held_back_numbers_are_drawn_by_no_arrow() -> None:
    table = crossed(Westmoor_Midshire=4.0, Midshire_Westmoor=np.nan)
    spec = page(crossed=table)
    assert [note for note in spec.notes if note.kind == "arrow"] == []
    assert spec.lines == page().lines


def test_arrows_do_not_cross() -> None:
    table = crossed(
        Westmoor_Midshire=75.0,
        Midshire_Westmoor=40.0,
        Westmoor_Eastvale=30.0,
        Eastvale_Westmoor=25.0,
    )
    spec = page(crossed=table)
    shafts = [
        shapely.LineString(line.points[:2])
        for line in spec.lines
        if line.label.startswith("about")
    ]
    assert len(shafts) >= 2
    for n, shaft in enumerate(shafts):
        assert not any(shaft.intersects(other) for other in shafts[n + 1 :])


def test_page_uses_no_word_the_public_must_not_read() -> None:
    spec = page(crossed=crossed(Westmoor_Midshire=75.0))
    assert forbidden_words(spec.texts()) == []
    assert "about 75 to Midshire" in spec.texts()


def test_district_that_is_not_on_the_map_is_refused() -> None:
    with pytest.raises(KeyError, match="Northland"):
        page("Northland")


@dataclass(frozen=True)
class Option:
    name: str
    scenario: Scenario
    plan: Plan
    measures: Measures
