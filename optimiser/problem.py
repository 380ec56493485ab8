"""A scenario as arrays.

Axes, in this order wherever they meet: zone z, need group k, phase p,
provision s, year t. Children are whole numbers of 1e-6 child (``MICRO``) in
placements and floats in bounds. Money is real 2025 pounds.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from capital_planner.errors import SolveError
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.provision import INDEPENDENT_KINDS, STATE_KINDS
from capital_planner.scenario import Scenario

MICRO = 1_000_000
MOST_CHILDREN = 1e9
"""In one year: sums of micro-children stay far below the largest whole number."""
TIERS = ("base", "special", "independent")

Array = np.ndarray


@dataclass(frozen=True)
class Problem:
    """Everything about a scenario that does not depend on the plan.

    Attributes
    ----------
    scenario
        Where the arrays come from.
    columns
        Provisions, then schemes that are a provision of their own.
    suits
        Whether s suits (k, p): ``[K, P, S]``.
    minutes
        Journeys: ``[Z, S]``.
    child_cost
        Pounds a child-year, undiscounted: ``[Z, P, S]``.
    demand
        Micro-children: ``[Z, K, P, T + 1]``, base year first.
    stay, move_up
        Shares: ``[Z, K, P, T]``.
    tier
        Shares of the children to be placed: ``[K, P, 3]``.
    carry_on
        ``[S, T]``.
    open_places
        Places with no decision, on-site schemes included, that children who
        need a specialist place can take: ``[S, T]``.
    funded_places
        All places open with no decision, for place funding: ``[S, T]``.
    start
        Base-year placements, micro-children: ``[Z, K, P, S]``.
    discount
        ``[T]``.
    district
        Number of the district of each zone: ``[Z]``.
    near
        Share of a zone whose journey to a state setting is not a long one:
        ``[Z, P, S]``.
    """

    scenario: Scenario
    columns: pd.Index
    suits: Array
    minutes: Array
    child_cost: Array
    demand: Array
    stay: Array
    move_up: Array
    tier: Array
    carry_on: Array
    open_places: Array
    funded_places: Array
    start: Array
    discount: Array
    district: Array
    near: Array

    @cached_property
    def kinds(self) -> Array:
        """Kind of each column: ``[S]``."""
        return kinds_of(self.scenario, self.columns)

    @cached_property
    def tiers_allowed(self) -> Array:
        """Whether a tier may use a column: ``[3, S]``."""
        base = self.kinds == "base"
        state = np.isin(self.kinds, STATE_KINDS)
        return np.stack([np.ones_like(base), ~base, ~state])

    @cached_property
    def attended(self) -> Array:
        """Whether children attend a column in the base year: ``[S]``."""
        return np.asarray(self.start.any(axis=(0, 1, 2)))

    @cached_property
    def independent(self) -> Array:
        """Whether a column is not state provision: ``[S]``."""
        return np.isin(self.kinds, INDEPENDENT_KINDS)

    @cached_property
    def new_base(self) -> Array:
        """Whether a column is a base that opens after the base year: ``[S]``."""
        return new_bases(self.scenario, self.columns)

    @cached_property
    def still_needed_cost(self) -> float:
        """Pounds a child-year for whom a place is still needed."""
        return self.scenario.prices.unplaced_gbp

    @cached_property
    def specialist_share(self) -> Array:
        """Share of a column's places for children who need one: ``[S]``."""
        mainstream = float(self.scenario.costs["from_mainstream"])
        share: Array = np.where(self.new_base, 1 - mainstream, 1.0)
        return share

    @property
    def shape(self) -> tuple[int, int, int, int, int]:
        """Sizes ``Z, K, P, S, T``."""
        zones, needs, phases = self.demand.shape[:3]
        return zones, needs, phases, len(self.columns), len(self.discount)


