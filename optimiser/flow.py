"""One year's placement: an exact least-cost flow from rows of children to settings.

Successive shortest paths on the settings alone (Ahuja, Magnanti and Orlin 1993,
chapter 9): a step from one setting to another moves the child for whom that costs
least. Paths are short, and prices of the year before leave little to move.
"""

import numpy as np

from optimiser.compiled import compiled, inlined
from optimiser.problem import Array
from optimiser.residual import Costs, Flow, Paths

BARRED = 4 * 10**15
NO_STEP = BARRED // 2
"""Cost of a setting that a row may not use, and of a step that nobody may take."""
FAR = 4 * BARRED


def least_cost(
    supply: Array, room: Array, costs: Costs, prices: Array
) -> tuple[Array, Array]:
    """Place every child at least total cost.

    Parameters
    ----------
    supply
        Children of each row, whole numbers: ``[R]``.
    room
        Most children in each column: ``[S]``; the last one can take everyone.
    costs
        Of a child of each row in each column.
    prices
        Where to begin, at least 0: ``[S]``. Any will do, near ones are quick.

    Returns
    -------
    tuple
        Children of each row in each column ``[R, S]``, and prices of places at
        which nobody would rather be elsewhere ``[S]``.
    """
    rows, columns = len(supply), len(room)
    flow = Flow(
        costs=costs,
        room=room,
        children=np.zeros((rows, columns), dtype=np.int64),
        taken=np.zeros(columns, dtype=np.int64),
        excess=np.zeros(columns + 1, dtype=np.int64),
        price=np.append(prices, 0),
        step=np.full((columns, columns), NO_STEP),
        mover=np.zeros((columns, columns), dtype=np.int64),
        linked=np.zeros(columns, dtype=np.bool_),
        rows=np.empty((columns, rows), dtype=np.uint32),
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
        best = cheapest(flow.costs, row, flow.price)
        enter(flow, row, best, supply[row])
        flow.excess[best] += supply[row]
    for column in range(sink):
        flow.taken[column] = flow.room[column]
        if flow.price[column] == 0:
            flow.taken[column] = min(flow.room[column], flow.excess[column])
        flow.excess[column] -= flow.taken[column]
    flow.excess[sink] = -flow.excess[:sink].sum()


@inlined
def cheapest(costs: Costs, row: int, price: Array) -> int:
    """Find the first column of least cost and price together."""
    there, barred = costs.there[costs.zone[row]], costs.barred[costs.kind[row]]
    least = FAR
    for column in range(len(there)):
        least = min(least, there[column] + barred[column] + price[column])
    best = 0
    while there[best] + barred[best] + price[best] != least:
        best += 1
    return best


@compiled
def settle(flow: Flow) -> None:
    """Move children along shortest paths until nobody is where there is no room."""
    nodes = len(flow.excess)
    distance, nearer, before, order, out = np.empty((5, nodes), dtype=np.int64)
    paths = Paths(distance, nearer, before, order, out)
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
    distance, nearer = paths.distance, paths.nearer
    distance[:] = BARRED
    paths.out[:] = 0
    distance[source] = 0
    sink, near, count = len(flow.room), source, 0
    while flow.excess[near] >= 0:
        paths.out[near] = FAR
        paths.order[count] = near
        count += 1
        so_far = distance[near] - flow.price[near]
        if near == sink:
            step = np.where(flow.taken > 0, 0, BARRED)
        else:
            if not flow.linked[near]:
                link(flow, near)
            if flow.taken[near] < flow.room[near]:
                distance[sink] = min(distance[sink], so_far + flow.price[sink])
            step = flow.step[near]
        near = look_on(distance, nearer, paths.out, so_far, step, flow.price)
        distance, nearer = nearer, distance
    paths.out[near] = FAR
    paths.distance[:] = distance
    look_back(flow, paths, paths.order[:count], source, near)
    return near


@inlined
def look_on(
    distance: Array, nearer: Array, out: Array, so_far: int, step: Array, price: Array
) -> int:
    """Come to the columns from a node, and find the nearest that is not final.

    No step costs less than nothing at these prices: none comes nearer to a final
    node, so that all are looked at alike, several at a time. They are written to
    another array: to the same one, the compiler would write some and not others,
    which is slow.
    """
    sink, least = len(step), FAR
    for other in range(sink):
        further = so_far + step[other] + price[other]
        nearer[other] = min(distance[other], further)
        least = min(least, nearer[other] + out[other])
    nearer[sink] = distance[sink]
    if nearer[sink] + out[sink] < least:
        return sink
    near = 0
    while nearer[near] + out[near] != least:
        near += 1
    return near


@inlined
def look_back(flow: Flow, paths: Paths, final: Array, source: int, target: int) -> None:
    """Find the path: each node was come to by the first that made it so near."""
    sink, price, node = len(flow.room), flow.price, target
    while node != source:
        from_there = paths.distance[node] - price[node]
        for before in final:
            if before == sink:
                step = 0 if flow.taken[node] > 0 else BARRED
            elif node == sink:
                step = 0 if flow.taken[before] < flow.room[before] else BARRED
            else:
                step = flow.step[before, node]
            if paths.distance[before] - price[before] + step == from_there:
                break
        paths.before[node] = before
        node = before


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
            offer(row, column, flow.costs, flow.step[column], flow.mover[column])
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
                    left, column, other, flow.costs, step[other]
                )


@inlined
def least_step(
    rows: Array, column: int, other: int, costs: Costs, floor: int
) -> tuple[int, int]:
    """Find the row that moves at least further cost; none is below the floor."""
    here, there = costs.to[column], costs.to[other]
    barred, least, mover = costs.not_to[other], NO_STEP, -1
    for row in rows:
        zone = costs.zone[row]
        further = there[zone] + barred[costs.kind[row]] - here[zone]
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
        offer(row, column, flow.costs, step, mover)
    flow.linked[column] = True


@inlined
def offer(row: int, column: int, costs: Costs, step: Array, mover: Array) -> None:
    """Let the children of a row in a column move on, where they are nearest."""
    there, barred = costs.there[costs.zone[row]], costs.barred[costs.kind[row]]
    here = there[column]
    for other in range(len(step)):
        further = there[other] + barred[other] - here
        nearer = further < step[other]
        mover[other] += nearer * (row - mover[other])
        step[other] = min(step[other], further)
