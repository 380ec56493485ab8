"""Options chosen by worth, against every choice within the rules."""

from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from capital_planner.scenario.frames import Scenario
from optimiser.assessment import Assessor
from optimiser.limits import limits_of
from optimiser.model import Menu, whole_numbers
from optimiser.model import choose as choose_if_any
from optimiser.options import Options
from tests.optimiser.drawn import Choice, Rules, with_more_hosts
from tests.tiny import random_scenario, tiny_scenario


def menu_of(scenario: Scenario, most: int = 99) -> Menu:
    """All candidates of a scenario, no host standing for another."""
    options = Assessor.of(scenario).options
    pick = np.flatnonzero(options.candidate)
    copies = np.ones(options.host.max() + 1, dtype=int)
    room = np.full(options.column.max() + 1, most)
    return Menu(options, pick, copies, room, limits_of(scenario, options))


def choose(menu: Menu, worth: np.ndarray, *, effort: float, seed: int) -> np.ndarray:
    chosen = choose_if_any(menu, worth, effort=effort, seed=seed)
    assert chosen is not None
    return chosen


def choice_of(scenario: Scenario, options: Options, number: int) -> Choice:
    name = str(scenario.schemes.index[options.scheme[number]])
    return name, int(options.places[number]), int(options.year[number])


@pytest.mark.parametrize("seed", range(6))
def test_the_choice_is_worth_most_within_the_rules(seed: int) -> None:
    rng = np.random.default_rng(400 + seed)
    scenario = random_scenario(rng, years=3)
    menu, rules = menu_of(scenario), Rules(scenario)
    worth = rng.uniform(-2e5, 1e6, len(menu.pick))
    each = {
        choice_of(scenario, menu.options, number): pounds
        for number, pounds in zip(menu.pick, worth, strict=True)
    }
    chosen = choose(menu, worth, effort=5.0, seed=1)
    found = [choice_of(scenario, menu.options, number) for number in chosen]
    best = max(sum(each[c] for c in plan) for plan in rules.everything())
    assert rules.allow(found)
    assert len({scenario.schemes.loc[name, "host"] for name, _, _ in found}) == len(
        found
    )
    assert sum(each[choice] for choice in found) >= best * (1 - 2e-3)


def test_hosts_that_stand_for_others_are_built_as_often() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=5e6)
    menu = menu_of(scenario)
    names = scenario.schemes.index[menu.options.scheme[menu.pick]]
    worth = np.where(names == "host-1-asd", 1e6, -1.0)
    menu.copies[:] = 3
    chosen = choose(menu, worth, effort=5.0, seed=1)
    opened = menu.options.year[chosen]
    assert len(chosen) == 2
    assert len(set(opened)) == 2, "one base a year in a planning area"
    menu.most[:] = 1
    assert len(choose(menu, worth, effort=5.0, seed=1)) == 1


def test_nothing_worth_its_cost_is_not_built() -> None:
    menu = menu_of(tiny_scenario())
    assert len(choose(menu, np.full(len(menu.pick), -1.0), effort=1.0, seed=1)) == 0


def test_the_solver_gets_whole_numbers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """CP-SAT answers wrongly, without a word, when it is given anything else."""
    seen: list[Any] = []
    solve = cp_model.CpSolver.solve

    def noted(solver: Any, model: Any, *rest: Any) -> Any:
        seen.append((solver, model))
        return solve(solver, model, *rest)

    monkeypatch.setattr(cp_model.CpSolver, "solve", noted)
    scenario = with_more_hosts(tiny_scenario(years=4), (1.5,))
    menu = menu_of(scenario)
    worth = np.random.default_rng(3).uniform(0, 1e6, len(menu.pick)) + 0.37
    choose(menu, worth, effort=1.0, seed=11)
    ((solver, model),) = seen
    assert not model.proto.has_floating_point_objective()
    assert all(isinstance(c, int) for c in model.proto.objective.coeffs)
    assert len(model.proto.objective.coeffs) == len(menu.pick)
    assert solver.parameters.num_workers == 1
    assert solver.parameters.random_seed == 11


def test_same_worth_and_seed_same_choice() -> None:
    menu = menu_of(with_more_hosts(tiny_scenario(years=4), (0.0, 0.0)))
    worth = np.full(len(menu.pick), 1e5)
    first, again = (choose(menu, worth, effort=0.5, seed=5) for _ in range(2))
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize("seed", range(5))
def test_whole_numbers_err_on_the_side_that_is_asked_for(seed: int) -> None:
    """Strictly for choosing, loosely for proofs; both hold for every multiset."""
    rng = np.random.default_rng(seed)
    uses = rng.uniform(-2e4, 9e4, 8)
    built = rng.integers(0, 3, (400, 8))
    taken = built @ uses
    differing = 0
    for most in rng.choice(taken, 50):
        strict, left = whole_numbers(uses, most)
        loose, room = whole_numbers(uses, most, looser=True)
        certain, possible = built @ strict <= left, built @ loose <= room
        kept = taken <= most + 0.005
        assert (taken[certain] <= most + 0.01).all()
        assert possible[kept].all()
        differing += int((possible & ~certain).sum())
        assert taken[possible].max() <= most + 0.001 * np.abs(uses).max()
    assert differing, "money used to the pound is kept loosely, not always strictly"


def test_what_is_whole_is_counted_as_it_is() -> None:
    uses = np.array([3.0, -2.0, 0.0])
    for looser in (False, True):
        whole, left = whole_numbers(uses, 4.0 - 1e-9, looser=looser)
        assert whole.tolist() == [3, -2, 0]
        assert left == 4
        assert whole_numbers(uses, 3.9, looser=looser)[1] == 3
