"""Reasons in words and tables: how each figure was found, and for whom."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.disclosure import ALL, forbidden_words
from capital_planner.reasons import (
    FROM_PRICES,
    RE_SOLVED,
    WORKED_OUT,
    Condition,
    WhatIf,
    WhyNot,
    changes,
    compared,
    page,
    rules_table,
    what_if_table,
    worths_table,
)
from capital_planner.reasons.answers import Outcome
from capital_planner.reasons.sentences import (
    conditions,
    rule_words,
    verdict,
    what_if_words,
    why_not_words,
    why_words,
)
from capital_planner.settings import Audience
from capital_planner.sufficiency import measure
from tests import oracle
from tests.capital_planner.reasons.answers import (
    BASE,
    EXPANSION,
    GAP_GBP,
    SCENARIO,
    difference,
    explanation,
    searched,
    telling,
    why,
)


def test_every_answer_says_how_it_was_found() -> None:
    text = page(telling(), explanation())
    for method in (WORKED_OUT, RE_SOLVED, FROM_PRICES):
        assert text.count(method) >= 2
    answer = why_words(telling(), why(), GAP_GBP)
    assert f"({WORKED_OUT})" in answer
    assert f"{RE_SOLVED}: the best of the few plans tried, 5" in answer


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_no_word_is_one_we_do_not_use(audience: Audience) -> None:
    told = telling(audience)
    texts = page(told, explanation()).splitlines()
    for table in (
        worths_table(told, explanation().worths),
        rules_table(told, explanation().rules),
        what_if_table(told, explanation()),
    ):
        texts += [*table.columns, *map(str, table.to_numpy().ravel())]
    assert forbidden_words(texts) == []


def test_the_public_reads_no_host_and_no_id() -> None:
    told = telling()
    found = explanation()
    tables = (
        worths_table(told, found.worths),
        rules_table(told, found.rules),
        what_if_table(told, found),
    )
    public = page(told, found) + "".join(table.to_string() for table in tables)
    for secret in (BASE, EXPANSION, "Hill School"):
        assert secret not in public
    assert BASE in page(telling("restricted"), found)
    assert "Hill School" in page(telling("restricted"), found)


def test_an_expansion_is_not_told_by_needs_district_or_cost() -> None:
    told, found = telling(), explanation()
    table = worths_table(told, found.worths)
    hidden = table[table["route"] == "special school expansion"]
    assert len(hidden) == 1  # both of one planning area: the better one stands
    assert set(hidden["district"]) == {"the North of the county"}
    assert set(hidden["needs"]) == set(hidden["phases"]) == {""}
    answer = why_words(told, why(EXPANSION), GAP_GBP)
    asked = answer.split("With the money")[0]
    assert "about 5 places" in asked
    assert "building" not in asked
    assert "autism" not in asked
    assert "North" not in asked
    assert "building" in why_words(told, why(), GAP_GBP).split("With the money")[0]
    rows = what_if_table(told, found)
    pointing = rows[(rows["question"] == "without").to_numpy()]
    for part in ("capital_gbp", "place_funding_gbp", "independent_gbp"):
        assert pointing[part].isna().tolist() == [False, True]
    assert pointing["whole_cost_gbp"].notna().all()


def test_what_an_expansion_costs_cannot_be_worked_out_from_the_rest() -> None:
    told, found = telling(), explanation()
    assert "funding of places" in why_words(told, why(), GAP_GBP)
    assert "funding of places" not in why_words(told, why(EXPANSION), GAP_GBP)
    table = worths_table(told, found.worths)
    hidden = (table["route"] == "special school expansion").to_numpy()
    parts = table[["places_worth_gbp", "cost_gbp", "money_gbp"]]
    assert parts[hidden].isna().all(axis=None)
    assert parts[~hidden].notna().all(axis=None)
    assert table["worth_gbp"].notna().all()
    restricted = worths_table(telling("restricted"), found.worths)
    assert restricted["cost_gbp"].tolist() == [432_100.0] * 3


def test_a_plan_found_with_an_expansion_tells_no_part_of_its_cost() -> None:
    dear = WhatIf("costs_rise", (BASE,), RE_SOLVED, difference(), searched(BASE), 1.25)
    assert "building" in what_if_words(telling(), dear).split("It would")[1]
    pointing = replace(dear, searched=searched(EXPANSION))
    said = what_if_words(telling(), pointing).split("It would")[1]
    assert "fees" not in said
    assert "building" not in said


def test_small_numbers_of_children_are_held_back() -> None:
    told = telling()
    few = replace(why(), without=difference(independent=2.0), instead=None)
    answer = why_words(told, few, GAP_GBP)
    assert "2.0" not in answer
    assert "2 more" not in answer
    assert "little would change" in answer
    assert told.shown(-2.0) is None
    assert told.shown(-12.4) == -10
    assert telling("restricted").shown(-2.04) == -2.0


def test_money_is_rounded_in_public() -> None:
    rows = what_if_table(telling(), explanation())
    assert (rows["whole_cost_gbp"] % 100_000 == 0).all()
    assert telling().more(-1_240_000.0) == "1.2 million pounds less"
    assert telling("restricted").more(1_244_000.0) == "1.24 million pounds more"
    assert telling().pounds(3_000.0) == "less than 0.1 million pounds"


def test_what_is_exempt_has_no_cost_in_public() -> None:
    told = telling()
    schemes = told.scenario.schemes.assign(cost_exempt=True)
    told = replace(told, scenario=replace(told.scenario, schemes=schemes))
    answer = why_words(told, replace(why(), instead=None), GAP_GBP)
    assert "exempt from publication" in answer
    assert "million" not in answer
    rows = what_if_table(told, explanation())
    assert rows[["whole_cost_gbp", "capital_gbp"]].isna().all(axis=None)
    table = worths_table(told, explanation().worths)
    assert table[["places_worth_gbp", "cost_gbp", "money_gbp"]].isna().all(axis=None)


def test_a_difference_within_the_gap_tells_nothing() -> None:
    small, large = searched(BASE), searched(BASE, cost_gbp=6e6)
    assert "too small to tell apart" in verdict(small, GAP_GBP)
    assert "too small" not in verdict(large, GAP_GBP)
    for found in (small, large):  # a few plans near this one prove nothing
        assert "Not proved" in verdict(found, GAP_GBP)
    assert "cheaper one" in verdict(searched(BASE, cost_gbp=-2e6), GAP_GBP)
    assert "Not proved" not in verdict(searched(BASE, every=True), GAP_GBP)
    assert "too small" not in verdict(searched(BASE, every=True), GAP_GBP)
    assert "not known" in verdict(small, float("nan"))
    rows = what_if_table(telling(), explanation())
    verdicts = rows.set_index(["question", "method"])["too_small_to_tell_apart"]
    assert verdicts.xs("why").tolist() == [True, True]
    assert verdicts.xs("without").tolist() == [False, False]
    assert verdicts.xs("costs_rise").isna().all()  # the gap is of other costs


def test_that_no_plan_keeps_the_rules_is_said() -> None:
    none = WhatIf("costs_rise", (), RE_SOLVED, None, amount=1.25)
    found = replace(explanation(), what_if=(none,))
    text = page(telling(), found)
    assert "rise by 25%? We found no plan that keeps every rule (re-solved)." in text
    row = what_if_table(telling(), found).set_index("question").loc["costs_rise"]
    assert row["tried"] == 0
    assert pd.isna(row["whole_cost_gbp"])


def test_rules_are_said_by_their_sentence_and_schemes_by_their_label() -> None:
    told = telling()
    said = conditions(told, [Condition("pinned", f"{EXPANSION} out")])
    assert said.startswith("Schemes that the officer has put in, left out")
    assert "A scheme in a district out" in said
    resting = conditions(told, [Condition("opens_when_ready", BASE)])
    assert "cannot open by the last year" in resting
    forbidden = WhyNot(EXPANSION, (Condition("pinned", f"{EXPANSION} out"),), None)
    assert "A rule keeps it out" in why_not_words(told, forbidden, GAP_GBP)
    row = explanation().rules.iloc[0]
    assert "0.3 million pounds less" in rule_words(told, row)
    assert "100,000 pounds more" in rule_words(told, row)


def test_two_plans_are_compared_from_the_year_they_differ() -> None:
    plans = [
        oracle.plan_of(SCENARIO),
        oracle.plan_of(SCENARIO, host_1_asd=(6, 2026)),
    ]
    outcomes = []
    for plan in plans:
        placed = oracle.place(SCENARIO, plan)
        outcomes.append(Outcome(plan, placed, measure(SCENARIO, plan, placed)))
    found = compared(SCENARIO, *outcomes, since=2026, scheme=BASE)
    parts = [oracle.price(SCENARIO, o.plan, o.placements) for o in outcomes]
    gained = sum(parts[1].values()) - sum(parts[0].values())
    assert found.cost_gbp == pytest.approx(gained, rel=1e-6)
    assert found.at_scheme > 0
    assert found.settings.sum() == pytest.approx(0.0, abs=1e-6)
    by_district = found.children.drop(index=ALL).sum()
    assert found.children.T[ALL].to_numpy() == pytest.approx(by_district.to_numpy())
    changed = changes(*plans)
    assert changed.index.tolist() == [BASE]
    assert changed.to_numpy().tolist() == [[0, 0, 6, 2026]]
