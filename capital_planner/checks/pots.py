"""Whether the pots can pay for what a plan spends, approved schemes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice, product

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.checks.decisions import chosen_schemes
from capital_planner.checks.ledger import broken
from capital_planner.errors import Problem
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Cell = tuple[str, int]
PENNY = 0.01


def within_the_money(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that every scheme is paid for by pots that may, in time."""
    books = _Books(scenario, plan)
    if books.unpaid > PENNY:
        found = (books.overspent(money) for money in books.sets)
        yield from islice(chain(books.barred(), filter(None, found)), 1)


@dataclass(frozen=True)
class _Books:
    """Cash by route and financial year, and the money that may pay for it."""

    scenario: Scenario
    plan: Plan

    @cached_property
    def years(self) -> range:
        """Financial years; what is spent outside is charged to the nearest."""
        funded = self.scenario.funding.index.get_level_values("year")
        return range(min(funded), max(*funded, *self.scenario.years) + 1)

    @cached_property
    def cash(self) -> pd.DataFrame:
        """Index route and year; columns ``committed`` and ``decided``, pounds."""
        first, last = self.years[0], self.years[-1]
        rows = []
        for scheme, row in chosen_schemes(self.scenario, self.plan).iterrows():
            if row["standing"] == "on_site":
                continue
            name = "committed" if row["standing"] == "committed" else "decided"
            for year, pounds in _cash(self.scenario, scheme, row).items():
                rows.append((row["route"], min(max(year, first), last), name, pounds))
        table = pd.DataFrame(rows, columns=["route", "year", "name", "pounds"])
        spent = table.pivot_table("pounds", ["route", "year"], "name", aggfunc="sum")
        return spent.reindex(columns=["committed", "decided"]).fillna(0.0)

    @cached_property
    def money(self) -> Floats:
        """Pounds of each row of ``Scenario.funding``."""
        return self.scenario.funding["allocation_gbp"].to_numpy(float)

    @cached_property
    def may_pay(self) -> Bools:
        """Whether money (column) may pay for cash (row)."""
        pots = self.scenario.pots.to_dict("index")
        return np.array(
            [
                [
                    (not pots[pot]["routes"] or route in pots[pot]["routes"])
                    and (paid == year or (paid < year and pots[pot]["carry_forward"]))
                    for pot, paid in self.scenario.funding.index
                ]
                for route, year in self.cash.index
            ],
            dtype=bool,
        ).reshape(len(self.cash), len(self.money))

    @property
    def payable(self) -> Bools:
        """Whether any money may pay for cash."""
        return np.asarray(self.may_pay.any(axis=1))

    @property
    def unpaid(self) -> float:
        """Least cash, approved schemes' included, that no pot can pay for."""
        spent = self.cash.sum(axis=1).to_numpy(float)
        pairs = np.argwhere(self.may_pay)
        if not len(pairs):
            return float(spent.sum())
        of_cash = pairs[:, 0] == np.arange(len(spent))[:, None]
        of_money = pairs[:, 1] == np.arange(len(self.money))[:, None]
        from scipy.optimize import linprog  # noqa: PLC0415 - half a second to load

        found = linprog(
            -np.ones(len(pairs)),
            np.vstack([of_cash, of_money]).astype(float),
            np.concatenate([spent, self.money]),
        )
        return float(spent.sum() + found.fun)

    @property
    def sets(self) -> Iterator[Bools]:
        """Sets of money that may be the only one to pay for some cash."""
        index = self.scenario.funding.index
        by_pot = []
        for pot, row in self.scenario.pots.iterrows():
            years = sorted(year for name, year in index if name == pot)
            runs = [years[:end] for end in range(len(years) + 1)]
            any_of = [combinations(years, size) for size in range(len(years) + 1)]
            own = runs if row["carry_forward"] else list(chain.from_iterable(any_of))
            by_pot.append([[(pot, year) for year in some] for some in own])
        for chosen in product(*by_pot):
            yield index.isin(list(chain.from_iterable(chosen)))

    def barred(self) -> Iterator[Problem]:
        """Find cash to decide that no pot may pay for, however much it holds."""
        cash = self.cash[~self.payable].reset_index()
        each = zip(cash["route"], cash["year"], cash["decided"], strict=True)
        for route, year, pounds in each:
            if pounds > PENNY:
                yield broken(
                    "within_the_money",
                    f"No pot may pay the {pounds:,.0f} pounds that schemes of route "
                    f"{route} spend in {year}-{(year + 1) % 100:02d}.",
                    "Choose other or later schemes, or let a pot pay for them.",
                    year,
                )

    def overspent(self, money: Bools) -> Problem | None:
        """Say where cash that only this money may pay for exceeds it, if it does."""
        own = self.payable & ~(self.may_pay & ~money).any(axis=1)
        paid = self.scenario.funding.index.get_level_values("year").to_numpy(int)
        spent = self.cash.index.get_level_values("year").to_numpy(int)
        for year in self.years:
            cells, used = own & (spent <= year), money & (paid <= year)
            if cells.any() and self._shared(cells):
                committed, decided = self.cash[cells].sum()
                there = float(self.money[used].sum())
                if decided > max(there - committed, 0.0) + PENNY:
                    return self._said(cells, year, there)
        return None

    def _shared(self, cells: Bools) -> bool:
        """Whether cash hangs together by the money that may pay for it."""
        from scipy.sparse.csgraph import (  # noqa: PLC0415 - a fifth of a second
            connected_components,
        )

        payers = self.may_pay[cells].astype(int)
        parts, _ = connected_components(payers @ payers.T, directed=False)
        return bool(parts == 1)

    def _said(self, cells: Bools, year: int, there: float) -> Problem:
        committed, decided = self.cash[cells].sum()
        left = max(there - committed, 0.0)
        alone = (
            "; the committed schemes alone exceed the allocation"
            if committed > there
            else ""
        )
        routes = sorted(self.cash.index[cells].unique("route"))
        of = f" of {', '.join(routes)}" if len(self.scenario.pots) > 1 else ""
        return broken(
            "within_the_money",
            f"By the end of {year}-{(year + 1) % 100:02d} the schemes to decide{of} "
            f"cost {decided:,.0f} pounds in cash, but {left:,.0f} of {there:,.0f} is "
            f"left after committed schemes{alone}.",
            "Choose smaller, fewer or later schemes, or enter more funding.",
            year,
        )


def _cash(scenario: Scenario, scheme: object, row: pd.Series) -> dict[int, float]:
    costs, ladder = scenario.costs, scenario.sizes["capital_gbp"]
    real = float(ladder[ladder.index.isin([(scheme, row["size"])])].sum())
    total = real * (1 + float(costs["contingency"]))
    growth = 1 + float(costs["construction_inflation"])
    cash: dict[int, float] = {}
    for offset, share in zip(
        scenario.capital_profile.index, scenario.capital_profile, strict=True
    ):
        year = int(row["opening"]) + int(offset)
        cash[year] = total * float(share) * growth ** (year - int(costs["price_year"]))
    return cash
