"""How a value of a table is written, the same in every paper."""

from decimal import ROUND_HALF_UP, Decimal
from typing import cast

import pandas as pd

from capital_planner.papers.document import Column, Table

THOUSAND, FIVE_DIGITS, MILLION = 1_000, 10_000, 1_000_000


def written(value: object, column: Column, blank: str) -> str:
    """Write one value in print: ``1,235``, ``+20``, ``£57.0m``, ``12.3%``, ``2027/28``.

    Parameters
    ----------
    value
        As held in ``Table.rows``.
    blank
        Written where there is no value.
    """
    if is_blank(value):
        return blank
    if column.kind == "text":
        return str(value)
    number = float(cast("float", value))
    if column.kind == "money":
        return money(number)
    if column.kind == "share":
        return f"{_rounded(100 * _exact(number), 1)}%"
    if column.kind == "decimal":
        return f"{_rounded(_exact(number), 1):,}"
    if column.kind == "figure":
        return _figure(number)
    return _whole(int(_rounded(_exact(number), 0)), column)


def _figure(number: float) -> str:
    """Write all digits, in groups of three from five on: a year has none."""
    return f"{number:,.10g}" if abs(number) >= FIVE_DIGITS else f"{number:.10g}"


def is_blank(value: object) -> bool:
    """Whether a cell holds no value."""
    return value is None or bool(pd.isna(cast("float", value)))


def _rounded(number: Decimal, places: int) -> Decimal:
    """Round halves away from zero, as every spreadsheet does.

    Parameters
    ----------
    places
        Decimals kept; -3 rounds to the thousand.
    """
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _exact(number: float) -> Decimal:
    """Take a number as it is read, not as it is held: 2.675 is no less."""
    return Decimal(repr(number))


def _whole(number: int, column: Column) -> str:
    if column.kind == "academic_year":
        return f"{number}/{(number + 1) % 100:02d}"
    if column.kind == "financial_year":
        return f"{number}-{(number + 1) % 100:02d}"
    if column.kind == "change":
        return f"{number:+,d}" if number else "no change"
    return f"{number:,d}"


def money(pounds: float) -> str:
    """Write pounds: in millions to one decimal from a million, else to the thousand."""
    sign, size = ("-" if pounds < 0 else ""), abs(_exact(float(pounds)))
    if size >= MILLION:
        return f"{sign}£{_rounded(size / MILLION, 1):,}m"
    return f"{sign}£{_rounded(size, -3 if size >= THOUSAND else 0):,f}"


def written_rows(table: Table) -> list[list[str]]:
    """Write every row of a table, a text a column."""
    return [
        [
            written(value, column, table.blank)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows[[column.name for column in table.columns]].itertuples(
            index=False
        )
    ]


def heading(column: Column) -> str:
    """Title of a column with its unit, where the title does not say it already."""
    told = column.unit in ("", "pounds", "share") or column.unit in column.title.lower()
    return column.title if told else f"{column.title} ({column.unit})"
