"""What an officer asks of an import; nothing here loads pandas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Wanted:
    """Files to bring in.

    Attributes
    ----------
    kind
        As ``main.py import`` calls it.
    beside
        Files that go with them, by what they are.
    table, sheet, mapping
        For a table of the council's own: column to header, an empty header for a
        column that the file does not have.
    """

    kind: str
    paths: tuple[Path, ...]
    beside: Mapping[str, Path] = field(default_factory=dict)
    table: str = ""
    sheet: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
