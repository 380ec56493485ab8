"""What the public never sees in a section: hosts, exempt costs, words not for it."""

import math

import pytest

from capital_planner.disclosure import exempt_schemes, forbidden_words
from capital_planner.papers.amounts import scheme_spend
from capital_planner.papers.sections import audit, comparison, money, risks
from capital_planner.papers.writing import money as pounds
from tests.capital_planner.sections.made import (
    MIXED,
    facts,
    sections,
    table,
    texts,
    tiny,
    with_exempt,
)

CHOSEN = ("do_nothing", "committed", "mixed")
HIDDEN = "small-school-burnley"


@pytest.mark.parametrize("chosen", CHOSEN)
def test_no_word_is_said_that_is_not_for_the_public(chosen: str) -> None:
    assert forbidden_words(texts(sections(facts(chosen)))) == []


@pytest.mark.parametrize("chosen", CHOSEN)
def test_no_text_is_a_leftover_of_the_program(chosen: str) -> None:
    for given in (facts(chosen), facts(chosen, "restricted"), tiny("do_nothing")):
        for text in texts(sections(given)):
            assert "nan" not in text.split()
            assert "  " not in text
            assert text == text.strip()


def test_schools_that_have_not_agreed_are_named_to_the_council_alone() -> None:
    given = facts()
    schemes = given.scenario.schemes
    secret = schemes[(schemes["consent"] != "agreed") & (schemes["site"] != "")]
    mine = secret.loc[secret.index.intersection(list(MIXED)), "site"]
    assert len(mine) == 2
    public = "\n".join(texts(sections(given)))
    restricted = "\n".join(texts(sections(facts(audience="restricted"))))
    for site in mine:
        assert site not in public
        assert site in restricted
    for scheme in MIXED:
        assert scheme not in public


def test_special_school_that_has_not_agreed_has_no_needs_and_rounded_places() -> None:
    rows = table(sections(facts())[2], "programme")
    hidden = rows[rows["scheme"].str.startswith("Special school expansion in")]
    assert len(hidden) == 1
    assert hidden["need"].isna().all()
    assert hidden["phase"].isna().all()
    assert " or " in hidden["district"].iloc[0]


def test_sums_that_would_tell_an_exempt_cost_are_held_back() -> None:
    given = with_exempt(HIDDEN)
    option = given.option("mixed")
    assert list(exempt_schemes(option.scenario, option.plan)) == [HIDDEN]
    spend, _ = scheme_spend(option)
    told = spend.loc[[HIDDEN]].index.get_level_values("year")
    rows = table(money.section(given), "money_by_year").set_index("financial_year")
    assert rows.loc[list(told), ["to_decide_gbp", "spent_gbp"]].isna().all(axis=None)
    assert rows.loc[min(told) :, "left_gbp"].isna().all()
    assert rows.loc[: min(told) - 1, ["spent_gbp", "left_gbp"]].notna().all(axis=None)
    assert rows["committed_gbp"].notna().all()
    compared = table(comparison.section(given), "comparison_money").set_index("option")
    columns = ["capital_gbp", "capital_to_decide_gbp", "capital_per_net_place_gbp"]
    assert compared.loc["Mixed", columns].isna().all()
    assert compared.loc["Committed", "capital_gbp"] > 0
    found = table(audit.section(given), "audit_searches").set_index("option")
    costs = ["whole_cost_gbp", "floor_gbp", "gap_of_saving"]
    assert found.loc["Mixed", costs].isna().all()
    assert table(risks.section(given), "risk_council")["spent_gbp"].isna().all()


def test_exempt_cost_of_an_approved_scheme_is_held_back_in_every_option() -> None:
    given = with_exempt("east-lancashire-semh-school")
    compared = table(comparison.section(given), "comparison_money").set_index("option")
    assert compared.loc[["Committed", "Mixed"], "capital_gbp"].isna().all()
    assert compared.loc["Mixed", "capital_to_decide_gbp"] > 0
    rows = table(money.section(given), "money_by_year").set_index("financial_year")
    assert rows.loc[2026:2028, ["committed_gbp", "spent_gbp"]].isna().all(axis=None)
    assert rows["left_gbp"].isna().all()


@pytest.mark.parametrize("scheme", [HIDDEN, "east-lancashire-semh-school"])
def test_no_text_says_an_exempt_cost_or_the_total_with_it(scheme: str) -> None:
    given = with_exempt(scheme)
    option = given.option("mixed")
    spend, _ = scheme_spend(option)
    real = option.scenario.sizes["capital_gbp"]
    secret = {
        pounds(float(spend.loc[[scheme]].sum())),
        pounds(float(spend.sum())),
        pounds(float(spend.sum()) * 1.25),
        pounds(float(real[real.index.get_level_values("scheme") == scheme].max())),
    }
    said = list(texts(sections(given)))
    assert not [text for text in said if any(sum_ in text for sum_ in secret)]
    open_to_all = list(texts(sections(facts())))
    assert [text for text in open_to_all if pounds(float(spend.sum())) in text]


def test_exempt_cost_is_shown_to_the_council() -> None:
    given = with_exempt(HIDDEN)
    council = facts(audience="restricted", options=given.options)
    compared = table(comparison.section(council), "comparison_money")
    assert not math.isnan(compared["capital_gbp"].iloc[-1])
    rows = table(money.section(council), "money_by_scheme").set_index("scheme")
    assert rows["capital_gbp"].notna().all()


def test_costs_of_schemes_are_for_the_council_alone() -> None:
    keys = [getattr(block, "key", "") for block in money.section(facts()).blocks]
    assert "money_by_scheme" not in keys
