"""Choosing options by their worth within the rules: a small integer programme.

Each rule of docs/model.md section 6 is one function named after its sentence.
CP-SAT on whole numbers only: on continuous variables it answers wrongly
without a word when called through MathOpt.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from capital_planner.scenario import Scenario
from optimiser.options import Options, allocation
from optimiser.problem import Array
from optimiser.rules import caps_of

CASH_UNIT_GBP = 100
"""Cash is rounded up, and money down, to whole hundreds of pounds."""
PLENTY = 1e12
"""More hundreds of pounds than any authority has: keeps whole numbers small."""


@dataclass(frozen=True)
class Menu:
    """Candidate options that a choice is made from.

    Attributes
    ----------
    options
        Options, one host standing for others alike.
    pick
        Numbers of the candidate options on the menu: ``[M]``.
    copies
        How many hosts each host number stands for: ``[H]``.
    most
        Most schemes that may share a column: ``[S]``.
    scenario
        The scenario they belong to.
    """

    options: Options
    pick: Array
    copies: Array
    most: Array
    scenario: Scenario


Rule = Callable[[cp_model.CpModel, list[cp_model.IntVar], Menu], None]


def one_scheme_a_host(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """Open a scheme once in one size, and at most one at a school."""
    _at_most(model, chosen, menu.options.host[menu.pick], menu.copies)


def no_market_is_flooded(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """Let only a few schemes share a column: a worth holds for the first ones."""
    _at_most(model, chosen, menu.options.column[menu.pick], menu.most)


def _at_most(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], group: Array, most: Array
) -> None:
    for number in np.unique(group):
        alike = sum(chosen[i] for i in np.flatnonzero(group == number))
        model.add(alike <= int(most[number]))


def yearly_caps(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """Open at most so many a year in the county and in a planning area."""
    caps = caps_of(menu.scenario, menu.options)
    place = np.full(len(menu.options), -1)
    place[menu.options.candidate] = np.arange(int(menu.options.candidate.sum()))
    uses = caps.uses[place[menu.pick]]
    for cap in range(uses.shape[1]):
        counted = np.flatnonzero(uses[:, cap])
        if len(counted):
            model.add(sum(chosen[i] for i in counted) <= int(caps.most[cap]))


def within_the_money(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """Keep cumulative cash within the allocation, committed schemes first."""
    cash = np.ceil(menu.options.cash_gbp[menu.pick] / CASH_UNIT_GBP).astype(np.int64)
    cumulative = cash.cumsum(axis=1)
    left = np.floor(money_left(menu.options, menu.scenario) / CASH_UNIT_GBP)
    for year, most in enumerate(np.minimum(left, PLENTY).astype(np.int64)):
        spending = [
            int(amount) * variable
            for amount, variable in zip(cumulative[:, year], chosen, strict=True)
            if amount
        ]
        if spending:
            model.add(sum(spending) <= int(most))


RULES: tuple[Rule, ...] = (
    one_scheme_a_host,
    no_market_is_flooded,
    yearly_caps,
    within_the_money,
)


def money_left(options: Options, scenario: Scenario) -> Array:
    """Cumulative money by financial year that committed schemes leave: ``[Y]``."""
    spent = options.cash_gbp[options.committed].sum(axis=0).cumsum()
    left: Array = np.maximum(allocation(options, scenario) - spent, 0.0)
    return left


def choose(menu: Menu, worth: Array, *, effort: float, seed: int) -> Array:
    """Choose the options within the rules that are worth most together.

    Parameters
    ----------
    worth
        Pounds saved by each option on the menu: ``[M]``.
    effort
        Most deterministic time (about seconds, the same on every machine).

    Returns
    -------
    Array
        Numbers of the options chosen, one as often as it is built.
    """
    good = np.flatnonzero(worth > 0)
    menu = replace(menu, pick=menu.pick[good])
    model = cp_model.CpModel()
    most = menu.copies[menu.options.host[menu.pick]]
    chosen = [model.new_int_var(0, int(copies), "") for copies in most]
    for rule in RULES:
        rule(model, chosen, menu)
    whole = np.rint(worth[good]).astype(np.int64)
    model.maximize(sum(int(w) * c for w, c in zip(whole, chosen, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = 1e-3
    solver.parameters.max_deterministic_time = effort
    solver.solve(model)
    if solver.response_proto.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return np.zeros(0, dtype=int)
    counts = [int(solver.value(variable)) for variable in chosen]
    return np.repeat(menu.pick, counts)
