"""Named options found: each recipe turned into a plan, judged and worked out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import optimiser
from capital_planner.case import Case
from capital_planner.checks import check_plan, check_yardstick
from capital_planner.named_options import (
    Adaptations,
    adaptations_of,
    asked_by,
    smallest_size,
    with_least,
)
from capital_planner.plan import Progress
from capital_planner.recipes import NEW_SCHOOL, Recipe
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from optimiser.guide import Guide
from optimiser.listener import silent
from optimiser.most_places import MostPlaces, most_places
from optimiser.public import explore
from optimiser.standing import Standing
from ui.commands.options import Option, work_out

Listener = Callable[[Progress], None]
EFFORT = SearchSettings(time_limit_s=300.0, work_limit=30)
"""For what papers say beside a plan: work, not time, ends the search, so that every
paper of one plan says the same, on every computer.
"""


@dataclass(frozen=True)
class Named:
    """A named option worked out.

    Attributes
    ----------
    scenario
        With the goal, rules and money of the recipe: it was judged in this.
    option
        Plan, placements and measures.
    adaptations
        Mainstream schools made accessible beside the plan.
    note
        What the recipe asks for and was not found, and whether that is proved;
        else empty.
    guide
        What the search learnt; None for what is decided already.
    """

    recipe: Recipe
    scenario: Scenario
    option: Option
    adaptations: Adaptations
    note: str = ""
    guide: Guide | None = None


def known_envelope(case: Case, scenario: Scenario) -> float:
    """Envelope that a scenario's funding was made of, before the top slice."""
    asked = scenario.settings.envelope_gbp
    published = float(case.funding["allocation_gbp"].sum())
    return published if asked is None else asked


def name_option(
    recipe: Recipe,
    case: Case,
    scenario: Scenario,
    search: SearchSettings,
    *,
    start: Guide | None = None,
    on_progress: Listener = silent,
) -> Named:
    """Work out one named option.

    Parameters
    ----------
    scenario
        With the officer's own goal, rules and money.
    start
        What the search for another option learnt.

    Raises
    ------
    PlannerError
        If a plan breaks a rule, or no plan keeps the rules asked for.
    """
    extra = adaptations_of(recipe, case)
    if recipe.kind != "found":
        decided = {"do nothing": optimiser.do_nothing, "committed": optimiser.committed}
        plan = decided[recipe.kind](scenario)
        option = work_out(recipe.name, scenario, plan, check_yardstick)
        return Named(recipe, scenario, option, extra)
    asked = asked_by(recipe, case, scenario, known_envelope(case, scenario))
    asked, start, note = _with_places(recipe, asked, start)
    found = explore(Standing(asked, search, on_progress), start)
    option = work_out(recipe.name, asked, found.plan, check_plan)
    return Named(recipe, asked, option, extra, note, found.guide)


def _with_places(
    recipe: Recipe, asked: Scenario, start: Guide | None
) -> tuple[Scenario, Guide | None, str]:
    """Ask for most places of some routes, or for a small school, where it can be."""
    if recipe.most_of:
        most = most_places(asked, recipe.most_of, start)
        if most is None or not most.total:
            return asked, start, without(most, 1, "place of the kinds asked for")
        known = replace(start, choices=most.choices) if start else None
        return with_least(asked, most.by_route), known, ""
    if recipe.small_schools:
        least = smallest_size(asked)
        if not least:
            note = "No small special school is among the schemes that may be added."
            return asked, start, note
        most = most_places(asked, (NEW_SCHOOL,), start)
        if most is None or most.total < least:
            return asked, start, without(most, least, "small special school")
        known = replace(start, choices=most.choices) if start else None
        return with_least(asked, {NEW_SCHOOL: least}), known, ""
    return asked, start, ""


def without(most: MostPlaces | None, least: int, what: str) -> str:
    """Say that a plan has none of what a recipe asks for, and whether it could.

    Parameters
    ----------
    most
        Places found, fewer than ``least``; None where no plan was found.
    least
        Places of the smallest there is.
    what
        What was asked for, in words, one of it.
    """
    if most is not None and most.bound < least:
        return f"Money and rules together leave no room for any {what}."
    return (
        f"No {what} was found in the effort allowed; it is not proved that money and "
        "rules leave no room for one."
    )
