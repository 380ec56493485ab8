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
VALUE = Column(
    "value", "Value", "text", "", "As the case holds it, with its range, and its unit "
    "in brackets; where there are several, what each is for."
)  # fmt: skip
COLUMNS = (WHAT, VALUE, STATUS, SOURCE)
ALIKE = ["name", "unit", "status", "source"]
"""What figures that are told in one row share."""
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
    return Table(
        key=f"assumptions_{key}",
        title=topic,
        columns=COLUMNS,
        rows=frame(
            [_row(alike) for _, alike in rows.groupby(ALIKE, sort=False)],
            [column.name for column in COLUMNS],
        ),
        blank="",
    )


def _row(alike: pd.DataFrame) -> dict[str, object]:
    """Tell figures of one name, unit, status and source together."""
    name, unit, status, source = map(str, alike[ALIKE].iloc[0])
    words = WORDS.get(name, (OTHER, capital(name.replace("_", " "))))[1]
    values = _values(alike)
    if name == "selective_schools":
        values, unit = f"{len(alike)}", "schools"
    return {
        WHAT.name: words,
        VALUE.name: f"{values} ({unit})",
        STATUS.name: status,
        SOURCE.name: source,
    }


def _values(alike: pd.DataFrame) -> str:
    """Write figures one after another, those of one need or kind together."""
    told: dict[str, list[str]] = {}
    for row in alike.to_dict("records"):
        whole = _value(row)
        first, comma, rest = whole.partition(", ")
        of_several = bool(comma) and ":" in rest
        told.setdefault(first if of_several else "", []).append(
            rest.replace(":", "") if of_several else whole
        )
    return "; ".join(
        f"{first}: {', '.join(values)}" if first else "; ".join(values)
        for first, values in told.items()
    )


def _value(row: Mapping[Hashable, object]) -> str:
    """Write a figure, what it is for and its range: ``new school: 5, 2 to 9``."""
    name = str(row["name"])
    value, low, high = (_number(name, row[end]) for end in ("value", "low", "high"))
    ends = f", {low} to {high}" if low and high else ""
    which = _which(name, str(row["key"]))
    return f"{which}: {value}{ends}" if which else f"{value}{ends}"


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


def _number(name: str, value: object) -> str | None:
    """Write a figure with all its digits: they are few, and none is estimated here."""
    number = float(str(value))
    if pd.isna(number):
        return None
    return f"{number:.0f}" if name.endswith("_year") else f"{number:,.10g}"


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
