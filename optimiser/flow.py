"""One year's placement: an exact least-cost flow from rows of children to settings.

Successive shortest paths on the settings alone (Ahuja, Magnanti and Orlin 1993,
chapter 9): a step from one setting to another moves the child for whom that costs
least. Paths are short, and prices of the year before leave little to move.
"""

import numpy as np

from optimiser.compiled import compiled, inlined
from optimiser.problem import Array
from optimiser.residual import Flow, Paths

BARRED = 4 * 10**15
NO_STEP = BARRED // 2
"""Cost of a setting that a row may not use, and of a step that nobody may take."""
FAR = 4 * BARRED


def least_cost(
    supply: Array, room: Array, cost: Array, prices: Array
) -> tuple[Array, Array]:
    """Place every child at least total cost.

    Parameters
    ----------
    supply
        Children of each row, whole numbers: ``[R]``.
    room
        Most children in each column: ``[S]``; the last one can take everyone.
    cost
        Whole cost of a child in each column, or :data:`BARRED`: ``[R, S]``.
    prices
        Where to begin, at least 0: ``[S]``. Any will do, near ones are quick.

    Returns
    -------
    tuple
        Children of each row in each column ``[R, S]``, and prices of places at
        which nobody would rather be elsewhere ``[S]``.
    """
    rows, columns = cost.shape
    flow = Flow(
        cost=cost,
        room=room,
        children=np.zeros((rows, columns), dtype=np.int64),
        taken=np.zeros(columns, dtype=np.int64),
        excess=np.zeros(columns + 1, dtype=np.int64),
        price=np.append(prices, 0),
        step=np.full((columns, columns), NO_STEP),
        mover=np.zeros((columns, columns), dtype=np.int64),
        linked=np.zeros(columns, dtype=np.bool_),
        rows=np.empty((columns, rows), dtype=np.int32),
        length=np.zeros(columns, dtype=np.int64),
        spot=np.empty((rows, columns), dtype=np.int32),
    )
    choose_freely(flow, supply)
    settle(flow)
    worth = flow.price[:-1] - flow.price[-1]
    return flow.children, np.maximum(worth, 0)


@compiled
def choose_freely(flow: Flow, supply: Array) -> None:
    """Let every child go where cost and price are least, room or no room."""
    sink = len(flow.room)
    for row in range(len(supply)):
        best = cheapest(flow.cost[row], flow.price)
        enter(flow, row, best, supply[row])
        flow.excess[best] += supply[row]
    for column in range(sink):
        flow.taken[column] = flow.room[column]
        if flow.price[column] == 0:
            flow.taken[column] = min(flow.room[column], flow.excess[column])
        flow.excess[column] -= flow.taken[column]
    flow.excess[sink] = -flow.excess[:sink].sum()


@inlined
def cheapest(cost: Array, price: Array) -> int:
    """Find the first column of least cost and price together."""
    least = FAR
    for column in range(len(cost)):
        least = min(least, cost[column] + price[column])
    best = 0
    while cost[best] + price[best] != least:
        best += 1
    return best


@compiled
def settle(flow: Flow) -> None:
    """Move children along shortest paths until nobody is where there is no room."""
    nodes = len(flow.excess)
    paths = Paths(
        np.empty(nodes, dtype=np.int64),
        np.empty(nodes, dtype=np.int64),
        np.empty(nodes, dtype=np.int64),
    )
    for source in range(nodes):
        while flow.excess[source] > 0:
            target = find_path(flow, paths, source)
            for node in range(nodes):
                if paths.out[node]:
                    flow.price[node] += paths.distance[target] - paths.distance[node]
            move(flow, paths, source, target)


@inlined
def find_path(flow: Flow, paths: Paths, source: int) -> int:
    """Find the nearest node with too few children (Dijkstra 1959)."""
    paths.distance[:] = BARRED
    paths.out[:] = 0
    paths.distance[source] = 0
    sink, near = len(flow.room), source
    while flow.excess[near] >= 0:
        paths.out[near] = FAR
        if near == sink:
            step = np.where(flow.taken > 0, 0, BARRED)
        else:
            if not flow.linked[near]:
                link(flow, near)
            if flow.taken[near] < flow.room[near]:
                reach(paths, near, sink, flow.price)
            step = flow.step[near]
        near = look_on(paths, near, step, flow.price)
    paths.out[near] = FAR
    return near


