"""Estimates by several breakdowns at once, with their totals, held back safely.

Each figure is rounded as :mod:`capital_planner.disclosure.figures` says. A
figure held back could still be worked out from a total and its other parts, so
every sum is audited as a reader could: where a single whole number is
left for a figure that is held back, the smallest shown figure beside it is
held back too, until no sum gives a figure away.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from capital_planner.disclosure.figures import FEWEST_SHOWN, ROUND_TO

Floats = NDArray[np.float64]
Cell = tuple[int, ...]
LEAST_HELD_BACK = 0.5
LEAST_SHOWN = FEWEST_SHOWN - 0.5
VALUES_LEFT = 2
ROUNDS = 8
NEARLY = 1e-9


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
    small = np.isnan(shown)
    while True:
        low, high = worked_out(shown, axes)
        given_away = small & np.isnan(shown) & (whole_numbers(low, high) < VALUES_LEFT)
        if not given_away.any():
            return shown
        mended: set[tuple[int, ...]] = set()
        for cell in map(tuple, np.argwhere(given_away)):
            beside = _beside(cell, shown.shape, axes)
            if mended.isdisjoint(beside):
                mended.add(_hold_back_one(shown, values, [cell, *beside], axes=axes))


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


def worked_out(shown: Floats, axes: Sequence[int]) -> tuple[Floats, Floats]:
    """Least and most of each figure, after what the sums tell of each other."""
    low, high = could_be(shown)
    for _ in range(ROUNDS):
        before = (low.copy(), high.copy())
        for axis in axes:
            _narrow(np.moveaxis(low, axis, 0), np.moveaxis(high, axis, 0))
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    return low, high


def _narrow(low: Floats, high: Floats) -> None:
    """Narrow, in place, a total (position 0) and its parts by each other."""
    least, most = low[1:].sum(axis=0), high[1:].sum(axis=0)
    open_ended = np.isinf(high[1:])
    bounded = np.where(open_ended, 0.0, high[1:])
    others = np.where(
        open_ended.sum(axis=0) - open_ended > 0, np.inf, bounded.sum(axis=0) - bounded
    )
    np.minimum(high[1:], high[0] - (least - low[1:]), out=high[1:])
    np.maximum(low[1:], low[0] - others, out=low[1:])
    np.maximum(low[:1], least, out=low[:1])
    np.minimum(high[:1], most, out=high[:1])


def _beside(cell: Cell, shape: tuple[int, ...], axes: Sequence[int]) -> list[Cell]:
    """All figures in a sum that a cell is in."""
    return [
        (*cell[:axis], n, *cell[axis + 1 :])
        for axis in axes
        for n in range(shape[axis])
        if n != cell[axis]
    ]


def _hold_back_one(
    shown: Floats, values: Floats, cells: Sequence[Cell], *, axes: Sequence[int]
) -> Cell:
    """Hold back the smallest figure still shown beside the first cell.

    Totals go last. Where nothing is left to hold back all the parts of the
    first cell are shown as 0, and so is the cell.
    """
    still = [at for at in cells if shown[at] > 0]
    if not still:
        shown[cells[0]] = 0.0
        return cells[0]
    chosen = min(
        still,
        key=lambda at: (sum(at[axis] == 0 for axis in axes), float(values[at]), at),
    )
    shown[chosen] = np.nan
    return chosen


def whole_numbers(low: Floats, high: Floats) -> Floats:
    """How many whole numbers from 1 up lie between two bounds."""
    return np.floor(high + NEARLY) - np.maximum(np.ceil(low - NEARLY), 1.0) + 1
