"""The conditions on spending are those of a linear program over pots and years."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from capital_planner.errors import DataError
from capital_planner.funding import limits, paid, total
from capital_planner.scenario.frames import Scenario
from tests.tiny import tiny_scenario
from tests.tiny_frames import BASE, GROWTH, NEW

ROUTES = (BASE, GROWTH, NEW)


@cache
def tiny() -> Scenario:
    return tiny_scenario()


def scenario_of(
    money: dict[tuple[str, int], float],
    routes: dict[str, tuple[str, ...]],
    carried: dict[str, bool],
) -> Scenario:
    """The tiny scenario (2025 to 2027, two routes) with these pots."""
    index = pd.MultiIndex.from_tuples(list(money), names=["pot", "year"])
    names = list(dict.fromkeys(pot for pot, _ in money))
    pots = pd.DataFrame(
        {
            "routes": [routes[name] for name in names],
            "carry_forward": [carried[name] for name in names],
        },
        index=pd.Index(names, name="pot"),
    )
    funding = pd.DataFrame({"allocation_gbp": list(money.values())}, index=index)
    return replace(tiny(), funding=funding, pots=pots)


def payable(scenario: Scenario, spent: np.ndarray) -> bool:
    """Whether pots can pay for spending by route and year: a linear program."""
    found = limits(scenario)
    pots = scenario.pots.to_dict("index")
    cells_of = [(route, year) for route in found.routes for year in found.years]
    pays = [
        (cell, number)
        for cell, (route, year) in enumerate(cells_of)
        for number, (pot, paid) in enumerate(scenario.funding.index)
        if route in (pots[pot]["routes"] or [route])
        and (paid == year or (paid < year and pots[pot]["carry_forward"]))
    ]
    if not pays:
        return not spent.any()
    cells, money = np.array(pays).T
    equal = np.array([cells == cell for cell in range(spent.size)], dtype=float)
    most = np.array([money == n for n in range(len(scenario.funding))], dtype=float)
    pounds = scenario.funding["allocation_gbp"].to_numpy(float)
    solved = linprog(np.zeros(len(pays)), most, pounds, equal, spent.ravel())
    return bool(solved.status == 0)


def test_one_pot_that_carries_forward_is_cumulative_spending() -> None:
    money = {("all", 2025): 3.0, ("all", 2026): 4.0}
    found = limits(scenario_of(money, {"all": ()}, {"all": True}))
    assert (found.years, set(found.routes)) == ((2025, 2026, 2027), {BASE, GROWTH, NEW})
    # From the last funded year on there is no more: all spending is one row.
    both = zip(found.most, found.cells, strict=True)
    rows = {int(most): cells.all(axis=0).tolist() for most, cells in both}
    assert rows == {3: [True, False, False], 7: [True, True, True]}
    assert set(found.about) == {
        "to the financial year 2025",
        "to the financial year 2027",
    }


def test_alike_pots_are_one() -> None:
    money = {("one", 2025): 3.0, ("other", 2025): 4.0}
    two = scenario_of(money, {"one": (), "other": ()}, {"one": True, "other": True})
    found = limits(two)
    assert found.most.tolist() == [7.0]
    assert total(two.funding)["allocation_gbp"].to_dict() == {2025: 7.0}


def test_money_that_is_not_carried_forward_pays_for_its_year_alone() -> None:
    money = {("all", 2025): 3.0, ("all", 2026): 4.0}
    found = limits(scenario_of(money, {"all": ()}, {"all": False}))
    for cells in found.cells:
        assert (cells == cells.all(axis=0)).all()
    years = [tuple(cells.all(axis=0).tolist()) for cells in found.cells]
    rows = sorted(zip(found.most.tolist(), years, strict=True))
    assert rows == [
        (0.0, (False, False, True)),
        (3.0, (True, False, False)),
        (4.0, (False, True, False)),
    ]


def test_a_pot_for_bases_does_not_pay_for_a_school() -> None:
    money = {("bases", 2025): 5.0, ("all", 2025): 2.0}
    given = scenario_of(
        money, {"bases": (BASE,), "all": ()}, {"bases": True, "all": True}
    )
    found = limits(given)
    by_routes = {
        tuple(np.array(found.routes)[cells.any(axis=1)].tolist()): float(most)
        for cells, most in zip(found.cells, found.most, strict=True)
    }
    assert by_routes.pop((GROWTH, NEW)) == 2.0
    assert list(by_routes.values()) == [7.0]
    assert {about.split(", ")[1] for about in found.about} == {"all", "bases and all"}


def drawn(rng: np.random.Generator) -> Scenario:
    """The tiny scenario with one to three pots drawn."""
    names = [f"p{number}" for number in range(rng.integers(1, 4))]
    money = {
        (name, 2025 + year): float(rng.integers(0, 9))
        for name in names
        for year in range(3)
        if rng.random() < 0.7 or year == 1
    }
    routes = {
        name: tuple(route for route in ROUTES if rng.random() < 0.5) for name in names
    }
    return scenario_of(money, routes, {n: bool(rng.random() < 0.5) for n in names})


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_spending_keeps_the_rows_exactly_when_the_pots_can_pay(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scenario = drawn(rng)
    found = limits(scenario)
    shape = found.cells.shape[1:]
    for _ in range(6):
        spent = rng.integers(0, 6, shape) * (
            rng.random(shape) < rng.choice([0.15, 0.5])
        )
        within = (found.cells * spent).sum(axis=(1, 2)) <= found.most
        assert bool(within.all()) == payable(scenario, spent.astype(float))


def test_pots_beyond_counting_are_refused() -> None:
    money = {(f"p{n}", 2025 + year): 1.0 for n in range(6) for year in range(6)}
    routes: dict[str, tuple[str, ...]] = {
        f"p{n}": some
        for n, some in enumerate(
            [(), (BASE,), (GROWTH,), (NEW,), (BASE, GROWTH), (GROWTH, NEW)]
        )
    }
    given = scenario_of(money, routes, dict.fromkeys(routes, False))
    with pytest.raises(DataError, match=r"2,000 conditions") as refused:
        limits(given)
    assert refused.value.problems[0].file == "funding.csv"


def spending(cells: dict[tuple[str, int], float]) -> pd.Series:
    """Pounds by route and financial year."""
    index = pd.MultiIndex.from_tuples(list(cells), names=["route", "year"])
    return pd.Series(list(cells.values()), index=index)


def test_money_that_would_lapse_is_charged_first_and_the_widest_pot_last() -> None:
    scenario = scenario_of(
        {("any", 2025): 100.0, ("bases", 2025): 100.0, ("year", 2026): 30.0},
        {"any": (), "bases": (BASE,), "year": ()},
        {"any": True, "bases": True, "year": False},
    )
    charged = paid(scenario, spending({(BASE, 2026): 90.0, (GROWTH, 2026): 60.0}))
    by_pot = charged.groupby(level="pot").sum()
    assert by_pot.to_dict() == pytest.approx({"any": 30.0, "bases": 90.0, "year": 30.0})
    growth = charged.xs(GROWTH, level="route").groupby(level="pot").sum()
    assert growth.sum() == pytest.approx(60.0)
    assert growth["any"] + growth["year"] == pytest.approx(60.0)


def test_approved_spending_ahead_is_charged_to_later_money_of_the_same_pot() -> None:
    scenario = scenario_of(
        {("any", 2025): 100.0, ("any", 2026): 100.0}, {"any": ()}, {"any": True}
    )
    charged = paid(scenario, spending({(BASE, 2025): 130.0, (BASE, 2026): 40.0}))
    ahead = charged[
        charged.index.get_level_values("funded")
        > charged.index.get_level_values("year")
    ]
    assert ahead.sum() == pytest.approx(30.0)
    assert charged.sum() == pytest.approx(170.0)


def test_what_no_pot_may_pay_for_is_charged_to_none() -> None:
    scenario = scenario_of(
        {("bases", 2025): 100.0}, {"bases": (BASE,)}, {"bases": True}
    )
    assert paid(scenario, spending({(GROWTH, 2025): 10.0})).empty


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_all_is_charged_in_time_exactly_when_the_rows_are_kept(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scenario = drawn(rng)
    found = limits(scenario)
    spent = rng.integers(0, 6, found.cells.shape[1:]).astype(float)
    spent *= rng.random(spent.shape) < rng.choice([0.15, 0.5])
    cells = [(route, year) for route in found.routes for year in found.years]
    charged = paid(scenario, spending(dict(zip(cells, spent.ravel(), strict=True))))
    used, year = (charged.index.get_level_values(name) for name in ("funded", "year"))
    in_time = charged[used <= year].sum()
    within = (found.cells * spent).sum(axis=(1, 2)) <= found.most
    assert bool(within.all()) == (in_time >= spent.sum() - 1e-6)
    money = scenario.funding["allocation_gbp"]
    by_money = charged.groupby(level=["pot", "funded"]).sum()
    assert (by_money <= money.reindex(by_money.index).to_numpy() + 1e-6).all()
