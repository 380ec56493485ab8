"""A plan for an authority of which only the needed tables are known."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from capital_planner.apportionment import BY_POPULATION
from capital_planner.case import Case
from capital_planner.checks import check_plan, check_scenario
from capital_planner.gazetteer import gazetteer
from capital_planner.groupings import groupings
from capital_planner.mapspec import MapChoice, land, sufficiency_map
from capital_planner.population import children
from capital_planner.scenario import Scenario, build
from capital_planner.settings import ScenarioSettings, SearchSettings
from capital_planner.sufficiency import measure
from data import read_case
from optimiser import do_nothing, find_plan, place_children
from tests import small_authority as small


@cache
def case() -> Case:
    with TemporaryDirectory() as folder:
        return read_case(small.write(Path(folder) / "case"))


@cache
def scenario() -> Scenario:
    return build(case(), "central", ScenarioSettings(resolution="district"))


def test_its_scenario_agrees_with_itself() -> None:
    assert check_scenario(scenario()) == []
    assert scenario().basis == BY_POPULATION
    assert set(scenario().schemes["standing"]) == {"candidate"}
    assert scenario().across_border.to_numpy().sum() == 0
    assert not (scenario().provisions["kind"] == "base").any()
    assert groupings(case().groupings, set(small.DISTRICTS.values())) == ()


def test_a_plan_is_found_judged_and_measured() -> None:
    given = scenario()
    plan = find_plan(given, SearchSettings(time_limit_s=60.0, work_limit=60))
    placed = place_children(given, plan)
    assert check_plan(given, plan, placed) == []
    assert len(plan.choices) > 0
    for year in given.years:
        told = placed.children[year].sum() + placed.still_needed[year].sum()
        assert told == pytest.approx(given.demand[year].sum(), abs=1e-3)
    found = measure(given, plan, placed)
    nothing = do_nothing(given)
    before = measure(given, nothing, place_children(given, nothing))
    assert found.objective_gbp < before.objective_gbp
    drawn = sufficiency_map(
        given,
        found,
        choice=MapChoice(
            year=given.years[-1], option="Best found", audience="restricted"
        ),
        ground=land(case().areas, case().outlines),
        plan=plan,
    )
    assert BY_POPULATION.statement in drawn.furniture.statements
    assert {area.name for area in drawn.areas} == set(small.DISTRICTS.values())


def test_an_expansion_is_told_of_the_whole_authority() -> None:
    schemes = scenario().schemes
    grows = schemes[schemes["route"] == "special_expansion"]
    assert set(grows["label"]) == {"Special school expansion in Hamshire"}
    assert set(grows["districts"]) == {"Eastham|Westham"}
    public = {entry.name for entry in gazetteer(case(), scenario())}
    assert {"Eastham", "Westham"} <= public


def test_without_a_projection_the_number_of_children_stays() -> None:
    people = children(case(), [2023, 2024, 2029])
    for year in (2023, 2029):
        np.testing.assert_array_equal(people[year], people[2024])


def test_pots_that_nobody_described_may_pay_for_anything() -> None:
    pots = scenario().pots
    assert pots["routes"].to_dict() == {"capital": ()}
    assert pots["carry_forward"].all()
