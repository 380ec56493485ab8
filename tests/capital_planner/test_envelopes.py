"""The same scenario with more or less capital."""

from dataclasses import replace

import pytest

from capital_planner.envelopes import envelopes, less, with_envelope
from capital_planner.errors import DataError
from capital_planner.objective import capital_spend
from tests import oracle
from tests.tiny import tiny_scenario

KNOWN = 10e6


def test_money_is_phased_as_before() -> None:
    scenario = tiny_scenario()
    richer = with_envelope(scenario, 3 * KNOWN, KNOWN)
    before, after = (s.funding["allocation_gbp"] for s in (scenario, richer))
    assert after.tolist() == pytest.approx((before * 3).tolist())
    assert richer.settings.envelope_gbp == 3 * KNOWN
    assert scenario.settings.envelope_gbp is None


def test_what_is_spent_on_something_else_is_gone() -> None:
    scenario = tiny_scenario()
    money = float(scenario.funding["allocation_gbp"].sum())
    left = less(scenario, 0.25 * money, KNOWN)
    assert float(left.funding["allocation_gbp"].sum()) == pytest.approx(0.75 * money)
    assert left.settings.envelope_gbp == pytest.approx(0.75 * KNOWN)
    nothing = less(scenario, 2 * money, KNOWN)
    assert float(nothing.funding["allocation_gbp"].sum()) == 0


def test_a_curve_goes_from_what_is_committed_through_today_to_more() -> None:
    scenario = tiny_scenario()
    programme = oracle.plan_of(scenario)
    cash = float(capital_spend(scenario, programme)["cash_gbp"].sum())
    kept = float(scenario.funding["allocation_gbp"].sum()) / KNOWN
    points = envelopes(scenario, programme, KNOWN, 12)
    assert len(points) == 12
    assert points == sorted(points)
    assert points[0] * kept == pytest.approx(cash)
    assert points[-1] == 2.5 * KNOWN
    assert KNOWN in points[1:-1]


def test_a_curve_does_not_begin_at_a_sum_that_tells_an_exempt_cost() -> None:
    scenario = tiny_scenario()
    programme = oracle.plan_of(scenario)
    need = envelopes(scenario, programme, KNOWN, 12)[0]
    exempt = scenario.schemes.assign(cost_exempt=True)
    secret = replace(scenario, schemes=exempt)
    points = envelopes(secret, programme, KNOWN, 12)
    assert len(points) == 12
    assert points == sorted(set(points))
    assert points[-1] == 2.5 * KNOWN
    assert KNOWN in points
    assert points[0] >= need
    assert points[0] % KNOWN == 0


def test_what_is_made_of_no_money_is_refused() -> None:
    """Nothing says how money would be phased: that is said, not divided by."""
    scenario = tiny_scenario()
    programme = oracle.plan_of(scenario)
    penniless = with_envelope(scenario, 0.0, KNOWN)
    assert float(penniless.funding["allocation_gbp"].sum()) == 0
    for refused in (
        lambda: with_envelope(penniless, KNOWN, 0.0),
        lambda: less(penniless, 1.0, 0.0),
        lambda: envelopes(penniless, programme, 0.0, 3),
        lambda: envelopes(penniless, programme, KNOWN, 3),
    ):
        with pytest.raises(DataError) as caught:
            refused()
        (problem,) = caught.value.problems
        assert "more than 0 pounds" in problem.remedy
