"""The page of the manual that lists every table and column, from the schema."""

from collections.abc import Sequence
from pathlib import Path

from data import rules_file
from data.columns import MAY_BE_ABSENT, TABLES, Column, columns_of

PAGE = Path(__file__).parent.parent / "docs" / "data.md"

OPENING = """# The tables of a case

A case is a folder with one CSV file a table, read by column name: the order of
columns does not matter, and a column that is not listed is reported and left alone.
Files may be UTF-8 or saved by Excel (Windows-1252). A blank cell means "not known",
never 0, unless a default is given. No figure may be below 0.

A table that a case may lack says what is taken then; `main.py check` says it too.
`placements.csv` is restricted: it holds the council's own counts of children by home.

`key` columns together name a row: no two rows may have the same. `main.py check FOLDER`
lists every problem at once, with file, row, column, value and what to do. How a case is
made of the files that a council holds: [imports](guide/imports.md).

This page is written from `data/schema/`; run `python -m data.manual` after a change.
"""

RULES = """## A file of rules

`plan` and `assess` take `--rules FILE`: what an officer asks of every plan, one row a
rule, in a file of its own beside the case. A cell that a rule does not need stays
blank. What no plan could keep (a scheme both in and out, a size it does not have) is
said before a search.

| rule | cells it needs | and may have |
| --- | --- | --- |
{rules}

An approved scheme is left out only if it is released too: two rows. Several rows of
route allowed allow several routes.

{columns}
"""

TYPES = {
    "text": "words",
    "integer": "whole number",
    "integers": "whole numbers separated by spaces",
    "number": "number",
    "grid": "British National Grid metres",
    "year": "four-figure year",
    "month": "year and month, 2026-02",
    "age": "age in years",
    "need": "SEN2 need code",
    "needs": "SEN2 need codes separated by spaces",
    "need_or_unknown": "SEN2 need code, or NEED_UNKNOWN",
    "phase": "phase of education",
    "area_code": "code of a row of areas, or of the authority",
    "district": "name of a district of the authority",
    "districts": "names of districts separated by a vertical bar",
    "area_name": "name of a district, or of an authority inside the outline",
}


def page() -> str:
    """Text of docs/data.md, as the schema has it now."""
    sections = [_section(table) for table in TABLES]
    return "\n".join([OPENING, *sections, _rules()])


def _section(table: str) -> str:
    absent = MAY_BE_ABSENT.get(table)
    said = f"A case may lack this table: {absent}.\n\n" if absent else ""
    return f"## {table}.csv\n\n{said}{_table(columns_of(table))}\n"


def _rules() -> str:
    rows = [
        f"| {rule} | {_named(needed)} | {_named(beside)} |"
        for rule, (needed, beside) in rules_file.FILLED.items()
    ]
    columns = _table(rules_file.COLUMNS, blank="not asked")
    return RULES.format(rules="\n".join(rows), columns=columns)


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _table(columns: Sequence[Column], blank: str = "not known") -> str:
    lines = [
        "| column | holds | unit | filled in | blank means |",
        "| --- | --- | --- | --- | --- |",
        *(_row(column, blank) for column in columns),
    ]
    return "\n".join(lines)


def _row(column: Column, unfilled: str) -> str:
    kind = ", ".join(column.choices) or TYPES[column.type]
    blank = column.default or (unfilled if column.required == "no" else "")
    cells = (
        f"`{column.name}`",
        f"{column.description} ({kind})",
        column.unit,
        column.required,
        blank,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
