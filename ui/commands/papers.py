"""The files of a plan: record, tables and cabinet map, as bytes by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from capital_planner.briefing import paint_map
from capital_planner.case import Case
from capital_planner.disclosure import (
    PUBLIC_NAMES,
    left_out,
    public_measures,
    public_schemes,
    restricted_schemes,
)
from capital_planner.mapspec import MapChoice, land, sufficiency_map
from capital_planner.named_options import NO_ADAPTATIONS, Adaptations
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from data import csv_bytes, json_bytes
from data.fonts import read_fonts
from ui.commands.options import Option
from ui.commands.record import record
from ui.commands.versions import PLANNER

STILL_NEEDED = "places still needed"


@dataclass(frozen=True)
class Findings:
    """Everything that papers are made of.

    Attributes
    ----------
    chosen, before, committed
        The plan the papers are about, do nothing, and the committed programme.
    seed
        Of the search; None for a plan that was given.
    kept_as
        Under which name this computer keeps the plan; empty for none.
    adaptations
        Mainstream schools made accessible beside the plan.
    asked_as
        As ``kept_as``, for what the officer asked where a named option asks more.
    note
        What a named option asks for and was not found; else empty.
    """

    case: Case
    scenario: Scenario
    chosen: Option
    before: Option
    committed: Option
    audience: Audience
    seed: int | None = None
    kept_as: str = ""
    adaptations: Adaptations = NO_ADAPTATIONS
    asked_as: str = ""
    note: str = ""


def papers(findings: Findings) -> dict[str, bytes]:
    """Every file of a plan, public unless the findings say restricted."""
    files = {
        "plan.json": json_bytes(_kept(findings)),
        "schemes.csv": csv_bytes(schemes(findings)),
        "measures.csv": csv_bytes(measures(findings)),
    }
    if findings.audience == "restricted":
        files["placements.csv"] = csv_bytes(placements(findings.chosen))
    painted = cabinet_map(findings)
    return files | {f"map.{kind}": content for kind, content in painted.items()}


def facts_of(findings: Findings) -> Mapping[str, Any]:
    """Give what ``plan.json`` says of the options, as plain values."""
    options = {
        "this_plan": findings.chosen,
        "do_nothing": findings.before,
        "committed_programme": findings.committed,
    }
    return record(
        findings.case,
        findings.scenario,
        options,
        audience=findings.audience,
        seed=findings.seed,
    )


def _kept(findings: Findings) -> Mapping[str, Any]:
    """Add the name that the planner gave the option, and where it is kept.

    The window's options have officers' own names, which could be those of hosts.
    """
    return {
        **facts_of(findings),
        "option": findings.chosen.name,
        "kept_as": findings.kept_as,
        "asked_as": findings.asked_as,
        "note": findings.note,
        "mainstream_schools_made_accessible": findings.adaptations.schools,
        "adaptations_gbp": findings.adaptations.cost_gbp,
    }


STATUS_OF_MEASURES = "derived from published figures and working assumptions"


def schemes(findings: Findings) -> pd.DataFrame:
    """Rows of schemes.csv."""
    rows = restricted_schemes if findings.audience == "restricted" else public_schemes
    return rows(findings.scenario, findings.chosen.plan)


def measures(findings: Findings) -> pd.DataFrame:
    """Rows of measures.csv: by district, need, phase and year."""
    found = findings.chosen.measures
    if findings.audience == "restricted":
        rows = found.by_area.rename(columns=dict(PUBLIC_NAMES)).reset_index()
    else:
        rows = public_measures(found)
    less = left_out(findings.audience, found)
    said = f"{STATUS_OF_MEASURES}; {findings.scenario.basis.status}"
    return rows.assign(status=" ".join((said, *less)))


def placements(option: Option) -> pd.DataFrame:
    """Rows of placements.csv: children by zone, need, phase and setting."""
    placed = option.placements.children.reset_index()
    waiting = option.placements.still_needed.reset_index()
    waiting = waiting[(waiting.drop(columns=["zone", "need", "phase"]) > 0).any(axis=1)]
    return pd.concat([placed, waiting.assign(provision=STILL_NEEDED)])[placed.columns]


def cabinet_map(findings: Findings) -> dict[str, bytes]:
    """Paint the map of the last year assessed: pdf, svg and png."""
    choice = MapChoice(
        year=findings.scenario.years[-1],
        theme="sufficiency",
        audience=findings.audience,
        option=findings.chosen.name,
        before=findings.before.name,
        stamp=f"version {PLANNER}",
    )
    spec = sufficiency_map(
        findings.scenario,
        findings.chosen.measures,
        choice=choice,
        ground=land(findings.case.areas, findings.case.outlines),
        plan=findings.chosen.plan,
        compare=findings.before.measures,
    )
    return paint_map(spec, fonts=read_fonts())
