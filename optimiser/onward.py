"""The children of one zone who choose as they do, followed from year to year."""

import numpy as np

from optimiser.choices import Chosen, Home, Net
from optimiser.compiled import compiled
from optimiser.problem import Array


@compiled
def go_forward(net: Net, home: Home, chosen: Chosen, occupied: Array) -> None:
    """Follow the children who choose so, and count them in every setting."""
    columns, groups = len(home.start), len(net.older)
    there, needed = home.start.copy(), home.waiting.copy()
    after, pool = np.empty(columns), np.empty(groups + 1)
    for year in range(len(occupied)):
        leave(net, home, year, there, (after, pool))
        for group in range(groups):
            stay, move = home.stay[year, group], home.move[year, group]
            pool[group] += home.entrants[year, group] + needed[group] * stay
            pool[net.older[group]] += needed[group] * move
        needed[:] = pool[:-1] * chosen.nobody[year]
        arrive(net, pool, chosen.shares[year], after)
        count(net.column, after, occupied[year])
        there, after = after, there


@compiled
def leave(
    net: Net, home: Home, year: int, there: Array, out: tuple[Array, Array]
) -> None:
    """Let children keep their place, carry on a phase on, or look for a new one."""
    group, older = net.group, net.older
    onwards, kind = net.onwards, net.kind
    stay, move, carry = home.stay[year], home.move[year], net.carry[year]
    after, pool = out
    after[:] = 0.0
    pool[:] = 0.0
    for column in range(len(there)):
        mine = group[column]
        up = there[column] * move[mine]
        on = onwards[column]
        if on >= 0:
            carried = up * carry[kind[column]]
            after[on] += carried
            up -= carried
        after[column] += there[column] * stay[mine]
        pool[older[mine]] += up


@compiled
def arrive(net: Net, pool: Array, shares: Array, after: Array) -> None:
    """Let the children to be placed come to the columns they chose."""
    group = net.group
    for column in range(net.starts[-1]):
        after[column] += pool[group[column]] * shares[column]


@compiled
def count(column: Array, children: Array, occupied: Array) -> None:
    """Add the children of each column to those in its setting."""
    for number in range(len(column)):
        if column[number] >= 0:
            occupied[column[number]] += children[number]
