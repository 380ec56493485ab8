"""Plans of small scenarios: every one within the rules, or one drawn at random.

The rules are written here once more, in plain Python, and not taken from the
optimiser.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise, product
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from tests import oracle

Choice = tuple[str, int, int]
"""Scheme, places, opening year."""
Cap = tuple[str, str, int]
"""Route, area (empty for the county), year."""


class Rules:
    """What may be chosen in one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._rows: dict[str, dict[str, Any]] = {
            str(name): {str(key): fact for key, fact in row.items()}
            for name, row in scenario.schemes.iterrows()
        }
        self._cash: dict[Choice, list[float]] = {}

    @cached_property
    def menu(self) -> dict[str, list[Choice]]:
        """What each host can still decide: sizes and years of its schemes."""
        found: dict[str, list[Choice]] = {}
        for scheme, row in self._rows.items():
            if row["standing"] == "candidate":
                last = min(row["latest_year"], max(self.scenario.years))
                choices = [
                    (scheme, int(places), year)
                    for places in self.scenario.sizes.loc[scheme].index
                    for year in range(row["earliest_year"], last + 1)
                    if self._rests([(scheme, int(places), year)])
                ]
                found.setdefault(row["host"], []).extend(choices)
        return found

    @cached_property
    def decided(self) -> list[Choice]:
        """What is committed or on site."""
        sizes = self.scenario.sizes
        return [
            (scheme, int(sizes.loc[scheme].index[0]), row["earliest_year"])
            for scheme, row in self._rows.items()
            if row["standing"] != "candidate"
        ]

    def everything(self) -> Iterator[list[Choice]]:
        """Candidates of every plan within the rules."""
        for drawn in product(*([None, *choices] for choices in self.menu.values())):
            chosen = [choice for choice in drawn if choice is not None]
            if self.allow(chosen):
                yield chosen

    def draw(self, rng: np.random.Generator) -> list[Choice]:
        """Candidates of one plan within the rules."""
        lines = [[None, *choices] for choices in self.menu.values()]
        chosen: list[Choice] = []
        for number in rng.permutation(len(lines)):
            choice = lines[number][rng.integers(len(lines[number]))]
            if choice is not None and self.allow([*chosen, choice]):
                chosen.append(choice)
        return chosen

    def allow(self, chosen: Sequence[Choice]) -> bool:
        """Whether candidates, one a host, keep the other rules together."""
        within = all(
            sum(self.counts(cap, choice) for choice in chosen) <= most
            for cap, most in self.caps_left.items()
        )
        spent = [[0.0 for _ in self.money_years], *map(self.cash, chosen)]
        running = np.cumsum(np.sum(spent, axis=0))
        afford = bool((running <= self.money_left + 1e-6).all())
        return within and afford and self._rests(chosen)

    @cached_property
    def money_years(self) -> list[int]:
        """Financial years from the first funded to the last of any."""
        funded = self.scenario.funding.index.get_level_values("year")
        return list(range(min(funded), max(*funded, *self.scenario.years) + 1))

    def money_name(self, number: int) -> tuple[str, str]:
        """What the optimiser calls the money up to one of ``money_years``."""
        year = self.money_years[number]
        return "within_the_money", f"to the financial year {year}"

    @staticmethod
    def cap_name(cap: Cap) -> tuple[str, str]:
        """What the optimiser calls a yearly cap."""
        route, area, year = cap
        return "yearly_caps", f"{route}, {area or 'the county'}, {year}"

    def cash(self, choice: Choice) -> list[float]:
        """Cash of one scheme in each of ``money_years``."""
        if choice not in self._cash:
            scheme, places, opening = choice
            costs = self.scenario.costs
            pounds = oracle.at(self.scenario.sizes, (scheme, places), "capital_gbp")
            pounds *= 1 + costs["contingency"]
            cash = [0.0 for _ in self.money_years]
            for after, share in self.scenario.capital_profile.items():
                spent = opening + int(str(after))
                ahead = spent - costs["price_year"]
                year = min(max(spent - self.money_years[0], 0), len(cash) - 1)
                growth = (1 + costs["construction_inflation"]) ** ahead
                cash[year] += pounds * share * growth
            self._cash[choice] = cash
        return self._cash[choice]

    @cached_property
    def money_left(self) -> np.ndarray:
        """Cumulative money that committed schemes leave."""
        by_year = self.scenario.funding["allocation_gbp"].groupby(level="year").sum()
        money = by_year.reindex(self.money_years)
        spent = [
            self.cash(choice)
            for choice in self.decided
            if self._rows[choice[0]]["standing"] == "committed"
        ]
        committed = np.sum([[0.0 for _ in self.money_years], *spent], axis=0)
        left = np.cumsum(money.fillna(0.0).to_numpy(float) - committed)
        return np.asarray(np.maximum(left, 0.0))

    @cached_property
    def money_that_matters(self) -> list[int]:
        """Numbers of ``money_years`` after which there is more money, and the last."""
        by_year = self.scenario.funding["allocation_gbp"].groupby(level="year").sum()
        more = by_year.reindex(self.money_years).fillna(0.0).to_numpy()[1:] > 0
        return [*np.flatnonzero(more).tolist(), len(self.money_years) - 1]

    @cached_property
    def caps_left(self) -> dict[Cap, int]:
        """Openings still to decide under each cap."""
        found = {}
        limits = self.scenario.caps["most"]
        for (route, area), most in zip(limits.index, limits, strict=True):
            for year in self.scenario.years:
                cap = (str(route), str(area), year)
                taken = sum(
                    self.counts(cap, choice)
                    for choice in self.decided
                    if self._rows[choice[0]]["standing"] == "committed"
                )
                found[cap] = max(int(most) - taken, 0)
        return found

    def counts(self, cap: Cap, choice: Choice) -> bool:
        """Whether a choice counts under a yearly cap."""
        row, (route, area, year) = self._rows[choice[0]], cap
        inside = row["route"] == route and area in ("", row["area"])
        return inside and year == choice[2]

    def _rests(self, chosen: Sequence[Choice]) -> bool:
        """No school grows twice within the years of rest, decided growth included."""
        grown: dict[str, list[int]] = {}
        for scheme, _, year in [*self.decided, *chosen]:
            row = self._rows[scheme]
            if row["kind"] == "special" and row["provision"] != scheme:
                grown.setdefault(row["provision"], []).append(year)
        return all(
            later - earlier >= self.scenario.costs["growth_rest_years"]
            for years in grown.values()
            for earlier, later in pairwise(sorted(years))
        )


