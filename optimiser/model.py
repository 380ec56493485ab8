"""Choosing options by their worth within the rules: a small integer programme.

Each rule of docs/model.md section 6 is one function named after its sentence.
CP-SAT on whole numbers only: on continuous variables it answers wrongly
without a word when called through MathOpt.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from capital_planner.scenario import Scenario
from optimiser.options import Options, allocation
from optimiser.problem import Array
from optimiser.rules import Caps, caps_of

CASH_UNIT_GBP = 100
"""Cash is rounded up, and money down, to whole hundreds of pounds."""


@dataclass(frozen=True)
class Menu:
    """Candidate options that a choice is made from.

    Attributes
    ----------
    options
        All options of the scenario.
    pick
        Numbers of the candidate options on the menu: ``[M]``.
    caps
        Yearly caps over all candidate options.
    scenario
        The scenario they belong to.
    """

    options: Options
    pick: Array
    caps: Caps
    scenario: Scenario


Rule = Callable[[cp_model.CpModel, list[cp_model.IntVar], Menu], None]


def menu_of(scenario: Scenario, options: Options, pick: Array) -> Menu:
    """A menu of some candidate options."""
    return Menu(options, pick, caps_of(scenario, options), scenario)


def one_scheme_a_host(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """A scheme opens once in one size, and a school hosts at most one."""
    host = menu.options.host[menu.pick]
    for number in np.unique(host):
        model.add_at_most_one(chosen[i] for i in np.flatnonzero(host == number))


def yearly_caps(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """At most so many openings a year in the county and in a planning area."""
    place = np.full(len(menu.options), -1)
    place[menu.options.candidate] = np.arange(int(menu.options.candidate.sum()))
    uses = menu.caps.uses[place[menu.pick]]
    for cap in range(uses.shape[1]):
        counted = np.flatnonzero(uses[:, cap])
        if len(counted) > menu.caps.most[cap]:
            model.add(sum(chosen[i] for i in counted) <= int(menu.caps.most[cap]))


def within_the_money(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], menu: Menu
) -> None:
    """Cumulative cash stays within the allocation, committed schemes first."""
    cash = np.ceil(menu.options.cash_gbp[menu.pick] / CASH_UNIT_GBP).astype(np.int64)
    cumulative = cash.cumsum(axis=1)
    left = np.floor(money_left(menu.options, menu.scenario) / CASH_UNIT_GBP)
    for year, most in enumerate(left.astype(np.int64)):
        spending = [
            int(amount) * variable
            for amount, variable in zip(cumulative[:, year], chosen, strict=True)
            if amount
        ]
        if spending:
            model.add(sum(spending) <= int(most))


RULES: tuple[Rule, ...] = (one_scheme_a_host, yearly_caps, within_the_money)


def money_left(options: Options, scenario: Scenario) -> Array:
    """Cumulative money by financial year that committed schemes leave: ``[Y]``."""
    spent = options.cash_gbp[options.committed].sum(axis=0).cumsum()
    left: Array = np.maximum(allocation(options, scenario) - spent, 0.0)
    return left


def choose(menu: Menu, worth: Array, *, seconds: float, seed: int) -> Array:
    """The options within the rules that are worth most together.

    Parameters
    ----------
    worth
        Pounds saved by each option on the menu: ``[M]``.
    seconds
        Most time to take.

    Returns
    -------
    Array
        Numbers of the options chosen.
    """
    good = np.flatnonzero(worth > 0)
    menu = Menu(menu.options, menu.pick[good], menu.caps, menu.scenario)
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in good]
    for rule in RULES:
        rule(model, chosen, menu)
    whole = np.rint(worth[good]).astype(np.int64)
    model.maximize(sum(int(w) * c for w, c in zip(whole, chosen, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = 1e-4
    solver.parameters.max_deterministic_time = seconds
    solver.solve(model)
    if solver.response_proto.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return np.zeros(0, dtype=int)
    taken = [bool(solver.value(variable)) for variable in chosen]
    return menu.pick[np.array(taken, dtype=bool)]
