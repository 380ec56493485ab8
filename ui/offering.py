"""What options hold that a case no longer offers, once its tables are others.

Nothing is lost: the words go into the note of the option.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from ui.state import ALWAYS_THERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.state import Built, Document, Opened, Option, SchemeRow

NOTE = "No longer on offer since other tables came in:"
UNNAMED = "a scheme"

Named: TypeAlias = "Mapping[str, str]"


def on_tables(document: Document, opened: Opened) -> Document:
    """Go on with a document on the tables of a case; its options stay as made."""
    inputs = replace(document.inputs, tables=opened.case.digest)
    return document if inputs == document.inputs else replace(document, inputs=inputs)


def no_longer_offered(document: Document, built: Built, named: Named) -> list[str]:
    """Say what options of the officer hold and the scenario does not offer.

    Parameters
    ----------
    named
        What schemes were called in public before the tables changed, by key.
    """
    rows = {row.key: row for row in built.schemes}
    return [
        f"{option.name}: {said}"
        for option in _own(document)
        for said in _gone(option, rows, named)
    ]


def offered_only(document: Document, built: Built, named: Named) -> Document:
    """Keep in options what is on offer; the rest is told in their notes.

    Schemes that are decided are as the tables say now.
    """
    rows = {row.key: row for row in built.schemes}
    for option in _own(document):
        fitted = _fitted(option, rows, named, built)
        if fitted is not option:
            document = document.replaced(fitted)
    return document


def _own(document: Document) -> list[Option]:
    return [item for item in document.options if item.key not in ALWAYS_THERE]


def _fitted(
    option: Option, rows: Mapping[str, SchemeRow], named: Named, built: Built
) -> Option:
    gone, choices = _gone(option, rows, named), option.plan.choices
    decided = built.committed.choices
    renewed = choices.index.intersection(decided.index)
    if not gone and choices.loc[renewed].equals(decided.loc[renewed]):
        return option
    kept = choices.loc[[_offers(rows, *choice) for choice in _choices(option)]].copy()
    renewed = kept.index.intersection(decided.index)
    kept.loc[renewed] = decided.loc[renewed]
    kept = kept.astype({"places": int, "opening_year": int})
    words = f"{NOTE} {'; '.join(gone)}." if gone else ""
    return replace(
        option,
        plan=replace(option.plan, choices=kept, quality=None),
        note=" ".join(filter(None, (option.note, words))),
    )


def _gone(option: Option, rows: Mapping[str, SchemeRow], named: Named) -> list[str]:
    return [
        f"{places} places, {named.get(key, UNNAMED)}, {year}"
        for key, places, year in _choices(option)
        if not _offers(rows, key, places, year)
    ]


def _choices(option: Option) -> list[tuple[str, int, int]]:
    frame = option.plan.choices
    columns = (frame.index, frame["places"].tolist(), frame["opening_year"].tolist())
    return [
        (str(key), int(places), int(year))
        for key, places, year in zip(*columns, strict=True)
    ]


def _offers(rows: Mapping[str, SchemeRow], key: str, places: int, year: int) -> bool:
    """Whether a scheme can be had in that size; what is decided is as it is."""
    row = rows.get(key)
    if row is None:
        return False
    known = year <= max(row.years, default=year)
    return row.decided or (places in row.sizes and known)
