"""The price of districts whose shortfall is beyond the largest allowed.

A shortfall is 1 less the share of a district's children who are in state
provision without a long journey (``capital_planner.shortfalls``, written here
on arrays).
"""

import numpy as np

from optimiser.problem import MICRO, Array, Problem


def beyond_gbp(problem: Problem, children: Array, active: Array, number: int) -> float:
    """Pounds of one year, undiscounted; 0 where no gap is too large.

    Parameters
    ----------
    children
        Micro-children in each active column: ``[Z, K, P, Sa]``.
    active
        Numbers of the columns: ``[Sa]``.
    number
        Of the year.
    """
    rules = problem.scenario.settings.rules
    if rules.most_gap is None:
        return 0.0
    by_home = children.sum(axis=1, dtype=float) / MICRO
    near = (by_home * problem.near[:, :, active]).sum(axis=(1, 2))
    wanted = problem.demand[..., number + 1].sum(axis=(1, 2)) / MICRO
    met = np.bincount(problem.district, near)
    total = np.bincount(problem.district, wanted)
    missing = np.clip(1 - met / np.where(total > 0, total, np.inf), 0.0, None)
    beyond = np.clip(missing - rules.most_gap, 0.0, None) * total
    return float(rules.gap_price_gbp * beyond.sum())
