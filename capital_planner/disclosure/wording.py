"""Words for the public: fixed lines, and terms that never appear."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from capital_planner.apportionment import BY_DEPRIVATION, Basis

OPTION = "An option, not a decision."
NOBODY_MOVES = (
    "Nobody changes school because of this plan. It affects new places only. Each "
    "child's school is named in their own plan, with their family."
)
CONSULTATION = "Draft officer recommendation, subject to consultation."
ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government "
    "Licence v3.0. Contains OS data (c) Crown copyright and database right 2025."
)


def public_lines(basis: Basis) -> tuple[str, str, str]:
    """Lines printed in full on every map of district figures."""
    return OPTION, NOBODY_MOVES, basis.statement


PUBLIC_LINES = public_lines(BY_DEPRIVATION)
"""Of figures that no council has counted."""

SAY_INSTEAD: Mapping[str, str] = {
    r"unplaced": "places still needed",
    r"repatriat\w*": "moving to a local school at a natural change, with the family",
    r"worst districts?": "largest gap",
    r"demand": "children who need a place",
    r"stocks?": "children who need a place",
    r"flows?": "children who need a place",
    r"over (?:the )?limit": "long journey",
    r"reliance": "use of independent schools",
    r"winners? and losers?": "where places are added",
    r"base[- ]suitable": "need that a base could meet",
}
"""What a public text never says (whole words, any case) and what it says instead."""


@dataclass(frozen=True)
class Wording:
    """A word that a public text must not use, where it is, and a better one."""

    found: str
    instead: str
    text: str


def forbidden_words(texts: Iterable[str]) -> list[Wording]:
    """Words of the list above in any of the texts, in order of the texts.

    Underscores count as spaces, so a column name is read as a reader would.
    """
    patterns = [
        (re.compile(rf"\b{pattern}\b", re.IGNORECASE), instead)
        for pattern, instead in SAY_INSTEAD.items()
    ]
    return [
        Wording(found.group(), instead, text)
        for text in texts
        for pattern, instead in patterns
        for found in pattern.finditer(text.replace("_", " "))
    ]
