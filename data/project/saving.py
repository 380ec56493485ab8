"""A project on the disk: saved whole or not at all, opened or refused."""

import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from capital_planner.errors import Problem, ProjectFileError
from data.case_files import EMBEDDED_CASE, folder_tables
from data.kept_options import UNREADABLE
from data.project.contents import Project
from data.project.journal_file import close_journal
from data.project.layout import MOST_BYTES, Rows, check_rows
from data.project.migrations import newest, version_1_facts
from data.project.package import package_bytes
from data.project.reading import HEAD, rows_in
from data.project.rows import digest_of_rows, project_of, rows_of

LOGS = ("-wal", "-journal")
"""Files in which another program keeps changes of a database that it has open."""


def new_project(folder: Path | None = None) -> Project:
    """Begin a project with the tables of a folder; None for the embedded case.

    Raises
    ------
    DataError
        If the folder holds no table, or one that cannot be read.
    """
    return Project(folder_tables(folder or EMBEDDED_CASE))


def open_project(path: Path, case: Path | None = None) -> Project:
    """Open a project as it was last saved; the file is not trusted and not changed.

    Parameters
    ----------
    case
        Folder or project with the tables of a file of version 1, which kept
        options alone; None for the embedded case. Later files hold their own.

    Raises
    ------
    ProjectFileError
        If it cannot be read, is not a project of a version known, or is damaged.
    """
    return project_of(saved_rows(path, case), path.name)


def case_tables(path: Path | None) -> Mapping[str, bytes]:
    """Bytes of the tables of a case: of a folder, a project or the embedded case."""
    if path is not None and path.is_file():
        return open_project(path).tables
    return folder_tables(path or EMBEDDED_CASE)


def saved_rows(path: Path, case: Path | None = None) -> Rows:
    """Rows of the tables of a saved project, as this version holds them."""
    content = _content(path)
    if content.startswith(HEAD):
        _check_closed_elsewhere(path)
        return newest(2, rows_in(content, path.name), dict, path.name)
    try:
        facts = version_1_facts(content)
    except UNREADABLE as error:
        message = "It is not a project of this planner."
        raise ProjectFileError([_problem(path, message)]) from error
    return newest(1, facts, lambda: case_tables(case), path.name)


def save_project(path: Path, project: Project) -> None:
    """Save a project, or leave the file of that name as it was.

    A file that is there is replaced only by a later state of the same project:
    one whose audit goes on from what is saved. The journal is emptied where it
    holds nothing that this save does not.

    Raises
    ------
    ProjectFileError
        If it cannot be written, or another file has the name.
    """
    path = Path(os.path.realpath(path))
    rows = rows_of(project)
    problems = list(check_rows(rows, path.name))
    if problems:
        raise ProjectFileError(problems)
    if path.exists():
        _check_same_project(path, rows)
    content = package_bytes(rows)
    if len(content) > MOST_BYTES:
        message = f"The project is larger than {MOST_BYTES // 2**20} MB."
        raise ProjectFileError([_problem(path, message)])
    _replace(path, content)
    close_journal(path, digest_of_rows(rows))


def _check_same_project(path: Path, rows: Rows) -> None:
    if not _content(path).startswith(HEAD):
        message = "A file of that name is there, and is not a project of this version."
        raise ProjectFileError([_problem(path, message)])
    saved = saved_rows(path)["audit"]
    if rows["audit"][: len(saved)] != saved:
        message = "The file holds decisions that this project does not know of."
        remedy = "Save under another name; open the file to see what it holds."
        raise ProjectFileError([Problem(message, remedy, file=path.name)])


def _check_closed_elsewhere(path: Path) -> None:
    """Refuse a file that another program is changing.

    What it keeps beside would be lost, or be played into the file that a save
    puts there.
    """
    for ending in LOGS:
        log = path.with_name(path.name + ending)
        if log.exists() and log.stat().st_size:
            message = f"Another program has the file open: {log.name} is beside it."
            remedy = "Close it there (QGIS, or a database tool), and try again."
            raise ProjectFileError([Problem(message, remedy, file=path.name)])


def _content(path: Path) -> bytes:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ProjectFileError([_problem(path, "It is not a file.")])
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"It cannot be read: {reason}."
        raise ProjectFileError([_problem(path, message)]) from error
    if len(content) > MOST_BYTES:
        raise ProjectFileError([_problem(path, "It is larger than any project.")])
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for a pipe to be written to."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _replace(path: Path, content: bytes) -> None:
    """Put a new file in the place of the old one, once it is on the disk.

    It is made beside, under one name, so that what a stopped save left goes with
    the next.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise ProjectFileError([_not_written(path, error)]) from error
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Have the folder's own record written: some systems offer no way to ask."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(path: Path, error: OSError) -> Problem:
    return Problem(
        f"The project cannot be written: {error.strerror or error}.",
        "Free some space, or save it in another folder. The file saved before is as "
        "it was.",
        file=path.name,
    )


def _problem(path: Path, message: str) -> Problem:
    remedy = "Name a file that the planner saved. This one was left as it is."
    return Problem(message, remedy, file=path.name)
