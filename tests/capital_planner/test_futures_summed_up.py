"""What many futures are summed up to: intervals, coverage, verdicts, choice."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.futures import (
    Foretold,
    compare,
    coverage,
    draw,
    expected_places,
    foretell_all,
    intervals,
    lay_ground,
    public_intervals,
    reforecast,
    verdicts,
)
from capital_planner.futures.intervals import CHILDREN, PLANS
from capital_planner.futures.verdicts import later, schemes_tried, without
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.plan import Plan
from tests.capital_planner.lancashire import case, scenario
from tests.tiny import tiny_scenario


def _with_totals(plans: list[float]) -> pd.DataFrame:
    table = case().plans_by_placement.copy()
    rows = (table["placement"] == "ehcplans").to_numpy()
    return table.assign(plans=table["plans"].astype(float).mask(rows, np.nan)).assign(
        plans=lambda frame: frame["plans"].where(
            ~rows, frame["year"].map(dict(zip(range(2019, 2026), plans, strict=True)))
        )
    )


def test_every_published_total_is_foretold_up_to_three_years_ahead() -> None:
    table = reforecast(case(), count=2_000)
    held = coverage(table)
    assert held["foretold"].to_dict() == {1: 6, 2: 5, 3: 4}
    assert held["within"].sum() >= 10
    assert table.loc[(1, 2025), "counted"] == 12_317
    assert ((table["low"] < table["middle"]) & (table["middle"] < table["high"])).all()
    width = (table["high"] - table["low"]).groupby(level="years_ahead").mean()
    assert width.is_monotonic_increasing


def test_a_total_is_foretold_without_its_own_growth() -> None:
    plans = [1000.0 * 1.1**year for year in range(7)]
    plans[-1] *= 2
    changed = replace(case(), plans_by_placement=_with_totals(plans))
    table = reforecast(changed, count=200)
    assert table.loc[(1, 2025), "high"] == pytest.approx(1000 * 1.1**6)
    assert not table.loc[(1, 2025), "within"]
    assert float(table["high"].loc[[(1, 2024)]].iloc[0]) > 1000 * 1.1**5 * 1.2


def test_intervals_are_those_of_the_futures() -> None:
    rng = np.random.default_rng(0)
    plans = rng.random((50, len(NEED_GROUPS), 2)) * 100
    children = rng.random((50, 2, len(NEED_GROUPS), len(PHASE_NAMES), 2)) * 10
    table = intervals(Foretold(("North", "South"), (2024, 2025), plans, children))
    for key, values in (
        ((PLANS, "all", "all", "all", 2025), plans.sum(axis=1)[:, 1]),
        ((PLANS, "all", "SEMH", "all", 2024), plans[:, 2, 0]),
        ((CHILDREN, "South", "all", "all", 2025), children[:, 1, ..., 1].sum((1, 2))),
        ((CHILDREN, "all", "ASD", "all", 2024), children[:, :, 0, :, 0].sum((1, 2))),
        (
            (CHILDREN, "all", "all", "post-16", 2025),
            children[:, :, :, 2, 1].sum((1, 2)),
        ),
    ):
        expected = np.quantile(values, [0.1, 0.5, 0.9])
        assert table.loc[[key]].to_numpy()[0] == pytest.approx(expected)


def test_published_intervals_show_no_small_number() -> None:
    children = np.full((3, 1, len(NEED_GROUPS), len(PHASE_NAMES), 1), 0.5)
    children[:, :, 0] = 0.02
    plans = np.full((3, len(NEED_GROUPS), 1), 103.0)
    shown = public_intervals(intervals(Foretold(("North",), (2024,), plans, children)))
    figures = shown.set_index(["measure", "need", "phase"])["middle"]
    assert figures[PLANS, "ASD", "all"] == 105
    assert figures[CHILDREN, "ASD", "all"] == 0
    assert pd.isna(figures[CHILDREN, "SEMH", "all"])


def test_stopping_gives_the_futures_done() -> None:
    ground = lay_ground(case(), scenario("district"))
    asked = iter([False, False, True])
    done = foretell_all(ground, draw(case(), 5, 0), lambda: next(asked))
    assert len(done.children) == len(done.plans) == 2


def _outcomes(costs: dict[str, list[float]], children: list[float]) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [list(costs), range(len(children))], names=["plan", "future"]
    )
    cost = [figure for figures in costs.values() for figure in figures]
    counts = np.tile(children, len(costs))
    return pd.DataFrame({"whole_cost_gbp": cost, "children_2025": counts}, index=index)


def test_verdicts_on_schemes() -> None:
    plan = [100.0] * 10
    costs = {
        "P": plan,
        "without sure": [101.0] * 9 + [99.0],
        "later sure": [102.0] * 10,
        "without grown": [99.0] * 4 + [101.0] * 1 + [101.0] * 5,
        "later grown": [99.0] * 6 + [101.0] * 4,
        "without fixed": [100.0] * 10,
    }
    found = verdicts(_outcomes(costs, list(range(10))), "P", ["sure", "grown", "fixed"])
    assert found["works"].to_dict() == {"sure": 9, "grown": 6, "fixed": 0}
    assert found["works_many"].to_dict() == {"sure": 4, "grown": 5, "fixed": 0}
    assert found["works_few"].to_dict() == {"sure": 5, "grown": 1, "fixed": 0}
    assert found.index[found["no_regret"]].tolist() == ["sure"]
    assert found.index[found["only_if_many"]].tolist() == ["grown"]
    assert found.index[found["defer"]].tolist() == ["grown"]
    assert found.index[found["later_costs_less"].isna()].tolist() == ["fixed"]
    assert found.loc["sure", "saving_gbp"] == pytest.approx(0.8)


def test_a_plan_may_be_best_on_average_and_not_in_the_dearest_tenth() -> None:
    costs = {"bold": [10.0] * 18 + [200.0] * 2, "safe": [40.0] * 20}
    found = compare(_outcomes(costs, [1.0] * 20))
    assert found["expected_gbp"].to_dict() == {"bold": 29.0, "safe": 40.0}
    assert found["worst_decile_gbp"].to_dict() == {"bold": 200.0, "safe": 40.0}
    assert found["lowest_in"].to_dict() == {"bold": 18, "safe": 2}
    assert found.index[found["best_expected"]].tolist() == ["bold"]
    assert found.index[found["best_worst"]].tolist() == ["safe"]


def test_expected_places_count_each_scheme_by_its_chance() -> None:
    tiny = tiny_scenario()
    names = ["host-1-asd", "growth-b", "on-site-base"]
    choices = pd.DataFrame(
        {"places": [6, 2, 3], "opening_year": [2026, 2026, 2025]},
        index=pd.Index(names, name="scheme"),
    )
    schemes = tiny.schemes.assign(success=tiny.schemes["success"].astype(float))
    schemes.loc["host-1-asd", "success"] = 0.5
    schemes.loc["growth-b", "success"] = 1.0
    found = expected_places(replace(tiny, schemes=schemes), Plan(choices))
    assert found.to_dict() == {"planned": 8.0, "expected": 5.0}


def test_a_plan_without_a_scheme_or_with_it_later() -> None:
    tiny = tiny_scenario()
    choices = pd.DataFrame(
        {"places": [6, 3], "opening_year": [2026, 2025]},
        index=pd.Index(["host-1-asd", "on-site-base"], name="scheme"),
    )
    plan = Plan(choices)
    assert schemes_tried(tiny, plan) == ["host-1-asd"]
    assert without(plan, "host-1-asd").choices.index.tolist() == ["on-site-base"]
    moved = later(plan, "host-1-asd").choices["opening_year"]
    assert moved.to_dict() == {"host-1-asd": 2028, "on-site-base": 2025}
    assert plan.choices["opening_year"].to_dict()["host-1-asd"] == 2026
