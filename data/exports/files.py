"""Several files written together: all of them, or none."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from capital_planner.errors import PlannerError, Problem


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write every file, or leave the folder as it was.

    Contents go to temporary files in the same folder first, and are on the disk
    before any takes its name: a file of that name is replaced as a whole.

    Parameters
    ----------
    folder
        Made if it does not exist.
    files
        Content by file name.

    Returns
    -------
    list of pathlib.Path
        The files, in the order given.

    Raises
    ------
    PlannerError
        If the folder or a file cannot be written; nothing new is left there.
    """
    waiting: list[tuple[Path, Path]] = []
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            temporary = folder / f".{name}.{os.getpid()}.new"
            waiting.append((temporary, folder / name))
            _set_aside(temporary, content)
        blocked = [target.name for _, target in waiting if target.is_dir()]
        if blocked:
            raise IsADirectoryError(None, f"{blocked[0]} is a folder")
        for temporary, target in waiting:
            temporary.replace(target)
    except OSError as error:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise PlannerError([_refusal(folder, error)]) from error
    return [target for _, target in waiting]


def _set_aside(temporary: Path, content: bytes) -> None:
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refusal(folder: Path, error: OSError) -> Problem:
    return Problem(
        f"The folder cannot be written: {error.strerror or error}.",
        "Choose another folder, close files that are open in another program, or "
        "free some space. Nothing was written.",
        file=str(folder),
    )
