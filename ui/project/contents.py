"""The work of the window as a project holds it, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from capital_planner.errors import Problem, ProjectFileError
from data.kept_options import UNREADABLE, KeptInputs, KeptOption
from data.kept_options import option_facts as facts_of
from data.kept_options import option_of as kept_of
from data.project import AuditEntry, FoundPlan
from ui.keeping.facts import kept_option, option_of
from ui.project.writer import who
from ui.saved import notes_in, now
from ui.state import ALWAYS_THERE, COMMITTED, Document, Inputs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from data import Project
    from ui.saved import Decision, Saved

WINDOW = "window"
"""Name of the setting that holds what was assumed, shown and noted."""
KEY = re.compile(r"option-(\d{1,9})")
ORIGINS = ("found", "edited")
NO_CHOICES = pd.DataFrame({"places": [], "opening_year": []}, dtype=int)


@dataclass(frozen=True, eq=False)
class Order:
    """What is to be saved, or journalled.

    Attributes
    ----------
    saved
        The project that is open; None for a case that is not in one.
    folder, digest
        Of the case that is open.
    """

    saved: Saved | None
    folder: Path | None
    digest: str
    document: Document
    decisions: tuple[Decision, ...]


def is_other_work(one: Project, other: Project) -> bool:
    """Whether two states of a project differ in more than what is on record."""
    return _facts(one) != _facts(other)


def _facts(project: Project) -> object:
    options = [facts_of(option) for option in project.options]
    return options, project.comments, project.settings.get(WINDOW)


def document_of(project: Project, name: str) -> Document:
    """Give the work of a project as the window holds it, with nothing to undo.

    Parameters
    ----------
    name
        Of the file, to give in problems.

    Raises
    ------
    ProjectFileError
        If its options or settings are not those of this window.
    """
    try:
        _check_options(project.options)
        quality = {plan.option.key: plan.quality for plan in project.plans}
        options = [option_of(kept) for kept in project.options]
        found = tuple(
            replace(o, plan=replace(o.plan, quality=quality.get(o.key)))
            for o in options
        )
        inputs, selected, notes = _shown(project.settings.get(WINDOW))
    except UNREADABLE as error:
        message = "Its options are not such as this window makes."
        problem = Problem(message, "Open an earlier copy of it.", file=name)
        raise ProjectFileError([problem]) from error
    keys = [option.key for option in found]
    return Document(
        inputs=inputs,
        options=found,
        selected=selected if selected in (*ALWAYS_THERE, *keys) else COMMITTED,
        next_number=max((int(key.rsplit("-", 1)[1]) for key in keys), default=0) + 1,
        comments=project.comments,
        notes=notes,
    )


def _shown(facts: Any) -> tuple[Inputs, str, tuple[tuple[str, str], ...]]:  # noqa: ANN401
    """Read what was assumed and shown, and notes on what every case has."""
    if facts is None:
        return Inputs(), COMMITTED, ()
    kept = kept_of(facts["shown"])
    notes = {key: str(facts["notes"].get(key, "")) for key in ALWAYS_THERE}
    inputs = Inputs(kept.inputs.future, kept.inputs.settings)
    return inputs, kept.key, tuple(notes.items())


def _check_options(options: Sequence[KeptOption]) -> None:
    keys = [option.key for option in options if KEY.fullmatch(option.key)]
    origins = {option.origin for option in options}
    if len(set(keys)) != len(options) or not origins <= set(ORIGINS):
        message = "keys or origins of no window"
        raise ValueError(message)


def project_of(base: Project, order: Order, what: str = "") -> Project:
    """Give the project that goes on from another with the work of the window.

    Parameters
    ----------
    what
        Put on record after the decisions; nothing when empty.
    """
    document = order.document
    own = [o for o in document.options if o.key not in ALWAYS_THERE]
    kept = tuple(kept_option(option, document.inputs) for option in own)
    at = {plan.option.key: plan.at for plan in base.plans}
    made = [AuditEntry(item.at, who(), item.what, "") for item in order.decisions]
    if what:
        made.append(AuditEntry(now(), who(), what, ""))
    return replace(
        base,
        options=kept,
        plans=tuple(
            FoundPlan(k, o.plan.quality, at.get(o.key) or now())
            for k, o in zip(kept, own, strict=True)
            if o.plan.quality is not None
        ),
        comments=document.comments,
        settings={**base.settings, WINDOW: _window(document)},
        audit=(*base.audit, *made),
    )


def _window(document: Document) -> dict[str, Any]:
    inputs = KeptInputs(document.inputs.future, document.inputs.settings)
    shown = KeptOption(document.selected, "", "", "", "", inputs, NO_CHOICES)
    return {"shown": facts_of(shown), "notes": notes_in(document)}
