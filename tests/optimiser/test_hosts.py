"""Finding a host for an approved base: its places move, and nothing else changes."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.checks import check_plan
from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.rules import Pin, Rules
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from optimiser import committed, exact, find_plan, place_children
from optimiser.assessment import Assessor
from optimiser.limits import Keeper
from optimiser.options import chosen_by, plan_of
from tests.tiny import tiny_scenario

SEARCH = SearchSettings(gap=1e-7, time_limit_s=60.0, work_limit=80)


def approved(**rules: object) -> Scenario:
    """A base approved with no host, which two schools could be; one is at hand."""
    scenario = tiny_scenario(years=3, allocation_gbp=600e3)
    schemes = scenario.schemes
    base = schemes.loc[["host-1-asd"]].assign(
        standing="committed", earliest_year=2026, latest_year=2026, host="site-plan"
    )
    plan = base.rename(index={"host-1-asd": "plan"}).assign(provision="plan")
    near = plan.rename(index={"plan": "plan-at-near"})
    near = near.assign(provision="plan-at-near", host="h1", instead_of="plan")
    far = near.rename(index={"plan-at-near": "plan-at-far"})
    far = far.assign(provision="plan-at-far", host="h2")
    scenario = with_schemes(scenario, pd.concat([plan, near, far]), (15.0, -4.0, 30.0))
    return replace(
        scenario,
        settings=replace(scenario.settings, rules=Rules(**rules)),  # type: ignore[arg-type]
    )


def with_schemes(
    scenario: Scenario, schemes: pd.DataFrame, farther: tuple[float, ...]
) -> Scenario:
    """Schemes like ``host-1-asd`` in its smallest size, so many minutes farther."""
    size = scenario.sizes.loc[["host-1-asd"]].iloc[[0]]
    ramp = scenario.ramp.loc[["host-1-asd"]]
    for name, minutes in zip(schemes.index, farther, strict=True):
        new = {"host-1-asd": name}
        ways = scenario.minutes[["host-1-asd"]].rename(columns=new) + minutes
        carried = scenario.transported[["host-1-asd"]].rename(columns=new, level="id")
        sizes = [scenario.sizes, size.rename(index=new, level="scheme")]
        scenario = replace(
            scenario,
            sizes=pd.concat(sizes),
            ramp=pd.concat([scenario.ramp, ramp.rename(index=new)]),
            minutes=scenario.minutes.join(ways.clip(lower=1.0)),
            road_km=scenario.road_km.join(ways.clip(lower=1.0) * 38 / 60),
            transported=pd.concat([scenario.transported, carried], axis=1),
        )
    return replace(scenario, schemes=pd.concat([scenario.schemes, schemes]))


def wrong(scenario: Scenario, plan: Plan) -> list[str]:
    placements = place_children(scenario, plan)
    parts = price_plan(scenario, plan, placements)
    found = check_plan(scenario, plan, placements, parts)
    return [str(problem) for problem in found]


def sited(plan: Plan) -> list[str]:
    return [str(name) for name in plan.choices.index if str(name).startswith("plan")]


def test_the_committed_programme_stays_without_a_host() -> None:
    scenario = approved()
    plan = committed(scenario)
    assert sited(plan) == ["plan"]
    assert wrong(scenario, plan) == []


@pytest.mark.parametrize("most_plans", [0, 10_000])
def test_the_host_near_the_children_is_found(
    most_plans: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "MOST_PLANS", 10_000)
    scenario = approved()
    assessor = Assessor.of(scenario)
    plans = exact.every_plan(scenario, assessor.options)
    assert plans is not None
    best = min(assessor.objective_gbp(chosen) for chosen in plans)
    monkeypatch.setattr(exact, "MOST_PLANS", most_plans)
    plan = find_plan(scenario, SEARCH)
    assert plan.quality is not None
    assert sited(plan) == ["plan-at-near"]
    assert wrong(scenario, plan) == []
    assert plan.quality.bound_gbp <= best * (1 + 1e-9)
    assert plan.quality.objective_gbp == pytest.approx(best, rel=1e-4)


def test_one_host_and_nothing_paid_twice() -> None:
    scenario = approved()
    options = Assessor.of(scenario).options
    names = scenario.schemes.index[options.scheme]
    near, far = (np.flatnonzero(names == f"plan-at-{at}") for at in ("near", "far"))
    keeper = Keeper(scenario, options)
    assert keeper.kept_by(near)
    assert keeper.kept_by(far)
    assert not keeper.kept_by(np.append(near, far))
    other = np.flatnonzero((names == "host-1-mld") & (options.year == 2027))[:1]
    assert not keeper.kept_by(np.append(near, other)), "one scheme a host"
    assert keeper.kept_by(np.append(far, other))
    assert not options.cash_gbp[near].any()
    assert not options.fixed_gbp[near].any()


def test_a_plan_with_a_host_is_read_and_written_the_same() -> None:
    scenario = approved()
    options = Assessor.of(scenario).options
    names = scenario.schemes.index[options.scheme]
    mine = np.flatnonzero(options.committed | (names == "plan-at-far"))
    plan = plan_of(mine, options, scenario)
    assert sited(plan) == ["plan-at-far"]
    assert set(mine) <= set(chosen_by(plan, options, scenario))
    before = place_children(scenario, committed(scenario)).places
    after = place_children(scenario, plan).places
    assert "plan" not in after.index
    np.testing.assert_array_equal(before.loc["plan"], after.loc["plan-at-far"])
    assert before.loc["plan"].any()


def test_a_scheme_released_has_no_host_to_find() -> None:
    scenario = approved(pins=(Pin("plan", "release"),))
    options = Assessor.of(scenario).options
    names = scenario.schemes.index[options.scheme]
    assert not Keeper(scenario, options).kept_by(
        np.flatnonzero(names == "plan-at-near")
    )


def keeps(scenario: Scenario, *names: str) -> bool:
    """Whether schemes, each in its first option, keep the rules together."""
    options = Assessor.of(scenario).options
    known = scenario.schemes.index[options.scheme]
    mine = [np.flatnonzero(known == name)[0] for name in names]
    return Keeper(scenario, options).kept_by(np.array(mine, dtype=int))


def test_a_scheme_released_may_always_come_back() -> None:
    """Also where approved schemes fill the cap and spend all the money."""
    scenario = approved(pins=(Pin("growth-b", "release"),))
    none = replace(
        scenario, funding=scenario.funding * 0, caps=scenario.caps.assign(most=0)
    )
    assert keeps(none, "growth-b")
    assert not keeps(none, "host-1-mld")


def test_two_schemes_released_may_come_back_together() -> None:
    """Where there is money for one and a half of them; then nothing may be added."""
    scenario = approved(pins=(Pin("growth-b", "release"), Pin("plan", "release")))
    scenario = replace(scenario, caps=scenario.caps.assign(most=9))
    options = Assessor.of(scenario).options
    names = scenario.schemes.index[options.scheme]
    cash = [float(options.cash_gbp[names == at].sum()) for at in ("growth-b", "plan")]
    funding = scenario.funding * 0
    funding.iloc[0] = max(cash) + 0.5 * min(cash)
    short = replace(scenario, funding=funding)
    assert keeps(short, "growth-b", "plan")
    assert not keeps(short, "growth-b", "plan", "host-2-asd")
    plan = find_plan(short, SEARCH)
    assert wrong(short, plan) == []
    kept = committed(approved())
    cost = price_plan(short, kept, place_children(short, kept)).sum()
    assert plan.quality is not None
    assert plan.quality.bound_gbp <= cost


def test_a_scheme_released_and_left_out_takes_no_opening() -> None:
    """The cap of one expansion a year is then free for another."""
    out = (Pin("growth-b", "release"), Pin("growth-b", "out"))
    assert not keeps(approved(), "growth-a")
    assert keeps(approved(pins=out), "growth-a")
    assert not keeps(approved(pins=out[:1]), "growth-a", "growth-b")


@pytest.mark.parametrize(
    "rules",
    [
        {"pins": (Pin("plan", "in"),)},
        {"requirements": (("host-2-asd", "plan"),)},
        {"exclusions": (("plan", "growth-a"),)},
        {"pins": (Pin("plan-at-far", "in"),)},
    ],
)
def test_a_rule_that_names_the_scheme_holds_at_its_host(
    rules: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    scenario = approved(**rules)
    plan = find_plan(scenario, SEARCH)
    assert sited(plan) in (["plan-at-near"], ["plan-at-far"])
    assert wrong(scenario, plan) == []
