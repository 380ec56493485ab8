"""Money in pots: what each may pay for, and what they can pay for together."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.scenario.frames import Scenario

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
MOST_ROWS = 2_000
"""Conditions beyond which the pots are more than a plan can be searched under."""
MOST_SETS = 50_000
"""Sets of pots and years gone through to find the conditions."""
AHEAD, LATER = 1e-2, 1e-4
"""Of a pound paid: what it loses if spent ahead of its money, and if used last."""


@dataclass(frozen=True)
class MoneyLimits:
    """When pots can pay for spending by route and financial year.

    Every pot can pay its part exactly when, in every row, the spending of the
    row's cells is at most ``most`` (Hall's condition of a transportation problem).
    Where approved schemes alone exceed a row, nothing more may be added in it.

    Attributes
    ----------
    routes, years
        Routes of the scenario's schemes, and financial years from the first
        funded to the last of any; what is spent before is charged to the first.
    cells
        Spending that counts in each row: ``[N, routes, years]``.
    most
        Pounds, cash: ``[N]``.
    about
        Years of each row, and its pots where there are several, in words.
    """

    routes: tuple[str, ...]
    years: tuple[int, ...]
    cells: Bools
    most: Floats
    about: tuple[str, ...]


def total(funding: pd.DataFrame) -> pd.DataFrame:
    """Allocation of all pots together.

    Returns
    -------
    pandas.DataFrame
        Index ``year`` (financial), column ``allocation_gbp``.
    """
    return funding.groupby(level="year")[["allocation_gbp"]].sum()


def limits(scenario: Scenario) -> MoneyLimits:
    """Conditions under which the pots can pay for what a plan spends.

    A pot pays for a route it is eligible for, in the year of its money or, where
    it carries forward, in any later one. A set of money (of a pot that carries
    forward: its years up to one; of another: any years) must suffice for the
    spending that no other money may pay for. Rows that follow from others are
    left out; one pot that carries forward leaves cumulative spending by year.

    Raises
    ------
    DataError
        If the pots make more than ``MOST_ROWS`` conditions.
    """
    funded = scenario.funding.index.get_level_values("year").to_numpy(int)
    years = tuple(range(funded.min(), max(funded.max(), *scenario.years) + 1))
    routes = tuple(map(str, scenario.schemes["route"].unique()))
    pots = _pots(scenario)
    payers = np.concatenate([pot.payers(routes, years) for pot in pots], axis=1)
    sets = _money_sets(pots)
    covered, most = _tightest(payers, sets, np.concatenate([pot.money for pot in pots]))
    whole = np.array([_connected(payers[row]) for row in covered], dtype=bool)
    # Sums go first: one of their parts may be implied by the sum alone.
    covered, most = covered[whole], most[whole]
    kept = _undominated(covered, most)
    cells = covered[kept].reshape(-1, len(routes), len(years))
    several = len(pots) > 1
    about = tuple(
        _years_of(cell, years) + (_pots_of(row, payers, pots) if several else "")
        for cell, row in zip(cells, covered[kept], strict=True)
    )
    return MoneyLimits(routes, years, cells, most[kept], about)


def paid(scenario: Scenario, spent: pd.Series) -> pd.Series:
    """Charge spending to the pots that may pay for it, as much as they can together.

    As little as can be is spent ahead of its money, as approved schemes may be. Money
    that would lapse is used first, then that of pots for the fewest routes, then the
    oldest: one way of several; the accounts of a council may differ.

    Parameters
    ----------
    spent
        Pounds, cash: index ``(route, year)``, financial years none of which is
        before the first funded.

    Returns
    -------
    pandas.Series
        Pounds: index ``(pot, funded, route, year)``, of money of the financial
        year ``funded`` spent in ``year``.
    """
    money, pots = scenario.funding["allocation_gbp"], scenario.pots.to_dict("index")
    pairs = [
        (pot, funded, route, year)
        for pot, funded in sorted(money.index, key=lambda at: _first_used(pots, *at))
        for route, year in spent.index
        if (not pots[pot]["routes"] or route in pots[pot]["routes"])
        and (funded == year or pots[pot]["carry_forward"])
    ]
    names = ["pot", "funded", "route", "year"]
    if not pairs:
        empty = pd.MultiIndex.from_arrays([[]] * 4, names=names)
        return pd.Series(index=empty, dtype=float)
    index = pd.MultiIndex.from_tuples(pairs, names=names)
    return pd.Series(_most_paid(index, money, spent), index=index)


def _first_used(
    pots: Mapping[Hashable, Mapping[Hashable, Any]], pot: str, funded: int
) -> tuple[bool, float, int]:
    """Order in which money is used."""
    routes = len(pots[pot]["routes"]) or np.inf
    return bool(pots[pot]["carry_forward"]), routes, funded


def _most_paid(index: pd.MultiIndex, money: pd.Series, spent: pd.Series) -> Floats:
    """Pay the most; of that the least ahead, then with money first in the index."""
    from scipy.optimize import linprog  # noqa: PLC0415 - half a second to load

    source = money.index.get_indexer(index.droplevel(["route", "year"]))
    use = spent.index.get_indexer(index.droplevel(["pot", "funded"]))
    funded = index.get_level_values("funded").to_numpy(int)
    ahead = funded > index.get_level_values("year").to_numpy(int)
    order = pd.factorize(source)[0] / len(money)
    cells = [source == np.arange(len(money))[:, None]]
    cells += [use == np.arange(len(spent))[:, None]]
    most = np.concatenate([money.to_numpy(float), spent.to_numpy(float)])
    found = linprog(
        ahead * AHEAD + order * LATER - 1.0, np.vstack(cells).astype(float), most
    )
    return np.asarray(found.x, dtype=float)


@dataclass(frozen=True)
class _Pot:
    """Pots that pay for the same: routes (empty for all), years and pounds."""

    name: str
    routes: tuple[str, ...]
    carry_forward: bool
    years: npt.NDArray[np.int_]
    money: Floats

    def payers(self, routes: Sequence[str], years: Sequence[int]) -> Bools:
        """Whether each year's money pays for each route and year: ``[R Y, years]``."""
        spent = np.array(years)[:, None]
        timely = spent >= self.years if self.carry_forward else spent == self.years
        eligible = np.array(
            [not self.routes or route in self.routes for route in routes]
        )
        both: Bools = np.logical_and(eligible[:, None, None], timely)
        return both.reshape(-1, len(self.years))

    @property
    def sets(self) -> list[tuple[bool, ...]]:
        """Sets of years that may be the only ones to pay for something."""
        count = len(self.years)
        if self.carry_forward:
            return [(True,) * n + (False,) * (count - n) for n in range(count + 1)]
        return list(product([False, True], repeat=count))

    @property
    def set_count(self) -> int:
        """How many ``sets`` there are."""
        return len(self.years) + 1 if self.carry_forward else 2 ** len(self.years)


