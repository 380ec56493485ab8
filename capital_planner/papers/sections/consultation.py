"""Consultation: what stage each scheme has reached, and what comes next."""

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from capital_planner.disclosure import CONSULTATION
from capital_planner.papers.chosen_schemes import (
    NAMED,
    chosen_schemes,
    how_many,
    undecided,
)
from capital_planner.papers.columns import OPENING_YEAR, STAGE
from capital_planner.papers.document import Block, Column, Paragraph, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import blank
from capital_planner.stages import STAGES, months_to_open

CONSULTED = STAGES.index("informal consultation")
WEEKS_A_MONTH = 52 / 12
STATUS = (
    *NAMED,
    STAGE,
    Column("consulted", "Consultation", "text", "", "Whether it has begun."),
    Column("next_stage", "Next step", "text", "", "The stage that comes next."),
    Column("months_to_next", "Takes about", "decimal", "months", "To the next stage."),
    Column(
        "months_to_open", "Then open after", "decimal", "months", "All stages left."
    ),
    OPENING_YEAR,
)


def section(facts: Facts) -> Section:
    """Say how far consultation is for each scheme of the chosen option."""
    rows = undecided(chosen_schemes(facts))
    blocks: list[Block] = [
        Paragraph(_finding(rows), strong=True),
        Paragraph(
            f"{CONSULTATION} An informal consultation asks families, schools and "
            "neighbours first; a statutory notice follows where the law asks for one; "
            "only then is a scheme decided. Informal consultation takes "
            f"{weeks(facts, 'informal consultation')}, a statutory notice "
            f"{weeks(facts, 'statutory notice')}; the months of other stages are "
            "estimates."
        ),
    ]
    if len(rows):
        blocks.append(_status(facts, rows))
    return Section("consultation", "Consultation", tuple(blocks), wide=True)


def _finding(rows: pd.DataFrame) -> str:
    if not len(rows):
        return "This option holds no scheme that is not being built already."
    reached = rows["reached"].map(STAGES.index)
    asked = int((reached >= CONSULTED).sum())
    begun = f"{asked} of them" if asked else "none of them"
    return (
        f"Not being built yet: {how_many(len(rows))}. Consultation has begun on "
        f"{begun}."
    )


def _status(facts: Facts, rows: pd.DataFrame) -> Table:
    told = pd.DataFrame(
        [_told(facts, row) for row in rows.to_dict("records")], index=rows.index
    )
    shown = rows.assign(stage=rows["reached"]).join(told)
    return Table(
        "consultation_status",
        "Each scheme that is not being built yet",
        STATUS,
        shown[[column.name for column in STATUS]].reset_index(drop=True),
        blank(facts),
        (
            (
                "Stage is the last one reached, as recorded; ideas made by rule "
                "have been put to nobody yet."
            ),
        ),
    )


def _told(facts: Facts, row: dict[Hashable, Any]) -> dict[str, object]:
    at, route = STAGES.index(row["reached"]), str(row["route"])
    given = facts.case.assumptions
    left = months_to_open(str(row["reached"]), route, given)
    last = at == len(STAGES) - 1
    after = 0.0 if last else months_to_open(STAGES[at + 1], route, given)
    return {
        "consulted": _consulted(at),
        "next_stage": "none: it is open" if last else STAGES[at + 1],
        "months_to_next": math.nan if last else left - after,
        "months_to_open": after,
    }


def _consulted(at: int) -> str:
    if at < CONSULTED:
        return "not begun"
    return "under way" if at == CONSULTED else "held"


def weeks(facts: Facts, stage: str) -> str:
    """Say how long a stage takes that is of one length for every kind of scheme."""
    row = facts.case.assumptions.table.T[("stage_months", stage)]
    low, value, high = (
        round(float(row[name]) * WEEKS_A_MONTH) if pd.notna(row[name]) else None
        for name in ("low", "value", "high")
    )
    if low is None or high is None or low == high:
        return f"about {value} weeks"
    return f"{low} to {high} weeks"
