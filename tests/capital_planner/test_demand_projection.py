"""The projection conserves children, and each assumption does what it says."""

import json
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

from capital_planner.demand import Projection, project
from capital_planner.demand.joint import AGES
from capital_planner.demand.projection import LATENT_PARTS, PARTS, PLACED
from capital_planner.demand.rates import accounts, new_rates
from capital_planner.needs import PHASES
from capital_planner.population import children
from capital_planner.settings import Future
from tests.capital_planner.lancashire import (
    BASE_YEAR,
    EVERY_YEAR,
    case,
    projected,
    with_figure,
)

GOLDEN = Path(__file__).parents[1] / "golden"
BACKLOG_YEAR, REFORM_YEAR = 2025, 2029
NOT_SAID_IN_PUBLIC = ("demand", "stock", "flow", "unplaced", "repatriat", "reliance")


def _totals(projection: Projection) -> pd.Series:
    totals: pd.Series = projection.children().sum()
    return totals


def _arrivals(projection: Projection) -> pd.DataFrame:
    """New plans and moves by age and year: what ageing and ceasing leave."""
    plans = projection.plans.groupby(level="age").sum()
    kept = plans.shift(1, fill_value=0.0)
    kept = kept.mul(1 - projection.ceased_rate.reindex(AGES).fillna(1.0), axis=0)
    return plans - kept.shift(1, axis=1)


def _expected(year: int, factor: float) -> pd.Series:
    """Mean rate of the last two years on the children of the year, and moves."""
    given = case().assumptions
    people = children(case(), [2023, 2024, year]).groupby(level="age").sum()
    new = new_rates(case(), [2023, 2024], people) * people[year].reindex(AGES)
    left = accounts(case())[0].by_age
    moves = pd.Series(0.0, index=AGES)
    for phase in PHASES:
        ages = [age for age in phase.ages if age in left.index]
        moves[ages] = left[ages].mean()
    return new * factor + moves * given.value("net_moves_share", "central")


@pytest.mark.parametrize(("year", "factor"), [(2026, 1.0), (2028, 1.0), (2032, 0.9)])
def test_plans_out_are_plans_in_and_new_less_ceased(year: int, factor: float) -> None:
    found, expected = _arrivals(projected())[year], _expected(year, factor)
    assert found.to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-8)


def test_nobody_has_fewer_than_no_plans() -> None:
    for future in get_args(Future):
        assert (projected(future).plans >= 0).to_numpy().all()
        assert (projected(future).parts >= 0).to_numpy().all()


def test_overdue_plans_come_once() -> None:
    without = project(with_figure("backlog_plans", 0.0), "central")
    more = _arrivals(projected()).sum() - _arrivals(without).sum()
    expected = [2200.0 if year == BACKLOG_YEAR else 0.0 for year in EVERY_YEAR[1:]]
    assert more[EVERY_YEAR[1:]].to_numpy() == pytest.approx(expected, abs=1e-6)


def test_overdue_plans_are_of_the_ages_of_new_plans() -> None:
    without = project(with_figure("backlog_plans", 0.0), "central")
    more = (projected().plans - without.plans)[BACKLOG_YEAR].groupby(level="age").sum()
    assert more.idxmax() in range(4, 12)
    assert more.loc[21:].to_numpy() == pytest.approx(0.0)


def test_reforms_change_nothing_before_their_year() -> None:
    without = project(with_figure("reform_new_plan_factor", 1.0, "central"), "central")
    more = without.plans.sum() - projected().plans.sum()
    before = [year for year in EVERY_YEAR if year < REFORM_YEAR]
    assert more[before].to_numpy() == pytest.approx(0.0)
    assert (more.loc[REFORM_YEAR:] > 50).all()
    assert more.loc[REFORM_YEAR:].is_monotonic_increasing


def test_reforms_start_in_the_year_entered() -> None:
    later = project(with_figure("reform_year", 2031), "central")
    more = later.plans.sum() - projected().plans.sum()
    assert more[REFORM_YEAR - 1] == pytest.approx(0.0)
    assert more[REFORM_YEAR] > 50


