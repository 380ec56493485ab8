"""Which host: the school nearest to the children a base could serve."""

import numpy as np

from optimiser.options import Options
from optimiser.problem import MICRO, Array, Problem

YEARS_OF_ENTRANTS = 3.0
"""A base fills from about so many years' children near it."""


def best_sites(
    problem: Problem, options: Options, wanted: Array, column_of: Array
) -> Array:
    """Give each scheme wanted the host whose nearest children cost least.

    Bases are sited one by one; children near a base already sited are not
    counted again.

    Parameters
    ----------
    wanted
        Shared column, places and year of each scheme: ``[N, 3]``.
    column_of
        Shared column that stands for each column: ``[S]``.

    Returns
    -------
    Array
        Numbers of options.
    """
    waiting = base_entrants(problem)
    free = np.flatnonzero(options.candidate)
    facts = np.column_stack(
        [column_of[options.column[free]], options.places[free], options.year[free]]
    )
    taken: set[int] = set()
    sited = []
    for scheme in wanted:
        alike = free[(facts == scheme).all(axis=1)]
        open_to = [number for number in alike if options.host[number] not in taken]
        if not open_to:
            continue
        costs = [nearest_cost(problem, options, number, waiting) for number in open_to]
        best = open_to[int(np.argmin(costs))]
        taken.add(options.host[best])
        _use_up(problem, options, best, waiting)
        sited.append(best)
    return np.array(sited, dtype=int)


def base_entrants(problem: Problem) -> Array:
    """Children a year whose need a base could meet, new to a phase: ``[Z, K, P]``."""
    demand = problem.demand / MICRO
    stay = demand[..., :-1] * problem.stay
    moved = demand[..., :-1] * problem.move_up
    new = demand[..., 1:] - stay
    new[:, :, 1:] -= moved[:, :, :-1]
    pool = np.maximum(new, 0.0).mean(axis=3)
    pool[:, :, 1:] += moved.mean(axis=3)[:, :, :-1]
    entrants: Array = pool * problem.tier[..., 0]
    return entrants


def nearest_cost(
    problem: Problem, options: Options, option: int, waiting: Array
) -> float:
    """Mean yearly cost of the nearest children who would fill an option."""
    zones, children, cost = _catchment(problem, options, option, waiting)
    wanted = options.supply[option].max() / YEARS_OF_ENTRANTS
    filled = np.clip(wanted - (children.cumsum() - children), 0.0, children)
    missing = max(wanted - filled.sum(), 0.0)
    furthest = cost[-1] if len(zones) else 0.0
    return float((filled @ cost + missing * 2 * furthest) / max(wanted, 1e-9))


def _catchment(
    problem: Problem, options: Options, option: int, waiting: Array
) -> tuple[Array, Array, Array]:
    """Zones by cost to a site, with their children whose need it suits."""
    column = options.column[option]
    suits = problem.suits[:, :, column]
    children = (waiting * suits).sum(axis=(1, 2))
    phase = int(suits.any(axis=0).argmax())
    cost = problem.child_cost[:, phase, column]
    order = np.argsort(cost, kind="stable")
    return order, children[order], cost[order]


def _use_up(problem: Problem, options: Options, option: int, waiting: Array) -> None:
    order, children, _ = _catchment(problem, options, option, waiting)
    wanted = options.supply[option].max() / YEARS_OF_ENTRANTS
    filled = np.clip(wanted - (children.cumsum() - children), 0.0, children)
    share = np.divide(filled, children, out=np.zeros_like(filled), where=children > 0)
    suits = problem.suits[:, :, options.column[option]]
    waiting[order] *= 1 - share[:, None, None] * suits
