"""Estimates by several breakdowns at once, with their totals, held back safely.

Each figure is rounded as :mod:`capital_planner.disclosure.figures` says. A
figure held back could still be worked out from a total and its other parts, so
every sum is audited as a reader could: where fewer than four whole numbers are
left for a figure that is held back, the smallest shown figure of that sum is
held back too, until no sum gives a figure away.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from capital_planner.disclosure.figures import FEWEST_SHOWN, ROUND_TO

Floats = NDArray[np.float64]
LEAST_HELD_BACK = 0.5
LEAST_SHOWN = FEWEST_SHOWN - 0.5
VALUES_LEFT = 4


def with_totals(values: Floats, axes: Sequence[int]) -> Floats:
    """Put the sum of the figures first along each axis."""
    for axis in axes:
        values = np.concatenate([values.sum(axis, keepdims=True), values], axis)
    return values


def shown_figures(values: Floats, axes: Sequence[int]) -> Floats:
    """Figures as published: multiples of 5, NaN where held back.

    Parameters
    ----------
    values
        Estimated children, at least 0; position 0 along each of ``axes`` is
        the sum of the others.
    axes
        Axes along which totals are published.
    """
    shown = rounded(values)
    again = True
    while again:
        again = False
        for axis in axes:
            lines = np.moveaxis(shown, axis, 0)
            sizes = np.moveaxis(values, axis, 0)
            again |= _hold_back_more(lines, sizes)
    return shown


def rounded(values: Floats) -> Floats:
    """Round to 5, holding back what rounds to 1 to 4 children."""
    shown = np.maximum(np.floor(values / ROUND_TO + 0.5) * ROUND_TO, FEWEST_SHOWN)
    shown = np.where(values < LEAST_SHOWN, np.nan, shown)
    return np.where(values < LEAST_HELD_BACK, 0.0, shown)


def could_be(shown: Floats) -> tuple[Floats, Floats]:
    """Least and most that each published figure can stand for."""
    low = np.where(shown == FEWEST_SHOWN, LEAST_SHOWN, shown - ROUND_TO / 2)
    high = shown + ROUND_TO / 2
    low = np.where(shown == 0, 0.0, low)
    high = np.where(shown == 0, LEAST_HELD_BACK, high)
    held = np.isnan(shown)
    return np.where(held, LEAST_HELD_BACK, low), np.where(held, np.inf, high)


def _hold_back_more(lines: Floats, sizes: Floats) -> bool:
    """Mend, in place, each sum that gives a figure away; say if there was one.

    Axis 0 of both holds a total and its parts.
    """
    given_away = _given_away(lines)
    if not given_away.any():
        return False
    parts = np.where(np.nan_to_num(lines[1:]) > 0, sizes[1:], np.inf)
    smallest = np.argmin(parts, axis=0)
    for line in np.argwhere(given_away):
        where = tuple(line)
        if np.isfinite(parts[(smallest[where], *where)]):
            lines[(smallest[where] + 1, *where)] = np.nan
        elif np.isnan(lines[(0, *where)]):
            lines[(0, *where)] = 0.0
        else:
            lines[(0, *where)] = np.nan
    return True


def _given_away(lines: Floats) -> NDArray[np.bool_]:
    """Whether a sum leaves too few values for one of its figures held back."""
    low, high = could_be(lines)
    held = np.isnan(lines)
    some = held[1:].sum(axis=0)
    bounded = np.where(np.isfinite(high[1:]), high[1:], 0.0).sum(axis=0)
    least = np.where(some == 1, low[0] - bounded, LEAST_HELD_BACK)
    most = high[0] - low[1:].sum(axis=0) + LEAST_HELD_BACK
    part = held[1:].any(axis=0) & (_whole_numbers(least, most) < VALUES_LEFT)
    top = np.where(some > 0, np.inf, bounded)
    total = held[0] & (_whole_numbers(low[1:].sum(axis=0), top) < VALUES_LEFT)
    return np.asarray(part | total)


def _whole_numbers(low: Floats, high: Floats) -> Floats:
    """How many whole numbers from 1 up lie between two bounds."""
    return np.floor(high) - np.maximum(np.ceil(low), 1.0) + 1
