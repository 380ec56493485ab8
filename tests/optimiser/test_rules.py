"""Rules as rows over options: each trivial, forbidden and allowed."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from capital_planner.checks import check_plan, check_yardstick
from capital_planner.errors import SolveError
from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.rules import SENTENCES, Pin, Rules
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from optimiser import committed, exact, find_plan, place_children
from optimiser.assessment import Assessor
from optimiser.limits import Keeper, barred
from optimiser.options import Options
from optimiser.rules import rows_of
from tests.optimiser.drawn import with_more_hosts
from tests.tiny import tiny_scenario

SEARCH = SearchSettings(gap=1e-6, time_limit_s=60.0, work_limit=80)


def roomy(**rules: Any) -> Scenario:
    """Six hosts and money for several of them, under some rules."""
    scenario = tiny_scenario(years=4, allocation_gbp=5e6)
    scenario = with_more_hosts(scenario, (2.0, 4.0, 6.0))
    return under(scenario, **rules)


def under(scenario: Scenario, **rules: Any) -> Scenario:
    settings = replace(scenario.settings, rules=Rules(**rules))
    return replace(scenario, settings=settings)


def options_of(scenario: Scenario) -> Options:
    return Assessor.of(scenario).options


def numbers(scenario: Scenario, options: Options, *wanted: tuple[str, int]) -> Any:
    """Options of some schemes opening in some years, in their smallest size."""
    names = scenario.schemes.index[options.scheme]
    found = [
        np.flatnonzero((names == scheme) & (options.year == year))
        for scheme, year in wanted
    ]
    smallest = [rows[np.argmin(options.places[rows])] for rows in found]
    return np.array(smallest, dtype=int)


def kept(scenario: Scenario, *wanted: tuple[str, int]) -> bool:
    options = options_of(scenario)
    return Keeper(scenario, options).kept_by(numbers(scenario, options, *wanted))


def test_every_rule_has_its_sentence() -> None:
    rules = {row.rule for row in rows_of(roomy(), options_of(roomy()))}
    assert rules <= set(SENTENCES)


BASES = ("host-1-asd", 2026), ("host-3-asd", 2027), ("host-4-asd", 2028)


def test_pinned_in() -> None:
    pin = Pin("host-1-asd", "in")
    assert kept(roomy())
    assert not kept(roomy(pins=(pin,)))
    assert kept(roomy(pins=(pin,)), ("host-1-asd", 2027))


def test_pinned_in_a_size_and_year() -> None:
    pin = Pin("host-1-asd", "in", places=6, opening_year=2027)
    scenario = roomy(pins=(pin,))
    options = options_of(scenario)
    names = scenario.schemes.index[options.scheme]
    mine = names == "host-1-asd"
    as_asked = mine & (options.places == 6) & (options.year == 2027)
    assert (barred(scenario, options) >= (mine & ~as_asked)).all()
    assert Keeper(scenario, options).kept_by(np.flatnonzero(as_asked))
    assert not kept(scenario, ("host-1-asd", 2027)), "in its smallest size"


def test_pinned_out() -> None:
    out = roomy(pins=(Pin("host-1-asd", "out"),))
    assert kept(out)
    assert not kept(out, ("host-1-asd", 2026))
    assert kept(out, ("host-1-mld", 2026))


def test_an_approved_scheme_stays_unless_it_is_released() -> None:
    given = roomy(pins=(Pin("growth-b", "release"),))
    plan = committed(given)
    assert plan.choices.equals(committed(roomy()).choices)
    assert check_yardstick(given, plan, place_children(given, plan)) == []
    options = options_of(given)
    growth = given.schemes.index[options.scheme] == "growth-b"
    assert options.candidate[growth].all()
    decided = options_of(roomy())
    growth = roomy().schemes.index[decided.scheme] == "growth-b"
    assert not decided.candidate[growth].any()


def test_schemes_that_exclude_each_other() -> None:
    apart = roomy(exclusions=(("host-1-asd", "host-3-asd"),))
    assert kept(apart, BASES[0])
    assert kept(roomy(), *BASES[:2])
    assert not kept(apart, *BASES[:2])
    assert kept(apart, BASES[1], BASES[2])


def test_a_scheme_that_requires_another() -> None:
    chain = roomy(requirements=(("host-3-asd", "host-1-asd"),))
    assert kept(chain, BASES[0])
    assert not kept(chain, BASES[1])
    assert kept(chain, *BASES[:2])
    assert not kept(chain, ("host-3-asd", 2026), ("host-1-asd", 2027))


def test_a_scheme_that_requires_one_already_decided() -> None:
    chain = roomy(requirements=(("host-1-asd", "growth-b"),))
    assert kept(chain, ("host-1-asd", 2026))


def test_routes_allowed() -> None:
    bases = roomy(routes=("specialist_base",))
    assert kept(bases, *BASES)
    assert kept(roomy(), ("new-school", 2027))
    assert not kept(bases, ("new-school", 2027))


def test_mainstream_first() -> None:
    half = roomy(least_base_share=0.5)
    school = ("new-school", 2027)
    assert kept(half)
    assert not kept(half, school)
    assert not kept(half, school, *BASES[:2])
    assert kept(half, school, *BASES)


def test_primary_and_secondary_in_parity() -> None:
    """3 primary places are open and 3 secondary ones on site."""
    near = roomy(most_parity_gap=4)
    assert kept(near)
    assert kept(near, BASES[0])
    assert not kept(near, *BASES[:2])
    assert kept(near, *BASES[:2], ("host-2-asd", 2028))


def test_parity_asks_for_no_more_than_what_is_decided() -> None:
    """Without the 3 places on site, the 3 of the open base stay the gap."""
    scenario = roomy(most_parity_gap=0)
    decided = scenario.sizes.rename(index={3: 1}, level="places")
    tilted = replace(scenario, sizes=decided)
    assert kept(tilted)
    assert not kept(tilted, BASES[0])
    assert kept(tilted, BASES[0], ("host-2-asd", 2028))
    assert not kept(scenario, ("host-2-asd", 2028))


def test_least_places_of_a_route() -> None:
    asked = roomy(least_places=(("special_expansion", 2),))
    assert not kept(asked)
    assert not kept(asked, BASES[0])
    assert kept(asked, ("growth-a", 2027))


def test_plans_that_differ() -> None:
    others = ("host-1-asd", "host-3-asd", "host-4-asd")
    apart = roomy(differs_from=((others, 2),))
    assert kept(apart, BASES[0])
    assert not kept(apart, *BASES[:2])
    assert kept(roomy(), *BASES)


def test_money_comes_from_pots_that_may_pay() -> None:
    scenario = roomy()
    routes = [("specialist_base", "special_expansion"), ("new_special_school",)]
    pots = scenario.pots.iloc[[0, 0]].assign(routes=pd.Series(routes).to_numpy())
    pots.index = pd.Index(["bases", "schools"], name="pot")
    funding = scenario.funding.droplevel("pot")
    both = {"bases": funding, "schools": funding * 1e-3}
    split = replace(scenario, pots=pots, funding=pd.concat(both, names=["pot"]))
    assert kept(split, *BASES)
    assert kept(scenario, ("new-school", 2027))
    assert not kept(split, ("new-school", 2027))


def everything(scenario: Scenario) -> list[np.ndarray]:
    plans = exact.every_plan(scenario, options_of(scenario))
    assert plans is not None
    return plans


ASKED: list[dict[str, Any]] = [
    {"pins": (Pin("new-school", "in"),)},
    {"pins": (Pin("host-2-asd", "out"), Pin("host-1-mld", "in", opening_year=2027))},
    {"requirements": (("new-school", "host-1-asd"),)},
    {"exclusions": (("new-school", "growth-a"),)},
    {"routes": ("specialist_base",)},
    {"least_base_share": 0.6},
    {"least_places": (("special_expansion", 2),)},
    {"most_parity_gap": 3},
    {"most_gap": 0.1, "gap_price_gbp": 50_000.0},
]


@pytest.mark.parametrize("rules", ASKED, ids=lambda rules: next(iter(rules)))
def test_the_search_finds_the_best_plan_under_a_rule(
    rules: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against every plan, by prices alone; the judge finds nothing wrong."""
    monkeypatch.setattr(exact, "MOST_PLANS", 10_000)
    scenario = under(tiny_scenario(years=3, allocation_gbp=5e6), **rules)
    assessor = Assessor.of(scenario)
    best = min(assessor.objective_gbp(plan) for plan in everything(scenario))
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    plan = find_plan(scenario, SEARCH)
    assert plan.quality is not None
    assert plan.quality.bound_gbp <= best * (1 + 1e-9)
    assert plan.quality.objective_gbp >= best * (1 - 1e-9)
    saved = plan.quality.do_nothing_gbp - best
    assert plan.quality.objective_gbp - best <= 0.05 * max(saved, 0.0) + 1.0
    assert wrong(scenario, plan) == []


