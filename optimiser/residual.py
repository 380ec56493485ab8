"""The residual network of one year's flow, as arrays that its loops share."""

from typing import NamedTuple

from optimiser.problem import Array


class Flow(NamedTuple):
    """Children on their way: the columns are settings, then *places still needed*.

    After the columns comes the sink, which every place taken leads to.

    Attributes
    ----------
    cost
        Of a child of a row in a column; ``BARRED`` where it may not go:
        ``[R, S]``.
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

    cost: Array
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
    distance, before
        Of each node, and the node before it.
    out
        ``FAR`` where the distance is final, else 0: what is added puts a node
        out of the search for the nearest, which so has no branch.
    """

    distance: Array
    before: Array
    out: Array
