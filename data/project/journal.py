"""Nothing is lost between saves: each edit is on the disk before it is answered."""

from contextlib import suppress
from pathlib import Path

from capital_planner.errors import Problem, ProjectFileError
from data.project.contents import Project
from data.project.journal_file import (
    edit_line,
    first_line,
    journal_of,
    leads_to,
    read_journal,
    replay,
    write_line,
)
from data.project.layout import MOST_BYTES, check_rows
from data.project.rows import digest_of_rows, project_of, rows_of
from data.project.saving import save_project, saved_rows


def recover(path: Path) -> Project | None:
    """Give the newest state that the journal of a project file leads to.

    Returns
    -------
    Project or None
        None where the journal holds no edit, or belongs to an earlier save.

    Raises
    ------
    ProjectFileError
        If the file cannot be opened, or the journal cannot be used; both stay.
    """
    saved = saved_rows(path)
    try:
        content = read_journal(path)
    except OSError as error:
        raise _failed(path, error, "read") from error
    found = replay(content, saved)
    if found is None or not found.edits:
        return None
    name = journal_of(path).name
    problems = list(check_rows(found.rows, name))
    if problems:
        raise ProjectFileError(problems)
    return project_of(found.rows, name)


class Journal:
    """The journal of a project that is being edited, by whoever holds its claim.

    Parameters
    ----------
    path
        The project file, saved. A journal that belongs to this save is gone on
        with; one that belongs to another, and leads elsewhere, is set aside under
        another name.

    Raises
    ------
    ProjectFileError
        If the file cannot be opened, or its journal cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._saved = self._state = saved_rows(path)
        self._end = 0
        try:
            content = read_journal(path)
            found = replay(content, self._saved)
            if found is not None:
                self._state, self._end = found.rows, found.end
            elif b"\n" in content and leads_to(content) != digest_of_rows(self._saved):
                _rename(path)
        except OSError as error:
            raise _failed(path, error, "read") from error

    def append(self, project: Project) -> None:
        """Put a state of the project on the disk, where it differs from the last.

        Raises
        ------
        ProjectFileError
            If it cannot be written; the states before it can still be recovered.
        """
        rows = rows_of(project)
        if rows == self._state:
            return
        line = edit_line(self._state, rows)
        if not self._end:
            line = first_line(digest_of_rows(self._saved)) + line
        end = self._end + len(line)
        if end > MOST_BYTES:
            message = "So much was edited since the last save that no more is kept."
            problem = Problem(message, "Save the project.", file=self._path.name)
            raise ProjectFileError([problem])
        try:
            write_line(self._path, line, at=self._end)
        except OSError as error:
            raise _failed(self._path, error, "written") from error
        self._state, self._end = rows, end

    def save(self, project: Project) -> None:
        """Save the project, and begin anew: the file holds what the journal did.

        Raises
        ------
        ProjectFileError
            If it cannot be saved: file and journal are then as they were.
        """
        with suppress(ProjectFileError):
            self.append(project)
        save_project(self._path, project)
        self._saved = self._state = rows_of(project)
        self._end = 0


def set_aside(path: Path) -> None:
    """Give the journal of a project file a name of its own: it is not gone on with.

    Raises
    ------
    ProjectFileError
        If it cannot be renamed.
    """
    try:
        _rename(path)
    except OSError as error:
        raise _failed(path, error, "set aside") from error


def _rename(path: Path) -> None:
    journal = journal_of(path)
    number = 1
    while (aside := journal.with_name(f"{journal.name}-{number}")).exists():
        number += 1
    journal.rename(aside)


def _failed(path: Path, error: OSError, what: str) -> ProjectFileError:
    message = f"What was edited cannot be {what}: {error.strerror or error}."
    remedy = "Save the project now, in another folder if need be."
    return ProjectFileError([Problem(message, remedy, file=journal_of(path).name)])
