"""Texts shared out over slides: what belongs together stays so, each as full."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from capital_planner.briefing.slide_text import (
    BELOW,
    INDENTED,
    LEADING,
    SIZES,
    Text,
)

APART, LIST_APART, NEVER_APART = 0.5, 0.6, 100.0
"""What it costs to go on under one heading, inside a list, and right after what
speaks of the next text, where an empty slide costs 1."""


@dataclass(frozen=True)
class _Shared:
    """Texts up to some place shared out: what it costs, and where slides begin."""

    cost: float
    starts: tuple[int, ...]


def pages_of(texts: Sequence[Text], width: float, height: float) -> list[list[Text]]:
    """Share texts out over boxes of one size, as few and as even as can be.

    A box begins with a heading if it can, and never after a heading or after words
    that end with a colon. A text too long for a box goes on in the next.
    """
    pieces = [piece for text in texts for piece in _pieces(text, width, height)]
    heights = [piece.height(width) for piece in pieces]
    best = [_Shared(0.0, ())]
    for end in range(1, len(pieces) + 1):
        found = []
        for start in reversed(range(end)):
            deep = sum(heights[start:end])
            if deep > height and start < end - 1:
                break
            cost = best[start].cost + (1.0 - deep / height) ** 2
            if start:
                cost += _cost_between(pieces[start - 1], pieces[start])
            found.append(_Shared(cost, (*best[start].starts, start)))
        best.append(min(found, key=lambda shared: shared.cost))
    edges = (*best[-1].starts, len(pieces))
    return [pieces[start:end] for start, end in pairwise(edges)]


def _cost_between(before: Text, after: Text) -> float:
    """Say what it costs to begin a slide between two texts."""
    if after.look == "strong":
        return 0.0
    if before.look == "strong" or before.words.endswith(":"):
        return NEVER_APART
    if before.look in INDENTED and after.look in INDENTED:
        return LIST_APART
    return APART


def _pieces(text: Text, width: float, height: float) -> list[Text]:
    """Cut a text that is higher than a box into pieces as high as each other."""
    found = text.lines(width)
    most = max(int((height - BELOW) / (SIZES[text.look] * LEADING)), 1)
    each = math.ceil(len(found) / math.ceil(len(found) / most))
    return [
        replace(text, words=" ".join(found[start : start + each]))
        for start in range(0, len(found), each)
    ]
