"""Audit page: what went in, what was asked, and how to make the pack again."""

import math
from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd

from capital_planner.disclosure import shown_pounds
from capital_planner.papers.amounts import held_back, set_aside
from capital_planner.papers.columns import OPTION
from capital_planner.papers.document import (
    Block,
    Column,
    Heading,
    Paragraph,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.sections.proof import proof
from capital_planner.rules import SENTENCES, Rules
from capital_planner.settings import Resolution

INPUTS = (
    Column("table", "Input table", "text", "", "Name of the table."),
    Column("sha256", "SHA-256", "text", "", "Digest of the table as read."),
)
PROGRAMS = (
    Column("program", "Program", "text", "", "Name."),
    Column("version", "Version", "text", "", "As installed when the pack was made."),
)
SEARCHES = (
    OPTION,
    Column("goal", "Goal", "text", "", "Row of the table of prices."),
    Column("seed", "Seed", "whole", "", "Of the search for the plan."),
    Column("search", "Plan", "text", "", "How the plan was found."),
    Column("whole_cost_gbp", "Whole cost", "money", "pounds", "Present value."),
    Column("floor_gbp", "Proved floor", "money", "pounds", "No plan costs less."),
    Column("gap", "Gap", "share", "share", "Whole cost over the floor, as a share."),
    Column("gap_of_saving", "Gap of saving", "share", "share", "Of what can be saved."),
)
ASKED = (
    OPTION,
    Column("rule", "Rule", "text", "", "Sentence of the rule."),
    Column("value", "Asked for", "text", "", "As the officer wrote it."),
)
RULES = {
    "pins": "pinned",
    "exclusions": "excludes",
    "requirements": "requires",
    "routes": "routes_allowed",
    "least_base_share": "mainstream_first",
    "most_parity_gap": "phases_in_parity",
    "least_places": "least_places",
    "most_gap": "smallest_gap",
    "gap_price_gbp": "smallest_gap",
    "differs_from": "differs",
}
"""Field of ``Rules`` to the sentence that says it."""


HOMES: Mapping[Resolution, str] = {
    "district": "district",
    "locality": "locality",
    "msoa": "MSOA",
    "lsoa": "LSOA",
}
"""How finely homes are taken, in words."""


def section(facts: Facts) -> Section:
    """Say how this pack was made, so that it can be made again and checked."""
    scenario, made = facts.scenario, facts.made
    settings = scenario.settings
    envelope = settings.envelope_gbp
    money = "as the funding table has it" if envelope is None else f"{envelope:,.0f}"
    blocks: list[Block] = [
        Paragraph(
            f"Made on {made.on} from the case {scenario.case_name}, whose tables have "
            f"the digest {scenario.case_digest}."
        ),
        Paragraph(
            f"Future: {scenario.future}. Homes by {HOMES[settings.resolution]}. "
            f"Envelope in pounds: {money}. Years {scenario.years[0]} to "
            f"{scenario.years[-1]}."
        ),
        Heading("To make it again"),
        Paragraph(made.command),
        *(Paragraph(said) for said in _not_worked_out(facts)),
        _searches(facts),
        _asked(facts),
        Table("audit_inputs", "Tables read", INPUTS, _pairs(made.digests, INPUTS)),
        Table("audit_programs", "Programs", PROGRAMS, _pairs(made.versions, PROGRAMS)),
    ]
    return Section("audit", "How this pack was made", tuple(blocks))


def _not_worked_out(facts: Facts) -> list[str]:
    """Say which commands work out what this pack has not."""
    found = []
    if facts.evidence is None:
        found.append(
            "What bases alone can meet was not worked out: main.py export --beside "
            "bases-first works it out in a pack, main.py evidence by itself."
        )
    if facts.outcomes is None:
        found.append(
            "Many futures were not worked out: main.py export works them out in a "
            "pack, main.py futures by themselves."
        )
    return found


def _pairs(found: Mapping[str, str], columns: tuple[Column, Column]) -> pd.DataFrame:
    return pd.DataFrame(sorted(found.items()), columns=[c.name for c in columns])


def _searches(facts: Facts) -> Table:
    rows = [_search(facts, option) for option in facts.options]
    exempt = any(held_back(facts, option) for option in facts.options)
    return Table(
        "audit_searches",
        "How each plan was found, and how good it is proved to be",
        SEARCHES,
        pd.DataFrame(rows, columns=[column.name for column in SEARCHES]),
        "not shown" if exempt else "none",
        (
            (
                "Whole cost is the present value of all years, real 2025 pounds, at "
                "the prices of the goal. A plan that is decided already has no search."
            ),
            *(("A cost that is exempt is told by no sum here.",) if exempt else ()),
            *(said for option in facts.options for said in set_aside(facts, option)),
        ),
    )


def _search(facts: Facts, option: Worked) -> dict[str, object]:
    quality, seed = option.plan.quality, facts.made.seed.get(option.key)
    hidden = held_back(facts, option)
    costs = (
        option.measures.objective_gbp,
        math.nan if quality is None else quality.bound_gbp,
    )
    whole, floor = (
        math.nan
        if hidden or not math.isfinite(pounds)
        else shown_pounds(pounds, facts.audience)
        for pounds in costs
    )
    return {
        OPTION.name: option.name,
        "goal": option.scenario.settings.preset,
        "seed": math.nan if seed is None else float(seed),
        "whole_cost_gbp": whole,
        "floor_gbp": floor,
        **proof(facts, option),
    }


def _asked(facts: Facts) -> Block:
    rows = [
        {OPTION.name: option.name, "rule": SENTENCES[RULES[name]], "value": value}
        for option in facts.options
        for name, value in _rules(facts, option)
    ]
    if not rows:
        return Paragraph("No rule was asked for beside law, money and what is decided.")
    return Table(
        "audit_rules",
        "Rules that were asked for",
        ASKED,
        pd.DataFrame(rows, columns=[column.name for column in ASKED]),
        notes=()
        if facts.restricted
        else ("What a rule says is for the council alone: it may name a school.",),
    )


def _rules(facts: Facts, option: Worked) -> list[tuple[str, str]]:
    """Rules of an option that are not as they stand unasked, with their values."""
    unset = asdict(Rules())
    return [
        (name, str(value) if facts.restricted else "yes")
        for name, value in asdict(option.scenario.settings.rules).items()
        if value != unset[name]
    ]