def wrong(scenario: Scenario, plan: Plan) -> list[Any]:
    placements = place_children(scenario, plan)
    parts = price_plan(scenario, plan, placements)
    assert plan.quality is not None
    assert parts.sum() == pytest.approx(plan.quality.objective_gbp, rel=1e-9)
    return check_plan(scenario, plan, placements, parts)


def conflicting(**rules: Any) -> set[tuple[str, str]]:
    with pytest.raises(SolveError) as caught:
        find_plan(roomy(**rules), SEARCH)
    return {(problem.column, problem.value) for problem in caught.value.problems}


def test_the_fewest_rules_that_conflict_are_named() -> None:
    """Rules that have no part in it are not."""
    pins = (Pin("host-1-asd", "in"), Pin("host-1-mld", "in"), Pin("host-2-asd", "in"))
    assert conflicting(pins=pins, least_base_share=0.1) == {
        ("pinned", "host-1-asd"),
        ("pinned", "host-1-mld"),
        ("one_scheme_a_host", ""),
    }


def test_a_pin_against_routes_is_named() -> None:
    rules = {"pins": (Pin("new-school", "in"),), "routes": ("specialist_base",)}
    assert conflicting(**rules) == {
        ("pinned", "new-school"),
        ("routes_allowed", "specialist_base"),
    }


def test_a_chain_of_rules_that_conflict_is_named_whole() -> None:
    rules = {
        "pins": (Pin("host-3-asd", "in"), Pin("host-1-asd", "out")),
        "requirements": (("host-3-asd", "host-1-asd"),),
        "exclusions": (("host-4-asd", "host-5-asd"),),
    }
    assert conflicting(**rules) == {
        ("pinned", "host-3-asd"),
        ("pinned", "host-1-asd"),
        ("requires", "host-3-asd needs host-1-asd"),
    }


def test_more_places_than_the_caps_allow_are_named() -> None:
    found = conflicting(least_places=(("special_expansion", 500),))
    assert ("least_places", "500 of special_expansion") in found
    assert len(found) <= 2
