"""Which rules contradict each other, by deletion.

No solver here reports an infeasible subsystem, so one is found by asking again:
rules are taken away one after another, and one without which the rest still
contradict each other is left away for good (deletion filtering, Chinneck and
Dravnieks 1991). What remains contradicts itself, and no less of it does.
"""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from capital_planner.errors import Problem as Wrong
from capital_planner.rules import SENTENCES
from optimiser.markets import Markets
from optimiser.model import whole_numbers
from optimiser.problem import Array
from optimiser.rules import Row, rows_of

SECONDS_EACH = 2.0
"""Most seconds for one question; a question not settled counts as possible."""
ONE_A_HOST = "one_scheme_a_host"
WHOLE = ("yearly_caps", "within_the_money", ONE_A_HOST)
"""Rules that stand or fall as one; of the others each case stands alone."""

Name = tuple[str, str]


def conflict(markets: Markets) -> list[Wrong]:
    """Name the fewest rules that cannot be kept together.

    Parameters
    ----------
    markets
        Options of every host, none of them barred.

    Returns
    -------
    list of Problem
        One a rule, in the words of its sentence.
    """
    rows = _asked(markets)
    names = list(dict.fromkeys(_name(row) for row in rows))
    names.append((ONE_A_HOST, ""))
    if _possible(markets, rows, names):
        return [_not_found()]
    kept = names
    for name in names:
        fewer = [other for other in kept if other != name]
        if not _possible(markets, rows, fewer):
            kept = fewer
    return [_said(name) for name in kept]


def _asked(markets: Markets) -> list[Row]:
    """Conditions on the options that help to keep what some rule asks for.

    An option that helps none can be left out, and every condition is then the
    easier to keep.
    """
    rows = rows_of(markets.problem.scenario, markets.options)
    helps = np.zeros(len(markets.options), dtype=bool)
    for row in rows:
        helps |= row.uses < 0
    return [Row(row.rule, row.about, row.uses * helps, row.most) for row in rows]


def _name(row: Row) -> Name:
    if row.rule in WHOLE:
        return row.rule, ""
    about = row.about.split(" as fixed")[0].removesuffix(" in").removesuffix(" out")
    return row.rule, about.split(" by ")[0]


def _possible(markets: Markets, rows: list[Row], names: Sequence[Name]) -> bool:
    """Whether some choice may keep the rules named; no is certain, yes is not."""
    options = markets.options
    mine = np.flatnonzero(np.any([row.uses != 0 for row in rows], axis=0))
    model = cp_model.CpModel()
    copies = markets.copies[options.host[mine]]
    built = [model.new_int_var(0, int(most), "") for most in copies]
    for row in rows:
        if _name(row) in names:
            whole, left = whole_numbers(row.uses[mine], row.most, looser=True)
            taken = np.flatnonzero(whole)
            model.add(sum(int(whole[i]) * built[i] for i in taken) <= left)
    if (ONE_A_HOST, "") in names:
        _one_a_host(model, built, options.host[mine], markets.copies)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS_EACH
    solver.solve(model)
    return bool(solver.response_proto.status != cp_model.INFEASIBLE)


def _one_a_host(
    model: cp_model.CpModel, built: list[cp_model.IntVar], host: Array, copies: Array
) -> None:
    for number in np.unique(host):
        alike = sum(built[i] for i in np.flatnonzero(host == number))
        model.add(alike <= int(copies[number]))


def _said(name: Name) -> Wrong:
    rule, about = name
    return Wrong(
        f"{SENTENCES[rule]} This cannot be kept together with the other rules named.",
        "Change or take away one of them.",
        column=rule,
        value=about,
    )


def _not_found() -> Wrong:
    return Wrong(
        "No plan that keeps every rule was found in the time there was.",
        "Allow more time, or ask for less.",
    )
