"""First figures of a case that the authority's own counts of EHC plans give.

By the formulas of Lancashire's figures (the sources in its ``assumptions.csv``);
what the counts cannot give is left out, and the figure that is there stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from capital_planner.demand.rates import flow_years

EVERY, SPECIAL = "ehcplans", "special_total"
LEAST_GROWTH = 0.02
"""Of all plans: how less growth than this was placed tells nothing."""
LEAST_COUNTS = 3
"""Januaries: with two, the last year's growth would be that of all years."""


@dataclass(frozen=True)
class OwnFigure:
    """A figure out of the counts; ``low`` and ``high`` are NaN where it has none."""

    value: float
    source: str
    low: float = float("nan")
    high: float = float("nan")


def growth_ratios(
    plans: pd.DataFrame, count_year: int, usual: Mapping[str, float]
) -> dict[str, OwnFigure]:
    """Derive ``growth_specialist_ratio`` by future.

    The central future has the share of the growth in plans since the first count
    that went to special schools, over their share of all plans; the high one that
    of the last year, or the low one where that is less. A future without a figure
    of its own keeps the usual one, unless that is on the wrong side of the central.

    Parameters
    ----------
    plans
        Table ``plans_by_placement``.
    count_year
        January of the newest count.
    usual
        The figure of each future, where the counts give none.
    """
    counts = plans.pivot_table(index="year", columns="placement", values="plans")
    counts = counts.reindex(columns=[EVERY, SPECIAL]).dropna().loc[:count_year]
    if len(counts) < LEAST_COUNTS or counts.index[-1] != count_year:
        return {}
    central = _of_growth(counts.iloc[[0, -1]])
    last = _of_growth(counts.iloc[[-2, -1]])
    if central is None:
        return {}
    found = {"central": central}
    if last is not None:
        found["high" if last.value >= central.value else "low"] = last
    for future, wrong in (
        ("low", usual["low"] > central.value),
        ("high", usual["high"] < central.value),
    ):
        if wrong and future not in found:
            said = f"as in the central future: the usual {usual[future]:g} is beyond it"
            found[future] = OwnFigure(central.value, said)
    return found


def _of_growth(two: pd.DataFrame) -> OwnFigure | None:
    """Share of the growth between two counts, over the share of all plans."""
    special, every = (
        two[name].iloc[1] - two[name].iloc[0] for name in (SPECIAL, EVERY)
    )
    if special < 0 or every < LEAST_GROWTH * two[EVERY].iloc[1]:
        return None
    grown, share = special / every, two[SPECIAL].iloc[1] / two[EVERY].iloc[1]
    source = (
        f"{grown:.0%} of the growth in plans from {two.index[0]} to {two.index[1]} "
        f"went to special schools, against a {share:.0%} share of all plans (the "
        "authority's own counts of EHC plans)"
    )
    return OwnFigure(round(grown / share, 2), source)


def ceased_spread(
    plans: pd.DataFrame, ceased: pd.DataFrame, base_year: int
) -> OwnFigure | None:
    """Derive the range of ``ceased_factor``: two years under and over their mean.

    Parameters
    ----------
    plans, ceased
        Tables ``plans_by_placement`` and ``ceased_plans``.

    Returns
    -------
    OwnFigure or None
        None where the last two years are not both counted, or are alike.
    """
    years = flow_years(ceased, base_year)
    every = plans[plans["placement"] == EVERY].set_index("year")["plans"].reindex(years)
    ended = ceased.groupby("year")["plans"].sum().reindex(years)
    rates = (ended / every).astype(float)
    if len(years) < 2 or rates.isna().any() or not rates.mean():
        return None
    spread = round(abs(rates.iloc[1] - rates.iloc[0]) / 2 / rates.mean(), 2)
    if not spread:
        return None
    said = " and ".join(
        f"{ended[year]:.0f} of {every[year]:.0f} plans ceased in {year}"
        for year in years
    )
    source = (
        f"{said}: {spread:.0%} under and over their mean (the authority's own counts "
        "of EHC plans)"
    )
    return OwnFigure(1.0, source, round(1 - spread, 2), round(1 + spread, 2))
