"""Scenarios settled exactly, and the traps of the solvers underneath."""

import datetime as dt
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ortools.math_opt.python import mathopt

from capital_planner.errors import SolveError
from capital_planner.settings import SearchSettings
from optimiser import exact, find_plan
from optimiser.assessment import Assessor
from optimiser.exact import cheapest_year, every_plan
from optimiser.options import chosen_by
from tests.optimiser.drawn import Rules, first_year_only, plan_with
from tests.optimiser.facilities import OPTIMA, drawn, instance
from tests.optimiser.figures import least_cost
from tests.tiny import random_scenario, tiny_scenario

EXACTLY = SearchSettings(gap=1e-7, time_limit_s=300.0)


@pytest.mark.parametrize("name", OPTIMA)
def test_published_optima_are_found_and_proved(name: str) -> None:
    plan = find_plan(instance(name), EXACTLY)
    assert plan.quality is not None
    assert plan.quality.objective_gbp == pytest.approx(OPTIMA[name], rel=1e-6)
    assert plan.quality.bound_gbp == pytest.approx(OPTIMA[name], rel=1e-6)
    assert plan.quality.status == "best possible"


@pytest.mark.parametrize("seed", range(4))
def test_one_year_as_one_programme_finds_the_best_of_all_plans(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = drawn(np.random.default_rng(seed), 6, 8)
    best = least_cost(scenario)
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    quality = find_plan(scenario, EXACTLY).quality
    assert quality is not None
    assert quality.objective_gbp == pytest.approx(best, rel=1e-6)
    assert quality.bound_gbp == pytest.approx(best, rel=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_the_floor_of_one_year_with_children_who_stay(seed: int) -> None:
    """Children choose by cost in the programme, by journey in life."""
    rng = np.random.default_rng(seed)
    scenario = first_year_only(random_scenario(rng, years=3))
    assessor = Assessor.of(scenario)
    chosen, floor = one_year(assessor, 30.0)
    best = least_cost(scenario)
    assert floor <= best <= assessor.objective_gbp(chosen) * (1 + 1e-12)
    names = scenario.schemes.index[assessor.options.scheme[chosen]]
    facts = zip(
        names,
        assessor.options.places[chosen].tolist(),
        assessor.options.year[chosen].tolist(),
        strict=True,
    )
    rules = Rules(scenario)
    assert rules.allow([fact for fact in facts if fact not in rules.decided])


def one_year(assessor: Assessor, seconds: float) -> tuple[np.ndarray, float]:
    found = cheapest_year(assessor.problem, assessor.options, seconds)
    assert found is not None
    return found


@pytest.mark.parametrize("most_arcs", [100, 100_000])
def test_a_year_too_large_for_one_programme_is_searched_by_prices(
    most_arcs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = first_year_only(tiny_scenario(years=3))
    best = least_cost(scenario)
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    monkeypatch.setattr(exact, "MOST_ARCS", most_arcs)
    quality = find_plan(scenario, EXACTLY).quality
    assert quality is not None
    assert (quality.work["bounds"] > 0) == (most_arcs == 100 or quality.gap > 1e-7)
    assert quality.bound_gbp <= best <= quality.objective_gbp * (1 + 1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_every_plan_within_the_rules_and_no_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scenario = random_scenario(rng, years=3)
    assessor = Assessor.of(scenario)
    plans = every_plan(scenario, assessor.options)
    expected = {
        tuple(chosen_by(plan_with(scenario, choices), assessor.options, scenario))
        for choices in Rules(scenario).everything()
    }
    on_site = np.flatnonzero(assessor.options.on_site)
    assert plans is not None
    assert {tuple(np.union1d(plan, on_site)) for plan in plans} == expected


def test_too_many_plans_are_not_tried() -> None:
    scenario = tiny_scenario(years=5)
    assert every_plan(scenario, Assessor.of(scenario).options) is None


class Asked:
    """What MathOpt is asked, passed on to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[Any, Any, Any]] = []
        self._solve = mathopt.solve
        monkeypatch.setattr(mathopt, "solve", self)

    def __call__(self, model: Any, solver: Any, *, params: Any) -> Any:
        self.calls.append((model, solver, params))
        return self._solve(model, solver, params=params)


def test_continuous_variables_go_to_highs_with_its_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """CP-SAT through MathOpt answers 1053197.4 for cap64 and calls it optimal."""
    asked = Asked(monkeypatch)
    find_plan(instance("cap64"), SearchSettings(gap=1e-7, time_limit_s=60.0))
    ((model, solver, params),) = asked.calls
    assert not all(variable.integer for variable in model.variables())
    assert solver is mathopt.SolverType.HIGHS
    assert params.threads is None
    assert dt.timedelta() < params.time_limit <= dt.timedelta(seconds=60)
    assert params.relative_gap_tolerance <= 1e-7


def test_highs_keeps_the_time_limit_and_a_time_out_proves_no_more_than_it_knows() -> (
    None
):
    scenario = drawn(np.random.default_rng(1), 60, 90)
    assessor = Assessor.of(scenario)
    started = time.monotonic()
    chosen, floor = one_year(assessor, 0.5)
    assert time.monotonic() - started < 8.0
    assert floor < assessor.objective_gbp(chosen)


def test_a_search_out_of_time_is_called_neither_optimal_nor_infeasible() -> None:
    scenario = drawn(np.random.default_rng(1), 60, 90)
    limits = SearchSettings(gap=1e-7, time_limit_s=0.0)
    plan = find_plan(scenario, limits)
    assert plan.quality is not None
    assert plan.quality.status == "best found"
    assert plan.quality.gap > limits.gap
    assert plan.quality.bound_gbp < plan.quality.objective_gbp


def test_highs_keeps_the_gap_and_what_is_within_it_is_not_called_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solve = mathopt.solve

    def loosely(model: Any, solver: Any, *, params: Any) -> Any:
        params.relative_gap_tolerance = 0.5
        return solve(model, solver, params=params)

    monkeypatch.setattr(mathopt, "solve", loosely)
    scenario = drawn(np.random.default_rng(1), 60, 90)
    plan = find_plan(scenario, SearchSettings(gap=0.6, time_limit_s=60.0))
    assert plan.quality is not None
    assert 1e-6 < plan.quality.gap < 0.6
    assert plan.quality.status == "within the gap asked for"


def test_the_solver_s_own_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """MathOpt hides an error behind a missing attribute of its own."""

    def failing(*_: object, **__: object) -> None:
        try:
            int("HiGHS said: the basis is singular")
        except ValueError as error:
            error.canonical_code  # type: ignore[attr-defined] # noqa: B018 - as MathOpt

    monkeypatch.setattr(mathopt, "solve", failing)
    scenario = instance("cap41")
    assessor = Assessor.of(scenario)
    with pytest.raises(SolveError, match="the basis is singular"):
        cheapest_year(assessor.problem, assessor.options, 10.0)


def test_another_build_of_highs_is_not_loaded() -> None:
    """highspy and ortools cannot be imported in one process (or-tools 5246)."""
    code = (
        "import sys, optimiser, optimiser.worker, optimiser.exact\n"
        "sys.exit('highspy' in sys.modules or 'ortools' not in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - own code
    assert run.returncode == 0
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert not any(name.startswith("highspy") for name in wanted)
    sources = [*(root / "optimiser").glob("*.py")]
    assert sources
    assert not any("pywraplp" in source.read_text() for source in sources)
