"""Pounds of an option as the audience may see them; exempt costs told by no sum."""

import math
from dataclasses import dataclass

import pandas as pd

from capital_planner.disclosure import exempt_schemes, shown_pounds
from capital_planner.funding import paid
from capital_planner.mapspec.story import REVENUE
from capital_planner.objective import capital_spend
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.telling import named
from capital_planner.papers.writing import money

CASH_NOTE = (
    "Capital is in the cash of the financial year it is spent in, with contingency "
    "and construction inflation. Schemes being built are left out: their money is "
    "spent whatever is decided."
)
NEAREST_NOTE = (
    "Pounds are to the nearest 0.1 million, one by one: a total can differ from the "
    "sum of its parts."
)
EXEMPT_NOTE = (
    "A cost that is exempt from publication is left out, and so is every sum that "
    "would tell it."
)
A_POUND = 1.0
"""Less than this is what sums of pennies leave over."""


@dataclass(frozen=True)
class Capital:
    """Capital of an option in pounds, cash; NaN where held back.

    Attributes
    ----------
    total_gbp
        Approved, and to decide.
    approved_gbp
        Of approved schemes.
    to_decide_gbp
        Of the schemes still to decide, and set aside for mainstream schools made
        accessible.
    """

    total_gbp: float
    approved_gbp: float
    to_decide_gbp: float


def capital(facts: Facts, option: Worked) -> Capital:
    """Capital of an option over all years."""
    spend, committed = scheme_spend(option)
    cash = spend.groupby(level="scheme").sum()
    exempt = _exempt(facts, option)
    mine = committed.reindex(cash.index).to_numpy(bool)
    aside = option.adaptations.cost_gbp
    return Capital(
        _told(facts, cash, exempt, aside),
        _told(facts, cash[mine], exempt),
        _told(facts, cash[~mine], exempt, aside),
    )


def _told(
    facts: Facts, cash: pd.Series, exempt: pd.Index, aside_gbp: float = 0.0
) -> float:
    if cash.index.isin(exempt).any():
        return math.nan
    return shown_pounds(float(cash.sum()) + aside_gbp, facts.audience)


def funded(option: Worked) -> float:
    """Money there is for an option, cash, after the top slice."""
    allocated = float(option.scenario.funding["allocation_gbp"].sum())
    return allocated + option.adaptations.cost_gbp


def set_aside(facts: Facts, option: Worked) -> tuple[str, ...]:
    """Say what an option sets aside for mainstream schools made accessible."""
    found = option.adaptations
    if not found.schools:
        return ()
    cost = money(shown_pounds(found.cost_gbp, facts.audience))
    many = "school is" if found.schools == 1 else "schools are"
    said = (
        f"With {named(option)} {found.schools:,} mainstream {many} made accessible, "
        f"for {cost} (a working assumption). They bring no specialist places. Their "
        "money is part of the capital; no year is stated for it, so it is in no "
        "year's allocation or spending, and in no whole cost."
    )
    return (said,)


def held_back(facts: Facts, option: Worked) -> bool:
    """Whether the option spends on a scheme whose cost the audience may not see."""
    spend, _ = scheme_spend(option)
    exempt = _exempt(facts, option)
    return bool(spend.index.get_level_values("scheme").isin(exempt).any())


def notes(facts: Facts, option: Worked) -> tuple[str, ...]:
    """Give the notes below a table of capital."""
    nearest = () if facts.restricted else (NEAREST_NOTE,)
    exempt = (EXEMPT_NOTE,) if held_back(facts, option) else ()
    return (CASH_NOTE, *nearest, *exempt, *set_aside(facts, option))


def scheme_spend(option: Worked) -> tuple[pd.Series, pd.Series]:
    """Cash by scheme and financial year, and which schemes are approved.

    Spending before the first funded year is charged to that year, as the pots pay
    for it.

    Returns
    -------
    tuple of pandas.Series
        Pounds, index ``(scheme, year)``; booleans, index ``scheme``.
    """
    spend = capital_spend(option.scenario, option.plan).reset_index()
    funded = option.scenario.funding.index.get_level_values("year")
    first = min(funded) if len(funded) else min(option.scenario.years)
    spend["year"] = spend["year"].clip(lower=int(first))
    cash = spend.groupby(["scheme", "year"])["cash_gbp"].sum()
    return cash, spend.groupby("scheme")["committed"].first()


