"""An expansion whose school has not agreed: no figure beside another names it."""

from dataclasses import replace
from typing import Any

import pytest

from capital_planner.disclosure import places_held_back
from capital_planner.district_story import Outcome, district_story
from capital_planner.mapspec import (
    MapChoice,
    difference_map,
    district_differences,
    sufficiency_map,
)
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import Measures
from tests.capital_planner.small_map import (
    DISTRICTS,
    ground,
    measures,
    scenario_and_plan,
    scheme,
)

YEAR = 2027
EXPANSION = {
    "route": "special_expansion",
    "label": "Special school expansion in the west of the county",
    "districts": "Midshire|Westmoor",
}
MAY_BE_IN = frozenset({"Midshire", "Westmoor"})


def case(**changes: Any) -> tuple[Scenario, Plan, Plan]:
    """A scenario, a plan without the expansion, and one with it."""
    rows = {"growing": scheme(**(EXPANSION | changes)), "base": scheme()}
    scenario, both = scenario_and_plan(rows)
    return scenario, Plan(both.choices.drop("growing")), both


def other(plan: Plan, **changes: int) -> Plan:
    choices = plan.choices.copy()
    for name, value in changes.items():
        choices.loc["growing", name] = value
    return Plan(choices)


def in_its_district(found: Measures) -> Measures:
    """Ten places more where the school is."""
    frame = found.by_area.copy()
    first = next(key for key in frame.index if key[0] == "Westmoor" and key[3] == YEAR)
    frame.loc[first, "places"] += 10.0
    return replace(found, by_area=frame)


def held_back(**changes: Any) -> frozenset[str]:
    audience: Audience = changes.pop("audience", "public")
    scenario, without, both = case(**changes)
    return places_held_back(scenario, without, both, audience=audience)


def test_places_are_held_back_wherever_the_label_says_it_may_be() -> None:
    scenario, without, both = case()
    for one, two in [
        (without, both),
        (both, without),
        (both, other(both, places=9)),
        (both, other(both, opening_year=2027)),
    ]:
        found = places_held_back(scenario, one, two, audience="public")
        assert found == MAY_BE_IN
    assert not places_held_back(scenario, both, both, audience="public")


@pytest.mark.parametrize(
    "changes",
    [{"consent": "agreed"}, {"route": "specialist_base"}, {"audience": "restricted"}],
)
def test_nothing_is_held_back_where_no_school_is_pointed_at(changes: Any) -> None:
    assert held_back(**changes) == frozenset()


@pytest.mark.parametrize("theme", ["children", "sufficiency"])
def test_a_difference_by_district_names_none_of_those_it_may_be_in(theme: Any) -> None:
    this = measures()
    now = in_its_district(this)
    choice = MapChoice(YEAR, theme=theme, held_back=held_back())
    found = district_differences(this, now, choice)
    places = found[found.index.get_level_values("measure") == "places"]
    known = places.droplevel("measure").dropna().index
    assert set(known) == {"Eastvale", "all"}
    spec = difference_map(case()[0], this, now, choice=choice, ground=ground())
    if theme == "children":
        return
    for area in spec.areas:
        if area.role == "district":
            hidden = area.name in MAY_BE_IN
            assert (area.printed == "held back") == hidden
            assert area.tooltip.count("held back") == (3 if hidden else 0)
    hidden_rows = [row for row in spec.tables[1].rows if row[0] in MAY_BE_IN]
    assert all(row[1:] == ("held back",) * 3 for row in hidden_rows)
    assert "10 more places open" in spec.furniture.title
    assert "Westmoor" not in spec.furniture.title


def test_a_map_holds_back_the_same_places_beside_another() -> None:
    spec = sufficiency_map(
        case()[0],
        measures(),
        choice=MapChoice(YEAR, theme="sufficiency", held_back=MAY_BE_IN),
        ground=ground(),
    )
    told = {area.name: area for area in spec.areas if area.role == "district"}
    assert {name for name, area in told.items() if area.hatched} == MAY_BE_IN
    for name in MAY_BE_IN:
        assert "Specialist places open: held back" in told[name].tooltip


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_story_does_not_say_which_district_has_more_places(district: str) -> None:
    scenario, without, both = case()
    this = measures()
    now = in_its_district(this)

    def against(audience: Audience) -> str:
        story = district_story(
            Outcome(scenario, both, now),
            Outcome(scenario, without, this),
            district=district,
            choice=MapChoice(YEAR, audience=audience),
        )
        return next(said for said in story.sentences if said.startswith("Against"))

    held = "Figures held back are not compared." in against("public")
    assert held == (district in MAY_BE_IN)
    assert "more places" not in against("public")
    assert ("10 more places" in against("restricted")) == (district == "Westmoor")
