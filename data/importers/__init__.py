"""Files that councils hold, read into the tables of a case."""

from data.importers.imported import Asked
from data.importers.importing import (
    KINDS,
    Given,
    Report,
    import_file,
    preview_file,
    read_imports,
)

__all__ = [
    "KINDS",
    "Asked",
    "Given",
    "Report",
    "import_file",
    "preview_file",
    "read_imports",
]
