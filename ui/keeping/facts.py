"""Options of the window as kept, and back. Importing this loads pandas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from capital_planner.plan import Plan
from data import json_bytes, kept_facts, read_kept, write_files
from data.kept_options import Kept, KeptInputs, KeptOption
from ui.state import ALWAYS_THERE, Inputs, Option

if TYPE_CHECKING:
    from pathlib import Path

    from ui.state import Document, Origin


@dataclass(frozen=True, eq=False)
class Found:
    """Options kept for a case, and the file's content as it was read."""

    options: tuple[Option, ...]
    kept: Kept


def keep(path: Path, case: str, document: Document) -> None:
    """Write the officer's own options, in place of those kept before."""
    own = [option for option in document.options if option.key not in ALWAYS_THERE]
    kept = Kept(case, tuple(kept_option(option, document.inputs) for option in own))
    write_files(path.parent, {path.name: json_bytes(kept_facts(kept))})


def put_beside(path: Path, found: Found) -> None:
    """Keep options that are not wanted now under another name."""
    write_files(path.parent, {path.name: json_bytes(kept_facts(found.kept))})


def kept_for(path: Path, case: str) -> Found:
    """Options kept for a case; none where others were kept."""
    kept = read_kept(path)
    if kept is None or kept.case != case:
        return Found((), Kept(case, ()))
    return Found(tuple(map(option_of, kept.options)), kept)


def kept_option(option: Option, now: Inputs) -> KeptOption:
    """Give an option as it is kept, under the inputs of now where it follows them."""
    inputs = option.inputs or now
    return KeptOption(
        key=option.key,
        name=option.name,
        origin=option.origin,
        parent=option.parent,
        note=option.note,
        inputs=KeptInputs(inputs.future, inputs.settings),
        choices=option.plan.choices,
    )


def option_of(kept: KeptOption) -> Option:
    """Give the option that was kept."""
    return Option(
        key=kept.key,
        name=kept.name,
        origin=cast("Origin", kept.origin),
        plan=Plan(kept.choices),
        inputs=Inputs(kept.inputs.future, kept.inputs.settings),
        parent=kept.parent,
        note=kept.note,
    )
