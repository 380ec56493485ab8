"""Load the compiled loops before somebody waits for them, or a clock runs.

On a computer that has not run them they are compiled, a quarter of a minute in all;
after that they are read from beside their files, half a second.
"""

import numpy as np

from optimiser.flow import least_cost
from optimiser.placement import add_up
from optimiser.problem import Problem
from optimiser.residual import costs_of
from optimiser.staying import kept_places
from optimiser.streams import Streams


def get_ready() -> None:
    """Load what places children."""
    one = np.ones(1, dtype=np.int64)
    none = np.zeros((1, 1), dtype=np.int64)
    share = np.zeros((1, 1, 1))
    kept_places(
        none[None, None],
        stay=share,
        move=share,
        carry=share[0, 0],
        serves=none[None] > 0,
    )
    costs = costs_of(none, none, none[0], none[0])
    flows, _ = least_cost(one, one, costs, np.zeros_like(one))
    add_up(flows, np.zeros_like(one), np.zeros_like(one), none)


def get_ready_to_search(problem: Problem) -> None:
    """Load what places children, and what works out a floor: that of one zone."""
    get_ready()
    free = np.zeros((len(problem.columns), len(problem.discount)))
    Streams(problem, slice(0, 1)).side(free, 0.0)
