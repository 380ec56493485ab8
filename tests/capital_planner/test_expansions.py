"""An expansion whose school has not agreed: no public figure tells where it is."""

import itertools
from dataclasses import asdict, replace
from typing import Any, get_args

import pytest

from capital_planner.disclosure import as_told, public_figures, public_measures
from capital_planner.district_story import Outcome, district_story
from capital_planner.mapspec import (
    MapChoice,
    MapSpec,
    difference_map,
    district_differences,
    sufficiency_map,
)
from capital_planner.mapspec.spec import Theme
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import Measures
from tests.capital_planner.small_map import (
    DISTRICTS,
    YEARS,
    ground,
    measures,
    scenario_and_plan,
    scheme,
)

YEAR = 2027
LESS = "have not agreed to grow"
Place = tuple[str, str, str]
MAY_BE: list[Place] = [
    ("Westmoor", "ASD", "secondary"),
    ("Eastvale", "ASD", "secondary"),
    ("Eastvale", "SEMH", "primary"),
]
"""Where the school may be and whom it may be for."""
WHOM: list[tuple[str | None, str | None]] = [
    (None, None),
    ("ASD", None),
    (None, "primary"),
]


def case(place: Place, **changes: Any) -> tuple[Scenario, Plan]:
    """A plan with a base, and an expansion somewhere in the authority."""
    district, need, phase = place
    growing = scheme(
        route="special_expansion",
        kind="special",
        label="Special school expansion in the west of the county",
        site=f"Special School of {district}",
        district=district,
        needs=(need,),
        phases=(phase,),
        places=14,
    )
    growing["districts"] = "|".join(DISTRICTS)
    return scenario_and_plan({"base": scheme(), f"at-{district}": growing | changes})


def grown(found: Measures, place: Place) -> Measures:
    """Fourteen places more in a school: children of its district are in them."""
    frame = found.by_area.copy()
    where = frame.index.isin([(*place, year) for year in YEARS if year > YEARS[0]])
    frame.loc[where, ["places", "in_state", "own_district", "nearest"]] += 14.0
    frame.loc[where, ["still_needed", "independent"]] -= [10.0, 4.0]
    frame.loc[where, "long_journey"] -= 10.0
    return replace(found, by_area=frame)


def without() -> Measures:
    """Measures large enough that no figure falls below 0."""
    return measures(30.0, still_needed=40.0, independent=30.0, long_journey=25.0)


def maps(place: Place, audience: Audience = "public") -> list[MapSpec]:
    """Every map of two options that differ by the expansion."""
    before = without()
    now, (scenario, plan) = grown(before, place), case(place)
    found = []
    for theme, (need, phase) in itertools.product(get_args(Theme), WHOM):
        choice = MapChoice(YEAR, theme, need, phase, audience)
        found += [
            sufficiency_map(
                scenario,
                now,
                choice=choice,
                ground=ground(),
                plan=plan,
                compare=before,
            ),
            difference_map(scenario, before, now, choice=choice, ground=ground()),
        ]
    return found


def stories(place: Place, audience: Audience = "public") -> list[Any]:
    before = without()
    outcome = Outcome(*case(place), grown(before, place))
    return [
        district_story(
            outcome, before, district=name, choice=MapChoice(year, audience=audience)
        )
        for name in (*DISTRICTS, "")
        for year in YEARS
    ]


def comparisons(place: Place) -> list[str]:
    """The table of two options, for every need, phase and year."""
    before = without()
    return [
        district_differences(
            before, grown(before, place), MapChoice(year, need=need, phase=phase)
        ).to_csv()
        for year in YEARS
        for need, phase in WHOM
    ]


def published(place: Place) -> str:
    """Everything public of an option with the expansion, beside one without."""
    table = public_measures(grown(without(), place)).to_csv()
    specs = [str(asdict(spec)) for spec in maps(place)]
    return "\n".join([table, *specs, *map(str, stories(place)), *comparisons(place)])


def test_what_is_published_does_not_depend_on_where_the_school_is() -> None:
    told = {published(place) for place in MAY_BE}
    assert len(told) == 1
    assert LESS in told.pop()


def test_the_council_reads_where_it_is() -> None:
    for told in (maps, stories):
        assert len({str(told(place, "restricted")) for place in MAY_BE}) == len(MAY_BE)
    text = str([told(MAY_BE[0], "restricted") for told in (maps, stories)])
    assert LESS not in text


def test_the_whole_authority_has_the_places() -> None:
    before, now = (
        public_figures(found).loc[[("all", "all", "all", YEAR)]].iloc[0]
        for found in (without(), grown(without(), MAY_BE[0]))
    )
    assert now["places"] - before["places"] in (10, 15)
    assert before["still_needed"] - now["still_needed"] == 10
    titles = [spec.furniture.title for spec in maps(MAY_BE[0])]
    more = "about 10 more places open than Do nothing, 2027/28"
    assert f"This option: {more}; no difference is shown by district" in titles


def test_what_was_not_worked_out_without_it_is_not_published() -> None:
    with pytest.raises(ValueError, match="not agreed"):
        public_figures(replace(without(), told=None))


def test_a_plan_is_told_without_what_points_at_a_school() -> None:
    assert list(as_told(*case(MAY_BE[0])).choices.index) == ["base"]


@pytest.mark.parametrize(
    "changes", [{"consent": "agreed"}, {"route": "specialist_base"}]
)
def test_a_plan_is_told_whole_where_no_school_is_pointed_at(changes: Any) -> None:
    scenario, plan = case(MAY_BE[0], **changes)
    assert as_told(scenario, plan) is plan
