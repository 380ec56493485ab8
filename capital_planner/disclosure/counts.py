"""Counts of children in a two-way table, suppressed so that no total tells.

Counts of 1 to 4 are suppressed first. Then each suppressed count is audited as
a reader could who knows every published count, every total and the rule: the
least and most it can be follow from the largest flows in the network of the
table (rows and columns are nodes, cells are arcs), as in Cox, L. H. (1995),
"Network models for complementary cell suppression", Journal of the American
Statistical Association 90. Where fewer than four values are left, the three
published counts that hide it with fewest children go too.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    small = (table > 0) & (table < FEWEST_SHOWN)
    hidden = small.copy()
    while (weak := _given_away(table, hidden, small)) is not None:
        further = _cheapest_cycle(table, hidden, weak) or _smallest(table, hidden)
        if not further:
            break
        for cell in further:
            hidden[cell] = True
    for cell in sorted(_cells(hidden & ~small), key=lambda at: -int(table[at])):
        hidden[cell] = False
        if _given_away(table, hidden, small) is not None:
            hidden[cell] = True
    return hidden


def _given_away(
    table: NDArray[np.int_], hidden: NDArray[np.bool_], small: NDArray[np.bool_]
) -> Cell | None:
    """Find the first small count that is left with too few values."""
    for cell in _cells(small):
        if _values_left(table, hidden, cell) < VALUES_LEFT:
            return cell
    return None


def _cells(hidden: NDArray[np.bool_]) -> list[Cell]:
    return [(int(row), int(column)) for row, column in np.argwhere(hidden)]


def _cheapest_cycle(
    table: NDArray[np.int_], hidden: NDArray[np.bool_], cell: Cell
) -> list[Cell]:
    """Find three counts that hide a fourth: one in its row, one in its column.

    Totals are taken last; of the rest, those that hide fewest children.
    """
    best: tuple[tuple[int, int], list[Cell]] | None = None
    last = (table.shape[0] - 1, table.shape[1] - 1)
    for row, column in np.ndindex(*table.shape):
        corners = [(cell[0], column), (row, cell[1]), (row, column)]
        if row == cell[0] or column == cell[1] or any(table[at] == 0 for at in corners):
            continue
        new = [at for at in corners if not hidden[at]]
        totals = sum(at[0] == last[0] or at[1] == last[1] for at in new)
        cost = (totals, sum(int(table[at]) for at in new))
        if new and (best is None or cost < best[0]):
            best = (cost, new)
    return best[1] if best else []


def _smallest(table: NDArray[np.int_], hidden: NDArray[np.bool_]) -> list[Cell]:
    """Find the smallest count still shown; nothing when all are hidden."""
    shown = _cells((table > 0) & ~hidden)
    return [min(shown, key=lambda at: (int(table[at]), at))] if shown else []


def _values_left(table: NDArray[np.int_], hidden: NDArray[np.bool_], cell: Cell) -> int:
    """How many values a suppressed count can take, given all that is shown.

    A reader knows that a suppressed count is at least 1, for none is 0.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second to load,
    from scipy.sparse.csgraph import maximum_flow  # noqa: PLC0415 - counts only

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
