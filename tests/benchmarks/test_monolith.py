"""The monolithic programme is the problem with foresight, and nothing less."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from ortools.math_opt.python import mathopt

from benchmarks.monolith import Answer, Programme, incumbent
from capital_planner.errors import SolveError
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from optimiser import exact, find_plan
from optimiser.assessment import Assessor
from optimiser.options import plan_of
from tests.optimiser.drawn import Rules
from tests.optimiser.figures import least_cost
from tests.optimiser.relaxation import Relaxation
from tests.tiny import random_scenario, tiny_scenario

SEEDS = range(3)
CLOSE = 2e-6
"""Share of the cost by which the solver may be off."""


def drawn(seed: int) -> Scenario:
    return random_scenario(np.random.default_rng(40 + seed), zones=2, years=3)


def solved(assessor: Assessor, *, whole: bool = True) -> Answer:
    programme = Programme(assessor.problem, assessor.options)
    if not whole:
        integers = programme.proto.variables.integers
        integers[:] = [False] * len(integers)
    return programme.solve(60.0, lambda _: None)


@pytest.mark.parametrize("seed", SEEDS)
def test_its_optimum_is_at_most_the_least_cost_of_every_plan(seed: int) -> None:
    scenario = drawn(seed)
    assessor = Assessor.of(scenario)
    answer, best = solved(assessor), least_cost(scenario)
    assert answer.bound_gbp <= answer.objective_gbp * (1 + CLOSE)
    assert answer.objective_gbp <= best * (1 + CLOSE)
    assert best <= assessor.objective_gbp(answer.chosen) * (1 + 1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_its_optimum_is_at_least_the_floor_of_the_search(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    scenario = drawn(seed)
    limits = SearchSettings(gap=1e-7, time_limit_s=60.0, work_limit=20)
    quality = find_plan(scenario, limits).quality
    assert quality is not None
    answer = solved(Assessor.of(scenario))
    assert quality.bound_gbp <= answer.objective_gbp * (1 + CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_part_it_is_the_linear_program_written_from_the_frames(seed: int) -> None:
    scenario = drawn(seed)
    answer = solved(Assessor.of(scenario), whole=False)
    expected = Relaxation(scenario).solve().cost
    assert answer.objective_gbp == pytest.approx(expected, rel=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_its_plan_keeps_the_rules(seed: int) -> None:
    scenario = drawn(seed)
    assessor = Assessor.of(scenario)
    plan = plan_of(solved(assessor).chosen, assessor.options, scenario)
    rules = Rules(scenario)
    chosen = [
        (str(scheme), int(places), int(year))
        for scheme, places, year in plan.choices.itertuples()
    ]
    assert {row[0] for row in rules.decided} <= {row[0] for row in chosen}
    assert rules.allow([row for row in chosen if row not in rules.decided])


def test_it_builds_where_that_pays() -> None:
    scenario = tiny_scenario(years=4, allocation_gbp=2e6)
    dear = replace(scenario.prices, unplaced_gbp=240e3)
    assessor = Assessor.of(replace(scenario, prices=dear))
    committed = np.flatnonzero(assessor.options.committed)
    answer = solved(assessor)
    assert len(answer.chosen) > len(committed)
    assert assessor.objective_gbp(answer.chosen) < assessor.objective_gbp(committed)


def test_out_of_time_the_committed_programme_stands() -> None:
    assessor = Assessor.of(tiny_scenario(years=3))
    programme = Programme(assessor.problem, assessor.options)
    answer = programme.solve(0.0, lambda _: None)
    assert np.isinf(answer.objective_gbp)
    assert answer.bound_gbp == -np.inf
    committed = np.flatnonzero(assessor.options.committed)
    assert answer.chosen.tolist() == committed.tolist()


def test_the_solver_s_own_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """MathOpt hides an error behind a missing attribute of its own."""

    def failing(*_: object, **__: object) -> None:
        try:
            int("HiGHS said: out of memory")
        except ValueError as error:
            error.canonical_code  # type: ignore[attr-defined] # noqa: B018 - as MathOpt

    assessor = Assessor.of(tiny_scenario(years=2))
    programme = Programme(assessor.problem, assessor.options)
    monkeypatch.setattr(mathopt, "solve", failing)
    with pytest.raises(SolveError, match="out of memory"):
        programme.solve(1.0, lambda _: None)


def test_messages_come_while_it_runs() -> None:
    heard: list[str] = []

    def hear(lines: Sequence[str]) -> None:
        heard.extend(lines)

    assessor = Assessor.of(tiny_scenario(years=3, allocation_gbp=2e6))
    answer = Programme(assessor.problem, assessor.options).solve(60.0, hear)
    found = [pair for line in heard if (pair := incumbent(line)) is not None]
    assert found
    objective, bound = found[-1]
    assert objective == pytest.approx(answer.objective_gbp, rel=1e-4)
    assert bound <= objective * (1 + CLOSE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("MIP has 3 rows; 4 cols; 5 nonzeros", None),
        (" R  0  0  0  0.00%  2.5  2.75  9.1%  0  0  0  7  1.2s", (2750.0, 2500.0)),
        ("    0  0  0  0.00%  -inf  inf  inf  0  0  0  0  58.2s", (np.inf, -np.inf)),
    ],
)
def test_incumbent_and_bound_are_read_from_a_message(
    line: str, expected: tuple[float, float] | None
) -> None:
    assert incumbent(line) == expected