def plan_with(scenario: Scenario, chosen: Sequence[Choice]) -> Plan:
    """The plan that adds these candidates to what is decided."""
    return oracle.plan_of(scenario, **{name: (size, y) for name, size, y in chosen})


def random_plan(scenario: Scenario, rng: np.random.Generator) -> Plan:
    """A plan within the rules."""
    return plan_with(scenario, Rules(scenario).draw(rng))


def with_more_hosts(scenario: Scenario, farther: tuple[float, ...]) -> Scenario:
    """Schools like the host ``h1``, so many minutes farther from every child."""
    first = scenario.schemes.index[scenario.schemes["host"] == "h1"]
    for number, minutes in enumerate(farther, start=3):
        names = {name: name.replace("host-1", f"host-{number}") for name in first}
        scenario = _with_copies(scenario, names, f"h{number}", minutes)
    return scenario


def _with_copies(
    scenario: Scenario, names: dict[str, str], host: str, farther: float
) -> Scenario:
    """Copies of schemes that are provisions of their own, under other names."""
    kept = list(names)
    schemes = scenario.schemes.loc[kept].rename(index=names)
    schemes = schemes.assign(provision=schemes.index, host=host)
    sizes = scenario.sizes.loc[kept].rename(index=names, level="scheme")
    ways = scenario.minutes[kept].rename(columns=names) + farther
    carried = scenario.transported[kept].rename(columns=names, level="id")
    return replace(
        scenario,
        schemes=pd.concat([scenario.schemes, schemes]),
        sizes=pd.concat([scenario.sizes, sizes]),
        ramp=pd.concat([scenario.ramp, scenario.ramp.loc[kept].rename(index=names)]),
        minutes=scenario.minutes.join(ways),
        road_km=scenario.road_km.join(ways * 38 / 60),
        transported=pd.concat([scenario.transported, carried], axis=1),
    )


def first_year_only(scenario: Scenario) -> Scenario:
    """The same scenario with one year, in which every scheme may open."""
    year = scenario.years[0]
    schemes = scenario.schemes.assign(earliest_year=year, latest_year=year)
    both = [scenario.base_year, year]
    return replace(
        scenario,
        years=(year,),
        demand=scenario.demand[both],
        demand_parts=scenario.demand_parts[both],
        stay_share=scenario.stay_share[[year]],
        move_up_share=scenario.move_up_share[[year]],
        open_places=scenario.open_places[both],
        across_border=scenario.across_border[both],
        carry_on=scenario.carry_on[[year]],
        schemes=schemes,
        funding=scenario.funding.loc[pd.IndexSlice[:, [year]], :] * 3,
    )
