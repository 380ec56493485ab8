"""What each named option asks of a plan, and of what money.

A recipe says what is asked of a plan beside what the officer asks already: the
goal, the routes, and what there is to be most of before anything else counts.
"""

from dataclasses import dataclass, replace

import pandas as pd

from capital_planner.case import Case
from capital_planner.envelopes import less
from capital_planner.recipes import NEW_SCHOOL, Recipe
from capital_planner.rules import Pin, Rules
from capital_planner.scenario.frames import Scenario
from capital_planner.scenario.money import preset_prices

SMALL_SCHOOL_MOST = 60
"""Places: families asked for schools of 30 to 60."""
AUTISM = ("ASD",)


@dataclass(frozen=True)
class Adaptations:
    """Mainstream schools made accessible: cost and schools, no places.

    Attributes
    ----------
    schools
        How many.
    cost_gbp
        Cash, all of them.
    """

    schools: int = 0
    cost_gbp: float = 0.0


NO_ADAPTATIONS = Adaptations()


def adaptations_of(recipe: Recipe, case: Case) -> Adaptations:
    """Say what a recipe's adaptations come to: so many schools a district.

    The cost a school and the schools a district are working assumptions
    (``adaptation_cost``, ``adaptation_schools``).
    """
    if not recipe.adaptations:
        return NO_ADAPTATIONS
    given = case.assumptions
    districts = int((case.areas["role"] == "county").sum())
    schools = districts * int(given.value("adaptation_schools"))
    return Adaptations(schools, schools * given.value("adaptation_cost"))


def asked_by(
    recipe: Recipe, case: Case, scenario: Scenario, known_gbp: float
) -> Scenario:
    """Give the scenario the goal, rules and money of a recipe.

    What ``most_of`` and ``small_schools`` ask of the number of places is not in
    it: how many there can be is for a search to say.

    Parameters
    ----------
    scenario
        With the officer's own goal, rules and money; they stay.
    known_gbp
        The envelope that ``scenario.funding`` was made of.

    Raises
    ------
    DataError
        If the case has no such goal.
    """
    rules = scenario.settings.rules
    settings = replace(scenario.settings, rules=_rules(recipe, scenario, rules))
    if recipe.preset and recipe.preset != settings.preset:
        prices = preset_prices(case, recipe.preset)
        settings = replace(settings, preset=recipe.preset, prices=None)
        scenario = replace(scenario, prices=prices)
    spent = adaptations_of(recipe, case).cost_gbp
    if spent:
        changed = less(scenario, spent, known_gbp)
        settings = replace(settings, envelope_gbp=changed.settings.envelope_gbp)
        scenario = changed
    return replace(scenario, settings=settings)


def with_least(scenario: Scenario, places: dict[str, int]) -> Scenario:
    """Ask for at least so many places of each route, beside the rest.

    Parameters
    ----------
    places
        Places still to decide by route.
    """
    asked = tuple((route, count) for route, count in places.items() if count > 0)
    rules = scenario.settings.rules
    rules = replace(rules, least_places=rules.least_places + asked)
    return replace(scenario, settings=replace(scenario.settings, rules=rules))


def small_schools(scenario: Scenario) -> pd.Index:
    """Ids of the small special schools for autistic children still to decide."""
    new = _new_schools(scenario)
    largest = scenario.sizes.reset_index().groupby("scheme")["places"].max()
    small = largest.reindex(new.index) <= SMALL_SCHOOL_MOST
    alone = new["needs"].map(lambda needs: tuple(needs) == AUTISM).astype(bool)
    return new.index[(small & alone).to_numpy(bool)]


def smallest_size(scenario: Scenario) -> int:
    """Places of the smallest small school that may be built; 0 where there is none."""
    sizes = scenario.sizes.reset_index()
    mine = sizes.loc[sizes["scheme"].isin(small_schools(scenario)), "places"]
    return int(mine.min()) if len(mine) else 0


def _new_schools(scenario: Scenario) -> pd.DataFrame:
    schemes = scenario.schemes
    undecided = schemes["standing"] == "candidate"
    new: pd.DataFrame = schemes[(undecided & (schemes["route"] == NEW_SCHOOL))]
    return new


def _rules(recipe: Recipe, scenario: Scenario, asked: Rules) -> Rules:
    """Add a recipe's rules to the officer's."""
    if recipe.routes is not None:
        allowed = recipe.routes if asked.routes is None else asked.routes
        routes = tuple(route for route in recipe.routes if route in allowed)
        asked = replace(asked, routes=routes)
    if recipe.small_schools:
        pinned = {pin.scheme for pin in asked.pins}
        others = _new_schools(scenario).index.difference(small_schools(scenario))
        left_out = [Pin(str(name), "out") for name in others if name not in pinned]
        asked = replace(asked, pins=(*asked.pins, *left_out))
    return asked
