"""The share at which the conclusion changes."""

import pandas as pd
import pytest

from capital_planner.candidates import LEAST_EXPANSION
from capital_planner.evidence import (
    BasesFirst,
    Step,
    at_share,
    largest_factor,
    turning_point,
)
from capital_planner.evidence.reasons import MET, REASONS, SPECIAL
from capital_planner.scenario import build
from capital_planner.settings import ScenarioSettings
from tests.capital_planner import lancashire


def step(factor: float, special: float) -> Step:
    index = pd.MultiIndex.from_tuples(
        [
            ("North", need, phase, year)
            for need in ("ASD", "SLD")
            for phase in ("primary", "secondary", "post-16")
            for year in (2034, 2035)
        ],
        names=["district", "need", "phase", "year"],
    )
    children = pd.DataFrame(0.0, index=index, columns=[*MET, *REASONS])
    children.loc[("North", "ASD", "primary", 2035), SPECIAL] = special
    children.loc[("North", "ASD", "post-16", 2035), SPECIAL] = 99.0
    children.loc[("North", "ASD", "primary", 2034), SPECIAL] = 99.0
    return Step(factor, BasesFirst(children, 0.2, 1, 8, 3e5), "made for tests")


class Looker:
    """Special school places needed fall in a line with the share."""

    def __init__(self, turns_at: float) -> None:
        self.turns_at = turns_at
        self.asked: list[float] = []

    def __call__(self, factor: float) -> Step:
        self.asked.append(factor)
        return step(factor, LEAST_EXPANSION + 10 * (self.turns_at - factor))

    def known(self) -> list[Step]:
        found = [self(factor) for factor in (0.5, 1.0, 1.5)]
        self.asked.clear()
        return found


@pytest.mark.parametrize("turns_at", [0.13, 0.7, 1.26, 2.3, 5.99])
def test_halving_finds_where_the_conclusion_changes(turns_at: float) -> None:
    look = Looker(turns_at)
    turning = turning_point(look.known(), look, most=6.0)
    assert turning.between is not None
    low, high = turning.between
    assert low <= turns_at <= high
    assert high - low <= 0.02
    assert len(look.asked) == len(set(look.asked)) <= 12
    factors = [found.factor for found in turning.steps]
    assert factors == sorted(factors)
    for found in turning.steps:
        assert found.holds == (found.factor <= turns_at)


@pytest.mark.parametrize("turns_at", [-1.0, 9.0])
def test_no_share_may_change_it(turns_at: float) -> None:
    look = Looker(turns_at)
    turning = turning_point(look.known(), look, most=6.0)
    assert turning.between is None
    assert look.asked == [0.0, 6.0]


def test_only_the_last_year_before_16_counts() -> None:
    assert step(1.0, 3.9).special == pytest.approx(3.9)
    assert not step(1.0, 3.9).holds
    assert step(1.0, 4.0).holds


def test_at_the_largest_factor_every_share_is_at_its_most() -> None:
    tiers = lancashire.scenario("district").tier_share
    most = largest_factor(tiers)
    stated = lancashire.case().assumptions.by_key("base_met_share")

    def shares(factor: float) -> pd.DataFrame:
        return at_share(lancashire.scenario("district"), stated, factor).tier_share

    some = tiers["base"] > 0
    assert (shares(most)["special"][some] < 1e-9).all()
    assert (shares(most * 0.99)["special"][some] > 1e-9).any()
    assert most > 1.5


@pytest.mark.parametrize("factor", [0.5, 1.5])
def test_another_share_is_as_if_the_scenario_were_built_so(factor: float) -> None:
    settings = ScenarioSettings(resolution="district", base_share=factor)
    built = build(lancashire.case(), "central", settings)
    stated = lancashire.case().assumptions.by_key("base_met_share")
    found = at_share(lancashire.scenario("district"), stated, factor)
    assert found.settings == built.settings
    pd.testing.assert_frame_equal(found.tier_share, built.tier_share)
    most = at_share(found, stated, 100.0).tier_share
    assert most.to_numpy().min() >= 0
    assert most.sum(axis=1).to_numpy() == pytest.approx(1.0)


def test_without_any_share_the_factor_is_one() -> None:
    tiers = lancashire.scenario("district").tier_share
    assert largest_factor(tiers.assign(base=0.0)) == 1.0
