"""Traps of the solvers underneath, shown where that is quick, and kept out.

Each trap is looked for in every source that may load a solver; each way of
looking is tried on a line that falls in.
"""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from ortools.linear_solver import pywraplp
from ortools.math_opt.python import mathopt

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for room in ("optimiser", "benchmarks", "capital_planner", "data", "ui")
    for path in sorted((ROOT / room).rglob("*.py"))
    if "env" not in path.relative_to(ROOT).parts
]
UNUSED = {
    "highspy": "cannot be loaded beside OR-Tools in one process",
    "pywraplp": "gives another solver than the one named",
    "compute_infeasible_subsystem": "no solver of the bundle has one",
}
IGNORED = {"cb", "callback_reg", "interrupter"}
"""Arguments of a solve that HiGHS takes no notice of."""


def traps(source: str) -> set[str]:
    """Names of the traps that a source falls into."""
    tree = ast.parse(source)
    return {
        *(name for name in _names(tree) if name in UNUSED),
        *_solvers(tree),
        *_arguments(tree),
        *_bare_solves(tree),
    }


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            for item in node.names:
                yield from f"{module}.{item.name}".split(".")
        if isinstance(node, ast.Attribute):
            yield node.attr
        if isinstance(node, ast.Constant) and node.value in UNUSED:
            yield str(node.value)


def _solvers(tree: ast.AST) -> Iterator[str]:
    """Solvers of MathOpt other than HiGHS."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _last(node.value) == "SolverType":
            yield from {node.attr} - {"HIGHS"}


def _arguments(tree: ast.AST) -> Iterator[str]:
    """Arguments that are refused or ignored without a word."""
    for call in _calls(tree):
        named = {item.arg for item in call.keywords if item.arg}
        if _last(call.func) == "SolveParameters":
            yield from named & {"threads"}
        if _is_solve(call):
            yield from named & IGNORED


def _bare_solves(tree: ast.AST) -> Iterator[str]:
    """Solves whose error is not given back in the solver's own words."""
    sheltered = {
        id(call)
        for node in ast.walk(tree)
        if isinstance(node, ast.Try) and any(map(_tells_why, node.handlers))
        for statement in node.body
        for call in _calls(statement)
    }
    if any(_is_solve(call) and id(call) not in sheltered for call in _calls(tree)):
        yield "canonical_code"


def _tells_why(handler: ast.ExceptHandler) -> bool:
    caught = handler.type is not None and _last(handler.type) == "AttributeError"
    return caught and any(
        isinstance(node, ast.Attribute) and node.attr == "__context__"
        for node in ast.walk(handler)
    )


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _is_solve(call: ast.Call) -> bool:
    function = call.func
    of_mathopt = isinstance(function, ast.Attribute) and (
        _last(function.value) == "mathopt" and function.attr == "solve"
    )
    return of_mathopt or _last(function) == "IncrementalSolver"


def _last(node: ast.AST) -> str:
    """Last part of a dotted name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


SHELTERED = """
try:
    mathopt.solve(model, mathopt.SolverType.HIGHS, {extra})
except AttributeError as error:
    raise SolveError(str(error.__context__)) from error
