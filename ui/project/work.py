"""What workers do with projects: open, save, journal. Importing this loads pandas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from capital_planner.engagement import WARNING, flags
from capital_planner.errors import Problem, ProjectFileError
from data import new_project, open_project, recover, save_project
from data.case_files import digest_of
from data.project import Comment
from ui.project.contents import Order, document_of, is_other_work, project_of
from ui.project.writer import Writer, who

if TYPE_CHECKING:
    from pathlib import Path

    from data import Project
    from ui.state import Document, Opened

__all__ = [
    "WARNING",
    "Comment",
    "Loaded",
    "Order",
    "Recovered",
    "Writer",
    "flags",
    "journal",
    "load",
    "save",
    "save_as",
    "who",
]


@dataclass(frozen=True, eq=False)
class Recovered:
    """Work that is newer than the last save."""

    project: Project
    document: Document


@dataclass(frozen=True, eq=False)
class Loaded:
    """What opening a folder, or a project, gives.

    Attributes
    ----------
    project, document
        None for a folder of tables.
    writer
        None where the project is open for reading only: ``reading_only`` says why.
    recovered
        What its journal leads to, where that is other work than was saved.
    """

    opened: Opened
    project: Project | None = None
    document: Document | None = None
    writer: Writer | None = None
    reading_only: str = ""
    recovered: Recovered | None = None


def load(path: Path, tasks: Any, held: Writer | None = None) -> Loaded:  # noqa: ANN401
    """Open a folder of tables, or a project file.

    Parameters
    ----------
    tasks
        Make of the tables what the window needs: ``ui.tasks``.
    held
        The right to write it, where this window has that already.

    Raises
    ------
    PlannerError
        With every problem found.
    """
    if path.is_dir():
        return Loaded(tasks.open_case(path))
    writer, reading_only = held, ""
    try:
        writer = held or Writer(path)
    except ProjectFileError as error:
        reading_only = " ".join(f"{p.message} {p.remedy}" for p in error.problems)
    try:
        return _load(path, tasks, writer, reading_only)
    except BaseException:
        if writer is not None and writer is not held:
            writer.release()
        raise


def _load(path: Path, tasks: Any, writer: Writer | None, reading_only: str) -> Loaded:  # noqa: ANN401
    project = open_project(path)
    newer = None
    if writer is not None:
        newer = recover(path)
        writer.begin()
    found = None
    if newer is not None and is_other_work(newer, project):
        found = Recovered(newer, document_of(newer, path.name))
    elif newer is not None:
        project = newer
    return Loaded(
        opened=tasks.open_case(project),
        project=project,
        document=document_of(project, path.name),
        writer=writer,
        reading_only=reading_only,
        recovered=found,
    )


def save(order: Order, writer: Writer) -> Project:
    """Save the project that is open.

    Raises
    ------
    ProjectFileError
        If it cannot be saved: file and journal are then as they were.
    """
    if order.saved is None:
        message = "no project is open"
        raise RuntimeError(message)
    project = project_of(order.saved.project, order, "Saved")
    writer.journal.save(project)
    return project


def save_as(order: Order, path: Path) -> tuple[Project, Writer]:
    """Save what is open as another project file, and take the right to write it.

    Raises
    ------
    PlannerError
        If it cannot be written there, another project has the name, or the tables
        of the case are not as they were when it was opened.
    """
    base = new_project(order.folder) if order.saved is None else order.saved.project
    if digest_of(base.tables) != order.digest:
        message = "The tables of the case changed since it was opened."
        problem = Problem(message, "Open it again, then save.", file=str(order.folder))
        raise ProjectFileError([problem])
    project = project_of(base, order, "Saved as a new file")
    writer = Writer(path)
    try:
        save_project(path, project)
        writer.begin()
    except BaseException:
        writer.release()
        raise
    return project, writer


def journal(order: Order, writer: Writer) -> None:
    """Put work that is not saved on the disk, beside the file."""
    if order.saved is not None:
        project = project_of(order.saved.project, order)
        writer.journal.append(project)
