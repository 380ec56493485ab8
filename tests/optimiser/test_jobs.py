"""What a solver's process can be asked to do: told on the way, stopped, handed over."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from capital_planner.futures import Outcomes, verdicts
from capital_planner.futures.verdicts import schemes_tried
from capital_planner.settings import SearchSettings
from data import read_case
from optimiser import committed, engines, find_plan
from optimiser.futures import assess_futures, variants
from optimiser.jobs import AssessInFutures, CurveOverMoney, ExplainPlan, FindPlan
from optimiser.listener import Kept, Step, Stopped, never
from optimiser.public import Found
from optimiser.tradeoff import Pace
from tests.optimiser.test_futures import drawn, few_schemes
from tests.tiny import tiny_scenario

QUICK = SearchSettings(gap=1e-7, time_limit_s=60.0)
HOST = "host-1-asd"
FUTURES = 3


def test_a_search_tells_what_it_learnt_unless_it_was_cut_short() -> None:
    scenario, told = tiny_scenario(), list[object]()
    plan = FindPlan(scenario, QUICK).run(told.append, never)
    pd.testing.assert_frame_equal(plan.choices, find_plan(scenario, QUICK).choices)
    (found,) = [item for item in told if isinstance(item, Found)]
    assert found.plan.quality is plan.quality
    cut = list[object]()
    FindPlan(scenario, QUICK).run(cut.append, lambda: True)
    assert not any(isinstance(item, Found) for item in cut)


def test_prices_are_looked_for_only_where_none_are_known() -> None:
    scenario, told = tiny_scenario(), list[object]()
    plan = find_plan(scenario, QUICK)
    first = ExplainPlan(scenario, plan, QUICK).run(told.append, never)
    (found,) = [item for item in told if isinstance(item, Found)]
    assert any(isinstance(s, Step) and "prices" in s.stage for s in told)
    again = list[object]()
    second = ExplainPlan(scenario, plan, QUICK, found).run(again.append, never)
    assert not any(isinstance(s, Step) and "prices" in s.stage for s in again)
    pd.testing.assert_frame_equal(second.worths, first.worths)
    assert second.gap_gbp == first.gap_gbp


@pytest.mark.parametrize("held", [True, False])
def test_one_scheme_is_explained_whether_the_plan_holds_it_or_not(held: bool) -> None:  # noqa: FBT001
    scenario = tiny_scenario()
    plan = committed(scenario)
    choices = plan.choices.copy()
    if held:
        choices.loc[HOST] = [4, 2026]
    mine = replace(plan, choices=choices)
    told = ExplainPlan(scenario, mine, QUICK, scheme=HOST).run(lambda _: None, never)
    assert [answer.scheme for answer in told.why] == [HOST] * held
    assert [answer.scheme for answer in told.why_not] == [HOST] * (not held)
    assert not told.what_if


def test_a_question_that_is_stopped_has_no_answer() -> None:
    scenario = tiny_scenario()
    with pytest.raises(Stopped):
        ExplainPlan(scenario, committed(scenario), QUICK).run(print, lambda: True)
    curve = CurveOverMoney(scenario, (1e6, 2e6, 3e6), 2e6, Pace(QUICK, QUICK))
    with pytest.raises(Stopped):
        curve.run(lambda _: None, lambda: True)


def test_a_curve_counts_its_points() -> None:
    scenario, told = tiny_scenario(), list[object]()
    known = float(scenario.funding["allocation_gbp"].sum())
    amounts = (0.8 * known, known, 2 * known)
    job = CurveOverMoney(scenario, amounts, known, Pace(QUICK, QUICK))
    points = job.run(told.append, never)
    assert [point.envelope_gbp for point in points] == list(amounts)
    counted = [(s.done, s.count) for s in told if isinstance(s, Step)]
    assert counted == [(n, 3) for n in range(4)]
    kept = [len(k.result) for k in told if isinstance(k, Kept)]  # type: ignore[arg-type]
    assert kept == [1, 2, 3]


def test_a_curve_that_is_stopped_gives_the_points_found() -> None:
    scenario, told = tiny_scenario(), list[object]()
    known = float(scenario.funding["allocation_gbp"].sum())
    amounts = (0.8 * known, known, 2 * known)
    job = CurveOverMoney(scenario, amounts, known, Pace(QUICK, QUICK))
    points = job.run(told.append, lambda: any(isinstance(t, Kept) for t in told))
    assert [point.envelope_gbp for point in points] == [known]


@cache
def in_futures() -> tuple[Outcomes, tuple[object, ...]]:
    told: list[object] = []
    scenario = few_schemes()
    job = AssessInFutures(
        read_case(),
        scenario,
        {"P": committed(scenario)},
        count=FUTURES,
        scheme_count=2,
    )
    return job.run(told.append, never), tuple(told)


def test_schemes_are_judged_as_the_futures_themselves_say() -> None:
    scenario, (outcomes, _) = few_schemes(), in_futures()
    plan = committed(scenario)
    few = replace(drawn(FUTURES), draws=drawn(FUTURES).draws[:2])
    alone = assess_futures(
        scenario, variants(scenario, "P", plan), few, engine=engines.HERE
    )
    expected = verdicts(alone, "P", schemes_tried(scenario, plan))
    assert outcomes.verdicts is not None
    pd.testing.assert_frame_equal(outcomes.verdicts, expected)
    assert list(outcomes.assessed.index.unique("future")) == list(range(FUTURES))


def test_what_is_done_so_far_is_handed_over_on_the_way() -> None:
    _, told = in_futures()
    kept = [item.result for item in told if isinstance(item, Kept)]
    first, last = kept[0], kept[-1]
    assert isinstance(first, Outcomes)
    assert isinstance(last, Outcomes)
    assert first.verdicts is None
    assert last.verdicts is not None
    assert max(s.done for s in told if isinstance(s, Step)) == FUTURES


def test_futures_that_are_stopped_give_those_done() -> None:
    scenario, count = few_schemes(), [0]

    def after_two() -> bool:
        count[0] += 1
        return count[0] > 2

    job = AssessInFutures(
        read_case(),
        scenario,
        {"P": committed(scenario)},
        count=FUTURES,
        scheme_count=2,
    )
    outcomes = job.run(lambda _: None, after_two)
    assert 0 < len(outcomes.assessed) < FUTURES
    assert outcomes.verdicts is None
    with pytest.raises(Stopped):
        job.run(lambda _: None, lambda: True)
