"""Everyone is counted once, and each reason is the one that a scenario makes."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import optimiser
from capital_planner.errors import PlannerError
from capital_planner.evidence import MET, REASONS, bases_first
from capital_planner.evidence import reasons as why
from capital_planner.evidence.reasons import BY_SHARE
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import measure
from tests.capital_planner import lancashire
from tests.capital_planner.evidence.small import (
    PLENTY,
    at,
    by_district,
    candidates,
    drawn,
    evidence,
    needy,
    totals,
    with_bases,
    with_caps,
    with_minutes,
    with_schemes,
    with_tiers,
)

EXACT = 1e-6
SCENARIOS = [needy, lambda: needy(zones=5, years=4)] + [
    lambda seed=seed: drawn(seed) for seed in range(6)
]


def chosen(scenario: Scenario) -> list[str]:
    """Bases that can be in one plan: a host takes one."""
    return [n for n in ("host-1-asd", "host-2-asd") if n in scenario.schemes.index]


def lancashire_evidence() -> tuple[Scenario, pd.DataFrame]:
    scenario = lancashire.scenario("district")
    names = [
        name
        for name in candidates(scenario)
        if name.startswith("base-") and name.endswith(("SEMH", "ASD-SLCN"))
    ]
    return scenario, evidence(scenario, *names[:3], *names[-3:]).children


@pytest.mark.parametrize("make", SCENARIOS)
def test_every_child_is_in_one_column(make: Callable[[], Scenario]) -> None:
    scenario = make()
    children = evidence(scenario, *chosen(scenario)).children
    wanted = by_district(scenario, scenario.demand)
    pd.testing.assert_series_equal(
        children.sum(axis=1), wanted, check_names=False, atol=EXACT, rtol=0
    )
    assert children.to_numpy().min() >= 0


def test_every_child_of_lancashire_is_in_one_column() -> None:
    scenario, children = lancashire_evidence()
    wanted = by_district(scenario, scenario.demand)
    pd.testing.assert_series_equal(
        children.sum(axis=1), wanted, check_names=False, atol=EXACT, rtol=0
    )
    last = children.groupby(level="year").sum()
    assert at(last, 2035, why.NEW_BASES) > 10
    assert at(last, 2035, why.SPECIAL) > 100


@pytest.mark.parametrize("make", SCENARIOS)
def test_the_parts_are_those_of_the_measures(make: Callable[[], Scenario]) -> None:
    scenario = make()
    plan = with_bases(scenario, *chosen(scenario))
    placed = optimiser.place_children(scenario, plan)
    children = bases_first(scenario, plan, placed).children
    areas = measure(scenario, plan, placed).by_area.reindex(children.index)
    met = children[list(MET)].sum(axis=1)
    assert (areas["in_state"] - met).min() > -EXACT
    assert children[why.AFTER_16].to_numpy() == pytest.approx(
        areas["specialist_post_16"].to_numpy(), abs=EXACT
    )
    outside = areas[["independent", "specialist_post_16", "still_needed"]].sum(axis=1)
    rest = children[list(REASONS)].sum(axis=1)
    assert (rest - outside).to_numpy() == pytest.approx(
        (areas["in_state"] - met).to_numpy(), abs=EXACT
    )


def test_a_base_beyond_the_journey_limit_meets_nobody() -> None:
    scenario = needy()
    near = totals(evidence(scenario, "host-1-asd"))
    far = totals(evidence(with_minutes(scenario, 31.0), "host-1-asd"))
    assert near[why.NEW_BASES].iloc[-1] > 1
    assert (far[why.NEW_BASES] == 0).all()
    plan = with_bases(with_minutes(scenario, 31.0), "host-1-asd")
    placed = optimiser.place_children(with_minutes(scenario, 31.0), plan)
    there = float(placed.children.xs("host-1-asd", level="provision")[2027].sum())
    assert there > 1
    assert at(far, 2027, why.NO_HOST) >= there - EXACT


def test_the_journey_limit_counts_the_run_with_others() -> None:
    scenario = needy()
    inside = totals(evidence(with_minutes(scenario, 29.9), "host-1-asd"))
    assert inside[why.NEW_BASES].iloc[-1] > 1


def test_hosts_moved_away_leave_no_host_in_reach() -> None:
    scenario = needy()
    here = totals(evidence(scenario))
    away = totals(evidence(with_minutes(scenario, 500.0)))
    others = [reason for reason in BY_SHARE if reason not in (why.NO_HOST, why.NO_BASE)]
    assert here[others].sum(axis=1).min() > 1
    assert (away[others] == 0).all().all()
    assert away[why.NO_HOST].to_numpy() == pytest.approx(
        here[[*others, why.NO_HOST]].sum(axis=1).to_numpy()
    )
    assert away[why.NO_BASE].to_numpy() == pytest.approx(here[why.NO_BASE].to_numpy())


def test_without_candidates_there_is_no_base_for_the_need() -> None:
    scenario = needy()
    without = needy(candidates=("growth-a",))
    here, gone = totals(evidence(scenario)), totals(evidence(without))
    assert gone[why.NO_BASE].to_numpy() == pytest.approx(
        here[list(BY_SHARE)].sum(axis=1).to_numpy()
    )


def every_viable(scenario: Scenario) -> pd.Series:
    """Children whom further bases would take, by year, whatever stops them."""
    stops = [why.TOO_SOON, why.MONEY, why.OPENINGS, why.NOT_CHOSEN]
    found: pd.Series = totals(evidence(scenario))[stops].sum(axis=1)
    return found


@pytest.mark.parametrize(
    ("allocation", "most", "columns", "reason"),
    [
        (0.0, 9, {"earliest_year": 2025}, why.MONEY),
        (0.0, 0, {"earliest_year": 2025}, why.MONEY),
        (PLENTY, 0, {"earliest_year": 2025}, why.OPENINGS),
        (PLENTY, 9, {"earliest_year": 2025}, why.NOT_CHOSEN),
        (PLENTY, 9, {"earliest_year": 2028, "latest_year": 2035}, why.TOO_SOON),
    ],
)
def test_what_stops_a_base_that_children_would_fill(
    allocation: float, most: int, columns: dict[str, int], reason: str
) -> None:
    scenario = with_caps(needy(allocation_gbp=allocation), most)
    scenario = with_schemes(scenario, **columns)
    viable = every_viable(scenario)
    assert viable.min() > 1
    assert totals(evidence(scenario))[reason].to_numpy() == pytest.approx(viable)


def test_money_left_by_the_plan_pays_for_so_many_bases_and_no_more() -> None:
    scenario = with_caps(with_schemes(needy(), earliest_year=2025), 9)
    poor = needy(allocation_gbp=160e3)
    poor = with_caps(with_schemes(poor, earliest_year=2025), 9)
    rich, some = totals(evidence(scenario)), totals(evidence(poor))
    unpaid, paid = at(some, 2027, why.MONEY), at(some, 2027, why.NOT_CHOSEN)
    assert unpaid > 0
    assert paid > 0
    assert unpaid + paid == pytest.approx(at(rich, 2027, why.NOT_CHOSEN))


def test_too_few_children_for_the_smallest_size() -> None:
    scenario = needy()
    sizes = scenario.sizes.reset_index()
    large = sizes["scheme"].isin(candidates(scenario))
    sizes["places"] = sizes["places"].where(~large, sizes["places"] + 1_000)
    huge = replace(scenario, sizes=sizes.set_index(["scheme", "places"]))
    here, few = totals(evidence(scenario)), totals(evidence(huge))
    in_reach = [r for r in BY_SHARE if r not in (why.NO_BASE, why.NO_HOST)]
    assert here[why.TOO_FEW].sum() < here[in_reach].to_numpy().sum() - 1
    assert few[why.TOO_FEW].to_numpy() == pytest.approx(
        here[in_reach].sum(axis=1).to_numpy()
    )


def test_a_host_that_has_a_base_is_no_further_host() -> None:
    scenario = with_minutes(needy(candidates=("host-1-asd", "host-1-mld")), 10.0)
    before, after = totals(evidence(scenario)), totals(evidence(scenario, "host-1-asd"))
    assert before[why.NO_HOST].sum() == 0
    assert at(after, 2027, why.NO_HOST) > 1


def test_need_that_a_base_could_not_meet() -> None:
    scenario = with_tiers(needy(), base=0.0, independent=0.0)
    found = totals(evidence(scenario))
    assert (found[list(BY_SHARE)] == 0).all().all()
    assert (found[why.INDEPENDENT] == 0).all()
    placed = optimiser.place_children(scenario, optimiser.committed(scenario))
    needed = placed.still_needed[list(scenario.years)].sum()
    assert (found[why.SPECIAL] >= needed - EXACT).all()
    assert needed.min() > 1


def test_need_that_only_an_independent_school_could_meet() -> None:
    found = totals(evidence(with_tiers(needy(), base=0.0, independent=1.0)))
    assert (found[[why.SPECIAL, *BY_SHARE]] == 0).all().all()
    assert found[why.INDEPENDENT].min() > 1


def test_children_in_independent_schools_in_the_base_year_stay_counted_as_such() -> (
    None
):
    scenario = needy(move_up_share=0.0)
    base = scenario.base_placements
    there = base[base.index.get_level_values("provision").str.startswith("independent")]
    rows = there.groupby(level=["zone", "need", "phase"]).sum()
    kept, expected = rows.copy(), []
    for year in scenario.years:
        kept = kept * scenario.stay_share[year].reindex(kept.index)
        expected.append(kept.sum())
    assert expected[-1] > 1
    assert totals(evidence(scenario))[why.ALREADY].to_numpy() == pytest.approx(
        np.array(expected), abs=1e-4
    )


def test_a_cause_goes_with_the_child_through_a_phase_end() -> None:
    """Nobody new is placed after the first year: the causes only age."""
    scenario = with_tiers(needy(years=3), base=0.0, independent=0.3)
    first, *later = scenario.years
    tiers = scenario.tier_share
    only = replace(scenario, tier_share=tiers)
    found = totals(evidence(only))
    tracked = found[[why.ALREADY, why.SPECIAL, why.INDEPENDENT, why.AFTER_16]]
    rest = found[list(REASONS)].sum(axis=1)
    assert tracked.sum(axis=1).to_numpy() == pytest.approx(rest.to_numpy())
    assert found[why.ALREADY].is_monotonic_decreasing
    assert at(found, later[-1], why.ALREADY) < at(found, first, why.ALREADY)


@pytest.mark.parametrize("seed", range(4))
def test_a_larger_base_share_leaves_fewer_for_special_schools(seed: int) -> None:
    scenario = drawn(seed)
    names = chosen(scenario)
    left = []
    for base in (0.0, 0.2, 0.4, 0.6, 0.9):
        found = totals(evidence(with_tiers(scenario, base, 0.1), *names))
        left.append(float(found[why.SPECIAL].iloc[0]))
    assert left == sorted(left, reverse=True)
    assert left[0] > left[-1] - EXACT


def test_a_larger_base_share_leaves_fewer_in_lancashire() -> None:
    scenario = lancashire.scenario("district")
    tiers = scenario.tier_share
    left = []
    for factor in (0.5, 2.0):
        base = np.minimum(tiers["base"] * factor, 1 - tiers["independent"])
        special = (1 - base - tiers["independent"]).clip(lower=0.0)
        share = replace(scenario, tier_share=tiers.assign(base=base, special=special))
        left.append(float(totals(evidence(share))[why.SPECIAL].iloc[-1]))
    assert left == sorted(left, reverse=True)
    assert left[0] - left[-1] > 50


def test_a_plan_that_adds_a_special_school_is_refused() -> None:
    scenario = needy()
    plan = with_bases(scenario, "host-1-asd", "growth-a")
    placed = optimiser.place_children(scenario, plan)
    with pytest.raises(
        PlannerError, match=r"value 'growth-a': .* specialist bases alone"
    ):
        bases_first(scenario, plan, placed)


def test_the_bases_are_counted() -> None:
    found = evidence(needy(), "host-1-asd", "host-2-asd")
    assert (found.bases, found.places, found.capital_gbp) == (2, 11, 515e3)
    assert found.new_share == pytest.approx(0.4)