def _pots(scenario: Scenario) -> list[_Pot]:
    """Pots, those for the same routes together."""
    pots, money = scenario.pots, scenario.funding["allocation_gbp"]
    groups: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for name in money.index.unique("pot"):
        routes = tuple(sorted(pots.loc[[name], "routes"].iloc[0]))
        carry = bool(pots.loc[[name], "carry_forward"].iloc[0])
        groups.setdefault((routes, carry), []).append(str(name))
    found = []
    for (routes, carry), names in groups.items():
        own = money[money.index.get_level_values("pot").isin(names)]
        by_year = own.groupby(level="year").sum().sort_index()
        years, pounds = by_year.index.to_numpy(int), by_year.to_numpy(float)
        found.append(_Pot(" and ".join(names), routes, carry, years, pounds))
    return found


def _money_sets(pots: Sequence[_Pot]) -> Bools:
    """Every set of money that may be the only one to pay: a row a set."""
    if prod(pot.set_count for pot in pots) > MOST_SETS:
        raise DataError([_too_many()])
    sets = product(*(pot.sets for pot in pots))
    return np.array([[year for own in one for year in own] for one in sets], dtype=bool)


def _too_many() -> Problem:
    return Problem(
        f"The pots make more than {MOST_ROWS:,} conditions on spending.",
        "Put together pots that pay for the same, or let them carry forward.",
        file="funding.csv",
        column="pot",
    )


def _tightest(payers: Bools, sets: Bools, money: Floats) -> tuple[Bools, Floats]:
    """Spending that only a set of money pays for, and the least money of such a set.

    What no pot may pay for is a row of its own, with no money.
    """
    payable = np.asarray(payers.any(axis=1))
    outside = payers.astype(float) @ (~sets).T.astype(float)
    only = ((outside == 0) & payable[:, None]).T
    covered, which = np.unique(only, axis=0, return_inverse=True)
    most = np.full(len(covered), np.inf)
    np.minimum.at(most, which.ravel(), sets @ money)
    covered, most = np.vstack([covered, ~payable]), np.append(most, 0.0)
    some = covered.any(axis=1)
    if int(some.sum()) > MOST_ROWS:
        raise DataError([_too_many()])
    return covered[some], most[some]


def _undominated(covered: Bools, most: Floats) -> npt.NDArray[np.intp]:
    """Rows that no other row implies alone: more spending within no more money."""
    beyond = covered.astype(float) @ (~covered).T.astype(float)
    implied = (beyond == 0) & (most[:, None] >= most)
    np.fill_diagonal(implied, val=False)
    return np.flatnonzero(~implied.any(axis=1))


def _connected(payers: Bools) -> bool:
    """Whether spending shares money; if not, the row is the sum of others."""
    reached = payers[:1].any(axis=0)
    while True:
        rows = (payers & reached).any(axis=1)
        wider = payers[rows].any(axis=0)
        if (wider == reached).all():
            return bool(rows.all()) or not payers.any()
        reached = wider


def _years_of(cells: Bools, years: Sequence[int]) -> str:
    spent = np.array(years)[cells.any(axis=0)]
    if spent[0] == years[0]:
        return f"to the financial year {spent[-1]}"
    return f"in the financial years {spent[0]} to {spent[-1]}"


def _pots_of(row: Bools, payers: Bools, pots: Sequence[_Pot]) -> str:
    starts = np.cumsum([0, *(len(pot.years) for pot in pots)])
    used = np.asarray(payers[row].any(axis=0))
    names = [
        pot.name
        for pot, start, end in zip(pots, starts[:-1], starts[1:], strict=True)
        if used[start:end].any()
    ]
    return f", {' and '.join(names) or 'no pot'}"
