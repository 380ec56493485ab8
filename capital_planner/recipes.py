"""Options by name, as officers and families speak of them: each a recipe."""

from dataclasses import dataclass
from typing import Literal

NEW_SCHOOL = "new_special_school"

Kind = Literal["do nothing", "committed", "found"]


@dataclass(frozen=True)
class Recipe:
    """What is asked of one named option.

    Attributes
    ----------
    key
        Its name on the command line.
    name
        As papers show it.
    sentence
        What it is, in plain English.
    kind
        ``do nothing`` and ``committed`` are what is decided already; the others
        are found.
    preset
        Goal; None for the one the officer chose.
    routes
        Routes that may be added; None for all.
    most_of
        Routes of which there are as many places as can be, before all else.
    small_schools
        Whether, of new special schools, only small ones for autistic children
        are added, at least one of them where the money allows.
    adaptations
        Whether mainstream schools are made accessible, at a cost off the
        envelope.
    """

    key: str
    name: str
    sentence: str
    kind: Kind = "found"
    preset: str | None = None
    routes: tuple[str, ...] | None = None
    most_of: tuple[str, ...] = ()
    small_schools: bool = False
    adaptations: bool = False


RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "do-nothing",
        "Do nothing",
        "Only what is being built already opens.",
        kind="do nothing",
    ),
    Recipe(
        "committed",
        "Committed programme",
        "The schemes approved so far open as decided, and no more.",
        kind="committed",
    ),
    Recipe(
        "bases-first",
        "Bases first",
        "Beside the approved schemes, only specialist bases in mainstream schools.",
        routes=("specialist_base",),
    ),
    Recipe(
        "balanced",
        "Balanced",
        "The least whole cost with every kind of scheme, journeys and independent "
        "places priced in balance.",
        preset="balanced",
    ),
    Recipe(
        "most-special-places",
        "Most special school places",
        "As many places in special schools as money and rules allow, then the least "
        "whole cost.",
        most_of=("special_expansion", NEW_SCHOOL, "satellite"),
    ),
    Recipe(
        "least-independent",
        "Least independent",
        "The fewest children in independent schools that the money can bring about.",
        preset="fewest_independent",
    ),
    Recipe(
        "families",
        "What families asked for",
        "Small special schools for autistic children, bases in mainstream schools, "
        "and mainstream schools made accessible.",
        routes=("specialist_base", NEW_SCHOOL),
        small_schools=True,
        adaptations=True,
    ),
)
"""Every named option, in the order papers show them."""

NAMES = tuple(recipe.key for recipe in RECIPES)


def recipe_of(key: str) -> Recipe:
    """Find a recipe by its name on the command line."""
    return next(recipe for recipe in RECIPES if recipe.key == key)


def recipe_called(name: str) -> Recipe | None:
    """Find a recipe by the name that papers show; None where it is no named option."""
    return next((recipe for recipe in RECIPES if recipe.name == name), None)
