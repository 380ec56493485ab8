"""``main.py evidence``: what bases alone can meet, why not the rest, and how surely."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

import optimiser
from capital_planner.case import Case
from capital_planner.disclosure import ALL, ATTRIBUTION, public_lines
from capital_planner.evidence import (
    MET,
    REASONS,
    SHARES,
    Evidence,
    Step,
    Turning,
    at_share,
    bases_first,
    figures,
    largest_factor,
    residual,
    story,
    turning_point,
)
from capital_planner.plan import Plan
from capital_planner.rules import Rules
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience, ScenarioSettings, SearchSettings
from data import csv_bytes, json_bytes, read_case, write_files
from ui.commands.naming import EFFORT
from ui.commands.options import scenario_of, work_out
from ui.commands.plan import settings_of
from ui.commands.versions import versions
from ui.commands.writing import say

BASES_ALONE = Rules(routes=("specialist_base",))
BETWEEN = replace(EFFORT, work_limit=6)
"""For the shares between, which only say where the conclusion changes."""

ASSUMPTIONS = (
    "base_met_share",
    "substitutable_share",
    "base_fill_from_mainstream",
    "journey_limit_minutes",
    "ladder",
    "stage_months",
    "max_new_bases",
    "host_primary_min_pupils",
    "run_factor",
)
"""Figures that the evidence rests on most."""


def run(given: argparse.Namespace) -> int:
    """Find plans of bases alone at every share, and write the evidence at the end."""
    case = read_case(given.case)
    central = scenario_of(case, given.future, bases_alone(settings_of(given)))
    evidence = evidence_of(case, central, given.audience)
    files = {
        "residual.csv": csv_bytes(
            residual(evidence.steps, evidence.tables, evidence.scenario.basis)
        ),
        "evidence.txt": story(evidence).encode(),
        "evidence.json": json_bytes(_record(case, evidence)),
    }
    write_files(given.out, files)
    say(f"Written to {given.out}.")
    return 0


def bases_alone(settings: ScenarioSettings) -> ScenarioSettings:
    """Give the same settings where nothing but specialist bases may be added."""
    return replace(settings, rules=BASES_ALONE)


def evidence_of(
    case: Case, central: Scenario, audience: Audience, effort: SearchSettings = EFFORT
) -> Evidence:
    """Work out what bases alone can meet, at the stated share and beside it.

    Parameters
    ----------
    central
        With settings as :func:`bases_alone` gives.
    effort
        How hard each plan of the stated shares is looked for.
    """
    stated = case.assumptions.by_key("base_met_share")

    def look(factor: float, search: SearchSettings) -> Step:
        say(f"Bases alone, where they could meet {factor:.2f} times the stated share.")
        return step_at(at_share(central, stated, factor), factor, search)

    steps = {name: look(factor, effort) for name, factor in SHARES.items()}
    turning = turning_point(
        list(steps.values()),
        lambda factor: look(factor, BETWEEN),
        largest_factor(central.tier_share),
    )
    tables = {name: figures(step.found, audience) for name, step in steps.items()}
    return Evidence(central, steps, tables, turning, audience)


def step_at(scenario: Scenario, factor: float, search: SearchSettings) -> Step:
    """Find the plan of bases alone, have it judged, and sort its children."""
    plan = optimiser.find_plan(scenario, search)
    option = work_out("Bases alone", scenario, plan)
    found = bases_first(scenario, option.plan, option.placements)
    return Step(factor, found, _searched(plan))


def _searched(plan: Plan) -> str:
    quality = plan.quality
    if quality is None:
        return "searched anew"
    return (
        f"searched anew: {quality.status}, at most {quality.gap:.2%} from the best "
        f"possible, {quality.work.get('plans', 0)} plans assessed"
    )


def _record(case: Case, evidence: Evidence) -> dict[str, Any]:
    """Everything that evidence.json holds."""
    scenario = evidence.scenario
    used = case.assumptions.table.reset_index()
    used = used[used["name"].isin(ASSUMPTIONS)]
    return {
        "case": scenario.case_name,
        "case_hash": scenario.case_digest,
        "preset": scenario.settings.preset,
        "future": scenario.future,
        "resolution": scenario.settings.resolution,
        "envelope_gbp": scenario.settings.envelope_gbp,
        "audience": evidence.audience,
        "shares": {
            name: _share(step, evidence.tables[name])
            for name, step in evidence.steps.items()
        },
        "turning": _turning(evidence.turning, evidence.in_figures),
        "met": dict(MET),
        "reasons": dict(REASONS),
        "notes": [*public_lines(scenario.basis), ATTRIBUTION],
        "versions": versions(),
        "assumptions": used.to_dict("records"),
    }


def _share(step: Step, table: pd.DataFrame) -> dict[str, Any]:
    rows = table.reset_index()
    county = rows[(rows[["district", "need", "phase"]] == ALL).all(axis=1)]
    return {
        "times_the_stated_share": step.factor,
        "share_of_children_to_be_placed": round(step.found.new_share, 4),
        "plan": step.searched,
        "new_bases": step.found.bases,
        "places_in_new_bases": step.found.places,
        "capital_gbp": step.found.capital_gbp,
        "children_by_year": {
            str(row["year"]): {name: row[name] for name in table.columns}
            for row in county.to_dict("records")
        },
    }


def _turning(
    turning: Turning, shown: Callable[[float], float | None]
) -> dict[str, Any]:
    return {
        "conclusion": "special school places are still needed beyond what bases can "
        "meet",
        "changes_between": turning.between,
        "steps": [
            {
                "times_the_stated_share": round(step.factor, 4),
                "conclusion_holds": step.holds,
                "need_a_special_school_before_16": shown(step.special),
                "plan": step.searched,
            }
            for step in turning.steps
        ],
    }
