"""``main.py options``: every named option worked out, judged and compared."""

import argparse
from typing import Any

import pandas as pd

from capital_planner.disclosure import about
from capital_planner.recipes import RECIPES
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from data import csv_bytes, json_bytes, read_case, write_files
from ui.commands.comparing import closing, figures, millions, proof, record, table
from ui.commands.naming import Named, name_option
from ui.commands.options import warned_scenario
from ui.commands.plan import asked_of
from ui.commands.writing import say


def run(given: argparse.Namespace) -> int:
    """Work out every named option, and write the comparison at the end."""
    case = read_case(given.case)
    scenario = warned_scenario(case, given.future, asked_of(given, case))
    search = SearchSettings(
        gap=given.gap, time_limit_s=given.time_limit, seed=given.seed
    )
    found: list[Named] = []
    for recipe in RECIPES:
        say(f"{recipe.name}: {recipe.sentence}")
        learnt = [named.guide for named in found if named.guide is not None]
        start = learnt[-1] if learnt else None
        found.append(name_option(recipe, case, scenario, search, start=start))
    rows = table([row(scenario, named) for named in found], given.audience)
    meanings = {named.recipe.key: named.recipe.sentence for named in found}
    files = {
        "options.csv": csv_bytes(rows),
        "options.json": json_bytes(
            record(scenario, given.audience, rows, {"options": meanings})
        ),
        "options.txt": story(scenario, found, rows).encode(),
    }
    write_files(given.out, files)
    say(f"Written to {given.out}.")
    return 0


def row(scenario: Scenario, named: Named) -> dict[str, Any]:
    """Figures of one named option, whole cost at the prices of the goal asked for.

    The gaps are of its own goal. What adaptations cost is in the capital and in
    the whole cost too.
    """
    found = figures(scenario, named.option)
    extra = named.adaptations
    found["whole_cost_gbp"] += extra.cost_gbp
    found["capital_gbp"] += extra.cost_gbp
    found["capital_to_decide_gbp"] += extra.cost_gbp
    return {
        "option": named.recipe.name,
        "goal": named.scenario.settings.preset,
        **found,
        "mainstream_schools_made_accessible": extra.schools,
        "adaptations_gbp": extra.cost_gbp,
        **proof(named.option.plan.quality),
        "note": named.note,
    }


def story(scenario: Scenario, found: list[Named], rows: pd.DataFrame) -> str:
    """Say in words what each option is and what it comes to."""
    last = scenario.years[-1]
    prices = f"at the prices of the goal {scenario.settings.preset}"
    lines = [
        f"Options for {scenario.case_name}, {scenario.future} future.",
        f"Whole costs are of all years to {last}, {prices}.",
        f"Children are of {last}, estimated and rounded.",
    ]
    for named, (_, figure) in zip(found, rows.iterrows(), strict=True):
        lines += ["", f"{named.recipe.name}. {named.recipe.sentence}"]
        lines.append(_said(figure))
        if named.adaptations.schools:
            lines.append(
                f"{named.adaptations.schools} mainstream schools are made accessible, "
                f"for {millions(named.adaptations.cost_gbp)} off the envelope (a "
                "working assumption)."
            )
        if named.note:
            lines.append(named.note)
    return "\n".join([*lines, *closing(scenario)])


def _said(figure: pd.Series) -> str:
    children = {
        name: "held back" if pd.isna(figure[name]) else about(float(figure[name]))
        for name in ("in_independent_schools", "places_still_needed", "long_journeys")
    }
    said = (
        f"Whole cost {millions(figure['whole_cost_gbp'])}, capital "
        f"{millions(figure['capital_gbp'])}. Children in independent schools: "
        f"{children['in_independent_schools']}; places still needed: "
        f"{children['places_still_needed']}; long journeys: "
        f"{children['long_journeys']}; median journey "
        f"{figure['median_minutes']:.1f} minutes."
    )
    if pd.isna(figure["gap"]):
        return said
    return (
        f"{said} {str(figure['status']).capitalize()}: at most {figure['gap']:.2%} "
        "from the best possible for its own goal and rules."
    )
