"""Drawn futures: the same whenever drawn, around the central path, and conserving."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from capital_planner.demand.components import components
from capital_planner.demand.paths import LATENT_KEYS, named_path
from capital_planner.demand.projection import follow
from capital_planner.futures import Ground, Sampled, draw, foretell, lay_ground, sample
from capital_planner.futures.chance import strayed
from capital_planner.futures.rates import Spread, deviations
from capital_planner.futures.sampling import ranges
from capital_planner.scenario import build
from capital_planner.settings import FUTURES, Future, ScenarioSettings
from tests.capital_planner.lancashire import (
    EVERY_YEAR,
    case,
    projected,
    scenario,
    with_figure,
)

MANY = 150


@cache
def ground() -> Ground:
    return lay_ground(case(), scenario("locality"))


@cache
def sampled() -> tuple[Sampled, ...]:
    return tuple(sample(ground(), future) for future in draw(case(), MANY, 0))


def central() -> Sampled:
    path = named_path(case().assumptions, "central", EVERY_YEAR[1:])
    return foretell(ground(), path)


def test_a_draw_is_the_same_whatever_is_drawn_beside_it() -> None:
    few, many = draw(case(), 3, 7), draw(case(), 9, 7)
    assert few == many[:3]
    assert len({future.path.ceased_factor for future in many}) == len(many)
    assert draw(case(), 3, 8) != few
    again = sample(ground(), few[2])
    first = sample(ground(), many[2])
    assert np.array_equal(again.demand, first.demand)


def test_draws_keep_within_what_is_stated() -> None:
    corners = ranges(case()).triangles
    paths = [future.path for future in draw(case(), 200, 1)]
    for name in ("reform_factor", "growth_ratio", "waiting", "ceased_factor"):
        low, likeliest, high = corners[name]
        figures = [getattr(path, name) for path in paths]
        assert low <= min(figures) < likeliest < max(figures) <= high
    for key in LATENT_KEYS:
        low, _, high = corners[key]
        assert all(low <= path.latent[key] <= high for path in paths)
    assert all(rate >= 0 for path in paths for rate in path.new_plan_rate.values())


def test_a_figure_without_a_range_is_not_drawn() -> None:
    table = case().assumptions.table.copy()
    table.loc[[("ceased_factor", "")], ["low", "high"]] = np.nan
    fixed = replace(case(), assumptions=replace(case().assumptions, table=table))
    assert {future.path.ceased_factor for future in draw(fixed, 5, 0)} == {1.0}


def test_deviations_have_no_drift_and_persist_as_stated() -> None:
    rng = np.random.default_rng(0)
    lasting = deviations(rng, Spread(0.1, 0.04, 1_000, 0.8), 3, 20_000)
    fleeting = deviations(rng, Spread(0.1, 0.04, 1_000, 0.0), 3, 20_000)
    assert np.abs(lasting.mean(axis=0)).max() < 0.001
    assert lasting.std(axis=0) == pytest.approx(np.full(3, 0.04), rel=0.05)
    for strays, kept in ((lasting, 0.8), (fleeting, 0.0)):
        together = (strays[:, 0] * strays[:, 1]).mean() / strays.var()
        assert together == pytest.approx(kept, abs=0.03)


def test_few_years_known_make_a_wider_spread() -> None:
    rng = np.random.default_rng(0)
    few = deviations(rng, Spread(0.1, 0.04, 3, 0.0), 1, 20_000)
    # t with 2 degrees of freedom: 90 % at 1.886 times sqrt(1 + 1/3)
    assert np.quantile(few, 0.9) == pytest.approx(
        0.04 * 1.886 * (4 / 3) ** 0.5, rel=0.05
    )


@pytest.mark.parametrize("future", FUTURES)
def test_a_named_path_is_the_scenario_as_built(future: Future) -> None:
    settings = ScenarioSettings(resolution="district")
    built = build(case(), future, settings)
    named = named_path(case().assumptions, future, EVERY_YEAR[1:])
    found = foretell(lay_ground(case(), scenario("district")), named)
    shape = found.demand.shape[:3]
    for array, frame in (
        (found.demand, built.demand),
        (found.stay, built.stay_share),
        (found.move_up, built.move_up_share),
    ):
        assert array == pytest.approx(frame.to_numpy().reshape(*shape, -1), abs=1e-9)


@pytest.mark.parametrize("number", range(3))
def test_a_drawn_path_is_projected_as_a_named_one(number: int) -> None:
    path = draw(case(), number + 1, 3)[number].path
    found, oracle = foretell(ground(), path), follow(components(case()), path)
    plans = oracle.plans.groupby(level="need", sort=False).sum().to_numpy()
    assert found.plans == pytest.approx(plans)
    inside = oracle.children().loc[4:24].sum().to_numpy()
    unmatched = inside - found.children.sum(axis=(0, 1, 2))
    assert unmatched == pytest.approx(np.full(len(EVERY_YEAR), unmatched[0]), abs=1e-6)
    assert unmatched[0] == pytest.approx(ground().unmatched.sum(), abs=1e-6)


def test_the_mean_of_draws_is_near_the_central_projection() -> None:
    plans = np.mean([future.plans.sum(axis=0) for future in sampled()], axis=0)
    children = np.mean([future.children.sum(axis=(0, 1, 2)) for future in sampled()], 0)
    assert plans == pytest.approx(projected().plans.sum().to_numpy(), rel=0.05)
    assert children == pytest.approx(central().children.sum(axis=(0, 1, 2)), rel=0.06)


def test_intervals_hold_the_central_path_and_grow() -> None:
    plans = np.array([future.plans.sum(axis=0) for future in sampled()])
    low, high = np.quantile(plans, [0.1, 0.9], axis=0)
    middle = central().plans.sum(axis=0)
    assert (low <= middle).all()
    assert (middle <= high).all()
    assert low[0] == pytest.approx(high[0])
    assert high[1] - low[1] < high[-1] - low[-1]


def test_children_are_never_fewer_than_none_nor_those_who_stay_too_many() -> None:
    for future in sampled()[:20]:
        before, after = future.demand[..., :-1], future.demand[..., 1:]
        assert (future.demand >= 0).all()
        assert (future.stay >= 0).all()
        assert (future.move_up >= 0).all()
        assert (future.stay * before <= after + 1e-9).all()
        came = (future.stay * before)[:, :, 1:] + (future.move_up * before)[:, :, :-1]
        assert (came <= after[:, :, 1:] + 1e-9).all()


def test_districts_hold_the_children_of_their_zones() -> None:
    for future in sampled()[:3]:
        border = future.children - ground().to_districts(future.demand)
        assert (border > -1e-9).all()
        assert border.sum() < 300 * len(EVERY_YEAR)


def test_zones_of_a_district_share_its_chance() -> None:
    drawn = draw(case(), 1, 0)[0]
    found, expected = sample(ground(), drawn), foretell(ground(), drawn.path)
    kept = expected.demand[:, 0, 0, 4] > 1
    ratio = found.demand[kept, 0, 0, 4] / expected.demand[kept, 0, 0, 4]
    one = ground().district_of[kept] == 0
    assert ratio[one].max() - ratio[one].min() < 0.02
    assert np.abs(ratio - 1).max() > 0.02


def test_chance_strays_as_small_numbers_do() -> None:
    rng = np.random.default_rng(0)
    ages, years = 6, 6
    ceased = np.array([1.0, 0.1, 0.1, 0.1, 0.1, 0.1])
    expected = np.zeros((2_000, ages, 1, years))
    kept = 20 * np.cumprod(np.append(1.0, 1 - ceased[1:]))
    expected += kept[None, :, None, None]
    away = strayed(rng, expected, ceased)
    assert away[..., 0] == pytest.approx(0.0)
    last = away[:, :, 0, -1]
    assert np.abs(last.mean(axis=0)).max() < 0.5
    # Poisson newcomers thinned by binomial leaving stay Poisson: variance = mean.
    assert last[:, :-1].var(axis=0) == pytest.approx(kept[:-1], rel=0.15)
    # The oldest were counted in the base year: leaving alone.
    left = 0.9**5
    assert last[:, -1].var() == pytest.approx(20 * left * (1 - left), rel=0.15)
    assert (expected + away >= 0).all()


def test_nobody_strays_where_nobody_is() -> None:
    rng = np.random.default_rng(0)
    away = strayed(rng, np.zeros((1, 4, 2, 3)), np.full(4, 0.5))
    assert (away == 0).all()


def test_leaving_more_often_leaves_fewer_plans() -> None:
    path = named_path(case().assumptions, "central", EVERY_YEAR[1:])
    fewer = foretell(ground(), replace(path, ceased_factor=1.27))
    assert fewer.plans.sum(axis=0)[-1] < central().plans.sum(axis=0)[-1] - 500


def test_the_persistence_entered_counts() -> None:
    changed = with_figure("new_plan_rate_persistence", 0.0)
    assert ranges(changed).spread.persistence == 0.0
    assert ranges(case()).spread.persistence == 0.5
