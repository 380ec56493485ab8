"""What free choice at given place prices costs the children of one zone.

The recursion of :mod:`optimiser.bound`, from the last year back to the first, and
the shares of children who choose each column.
"""

from typing import NamedTuple

import numpy as np

from optimiser.columns import RUNS
from optimiser.compiled import compiled
from optimiser.problem import Array

NEVER = 40.0
"""Nobody makes a choice that costs so many times the smoothing more."""


class Net(NamedTuple):
    """What children of every zone may choose among.

    Attributes
    ----------
    column, group
        Setting and group of each column, -1 for an empty one: ``[N]``.
    starts
        First column of each run, and the end of the last: ``[G * RUNS + 1]``.
    onwards
        The same setting a phase on, or -1: ``[N]``.
    older
        The group a phase on; G after the last: ``[G]``.
    kind, carry
        Kind of each column ``[N]``, and the share of those who move up that can
        stay where they are: ``[T, kinds]``.
    tier
        Shares of need that a base could meet, special, independent: ``[G, 3]``.
    discount
        ``[T]``.
    needed
        Pounds a child-year for whom a place is still needed: ``[1]``.
    """

    column: Array
    group: Array
    starts: Array
    onwards: Array
    older: Array
    kind: Array
    carry: Array
    tier: Array
    discount: Array
    needed: Array


class Home(NamedTuple):
    """The children of one zone, or of several with an axis more in front.

    Attributes
    ----------
    cost
        Pounds a child-year: ``[N]``.
    start, waiting
        Base-year children in each column ``[N]``, and without a place ``[G]``.
    stay, move
        Shares who stay in their phase and who move up: ``[T, G]``.
    entrants
        Children new to a group: ``[T, G]``.
    """

    cost: Array
    start: Array
    waiting: Array
    stay: Array
    move: Array
    entrants: Array


class Chosen(NamedTuple):
    """How the children of a zone choose, and what it costs them.

    Attributes
    ----------
    shares
        Share of the children of a group who come to each column, in single
        precision, since it only steers: ``[T, N]``.
    nobody
        Share for whom a place is still needed: ``[T, G]``.
    cost, best
        Cost from a year on of a child in each column ``[2, N]``, and of one to
        be placed ``[2, G + 1]``: this year's and the next one's, in turn.
    """

    shares: Array
    nobody: Array
    cost: Array
    best: Array


@compiled
def look_back(
    net: Net, home: Home, price: Array, theta: float, chosen: Chosen
) -> float:
    """Find the cost of every choice from the last year back to the first."""
    value = 0.0
    chosen.cost[:] = 0.0
    chosen.best[:] = 0.0
    last = len(price) - 1
    for year in range(last, -1, -1):
        now, later = year % 2, (year + 1) % 2
        cost, best = chosen.cost[now], chosen.best[now]
        if year == last:
            cost[:] = 0.0
            best[:] = 0.0
        else:
            after = (chosen.cost[later], chosen.best[later])
            follow(net, home, year + 1, after, cost)
            wait(net, home, year + 1, after[1], best)
        for column in range(len(cost)):
            cost[column] += net.discount[year] * home.cost[column] + price[year, column]
        best[:-1] += net.discount[year] * net.needed[0]
        place(net, theta, cost, best, (chosen.shares[year], chosen.nobody[year]))
        value += np.dot(home.entrants[year], best[:-1])
    cost, best = chosen.cost[1], chosen.best[1]
    follow(net, home, 0, (chosen.cost[0], chosen.best[0]), cost)
    wait(net, home, 0, chosen.best[0], best)
    value += np.dot(home.start, cost) + np.dot(home.waiting, best[:-1])
    return float(value)


@compiled
def follow(
    net: Net, home: Home, year: int, later: tuple[Array, Array], out: Array
) -> None:
    """Add up the cost from a year on of a child in each column the year before."""
    group, older = net.group, net.older
    onwards, kind = net.onwards, net.kind
    stay, move, carry = home.stay[year], home.move[year], net.carry[year]
    cost, best = later
    for column in range(len(out)):
        mine = group[column]
        up = best[older[mine]]
        there = onwards[column]
        if there >= 0:
            up += carry[kind[column]] * (cost[there] - up)
        out[column] = stay[mine] * cost[column] + move[mine] * up


@compiled
def wait(net: Net, home: Home, year: int, best: Array, out: Array) -> None:
    """Add up the cost from a year on of a child without a place the year before."""
    for group in range(len(net.older)):
        up = home.move[year, group] * best[net.older[group]]
        out[group] = home.stay[year, group] * best[group] + up


@compiled
def place(
    net: Net, theta: float, cost: Array, best: Array, out: tuple[Array, Array]
) -> None:
    """Let the children of every group choose among tiers, runs and columns.

    ``best`` holds the cost of a place still needed, and is left with the expected
    cost of a child to be placed.
    """
    shares, nobody = out
    level, reach = np.empty(len(net.starts) - 1), np.empty(len(net.starts) - 1)
    weigh(net.starts, cost, theta, shares, level)
    divide(net.tier, theta, level, best, (reach, nobody))
    for run in range(len(reach)):
        for column in range(net.starts[run], net.starts[run + 1]):
            shares[column] *= reach[run]


@compiled
def weigh(
    starts: Array, cost: Array, theta: float, shares: Array, level: Array
) -> None:
    """Share of each column in its run, and each run's least (or logit) cost."""
    rate = 1 / theta if theta > 0 else 0.0
    for run in range(len(level)):
        first, end = starts[run], starts[run + 1]
        least = cost[first]
        for column in range(first + 1, end):
            least = min(least, cost[column])
        total = 0.0
        for column in range(first, end):
            dearer = cost[column] - least
            share = 1.0 if dearer == 0 else 0.0
            if 0 < dearer < NEVER * theta:
                share = np.exp(-dearer * rate)
            shares[column] = share
            total += share
        for column in range(first, end):
            shares[column] /= total
        level[run] = least - theta * np.log(total) if total > 1 else least


@compiled
def divide(
    tier: Array, theta: float, level: Array, best: Array, out: tuple[Array, Array]
) -> None:
    """Share of a group's children who come to each run, and for whom none is left.

    Children who need an independent school look there alone, others in special
    schools too, and whose need a base could meet in bases too.
    """
    reach, nobody = out
    worth, beyond = np.empty(RUNS + 1), np.empty(RUNS)
    for group in range(len(tier)):
        runs = group * RUNS
        worth[0] = best[group]
        for run in range(RUNS):
            worth[run + 1], beyond[run] = either(level[runs + run], worth[run], theta)
        looking, expected = 0.0, 0.0
        for run in range(RUNS - 1, -1, -1):
            joins = tier[group, RUNS - 1 - run]
            expected += joins * worth[run + 1]
            looking += joins
            reach[runs + run] = looking * (1 - beyond[run])
            looking *= beyond[run]
        best[group] = expected
        nobody[group] = looking


@compiled
def either(first: float, second: float, theta: float) -> tuple[float, float]:
    """Least (or logit) cost of two, and the share that takes the second."""
    dearer = abs(first - second)
    if dearer >= NEVER * theta:
        return min(first, second), 1.0 if second < first else 0.0
    other = np.exp(-dearer / theta)
    share = (other if first < second else 1.0) / (1 + other)
    return min(first, second) - theta * np.log1p(other), share