"""


def test_no_source_falls_into_a_trap() -> None:
    found = {path: traps(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {path.name: fallen for path, fallen in found.items() if fallen} == {}


def test_the_sources_that_solve_are_among_those_looked_at() -> None:
    solving = [
        path.name
        for path in SOURCES
        if any(map(_is_solve, _calls(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    assert {"exact.py", "monolith.py"} <= set(solving)


@pytest.mark.parametrize(
    ("source", "trap"),
    [
        ("import highspy", "highspy"),
        ("from highspy import Highs", "highspy"),
        ("importlib.import_module('highspy')", "highspy"),
        ("from ortools.linear_solver import pywraplp", "pywraplp"),
        ("kind = mathopt.SolverType.CP_SAT", "CP_SAT"),
        ("kind = mathopt.SolverType.GSCIP", "GSCIP"),
        ("kind = SolverType.PDLP", "PDLP"),
        ("mathopt.SolveParameters(threads=2)", "threads"),
        (SHELTERED.format(extra="cb=hear, callback_reg=when"), "cb"),
        (SHELTERED.format(extra="interrupter=stop"), "interrupter"),
        ("mathopt.solve(model, kind)", "canonical_code"),
        (SHELTERED.format(extra="").replace("__context__", "args"), "canonical_code"),
        ("mathopt.IncrementalSolver(model, kind)", "canonical_code"),
        ("mathopt.compute_infeasible_subsystem(m, k)", "compute_infeasible_subsystem"),
    ],
)
def test_a_source_that_falls_in_is_seen(source: str, trap: str) -> None:
    assert trap in traps(source)


def test_what_is_right_is_let_through() -> None:
    assert traps(SHELTERED.format(extra="params=params, msg_cb=hear")) == set()


def small() -> tuple[mathopt.Model, mathopt.Variable]:
    """The most of 3 x + y where x is 0 or 1 and x + y at most 2.5: 4.5."""
    model = mathopt.Model()
    x, y = model.add_binary_variable(), model.add_variable(lb=0.0, ub=3.0)
    model.add_linear_constraint(x + y <= 2.5)
    model.maximize(3 * x + y)
    return model, x


def test_highs_through_mathopt_refuses_threads_and_hides_why() -> None:
    model, _ = small()
    params = mathopt.SolveParameters(threads=2)
    with pytest.raises(AttributeError, match="canonical_code") as refused:
        mathopt.solve(model, mathopt.SolverType.HIGHS, params=params)
    assert "threads not supported" in str(refused.value.__context__)


def test_highs_through_mathopt_never_calls_back() -> None:
    model, x = small()
    heard = []

    def forbid(data: mathopt.CallbackData) -> mathopt.CallbackResult:
        heard.append(data)
        result = mathopt.CallbackResult()
        result.add_lazy_constraint(x <= 0)
        return result

    when = mathopt.CallbackRegistration(
        events={mathopt.Event.MIP_SOLUTION}, add_lazy_constraints=True
    )
    found = mathopt.solve(model, mathopt.SolverType.HIGHS, callback_reg=when, cb=forbid)
    assert heard == []
    assert found.objective_value() == pytest.approx(4.5)


@pytest.mark.parametrize("solver", ["HIGHS", "CP_SAT", "GLOP", "PDLP"])
def test_no_solver_says_which_rows_contradict_each_other(solver: str) -> None:
    model = mathopt.Model()
    x = model.add_variable(lb=0.0, ub=1.0)
    model.add_linear_constraint(x >= 2.0)
    with pytest.raises(AttributeError, match="canonical_code"):
        mathopt.compute_infeasible_subsystem(model, mathopt.SolverType[solver])


def test_the_old_door_to_highs_leads_elsewhere() -> None:
    solver = pywraplp.Solver.CreateSolver("HIGHS")
    assert "PDLP" in solver.SolverVersion()


def test_cp_sat_through_mathopt_answers_wrongly_on_continuous_variables() -> None:
    """Three even shares of one: whole numbers of 1e-6 cannot say a third."""
    model = mathopt.Model()
    shares = [model.add_variable(lb=0.0, ub=1.0) for _ in range(3)]
    model.add_linear_constraint(mathopt.fast_sum(shares) == 1.0)
    for one, other in pairwise(shares):
        model.add_linear_constraint(one == other)
    wrong = mathopt.solve(model, mathopt.SolverType.CP_SAT)
    assert wrong.termination.reason is mathopt.TerminationReason.INFEASIBLE
    right = mathopt.solve(model, mathopt.SolverType.HIGHS)
    assert right.variable_values(shares) == pytest.approx([1 / 3] * 3)
