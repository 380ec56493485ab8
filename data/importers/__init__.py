"""Files that councils hold, read into the tables of a case."""

from data.importers.column_names import Match, Proposal
from data.importers.imported import Asked
from data.importers.importing import (
    KINDS,
    Given,
    Report,
    import_file,
    read_imports,
)
from data.importers.own_table import propose_file, sheet_names

__all__ = [
    "KINDS",
    "Asked",
    "Given",
    "Match",
    "Proposal",
    "Report",
    "import_file",
    "propose_file",
    "read_imports",
    "sheet_names",
]
