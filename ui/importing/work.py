"""What workers do with files that come in. Importing this loads pandas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from capital_planner.errors import PlannerError, Problem
from data import EMBEDDED_CASE, write_files
from data.columns import TABLES, columns_of
from data.importers import Asked, Given, Proposal, propose_file, sheet_names
from data.importers.in_project import contents_of, with_import
from data.importers.mappings import FILE as MAPPINGS
from data.importers.staging import Staged, case_contents, stage
from data.new_case import NewCase, look, make_case
from data.project import AuditEntry
from data.quality import Quality, keep_quality, quality_csv, quality_of
from optimiser.listener import Stopped
from ui.project.writer import who
from ui.saved import now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from data import Project
    from ui.importing.state import Wanted

    Tell = Callable[[int], None]
    Stop = Callable[[], bool]

__all__ = ["TABLES", "Columns", "Staged", "Stopped", "Target"]


@dataclass(frozen=True, eq=False)
class Target:
    """The case that a file comes into.

    Attributes
    ----------
    folder
        Of the case; None for the embedded one, which is never changed.
    project
        Where the case is in one, as it was last saved.
    """

    folder: Path | None = None
    project: Project | None = None


def standing(target: Target) -> dict[str, bytes]:
    """Bytes of every file of a case, by name.

    Raises
    ------
    PlannerError
        If they cannot be read.
    """
    if target.project is None:
        return case_contents(target.folder or EMBEDDED_CASE)
    return contents_of(target.project)


def preview(wanted: Wanted, target: Target, tell: Tell, stop: Stop) -> Staged:
    """Read what the officer asks to bring in, and write nothing.

    Raises
    ------
    Stopped
        If it was stopped.
    PlannerError
        If the case itself cannot be read.
    """
    given = Given(
        beside=dict(wanted.beside),
        asked=_asked(wanted),
        when=now(),
        who=who(),
        on_progress=_progress(tell, stop),
    )
    return stage(wanted.kind, wanted.paths, standing(target), given)


def _asked(wanted: Wanted) -> Asked:
    return Asked(wanted.table, wanted.sheet, dict(wanted.mapping))


def _progress(tell: Tell, stop: Stop) -> Tell:
    def told(rows: int) -> None:
        if stop():
            raise Stopped
        tell(rows)

    return told


@dataclass(frozen=True)
class Columns:
    """How a table of the council's own would be read.

    Attributes
    ----------
    sheets
        Of a workbook; none for a text table.
    schema
        Name, description, and whether it must be there, of each column of the table.
    """

    sheets: tuple[str, ...]
    schema: tuple[tuple[str, str, bool], ...]
    proposal: Proposal


def columns(wanted: Wanted, target: Target) -> Columns:
    """Propose which header of a file is which column.

    Raises
    ------
    DataError
        If the file is no table.
    """
    path = wanted.paths[0]
    with TemporaryDirectory() as place:
        kept = {n: c for n, c in standing(target).items() if n == MAPPINGS}
        write_files(Path(place), kept)
        proposal = propose_file(path, Path(place), _asked(wanted))
    schema = tuple(
        (column.name, column.description, not column.may_be_missing)
        for column in columns_of(wanted.table)
    )
    return Columns(tuple(sheet_names(path)), schema, proposal)


def keep_in_folder(staged: Staged, folder: Path) -> Path:
    """Write what came in into the folder of a case.

    Raises
    ------
    PlannerError
        If it cannot be written; nothing is then.
    """
    write_files(folder, staged.contents)
    return folder


def keep_a_copy(staged: Staged, folder: Path) -> Path:
    """Write the embedded case, with what came in, into a folder of its own.

    Raises
    ------
    PlannerError
        If the folder holds a table, or cannot be written; nothing is then.
    """
    whole = {**standing(Target()), **staged.contents}
    taken = [name for name in whole if (folder / name).exists()]
    if taken:
        message = f"The folder holds files of a case already: {taken[0]}."
        raise PlannerError([Problem(message, "Choose a new folder.", str(folder))])
    write_files(folder, whole)
    return folder


def into_project(project: Project, staged: Staged) -> Project:
    """Give the project with the tables that came in, and who brought them."""
    made = ", ".join(made.table for made in staged.made)
    accepted = len(staged.problems)
    said = f"{made}; {accepted} warnings accepted" if accepted else made
    entry = AuditEntry(now(), who(), "Imported tables", said)
    return replace(with_import(project, staged), audit=(*project.audit, entry))


def look_new(
    code: str,
    files: Mapping[str, Sequence[Path]],
    beside: Mapping[str, Path],
    told: tuple[Tell, Stop],
) -> NewCase:
    """Say what a case made of files would have, assume and lack; write nothing.

    Raises
    ------
    Stopped
        If it was stopped.
    """
    given = Given(
        beside=dict(beside), when=now(), who=who(), on_progress=_progress(*told)
    )
    return look(code, files, given)


def make_new(new: NewCase, folder: Path) -> Path:
    """Write a case that was looked at into a new folder.

    Raises
    ------
    PlannerError
        If the folder holds a case, or cannot be written; nothing is then.
    """
    make_case(folder, new)
    return folder


def quality(target: Target) -> Quality:
    """Report on the tables of a case.

    Raises
    ------
    PlannerError
        If they cannot be read.
    """
    return quality_of(target.project or target.folder)


def write_quality(found: Quality, path: Path, target: Target) -> Path:
    """Write the report as a table, and note in the record of a folder that it was.

    The record of a project is the window's to keep.

    Raises
    ------
    PlannerError
        If it cannot be written.
    """
    write_files(path.parent, {path.name: quality_csv(found)})
    if target.project is None and target.folder is not None:
        keep_quality(target.folder, found, now(), who())
    return path
