"""Readiness: what is in place for each scheme, and what nobody knows yet."""

import pandas as pd

from capital_planner.papers.chosen_schemes import (
    NAMED,
    chosen_schemes,
    how_many,
    undecided,
)
from capital_planner.papers.columns import OPENING_YEAR
from capital_planner.papers.document import Block, Column, Paragraph, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import blank

NOT_KNOWN = "not known"
READY = (
    *NAMED,
    OPENING_YEAR,
    Column("host", "School agrees", "text", "", "Whether the school has agreed."),
    Column("site_found", "Site", "text", "", "Whether the site is found."),
    Column("planning", "Planning", "text", "", "Planning permission."),
    Column("health", "Health and therapy", "text", "", "Agreed with the NHS."),
    Column("staff", "Staff", "text", "", "Whether staff are found."),
)


def section(facts: Facts) -> Section:
    """Say for each scheme of the chosen option what is in place."""
    every = chosen_schemes(facts)
    rows = undecided(every)
    shown = _ready(rows)
    blocks: list[Block] = [
        Paragraph(_finding(shown, len(every) - len(rows)), strong=True)
    ]
    if len(rows):
        blocks += [
            Paragraph(
                "Planning permission, agreement with health and therapy services, and "
                "staff are not in the case: to be filled in by the officer."
            ),
            Table(
                "readiness",
                "What is in place",
                READY,
                shown[[column.name for column in READY]].reset_index(drop=True),
                blank(facts),
                ("Not known: the case does not say; it need not be missing.",),
            ),
        ]
    return Section("readiness", "Readiness", tuple(blocks), wide=True)


def _ready(rows: pd.DataFrame) -> pd.DataFrame:
    agreed = rows["consent"] == "agreed"
    idea = rows["standing"] == "candidate"
    new = rows["route"].isin(["new_special_school", "satellite"])
    host = pd.Series("to be confirmed", index=rows.index).mask(idea, "not asked yet")
    return rows.assign(
        host=host.mask(agreed, "yes").where(~new, "none needed"),
        site_found=_site(agreed, new),
        planning=NOT_KNOWN,
        health=NOT_KNOWN,
        staff=NOT_KNOWN,
    )


def _site(agreed: pd.Series, new: pd.Series) -> pd.Series:
    site = pd.Series("with the school", index=agreed.index)
    site = site.mask(agreed, "at the school").mask(new, "to be found")
    return site.mask(new & agreed, "found")


def _finding(rows: pd.DataFrame, built: int) -> str:
    if not len(rows):
        return f"Nothing is still to be made ready: {how_many(built)} being built."
    agreed = (rows["host"] == "yes").sum()
    waiting = rows["host"].isin(["to be confirmed", "not asked yet"]).sum()
    return (
        f"Beside {how_many(built)} being built there are {how_many(len(rows))} to make "
        f"ready. For {agreed} of these the school has agreed, for {waiting} no school "
        f"has agreed yet, and {len(rows) - agreed - waiting} need a site, not a school."
    )
