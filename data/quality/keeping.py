"""A report as a file, and its summary in the record of the case."""

from pathlib import Path

import pandas as pd

from data.exports import csv_bytes, json_bytes, write_files
from data.importers import read_imports
from data.importers.importing import RECORD
from data.quality.report import Line, Quality

KIND = "quality"
COLUMNS = (
    "section",
    "what",
    "status",
    "told",
    "first_name",
    "first",
    "second_name",
    "second",
    "difference",
    "file",
    "row",
    "column",
    "value",
    "remedy",
)


def quality_csv(found: Quality) -> bytes:
    """Write the report as a table, one line a row."""
    rows = [
        _row(section.title, line)
        for section in found.sections
        for line in section.lines
    ]
    return csv_bytes(pd.DataFrame(rows, columns=list(COLUMNS), dtype=object))


def quality_json(found: Quality) -> bytes:
    """Write the report as JSON, by section."""
    return json_bytes(
        {
            "case": found.name,
            "digest": found.digest,
            "counts": found.counts,
            "sections": [
                {
                    "title": section.title,
                    "about": section.about,
                    "lines": [_row(section.title, line) for line in section.lines],
                }
                for section in found.sections
            ],
        }
    )


def keep_quality(folder: Path, found: Quality, when: str, who: str) -> bool:
    """Note in the record of a case that the report was made, and what it counted.

    Returns
    -------
    bool
        Whether it was noted: a folder without a record of imports keeps none.

    Raises
    ------
    PlannerError
        If the folder cannot be written.
    """
    if not (folder / RECORD).exists():
        return False
    entry = {
        "kind": KIND,
        "when": when,
        "who": who,
        "files": [],
        "tables": [],
        "facts": found.counts,
        "warnings": [],
        "digest": found.digest,
    }
    history = {"version": 1, "imports": [*read_imports(folder), entry]}
    write_files(folder, {RECORD: json_bytes(history)})
    return True


def _row(section: str, line: Line) -> dict[str, object]:
    return {
        "section": section,
        **{name: getattr(line, name) for name in COLUMNS if name != "section"},
    }
