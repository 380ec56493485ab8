"""One writer at a time: who has a project open, held by the operating system."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from capital_planner.errors import Problem, ProjectFileError
from data.exports import json_bytes

MOST_BYTES = 10_000
MOST_LETTERS = 100


@dataclass(frozen=True)
class Holder:
    """Who has a project open, on which computer, since when (UTC)."""

    who: str
    host: str
    since: str


class Claim:
    """A project claimed for writing, until it is released or the process ends.

    Parameters
    ----------
    path
        The project file; it need not be there yet.
    holder
        What others are told.

    Raises
    ------
    ProjectFileError
        If somebody else has claimed it, or it cannot be written where it is; it
        can be opened for reading only.
    """

    def __init__(self, path: Path, holder: Holder) -> None:
        path = Path(os.path.realpath(path))
        self._told = path.with_name(f".{path.name}.opened-by")
        self._lock = FileLock(
            path.with_name(f".{path.name}.lock"), timeout=0, thread_local=False
        )
        try:
            if not path.parent.is_dir():
                raise FileNotFoundError(None, "there is no such folder")
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(None, "the file is for reading only")
            self._lock.acquire()
            self._told.write_bytes(json_bytes(asdict(holder)))
        except Timeout as error:
            raise ProjectFileError([_busy(path, self._told)]) from error
        except OSError as error:
            self._lock.release()
            message = f"It cannot be written here: {error.strerror or error}."
            remedy = "It is opened for reading only. Save it in another folder to edit."
            problem = Problem(message, remedy, file=path.name)
            raise ProjectFileError([problem]) from error

    def release(self) -> None:
        """Let others write it."""
        if self._lock.is_locked:
            self._told.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.release()


def _busy(path: Path, told: Path) -> Problem:
    who, host, since = _told(told)
    return Problem(
        f"It is open by {who} on {host} since {since}; opened for reading only.",
        "Ask them to close it, or save under another name.",
        file=path.name,
    )


def _told(path: Path) -> tuple[str, ...]:
    """Words of the file beside, which anybody can have written."""
    try:
        with path.open("rb") as file:
            facts = json.loads(file.read(MOST_BYTES))
        words = [str(facts[name]) for name in ("who", "host", "since")]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        words = ["somebody else", "a computer unknown", "a time unknown"]
    shown = [
        "".join(letter for letter in word if letter.isprintable()) for word in words
    ]
    return tuple(word[:MOST_LETTERS] for word in shown)
