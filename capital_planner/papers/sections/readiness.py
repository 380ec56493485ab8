"""Readiness: what is in place for each scheme, and what nobody knows yet."""

import pandas as pd

from capital_planner.papers.chosen_schemes import NAMED, chosen_schemes, how_many
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
    Column("works", "Building", "text", "", "Whether building has begun."),
    Column("planning", "Planning", "text", "", "Planning permission."),
    Column("health", "Health and therapy", "text", "", "Agreed with the NHS."),
    Column("staff", "Staff", "text", "", "Whether staff are found."),
)


def section(facts: Facts) -> Section:
    """Say for each scheme of the chosen option what is in place."""
    rows = chosen_schemes(facts)
    shown = _ready(rows)
    blocks: list[Block] = [Paragraph(_finding(shown), strong=True)]
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
    built = rows["standing"] == "on_site"
    host = pd.Series("to be confirmed", index=rows.index).mask(idea, "not asked yet")
    return rows.assign(
        host=host.mask(agreed, "yes").where(~new, "none needed"),
        site_found=_site(agreed, new),
        works=pd.Series("not begun", index=rows.index).mask(built, "begun"),
        planning=NOT_KNOWN,
        health=NOT_KNOWN,
        staff=NOT_KNOWN,
    )


def _site(agreed: pd.Series, new: pd.Series) -> pd.Series:
    site = pd.Series("with the school", index=agreed.index)
    site = site.mask(agreed, "at the school").mask(new, "to be found")
    return site.mask(new & agreed, "found")


def _finding(rows: pd.DataFrame) -> str:
    if not len(rows):
        return "This option opens no scheme."
    ahead = rows[(rows["works"] != "begun").to_numpy(bool)]
    agreed = (ahead["host"] == "yes").sum()
    waiting = ahead["host"].isin(["to be confirmed", "not asked yet"]).sum()
    if not len(ahead):
        return "Every scheme of this option is being built."
    return (
        f"Of {how_many(len(rows))} {len(rows) - len(ahead)} are being built. Of the "
        f"other {len(ahead)} the school has agreed for {agreed}, and no school has "
        f"agreed yet for {waiting}."
    )
