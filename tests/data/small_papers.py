"""A small paper with everything that a paper may hold, hostile names included."""

from dataclasses import replace

import numpy as np
import pandas as pd

from capital_planner.disclosure import ATTRIBUTION, PUBLIC_LINES
from capital_planner.papers import (
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
from tests.capital_planner.small_map import draw, measures

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+44 1772",
    "-2+3",
    "@SUM(A1)",
    "\tTab",
    "\rReturn",
)
AREA = Column("district", "District", "text", "", "The district council area.")
YEAR = Column(
    "year", "Year", "academic_year", "", "Academic year, September to August."
)
PAID = Column(
    "paid", "Paid in", "financial_year", "", "Financial year, April to March."
)
CHILDREN = Column(
    "children", "Children who need a place", "whole", "children", "Estimate, about."
)
CHANGE = Column(
    "change", "Against do nothing", "change", "children", "This option less do nothing."
)
MONEY = Column("capital_gbp", "Capital", "money", "pounds", "Cash, to the year.")
SHARE = Column("own_share", "In own district", "share", "share", "Of all children.")
MINUTES = Column(
    "minutes", "Median journey", "decimal", "minutes", "Half are shorter; direct drive."
)

BY_DISTRICT = Table(
    "children_by_district",
    "Children who need a place, by district",
    (AREA, YEAR, CHILDREN, CHANGE, SHARE, MINUTES),
    pd.DataFrame(
        {
            "district": ["Eastvale", "Midshire", "Westmoor", "Whole authority"],
            "year": [2027, 2027, 2027, 2027],
            "children": [1235.0, np.nan, 0.0, 1400.0],
            "change": [20.0, np.nan, -15.0, 0.0],
            "own_share": [0.1234, np.nan, 1.0, 0.5],
            "minutes": [21.44, np.nan, 0.0, 1234.56],
        }
    ),
    blank="held back",
    notes=("Estimates, rounded to 5. Small numbers are held back.", "Derived figures."),
)
CAPITAL = Table(
    "capital_by_year",
    "Capital by year",
    (PAID, MONEY, replace(MONEY, name="change_gbp", title="Change")),
    pd.DataFrame(
        {
            "paid": [2026, 2027, 2028],
            "capital_gbp": [57_000_000.0, 620_000.0, 870.0],
            "change_gbp": [-1_250_000.0, -4_000.0, np.nan],
        }
    ),
)
NEEDED = Table(
    "still_needed",
    "Places still needed, by year and option",
    (
        YEAR,
        replace(CHILDREN, name="nothing", title="Do nothing", unit="places"),
        replace(CHILDREN, name="committed", title="Committed", unit="places"),
    ),
    pd.DataFrame(
        {
            "year": [2026, 2027, 2028, 2029],
            "nothing": [410.0, 560.0, 700.0, 845.0],
            "committed": [410.0, 475.0, np.nan, 620.0],
        }
    ),
)
COST = replace(
    CAPITAL,
    key="cost_by_option",
    title="Capital by option",
    columns=(AREA, MONEY),
    rows=pd.DataFrame(
        {"district": [HOSTILE[0], "Other"], "capital_gbp": [2_500_000.0, 40_000.0]}
    ),
)


def long_table(rows: int = 45) -> Table:
    """Schemes, each in words that take several lines."""
    words = "Specialist base for autistic children, host to be confirmed, and a school "
    return Table(
        "schemes",
        "Schemes of this option, and what comes next for each of them",
        (
            Column("scheme", "Scheme", "text", "", "Its public name."),
            AREA,
            Column("next", "What comes next", "text", "", "The next step."),
            CHILDREN,
            MONEY,
        ),
        pd.DataFrame(
            {
                "scheme": [*HOSTILE, *[f"Scheme {n}" for n in range(rows - 6)]],
                "district": ["Westmoor"] * rows,
                "next": [words * (1 + n % 3) for n in range(rows)],
                "children": np.arange(rows, dtype=float) * 5,
                "capital_gbp": np.arange(rows, dtype=float) * 310_000,
            }
        ),
        notes=("Costs of schemes that are exempt are left out.",),
    )


def broad_table() -> Table:
    """More columns than a slide can hold."""
    years = [
        replace(CHILDREN, name=f"year_{year}", title=f"Children in {year}")
        for year in range(2025, 2043)
    ]
    rows = pd.DataFrame({"district": ["Eastvale", "Midshire"]})
    for number, year in enumerate(years):
        rows[year.name] = [1000.0 + number, 2000.0 + number]
    return Table("broad", "Children by year, all years", (AREA, *years), rows)


def maps() -> tuple[Picture, ...]:
    """A map in full, one with figures held back, and one of a single district."""
    whole = draw(measures(), theme="sufficiency")
    small = draw(measures(scale=0.4, seed=3), need="ASD", phase="primary")
    page = replace(
        whole,
        areas=tuple(
            area if area.name == "Eastvale" else replace(area, value=None)
            for area in whole.areas
        ),
    )
    said = "Westmoor is short of places, and the others have enough."
    return (
        Picture("after", "Places less children, 2027/28", said, whole),
        Picture("autism", "Autistic children, primary, 2027/28", said, small),
        Picture("page_eastvale", "Eastvale, 2027/28", said, page),
    )


def small_paper() -> Paper:
    """A public paper of four sections."""
    after, autism, page = maps()
    points = Points(
        tuple(f"Point {n}: children go to school nearer." for n in range(9))
    )
    long_text = "Places are added where most children need one. " * 60
    needed = Chart(
        "needed", NEEDED.title, "lines", NEEDED, ("nothing", "committed"), "It falls."
    )
    cost = Chart("cost", COST.title, "bars", COST, ("capital_gbp",), "Two options.")
    steps = Points(("Ask", "Listen", "Decide"), numbered=True)
    return Paper(
        key="cabinet",
        title="Specialist places for children: options for Westmoor",
        subtitle="Draft officer recommendation, subject to consultation",
        audience="public",
        marking="OFFICIAL",
        lines=PUBLIC_LINES,
        attribution=ATTRIBUTION,
        stamp="SEND capital planner 0.1.0, case Small, 25 November 2026",
        sections=(
            Section(
                "summary",
                "Summary",
                (
                    Paragraph("About 20 more places are needed.", strong=True),
                    Paragraph(long_text),
                    points,
                    Heading("What happens next"),
                    steps,
                ),
            ),
            Section("maps", "Maps", (after, BY_DISTRICT, autism, page)),
            Section("programme", "Programme", (long_table(), broad_table()), wide=True),
            Section("money", "Money", (needed, CAPITAL, NEEDED, cost)),
        ),
    )
