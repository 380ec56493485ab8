"""The residual network of one year's flow, as arrays that its loops share."""

from typing import NamedTuple

import numpy as np

from optimiser.problem import Array


class Costs(NamedTuple):
    """Whole cost of a child of each row in each column, small enough to stay near.

    Rows are many and alike: what a column costs hangs on their zone, and whether
    they may use it on their kind. Costs are 0 or more and far below ``BARRED``.

    Attributes
    ----------
    there, to
        Cost of a column from a zone, ``[Z, S]``, and the other way round.
    barred, not_to
        ``BARRED`` where a kind of row may not use a column, else 0: ``[K, S]``,
        and the other way round.
    zone, kind
        Of each row: ``[R]``.
    """

    there: Array
    to: Array
    barred: Array
    not_to: Array
    zone: Array
    kind: Array


def costs_of(there: Array, barred: Array, zone: Array, kind: Array) -> Costs:
    """Lay costs out both ways round."""
    to, not_to = np.ascontiguousarray(there.T), np.ascontiguousarray(barred.T)
    small = (np.asarray(numbers, dtype=np.uint32) for numbers in (zone, kind))
    return Costs(there, to, barred, not_to, *small)


class Flow(NamedTuple):
    """Children on their way: the columns are settings, then *places still needed*.

    After the columns comes the sink, which every place taken leads to.

    Attributes
    ----------
    costs
        Of a child of a row in a column.
    room
        Most children in a column: ``[S]``.
    children
        Of a row in a column: ``[R, S]``.
    taken
        Places of a column that count as taken: ``[S]``.
    excess
        Children with nowhere to be, below 0 where there are too few: ``[S + 1]``.
    price
        Of a place, in the unit of cost: ``[S + 1]``.
    step, mover
        Least further cost of moving a child of one column to another, and the
        row it is of: ``[S, S]``.
    linked
        Whether the steps from a column are known: ``[S]``.
    rows, length, spot
        Rows with children in a column ``[S, R]``, how many ``[S]``, and the place
        of a row among them ``[R, S]``.
    """

    costs: Costs
    room: Array
    children: Array
    taken: Array
    excess: Array
    price: Array
    step: Array
    mover: Array
    linked: Array
    rows: Array
    length: Array
    spot: Array


class Paths(NamedTuple):
    """Shortest paths from one node.

    Attributes
    ----------
    distance, nearer
        Of each node, and once one more node was looked at.
    before
        The node before it, of those on the path found.
    order
        Nodes whose distance is final, as they became so.
    out
        ``FAR`` where the distance is final, else 0: what is added puts a node
        out of the search for the nearest, which so has no branch.
    """

    distance: Array
    nearer: Array
    before: Array
    order: Array
    out: Array
