"""Proof that each year's placement is the least costly one.

Take one year, and fix who kept a place. The children left to place of one zone,
need and phase are of three tiers, and the frames do not say which tier a placed
child is of. They need not: a split into tiers exists exactly when at most
``base`` children enter bases and at most ``base + special`` enter state
provision (the tiers are nested, so Hall's condition is these two), and cost
does not depend on the tier. So the year is a flow in a network where each
(zone, need, phase) has a little tree, everyone - state - bases, with those two
limits on its branches, and settings have the places left over as limits.

A feasible flow costs least exactly when its residual network has no cycle of
negative cost (Klein 1967). Inside a tree a child may always go up from where
it is, and down a branch only below its limit; so between settings s and s' the
cheapest single move is the least, over the rows with a child newly at s, of
cost(s') - cost(s), where that way is open. Every cycle of the residual network
is a closed chain of such moves, with "places still needed" and "a free place"
as two more nodes, and Bellman-Ford finds a negative one if there is any.

Costs are whole hundredths of a minute, so that the arithmetic is exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from capital_planner.checks.ledger import (
    ROUNDED_OFTEN,
    UNIT,
    Bools,
    Floats,
    Ledger,
    Positions,
    broken,
)
from capital_planner.errors import Problem

PER_MINUTE = 100
INDEPENDENT = 1e5 * PER_MINUTE
STILL_NEEDED = 1e7 * PER_MINUTE
SOMEBODY = UNIT / 2


@dataclass(frozen=True)
class _Room:
    """Where a child of each row could still go.

    Attributes
    ----------
    state, base
        Whether one more child of the row may enter state provision, and a base.
    """

    state: Bools
    base: Bools


def least_cost(ledger: Ledger) -> Iterator[Problem]:
    """Fewest places still needed, then fewest independent, then least minutes."""
    minutes = np.rint(ledger.minutes * PER_MINUTE)
    cost = np.where(ledger.is_state, minutes, minutes + INDEPENDENT)
    cost = np.where(ledger.suits, cost, np.inf)
    for year in ledger.scenario.years:
        moves, who = _moves(ledger, year, cost)
        cycle = negative_cycle(moves)
        if cycle:
            saving = -sum(
                moves[a, b] for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True)
            )
            names = [*ledger.settings.index, "places still needed", "a free place"]
            steps = [
                f"{names[a]} to {names[b]}" + _by(ledger, int(who[a, b]))
                for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True)
                if max(a, b) < len(names) - 1
            ]
            yield broken(
                "least_cost",
                f"In {year} the placement could cost {saving / PER_MINUTE:.2f} minutes "
                f"less a child: {'; '.join(steps)}.",
                "Place the children of that year again at least cost.",
                year,
            )


def _by(ledger: Ledger, row: int) -> str:
    return f" ({ledger.name(row)})" if row >= 0 else ""


def _moves(ledger: Ledger, year: int, cost: Floats) -> tuple[Floats, Positions]:
    """Cost of the cheapest move of one child between settings, and its row.

    The two last nodes are places still needed, and the free places.
    """
    newly, needed = ledger.newly(year), ledger.still_needed(year)
    room = _room(ledger, year, newly)
    free = ledger.for_specialist_need(year) - ledger.children(year).sum(axis=0)
    count = len(ledger.settings)
    moves = np.full((count + 2, count + 2), np.inf)
    who = np.full((count + 2, count + 2), -1, dtype=np.intp)
    source = np.column_stack([cost, np.full(len(cost), STILL_NEEDED)])
    there = np.column_stack([newly * ledger.suits, needed]) > SOMEBODY
    for start in np.flatnonzero(there.any(axis=0)):
        rows = np.flatnonzero(there[:, start])
        change = source[rows] - source[rows, start][:, None]
        change[:, :count][~_open(ledger, room, rows, int(start))] = np.inf
        best = change.argmin(axis=0)
        moves[start, : count + 1] = change[best, np.arange(count + 1)]
        who[start, : count + 1] = rows[best]
    np.fill_diagonal(moves, np.inf)
    moves[:count, -1][free > ROUNDED_OFTEN] = 0.0
    moves[-1, : count + 1][there.any(axis=0)] = 0.0
    moves[count, -1] = 0.0
    return moves, who


def _room(ledger: Ledger, year: int, newly: Floats) -> _Room:
    shares, pool = ledger.tier_shares, ledger.to_place(year)
    base = shares["base"].to_numpy(float) * pool
    state = base + shares["special"].to_numpy(float) * pool
    return _Room(
        state=newly[:, ledger.is_state].sum(axis=1) < state - ROUNDED_OFTEN,
        base=newly[:, ledger.is_base].sum(axis=1) < base - ROUNDED_OFTEN,
    )


def _open(ledger: Ledger, room: _Room, rows: Positions, start: int) -> Bools:
    """Whether a child of each row at ``start`` may go to each setting."""
    in_state = start < len(ledger.settings) and bool(ledger.is_state[start])
    in_base = start < len(ledger.settings) and bool(ledger.is_base[start])
    may_state = np.ones(len(rows), dtype=bool) if in_state else room.state[rows]
    may_base = np.ones(len(rows), dtype=bool) if in_base else room.base[rows]
    way: Bools = np.ones((len(rows), len(ledger.settings)), dtype=bool)
    way[:, ledger.is_state] &= may_state[:, None]
    way[:, ledger.is_base] &= may_base[:, None]
    return way


def negative_cycle(moves: Floats) -> list[int]:
    """Nodes of a cycle whose costs sum below zero; empty when there is none.

    Bellman-Ford from a source that reaches every node at no cost.
    """
    count = len(moves)
    distance = np.zeros(count)
    before = np.full(count, -1, dtype=np.intp)
    changed = np.zeros(count, dtype=bool)
    for _ in range(count + 1):
        through = distance[:, None] + moves
        best = through.argmin(axis=0)
        least = through[best, np.arange(count)]
        changed = least < distance
        if not changed.any():
            return []
        distance = np.where(changed, least, distance)
        before = np.where(changed, best, before)
    node = int(np.flatnonzero(changed)[0])
    for _ in range(count):
        node = int(before[node])
    cycle = [node]
    while int(before[cycle[-1]]) != node:
        cycle.append(int(before[cycle[-1]]))
    return cycle[::-1]