def kinds_of(scenario: Scenario, columns: pd.Index) -> Array:
    """Kind of each column: ``[S]``."""
    both = pd.concat([scenario.provisions["kind"], scenario.schemes["kind"]])
    kinds: Array = both[~both.index.duplicated()].loc[columns].to_numpy(str)
    return kinds


def new_bases(scenario: Scenario, columns: pd.Index) -> Array:
    """Whether a column is a base with no place in the base year: ``[S]``."""
    places = scenario.open_places[scenario.base_year].reindex(columns).fillna(0.0)
    new: Array = (kinds_of(scenario, columns) == "base") & ~(places.to_numpy() > 0)
    return new


def formulate(scenario: Scenario) -> Problem:
    """Turn a scenario into arrays."""
    schemes = scenario.schemes
    own = schemes.index[schemes["provision"] == schemes.index]
    columns = scenario.provisions.index.append(own)
    years = list(scenario.years)
    rate = float(scenario.costs["discount_rate"])
    ahead = np.array(years) - float(scenario.costs["price_year"])
    kinds = kinds_of(scenario, columns)
    funded = _funded_places(scenario, columns)
    new_base = new_bases(scenario, columns)
    share = np.where(new_base, 1 - float(scenario.costs["from_mainstream"]), 1.0)
    return Problem(
        scenario=scenario,
        columns=columns,
        suits=_suits(scenario, columns),
        minutes=scenario.minutes[columns].loc[scenario.zones.index].to_numpy(float),
        child_cost=child_costs(scenario, columns, new_base),
        demand=_whole_children(scenario),
        stay=_cube(scenario, scenario.stay_share),
        move_up=_cube(scenario, scenario.move_up_share),
        tier=_tiers(scenario),
        carry_on=scenario.carry_on.reindex(kinds).fillna(0.0)[years].to_numpy(float),
        open_places=funded * share[:, None],
        funded_places=funded,
        start=_start(scenario, columns),
        discount=(1 + rate) ** -ahead,
        district=pd.factorize(scenario.zones["district"])[0],
        near=_near(scenario, columns),
    )


def _whole_children(scenario: Scenario) -> Array:
    """Children who need a place, as whole micro-children."""
    children = _cube(scenario, scenario.demand)
    if children.sum(axis=(0, 1, 2)).max(initial=0.0) > MOST_CHILDREN:
        message = (
            "The yearly placement could not be solved: more than a thousand million "
            "children need a place in one year."
        )
        raise SolveError(message)
    whole: Array = np.rint(children * MICRO).astype(np.int64)
    return whole


def _near(scenario: Scenario, columns: pd.Index) -> Array:
    minutes = scenario.minutes[columns].loc[scenario.zones.index].to_numpy(float)
    state = np.isin(kinds_of(scenario, columns), STATE_KINDS)
    near: Array = ~long_journeys(scenario, minutes) & state
    return near


def long_journeys(scenario: Scenario, minutes: Array) -> Array:
    """Whether ways of ``[Z, S]`` minutes are long, the run shared: ``[Z, P, S]``."""
    limit = scenario.journey_limit.reindex(PHASE_NAMES).to_numpy(float)
    run = minutes[:, None] * float(scenario.costs["run_factor"])
    far: Array = run > limit[:, None]
    return far


def _cube(scenario: Scenario, frame: pd.DataFrame) -> Array:
    index = pd.MultiIndex.from_product([scenario.zones.index, NEED_GROUPS, PHASE_NAMES])
    values = frame.reindex(index).fillna(0.0).to_numpy(float)
    return values.reshape(len(scenario.zones), len(NEED_GROUPS), len(PHASE_NAMES), -1)


