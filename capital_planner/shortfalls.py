"""How far the need of a district is met near home, and what a large gap costs."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.placements import Placements
from capital_planner.scenario.frames import Scenario

Floats = npt.NDArray[np.float64]


def shortfalls(
    scenario: Scenario, placements: Placements, rows: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Children who need a place, and the share for whom it is missing, by home.

    A shortfall is 1 less the share of a district's children who are in state
    provision without a long journey. Children across the border are left apart.

    Parameters
    ----------
    scenario, placements
        What is assumed, and where each child is placed.
    rows
        ``journeys`` of the children.

    Returns
    -------
    tuple of pandas.DataFrame
        Index the districts of homes, columns the base year and the years
        assessed: children, and shares (NaN where nobody needs a place).
    """
    years = [scenario.base_year, *scenario.years]
    homes = scenario.zones["district"]

    def by_home(frame: pd.DataFrame) -> pd.DataFrame:
        zones = frame.index.get_level_values("zone")
        return frame[years].groupby(homes.reindex(zones).to_numpy()).sum()

    good = rows["state"].to_numpy(bool) & ~rows["long"].to_numpy(bool)
    wanted = by_home(scenario.demand)
    met = by_home(placements.children[good]).reindex(wanted.index).fillna(0.0)
    missing = (1 - met / wanted.where(wanted > 0)).clip(lower=0.0)
    return wanted, missing


def beyond_gbp(
    scenario: Scenario, placements: Placements, rows: pd.DataFrame
) -> Floats:
    """Price of the children by whom districts are beyond the largest gap allowed.

    Parameters
    ----------
    scenario, placements, rows
        As ``shortfalls`` takes them.

    Returns
    -------
    numpy.ndarray
        Pounds of each year assessed, undiscounted; 0 where no gap is too large.
    """
    rules = scenario.settings.rules
    years = list(scenario.years)
    if rules.most_gap is None:
        return np.zeros(len(years))
    wanted, missing = shortfalls(scenario, placements, rows)
    beyond = (missing - rules.most_gap).clip(lower=0.0).fillna(0.0)
    children: Floats = (beyond * wanted)[years].to_numpy(float).sum(axis=0)
    return rules.gap_price_gbp * children