def test_futures_are_in_order() -> None:
    low, central, high = (
        _totals(projected(name)) for name in ("low", "central", "high")
    )
    assert (low <= central).all()
    assert (central <= high).all()
    plans = [projected(name).plans.sum() for name in ("low", "central", "high")]
    assert plans[0][BASE_YEAR] == plans[1][BASE_YEAR] == plans[2][BASE_YEAR]
    assert (plans[0] <= plans[1]).all()
    assert (plans[1] <= plans[2]).all()


def test_each_part_of_the_need_is_apart() -> None:
    parts = projected().parts
    assert tuple(parts.index.get_level_values("part").unique()) == PARTS
    summed = parts.groupby(level="part").sum()[BASE_YEAR]
    assert (summed > 0).all()
    assert summed.sum() == pytest.approx(_totals(projected())[BASE_YEAR])


def test_children_placed_today_are_the_published_counts() -> None:
    today = projected().parts.groupby(level="part").sum()[BASE_YEAR]
    outside = projected().outside.sum()
    published = {"state special": 3904, "base": 166, "independent": 934}
    published["specialist post-16"] = 134
    assert today[list(PLACED)].sum() + outside == pytest.approx(sum(published.values()))
    assert 0 < outside < 30
    for part, plans in published.items():
        assert plans - 30 < today[part] <= plans + 0.01


def test_children_waiting_in_mainstream_are_the_share_stated() -> None:
    doubled = project(with_figure("mainstream_waiting", 0.06), "central")
    once = projected().parts.groupby(level="part").sum()
    twice = doubled.parts.groupby(level="part").sum()
    waiting = "waiting in mainstream"
    assert twice.loc[waiting].to_numpy() == pytest.approx(2 * once.loc[waiting])
    rest = [part for part in PARTS if part != waiting]
    assert twice.loc[rest].to_numpy() == pytest.approx(once.loc[rest].to_numpy())


def test_latent_parts_are_of_the_ages_they_say() -> None:
    parts = projected().parts[BASE_YEAR]
    for part in LATENT_PARTS:
        cells = parts.xs(part, level="part")
        ages = cells[cells > 0].index.get_level_values("age")
        grown = part.startswith("post-19")
        assert set(ages) <= (set(range(19, 25)) if grown else set(range(5, 16)))


@pytest.mark.parametrize("ratio", [0.0, 1.0])
def test_growth_needs_a_place_at_the_ratio_stated(ratio: float) -> None:
    changed = with_figure("growth_specialist_ratio", ratio, "central")
    found = project(changed, "central")
    cells, plans = found.children(), found.plans
    today = cells[BASE_YEAR] / plans[BASE_YEAR].where(plans[BASE_YEAR] > 0)
    growth = plans[2030] - plans[BASE_YEAR]
    expected = cells[BASE_YEAR] + ratio * today.fillna(0.0) * growth
    assert cells[2030].to_numpy() == pytest.approx(
        expected.reindex(cells.index).to_numpy()
    )


def test_a_future_says_what_it_assumes_in_public_words() -> None:
    for future in get_args(Future):
        words = projected(future).words
        assert len(words) == 4
        assert all(sentence.endswith(".") for sentence in words)
        said = " ".join(words).lower()
        assert not [word for word in NOT_SAID_IN_PUBLIC if word in said]
    rate, overdue, reforms, place = projected("low").words
    assert "0.70 times" in rate
    assert "2,200 more plans" in overdue
    assert "in 2025, once" in overdue
    assert "From 2029" in reforms
    assert "0.75 times" in reforms
    assert "0.45 times" in place


def test_children_by_year_are_the_golden_figures() -> None:
    golden = json.loads((GOLDEN / "children_by_year.json").read_text(encoding="utf-8"))
    for future in get_args(Future):
        found = _totals(projected(future)).to_numpy()
        assert found == pytest.approx(golden[future], abs=0.05), future
