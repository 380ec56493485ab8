"""What one search learnt, for the next to start from.

Prices are kept by the names of settings and conditions, so that a search with
other money, rules or prices can take them over.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimiser.bound import PlacePrices
from optimiser.limits import Limits
from optimiser.markets import Markets
from optimiser.problem import Array


@dataclass(frozen=True)
class Guide:
    """Best plan and prices of a finished search.

    Attributes
    ----------
    choices
        As ``Plan.choices``.
    place
        Pounds for one place, discounted: index setting, columns year.
    limits
        Pounds for one more of each condition: index ``(rule, about)``.
    """

    choices: pd.DataFrame
    place: pd.DataFrame
    limits: pd.Series


def learnt(
    choices: pd.DataFrame, markets: Markets, limits: Limits, prices: PlacePrices
) -> Guide:
    """Keep prices by name.

    Parameters
    ----------
    markets
        Those that ``prices`` belong to.
    limits
        Conditions that ``prices.limit`` belongs to.
    """
    scenario = markets.problem.scenario
    place = pd.DataFrame(
        prices.place[markets.column_of],
        index=pd.Index(markets.every_column, name="setting"),
        columns=list(scenario.years),
    )
    names = pd.MultiIndex.from_tuples(limits.names, names=["rule", "about"])
    return Guide(choices, place, pd.Series(prices.limit, index=names, dtype=float))


def prices_from(guide: Guide, markets: Markets, limits: Limits) -> PlacePrices:
    """Lay a guide's prices out for a search; what it does not know costs nothing."""
    years = list(markets.problem.scenario.years)
    known = guide.place.reindex(index=markets.every_column, columns=years).fillna(0.0)
    return PlacePrices(
        _means(known.to_numpy(float), markets), limits_from(guide, limits)
    )


def limits_from(guide: Guide, limits: Limits) -> Array:
    """Lay a guide's prices of conditions out: ``[N]``; unknown ones cost nothing."""
    known = dict(zip(guide.limits.index, guide.limits.to_numpy(float), strict=True))
    prices: Array = np.array([known.get(name, 0.0) for name in limits.names])
    return prices


def carried_over(prices: PlacePrices, theirs: Markets, ours: Markets) -> PlacePrices:
    """Prices of one sharing, for another: each the mean of those it stands for."""
    every = prices.place[theirs.column_of]
    return PlacePrices(_means(every, ours), prices.limit)


def _means(every: Array, markets: Markets) -> Array:
    count = np.bincount(markets.column_of)
    total = np.zeros((len(count), every.shape[1]))
    np.add.at(total, markets.column_of, every)
    mean: Array = total / count[:, None]
    return mean