def yearly(facts: Facts, option: Worked) -> pd.DataFrame:
    """Capital by financial year, as the audience may see it.

    Returns
    -------
    pandas.DataFrame
        Index ``year``; columns ``committed_gbp``, ``to_decide_gbp``, ``spent_gbp``,
        ``allocation_gbp``, ``not_paid_gbp`` (that no pot can pay) and ``left_gbp``
        (at the end of the year, carried forward; below 0 where approved schemes
        spend ahead of their money); NaN where it would tell an exempt cost.
    """
    spend, committed = scheme_spend(option)
    pots = by_pot(option)
    years = pots.index.unique("year").sort_values()
    approved = committed.reindex(spend.index.get_level_values("scheme")).to_numpy(bool)
    frame = pd.DataFrame(
        {
            "committed_gbp": _by_year(spend[approved], years),
            "to_decide_gbp": _by_year(spend[~approved], years),
            "spent_gbp": _by_year(spend, years),
            "allocation_gbp": _by_year(pots["allocation_gbp"], years),
        }
    )
    paid_for = _by_year(pots["spent_gbp"], years)
    unpaid = frame["spent_gbp"] - paid_for
    frame["not_paid_gbp"] = unpaid.where(unpaid > A_POUND, 0.0)
    frame["left_gbp"] = _by_year(pots["left_gbp"], years)
    exempt = spend.index.get_level_values("scheme").isin(_exempt(facts, option))
    exempt &= spend.to_numpy(float) > 0
    shown = frame.map(lambda pounds: shown_pounds(float(pounds), facts.audience))
    for name, part in (
        ("committed_gbp", exempt & approved),
        ("to_decide_gbp", exempt & ~approved),
        ("spent_gbp", exempt),
    ):
        told = spend.index[part].get_level_values("year")
        shown[name] = shown[name].mask(years.isin(told))
    after = years >= min(spend.index[exempt].get_level_values("year"), default=math.inf)
    totals = ["left_gbp", "not_paid_gbp"]
    shown[totals] = shown[totals].mask(pd.Series(after, index=years), axis=0)
    return shown


def _by_year(pounds: pd.Series, years: pd.Index) -> pd.Series:
    return pounds.groupby(level="year").sum().reindex(years).fillna(0.0)


def by_pot(option: Worked) -> pd.DataFrame:
    """Money of each pot by financial year, for the council alone.

    Returns
    -------
    pandas.DataFrame
        Index ``(pot, year)``; columns ``allocation_gbp``, ``spent_gbp``,
        ``left_gbp`` (at the end of the year, carried forward; below 0 where spent
        ahead of its money) and ``lapsed_gbp`` (not spent in time, and may not be
        carried forward).
    """
    scenario = option.scenario
    spend, _ = scheme_spend(option)
    route = scenario.schemes["route"].reindex(spend.index.get_level_values("scheme"))
    by_route = spend.groupby(
        [route.to_numpy(), spend.index.get_level_values("year")]
    ).sum()
    charged = paid(scenario, by_route.rename_axis(["route", "year"]))
    years = _years(option, spend)
    money = scenario.funding["allocation_gbp"]
    index = pd.MultiIndex.from_product(
        [money.index.unique("pot"), years], names=["pot", "year"]
    )
    frame = pd.DataFrame(index=index)
    frame["allocation_gbp"] = money.reindex(index).fillna(0.0)
    spent = charged.groupby(level=["pot", "year"]).sum()
    frame["spent_gbp"] = spent.reindex(index).fillna(0.0)
    rest = frame["allocation_gbp"] - frame["spent_gbp"]
    pot = index.get_level_values("pot")
    carried = scenario.pots["carry_forward"].reindex(pot).to_numpy(bool)
    frame["left_gbp"] = rest.groupby(level="pot").cumsum().where(carried, 0.0)
    frame["lapsed_gbp"] = rest.where(~carried, 0.0)
    return frame.round(2) + 0.0


def _years(option: Worked, spend: pd.Series) -> range:
    """Financial years from the first funded to the last with money or spending."""
    funded = option.scenario.funding.index.get_level_values("year")
    last_spent = spend.index.get_level_values("year")
    return range(min(funded), max(*funded, *last_spent, min(funded)) + 1)


def _exempt(facts: Facts, option: Worked) -> pd.Index:
    found = exempt_schemes(option.scenario, option.plan)
    return found[:0] if facts.restricted else found


def revenue(facts: Facts, option: Worked, year: int) -> float:
    """Place funding, top-up, independent fees and transport of a year.

    Returns
    -------
    float
        Real 2025 pounds, as the audience may see them.
    """
    row = option.measures.money.loc[[year], REVENUE]
    return shown_pounds(float(row.to_numpy().sum()), facts.audience)