def _suits(scenario: Scenario, columns: pd.Index) -> Array:
    existing, schemes = scenario.provisions, scenario.schemes
    taken = pd.concat([existing["needs"] + existing["also"], schemes["needs"]])
    phases = pd.concat([existing["phases"], schemes["phases"]])
    suits = np.zeros((len(NEED_GROUPS), len(PHASE_NAMES), len(columns)), dtype=bool)
    first = ~taken.index.duplicated()
    here = taken.index[first].get_indexer(columns)
    needs = [frozenset(codes) for codes in taken[first].iloc[here]]
    taught = [frozenset(names) for names in phases[first].iloc[here]]
    for k, need in enumerate(NEED_GROUPS):
        for p, phase in enumerate(PHASE_NAMES):
            suits[k, p] = [
                need in codes and phase in names
                for codes, names in zip(needs, taught, strict=True)
            ]
    return suits


def _tiers(scenario: Scenario) -> Array:
    index = pd.MultiIndex.from_product([NEED_GROUPS, PHASE_NAMES])
    shares = scenario.tier_share.reindex(index).fillna(0.0)[list(TIERS)]
    return shares.to_numpy(float).reshape(len(NEED_GROUPS), len(PHASE_NAMES), 3)


def child_costs(scenario: Scenario, columns: pd.Index, new_base: Array) -> Array:
    """Pounds a child-year in each setting, by home and phase: ``[Z, P, S]``.

    Top-up (for a new base, of the children from mainstream beside too), fees,
    transport, the price of the journey and of a long one, and the price of an
    independent place: docs/model.md section 5.
    """
    zones = scenario.zones.index
    kinds = kinds_of(scenario, columns)
    running = scenario.running.reindex(kinds)
    mainstream = float(scenario.costs["from_mainstream"])
    fixed = running["fee_gbp"].to_numpy() + running["top_up_gbp"].to_numpy() / np.where(
        new_base, 1 - mainstream, 1.0
    )
    prices = scenario.prices
    fixed = fixed + np.where(kinds == "independent", prices.independent_gbp, 0.0)
    minutes = scenario.minutes[columns].loc[zones].to_numpy(float)
    km = scenario.road_km[columns].loc[zones].to_numpy(float)
    bus = (
        scenario.costs["transport_fixed"]
        + scenario.costs["transport_km"] * km * 2 * scenario.costs["school_days"]
    )
    far = long_journeys(scenario, minutes)
    costs = np.empty((len(zones), len(PHASE_NAMES), len(columns)))
    for number, phase in enumerate(PHASE_NAMES):
        pairs = pd.MultiIndex.from_product([columns, [phase]])
        carried = scenario.transported.reindex(columns=pairs).loc[zones].fillna(0.0)
        costs[:, number] = (
            fixed
            + carried.to_numpy() * bus
            + prices.minute_gbp * minutes
            + prices.far_gbp * far[:, number]
        )
    return costs


def _funded_places(scenario: Scenario, columns: pd.Index) -> Array:
    years = list(scenario.years)
    places = scenario.open_places[years].reindex(columns).fillna(0.0)
    on_site = scenario.schemes[scenario.schemes["standing"] == "on_site"]
    ladder = dict(scenario.sizes.index.tolist())
    for scheme, row in on_site.iterrows():
        size = int(ladder[str(scheme)])
        ramp = scenario.ramp.loc[str(scheme)].to_numpy(float)
        places.loc[row["provision"]] += size * ramped(ramp, row["earliest_year"], years)
    return places.to_numpy(float)


def ramped(ramp: Array, opening_year: int, years: list[int]) -> Array:
    """Share of a scheme's places usable in each year."""
    since = np.array(years) - int(opening_year)
    usable: Array = np.where(since < 0, 0.0, ramp[np.clip(since, 0, len(ramp) - 1)])
    return usable


def _start(scenario: Scenario, columns: pd.Index) -> Array:
    placed = scenario.base_placements
    zones = scenario.zones.index
    names = (zones, pd.Index(NEED_GROUPS), pd.Index(PHASE_NAMES), columns)
    where = tuple(
        axis.get_indexer(placed.index.get_level_values(level))
        for level, axis in enumerate(names)
    )
    start = np.zeros(tuple(len(axis) for axis in names), dtype=np.int64)
    start[where] = np.rint(placed.to_numpy() * MICRO).astype(np.int64)
    return start
