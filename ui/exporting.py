"""The files of the option that is shown, written in a worker.

Importing this module loads matplotlib: a worker does so when files are asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from capital_planner.briefing import paint_map
from capital_planner.checks import check_plan
from capital_planner.disclosure import refuse_hosts
from capital_planner.errors import PlannerError
from data import csv_bytes, json_bytes, write_files
from ui.commands.options import Option, standing_options
from ui.commands.papers import Findings, facts_of, measures, placements, schemes
from ui.regrouping import crossing_table, regrouped
from ui.state import asking

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from capital_planner.briefing.page import PaperName
    from capital_planner.errors import Problem
    from capital_planner.scenario import Scenario
    from ui.state import Assessed
    from ui.tasks import DrawOrder

BEFORE = "Do nothing"


def export(order: DrawOrder, folder: Path, paper: PaperName) -> list[str]:
    """Write the cabinet map of the view, and the tables of the option.

    The map has the name that the officer gave the option.

    Returns
    -------
    list of str
        The folder, then the names of the files.

    Raises
    ------
    PlannerError
        If the option breaks a rule of law, money or schools, names a school that
        has not agreed where the public reads it, or the folder cannot be written.
    """
    now, audience = order.assessed, order.view.audience
    refuse_hosts([order.option], now.scenario.schemes, audience)
    findings = _findings(order)
    seen = _by_area(findings, order)
    grouping = order.opened.grouping(order.view.grouping)
    files = {
        "plan.json": json_bytes(facts_of(findings)),
        "schemes.csv": csv_bytes(_named(schemes(seen), order)),
        "measures.csv": csv_bytes(_named(measures(seen), order)),
    }
    if grouping is not None:
        files["across_borders.csv"] = csv_bytes(
            crossing_table(regrouped(order.assessed, grouping), order.view)
        )
    if audience == "restricted":
        files["placements.csv"] = csv_bytes(placements(findings.chosen))
    painted = paint_map(order.spec(), fonts=order.opened.fonts, paper=paper)
    files |= {f"map.{kind}": content for kind, content in painted.items()}
    write_files(folder, files)
    return [str(folder), *files]


def _findings(order: DrawOrder) -> Findings:
    now = order.assessed
    _, committed = standing_options(order.before.scenario)
    return Findings(
        case=order.opened.case,
        scenario=_judged(now),
        chosen=_option(order.option, now),
        before=_option(BEFORE, order.before),
        committed=committed,
        audience=order.view.audience,
    )


def _judged(now: Assessed) -> Scenario:
    """Refuse a plan that law, money or schools forbid.

    What an officer asks of every plan is advice on this one: where it is not
    heeded, the files say nothing of it.
    """
    if not _errors(now, now.scenario):
        return now.scenario
    scenario = asking(now.scenario, now.scenario.settings.rules.releases)
    errors = _errors(now, scenario)
    if errors:
        raise PlannerError(errors)
    return scenario


def _errors(now: Assessed, scenario: Scenario) -> list[Problem]:
    problems = check_plan(scenario, now.plan, now.placements)
    return [problem for problem in problems if problem.severity == "error"]


def _by_area(findings: Findings, order: DrawOrder) -> Findings:
    """Tell the option by the areas of the grouping looked at."""
    seen = order.by_area().assessed
    chosen = _option(order.option, seen)
    return replace(findings, scenario=seen.scenario, chosen=chosen)


def _named(table: pd.DataFrame, order: DrawOrder) -> pd.DataFrame:
    """Call areas of districts areas."""
    return table.rename(columns={"district": "area"} if order.view.grouping else {})


def _option(name: str, assessed: Assessed) -> Option:
    return Option(name, assessed.plan, assessed.placements, assessed.measures)
