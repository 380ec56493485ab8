"""A paper as plain data: the same words and figures for every kind of file.

A writer (PDF, Word, slides, workbook, GeoPackage, CSV) adds none of its own, so
that one measure has one number everywhere. Every text of a public paper is safe
in public.
"""

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from capital_planner.mapspec import MapSpec
from capital_planner.settings import Audience

Kind = Literal[
    "text", "academic_year", "financial_year", "whole", "change", "money", "share",
    "decimal", "figure",
]  # fmt: skip
"""How a value is held and written: text; a year by its starting year; a whole
number; a signed whole number; pounds; a share of 1; a number to one decimal; a
figure with all its digits."""
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        In files of data: lower case with underscores.
    title
        As printed, with no unit.
    unit
        Such as ``children``, ``places``, ``pounds``; empty for text and years.
    says
        One sentence for the data dictionary: what it is, and how it is made.
    """

    name: str
    title: str
    kind: Kind
    unit: str
    says: str

    @property
    def align(self) -> Align:
        """Numbers stand right, words and years left."""
        worded = self.kind in ("text", "academic_year", "financial_year")
        return "left" if worded else "right"


@dataclass(frozen=True, eq=False)
class Table:
    """A table with its caption.

    Attributes
    ----------
    key
        Unique in a paper; the name of its sheet and of its CSV file.
    columns
        In printing order. The first names the row.
    rows
        A column a :class:`Column`, by its name, default index. Numbers are
        numbers, NaN where there is none to show.
    blank
        What is printed where there is no number: ``held back``, ``not known``.
    notes
        Printed below: what the figures rest on, with their status.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    blank: str = "not known"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``strong`` for a line that must be seen."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, eq=False)
class Picture:
    """A map.

    Attributes
    ----------
    key
        Unique in a paper; names its files.
    caption
        Printed below the map.
    said
        The map in words, for those who cannot see it.
    deep_mm, wide_mm
        Height and width as printed.
    """

    key: str
    caption: str
    said: str
    spec: MapSpec
    deep_mm: float = 150.0
    wide_mm: float = 170.0


@dataclass(frozen=True, eq=False)
class Chart:
    """Columns of a table as bars or lines; the table is printed with it.

    Attributes
    ----------
    shows
        Names of the columns drawn, each a series; the first column of the table
        is along the axis.
    said
        The chart in words.
    """

    key: str
    title: str
    style: Literal["bars", "lines"]
    table: Table
    shows: tuple[str, ...]
    said: str


Block = Heading | Paragraph | Points | Table | Picture | Chart


@dataclass(frozen=True, eq=False)
class Section:
    """A part of a paper, which begins on a new page of print.

    Attributes
    ----------
    key
        Lower case with underscores, unique in a paper.
    title
        Its heading.
    blocks
        In reading order.
    wide
        Printed across a landscape page.
    one_page
        Printed closer, then smaller, where it would run over its page.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False
    one_page: bool = False


def notes_once(section: Section) -> Section:
    """Leave out below each table the notes that stand below one before it."""
    said: set[str] = set()

    def trimmed(table: Table) -> Table:
        notes = tuple(note for note in table.notes if note not in said)
        said.update(notes)
        return replace(table, notes=notes)

    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Table):
            blocks.append(trimmed(block))
        elif isinstance(block, Chart):
            blocks.append(replace(block, table=trimmed(block.table)))
        else:
            blocks.append(block)
    return replace(section, blocks=tuple(blocks))


@dataclass(frozen=True, eq=False)
class Paper:
    """A whole paper.

    Attributes
    ----------
    key
        Names its files: ``cabinet``, ``scrutiny``, ``dfe``, ``engagement``.
    marking
        ``""``, ``OFFICIAL`` or ``OFFICIAL-SENSITIVE``; on every page.
    lines
        Fixed statements, each printed in full on every page or slide.
    stamp
        Versions, on every page.
    sections
        In reading order.
    bound
        With a cover and contents; a leaflet begins at once.
    type_pt
        Size of print.
    """

    key: str
    title: str
    subtitle: str
    audience: Audience
    marking: str
    lines: tuple[str, ...]
    attribution: str
    stamp: str
    sections: tuple[Section, ...]
    bound: bool = True
    type_pt: float = 10.5

    @property
    def blocks(self) -> list[Block]:
        """Every block, in reading order."""
        return [block for section in self.sections for block in section.blocks]

    @property
    def tables(self) -> list[Table]:
        """Every table, those of charts too, in reading order."""
        found = [getattr(block, "table", block) for block in self.blocks]
        return [block for block in found if isinstance(block, Table)]

    @property
    def pictures(self) -> list[Picture]:
        """Every map, in reading order."""
        return [block for block in self.blocks if isinstance(block, Picture)]
