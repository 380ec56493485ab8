"""Every figure that is assumed or looked up: value, unit, status and source."""

from collections.abc import Hashable, Mapping

import pandas as pd

from capital_planner.needs import NEED_LABELS
from capital_planner.papers.columns import SOURCE, STATUS
from capital_planner.papers.document import Column, Paragraph, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.assumption_words import OTHER, TOPICS, WORDS
from capital_planner.papers.telling import capital, frame

WORKING = "working assumption"
WHAT = Column("figure", "What", "text", "", "What the figure is of.")
WHOSE = Column(
    "applies_to", "For", "text", "", "What the figure is for, where there are several."
)
ENDS = (
    Column("value", "Value", "figure", "", "As the case holds it."),
    Column("low", "Low", "figure", "", "Low end of its range, where one is stated."),
    Column("high", "High", "figure", "", "High end of its range, where one is stated."),
)
UNIT = Column("unit", "Unit", "text", "", "Unit of the figure and of its range.")
COLUMNS = (WHAT, WHOSE, *ENDS, UNIT, STATUS, SOURCE)
LISTED = "selective_schools"
"""Figures that are numbers of schools: how many there are is told."""
PRICES: Mapping[str, str] = {
    "minute_gbp": "A child's minute of journey, one way",
    "far_gbp": "A child with a long journey",
    "independent_gbp": "A child in an independent school, on top of the fee",
    "unplaced_gbp": "A child for whom a place is still needed",
}


def section(facts: Facts) -> Section:
    """List every figure by topic, those chosen by a person marked."""
    table = facts.case.assumptions.table.reset_index()
    topics = table["name"].map(lambda name: WORDS.get(str(name), (OTHER, ""))[0])
    tables = [
        _table(key, topic, table[topics == topic])
        for topic, key in TOPICS.items()
        if (topics == topic).any()
    ]
    return Section(
        "assumptions",
        "What this rests on: assumptions, with status and source",
        (
            Paragraph(_finding(table), strong=True),
            Paragraph(
                "Published: as a body has published it. Derived: worked out from "
                "published figures. Working assumption: chosen for this planner, to be "
                "confirmed or replaced by the council."
            ),
            _counts(table),
            *tables,
            _prices(facts),
        ),
        wide=True,
    )


def _finding(table: pd.DataFrame) -> str:
    working = int((table["status"] == WORKING).sum())
    return (
        f"{working} of the {len(table)} figures that the options rest on are working "
        "assumptions. The others are published, or derived from what is published."
    )


def _counts(table: pd.DataFrame) -> Table:
    count = Column("figures", "Figures", "whole", "figures", "How many there are.")
    found = table["status"].value_counts()
    rows = [
        {STATUS.name: str(status), count.name: int(number)}
        for status, number in found.items()
    ]
    columns = (STATUS, count)
    names = [column.name for column in columns]
    return Table("assumptions_status", "Figures by status", columns, frame(rows, names))


def _table(key: str, topic: str, rows: pd.DataFrame) -> Table:
    schools = rows[rows["name"] == LISTED]
    told = [_row(row) for row in rows[rows["name"] != LISTED].to_dict("records")]
    if len(schools):
        many = {"key": "", "value": len(schools), "unit": "schools"}
        told.append(_row(schools.iloc[0].to_dict() | many))
    return Table(
        key=f"assumptions_{key}",
        title=topic,
        columns=COLUMNS,
        rows=frame(told, [column.name for column in COLUMNS]),
        blank="",
    )


def _row(row: Mapping[Hashable, object]) -> dict[str, object]:
    """Tell one figure: what it is of and for, its range, unit, status and source."""
    name = str(row["name"])
    return {
        WHAT.name: WORDS.get(name, (OTHER, capital(name.replace("_", " "))))[1],
        WHOSE.name: capital(_which(name, str(row["key"]))),
        **{end.name: float(str(row[end.name])) for end in ENDS},
        UNIT.name: str(row["unit"]).replace("GBP", "pounds"),
        STATUS.name: str(row["status"]),
        SOURCE.name: str(row["source"]),
    }


def _which(name: str, key: str) -> str:
    """Put the key of a figure in words."""
    first, _, rest = key.partition(" ")
    first = {"special_expansion": "special_school_growth"}.get(first, first)
    words = NEED_LABELS.get(first, first.replace("_", " "))
    if name == "ramp":
        return f"{words}, year {rest}"
    if first in NEED_LABELS or "_" in first:
        return f"{words}, {rest}" if rest else words
    return key.replace("_", " ")


def _prices(facts: Facts) -> Table:
    """Prices of the goal: they say what an option is worth, and are in no budget."""
    prices = facts.scenario.prices
    price = Column("price", "Price", "money", "pounds", "A year, in pounds of 2025.")
    rows = [
        {WHAT.name: words, price.name: getattr(prices, name), STATUS.name: WORKING}
        for name, words in PRICES.items()
    ]
    columns = (WHAT, price, STATUS)
    return Table(
        key="assumptions_prices",
        title="Prices that options are weighed with",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
        notes=("They weigh journeys and places against money. Nobody pays them.",),
    )
