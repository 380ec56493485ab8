"""Children and places by district, need group, phase and year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.objective import journeys
from capital_planner.placements import Placements
from capital_planner.scenario.frames import Scenario

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.intp]
EXACT = 1e-9


@dataclass(frozen=True)
class Placed:
    """Placements as arrays: a row a (zone, need, phase, setting), a column a year.

    Attributes
    ----------
    scenario, placements
        What was assumed, and where each child is placed.
    """

    scenario: Scenario
    placements: Placements

    @cached_property
    def years(self) -> list[int]:
        """The base year and the years assessed."""
        return [self.scenario.base_year, *self.scenario.years]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Setting and journey of each row (``objective.journeys``)."""
        return journeys(self.scenario, self.placements.children.index)

    @cached_property
    def children(self) -> Floats:
        """Children, a row a placement row."""
        return self.placements.children[self.years].to_numpy(float)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Count of districts, needs with phases, and years."""
        return (
            len(self.scenario.districts),
            len(self.scenario.kinds_of_need),
            len(self.years),
        )

    def area(self, index: pd.Index) -> Codes:
        """Give each row the number of its home district, need and phase."""
        return self.home(index) * len(self.scenario.kinds_of_need) + self.need(index)

    def home(self, index: pd.Index) -> Codes:
        """Give each row the number of its home district."""
        zones = self.scenario.zones
        number = self.scenario.districts.get_indexer(pd.Index(zones["district"]))
        return number[numbered(index, "zone", zones.index)]

    def need(self, index: pd.Index) -> Codes:
        """Give each row the number of its need and phase."""
        phases = self.scenario.kinds_of_need.unique("phase")
        need = numbered(index, "need", self.scenario.kinds_of_need.unique("need"))
        phase = numbered(index, "phase", phases)
        known = (need >= 0) & (phase >= 0)
        return np.where(known, need * len(phases) + phase, -1)

    @cached_property
    def places(self) -> Floats:
        """Places open, a row a setting of ``settings``."""
        table = self.placements.places[self.years].reindex(
            self.scenario.destinations.index
        )
        return table.fillna(0.0).to_numpy(float)

    @cached_property
    def share(self) -> Floats:
        """Share of each need and phase in the children of each setting, by year.

        A setting with no child is shared evenly among the needs and phases it
        serves.
        """
        _, needs, years = self.shape
        serves = self.scenario.serves
        code = self.setting * needs + self.need(self.placements.children.index)
        groups = len(serves) * needs
        inside = summed(code, self.children, groups).reshape(-1, needs, years)
        total = inside.sum(axis=1, keepdims=True)
        weight = np.where(total > EXACT, inside, serves[:, :, None])
        whole = weight.sum(axis=1, keepdims=True)
        shares = np.zeros_like(weight)
        np.divide(weight, whole, out=shares, where=whole > 0)
        return shares

    @cached_property
    def setting(self) -> Codes:
        """Running number of the setting of each row."""
        children = self.placements.children.index
        return numbered(children, "provision", self.scenario.destinations.index)


def numbered(index: pd.Index, level: str, among: pd.Index) -> Codes:
    """Give each row the number of its level among some names, -1 for none of them.

    Each name is looked up once, not once a row.
    """
    if not isinstance(index, pd.MultiIndex):
        return among.get_indexer(index)
    at = list(index.names).index(level)
    numbers: Codes = among.get_indexer(index.levels[at])
    return numbers[index.codes[at]]


def summed(codes: Codes, values: Floats, groups: int) -> Floats:
    """Sum rows by code: a row a group, columns as given."""
    return np.stack(
        [np.bincount(codes, column, minlength=groups) for column in values.T], axis=1
    )


def by_area(placed: Placed) -> pd.DataFrame:
    """``Measures.by_area``: sums by home district, need, phase and year."""
    scenario, placements, rows = placed.scenario, placed.placements, placed.rows
    areas = placed.shape[0] * placed.shape[1]
    code = placed.area(placements.children.index)
    state = rows["state"].to_numpy(bool)
    independent = (rows["kind"] == "independent").to_numpy()
    site = placed.scenario.districts.get_indexer(pd.Index(rows["district"]))
    own = state & (site == placed.home(placements.children.index))
    newly = placements.newly.reindex(placements.children.index)[placed.years]
    minutes, km = rows["minutes"].to_numpy(float), rows["road_km"].to_numpy(float)

    def total(weight: Floats | Bools) -> Floats:
        shaped = weight if weight.ndim == 2 else weight[:, None]
        return summed(code, placed.children * shaped, areas)

    outside = _by_home(placed, scenario.across_border)
    columns = {
        "demand": _by_home(placed, scenario.demand) + outside,
        "places": _by_site(placed, placed.places),
        "in_state": total(state),
        "independent": total(independent),
        "specialist_post_16": total(~state & ~independent),
        "across_border": outside,
        "still_needed": _by_home(placed, placements.still_needed),
        "new_independent": summed(
            code, newly.to_numpy(float) * independent[:, None], areas
        ),
        "own_district": total(own),
        "nearest": total(at_nearest(placed)),
        "long_journey": total(rows["long"].to_numpy(bool)),
        "child_minutes": total(minutes),
        "child_km": total(km),
        "from_mainstream": _by_site(placed, _from_mainstream(placed)),
    }
    index = pd.MultiIndex.from_product(
        [
            placed.scenario.districts,
            placed.scenario.kinds_of_need.unique("need"),
            placed.scenario.kinds_of_need.unique("phase"),
            placed.years,
        ],
        names=["district", "need", "phase", "year"],
    )
    return pd.DataFrame(
        {name: values.ravel() for name, values in columns.items()}, index=index
    )


def at_nearest(placed: Placed) -> Bools:
    """Whether each row and year is at the nearest open state setting that suits."""
    scenario = placed.scenario
    minutes = scenario.minutes.reindex(columns=scenario.destinations.index).to_numpy(
        float
    )
    state = placed.scenario.destinations["state"].to_numpy(bool)
    is_open = (placed.places > EXACT) & state[:, None]
    index = placed.placements.children.index
    zone = numbered(index, "zone", scenario.minutes.index)
    need = placed.need(index)
    travel = placed.rows["minutes"].to_numpy(float)
    near = np.zeros(placed.children.shape, dtype=bool)
    serves = placed.scenario.serves
    for number in range(len(placed.scenario.kinds_of_need)):
        chosen = np.flatnonzero(serves[:, number] & is_open.any(axis=1))
        rows = np.flatnonzero(need == number)
        if not len(chosen) or not len(rows):
            continue
        ways = np.where(is_open[chosen], minutes[:, chosen, None], np.inf)
        least = ways.min(axis=1)[zone[rows]]
        near[rows] = travel[rows, None] <= least + EXACT
    found: Bools = near & is_open[placed.setting]
    return found


def _by_home(placed: Placed, frame: pd.DataFrame) -> Floats:
    areas = placed.shape[0] * placed.shape[1]
    known = frame[placed.need(frame.index) >= 0]
    values = known[placed.years].to_numpy(float)
    return summed(placed.area(known.index), values, areas)


def _from_mainstream(placed: Placed) -> Floats:
    extra = placed.placements.from_mainstream.reindex(
        placed.scenario.destinations.index
    )
    return extra[placed.years].fillna(0.0).to_numpy(float)


def _by_site(placed: Placed, amounts: Floats) -> Floats:
    """Divide an amount of each state setting among its children's needs and phases."""
    districts, needs, years = placed.shape
    state = placed.scenario.destinations["state"].to_numpy(bool)
    spread = (placed.share * amounts[:, None, :])[state]
    site = placed.scenario.districts.get_indexer(
        placed.scenario.destinations.loc[state, "district"]
    )
    flat = summed(site, spread.reshape(len(spread), needs * years), districts)
    return flat.reshape(districts * needs, years)
