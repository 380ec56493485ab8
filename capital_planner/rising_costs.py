"""What no longer fits within the money when every scheme costs more."""

import numpy as np

from capital_planner.funding import Floats, MoneyLimits, limits
from capital_planner.objective import capital_spend
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

PENNY = 0.01


def first_left_out(scenario: Scenario, plan: Plan, times: float) -> tuple[str, ...]:
    """Schemes of a plan that the pots cannot pay for when costs rise.

    Approved schemes are paid first, whatever they cost. The others follow in order
    of opening, larger schemes first, each where the pots can still pay for it.

    Parameters
    ----------
    times
        New cost of every scheme over its cost, such as 1.25.

    Returns
    -------
    tuple of str
        Ids, in the order in which they are come to.
    """
    money = limits(scenario)
    spend = _cells(scenario, plan, money, times)
    standing = scenario.schemes["standing"].to_dict()
    used = np.zeros((len(money.routes), len(money.years)))
    for name, cells in spend.items():
        if standing[name] == "committed":
            used = used + cells
    room = np.maximum(money.most, _counted(money, used))
    larger_first = plan.choices.sort_values("places", ascending=False)
    left_out = []
    for name in larger_first.sort_values("opening_year", kind="stable").index:
        if name not in spend or standing[name] == "committed":
            continue
        if (_counted(money, used + spend[name]) <= room + PENNY).all():
            used = used + spend[name]
        else:
            left_out.append(str(name))
    return tuple(left_out)


def _counted(money: MoneyLimits, spent: Floats) -> Floats:
    """Spending that counts in each condition."""
    counted: Floats = (money.cells * spent).sum(axis=(1, 2))
    return counted


def _cells(
    scenario: Scenario, plan: Plan, money: MoneyLimits, times: float
) -> dict[str, Floats]:
    """Cash of each scheme by route and financial year, as the conditions count it."""
    first, last = money.years[0], money.years[-1]
    route = scenario.schemes["route"].astype(str).to_dict()
    spend = capital_spend(scenario, plan).reset_index()
    spend["year"] = spend["year"].clip(first, last)
    found: dict[str, Floats] = {}
    for row in spend.to_dict("records"):
        cells = np.zeros((len(money.routes), len(money.years)))
        at = money.routes.index(route[row["scheme"]])
        cells[at, int(row["year"]) - first] = float(row["cash_gbp"]) * times
        found[str(row["scheme"])] = found.get(str(row["scheme"]), 0.0) + cells
    return found
