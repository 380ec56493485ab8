"""The relaxation of a plan as one linear program, written from the frames.

Children choose a setting at least cost to the authority with all years in
sight; options are built in part, one host at most once; places, money and yearly
caps hold. Nothing here shares code with the optimiser: the optimum is what the
best place prices prove, and the prices are the program's duals.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import coo_array

from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from optimiser.bound import Bound, PlacePrices
from tests import oracle
from tests.optimiser.drawn import Choice, Rules

Terms = dict[Any, float]


@dataclass(frozen=True)
class Relaxed:
    """Least cost of the relaxation, and what a little more of each row is worth."""

    cost: float
    duals: dict[Any, float]

    def prices(self, bound: Bound) -> PlacePrices:
        """The duals, laid out as the bound has them."""
        scenario = bound.problem.scenario
        place = [
            [self.duals["places", name, year] for year in scenario.years]
            for name in bound.problem.columns
        ]
        limit = [self.duals[name] for name in bound.limits.names]
        return PlacePrices(np.array(place), np.array(limit))


class Relaxation:
    """Builds the program row by row."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._rules = Rules(scenario)
        on_offer = [choice for menu in self._rules.menu.values() for choice in menu]
        everything = [*self._rules.decided, *on_offer]
        self._settings = oracle._settings(scenario, _plan(everything))
        self._cost: Terms = defaultdict(float)
        self._equal: list[tuple[Terms, float]] = []
        self._most: dict[Any, tuple[Terms, float]] = {}
        self._constant = 0.0
        self._there: dict[oracle.Row, Terms] = {
            row: {(): number} for row, number in oracle._base(scenario).items()
        }

    def solve(self) -> Relaxed:
        """The optimum and its duals."""
        for year in self._scenario.years:
            self._place(year)
        self._build()
        return self._solved()

    def _place(self, year: int) -> None:
        """Who is where in one year: kept, carried on, and newly placed."""
        inside = {row: {("there", row, year): 1.0} for row in self._rows_of(year)}
        kept = self._kept(year)
        for group in self._scenario.demand.index:
            self._enter(group, year, inside, kept)
        for name in self._settings:
            self._most["places", name, year] = ({}, self._places(name, year))
        for row, terms in inside.items():
            _add(self._cost, terms, self._child_cost(row) * self._discount(year))
            _add(self._most["places", row[3], year][0], terms, 1.0)
        self._there = inside

    def _enter(
        self,
        group: Any,
        year: int,
        inside: dict[oracle.Row, Terms],
        kept: dict[oracle.Row, Terms],
    ) -> None:
        """Children of one group who do not keep a place are placed anew."""
        pool: Terms = {(): oracle.at(self._scenario.demand, group, year)}
        for row, terms in kept.items():
            if row[:3] == group:
                _add(pool, terms, -1.0)
        entering: dict[str, Terms] = defaultdict(dict)
        for tier, state in oracle.TIERS.items():
            self._divide(group, year, (tier, state), pool, entering)
        for row, terms in inside.items():
            if row[:3] == group:
                balance = dict(terms)
                _add(balance, kept.get(row, {}), -1.0)
                _add(balance, entering[row[3]], -1.0)
                self._equal.append((balance, 0.0))

    def _rows_of(self, year: int) -> list[oracle.Row]:
        """Every group and setting that suits it, and those already there."""
        there = set(self._kept(year))
        for zone, need, phase in self._scenario.demand.index:
            for name, setting in self._settings.items():
                if need in setting["takes"] and phase in setting["phases"]:
                    there.add((zone, need, phase, name))
        return sorted(there)

    def _kept(self, year: int) -> dict[oracle.Row, Terms]:
        scenario = self._scenario
        kept: dict[oracle.Row, Terms] = defaultdict(lambda: defaultdict(float))
        for row, terms in self._there.items():
            zone, need, phase, name = row
            group, setting = (zone, need, phase), self._settings[name]
            _add(kept[row], terms, oracle.at(scenario.stay_share, group, year))
            after = oracle.ORDER[oracle.ORDER.index(phase) + 1 :][:1]
            suits = need in setting["takes"] and after and after[0] in setting["phases"]
            if suits and setting["kind"] in scenario.carry_on.index:
                up = oracle.at(scenario.move_up_share, group, year)
                up *= oracle.at(scenario.carry_on, setting["kind"], year)
                _add(kept[zone, need, after[0], name], terms, up)
        return dict(kept)

    def _divide(
        self,
        group: Any,
        year: int,
        tier: tuple[str, Any],
        pool: Terms,
        entering: dict[str, Terms],
    ) -> None:
        """Children of one tier go where they may, or a place is still needed."""
        (_, need, phase), (name_of_tier, state) = group, tier
        share = oracle.at(self._scenario.tier_share, (need, phase), name_of_tier)
        short = ("short", group, name_of_tier, year)
        unplaced = self._scenario.prices.unplaced_gbp
        self._cost[short] += unplaced * self._discount(year)
        row: Terms = {short: 1.0}
        for name, setting in self._settings.items():
            may = setting["kind"] not in oracle.STATE or setting["kind"] in state
            if may and need in setting["takes"] and phase in setting["phases"]:
                variable = ("enter", group, name_of_tier, name, year)
                row[variable] = 1.0
                entering[name][variable] = 1.0
        _add(row, pool, -share)
        self._equal.append((row, 0.0))

    def _child_cost(self, row: oracle.Row) -> float:
        """Pounds a year for one child, with those from mainstream beside."""
        parts = oracle._of_child(self._scenario, self._settings, row)
        mainstream = self._mainstream(row[3])
        return sum(parts.values()) + parts["top_up"] * mainstream / (1 - mainstream)

    def _mainstream(self, name: str) -> float:
        new = self._settings[name]["new"]
        return float(self._scenario.costs["from_mainstream"]) if new else 0.0

    def _places(self, name: str, year: int) -> float:
        """Places open with nothing more decided, or the base year's children."""
        plan = _plan(self._rules.decided)
        places = oracle.places_open(self._scenario, plan, name, year)
        places *= 1 - self._mainstream(name)
        there = oracle._base(self._scenario)
        for later in range(self._scenario.years[0], year + 1):
            there = oracle._kept(self._scenario, self._settings, there, later)
        left = sum(number for row, number in there.items() if row[3] == name)
        return max(places, left)

    def _discount(self, year: float) -> float:
        costs = self._scenario.costs
        return float(1 / (1 + costs["discount_rate"]) ** (year - costs["price_year"]))

    def _build(self) -> None:
        """Options in part: places they add, what they cost, and the rules."""
        rules = self._rules
        for number in rules.money_that_matters:
            left = float(rules.money_left[number])
            self._most[rules.money_name(number)] = ({}, left)
        for cap, most in rules.caps_left.items():
            self._most[rules.cap_name(cap)] = ({}, float(most))
        for host, menu in rules.menu.items():
            self._most["host", host] = ({("built", o): 1.0 for o in menu}, 1.0)
            for choice in menu:
                self._offer(choice)
        self._constant += sum(self._fixed(choice) for choice in rules.decided)
        for name in self._scenario.provisions.index:
            for year in self._scenario.years:
                places = oracle.at(self._scenario.open_places, name, year)
                self._constant += places * self._funding(str(name), year)

    def _offer(self, choice: Choice) -> None:
        """One option: its cost, and what it takes of the money and the caps."""
        built, rules = ("built", choice), self._rules
        self._cost[built] += self._fixed(choice)
        self._supply(choice)
        so_far = np.cumsum(rules.cash(choice))
        for number in rules.money_that_matters:
            self._most[rules.money_name(number)][0][built] = float(so_far[number])
        for cap in rules.caps_left:
            if rules.counts(cap, choice):
                self._most[rules.cap_name(cap)][0][built] = 1.0

    def _funding(self, name: str, year: int) -> float:
        kind = self._settings[name]["kind"]
        rate = oracle.at(self._scenario.running, kind, "place_funding_gbp")
        return rate * self._discount(year)

    def _supply(self, choice: Choice) -> None:
        name = str(self._scenario.schemes.loc[choice[0], "provision"])
        for year in self._scenario.years:
            places = self._open(choice, year) * (1 - self._mainstream(name))
            self._most["places", name, year][0]["built", choice] = -places

    def _open(self, choice: Choice, year: int) -> float:
        scheme, places, opening = choice
        if year < opening:
            return 0.0
        return places * oracle.at(self._scenario.ramp, scheme, min(year - opening, 2))

    def _fixed(self, choice: Choice) -> float:
        """Capital and place funding of an option, present value."""
        scenario, (scheme, places, opening) = self._scenario, choice
        schemes, costs = scenario.schemes, scenario.costs
        name = str(schemes.loc[scheme, "provision"])
        total = 0.0
        for year in scenario.years:
            total += self._open(choice, year) * self._funding(name, year)
        if schemes.loc[scheme, "standing"] == "on_site":
            return total
        capital = oracle.at(scenario.sizes, (scheme, places), "capital_gbp")
        for after, share in scenario.capital_profile.items():
            spent = max(opening + int(str(after)), costs["price_year"])
            total += (
                capital * (1 + costs["contingency"]) * share * self._discount(spent)
            )
        return total

    def _solved(self) -> Relaxed:
        known = {*self._cost}
        for terms, _ in [*self._equal, *self._most.values()]:
            known |= set(terms)
        number = {name: n for n, name in enumerate(sorted(known - {()}, key=repr))}
        names = list(self._most)
        equal, level = _matrix(self._equal, number)
        most, limit = _matrix([self._most[name] for name in names], number)
        cost = np.zeros(len(number))
        for name, pounds in self._cost.items():
            if name != ():
                cost[number[name]] = pounds
        found = linprog(cost, most, limit, equal, level, method="highs")
        assert found.status == 0, found.message
        worth = -np.asarray(found.ineqlin.marginals)
        return Relaxed(
            float(found.fun or 0.0) + self._constant + self._cost.get((), 0.0),
            {name: max(float(p), 0.0) for name, p in zip(names, worth, strict=True)},
        )


def _plan(choices: list[Choice]) -> Plan:
    rows = {scheme: (places, year) for scheme, places, year in choices}
    columns = ["places", "opening_year"]
    return Plan(pd.DataFrame.from_dict(rows, orient="index", columns=columns))


def _add(into: Terms, terms: Terms, times: float) -> None:
    for name, factor in terms.items():
        into[name] = into.get(name, 0.0) + times * factor


def _matrix(
    rows: list[tuple[Terms, float]], number: dict[Any, int]
) -> tuple[Any, np.ndarray]:
    """Rows as a sparse matrix; what is known already moves to the right."""
    entries = [
        (n, number[name], factor)
        for n, (terms, _) in enumerate(rows)
        for name, factor in terms.items()
        if name != ()
    ]
    right = np.array([level - terms.get((), 0.0) for terms, level in rows])
    row, column, factor = zip(*entries, strict=True)
    shape = (len(rows), len(number))
    return coo_array((factor, (row, column)), shape=shape).tocsr(), right
