"""The yearly flow against OR-Tools' minimum-cost flow, and its prices as a proof."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow

from optimiser import flow
from optimiser.flow import BARRED, least_cost
from optimiser.problem import Array
from optimiser.residual import Costs, costs_of

NEEDED = 10_000
AS_EVER = "096669fda430a77a4ed5067b65df6e70"
"""Of what was found before paths were looked for in another way."""


@dataclass(frozen=True)
class Year:
    """One year to place: the last column takes everyone, dearly."""

    supply: Array
    room: Array
    costs: Costs
    prices: Array

    @property
    def cost(self) -> Array:
        """Of a child of each row in each column; at least ``BARRED`` where barred."""
        there, barred = self.costs.there, self.costs.barred
        whole: Array = there[self.costs.zone] + barred[self.costs.kind]
        return whole


def costs_by_row(cost: Array) -> Costs:
    """Costs of rows of which none is like another."""
    each, closed = np.arange(len(cost)), cost >= BARRED
    barred = np.where(closed, BARRED, 0)
    return costs_of(np.where(closed, 0, cost), barred, each, each)


def drawn(seed: int) -> Year:
    rng = np.random.default_rng(seed)
    rows, columns = int(rng.integers(1, 40)), int(rng.integers(1, 9))
    supply = rng.integers(1, 50, rows)
    room = rng.integers(0, 20 * rows // columns + 2, columns)
    zones, kinds = (int(rng.integers(1, rows + 1)) for _ in range(2))
    there = rng.integers(0, int(rng.choice([3, 40, 3000])), (zones, columns + 1))
    barred = BARRED * (rng.random((kinds, columns + 1)) < rng.choice([0.0, 0.3, 0.9]))
    there[:, -1], barred[:, -1] = NEEDED, 0
    of = (rng.integers(0, many, rows) for many in (zones, kinds))
    prices = rng.integers(0, 4000, columns + 1) * rng.integers(0, 2, columns + 1)
    prices[-1] = 0
    room = np.append(room, supply.sum() + 1)
    return Year(supply, room, costs_of(there, barred, *of), prices)


def best_known(year: Year) -> int:
    """Least total cost by OR-Tools."""
    rows, columns = year.cost.shape
    tails, heads = np.nonzero(year.cost < BARRED)
    sink = rows + columns
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.append(tails, np.arange(rows, sink)),
        np.append(heads + rows, np.full(columns, sink)),
        np.append(year.supply[tails], year.room),
        np.append(year.cost[tails, heads], np.zeros(columns, dtype=int)),
    )
    solver.set_nodes_supplies(
        np.append(np.arange(rows), sink), np.append(year.supply, -year.supply.sum())
    )
    assert solver.solve() == solver.OPTIMAL
    return int(solver.optimal_cost())


@given(st.integers(0, 10**9))
@settings(max_examples=300, deadline=None)
def test_nobody_is_placed_cheaper_by_another_solver(seed: int) -> None:
    year = drawn(seed)
    placed, _ = least_cost(year.supply, year.room, year.costs, year.prices)
    assert (placed >= 0).all()
    assert (placed.sum(axis=1) == year.supply).all()
    assert (placed.sum(axis=0) <= year.room).all()
    assert not placed[year.cost >= BARRED].any()
    assert int((placed * year.cost).sum()) == best_known(year)


@given(st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_at_its_prices_nobody_would_rather_be_elsewhere(seed: int) -> None:
    year = drawn(seed)
    placed, prices = least_cost(year.supply, year.room, year.costs, year.prices)
    assert (prices >= 0).all()
    full = placed.sum(axis=0) == year.room
    assert full[prices > 0].all(), "a place that is free costs nothing"
    paid = year.cost + prices
    row, column = np.nonzero(placed)
    assert (paid[row, column] == paid.min(axis=1)[row]).all()


def test_of_equal_placements_the_same_is_found_as_ever() -> None:
    """Plans kept by councils place the same children after an update."""
    found = sha256()
    for seed in range(400):
        year = drawn(seed)
        for part in least_cost(year.supply, year.room, year.costs, year.prices):
            found.update(part.astype("<i8").tobytes())
    assert found.hexdigest()[: len(AS_EVER)] == AS_EVER


def test_its_own_prices_leave_nothing_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    supply, cost = rng.integers(1, 50, 200), rng.integers(0, 3000, (200, 9))
    cost[:, -1] = NEEDED
    room = np.append(rng.integers(100, 500, 8), supply.sum() + 1)
    costs = costs_by_row(cost)
    _, prices = least_cost(supply, room, costs, np.zeros(9, dtype=np.int64))
    moves = {"cold": 0, "warm": 0}
    for name, start in (("cold", np.zeros_like(prices)), ("warm", prices)):
        watch(monkeypatch, moves, name)
        least_cost(supply, room, costs, start)
    assert moves["warm"] < moves["cold"] / 4


def watch(monkeypatch: pytest.MonkeyPatch, moves: dict[str, int], name: str) -> None:
    """Count moves along paths, in Python: compiled code cannot be watched."""
    monkeypatch.undo()
    for name_of, made in list(vars(flow).items()):
        if hasattr(made, "py_func"):
            monkeypatch.setattr(flow, name_of, made.py_func)
    move: Any = flow.move

    def counted(*given: object) -> None:
        moves[name] += 1
        move(*given)

    monkeypatch.setattr(flow, "move", counted)


def test_nobody_to_place_is_nobody_placed() -> None:
    nobody = np.zeros(0, dtype=np.int64)
    costs = costs_by_row(np.zeros((0, 2), dtype=np.int64))
    placed, _ = least_cost(nobody, np.array([3, 1]), costs, np.zeros(2, int))
    assert placed.shape == (0, 2)


def test_everyone_needs_a_place_where_there_is_none() -> None:
    costs = costs_by_row(np.array([[7, NEEDED], [BARRED, NEEDED]]))
    placed, _ = least_cost(
        np.array([4, 5]), np.array([0, 10]), costs, np.zeros(2, dtype=np.int64)
    )
    assert placed.tolist() == [[0, 4], [0, 5]]
