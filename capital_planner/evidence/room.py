"""What a plan leaves of the money and of the yearly openings for a further base."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from capital_planner.evidence.further import Further
from capital_planner.evidence.reasons import MONEY, NOT_CHOSEN, OPENINGS, TOO_SOON
from capital_planner.evidence.whereabouts import BASE_ROUTE, Floats
from capital_planner.funding import MoneyLimits, limits
from capital_planner.objective import capital_spend
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario

PENNY = 0.01
Cap = tuple[str, str, int]


@dataclass
class Room:
    """Money and openings left, less what has been set aside so far.

    Attributes
    ----------
    dates
        First and last opening year and planning area of each scheme.
    capital_gbp
        By scheme and places; real, without contingency.
    money
        Cash left, a condition of ``funding.limits`` each: ``[N]``.
    openings
        Openings left by route, planning area (empty for the county) and year.
    a_pound
        Cash that a pound of a base's capital (real, without contingency) takes
        of each condition, by opening year.
    """

    dates: dict[str, tuple[int, int, str]]
    capital_gbp: dict[tuple[str, int], float]
    money: Floats
    openings: dict[Cap, int]
    a_pound: dict[int, Floats]

    def copy(self) -> "Room":
        """Give the same room, from which more can be set aside."""
        return replace(self, openings=dict(self.openings))

    def reason(self, base: Further, year: int) -> str:
        """Say why a base is not open by a year; set its room aside if it could be.

        Money is looked at before openings: a base that neither allows is one
        that the money does not reach.

        Returns
        -------
        str
            One of ``TOO_SOON``, ``MONEY``, ``OPENINGS``, ``NOT_CHOSEN``.
        """
        first, latest, area = self.dates[base.scheme]
        last = min(latest, year)
        if first > last:
            return TOO_SOON
        capital = self.capital_gbp[base.scheme, base.places]
        cash = {y: capital * self.a_pound[y] for y in range(first, last + 1)}
        paid = [y for y in cash if (cash[y] <= self._unspent + PENNY).all()]
        if not paid:
            return MONEY
        caps = {y: self._caps(area, y) for y in paid}
        free = [y for y in paid if all(self.openings[cap] > 0 for cap in caps[y])]
        if not free:
            return OPENINGS
        self.money = self.money - cash[free[0]]
        for cap in caps[free[0]]:
            self.openings[cap] -= 1
        return NOT_CHOSEN

    @property
    def _unspent(self) -> Floats:
        return np.maximum(self.money, 0.0)

    def _caps(self, area: str, year: int) -> list[Cap]:
        both = [(BASE_ROUTE, "", year), (BASE_ROUTE, area, year)]
        return [cap for cap in both if cap in self.openings]


def room_left(scenario: Scenario, plan: Plan) -> Room:
    """Find what a plan leaves, committed schemes charged first.

    The rules are ``within_the_money`` and ``yearly_caps`` of docs/model.md
    section 6.
    """
    money = limits(scenario)
    spend, capital = capital_spend(scenario, plan), scenario.sizes["capital_gbp"]
    committed = spend["committed"].to_numpy(bool)
    left = np.maximum(money.most - _charged(scenario, money, spend[committed]), 0.0)
    return Room(
        dates=_dates(scenario),
        capital_gbp=dict(zip(capital.index.tolist(), capital.tolist(), strict=True)),
        money=left - _charged(scenario, money, spend[~committed]),
        openings=_openings(scenario, plan),
        a_pound={year: _a_pound(scenario, money, year) for year in scenario.years},
    )


def _dates(scenario: Scenario) -> dict[str, tuple[int, int, str]]:
    table = scenario.schemes
    years = table[["earliest_year", "latest_year"]].to_numpy(int).tolist()
    named = zip(table.index, years, table["area"], strict=True)
    return {
        str(scheme): (first, last, str(area)) for scheme, (first, last), area in named
    }


def _charged(scenario: Scenario, money: MoneyLimits, spend: pd.DataFrame) -> Floats:
    """Cash of schemes that counts in each condition: ``[N]``."""
    names = spend.index.get_level_values("scheme")
    routes = scenario.schemes["route"].reindex(names).to_numpy(str)
    years = spend.index.get_level_values("year").to_numpy(int)
    return _in_cells(money, routes, years, spend["cash_gbp"].to_numpy(float))


def _a_pound(scenario: Scenario, money: MoneyLimits, opening: int) -> Floats:
    """Cash that a pound of a base's capital takes of each condition: ``[N]``."""
    costs, profile = scenario.costs, scenario.capital_profile
    years = opening + profile.index.to_numpy(int)
    growth = 1 + float(costs["construction_inflation"])
    cash = profile.to_numpy(float) * (1 + float(costs["contingency"]))
    cash = cash * growth ** (years - float(costs["price_year"]))
    return _in_cells(money, np.repeat(BASE_ROUTE, len(years)), years, cash)


def _in_cells(
    money: MoneyLimits, routes: np.ndarray, years: np.ndarray, cash: Floats
) -> Floats:
    """Sum cash over the cells of each condition; earlier counts in the first year."""
    route = pd.Index(money.routes).get_indexer(pd.Index(routes))
    first, last = money.years[0], money.years[-1]
    year = np.clip(years, first, last) - first
    total: Floats = money.cells[:, route, year].astype(float) @ cash
    return total


def _openings(scenario: Scenario, plan: Plan) -> dict[Cap, int]:
    chosen = scenario.schemes.join(plan.choices["opening_year"], how="inner")
    left: dict[Cap, int] = {}
    caps = scenario.caps["most"]
    for (route, area), most in zip(caps.index.tolist(), caps.tolist(), strict=True):
        inside = (chosen["route"] == route) & ((chosen["area"] == area) | (area == ""))
        opened = chosen.loc[inside.to_numpy(bool), "opening_year"].value_counts()
        for year in scenario.years:
            left[str(route), str(area), year] = int(most) - int(opened.get(year, 0))
    return left
