"""What each named option asks of a plan."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.checks import check_scenario
from capital_planner.disclosure import forbidden_words
from capital_planner.named_options import (
    adaptations_of,
    asked_by,
    small_schools,
    smallest_size,
    with_least,
)
from capital_planner.recipes import NAMES, RECIPES, recipe_of
from capital_planner.rules import Pin, Rules
from capital_planner.scenario import Scenario, build
from capital_planner.settings import ScenarioSettings
from tests.capital_planner.lancashire import case

KNOWN = 57e6


@pytest.fixture(scope="module")
def lancashire() -> Scenario:
    return build(case(), "central", ScenarioSettings(resolution="district"))


def asked(key: str, scenario: Scenario) -> Scenario:
    return asked_by(recipe_of(key), case(), scenario, KNOWN)


def test_seven_options_each_with_a_name_and_a_sentence_of_its_own() -> None:
    assert len(NAMES) == len(set(NAMES)) == 7
    assert len({recipe.sentence for recipe in RECIPES}) == 7
    texts = [text for r in RECIPES for text in (r.name, r.sentence)]
    assert forbidden_words(texts) == []
    assert [recipe.kind for recipe in RECIPES].count("found") == 5


def test_bases_first_adds_bases_alone(lancashire: Scenario) -> None:
    rules = asked("bases-first", lancashire).settings.rules
    assert rules == Rules(routes=("specialist_base",))


@pytest.mark.parametrize(
    ("key", "preset"),
    [("balanced", "balanced"), ("least-independent", "fewest_independent")],
)
def test_a_goal_brings_its_prices(lancashire: Scenario, key: str, preset: str) -> None:
    other = replace(
        lancashire,
        settings=replace(lancashire.settings, preset="closest_to_home"),
        prices=replace(lancashire.prices, minute_gbp=200.0),
    )
    found = asked(key, other)
    assert found.settings.preset == preset
    row = case().presets.set_index("preset").to_dict("index")[preset]
    assert found.prices.independent_gbp == float(row["price_independent_gbp"])
    assert found.prices.minute_gbp == float(row["price_minute_gbp"])


def test_the_officer_s_own_rules_stay(lancashire: Scenario) -> None:
    own = Rules(pins=(Pin("base-1", "out"),), routes=("new_special_school",))
    settings = replace(lancashire.settings, rules=own)
    found = asked("families", replace(lancashire, settings=settings)).settings.rules
    assert own.pins[0] in found.pins
    assert found.routes == ("new_special_school",)


def test_families_ask_for_small_schools_for_autistic_children(
    lancashire: Scenario,
) -> None:
    schools = small_schools(lancashire)
    assert len(schools) == 12
    assert smallest_size(lancashire) == 30
    rules = asked("families", lancashire).settings.rules
    out = {pin.scheme for pin in rules.pins if pin.decision == "out"}
    schemes = lancashire.schemes
    new = schemes[
        (schemes["route"] == "new_special_school")
        & (schemes["standing"] == "candidate")
    ]
    assert out == set(new.index) - set(schools)
    assert out
    assert check_scenario(asked("families", lancashire)) == check_scenario(lancashire)


def test_a_school_for_other_needs_or_larger_is_none(lancashire: Scenario) -> None:
    larger = lancashire.sizes.rename(index={60: 90}, level="places")
    assert small_schools(replace(lancashire, sizes=larger)).empty
    schemes = lancashire.schemes.copy()
    mixed = schemes["needs"].map(lambda needs: (*needs, "SEMH"))
    other = replace(lancashire, schemes=schemes.assign(needs=mixed))
    assert small_schools(other).empty
    assert smallest_size(other) == 0


def test_adaptations_are_paid_from_the_envelope(lancashire: Scenario) -> None:
    extra = adaptations_of(recipe_of("families"), case())
    assert (extra.schools, extra.cost_gbp) == (12, 12 * 50_000.0)
    before = float(lancashire.funding["allocation_gbp"].sum())
    after = asked("families", lancashire)
    left = float(after.funding["allocation_gbp"].sum())
    assert left == pytest.approx(before - extra.cost_gbp)
    assert adaptations_of(recipe_of("balanced"), case()).schools == 0
    pd.testing.assert_frame_equal(
        asked("balanced", lancashire).funding, lancashire.funding
    )


def test_least_places_are_asked_beside_the_rest(lancashire: Scenario) -> None:
    rules = Rules(least_places=(("specialist_base", 8),), least_base_share=0.1)
    settings = replace(lancashire.settings, rules=rules)
    found = with_least(
        replace(lancashire, settings=settings), {"satellite": 0, "special_expansion": 9}
    )
    assert found.settings.rules.least_places == (
        ("specialist_base", 8),
        ("special_expansion", 9),
    )
    assert found.settings.rules.least_base_share == 0.1
