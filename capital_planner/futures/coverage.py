"""How often the 10 to 90 % interval held, foretelling the published totals anew."""

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.futures.rates import (
    FEWEST,
    deviations,
    learn,
    published_totals,
    yearly_growth,
)

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
HORIZONS = (1, 2, 3)
"""Years ahead; beyond these too few other years are left to learn from."""


def reforecast(case: Case, count: int = 20_000, seed: int = 0) -> pd.DataFrame:
    """Foretell every published total from those one to three years before it.

    Growth and its spread are learnt from the other yearly changes alone: those
    on the way to the year foretold are left out, later ones are not. Draws are
    made as those of a sampled future are
    (:func:`capital_planner.futures.rates.deviations`).

    Parameters
    ----------
    count
        Draws for each total foretold.

    Returns
    -------
    pandas.DataFrame
        Index ``(years_ahead, year)``, the year of the January count; columns
        ``counted``, ``low``, ``middle`` and ``high`` (10, 50 and 90 % of the
        draws), all plans, and ``within`` (bool). No row where too few years are
        known to leave some out.
    """
    totals = published_totals(case)
    growth = yearly_growth(totals)
    persistence = case.assumptions.value("new_plan_rate_persistence")
    rows = {}
    for ahead in HORIZONS:
        if len(growth) - ahead < FEWEST:
            continue
        for first in range(len(growth) - ahead + 1):
            foretold = growth.index[first : first + ahead]
            spread = learn(growth.drop(foretold), persistence)
            rng = np.random.default_rng([seed, ahead, first])
            strayed = deviations(rng, spread, ahead, count)
            plans = totals.iloc[first] * np.prod(1 + spread.mean + strayed, axis=1)
            year = int(foretold[-1])
            rows[(ahead, year)] = [
                totals[year],
                *np.quantile(plans, [LOW, MIDDLE, HIGH]),
            ]
    table = pd.DataFrame.from_dict(
        rows, orient="index", columns=["counted", "low", "middle", "high"]
    )
    named = pd.DataFrame(list(rows), columns=["years_ahead", "year"])
    table.index = pd.MultiIndex.from_frame(named)
    within = table["counted"].between(table["low"], table["high"])
    return table.assign(within=within)


def coverage(table: pd.DataFrame) -> pd.DataFrame:
    """Count how many totals lay in their interval, by years ahead.

    Returns
    -------
    pandas.DataFrame
        Index ``years_ahead``; columns ``within`` and ``foretold``, totals.
    """
    held = table["within"].groupby(level="years_ahead")
    return pd.DataFrame({"within": held.sum(), "foretold": held.count()})
