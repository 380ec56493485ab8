"""A p-median on Lancashire, as arrays and as a scenario of one year.

So many of the primary schools that could host a base for autism are opened, and
every child whose need a base could meet goes to the nearest: least minutes in
all. As a scenario it has one year, places for everybody in every base, a yearly
cap of the number opened, no money, and a price of 1 a minute.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from capital_planner.scenario import Scenario
from capital_planner.settings import Prices

Array = np.ndarray

NEED, PHASE, ROUTE = "ASD", "primary", "specialist_base"
NO_PLACE_GBP = 1e5
"""More than any journey: every child goes somewhere."""


@dataclass(frozen=True)
class Instance:
    """A p-median.

    Attributes
    ----------
    weights
        Children in each zone: ``[Z]``.
    minutes
        One-way minutes, to the hundredth: ``[Z, S]``.
    schemes
        Id of the scheme of each site: ``[S]``.
    """

    weights: Array
    minutes: Array
    schemes: pd.Index


def instance_of(scenario: Scenario) -> Instance:
    """Read the instance off the last year of a scenario."""
    schemes = scenario.schemes
    mine = [NEED in needs and PHASE in phases for needs, phases in _served(schemes)]
    candidate = (schemes["standing"] == "candidate") & (schemes["route"] == ROUTE)
    chosen = schemes.index[candidate & np.array(mine)]
    zones = scenario.zones.index
    rows = pd.MultiIndex.from_product([zones, [NEED], [PHASE]])
    share = float(scenario.tier_share["base"].loc[(NEED, PHASE)])
    demand = scenario.demand[scenario.years[-1]].loc[rows].to_numpy() * share
    minutes = scenario.minutes.loc[zones, chosen].to_numpy(float)
    return Instance(np.round(demand, 6), np.round(minutes, 2), chosen)


def _served(schemes: pd.DataFrame) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return list(zip(schemes["needs"], schemes["phases"], strict=True))


def as_scenario(scenario: Scenario, instance: Instance, sites: int) -> Scenario:
    """Make the scenario of one year whose least cost is the p-median's.

    Parameters
    ----------
    scenario
        The scenario that the instance was read off.
    sites
        How many are opened.
    """
    year, base_year = scenario.years[0], scenario.base_year
    zones, names = scenario.zones.index, instance.schemes
    rows = pd.MultiIndex.from_product(
        [zones, [NEED], [PHASE]], names=scenario.demand.index.names
    )
    demand = pd.DataFrame({base_year: 0.0, year: instance.weights}, index=rows)
    pool = scenario.provisions[scenario.provisions["kind"] == "independent"].iloc[:1]
    minutes = pd.DataFrame(instance.minutes, index=zones, columns=names)
    minutes.insert(0, pool.index[0], 0.0)
    pairs = pd.MultiIndex.from_product([minutes.columns, [PHASE]])
    costs = pd.Series(0.0, index=scenario.costs.index)
    costs["run_factor"], costs["price_year"] = 1.0, float(year)
    everybody = int(np.ceil(instance.weights.sum())) + 1
    schemes = scenario.schemes.loc[names]
    return replace(
        scenario,
        years=(year,),
        prices=Prices(1.0, 0.0, 0.0, NO_PLACE_GBP),
        demand=demand,
        stay_share=demand[[year]] * 0.0,
        move_up_share=demand[[year]] * 0.0,
        tier_share=pd.DataFrame(
            {"base": 1.0, "special": 0.0, "independent": 0.0},
            index=pd.MultiIndex.from_tuples([(NEED, PHASE)], names=["need", "phase"]),
        ),
        provisions=pool.assign(places=0.0, roll=0.0),
        open_places=pd.DataFrame({base_year: 0.0, year: 0.0}, index=pool.index),
        base_placements=scenario.base_placements.iloc[:0],
        across_border=demand * 0.0,
        schemes=schemes.assign(earliest_year=year, latest_year=year),
        sizes=pd.DataFrame(
            {"capital_gbp": 0.0, "status": "made"},
            index=pd.MultiIndex.from_product(
                [names, [everybody]], names=["scheme", "places"]
            ),
        ),
        ramp=scenario.ramp.loc[names] * 0.0 + 1.0,
        minutes=minutes,
        road_km=minutes * 0.0,
        transported=pd.DataFrame(0.0, index=zones, columns=pairs),
        costs=costs,
        running=scenario.running * 0.0,
        carry_on=scenario.carry_on[[year]],
        caps=pd.DataFrame(
            {"most": [sites]},
            index=pd.MultiIndex.from_tuples([(ROUTE, "")], names=["route", "area"]),
        ),
    )
