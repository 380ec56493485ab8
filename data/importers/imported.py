"""What an importer is given, and what it gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.importers.grid import Progress, silent
from data.importers.mappings import Mappings
from data.importers.source import Source

Facts: TypeAlias = Mapping[str, int]
"""Counts for the record, by what was counted, in words."""


@dataclass(frozen=True)
class Asked:
    """What a user says of a table of the council's own.

    Attributes
    ----------
    table
        Which table of the schema it is.
    sheet
        Of a workbook; empty for the first that holds anything.
    mapping
        Column of the schema to header of the file, where the names differ.
    """

    table: str = ""
    sheet: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """The case as it stands when a file comes in.

    Attributes
    ----------
    code
        Area code of the authority: E10000017.
    la_code
        Three-figure code of the authority in schools data.
    tables
        Frames of the tables that are there, by name, as ``data.tables`` reads
        them; a table that is not there has no entry.
    beside
        Files that a kind needs beside its own, or the tables of an archive, by what
        they are.
    asked
        For a table of the council's own: what the user says of it.
    remembered
        Names of columns that earlier imports were told.
    on_progress
        Told of rows read; what it raises ends the import.
    """

    code: str
    la_code: int
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    beside: Mapping[str, Sequence[Source]] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)
    remembered: Mappings = ()
    on_progress: Progress = silent

    def table(self, name: str, remedy: str) -> pd.DataFrame:
        """One table that the import builds on.

        Raises
        ------
        DataError
            If it is not there; ``remedy`` says what to import first.
        """
        if name not in self.tables:
            message = "The table is not there yet."
            raise DataError([Problem(message, remedy, f"{name}.csv")])
        return self.tables[name]


@dataclass(frozen=True)
class Imported:
    """Tables made from a file, and what was found on the way.

    Attributes
    ----------
    tables
        By name: columns of the schema, cells as they are to be written (numbers or
        texts, missing where blank). Each takes the place of the case's.
    problems
        Warnings: what was left out, changed or not understood, by row.
    facts
        ``rows read``, ``rows kept`` and what else was counted.
    files
        Other files of the case that are written with the tables, by name.
    personal
        Whether the file is about persons: then its name, which may be one of
        theirs, is not kept.
    """

    tables: Mapping[str, pd.DataFrame]
    problems: tuple[Problem, ...] = ()
    facts: Facts = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    personal: bool = False


Importer: TypeAlias = Callable[[Sequence[Source], Standing], Imported]
"""Every kind has one: the file (or the tables of an archive) in, tables out."""
