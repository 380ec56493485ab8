"""Curves over money: against every plan, monotone, and judged point by point."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from capital_planner.checks import check_plan
from capital_planner.envelopes import with_envelope
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from optimiser import committed, place_children, tradeoff
from optimiser.assessment import Assessor
from optimiser.guide import Guide
from optimiser.options import known_choices
from optimiser.public import Found, explore
from optimiser.standing import Standing
from optimiser.tradeoff import MoneyPoint, Pace, growing, over_money, quality_of
from tests.optimiser.figures import least_cost
from tests.optimiser.paying import BRIEFLY, WHOLLY, paying, search_by_prices

KNOWN = 10e6
TIMES = (0.2, 0.6, 1.0)
MONEY = 25e3
"""Pounds a year at which some schemes, not all, can be paid for."""


def curve(scenario: Scenario, pace: Pace) -> list[MoneyPoint]:
    return over_money(scenario, [KNOWN * t for t in TIMES], KNOWN, pace)


def cost(plan: Plan) -> float:
    return quality_of(plan).objective_gbp


def test_every_point_is_the_best_of_all_plans_with_its_money() -> None:
    scenario = paying(MONEY)
    points = curve(scenario, WHOLLY)
    assert [point.envelope_gbp for point in points] == [KNOWN * t for t in TIMES]
    for point, times in zip(points, TIMES, strict=True):
        assert cost(point.plan) == pytest.approx(least_cost(point.scenario), rel=1e-9)
        money = point.scenario.funding["allocation_gbp"].sum()
        assert money == pytest.approx(scenario.funding["allocation_gbp"].sum() * times)
        assert point.scenario.settings.envelope_gbp == point.envelope_gbp
        assert quality_of(point.plan).status == "best possible"
    assert cost(points[-1].plan) < cost(points[0].plan)


def test_more_money_is_never_worse_and_every_point_is_sound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search_by_prices(monkeypatch)
    points = curve(paying(MONEY), BRIEFLY)
    for poorer, richer in pairwise(points):
        assert cost(richer.plan) <= cost(poorer.plan)
        one, other = quality_of(poorer.plan), quality_of(richer.plan)
        assert min(other.bound_gbp, one.objective_gbp) <= one.bound_gbp
    for point in points:
        best = least_cost(point.scenario)
        assert quality_of(point.plan).bound_gbp <= best <= cost(point.plan) + 1e-3
        placements = place_children(point.scenario, point.plan)
        assert check_plan(point.scenario, point.plan, placements) == []
        assert point.worth_of_a_pound >= 0


def test_a_curve_that_is_stopped_holds_the_points_found_till_then() -> None:
    scenario, amounts = paying(MONEY), [0.2 * KNOWN, KNOWN, 2 * KNOWN]
    whole = over_money(scenario, amounts, KNOWN, WHOLLY)
    seen: list[list[MoneyPoint]] = []
    seen.extend(growing(scenario, amounts, KNOWN, WHOLLY, stop=lambda: len(seen) == 2))
    assert [[p.envelope_gbp for p in points] for points in seen] == [
        amounts[1:2],
        amounts[:2],
    ]
    for point, full in zip(seen[-1], whole[:2], strict=True):
        assert point.plan.choices.equals(full.plan.choices)
        assert cost(point.plan) == cost(full.plan)


def test_a_curve_begins_with_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = paying(MONEY)
    known = explore(Standing(scenario, WHOLLY.first))
    begun: list[tuple[Guide | None, object]] = []

    def listening(standing: Standing, start: Guide | None, base: Assessor) -> Found:
        begun.append((start, standing.settings))
        hasty = Standing(standing.scenario, standing.settings, stop=lambda: True)
        return explore(hasty, start, base)

    monkeypatch.setattr(tradeoff, "explore", listening)
    pace = replace(WHOLLY, again=replace(WHOLLY.again, time_limit_s=299.0))
    ((point,),) = list(growing(scenario, [KNOWN], KNOWN, pace, known=known))
    assert begun == [(known.guide, pace.first)]
    assert cost(point.plan) == pytest.approx(least_cost(point.scenario))
    assert quality_of(point.plan).bound_gbp == pytest.approx(cost(point.plan))
    assert len(list(growing(scenario, [KNOWN], KNOWN, pace))) == 1
    assert begun[1:] == [(None, pace.first)]


def stubbed(
    monkeypatch: pytest.MonkeyPatch, scenario: Scenario, better_at: float
) -> float:
    """A search that finds the best plan of the scenario at one envelope alone."""
    best = explore(Standing(scenario, WHOLLY.first))

    def search(standing: Standing, *_: object) -> Found:
        here = standing.scenario
        plan = committed(scenario)
        if here.settings.envelope_gbp == better_at:
            plan = best.plan
        assessor = Assessor.of(here)
        known = known_choices(plan.choices, assessor.options, here)
        pounds = assessor.objective_gbp(known[~assessor.options.on_site[known]])
        quality = replace(quality_of(best.plan), objective_gbp=pounds, bound_gbp=0.0)
        return Found(Plan(plan.choices, quality), best.guide)

    monkeypatch.setattr(tradeoff, "explore", search)
    return cost(best.plan)


def test_a_plan_found_with_less_money_is_kept_with_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = paying(MONEY)
    best = stubbed(monkeypatch, scenario, KNOWN)
    poor, here, rich = over_money(
        scenario, [KNOWN * 0.01, KNOWN, KNOWN * 3], KNOWN, WHOLLY
    )
    assert cost(here.plan) == cost(rich.plan) == pytest.approx(best)
    assert cost(poor.plan) > best
    assert rich.plan.choices.equals(here.plan.choices)


def test_a_plan_found_with_more_money_serves_where_less_pays_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = paying(MONEY)
    best = stubbed(monkeypatch, scenario, KNOWN * 3)
    nothing, here, rich = over_money(
        scenario, [KNOWN * 0.01, KNOWN, KNOWN * 3], KNOWN, WHOLLY
    )
    assert cost(here.plan) == cost(rich.plan) == pytest.approx(best)
    assert cost(nothing.plan) > best
    for point in (nothing, here, rich):
        placements = place_children(point.scenario, point.plan)
        assert check_plan(point.scenario, point.plan, placements) == []


def test_a_pound_is_worth_something_only_where_money_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search_by_prices(monkeypatch)
    short, ample = over_money(paying(MONEY), [KNOWN, KNOWN * 50], KNOWN, BRIEFLY)
    assert short.worth_of_a_pound > 0.01
    assert ample.worth_of_a_pound == pytest.approx(0.0, abs=1e-6)


def test_the_worth_of_a_pound_is_the_price_of_every_year_it_comes_in() -> None:
    """A pound of envelope is phased: what a year has of it counts from that year on."""
    scenario = with_envelope(paying(MONEY), KNOWN, KNOWN)
    assessor = Assessor.of(scenario)
    guide = explore(Standing(scenario, WHOLLY.first)).guide
    rows = [name for name in guide.limits.index if str(name[0]) == "within_the_money"]
    assert rows
    priced = guide.limits * 0.0
    last = max(rows, key=lambda name: str(name[1]))
    priced.loc[[last]] = 2.0
    more = tradeoff.with_a_little_more(scenario, KNOWN, KNOWN)
    worth = tradeoff._worth_of_a_pound(
        scenario, more, assessor.options, Guide(guide.choices, guide.place, priced)
    )
    kept = scenario.funding["allocation_gbp"].sum() / KNOWN
    assert worth == pytest.approx(2.0 * kept, rel=1e-6)
    assert np.isfinite(worth)


def test_a_curve_may_begin_with_no_money_at_all() -> None:
    nothing, here = over_money(paying(MONEY), [0.0, KNOWN], KNOWN, WHOLLY)
    assert nothing.scenario.funding["allocation_gbp"].sum() == 0
    assert cost(nothing.plan) == pytest.approx(least_cost(nothing.scenario), rel=1e-9)
    assert nothing.worth_of_a_pound >= 0
    assert cost(here.plan) < cost(nothing.plan)
