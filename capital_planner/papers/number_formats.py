"""Number formats of a spreadsheet, so that a number prints there as it is written."""

from capital_planner.papers.document import Kind
from capital_planner.papers.writing import FIVE_DIGITS, MILLION, THOUSAND

LEAST_CHANGE = 0.5
IN_MILLIONS = '"£"#,##0.0,,"m"'
IN_THOUSANDS = '"£"#,##0,",000"'
IN_POUNDS = '"£"#,##0'
MONEY = f"[>={MILLION}]{IN_MILLIONS};[>={THOUSAND}]{IN_THOUSANDS};{IN_POUNDS}"
"""For numbers that share one format, such as an axis; none of them negative."""
FORMATS: dict[Kind, str] = {
    "text": "@",
    "academic_year": "@",
    "financial_year": "@",
    "whole": "#,##0",
    "change": '+#,##0;-#,##0;"no change"',
    "money": MONEY,
    "share": "0.0%",
    "decimal": "#,##0.0",
    "figure": "General",
}
"""By kind of column; texts and years are text."""


def number_format(kind: Kind, value: float) -> str:
    """Format of one cell, which prints its number as ``papers.written`` does."""
    if kind == "change" and abs(value) < LEAST_CHANGE:
        return '"no change"'
    if kind == "figure" and abs(value) >= FIVE_DIGITS and value.is_integer():
        return FORMATS["whole"]
    if kind != "money":
        return FORMATS[kind]
    if abs(value) >= MILLION:
        return IN_MILLIONS
    return IN_THOUSANDS if abs(value) >= THOUSAND else IN_POUNDS
