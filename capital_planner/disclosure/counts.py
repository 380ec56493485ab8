"""Counts of children in a two-way table, suppressed so that no total tells.

Counts of 1 to 4 are suppressed first. Then each suppressed count is audited as
a reader could who knows every published count, every total and the rule: the
least and most it can be follow from the largest flows in the network of the
table (rows and columns are nodes, cells are arcs), as in Cox, L. H. (1995),
"Network models for complementary cell suppression", Journal of the American
Statistical Association 90. Where fewer than four values are left, the smallest
published count of the same row or column goes too.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from capital_planner.disclosure.figures import FEWEST_SHOWN

TOTAL = "all"
VALUES_LEFT = 4
Cell = tuple[int, int]


def public_counts(counts: pd.DataFrame) -> pd.DataFrame:
    """Make a two-way table of counts with totals, safe to publish.

    Parameters
    ----------
    counts
        Whole numbers of children, at least 0; any index and columns, without
        totals.

    Returns
    -------
    pandas.DataFrame
        The same with a row and a column ``all`` added, as nullable integers;
        missing where suppressed.

    Raises
    ------
    ValueError
        If a count is negative, missing or not whole.
    """
    values = counts.to_numpy(float)
    if not np.all((values >= 0) & (values == np.floor(values))):
        msg = "counts of children are whole numbers of at least 0"
        raise ValueError(msg)
    whole = values.astype(int)
    table = np.zeros((whole.shape[0] + 1, whole.shape[1] + 1), int)
    table[:-1, :-1] = whole
    table[-1, :] = table.sum(axis=0)
    table[:, -1] = table.sum(axis=1)
    hidden = suppressed(table)
    names = [*counts.index, TOTAL]
    columns = [*counts.columns, TOTAL]
    frame = pd.DataFrame(table, index=names, columns=columns).astype("Int64")
    return frame.mask(pd.DataFrame(hidden, index=names, columns=columns))


def suppressed(table: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Which cells to suppress in a table whose last row and column are totals."""
    first = (table > 0) & (table < FEWEST_SHOWN)
    hidden = first.copy()
    while (weak := _given_away(table, hidden)) is not None:
        further = _partner(table, hidden, weak)
        if further is None:
            break
        hidden[further] = True
    for cell in sorted(_cells(hidden & ~first), key=lambda at: -int(table[at])):
        hidden[cell] = False
        if _given_away(table, hidden) is not None:
            hidden[cell] = True
    return hidden


def _given_away(table: NDArray[np.int_], hidden: NDArray[np.bool_]) -> Cell | None:
    """Find the first suppressed count that is left with too few values."""
    for cell in _cells(hidden):
        if _values_left(table, hidden, cell) < VALUES_LEFT:
            return cell
    return None


def _cells(hidden: NDArray[np.bool_]) -> list[Cell]:
    return [(int(row), int(column)) for row, column in np.argwhere(hidden)]


def _partner(
    table: NDArray[np.int_], hidden: NDArray[np.bool_], cell: Cell
) -> Cell | None:
    """Choose the smallest count still shown in the row or column of a cell."""
    row, column = cell
    near = [(row, other) for other in range(table.shape[1])]
    near += [(other, column) for other in range(table.shape[0])]
    anywhere = list(np.ndindex(*table.shape))
    for places in (near, anywhere):
        shown = [at for at in places if table[at] > 0 and not hidden[at]]
        if shown:
            least = min(shown, key=lambda at: (table[at], at))
            return int(least[0]), int(least[1])
    return None


def _values_left(table: NDArray[np.int_], hidden: NDArray[np.bool_], cell: Cell) -> int:
    """How many values a suppressed count can take, given all that is shown.

    A reader knows that a suppressed count is at least 1, for none is 0.
    """
    start, end = _arc(table.shape, cell)
    network = _room(table, hidden, but=cell)
    more = maximum_flow(csr_array(network), end, start).flow_value
    less = maximum_flow(csr_array(network), start, end).flow_value
    return int(more) + min(int(less), int(table[cell]) - 1) + 1


def _room(
    table: NDArray[np.int_], hidden: NDArray[np.bool_], *, but: Cell
) -> NDArray[np.int32]:
    """How far each suppressed count but one can go up and down, as a network."""
    nodes = sum(table.shape)
    room = np.zeros((nodes, nodes), np.int32)
    enough = 10 * VALUES_LEFT * max(nodes, 1)
    for cell in _cells(hidden):
        if cell != but:
            start, end = _arc(table.shape, cell)
            room[start, end] += enough
            room[end, start] += min(int(table[cell]) - 1, enough)
    return room


def _arc(shape: tuple[int, ...], cell: Cell) -> tuple[int, int]:
    """Find the nodes that a cell joins; totals run against their parts."""
    rows, columns = shape
    start, end = cell[0], rows + cell[1]
    against = (cell[0] == rows - 1) != (cell[1] == columns - 1)
    return (end, start) if against else (start, end)
