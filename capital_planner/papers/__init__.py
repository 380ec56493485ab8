"""What the papers say: sections made of facts, as plain data for every writer."""

from capital_planner.papers.document import (
    Align,
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
    notes_once,
)
from capital_planner.papers.facts import Facts, Made, Worked
from capital_planner.papers.writing import (
    heading,
    is_blank,
    money,
    written,
    written_rows,
)

__all__ = [
    "Align",
    "Block",
    "Chart",
    "Column",
    "Facts",
    "Heading",
    "Made",
    "Paper",
    "Paragraph",
    "Picture",
    "Points",
    "Section",
    "Table",
    "Worked",
    "heading",
    "is_blank",
    "money",
    "notes_once",
    "written",
    "written_rows",
]
