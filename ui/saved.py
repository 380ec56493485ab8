"""What of the work in the window is saved, and what was decided since.

Nothing here knows Qt or loads pandas, so that the window can be painted first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.state import ALWAYS_THERE

if TYPE_CHECKING:
    from pathlib import Path

    from data import Project
    from ui.state import Document

TIME = "%Y-%m-%dT%H:%M:%SZ"
"""How a project writes a time, UTC."""


@dataclass(frozen=True)
class Decision:
    """An edit by its name, and when it was made, UTC."""

    at: str
    what: str


@dataclass(frozen=True, eq=False)
class Saved:
    """The project that is open.

    Attributes
    ----------
    path
        Its file.
    project
        What it held when it was last saved: what the next save goes on from.
    document
        The work as it was then.
    reading_only
        Why it cannot be written where it is; empty when it can.
    """

    path: Path
    project: Project
    document: Document
    reading_only: str = ""


def work_in(document: Document) -> tuple[object, ...]:
    """Give what of a document is work to save: not which option is looked at."""
    own = [option for option in document.options if option.key not in ALWAYS_THERE]
    return document.inputs, own, notes_in(document), document.comments


def notes_in(document: Document) -> dict[str, str]:
    """Give the notes on the two options that every case has."""
    notes = {**dict(document.notes), **{o.key: o.note for o in document.options}}
    return {key: notes[key] for key in ALWAYS_THERE if notes.get(key)}


def now() -> str:
    """Give the time of now, UTC, as a project keeps it."""
    return datetime.now(UTC).strftime(TIME)
