"""Placements as a ledger: children by row and setting, one table a year."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.errors import Problem
from capital_planner.needs import PHASE_NAMES
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]
Cells = tuple[Positions, Positions]
Bools = npt.NDArray[np.bool_]
GROUP = ["zone", "need", "phase"]
STATE = ("special", "base", "post_19")
UNIT = 1e-6
"""Quantities are whole numbers of this share of a child."""
ROUNDED = UNIT * 1.001
"""Allowed where one figure is rounded to a whole number of units."""
ROUNDED_OFTEN = 5 * UNIT
"""Allowed where several figures are: stays, children who carry on, tiers."""
ROUNDED_EACH = 20 * UNIT
"""Allowed in the base year, where each setting of a row is rounded by itself."""


def broken(rule: str, message: str, remedy: str, value: object = "") -> Problem:
    """Say that a plan breaks a rule: ``column`` names the rule."""
    return Problem(message, remedy, file="plan", column=rule, value=str(value))


def keys_of(index: pd.Index, levels: list[str]) -> pd.MultiIndex:
    """Take some levels of an index."""
    return pd.MultiIndex.from_arrays(
        [index.get_level_values(level) for level in levels], names=levels
    )


@dataclass(frozen=True)
class Ledger:
    """One plan and its placements, read for checking.

    Rows are those of ``Scenario.demand`` (zone, need, phase), columns the
    provisions and then the chosen schemes that are a provision of their own.
    """

    scenario: Scenario
    plan: Plan
    placements: Placements

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The base year and the years assessed."""
        return (self.scenario.base_year, *self.scenario.years)

    @cached_property
    def rows(self) -> pd.MultiIndex:
        """Zone, need and phase of each row."""
        return pd.MultiIndex.from_tuples(list(self.scenario.demand.index), names=GROUP)

    @cached_property
    def settings(self) -> pd.DataFrame:
        """Index the settings; columns ``kind``, ``takes`` and ``phases``."""
        known, schemes = self.scenario.provisions, self.scenario.schemes
        chosen = schemes[schemes.index.isin(self.plan.choices.index)]
        own = chosen[(chosen["provision"] == chosen.index).to_numpy()]
        columns = ["kind", "takes", "phases"]
        there = known.assign(takes=known["needs"] + known["also"])[columns]
        return pd.concat([there, own.assign(takes=own["needs"])[columns]])

    @cached_property
    def is_base(self) -> Bools:
        """Whether each setting is a specialist base."""
        return self.settings["kind"].eq("base").to_numpy(bool)

    @cached_property
    def is_state(self) -> Bools:
        """Whether each setting is state provision."""
        return self.settings["kind"].isin(STATE).to_numpy(bool)

    @cached_property
    def new_base(self) -> Bools:
        """Whether each setting is a base with no place in the base year."""
        return self.is_base & ~(self.open_places[self.years[0]].to_numpy(float) > 0)

    @cached_property
    def suits(self) -> Bools:
        """Whether each setting (column) suits each row."""
        pairs = list(zip(self.settings["takes"], self.settings["phases"], strict=True))
        kinds = self.scenario.demand.groupby(level=["need", "phase"]).ngroup()
        table = {
            number: [need in takes and phase in phases for takes, phases in pairs]
            for (_, need, phase), number in zip(self.rows, kinds, strict=True)
        }
        return np.array([table[number] for number in kinds], dtype=bool)

    @cached_property
    def minutes(self) -> Floats:
        """One-way minutes of each row to each setting."""
        zones = self.rows.get_level_values("zone")
        table = self.scenario.minutes.reindex(columns=self.settings.index)
        return table.loc[zones].to_numpy(float)

    @cached_property
    def next_phase(self) -> Positions:
        """Row of the same zone and need in the phase after; -1 where none."""
        after = dict(pairwise(PHASE_NAMES))
        names = [(zone, need, after.get(phase)) for zone, need, phase in self.rows]
        return self.rows.get_indexer(pd.Index(names))

    def children(self, year: int) -> Floats:
        """Children in each setting."""
        numbers = self.placements.children[year].to_numpy(float)
        return self._spread(self._children_cells, numbers)

    def newly(self, year: int) -> Floats:
        """Children placed that year in each setting."""
        numbers = self.placements.newly[year].to_numpy(float)
        return self._spread(self._newly_cells, numbers)

    def kept(self, year: int) -> Floats:
        """Children who kept their place or carried on at a phase end."""
        return self.children(year) - self.newly(year)

    def still_needed(self, year: int) -> Floats:
        """Places still needed by each row."""
        needed = self.placements.still_needed[year].reindex(self.rows)
        return needed.fillna(0.0).to_numpy(float)

    def demand(self, year: int) -> Floats:
        """Children of each row who need a place."""
        return self.scenario.demand[year].to_numpy(float)

    def to_place(self, year: int) -> Floats:
        """Children of each row who did not keep a place."""
        left: Floats = self.demand(year) - self.kept(year).sum(axis=1)
        return np.maximum(left, 0.0)

    @cached_property
    def tier_shares(self) -> pd.DataFrame:
        """Shares of the children to be placed, a row a row of the ledger."""
        keys = self.rows.droplevel("zone")
        return self.scenario.tier_share.reindex(keys).fillna(0.0)

    @cached_property
    def open_places(self) -> pd.DataFrame:
        """Places open: index the settings, columns the years; from the schemes."""
        known = self.scenario.open_places.reindex(self.settings.index).fillna(0.0)
        places = known[list(self.years)].astype(float)
        ramps, adds_to = self.scenario.ramp, self.scenario.schemes["provision"]
        for scheme, choice in self.plan.choices.iterrows():
            ramp = ramps.to_numpy(float)[ramps.index.get_loc(scheme)]
            setting = str(adds_to[str(scheme)])
            for year in self.years:
                age = year - int(choice["opening_year"])
                if age >= 0:
                    share = ramp[min(age, len(ramp) - 1)]
                    places.loc[setting, year] += float(choice["places"]) * share
        return places

    def for_specialist_need(self, year: int) -> Floats:
        """Places open to children who need a specialist place."""
        share = 1 - float(self.scenario.costs["from_mainstream"])
        places = self.open_places[year].to_numpy(float)
        usable: Floats = np.where(self.new_base, share, 1.0) * places
        return usable

    def name(self, row: int) -> str:
        """Zone, need and phase of a row in words."""
        zone, need, phase = self.rows[row]
        return f"{need}, {phase}, zone {zone}"

    def table(self, numbers: pd.Series) -> Floats:
        """Spread numbers by zone, need, phase and provision: a column a setting."""
        return self._spread(self._cells(numbers.index), numbers.to_numpy(float))

    @cached_property
    def _children_cells(self) -> Cells:
        return self._cells(self.placements.children.index)

    @cached_property
    def _newly_cells(self) -> Cells:
        return self._cells(self.placements.newly.index)

    def _cells(self, index: pd.Index) -> Cells:
        inside = index.get_level_values("provision")
        rows = self.rows.get_indexer(keys_of(index, GROUP))
        return rows, self.settings.index.get_indexer(inside)

    def _spread(self, cells: Cells, numbers: Floats) -> Floats:
        table = np.zeros((len(self.rows), len(self.settings)))
        table[cells] = numbers
        return table
