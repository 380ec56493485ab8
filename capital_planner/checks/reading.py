"""Whether a plan and its placements can be read at all."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from capital_planner.checks.ledger import GROUP, ROUNDED_EACH, broken, keys_of
from capital_planner.errors import Problem
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

RULE = "frames_as_documented"
AGAIN = "Place the children again with this plan in this scenario."


def unreadable(
    scenario: Scenario, plan: Plan, placements: Placements
) -> Iterator[Problem]:
    """Find what keeps the other rules from being checked."""
    yield from _choices(scenario, plan)
    years = [scenario.base_year, *scenario.years]
    for name, levels in {
        "children": [*GROUP, "provision"],
        "newly": [*GROUP, "provision"],
        "still_needed": GROUP,
        "places": ["provision"],
        "from_mainstream": ["provision"],
    }.items():
        yield from _frame(name, getattr(placements, name), levels, years)
    yield from _keys(scenario, plan, placements)


def _choices(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    table = plan.choices
    missing = {"places", "opening_year"} - set(table.columns)
    if missing:
        yield broken(RULE, "The plan has no such column.", "Add it.", sorted(missing))
        return
    numbers = table[["places", "opening_year"]].to_numpy(float)
    if not np.array_equal(numbers, np.rint(numbers)):
        yield broken(
            RULE,
            "A size or opening year of the plan is not a whole number.",
            "Give places and opening years as whole numbers.",
        )
    for scheme in table.index[~table.index.isin(scenario.schemes.index)]:
        yield broken(
            RULE,
            "The plan holds a scheme that the scenario does not have.",
            "Take it out of the plan, or add the scheme to the case.",
            scheme,
        )
    for scheme in table.index[table.index.duplicated()].unique():
        yield broken(
            "one_size_and_year",
            "The plan opens a scheme more than once.",
            "Keep one size and one opening year.",
            scheme,
        )


def _frame(
    name: str, frame: pd.DataFrame, levels: list[str], years: list[int]
) -> Iterator[Problem]:
    if list(frame.index.names) != levels:
        text = f"{name} is indexed by {list(frame.index.names)}, not by {levels}."
        yield broken(RULE, text, AGAIN, name)
    if not set(years) <= set(frame.columns):
        yield broken(RULE, f"{name} lacks a year.", AGAIN, name)
        return
    values = frame[years].to_numpy(float)
    if not np.isfinite(values).all():
        yield broken(RULE, f"{name} holds a figure that is missing.", AGAIN, name)
    if (values < -ROUNDED_EACH).any():
        yield broken(RULE, f"{name} holds a number below zero.", AGAIN, name)
    if frame.index.has_duplicates:
        row = frame.index[frame.index.duplicated()][0]
        yield broken(RULE, f"{name} holds a row twice.", AGAIN, row)


def _keys(scenario: Scenario, plan: Plan, placements: Placements) -> Iterator[Problem]:
    children, newly = placements.children, placements.newly
    if children.index.nlevels != len(GROUP) + 1:
        return
    if not children.index.sort_values().equals(newly.index.sort_values()):
        yield broken(RULE, "newly has other rows than children.", AGAIN)
    needed = placements.still_needed
    needed = needed[(needed > 0).any(axis=1)]
    for index in (keys_of(children.index, GROUP), needed.index):
        strange = ~index.isin(scenario.demand.index)
        if strange.any():
            text = "Children are placed who are not among those who need a place."
            yield broken(RULE, text, AGAIN, index[strange][0])
    own = scenario.schemes["provision"] == scenario.schemes.index
    built = own.index[own & own.index.isin(plan.choices.index)]
    known = scenario.provisions.index.union(built)
    for frame in (children, placements.places, placements.from_mainstream):
        used = frame[(frame > 0).any(axis=1)]
        inside = used.index.get_level_values("provision").unique()
        for setting in inside[~inside.isin(known)]:
            text = "Children or places are at a setting that the plan does not open."
            yield broken(RULE, text, AGAIN, setting)
