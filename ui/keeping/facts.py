"""Options of the window as kept, and back. Importing this loads pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from capital_planner.plan import Plan
from data import json_bytes, kept_facts, read_kept, write_files
from data.kept_options import Kept, KeptOption
from ui.state import ALWAYS_THERE, Option

if TYPE_CHECKING:
    from pathlib import Path

    from ui.state import Document, Origin


def keep(path: Path, case: str, document: Document) -> None:
    """Write the officer's own options, in place of those kept before."""
    own = [option for option in document.options if option.key not in ALWAYS_THERE]
    kept = Kept(
        case,
        tuple(
            KeptOption(
                key=option.key,
                name=option.name,
                origin=option.origin,
                parent=option.parent,
                note=option.note,
                choices=option.plan.choices,
            )
            for option in own
        ),
    )
    write_files(path.parent, {path.name: json_bytes(kept_facts(kept))})


def set_aside(path: Path, again: Path) -> None:
    """Keep what is there under another name, when it is not wanted now."""
    kept = read_kept(path)
    if kept is not None and kept.options:
        write_files(again.parent, {again.name: json_bytes(kept_facts(kept))})


def kept_for(path: Path, case: str) -> tuple[Option, ...]:
    """Options kept for a case; none where others were kept."""
    kept = read_kept(path)
    if kept is None or kept.case != case:
        return ()
    return tuple(
        Option(
            key=option.key,
            name=option.name,
            origin=cast("Origin", option.origin),
            plan=Plan(option.choices),
            parent=option.parent,
            note=option.note,
        )
        for option in kept.options
    )
