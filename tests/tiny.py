"""Small scenarios, made by hand or at random, with every frame as documented.

``tiny_scenario`` is the same every time, ``random_scenario`` draws its figures
from a generator; both are feasible: base-year children never exceed those who
need a place, and those who keep their place or move up never exceed them either.
``facility_scenario`` is a capacitated warehouse location problem in disguise.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.needs import PHASE_NAMES
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import Prices, ScenarioSettings
from tests import tiny_frames as frames
from tests.tiny_frames import BASE_YEAR, GROUP, Knobs

COSTS = {
    "place_funding": 10_000.0,
    "transport_fixed": 3_250.0,
    "transport_km": 0.89,
    "discount_rate": 0.035,
    "run_factor": 1.5,
    "school_days": 190.0,
    "from_mainstream": 0.5,
    "construction_inflation": 0.04,
    "contingency": 0.15,
    "price_year": 2025.0,
    "growth_rest_years": 3.0,
}
RUNNING = {
    "special": (16_000.0, 0.0, 10_000.0),
    "base": (8_000.0, 0.0, 10_000.0),
    "post_19": (16_000.0, 0.0, 10_000.0),
    "independent": (0.0, 65_000.0, 0.0),
    "specialist_post_16": (0.0, 40_000.0, 0.0),
}
CAPS = {
    (frames.BASE, ""): 2,
    (frames.BASE, "North"): 1,
    (frames.GROWTH, ""): 1,
    (frames.NEW, ""): 1,
}
RUNNING_COLUMNS = ["top_up_gbp", "fee_gbp", "place_funding_gbp"]


def tiny_scenario(**knobs: Any) -> Scenario:
    """A hand-made scenario; see ``Knobs`` for what can be turned."""
    return _scenario(Knobs(**knobs))


def random_scenario(
    rng: np.random.Generator, zones: int = 3, years: int = 2
) -> Scenario:
    """A feasible scenario with positions, children, shares and prices drawn."""
    names = [row[0] for row in frames.SCHEMES if row[1] == "candidate"]
    prices = np.array([40.0, 2_000.0, 20_000.0, 60_000.0]) * rng.uniform(0.2, 2.0, 4)
    knobs = Knobs(
        zones=zones,
        years=years,
        allocation_gbp=float(rng.uniform(100e3, 1.2e6)),
        demand=float(rng.uniform(1.5, 4.0)),
        growth=float(rng.uniform(-0.1, 0.3)),
        stay_share=float(rng.uniform(0.5, 0.95)),
        move_up_share=float(rng.uniform(0.0, 0.2)),
        from_mainstream=float(rng.choice([0.0, 0.25, 0.5])),
        prices=Prices(*prices.tolist()),
        candidates=tuple(name for name in names if rng.random() < 0.7),
        seed=int(rng.integers(2**31)),
    )
    return _scenario(knobs)


def facility_scenario(
    capacities: Sequence[int],
    fixed_costs: Sequence[float],
    demands: Sequence[float],
    unit_costs: np.ndarray,
) -> Scenario:
    """Capacitated warehouse location in one year: a place is a unit of capacity.

    ``unit_costs`` has a row a customer and a column a warehouse: the cost of one
    unit. The whole cost of a plan is the cost of the warehouses and deliveries.
    """
    year = BASE_YEAR + 1
    customers = pd.Index([f"c{n}" for n in range(len(demands))], name="zone")
    names = [f"w{n}" for n in range(len(capacities))]
    groups = pd.MultiIndex.from_product([customers, ["ASD"], ["primary"]], names=GROUP)
    demand = pd.DataFrame({BASE_YEAR: 0.0, year: demands}, index=groups)
    schemes = _warehouses(names, year)
    provisions = frames.provisions_of(
        frames.zones_of(Knobs(), np.random.default_rng(0))
    )
    provisions = provisions.loc[["independent-ASD"]].assign(
        places=0.0, roll=0.0, phases=provisions["phases"].map(lambda served: served[:1])
    )
    minutes = pd.DataFrame(unit_costs, index=customers, columns=names, dtype=float)
    minutes.insert(0, "independent-ASD", 0.0)
    pairs = [(name, "primary") for name in minutes.columns]
    free = dict.fromkeys(COSTS, 0.0) | {"run_factor": 1.0, "price_year": float(year)}
    return Scenario(
        **_shell((year,), Prices(1.0, 0.0, 0.0, 1e9), free),
        zones=pd.DataFrame(
            {"name": customers, "district": "North", "easting": 0.0, "northing": 0.0},
            index=customers,
        ),
        demand=demand,
        demand_parts=pd.concat(
            {"placed": demand.groupby(level=["need", "phase"]).sum()}, names=["part"]
        ),
        stay_share=demand[[year]] * 0.0,
        move_up_share=demand[[year]] * 0.0,
        tier_share=pd.DataFrame(
            {"base": 0.0, "special": 1.0, "independent": 0.0},
            index=pd.MultiIndex.from_tuples([("ASD", "primary")], names=GROUP[1:]),
        ),
        provisions=provisions,
        open_places=pd.DataFrame({BASE_YEAR: 0.0, year: 0.0}, index=provisions.index),
        base_placements=pd.Series(
            dtype=float,
            index=pd.MultiIndex.from_arrays([[]] * 4, names=[*GROUP, "provision"]),
            name="children",
        ),
        across_border=demand * 0.0,
        schemes=schemes,
        sizes=pd.DataFrame(
            {"capital_gbp": np.asarray(fixed_costs, float), "status": "published"},
            index=pd.MultiIndex.from_arrays(
                [names, list(capacities)], names=["scheme", "places"]
            ),
        ),
        ramp=pd.DataFrame(1.0, index=schemes.index, columns=[0, 1, 2]),
        minutes=minutes,
        road_km=minutes * 0.0,
        transported=pd.DataFrame(
            0.0,
            index=customers,
            columns=pd.MultiIndex.from_tuples(pairs, names=["id", "phase"]),
        ),
        journey_limit=pd.Series(1e9, index=list(PHASE_NAMES)),
        running=pd.DataFrame(0.0, index=list(RUNNING), columns=RUNNING_COLUMNS),
        capital_profile=pd.Series({-2: 0.0, -1: 0.0, 0: 1.0}),
        **frames.money_of({year: 1e12}),
        caps=_caps({}),
    )


def _warehouses(names: Sequence[str], year: int) -> pd.DataFrame:
    """Schemes of a facility scenario: new schools that open in its only year."""
    return pd.DataFrame(
        {
            "label": "A warehouse",
            "site": "",
            "urn": pd.NA,
            "consent": "none",
            "body": "council",
            "route": frames.NEW,
            "kind": "special",
            "district": "North",
            "districts": "North",
            "area": "North",
            "easting": 0.0,
            "northing": 0.0,
            "needs": [("ASD",)] * len(names),
            "phases": [("primary",)] * len(names),
            "ncy_from": 0,
            "ncy_to": 6,
            "stage": "idea",
            "reached": "idea",
            "reached_on": "",
            "months_to_open": 0.0,
            "standing": "candidate",
            "provision": list(names),
            "host": list(names),
            "earliest_year": year,
            "latest_year": year,
            "success": 1.0,
            "status": "published",
            "source": "made for tests",
            "instead_of": "",
        },
        index=pd.Index(names, name="scheme"),
    )


def _scenario(knobs: Knobs) -> Scenario:
    rng = np.random.default_rng(0 if knobs.seed is None else knobs.seed)
    years = tuple(range(BASE_YEAR + 1, BASE_YEAR + 1 + knobs.years))
    zones = frames.zones_of(knobs, rng)
    demand = frames.demand_of(knobs, list(zones.index), rng)
    stay, move = frames.shares_of(knobs, demand, rng)
    provisions = frames.provisions_of(zones)
    schemes = frames.schemes_of(knobs, zones, years)
    minutes = frames.minutes_of(zones, provisions, schemes)
    base = frames.base_placements_of(demand[BASE_YEAR], provisions, minutes)
    ramps = [frames.RAMPS[route] for route in schemes["route"]]
    costs = COSTS | {"from_mainstream": knobs.from_mainstream}
    return Scenario(
        **_shell(years, knobs.prices, costs),
        zones=zones,
        demand=demand,
        demand_parts=frames.parts_of(demand, base),
        stay_share=stay,
        move_up_share=move,
        tier_share=frames.tiers_of(knobs, rng),
        provisions=provisions,
        open_places=pd.DataFrame(
            dict.fromkeys((BASE_YEAR, *years), provisions["places"].astype(float))
        ),
        base_placements=base,
        across_border=demand * 0.0 + 0.1,
        schemes=schemes,
        sizes=frames.sizes_of(schemes),
        ramp=pd.DataFrame(ramps, index=schemes.index).astype(float),
        minutes=minutes,
        road_km=minutes * 38 / 60,
        transported=frames.transported_of(minutes),
        journey_limit=pd.Series([45.0, 75.0, 75.0, 75.0], index=list(PHASE_NAMES)),
        running=pd.DataFrame.from_dict(
            RUNNING, orient="index", columns=RUNNING_COLUMNS
        ),
        capital_profile=pd.Series({-2: 0.2, -1: 0.5, 0: 0.3}),
        **frames.money_of(dict.fromkeys(years, knobs.allocation_gbp)),
        caps=_caps(CAPS),
    )


def _caps(most: dict[tuple[str, str], int]) -> pd.DataFrame:
    index = pd.MultiIndex.from_tuples(list(most), names=["route", "area"])
    if not most:
        index = pd.MultiIndex.from_arrays([[], []], names=["route", "area"])
    return pd.DataFrame({"most": list(most.values())}, index=index, dtype=int)


def _shell(
    years: tuple[int, ...], prices: Prices, costs: dict[str, float]
) -> dict[str, Any]:
    """What any small scenario is made of that no zone or scheme changes."""
    carry = pd.Series({"special": 0.95, "base": 0.95, "independent": 0.85})
    return {
        "case_name": "Tiny",
        "case_digest": "0" * 64,
        "future": "central",
        "settings": ScenarioSettings(),
        "prices": prices,
        "base_year": BASE_YEAR,
        "years": years,
        "plans": frames.plans_of((BASE_YEAR, *years)),
        "costs": pd.Series(costs),
        "carry_on": pd.DataFrame(dict.fromkeys(years, carry)).rename_axis(index="kind"),
        "misfits": pd.DataFrame(columns=["provision", "name", "roll", "fitted"]),
        "unmatched": pd.DataFrame(columns=["need", "phase", "children"]),
    }
