"""Several files written together: all of them, or none."""

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import get_ident

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
        Content by file name; ``maps/before.svg`` goes into a folder below.

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
    targets = [folder / name for name in files]
    folders = sorted({folder, *(target.parent for target in targets)})
    made = [path for path in folders if not path.exists()]
    try:
        for path in folders:
            path.mkdir(parents=True, exist_ok=True)
        for target, content in zip(targets, files.values(), strict=True):
            temporary = target.with_name(f".{target.name}.{_writer()}.new")
            waiting.append((temporary, target))
            _set_aside(temporary, content)
        blocked = [target.name for _, target in waiting if target.is_dir()]
        if blocked:
            raise IsADirectoryError(None, f"{blocked[0]} is a folder")
        _take_names(waiting)
    except OSError as error:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()
        raise PlannerError([_refusal(folder, error)]) from error
    return [target for _, target in waiting]


def _take_names(waiting: Sequence[tuple[Path, Path]]) -> None:
    """Give every file its name, or none: one may be open in another program."""
    former: list[tuple[Path, Path | None]] = []
    try:
        for temporary, target in waiting:
            former.append((target, _copied(target) if target.exists() else None))
            temporary.replace(target)
    except OSError:
        for target, copy in reversed(former):
            with suppress(OSError):
                if copy is None:
                    target.unlink(missing_ok=True)
                else:
                    copy.replace(target)
        raise
    for _, copy in former:
        if copy is not None:
            copy.unlink(missing_ok=True)


def _copied(target: Path) -> Path:
    """Copy what stands under a name, to put it back if the others cannot be written."""
    copy = target.with_name(f".{target.name}.{_writer()}.old")
    try:
        shutil.copy2(target, copy)
    except OSError:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise
    return copy


def _writer() -> str:
    """Tell who writes: others may write a file of the same name meanwhile."""
    return f"{os.getpid()}.{get_ident()}"


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
