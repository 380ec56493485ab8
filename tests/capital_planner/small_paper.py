"""A small paper with a block of every kind, and hostile names in it."""

from typing import Any

import numpy as np
import pandas as pd

from capital_planner.disclosure.wording import ATTRIBUTION, PUBLIC_LINES
from capital_planner.papers import (
    Block,
    Chart,
    Column,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
)
from tests.capital_planner.small_map import draw

HOSTILE = (
    '#eval("1 + 1")',
    "*bold* _thin_ $x^2$",
    'C:\\new "quoted" \\u{41}',
    "<w:t>& ]]> </w:t>",
    "=SUM(A1) @import `raw` // note",
)
DISTRICTS = ("Eastvale", "Midshire", "Westmoor", *HOSTILE)
GAP_KEY = "gap_by_district"


def column(name: str, title: str, kind: Any, unit: str = "") -> Column:
    return Column(name, title, kind, unit, f"{title}, for a test.")


def gaps() -> Table:
    """Eight districts by need: 40 rows, some held back."""
    rng = np.random.default_rng(5)
    needs = ("Autism", "Social, emotional and mental health", "Learning", "All")
    rows = pd.DataFrame(
        [(district, need) for district in DISTRICTS for need in (*needs, "Sensory")],
        columns=["district", "need"],
    )
    shown = rng.integers(1, 400, len(rows)) * 5.0
    shown[rows["need"] == "Sensory"] = np.nan
    return Table(
        GAP_KEY,
        "Children who need a place, by district and need",
        (
            column("district", "District", "text"),
            column("need", "Need", "text"),
            column("children", "Children who need a place", "whole", "children"),
            column("change", "Change against today", "change", "children"),
            column("share", "Share of children", "share", "share"),
        ),
        rows.assign(
            children=shown,
            change=shown - 700,
            share=shown / 2_000,
        ),
        blank="held back",
        notes=(
            "Rounded to 5. Counts of 1 to 4 are held back.",
            "Working assumption: the share stays as it is.",
        ),
    )


def years() -> Table:
    """Four options by year, for lines."""
    first = [2025 + n for n in range(11)]
    rows = pd.DataFrame({"year": first})
    for n, name in enumerate(("nothing", "committed", "balanced", "bases")):
        rows[name] = [5.0 * round(180 + (60 - 22 * n) * step) for step in range(11)]
    rows.loc[4, "bases"] = np.nan
    titles = ("Do nothing", "Committed programme", "Balanced", "Bases first")
    names = list(rows.columns[1:])
    shown = [
        column(name, title, "whole", "children")
        for name, title in zip(names, titles, strict=True)
    ]
    return Table(
        "places_by_year",
        "Places still needed, by year and option",
        (column("year", "Year", "academic_year"), *shown),
        rows,
        blank="not known",
    )


def money() -> Table:
    """Gains and losses by district, for bars."""
    rows = pd.DataFrame(
        {
            "district": [*DISTRICTS[:4], "A district with a very long name indeed"],
            "capital": [12_340_000.0, 980_000.0, np.nan, 0.0, 57_000_000.0],
            "revenue": [-1_200_000.0, 450_000.0, -30_000.0, 12.0, -8_000_000.0],
        }
    )
    return Table(
        "money",
        "Capital and yearly revenue, by district",
        (
            column("district", "District", "text"),
            column("capital", "Capital", "money", "pounds"),
            column("revenue", "Yearly revenue", "money", "pounds"),
        ),
        rows,
        blank="exempt",
        notes=("Estimate, at prices of 2025.",),
    )


def programme() -> Table:
    """A wide table, of many columns with long words."""
    titles = [
        ("scheme", "Scheme", "text"),
        ("stage", "Stage", "text"),
        ("consultation", "Consultation status", "text"),
        ("consent", "Host's agreement", "text"),
        ("opening", "Planned opening", "academic_year"),
        ("budget", "Budget year", "financial_year"),
        ("gross", "Places in all", "whole"),
        ("net", "Net places", "change"),
        ("pupils", "Pupils to a teacher", "decimal"),
        ("cost", "Capital", "money"),
    ]
    rows = pd.DataFrame(
        {
            "scheme": [
                f"Specialist base at a secondary school in {name}" for name in DISTRICTS
            ],
            "stage": "informal consultation",
            "consultation": "Not yet begun; six weeks are planned",
            "consent": "Host to be confirmed",
            "opening": 2027,
            "budget": 2026,
            "gross": 16.0,
            "net": [0.0, 8.0, -4.0, 16.0, 16.0, np.nan, 12.0, 10.0],
            "pupils": 7.25,
            "cost": 560_000.0,
        }
    )
    return Table(
        "programme",
        "The programme, scheme by scheme",
        tuple(column(*title) for title in titles),
        rows,
    )


def texts_of(section: Section) -> list[str]:
    """Every text of a section that is read on the page, tables left out."""
    found = [section.title]
    for block in section.blocks:
        if isinstance(block, Heading | Paragraph):
            found.append(block.text)
        elif isinstance(block, Points):
            found += block.items
        elif isinstance(block, Picture):
            found.append(block.caption)
        else:
            found.append(block.title)
    return found


def small_paper(**changes: Any) -> Paper:
    """Two sections upright and one across; ``changes`` alter the paper."""
    blocks: tuple[Block, ...] = (
        Paragraph("An estimate: about 1,200 children need a place in 2027/28."),
        Paragraph("Subject to consultation.", strong=True),
        Heading("Where places are added"),
        Points((f"In {HOSTILE[0]}, 20 places.", "In Midshire, 12 places.")),
        Points(("First, bases.", f"Then {HOSTILE[1]}."), numbered=True),
        Picture("map_children", "Children, 2027/28", f"Most in {HOSTILE[2]}.", draw()),
        gaps(),
    )
    charts: tuple[Block, ...] = (
        Points(("Again from one.", "Then two."), numbered=True),
        Chart(
            "chart_years",
            "Places still needed under each option",
            "lines",
            years(),
            ("nothing", "committed", "balanced", "bases"),
            "The gap grows least with the balanced option.",
        ),
        Chart(
            "chart_money",
            "Money by district",
            "bars",
            money(),
            ("capital", "revenue"),
            f"Most capital in {HOSTILE[3]}.",
        ),
    )
    fields = {
        "key": "cabinet",
        "title": f"Places for children {HOSTILE[4]}",
        "subtitle": "What the council could build, and what it would change",
        "audience": "public",
        "marking": "OFFICIAL",
        "lines": PUBLIC_LINES,
        "attribution": ATTRIBUTION,
        "stamp": "SEND capital planner 0.1.0, data of 25 November 2026, plan 1a2b3c",
        "sections": (
            Section("children", "Children who need a place", blocks),
            Section("programme", "The programme", (programme(),), wide=True),
            Section("charts", "Year by year", charts),
        ),
    } | changes
    return Paper(**fields)
