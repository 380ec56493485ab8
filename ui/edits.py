"""Edits of the document: each takes a version and returns the next one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from capital_planner.rules import Pin
from ui.state import ALWAYS_THERE, Document, Inputs, Option

if TYPE_CHECKING:
    from capital_planner.plan import Plan
    from capital_planner.rules import Decision, Rules
    from data.project import Comment

EDITED = re.compile(r", edited( \d+)?$")


def set_inputs(document: Document, inputs: Inputs) -> Document:
    """Assume something else; options made before are then marked stale."""
    return replace(document, inputs=inputs)


def pin(document: Document, scheme: str, decision: Decision | None) -> Document:
    """Ask that a scheme is in every plan, in none, or may go; None asks nothing."""
    rules = document.inputs.settings.rules
    kept = [pin for pin in rules.pins if pin.scheme != scheme]
    asked = [Pin(scheme, decision)] if decision else []
    return set_rules(document, replace(rules, pins=(*kept, *asked)))


def set_rules(document: Document, rules: Rules) -> Document:
    """Ask something else of every plan; figures of options stay as they are."""
    if rules == document.inputs.settings.rules:
        return document
    settings = replace(document.inputs.settings, rules=rules)
    return replace(document, inputs=replace(document.inputs, settings=settings))


def select(document: Document, key: str) -> Document:
    """Show another option.

    Raises
    ------
    KeyError
        If there is no option of that key.
    """
    if document.option(key) is None:
        raise KeyError(key)
    return replace(document, selected=key)


def set_scheme(
    document: Document, scheme: str, *, places: int, opening_year: int
) -> Document:
    """Give a scheme a size and a year in the option shown; 0 places removes it.

    An option that is not a copy of the officer's own is copied first, so that
    what was found or decided stays as it was.
    """
    option = _editable(document)
    document = _with(document, option)
    choices = option.plan.choices
    if places:
        changed = choices.copy()
        changed.loc[scheme, ["places", "opening_year"]] = [places, opening_year]
        changed = changed.astype({"places": int, "opening_year": int})
    else:
        changed = choices.drop(index=scheme, errors="ignore")
    plan = replace(option.plan, choices=changed, quality=None)
    return document.replaced(replace(option, plan=plan, inputs=document.inputs))


def copy_chosen(document: Document, name: str = "") -> Document:
    """Copy the option shown, and show the copy.

    Raises
    ------
    ValueError
        If no option is shown yet.
    """
    option = document.chosen
    if option is None:
        msg = "There is no option to copy yet."
        raise ValueError(msg)
    number = document.next_number
    copy = Option(
        key=f"option-{number}",
        name=_unused(document, name or f"{EDITED.sub('', option.name)}, edited"),
        origin="edited",
        plan=option.plan,
        inputs=option.inputs,
        parent=option.key,
    )
    return _with(replace(document, next_number=number + 1), copy)


def add_found(
    document: Document, plan: Plan, inputs: Inputs, *, show: bool, name: str = ""
) -> Document:
    """Keep a plan that the optimiser found, under the inputs it was found for."""
    number = document.next_number
    option = Option(
        key=f"option-{number}",
        name=_unused(document, name or f"Plan found, {inputs.settings.preset}"),
        origin="found",
        plan=plan,
        inputs=inputs,
    )
    added = _with(replace(document, next_number=number + 1), option)
    return added if show else replace(added, selected=document.selected)


def rename(document: Document, key: str, name: str) -> Document:
    """Give an option another name; a blank name changes nothing."""
    option = document.option(key)
    if option is None or not name.strip() or name.strip() == option.name:
        return document
    others = replace(
        document, options=tuple(o for o in document.options if o.key != key)
    )
    return document.replaced(replace(option, name=_unused(others, name.strip())))


def bring_back(document: Document, options: tuple[Option, ...]) -> Document:
    """Add options kept earlier, each under a key that is free, as a tree again."""
    number = document.next_number
    keys = {option.key: f"option-{number + n}" for n, option in enumerate(options)}
    for option in options:
        added = replace(
            option,
            key=keys[option.key],
            parent=keys.get(option.parent, option.parent),
            name=_unused(document, option.name),
        )
        document = replace(document, options=(*document.options, added))
    return replace(document, next_number=number + len(options))


def bring_back_work(document: Document, work: Document) -> Document:
    """Take work that is newer than what was saved, with what every case has."""
    given = tuple(o for o in document.options if o.key in ALWAYS_THERE)
    return with_always_there(work, given)


def set_note(document: Document, key: str, note: str) -> Document:
    """Keep the officer's own words about an option."""
    option = document.option(key)
    if option is None or option.note == note.strip():
        return document
    return document.replaced(replace(option, note=note.strip()))


def comment(document: Document, said: Comment) -> Document:
    """Add what somebody said of an option, a scheme or a district."""
    return replace(document, comments=(*document.comments, said))


def uncomment(document: Document, said: Comment) -> Document:
    """Take a comment away."""
    kept = tuple(item for item in document.comments if item is not said)
    same = len(kept) == len(document.comments)
    return document if same else replace(document, comments=kept)


def delete(document: Document, key: str) -> Document:
    """Drop an option and what was said of it; what every case has stays.

    The option before it is shown next, and copies of it hang from where it hung.
    """
    keys = [option.key for option in document.options]
    if key in ALWAYS_THERE or key not in keys:
        return document
    at = keys.index(key)
    above = document.options[at].parent
    kept = tuple(
        replace(option, parent=above) if option.parent == key else option
        for option in document.options
        if option.key != key
    )
    selected = keys[at - 1] if document.selected == key else document.selected
    said = tuple(
        item for item in document.comments if (item.about, item.name) != ("option", key)
    )
    return replace(document, options=kept, selected=selected, comments=said)


def with_always_there(document: Document, options: tuple[Option, ...]) -> Document:
    """Renew do nothing and the committed programme, but for the notes on them.

    Every other option stays.
    """
    kept = tuple(o for o in document.options if o.key not in ALWAYS_THERE)
    notes = {**dict(document.notes), **{o.key: o.note for o in document.options}}
    noted = tuple(replace(o, note=notes.get(o.key, "")) for o in options)
    return replace(document, options=noted + kept, notes=())


def _editable(document: Document) -> Option:
    option = document.chosen
    if option is None:
        msg = "There is no option to edit yet."
        raise ValueError(msg)
    if option.origin == "edited":
        return option
    return copy_chosen(document).options[-1]


def _with(document: Document, option: Option) -> Document:
    """Show an option, added at the end when it is new."""
    if document.option(option.key) is not None:
        return replace(document, selected=option.key)
    number = int(option.key.rsplit("-", 1)[1])
    return replace(
        document,
        options=(*document.options, option),
        selected=option.key,
        next_number=max(document.next_number, number + 1),
    )


def _unused(document: Document, name: str) -> str:
    names = {option.name for option in document.options}
    if name not in names:
        return name
    number = next(n for n in range(2, len(names) + 3) if f"{name} {n}" not in names)
    return f"{name} {number}"