@inlined
def look_on(paths: Paths, node: int, step: Array, price: Array) -> int:
    """Come to the columns by this node, and find the nearest that is not final.

    No step costs less than nothing at these prices: none comes nearer to a final
    node, so that all are looked at alike, several at a time.
    """
    distance, before, out = paths.distance, paths.before, paths.out
    so_far = distance[node] - price[node]
    sink, least = len(step), FAR
    for other in range(sink):
        further = so_far + step[other] + price[other]
        nearer = further < distance[other]
        distance[other] = further if nearer else distance[other]
        before[other] = node if nearer else before[other]
        least = min(least, distance[other] + out[other])
    if distance[sink] + out[sink] < least:
        return sink
    near = 0
    while distance[near] + out[near] != least:
        near += 1
    return near


@inlined
def reach(paths: Paths, node: int, sink: int, price: Array) -> None:
    """Come to the sink by this node, where that is nearer."""
    further = paths.distance[node] - price[node] + price[sink]
    if further < paths.distance[sink]:
        paths.distance[sink] = further
        paths.before[sink] = node


@inlined
def move(flow: Flow, paths: Paths, source: int, target: int) -> None:
    """Move as many children along a path as can all go."""
    many = how_many(flow, paths, source, target)
    flow.excess[source] -= many
    flow.excess[target] += many
    sink, node = len(flow.room), target
    while node != source:
        before = paths.before[node]
        if node == sink:
            flow.taken[before] += many
        elif before == sink:
            flow.taken[node] -= many
        else:
            row = flow.mover[before, node]
            leave(flow, row, before, many)
            enter(flow, row, node, many)
        node = before


@inlined
def how_many(flow: Flow, paths: Paths, source: int, target: int) -> int:
    """Count the children who can go along a path."""
    sink, node = len(flow.room), target
    many: int = min(flow.excess[source], -flow.excess[target])
    while node != source:
        before = paths.before[node]
        if node == sink:
            many = min(many, flow.room[before] - flow.taken[before])
        elif before == sink:
            many = min(many, flow.taken[node])
        else:
            many = min(many, flow.children[flow.mover[before, node], before])
        node = before
    return many


@inlined
def enter(flow: Flow, row: int, column: int, many: int) -> None:
    """Add children of a row to a column, and the steps from it that this opens."""
    if flow.children[row, column] == 0:
        flow.rows[column, flow.length[column]] = row
        flow.spot[row, column] = flow.length[column]
        flow.length[column] += 1
        if flow.linked[column]:
            offer(row, column, flow.cost, flow.step[column], flow.mover[column])
    flow.children[row, column] += many


@inlined
def leave(flow: Flow, row: int, column: int, many: int) -> None:
    """Take children of a row out of a column, and the steps that this closes."""
    flow.children[row, column] -= many
    if flow.children[row, column] > 0:
        return
    flow.length[column] -= 1
    last = flow.rows[column, flow.length[column]]
    flow.rows[column, flow.spot[row, column]] = last
    flow.spot[last, column] = flow.spot[row, column]
    if flow.linked[column]:
        left = flow.rows[column, : flow.length[column]]
        step, mover = flow.step[column], flow.mover[column]
        for other in range(len(step)):
            if mover[other] == row:
                step[other], mover[other] = least_step(
                    left, column, other, flow.cost, step[other]
                )


@inlined
def least_step(
    rows: Array, column: int, other: int, cost: Array, floor: int
) -> tuple[int, int]:
    """Find the row that moves at least further cost; none is below the floor."""
    least, mover = NO_STEP, -1
    for row in rows:
        further = cost[row, other] - cost[row, column]
        if further < least:
            least, mover = further, row
            if least == floor:
                break
    return least, mover


@inlined
def link(flow: Flow, column: int) -> None:
    """Find the steps from a column."""
    step, mover = flow.step[column], flow.mover[column]
    step[:], mover[:] = NO_STEP, -1
    for row in flow.rows[column, : flow.length[column]]:
        offer(row, column, flow.cost, step, mover)
    flow.linked[column] = True


@inlined
def offer(row: int, column: int, cost: Array, step: Array, mover: Array) -> None:
    """Let the children of a row in a column move on, where they are nearest."""
    here = cost[row, column]
    for other in range(len(step)):
        further = cost[row, other] - here
        if further < step[other]:
            step[other] = further
            mover[other] = row
