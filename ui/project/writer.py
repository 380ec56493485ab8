"""Who writes a project file, and the right to do so."""

from __future__ import annotations

import getpass
import socket
from typing import TYPE_CHECKING

from data import Claim, Holder, Journal
from data.project import set_aside
from ui.saved import now

if TYPE_CHECKING:
    from pathlib import Path


def who() -> str:
    """Name the person at this computer, as the computer does."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


class Writer:
    """The right to write one project file, and its journal.

    Parameters
    ----------
    path
        The file; it need not be there yet.

    Raises
    ------
    ProjectFileError
        If somebody else has it, or it cannot be written where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._claim = Claim(path, Holder(who(), socket.gethostname(), now()))
        self._journal: Journal | None = None

    def begin(self, *, anew: bool = False) -> None:
        """Go on with the journal of what the file holds, or leave that and begin one.

        One that is left is kept under another name.
        """
        if anew:
            set_aside(self.path)
        self._journal = Journal(self.path)

    @property
    def journal(self) -> Journal:
        """The journal that was begun.

        Raises
        ------
        RuntimeError
            If none was.
        """
        if self._journal is None:
            message = "the journal was not begun"
            raise RuntimeError(message)
        return self._journal

    def release(self) -> None:
        """Let others write the file."""
        self._claim.release()
