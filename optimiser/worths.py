"""What one more host, or one more of what a rule allows, is worth."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from optimiser.fitting import Fitting
from optimiser.ground import Ground
from optimiser.limits import limits_of
from optimiser.problem import Array
from optimiser.rules import rows_of
from optimiser.settling import Effort, best_of
from optimiser.why import over, with_scheme

GROUP = ["district", "route", "needs", "phases"]
MONEY = "within_the_money"
OPENINGS = "yearly_caps"
UNITS: Mapping[str, float] = {MONEY: 100_000.0}
"""One more of a rule; 1 where nothing else is said."""
WORTH_NAMING_GBP = 1_000.0
"""Pounds a unit from which a rule is said to bind."""


def worths(ground: Ground, best: int, effort: Effort) -> pd.DataFrame:
    """Find what one host more is worth, by district, route, needs and phases.

    Of each group the option worth most, of hosts that the plan does not use.

    Parameters
    ----------
    best
        Groups worth most for which the plan is also re-solved with that scheme
        in it.

    Returns
    -------
    pandas.DataFrame
        Index ``(district, route, needs, phases)``, those worth most first.
        From prices, present value in pounds: ``places_worth_gbp``, less
        ``cost_gbp`` (capital and place funding), ``money_gbp`` (what its cash
        is worth elsewhere), ``openings_gbp`` (its opening, the same) and
        ``other_rules_gbp``, is ``worth_gbp``. ``hosts`` that could take it,
        ``scheme``, ``places`` and ``opening_year`` of the best. Re-solved:
        ``re_solved_gbp``, by how much the best plan found with it costs more
        (below 0: less), NaN where not looked for or none was found; ``tried``
        plans assessed.
    """
    table = _table(ground)
    table = table.sort_values("worth_gbp", ascending=False, kind="stable")
    hosts = table.groupby(GROUP)["host"].nunique().rename("hosts")
    first = table.drop_duplicates(GROUP).set_index(GROUP).drop(columns="host")
    first = first.join(hosts)
    return first.assign(**_re_solved(ground, first["scheme"].head(best), first, effort))


def _re_solved(
    ground: Ground, schemes: pd.Series, table: pd.DataFrame, effort: Effort
) -> dict[str, Array]:
    cost, tried = np.full(len(table), np.nan), np.zeros(len(table), dtype=int)
    for row, scheme in enumerate(schemes):
        found = with_scheme(ground, str(scheme), effort)
        if found is not None:
            cost[row], tried[row] = found.compared.cost_gbp, found.tried
    return {"re_solved_gbp": cost, "tried": tried}


def _table(ground: Ground) -> pd.DataFrame:
    """Give each option of a host that the plan does not use its worth, in parts."""
    options, schemes = ground.options, ground.scenario.schemes
    free = ground.free[
        ~np.isin(options.host[ground.free], options.host[ground.chosen])
        & options.supply[ground.free].any(axis=1)
        & options.more[ground.free]
    ]
    uses = ground.limits.uses[ground.row[free]]
    rules = np.array([rule for rule, _ in ground.limits.names], dtype=object)
    charged = {
        name: uses[:, rows] @ ground.limit_gbp[rows]
        for name, rows in {
            "money_gbp": rules == MONEY,
            "openings_gbp": rules == OPENINGS,
            "other_rules_gbp": ~np.isin(rules, [MONEY, OPENINGS]),
        }.items()
    }
    rows = schemes.iloc[options.scheme[free]]
    return pd.DataFrame(
        {
            "district": rows["district"].to_numpy(),
            "route": rows["route"].to_numpy(),
            "needs": rows["needs"].map(" ".join).to_numpy(),
            "phases": rows["phases"].map(" ".join).to_numpy(),
            "host": options.host[free],
            "scheme": rows.index.astype(str),
            "places": options.places[free],
            "opening_year": options.year[free],
            "places_worth_gbp": ground.worth[free] + options.fixed_gbp[free],
            "cost_gbp": options.fixed_gbp[free],
            **charged,
            "worth_gbp": ground.net[free],
        }
    )


def _relaxed(ground: Ground, name: tuple[str, str], more: float) -> Ground:
    """Give one condition more, and offer what it alone kept out of every plan."""
    out = np.zeros(len(ground.options), dtype=bool)
    every = np.arange(len(out))
    for row in rows_of(ground.scenario, ground.options):
        extra = more if (row.rule, row.about) == name else 0.0
        if (row.uses >= 0).all():
            out |= over(replace(row, most=row.most + extra), every)
    options = replace(ground.options, barred=out & ground.options.undecided)
    limits = limits_of(ground.scenario, options)
    given = np.array([more if known == name else 0.0 for known in limits.names])
    return replace(
        ground,
        assessor=replace(ground.assessor, options=options),
        limits=replace(limits, most=limits.most + given),
    )


def _used(ground: Ground) -> Array:
    """Sum what the plan takes of each condition, its barred options too: ``[N]``."""
    rows = rows_of(ground.scenario, ground.options)
    taken = {(row.rule, row.about): row.uses[ground.mine].sum() for row in rows}
    used: Array = np.array([taken[name] for name in ground.limits.names], dtype=float)
    return used


def binding_rules(ground: Ground, best: int, effort: Effort) -> pd.DataFrame:
    """List the rules with a price: what one more of each is worth.

    Parameters
    ----------
    best
        Rules with the highest prices for which the plan is also re-solved with
        one unit more.

    Returns
    -------
    pandas.DataFrame
        A row a rule, the dearest first: ``rule``, ``about``, ``unit`` (pounds
        of cash for money, else 1), ``price_gbp`` (present value of one unit
        more, from prices), ``most`` (what there is), ``used`` by the plan, and
        ``re_solved_gbp`` and ``tried`` as in ``worths``.
    """
    limits = ground.limits
    unit = np.array([UNITS.get(rule, 1.0) for rule, _ in limits.names])
    price = ground.limit_gbp * unit
    rows = np.flatnonzero(price >= WORTH_NAMING_GBP)
    rows = rows[np.argsort(-price[rows], kind="stable")]
    used = _used(ground)
    cost, tried = np.full(len(rows), np.nan), np.zeros(len(rows), dtype=int)
    for number, row in enumerate(rows[:best]):
        fitting = Fitting(_relaxed(ground, limits.names[row], float(unit[row])))
        found = best_of(ground, fitting.near(), effort)
        if found is not None:
            cost[number], tried[number] = found.compared.cost_gbp, found.tried
    return pd.DataFrame(
        {
            "rule": [limits.names[row][0] for row in rows],
            "about": [limits.names[row][1] for row in rows],
            "unit": unit[rows],
            "price_gbp": price[rows],
            "most": limits.most[rows],
            "used": used[rows],
            "re_solved_gbp": cost,
            "tried": tried,
        }
    )
