"""Children who keep their place from one year to the next, in whole numbers."""

import numpy as np

from optimiser.compiled import compiled, inlined
from optimiser.problem import Array


def kept_places(
    children: Array, *, stay: Array, move: Array, carry: Array, serves: Array
) -> Array:
    """Count who stays, and who carries on in the same setting at a phase end.

    Parameters
    ----------
    children
        Of the year before, micro-children: ``[Z, K, P, S]``.
    stay, move
        Shares who stay in a phase, and who come into the next: ``[Z, K, P]``.
    carry
        Share of those who carry on where they are: ``[S]``.
    serves
        Whether a setting serves a phase: ``[K, P, S]``.

    Returns
    -------
    numpy.ndarray
        Micro-children: ``[Z, K, P, S]``.
    """
    kept = np.zeros(children.shape, dtype=np.int64)
    stay_and_move(*map(plain, (children, stay, move, carry, serves, kept)))
    return kept


def plain(array: Array) -> Array:
    """Lay an array out as the compiled loop knows it."""
    return np.require(array, requirements=["C", "W"])


@compiled
def stay_and_move(
    children: Array, stay: Array, move: Array, carry: Array, serves: Array, kept: Array
) -> None:
    """Add those who stay, and those who carry on, to who is kept."""
    zones, needs, phases, columns = children.shape
    share = np.empty(columns)
    left, spot = np.empty(columns), np.empty(columns, dtype=np.int64)
    for zone in range(zones):
        for need in range(needs):
            for phase in range(phases):
                row = children[zone, need, phase]
                share[:] = stay[zone, need, phase]
                add_rounded(row, share, kept[zone, need, phase], left, spot)
                moving = move[zone, need, phase]
                if phase + 1 < phases and moving > 0:
                    for column in range(columns):
                        on = serves[need, phase + 1, column]
                        share[column] = moving * carry[column] if on else 0.0
                    add_rounded(row, share, kept[zone, need, phase + 1], left, spot)


@inlined
def add_rounded(
    children: Array, share: Array, counts: Array, left: Array, spot: Array
) -> None:
    """Add shares in whole numbers, by largest remainder, the first of equal ones.

    They sum to the rounded sum of the exact shares. Most settings have no children
    of a row: only the others are looked at again, in ``left`` and ``spot``.
    """
    there, over = 0, 0.0
    for column in range(len(children)):
        if children[column]:
            exact = children[column] * share[column]
            whole = np.floor(exact)
            counts[column] += int(whole)
            left[there], spot[there] = exact - whole, column
            over += exact - whole
            there += 1
    for _ in range(round(over)):
        most = np.argmax(left[:there])
        counts[spot[most]] += 1
        left[most] = -1.0
