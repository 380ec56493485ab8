"""How far the yearly growth of plans strays, and paths of it drawn at random.

Learnt from the published yearly totals alone. The level of a path and its
spread are drawn too: a handful of years says little of either (the predictive
distribution of a normal sample with unknown mean and variance; Gelman and
others 2013, section 3.2).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.case import Case
from capital_planner.errors import DataError, Problem

Floats = npt.NDArray[np.float64]


FEWEST = 2
"""Yearly changes that a spread can be learnt from."""
TOO_FEW = Problem(
    "Futures cannot be drawn: the total of all plans is known for too few years.",
    "Add earlier years, three or more in all.",
    file="plans_by_placement.csv",
    column="year",
)


@dataclass(frozen=True)
class Spread:
    """How plans grew in the years known.

    Attributes
    ----------
    mean, deviation
        Of the yearly growth, as a share of the plans a year before.
    changes
        Yearly changes it is learnt from, at least 2.
    persistence
        Share of a year's deviation that is left a year later.
    """

    mean: float
    deviation: float
    changes: int
    persistence: float


def published_totals(case: Case) -> pd.Series:
    """All EHC plans at each January count: index year of the count."""
    table = case.plans_by_placement
    rows = table[table["placement"] == "ehcplans"].sort_values("year")
    return rows.set_index("year")["plans"].astype(float)


def yearly_growth(totals: pd.Series) -> pd.Series:
    """Growth to each count, as a share of the count a year before."""
    return totals.pct_change().iloc[1:]


def learn(growth: pd.Series, persistence: float) -> Spread:
    """Learn mean and spread from some years' growth.

    Raises
    ------
    DataError
        If there are fewer than two changes: one has no spread.
    """
    if len(growth) < FEWEST:
        raise DataError([TOO_FEW])
    known = growth.to_numpy(float)
    return Spread(
        float(known.mean()), float(known.std(ddof=1)), len(known), persistence
    )


def deviations(
    rng: np.random.Generator, spread: Spread, years: int, paths: int = 1
) -> Floats:
    """Draw how far each year's growth strays from the mean.

    A level that lasts, and beside it deviations of which ``persistence`` is
    left a year later; both have the spread drawn for the path.

    Returns
    -------
    numpy.ndarray
        ``[paths, years]``: shares of the plans a year before; mean 0.
    """
    free = spread.changes - 1
    scale = spread.deviation * np.sqrt(free / rng.chisquare(free, (paths, 1)))
    level = rng.standard_normal((paths, 1)) * scale / np.sqrt(spread.changes)
    strayed = rng.standard_normal((paths, years)) * scale
    fresh = np.sqrt(1 - spread.persistence**2)
    for year in range(1, years):
        left = spread.persistence * strayed[:, year - 1]
        strayed[:, year] = left + fresh * strayed[:, year]
    around: Floats = strayed + level
    return around
