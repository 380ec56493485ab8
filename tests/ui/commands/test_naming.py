"""What is said where a named option lacks what it asks for."""

import pandas as pd
import pytest

from capital_planner.named_options import Adaptations
from capital_planner.recipes import Recipe, recipe_of
from capital_planner.scenario import Scenario, build
from capital_planner.settings import ScenarioSettings, SearchSettings
from data import EMBEDDED_CASE, read_case
from optimiser.most_places import MostPlaces
from ui.commands import export, naming
from ui.commands.export_arguments import BESIDE
from ui.commands.options import standing_options

NONE = pd.DataFrame(columns=["places", "opening_year"])
PROVED = "leave no room for any"
UNPROVED = "not proved"
RECIPES = [recipe_of("families"), recipe_of("most-special-places")]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    case = read_case(EMBEDDED_CASE)
    return build(case, "central", ScenarioSettings(resolution="district"))


def note(
    monkeypatch: pytest.MonkeyPatch,
    recipe: Recipe,
    scenario: Scenario,
    most: MostPlaces | None,
) -> tuple[Scenario, str]:
    monkeypatch.setattr(naming, "most_places", lambda *_: most)
    asked, _, said = naming._with_places(recipe, scenario, None)
    return asked, said


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.key)
@pytest.mark.parametrize(
    ("most", "said"),
    [
        (MostPlaces({"new_special_school": 0}, 0, NONE), PROVED),
        (MostPlaces({"new_special_school": 0}, 500, NONE), UNPROVED),
        (None, UNPROVED),
    ],
    ids=["proved", "not settled", "no plan found"],
)
def test_that_there_is_none_is_said_only_where_it_is_proved(
    monkeypatch: pytest.MonkeyPatch,
    scenario: Scenario,
    recipe: Recipe,
    most: MostPlaces | None,
    said: str,
) -> None:
    asked, text = note(monkeypatch, recipe, scenario, most)
    assert said in text
    assert ({PROVED, UNPROVED} - {said}).pop() not in text
    assert "does not pay" not in text
    assert asked is scenario


def test_what_was_found_is_asked_for_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario
) -> None:
    most = MostPlaces({"new_special_school": 90}, 90, NONE)
    for recipe in RECIPES:
        asked, text = note(monkeypatch, recipe, scenario, most)
        assert text == ""
        ((route, places),) = asked.settings.rules.least_places
        assert route == "new_special_school"
        assert 0 < places <= 90


def test_a_pack_is_told_what_a_named_option_sets_aside_and_lacks(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario
) -> None:
    option = standing_options(scenario)[0]
    aside, lacks = Adaptations(12, 6e5), "No small school was found."
    made = naming.Named(recipe_of("families"), scenario, option, aside, lacks)
    monkeypatch.setattr(export, "name_option", lambda *_: made)
    worked = export._found(
        recipe_of("families"), read_case(EMBEDDED_CASE), scenario, SearchSettings()
    )
    assert worked.adaptations == aside
    assert worked.sentence.endswith(f"made accessible. {lacks}")
    assert "families" in BESIDE
