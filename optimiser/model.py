"""Choosing options by their worth within the rules: a small integer programme.

The conditions are those of :mod:`optimiser.rules` and two of the menu's own.
CP-SAT on whole numbers only: on continuous variables it answers wrongly
without a word when called through MathOpt.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from ortools.sat.python import cp_model

from optimiser.limits import Limits
from optimiser.options import Options
from optimiser.problem import Array

FINENESS = 100_000
"""What is not whole is counted in so many parts of the largest use of a row."""
ROUNDING = 1e-6
LET_PASS, A_PENNY = 2e-6, 0.01
"""Share of the largest use, and most of all, that proofs let a condition be over:
more than ``limits.Limits`` lets pass as rounding."""
PLENTY = 1e12
"""More than any plan takes of anything: keeps whole numbers small."""


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
    limits
        Conditions of the rules on the options.
    """

    options: Options
    pick: Array
    copies: Array
    most: Array
    limits: Limits


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


def every_condition(
    model: cp_model.CpModel,
    chosen: list[cp_model.IntVar],
    menu: Menu,
    *,
    looser: bool = False,
) -> None:
    """Keep every condition of ``optimiser.rules``, in whole numbers.

    Parameters
    ----------
    looser
        As ``whole_numbers``.
    """
    limits = menu.limits
    place = np.full(len(menu.options), -1)
    place[menu.options.candidate] = np.arange(int(menu.options.candidate.sum()))
    uses = limits.uses[place[menu.pick]]
    for number, most in enumerate(limits.most.tolist()):
        whole, left = whole_numbers(uses[:, number], most, looser=looser)
        mine = np.flatnonzero(whole)
        model.add(sum(int(whole[i]) * chosen[i] for i in mine) <= left)


def whole_numbers(
    uses: Array, most: float, *, looser: bool = False
) -> tuple[Array, int]:
    """One condition in whole numbers, never looser than it is or never stricter.

    Parameters
    ----------
    uses
        What one of each takes: ``[O]``.
    most
        What there is.
    looser
        For proofs: whatever keeps the condition keeps it in whole numbers too.
        Otherwise for choosing: what keeps it in whole numbers keeps it.

    Returns
    -------
    tuple
        The uses and the most, in the same unit.
    """
    largest = float(np.abs(uses).max(initial=0.0))
    exact = bool((uses == np.rint(uses)).all())
    scale = 1.0 if exact else FINENESS / largest
    if not looser:
        whole = np.ceil(uses * scale - ROUNDING).astype(np.int64)
        return whole, int(np.floor(min(most * scale + ROUNDING, PLENTY)))
    room = min((most + min(LET_PASS * max(largest, 1.0), A_PENNY)) * scale, PLENTY)
    whole = np.floor(uses * scale).astype(np.int64)
    return whole, int(np.floor(room) if exact else np.ceil(room))


RULES: tuple[Rule, ...] = (
    one_scheme_a_host,
    no_market_is_flooded,
    every_condition,
)
PROVING: tuple[Rule, ...] = (
    one_scheme_a_host,
    no_market_is_flooded,
    partial(every_condition, looser=True),
)
"""Rules that every plan keeps: what they do not allow, no plan has."""


def choose(menu: Menu, worth: Array, *, effort: float, seed: int) -> Array | None:
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
        Numbers of the options chosen, one as often as it is built; None when
        no choice within the rules was found.
    """
    good = np.flatnonzero((worth > 0) | _asked_for(menu))
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
    solver.parameters.cp_model_presolve = False  # takes longer than the search
    solver.parameters.max_deterministic_time = effort
    solver.solve(model)
    if solver.response_proto.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    counts = [int(solver.value(variable)) for variable in chosen]
    return np.repeat(menu.pick, counts)


def _asked_for(menu: Menu) -> Array:
    """Whether an option helps to keep a condition that asks for something."""
    free = np.flatnonzero(menu.options.candidate)
    helps = np.zeros(len(menu.options), dtype=bool)
    helps[free] = (menu.limits.uses < 0).any(axis=1)
    helpful: Array = helps[menu.pick]
    return helpful
