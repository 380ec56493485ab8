"""Pots that may pay, pots that may not, and approved schemes charged first."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.checks import check_scenario
from capital_planner.checks.pots import within_the_money
from capital_planner.errors import Problem
from capital_planner.funding import limits
from capital_planner.objective import capital_spend
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from tests import oracle
from tests.tiny import tiny_scenario
from tests.tiny_frames import BASE, GROWTH, NEW

Pots = dict[str, tuple[tuple[str, ...], bool, dict[int, float]]]
HOST = {"host_1_asd": (4, 2027)}
# 220,000 pounds and a contingency of 15 %: a fifth in 2025, half in 2026, the rest
# in 2027, at 4 % a year more. The committed growth of 2026 spends from 2024 on.
COST = {2025: 50_600.0, 2026: 131_560.0, 2027: 82_093.44}
COMMITTED = 20_700.0 / 1.04 + 51_750.0 + 32_292.0


@cache
def tiny() -> Scenario:
    return tiny_scenario(years=5)


def funded(pots: Pots) -> Scenario:
    money = {(pot, year): pounds for pot, row in pots.items()
             for year, pounds in row[2].items()}  # fmt: skip
    index = pd.MultiIndex.from_tuples(list(money), names=["pot", "year"])
    return replace(
        tiny(),
        funding=pd.DataFrame({"allocation_gbp": list(money.values())}, index=index),
        pots=pd.DataFrame(
            {
                "routes": [row[0] for row in pots.values()],
                "carry_forward": [row[1] for row in pots.values()],
            },
            index=pd.Index(list(pots), name="pot"),
        ),
    )


def found(pots: Pots, **chosen: tuple[int, int]) -> list[Problem]:
    scenario = funded(pots)
    return list(within_the_money(scenario, oracle.plan_of(scenario, **chosen)))


def test_nothing_to_decide_needs_no_money() -> None:
    assert found({"all": ((), True, {2025: 0.0})}) == []
    nothing = oracle.plan_of(tiny()).choices.loc[["on-site-base"]]
    assert list(within_the_money(tiny(), Plan(nothing))) == []


def test_a_pot_pays_to_the_last_pound_and_no_further() -> None:
    enough = {2025: COMMITTED + sum(COST.values())}
    assert found({"all": ((), True, enough)}, **HOST) == []
    short = {2025: enough[2025] - 1.0}
    (problem,) = found({"all": ((), True, short)}, **HOST)
    assert problem.value == "2027"
    assert "2027-28" in problem.message


def test_a_pot_for_schools_does_not_pay_for_bases() -> None:
    schools: Pots = {"schools": ((GROWTH, NEW), True, {2025: 1e9})}
    (problem,) = found(schools, **HOST)
    assert "No pot may pay" in problem.message
    assert BASE in problem.message
    bases: Pots = {"bases": ((BASE,), True, {2025: sum(COST.values())})}
    assert found({**schools, **bases}, **HOST) == []
    (problem,) = found({**schools, "bases": ((BASE,), True, {2025: 1e5})}, **HOST)
    assert f"of {BASE}" in problem.message
    assert "100,000" in problem.message


def test_money_that_is_not_carried_forward_lapses() -> None:
    early = {2025: COMMITTED + sum(COST.values()), 2026: 0.0, 2027: 0.0}
    assert found({"all": ((), True, early)}, **HOST) == []
    (problem,) = found({"all": ((), False, early)}, **HOST)
    assert problem.value == "2026"
    yearly = {year: pounds + COMMITTED for year, pounds in COST.items()}
    assert found({"all": ((), False, yearly)}, **HOST) == []


def test_one_pot_makes_room_in_another() -> None:
    # The base is paid for by its own pot, so that the shared one serves growth.
    growth = {"growth_a": (2, 2027)}
    shared = COMMITTED + 330e3 * 1.15 * (0.2 + 0.5 * 1.04 + 0.3 * 1.04**2)
    pots: Pots = {
        "shared": ((), True, {2025: shared}),
        "bases": ((BASE,), True, {2025: sum(COST.values())}),
    }
    assert found(pots, **HOST, **growth) == []
    pots["bases"][2][2025] -= 10.0
    (problem,) = found(pots, **HOST, **growth)
    assert problem.column == "within_the_money"


def test_a_pot_that_nothing_is_known_of() -> None:
    scenario = funded({"all": ((), True, {2025: 1.0})})
    problems = check_scenario(
        replace(scenario, pots=scenario.pots.rename({"all": "x"}))
    )
    assert [(problem.column, problem.value) for problem in problems] == [
        ("pots", "all")
    ]


def kept(scenario: Scenario, plan: Plan) -> bool:
    """Whether a plan keeps the rows of ``limits``, approved schemes charged first."""
    rows = limits(scenario)
    spend = capital_spend(scenario, plan).reset_index()
    spend["route"] = spend["scheme"].map(scenario.schemes["route"].to_dict())
    spend["year"] = spend["year"].clip(rows.years[0], rows.years[-1])
    cash = {}
    for committed in (True, False):
        mine = spend[spend["committed"] == committed]
        table = mine.pivot_table("cash_gbp", "route", "year", aggfunc="sum")
        whole = table.reindex(index=list(rows.routes), columns=list(rows.years))
        cash[committed] = (rows.cells * whole.fillna(0.0).to_numpy(float)).sum(
            axis=(1, 2)
        )
    left = np.maximum(rows.most - cash[True], 0.0)
    return bool((cash[False] <= left + 0.01).all())


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_the_judge_and_the_rows_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pots: Pots = {}
    for number in range(rng.integers(1, 4)):
        routes = tuple(route for route in (BASE, GROWTH, NEW) if rng.random() < 0.6)
        years = [year for year in range(2025, 2029) if rng.random() < 0.6] or [2025]
        money = {year: float(rng.choice([0, 1e5, 3e5, 8e5])) for year in years}
        pots[f"p{number}"] = (routes, bool(rng.random() < 0.7), money)
    scenario = funded(pots)
    offer = {"host_1_asd": (4, 2027), "host_2_asd": (5, 2028), "growth_a": (2, 2027),
             "new_school": (10, 2029)}  # fmt: skip
    for _ in range(4):
        chosen = {name: choice for name, choice in offer.items() if rng.random() < 0.5}
        plan = oracle.plan_of(scenario, **chosen)
        problems = list(within_the_money(scenario, plan))
        assert (problems == []) == kept(scenario, plan)
        assert len(problems) <= 1
