"""What is on offer, and what a plan may not hold."""

import numpy as np
import pandas as pd
import pytest

from capital_planner.errors import SolveError
from capital_planner.plan import Plan
from optimiser import committed, do_nothing, place_children
from optimiser.options import chosen_by, enumerate_options, plan_of
from optimiser.problem import formulate
from tests.optimiser.drawn import Rules, plan_with
from tests.tiny import random_scenario, tiny_scenario


@pytest.mark.parametrize("seed", range(5))
def test_everything_that_a_rule_lets_open_is_on_offer_once(seed: int) -> None:
    scenario = random_scenario(np.random.default_rng(seed), years=4)
    options = enumerate_options(formulate(scenario))
    free = np.flatnonzero(options.candidate)
    names = scenario.schemes.index[options.scheme[free]]
    facts = zip(names, options.places[free], options.year[free], strict=True)
    wanted = [choice for menu in Rules(scenario).menu.values() for choice in menu]
    assert sorted(facts) == sorted(wanted)


def test_a_school_rests_between_two_expansions() -> None:
    """It grows in 2026 as committed, and so not again before 2029."""
    scenario = tiny_scenario(years=5)
    options = enumerate_options(formulate(scenario))
    names = scenario.schemes.index[options.scheme]
    assert set(options.year[names == "growth-b-more"]) == {2029}


def test_money_and_places_of_an_option() -> None:
    scenario = tiny_scenario(years=4)
    problem = formulate(scenario)
    options = enumerate_options(problem)
    rules = Rules(scenario)
    for number in np.flatnonzero(options.candidate):
        name = str(scenario.schemes.index[options.scheme[number]])
        choice = (name, int(options.places[number]), int(options.year[number]))
        assert options.cash_gbp[number] == pytest.approx(rules.cash(choice))
        ramp = scenario.ramp.loc[name].to_numpy(float)
        share = 0.5 if scenario.schemes.loc[name, "kind"] == "base" else 1.0
        last = ramp[min(scenario.years[-1] - choice[2], 2)] * choice[1] * share
        assert options.supply[number, -1] == pytest.approx(last)


def test_do_nothing_holds_what_is_on_site_and_committed_adds_the_rest() -> None:
    scenario = tiny_scenario()
    assert list(do_nothing(scenario).choices.index) == ["on-site-base"]
    assert list(committed(scenario).choices.index) == ["growth-b", "on-site-base"]


def test_a_plan_and_its_options_are_the_same_thing() -> None:
    scenario = tiny_scenario()
    options = enumerate_options(formulate(scenario))
    plan = plan_with(scenario, [("host-1-asd", 6, 2027), ("growth-a", 2, 2026)])
    again = plan_of(chosen_by(plan, options, scenario), options, scenario)
    pd.testing.assert_frame_equal(again.choices, plan.choices.sort_index())


def test_what_is_not_on_offer_is_refused_by_name() -> None:
    scenario = tiny_scenario()
    plan = plan_with(scenario, [("host-1-asd", 6, 2026)])
    wrong = Plan(plan.choices.replace({"places": {6: 7}}))
    with pytest.raises(SolveError) as refused:
        place_children(scenario, wrong)
    (problem,) = refused.value.problems
    assert problem.value == "host-1-asd, 7 places, 2026"
    assert problem.remedy
