"""Children of many zones who choose freely at given place prices, year by year."""

from dataclasses import dataclass

import numpy as np

from optimiser.choices import Chosen, Home, Net, look_back
from optimiser.columns import Columns
from optimiser.compiled import compiled
from optimiser.onward import go_forward
from optimiser.problem import MICRO, Array, Problem


@dataclass(frozen=True)
class Side:
    """Least cost of the children, and the places they take: ``[S, T]``."""

    value: float
    occupied: Array


class Streams:
    """The streams of some zones of a problem.

    With ``theta`` above 0 the choice is the logit one, whose cost lies below the
    least cost.

    Parameters
    ----------
    problem
        The scenario as arrays.
    zones
        The zones looked at: streams of different zones never meet.
    """

    def __init__(self, problem: Problem, zones: slice) -> None:
        self._settings = len(problem.columns)
        columns = Columns(problem, zones)
        self._column = columns.column
        self._net = _net(problem, columns)
        self._homes = _homes(problem, columns, zones)

    def side(self, place: Array, theta: float) -> Side:
        """Least cost and occupation at place prices ``[S, T]``."""
        price = np.where((self._column >= 0)[:, None], place[self._column], 0.0)
        by_year = np.ascontiguousarray(price.T)
        occupied = np.zeros((len(by_year), self._settings))
        value = choose_everywhere(
            self._net, self._homes, by_year, float(theta), occupied
        )
        return Side(value, occupied.T)


def _net(problem: Problem, columns: Columns) -> Net:
    needs = problem.shape[1]
    carry, kind = np.unique(problem.carry_on, axis=0, return_inverse=True)
    return Net(
        column=columns.column,
        group=columns.group,
        starts=np.append(columns.starts, columns.choosable),
        onwards=columns.onwards,
        older=np.minimum(np.arange(columns.groups) + needs, columns.groups),
        kind=kind.ravel()[columns.column],
        carry=np.ascontiguousarray(carry.T),
        tier=problem.tier.transpose(1, 0, 2).reshape(columns.groups, -1),
        discount=problem.discount,
        needed=np.array([problem.still_needed_cost]),
    )


def _homes(problem: Problem, columns: Columns, zones: slice) -> Home:
    """Costs, shares and children of the zones, each zone together in memory."""
    needs = problem.shape[1]
    stay, move = (
        columns.by_group(shares[zones]) for shares in (problem.stay, problem.move_up)
    )
    move[..., -needs:] = 0.0
    demand = columns.by_group(problem.demand[zones] / MICRO)
    new = demand[:, 1:] - demand[:, :-1] * stay
    new[..., needs:] -= demand[:, :-1, :-needs] * move[..., :-needs]
    return Home(
        cost=columns.cost,
        start=columns.start,
        waiting=demand[:, 0] - columns.summed(columns.start),
        stay=stay,
        move=move,
        entrants=np.maximum(new, 0.0),
    )


@compiled
def choose_everywhere(
    net: Net, homes: Home, price: Array, theta: float, occupied: Array
) -> float:
    """Let the children of every zone choose.

    Parameters
    ----------
    price
        Of a place in each column: ``[T, N]``.
    theta
        Smoothing, pounds; 0 for the least cost.
    occupied
        Children in each setting are added to it: ``[T, S]``.

    Returns
    -------
    float
        Their cost, pounds.
    """
    years, columns = price.shape
    groups = len(net.older)
    chosen = Chosen(
        np.zeros((years, columns), dtype=np.float32),
        np.zeros((years, groups)),
        np.zeros((2, columns)),
        np.zeros((2, groups + 1)),
    )
    value = 0.0
    for zone in range(len(homes.cost)):
        home = Home(
            homes.cost[zone],
            homes.start[zone],
            homes.waiting[zone],
            homes.stay[zone],
            homes.move[zone],
            homes.entrants[zone],
        )
        value += look_back(net, home, price, theta, chosen)
        go_forward(net, home, chosen, occupied)
    return value
