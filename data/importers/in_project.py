"""What came into a case, as a project keeps it: tables, records, names of columns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.exports import json_bytes
from data.importers.importing import RECORD, entries_of, read_imports
from data.importers.mappings import FILE as MAPPINGS
from data.importers.mappings import read_mappings
from data.importers.staging import ENDING, Staged
from data.project import ImportedFile, Project

KEPT_AS = {RECORD: "imports", MAPPINGS: "columns of imports"}
"""Settings of a project that hold what the folder of a case has in files."""


def contents_of(project: Project) -> dict[str, bytes]:
    """Bytes of every file that the folder of its case would have, by name."""
    settings = project.settings
    beside = {name: settings[key] for name, key in KEPT_AS.items() if key in settings}
    return {
        **{f"{table}{ENDING}": content for table, content in project.tables.items()},
        **{name: json_bytes(facts) for name, facts in beside.items()},
    }


def with_import(project: Project, staged: Staged) -> Project:
    """Give the project with what came in, and its record."""
    tables, settings = dict(project.tables), dict(project.settings)
    for name, content in staged.contents.items():
        if name in KEPT_AS:
            settings[KEPT_AS[name]] = json.loads(content)
        else:
            tables[name.removesuffix(ENDING)] = content
    inputs = (*project.inputs, *_files(staged.records))
    return replace(project, tables=tables, settings=settings, inputs=inputs)


def with_records(project: Project, folder: Path) -> Project:
    """Give the project of a folder with the record of what came into that.

    Raises
    ------
    DataError
        If the record is not one that this version reads.
    """
    records = read_imports(folder)
    read_mappings(folder)
    there = {n: key for n, key in KEPT_AS.items() if (folder / n).exists()}
    kept = {key: json.loads((folder / n).read_bytes()) for n, key in there.items()}
    return replace(
        project,
        settings={**project.settings, **kept},
        inputs=(*project.inputs, *_files(records)),
    )


def records_of(case: Path | Project | None) -> list[dict[str, Any]]:
    """Give the record of the files that came into a case, oldest first.

    Parameters
    ----------
    case
        A folder, or what a project holds; None for the embedded case.

    Raises
    ------
    DataError
        If there is a record that this version did not write.
    """
    if not isinstance(case, Project):
        return [] if case is None else read_imports(case)
    kept = case.settings.get(KEPT_AS[RECORD])
    return [] if kept is None else entries_of(kept)


def _files(records: Sequence[Mapping[str, Any]]) -> tuple[ImportedFile, ...]:
    return tuple(
        ImportedFile(
            kind=record["kind"],
            name=file["name"],
            sha256=file["sha256"],
            size=file["bytes"],
            rows_read=int(record["facts"].get("rows read", 0)),
            rows_kept=int(record["facts"].get("rows kept", 0)),
            at=record["when"],
            report={name: record[name] for name in ("facts", "tables", "warnings")},
        )
        for record in records
        for file in record["files"]
    )
