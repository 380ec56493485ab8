"""Numbers of sections are those of the facts, and add up."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.disclosure import ALL
from capital_planner.mapspec.story import CAPITAL, REVENUE
from capital_planner.objective import capital_spend
from capital_planner.papers import Chart, Facts
from capital_planner.papers.chosen_schemes import chosen_schemes, undecided
from capital_planner.papers.columns import MEASURES
from capital_planner.papers.sections import (
    comparison,
    money,
    programme,
    promised,
    risks,
)
from capital_planner.settings import Audience
from tests.capital_planner.sections.made import (
    MIXED,
    facts,
    found,
    line,
    table,
    texts,
    tiny,
)

NEAREST_GBP = 50_000
AUDIENCES: tuple[Audience, ...] = ("public", "restricted")


def total(given: Facts, key: str, column: str, year: int) -> float:
    return float(given.figures[key][column].loc[(ALL, ALL, ALL, year)])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_children_compared_are_the_figures_of_the_last_year(audience: Audience) -> None:
    given = facts(audience=audience)
    rows = table(comparison.section(given), "comparison_children")
    for option, (_, row) in zip(given.options, rows.iterrows(), strict=True):
        for name in ("demand", "still_needed", "independent", "long_journey"):
            shown = row[MEASURES[name].name]
            assert shown == total(given, option.key, name, given.last_year)
        minutes = option.measures.totals.loc[given.last_year, "median_minutes"]
        assert row["median_minutes"] == pytest.approx(minutes, abs=0.05)


def test_chart_draws_the_figures_of_every_year() -> None:
    given = facts()
    section = comparison.section(given)
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    assert chart.shows == tuple(option.key for option in given.options)
    for _, row in chart.table.rows.iterrows():
        for key in chart.shows:
            shown = total(given, key, "still_needed", int(row["year"]))
            assert row[key] == pytest.approx(shown, nan_ok=True)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_money_compared_is_the_money_of_the_measures(audience: Audience) -> None:
    given = facts(audience=audience)
    rows = table(comparison.section(given), "comparison_money").set_index("option")
    near = NEAREST_GBP if audience == "public" else 1
    for option in given.options:
        row, spent = rows.loc[option.name], option.measures.money
        assert row["capital_gbp"] == pytest.approx(
            spent[CAPITAL].to_numpy().sum(), abs=near
        )
        assert row["capital_to_decide_gbp"] == pytest.approx(
            spent["capital_decided_gbp"].sum(), abs=near
        )
        running = spent.loc[given.last_year, REVENUE].sum()
        assert row["running_cost_gbp"] == pytest.approx(running, abs=near)
        places = [
            total(given, key, "places", given.last_year)
            for key in (option.key, "do_nothing")
        ]
        assert row["net_places"] == places[0] - places[1]
    mixed = rows.loc["Mixed"]
    change = mixed["running_cost_gbp"] - rows.loc["Do nothing", "running_cost_gbp"]
    assert mixed["running_cost_change_gbp"] == change
    each = mixed["capital_per_net_place_gbp"] * mixed["net_places"]
    assert each == pytest.approx(mixed["capital_gbp"])
    assert math.isnan(rows.loc["Do nothing", "capital_per_net_place_gbp"])


def test_places_by_year_keep_gross_and_net_apart() -> None:
    given = facts()
    section = programme.section(given)
    rows = table(section, "places_by_year").set_index("year")
    listed = table(section, "programme")
    assert rows["places_of_schemes_opening"].sum() == listed["places_added"].sum()
    assert rows["schemes_opening"].sum() == len(listed)
    assert "re_provided_places" not in rows
    assert "(re-provided) is not in the case" in " ".join(texts([section]))
    for year, shown in rows["net_places_open"].items():
        now, then = (
            total(given, key, "places", int(str(year)))
            for key in ("mixed", "do_nothing")
        )
        assert shown == now - then


def test_money_by_year_adds_up_to_the_capital_of_the_plan() -> None:
    given = facts(audience="restricted")
    section = money.section(given)
    rows = table(section, "money_by_year")
    option = given.option("mixed")
    spend = capital_spend(option.scenario, option.plan)
    assert rows["spent_gbp"].sum() == pytest.approx(spend["cash_gbp"].sum(), abs=1)
    parts = rows["committed_gbp"] + rows["to_decide_gbp"]
    assert parts.to_numpy() == pytest.approx(rows["spent_gbp"].to_numpy(), abs=1)
    left = (rows["allocation_gbp"] - rows["spent_gbp"]).cumsum()
    assert rows["left_gbp"].to_numpy() == pytest.approx(left.to_numpy(), abs=1)
    pots = table(section, "money_by_pot")
    assert pots["spent_gbp"].sum() == pytest.approx(rows["spent_gbp"].sum(), abs=1)
    schemes = table(section, "money_by_scheme")
    assert schemes["cash_gbp"].sum() == pytest.approx(rows["spent_gbp"].sum(), abs=1)
    measured = option.measures.money["capital_decided_gbp"]
    by_year = rows.set_index("financial_year")["to_decide_gbp"]
    assert by_year.to_dict() == pytest.approx(measured.reindex(by_year.index).to_dict())


def test_money_that_the_public_sees_is_to_the_nearest_hundred_thousand() -> None:
    shown = table(money.section(facts()), "money_by_year")
    exact = table(money.section(facts(audience="restricted")), "money_by_year")
    columns = ["committed_gbp", "to_decide_gbp", "spent_gbp", "left_gbp"]
    rounded = shown[columns].to_numpy(float)
    assert (rounded % 100_000 == 0).all()
    assert rounded == pytest.approx(exact[columns].to_numpy(float), abs=NEAREST_GBP)


def test_spending_ahead_of_the_money_is_said() -> None:
    section = money.section(facts("committed"))
    short = table(section, "money_by_year").set_index("financial_year")["left_gbp"]
    assert short[2026] < 0
    said = line(section, 1)
    assert "2026-27" in said
    assert "more than the money so far" in said


def test_promised_places_add_up_and_what_is_not_recorded_is_not_known() -> None:
    given = facts()
    section = promised.section(given)
    rows = table(section, "promised_by_year").set_index("year")
    decided = given.case.programme["standing"].isin(["on_site", "committed"])
    promised_places = given.case.programme.loc[decided, "places"].astype(float).sum()
    assert rows["promised_places"].sum() == promised_places
    assert rows["promised_so_far"].iloc[-1] == promised_places
    assert rows.loc[2025, "promised_places"] == 265
    assert rows["open_so_far"].isna().all()
    assert rows["filled_so_far"].isna().all()


def test_open_places_are_counted_and_one_not_recorded_spoils_the_sum() -> None:
    given = facts()
    programme_table = given.case.programme
    of_2025 = programme_table["earliest_year"] == 2025
    opened = programme_table.assign(
        reached=programme_table["reached"].mask(of_2025, "open")
    )
    changed = facts(case=replace(given.case, programme=opened))
    section = promised.section(changed)
    rows = table(section, "promised_by_year").set_index("year")
    assert rows.loc[2025, "open_so_far"] == 265
    assert math.isnan(rows.loc[2026, "open_so_far"])
    assert "records 265 of the places as open" in line(section)


def test_years_late_follow_from_the_stages_left() -> None:
    rows = table(promised.section(facts(audience="restricted")), "promised_schemes")
    late = rows.set_index("scheme")["years_late"]
    # Approved in principle in February 2026, open 31 months on: September 2028.
    assert late["East Lancashire autism school"] == 1
    assert late["East Lancashire SEMH school"] == 0
    assert math.isnan(late["Bleasdale School expansion 2025"])


def test_places_to_expect_are_places_times_the_chance() -> None:
    given = facts(audience="restricted")
    rows = table(risks.section(given), "risk_hosts").set_index("reached")
    idea = rows.loc["idea"]
    assert idea["schemes"] == len(MIXED)
    assert idea["places"] == sum(places for places, _ in MIXED.values())
    assert idea["places_expected"] == pytest.approx(idea["places"] * 0.3)
    ahead = undecided(chosen_schemes(given))
    assert rows["places"].sum() == ahead["places"].sum()


def test_what_comes_after_the_council_ends_and_before_is_the_whole() -> None:
    given = facts(audience="restricted")
    rows = table(risks.section(given), "risk_council")
    listed = chosen_schemes(given)
    assert rows["schemes"].sum() == len(listed)
    assert rows["places"].sum() == listed["places"].sum()
    assert rows["schemes"].iloc[1] == (listed["opening_year"] >= 2028).sum()
    option = given.option("mixed")
    years = option.measures.money[CAPITAL].sum(axis=1)
    after = years[years.index >= 2028].sum()
    assert rows["spent_gbp"].iloc[1] == pytest.approx(after)
    assert rows["spent_gbp"].sum() == pytest.approx(years.sum())


def test_a_case_without_programme_or_end_says_so() -> None:
    given = tiny()
    assert line(promised.section(given)).startswith("The case holds no")
    keys = [block.key for block in risks.section(given).blocks if hasattr(block, "key")]
    assert "risk_council" not in keys


def test_tiny_numbers_add_up_too() -> None:
    given = tiny(audience="restricted")
    rows = table(money.section(given), "money_by_year")
    money_of = given.option("some").measures.money
    assert rows["spent_gbp"].sum() == pytest.approx(money_of[CAPITAL].to_numpy().sum())
    assert found(money.section(given), "money_by_year").columns[0].name in rows


def test_money_that_may_not_be_carried_forward_lapses() -> None:
    given = tiny(audience="restricted")
    option = given.option("some")
    pots = option.scenario.pots.assign(carry_forward=False)
    changed = replace(option, scenario=replace(option.scenario, pots=pots))
    section = money.section(replace(given, options=(given.options[0], changed)))
    rows = table(section, "money_by_pot")
    unspent = rows["allocation_gbp"] - rows["spent_gbp"]
    assert rows["lapsed_gbp"].to_numpy() == pytest.approx(unspent.to_numpy(), abs=0.1)
    assert (rows["left_gbp"] == 0).all()


def test_what_no_pot_can_pay_is_said_and_only_then() -> None:
    given = tiny(audience="restricted")
    assert "No pot can pay" not in line(money.section(given), 1)
    option = given.option("some")
    pots = pd.DataFrame(
        {"routes": [("special_expansion",)], "carry_forward": True},
        index=option.scenario.pots.index,
    )
    changed = replace(option, scenario=replace(option.scenario, pots=pots))
    section = money.section(replace(given, options=(given.options[0], changed)))
    rows = table(section, "money_by_year")
    spend = capital_spend(option.scenario, option.plan)["cash_gbp"]
    of_base = float(spend.loc[["host-1-asd"]].sum())
    assert rows["not_paid_gbp"].sum() == pytest.approx(of_base)
    assert "No pot can pay" in line(section, 1)


def test_lancashire_has_a_pot_for_everything() -> None:
    section = money.section(facts(audience="restricted"))
    columns = [column.name for column in found(section, "money_by_year").columns]
    assert "not_paid_gbp" not in columns
