"""What one more host or opening is worth, and what if costs rise or no host comes."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from capital_planner.checks import check_plan
from capital_planner.reasons import RE_SOLVED, WORKED_OUT
from capital_planner.rules import Rules
from capital_planner.scenario.frames import Scenario
from optimiser import place_children
from optimiser.explain import Asked, explain
from optimiser.ground import Ground
from optimiser.settling import Effort
from optimiser.whatif import costs_rise, inflation_rises, no_host
from optimiser.worths import MONEY, UNITS, WORTH_NAMING_GBP, binding_rules, worths
from tests.optimiser.explaining import best, costs, county, priced
from tests.oracle import plan_of
from tests.tiny import random_scenario, tiny_scenario

EFFORT = Effort()
PARTS = ["cost_gbp", "money_gbp", "openings_gbp", "other_rules_gbp"]


def example() -> Ground:
    scenario = tiny_scenario(years=3, allocation_gbp=700e3)
    return priced(scenario, plan_of(scenario, host_1_asd=(6, 2026)))


def test_a_worth_is_its_places_less_what_they_take() -> None:
    ground = county()
    table = worths(ground, 0, EFFORT)
    left = table["places_worth_gbp"] - table[PARTS].sum(axis=1)
    assert np.allclose(left, table["worth_gbp"])
    assert table["worth_gbp"].is_monotonic_decreasing
    assert table.index.is_unique
    assert (table["hosts"] >= 1).all()
    options = ground.options
    numbers = ground.scenario.schemes.index.get_indexer(pd.Index(table["scheme"]))
    hosts = options.host[np.isin(options.scheme, numbers) & options.more]
    assert not np.isin(hosts, options.host[ground.chosen]).any()


def test_no_option_of_a_group_is_worth_more_than_the_one_named() -> None:
    ground = county()
    table = worths(ground, 0, EFFORT)
    row = table.iloc[0]
    mine = ground.of_scheme(str(row["scheme"])) & ground.options.candidate
    assert ground.net[mine].max() == pytest.approx(float(row["worth_gbp"]))


def test_the_best_are_also_re_solved() -> None:
    ground = example()
    table = worths(ground, 2, EFFORT)
    assert (table["tried"].to_numpy() > 0).sum() == 2
    assert table["re_solved_gbp"].notna().sum() == 2
    assert table["re_solved_gbp"].head(2).notna().all()


def test_rules_with_a_price_bind_and_one_more_never_costs_more() -> None:
    ground = county()
    rules = binding_rules(ground, 2, EFFORT)
    assert (rules["price_gbp"] >= WORTH_NAMING_GBP).all()
    assert rules["price_gbp"].is_monotonic_decreasing
    assert (rules["used"] <= rules["most"] * (1 + 1e-5)).all()
    money = rules[rules["rule"] == "within_the_money"]
    assert np.allclose(money["price_gbp"], 0.2 * 100_000.0)
    assert (rules["tried"].to_numpy()[:2] > 0).all()
    assert (rules["re_solved_gbp"].head(2) <= 1.0).all()


def test_a_unit_more_offers_what_only_that_rule_kept_out() -> None:
    """Against every plan where that much of the money comes a year earlier."""
    candidates = ("host-1-asd", "host-2-asd")
    scenario = tiny_scenario(
        years=3, allocation_gbp=240e3, demand=5.0, candidates=candidates
    )
    dear = replace(scenario.prices, unplaced_gbp=500e3)
    scenario = replace(scenario, prices=dear, schemes=scenario.schemes.copy())
    scenario.schemes.loc["host-1-asd", "latest_year"] = 2026
    ground = priced(scenario, best(scenario).this.plan, 2e5)
    assert ground.options.barred[ground.of_scheme("host-1-asd")].all()
    funding = scenario.funding.copy()
    funding.loc[pd.IndexSlice[:, 2025], "allocation_gbp"] += UNITS[MONEY]
    funding.loc[pd.IndexSlice[:, 2026], "allocation_gbp"] -= UNITS[MONEY]
    every = costs(replace(scenario, funding=funding))
    chosen, least = min(every, key=lambda plan: plan[1])
    assert "host-1-asd" in {choice[0] for choice in chosen}
    rules = binding_rules(ground, 20, Effort(roughly=20, fully=20))
    row = rules[rules["about"] == "to the financial year 2025"]
    saved = least - ground.this.measures.objective_gbp
    assert saved < 0
    assert row["re_solved_gbp"].tolist() == pytest.approx([saved], abs=1.0)


def test_what_a_plan_beyond_the_money_uses_is_said_in_full() -> None:
    scenario = tiny_scenario(years=3, allocation_gbp=240e3)
    ground = priced(scenario, plan_of(scenario, host_1_asd=(6, 2026)))
    assert ground.options.barred[ground.mine].all()
    rules = binding_rules(ground, 0, EFFORT)
    rules = rules[rules["about"] == "to the financial year 2025"]
    assert (rules["used"] > rules["most"]).all()
    assert len(rules) == 1


def dearer(scenario: Scenario, times: float) -> Scenario:
    spent = scenario.schemes["standing"].reindex(
        scenario.sizes.index.get_level_values("scheme")
    )
    capital = scenario.sizes["capital_gbp"] * np.where(spent == "on_site", 1, times)
    return replace(scenario, sizes=scenario.sizes.assign(capital_gbp=capital))


def test_when_costs_rise_what_no_longer_fits_goes() -> None:
    ground = county()
    answer = costs_rise(ground, 1.25, EFFORT)
    assert answer.searched is not None
    assert answer.method == RE_SOLVED
    scenario = dearer(ground.scenario, 1.25)
    placed = place_children(scenario, answer.searched.plan)
    assert check_plan(scenario, answer.searched.plan, placed) == []
    lost = set(ground.this.plan.choices.index) - set(answer.searched.plan.choices.index)
    assert set(answer.schemes) == lost
    standing = ground.scenario.schemes["standing"]
    assert {standing[name] for name in lost} <= {"candidate"}


def early(*, only: bool, candidates: tuple[str, ...] | None = None) -> Ground:
    """A base opening early, which its money pays for but not a quarter more."""
    scenario = tiny_scenario(years=3, allocation_gbp=300e3, candidates=candidates)
    if only:
        schemes = scenario.schemes.copy()
        schemes.loc["host-1-asd", "latest_year"] = 2026
        scenario = replace(scenario, schemes=schemes)
    ground = priced(scenario, plan_of(scenario, host_1_asd=(4, 2026)))
    assert (ground.row[ground.mine] >= 0).all()
    return ground


@pytest.mark.parametrize(
    ("only", "candidates"),
    [
        (False, None),
        (True, None),
        (True, ("host-1-asd", "new-school")),
        (True, ("host-1-asd",)),
    ],
)
def test_an_early_opening_that_dearer_building_rules_out_is_not_kept(
    *, only: bool, candidates: tuple[str, ...] | None
) -> None:
    ground = early(only=only, candidates=candidates)
    answer = costs_rise(ground, 1.25, EFFORT)
    assert answer.searched is not None
    scenario = dearer(ground.scenario, 1.25)
    found = answer.searched.plan
    assert check_plan(scenario, found, place_children(scenario, found)) == []
    # Opening later it may still be paid for; where it cannot, it goes.
    assert ("host-1-asd" in answer.schemes) == only
    if not only:
        assert found.choices.loc["host-1-asd", "opening_year"] == 2027


def test_where_no_plan_keeps_the_rules_when_costs_rise_it_is_said() -> None:
    ground = early(only=True, candidates=("host-1-asd",))
    rules = replace(Rules(), least_places=(("specialist_base", 4),))
    settings = replace(ground.scenario.settings, rules=rules)
    asked = priced(replace(ground.scenario, settings=settings), ground.this.plan)
    told = explain(asked, Asked(why=("host-1-asd",), best=0), gap_gbp=5.0)
    dearer_building = told.what_if[-2]
    assert dearer_building.name == "costs_rise"
    assert dearer_building.compared is None
    assert dearer_building.searched is None


@pytest.mark.parametrize("seed", range(3))
def test_dearer_building_never_makes_the_best_plan_cheaper(seed: int) -> None:
    rng = np.random.default_rng(900 + seed)
    ground = best(random_scenario(rng, zones=2, years=3))
    answer = costs_rise(ground, 1.25, EFFORT)
    slower = inflation_rises(ground, 1.25, EFFORT)
    assert answer.compared is not None
    assert answer.compared.cost_gbp >= -1.0
    assert slower.compared is not None
    assert slower.compared.cost_gbp >= -1.0


def test_without_hosts_only_those_agreed_and_decided_stay() -> None:
    ground = county()
    answers = list(no_host(ground))
    schemes, plan = ground.scenario.schemes, ground.this.plan.choices.index
    unsure = [name for name in plan if schemes["consent"][name] != "agreed"]
    ideas = {n for n in unsure if schemes["standing"][n] == "candidate"}
    approved = [n for n in unsure if schemes["standing"][n] == "committed"]
    assert set(answers[0].schemes) == ideas
    assert set(answers[1].schemes) == set(unsure)
    assert {answer.schemes for answer in answers[2:]} == {(n,) for n in approved}
    assert {answer.method for answer in answers} == {WORKED_OUT}
    assert answers[0].compared is not None
    assert answers[0].compared.parts["capital"] < 0


def test_an_explanation_answers_what_is_asked() -> None:
    ground = example()
    told = explain(ground, Asked(why=("host-1-asd",), best=1), gap_gbp=5.0)
    assert [answer.scheme for answer in told.why] == ["host-1-asd"]
    assert [answer.scheme for answer in told.why_not] == [told.worths["scheme"].iloc[0]]
    assert told.gap_gbp == 5.0
    every = explain(ground, Asked(best=1), gap_gbp=5.0)
    mine = ground.scenario.schemes.index[ground.options.scheme[ground.mine]]
    assert [answer.scheme for answer in every.why] == list(mine)
