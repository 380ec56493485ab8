"""What every drawn future of a scenario shares, as arrays, worked out once.

Axes, in this order wherever they meet: zone z or district d, age a, need group
k, phase p, year t (the base year first).
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.case import Case
from capital_planner.demand.components import (
    LATENT_PARTS,
    PLACED,
    Components,
    components,
    part_shares,
)
from capital_planner.demand.joint import AGES
from capital_planner.demand.paths import LATENT_KEYS, named_path
from capital_planner.demand.projection import follow
from capital_planner.geography import county_points
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES, PHASES
from capital_planner.scenario import Scenario
from capital_planner.scenario.flows import by_phase
from capital_planner.scenario.homes import Homes, homes

Floats = npt.NDArray[np.float64]
NOBODY = 1e-9
"""Children: less than this is what rounding leaves."""


@dataclass(frozen=True)
class Ground:
    """A case and a scenario's zones, ready for any draw.

    Attributes
    ----------
    found
        What every future of the case starts from.
    placed, special
        Children in specialist settings, and of them in state special schools,
        as a share of the plans of the base year: ``[A, K]``.
    latent
        Each latent part where its share in a path is 1: ``[5, A, K]``.
    zones
        Share of the authority's children of a need and phase in each zone:
        ``[Z, K, P, T+1]``. Where the council counted homes it is that of all who
        need a place along the central path, whatever path is drawn.
    in_special
        Share of a zone's children who are in state special schools, over that
        of the authority: the same axes; 1 where homes are estimated.
    districts
        Names of the districts, in the order of every array.
    district_of
        Number of each zone's district: ``[Z]``.
    border, unmatched
        Children across the border, and those no setting suits, of the base
        year: ``[Z, K, P]``.
    """

    found: Components
    placed: Floats
    special: Floats
    latent: Floats
    zones: Floats
    in_special: Floats
    districts: tuple[str, ...]
    district_of: npt.NDArray[np.intp]
    border: Floats
    unmatched: Floats

    @cached_property
    def by_district(self) -> Floats:
        """Share of the authority's children in each district: ``[D, K, P, T+1]``."""
        return self.to_districts(self.zones)

    @cached_property
    def of_district(self) -> Floats:
        """Share of its district's children in each zone: ``[Z, K, P, T+1]``."""
        whole = self.by_district[self.district_of]
        share: Floats = self.zones / np.where(whole > 0, whole, np.inf)
        return share

    def to_districts(self, by_zone: Floats) -> Floats:
        """Sum zones (first axis) by district."""
        summed = np.zeros((len(self.districts), *by_zone.shape[1:]))
        np.add.at(summed, self.district_of, by_zone)
        return summed


@cache
def age_in_phase() -> Floats:
    """1 where an age is of a phase, else 0: ``[P, A]``."""
    return np.array([[float(age in phase.ages) for age in AGES] for phase in PHASES])


def lay_ground(case: Case, scenario: Scenario) -> Ground:
    """Work out once what does not depend on a draw.

    Parameters
    ----------
    scenario
        Built from the case in the central future, at any resolution.
    """
    found = components(case)
    central = named_path(case.assumptions, "central", found.years[1:])
    every = dict.fromkeys(LATENT_KEYS, 1.0)
    shares = part_shares(
        found, replace(central, waiting=1.0, post_19=1.0, latent=every)
    )
    points = county_points(case, scenario.settings.resolution)
    zones, in_special = _zones(
        homes(case, points, found.years), by_phase(follow(found, central))
    )
    number, districts = pd.factorize(scenario.zones["district"], sort=True)
    border = _rows(scenario.across_border, scenario)
    kept = _rows(scenario.demand, scenario) + border
    return Ground(
        found=found,
        placed=_cells(shares[list(PLACED)].sum(axis=1)),
        special=_cells(shares["state special"]),
        latent=np.stack([_cells(shares[part]) for part in LATENT_PARTS]),
        zones=zones,
        in_special=in_special,
        districts=tuple(districts),
        district_of=number,
        border=border,
        unmatched=_unmatched(found, part_shares(found, central), zones, kept),
    )


def _unmatched(
    found: Components, shares: pd.DataFrame, zones: Floats, kept: Floats
) -> Floats:
    """Children whom no setting suits: those the scenario left out at the start."""
    by_age = found.stock.to_numpy() * _cells(shares.sum(axis=1))
    every = (age_in_phase() @ by_age).T * zones[..., 0]
    left: Floats = np.where(every - kept > NOBODY, every - kept, 0.0)
    return left


def _zones(living: Homes, parts: pd.DataFrame) -> tuple[Floats, Floats]:
    """Shares of zones in the children, and of state special schools in a zone's."""
    zones, years = living.estimated.index.unique("zone"), living.estimated.columns
    shape = (len(zones), len(NEED_GROUPS), len(PHASE_NAMES), len(years))
    order = pd.MultiIndex.from_product([zones, PHASE_NAMES])
    estimated = living.estimated.loc[order].to_numpy(float)
    alike = estimated.reshape(len(zones), 1, len(PHASE_NAMES), len(years))
    if living.counted is None:
        return np.broadcast_to(alike, shape), np.ones(shape)
    every, special = (
        _shares(living.spread(chosen).to_numpy(float).reshape(shape), alike)
        for chosen in (parts, parts.loc[["state special"]])
    )
    return every, np.divide(special, every, out=np.ones(shape), where=every > 0)


def _shares(children: Floats, otherwise: Floats) -> Floats:
    """Share of each zone, as another array has it where there is no child."""
    total = children.sum(axis=0)
    shares: Floats = np.where(
        total > 0, children / np.where(total > 0, total, 1.0), otherwise
    )
    return shares


def _rows(frame: pd.DataFrame, scenario: Scenario) -> Floats:
    """Lay out the base year by zone, need and phase: ``[Z, K, P]``."""
    names = (scenario.zones.index, list(NEED_GROUPS), list(PHASE_NAMES))
    column = frame[scenario.base_year].reindex(pd.MultiIndex.from_product(names))
    values = column.fillna(0.0).to_numpy(float)
    return values.reshape([len(name) for name in names])


def _cells(cells: pd.Series) -> Floats:
    """Lay out a column of every age and need: ``[A, K]``."""
    index = pd.MultiIndex.from_product([AGES, NEED_GROUPS])
    values = cells.reindex(index).fillna(0.0).to_numpy(float)
    return values.reshape(len(AGES), len(NEED_GROUPS))
