"""Numbers of the sections are those of the facts, and add up."""

import numpy as np
import pytest

from capital_planner.demand.backtest import backtest, errors
from capital_planner.disclosure import ALL
from capital_planner.futures import public_intervals
from capital_planner.papers import Table
from capital_planner.settings import Audience
from tests.capital_planner import lancashire
from tests.capital_planner.pack.packed import (
    at,
    evidence,
    facts,
    outcomes,
    tables,
    tiny,
)

LABELS = {
    "All needs and ages": (ALL, ALL),
    "Autism": ("ASD", ALL),
    "Sensory and physical": ("PHYS", ALL),
    "Post-16": (ALL, "post-16"),
}
BLOCK = ["place_funding_gbp", "top_up_gbp", "independent_gbp"]


def column(table: Table, name: str) -> np.ndarray:
    return table.rows[name].to_numpy(float)


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_the_atlas_shows_the_figures_of_the_facts(audience: Audience) -> None:
    given = facts(audience)
    found = tables(given, "atlas")
    for district, key in (("Ribble Valley", "ribble_valley"), ("Wyre", "wyre")):
        rows = found[f"needs_{key}"].rows.set_index("group")
        for label, (need, phase) in LABELS.items():
            for name, option, measure, year in (
                ("children_who_need_a_place_2024", "found", "demand", 2024),
                ("children_who_need_a_place_2035", "committed", "demand", 2035),
                ("places_2024", "found", "places", 2024),
                ("places_2035_do_nothing", "do_nothing", "places", 2035),
                ("places_2035_found", "found", "places", 2035),
            ):
                expected = at(given, option, measure, district, need, phase, year)
                shown = float(rows[name].loc[label])
                assert shown == pytest.approx(expected, nan_ok=True), (label, name)
        travel = found[f"journeys_{key}"].rows
        expected = at(given, "found", "long_journey", district, ALL, ALL, 2035)
        assert travel["long_journeys"].iloc[-1] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_the_twin_of_the_maps_shows_the_figures_of_the_facts(
    audience: Audience,
) -> None:
    given = facts(audience)
    rows = tables(given, "maps")["map_figures"].rows.set_index("district")
    assert len(rows) == 13
    for name, district in (("Chorley", "Chorley"), ("All districts", ALL)):
        for option in ("do_nothing", "found"):
            for measure, shown in (
                ("places", f"places_{option}"),
                ("still_needed", f"places_still_needed_{option}"),
            ):
                expected = at(given, option, measure, district, ALL, ALL, 2035)
                assert float(rows[shown].loc[name]) == pytest.approx(
                    expected, nan_ok=True
                )


def test_parts_of_restricted_tables_add_up() -> None:
    found = tables(facts("restricted"), "maps", "forecast")
    rows = found["map_figures"].rows.drop(columns="district").to_numpy(float)
    assert rows[:-1].sum(axis=0) == pytest.approx(rows[-1])
    for level in ("phase", "need"):
        table = found[f"forecast_by_{level}"].rows.drop(columns="year")
        assert table.iloc[:, 1:].sum(axis=1).to_numpy() == pytest.approx(
            table.iloc[:, 0].to_numpy()
        )
    kinds = found["forecast_by_provision_found"].rows.drop(columns=["year", "phase"])
    assert kinds.iloc[:, 1:].sum(axis=1).to_numpy() == pytest.approx(
        kinds.iloc[:, 0].to_numpy()
    )


def test_public_children_are_rounded_or_held_back() -> None:
    held = 0
    for table in tables(facts(), "atlas", "maps", "forecast", "equality").values():
        for item in table.columns:
            if item.unit == "children":
                values = column(table, item.name)
                held += int(np.isnan(values).sum())
                assert np.all(np.isnan(values) | (values % 5 == 0)), item.name
                assert table.blank == "held back"
    assert held


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_the_block_is_its_parts_and_travel_is_apart(audience: Audience) -> None:
    given = facts(audience)
    found = tables(given, "high_needs")
    years = list(given.scenario.years)
    for key in ("do_nothing", "found"):
        money = given.option(key).measures.money.loc[years]
        table = found[f"block_{key}"]
        off = 50_001 if audience == "public" else 1e-3
        expected = money[BLOCK].sum(axis=1).to_numpy()
        assert column(table, "block") == pytest.approx(expected, abs=off)
        travel = money["transport_gbp"].to_numpy()
        assert column(table, "transport") == pytest.approx(travel, abs=off)
        if audience == "public":
            assert not (column(table, "block") % 100_000).any()
    less = column(found["block_found"], "block") - column(
        found["block_do_nothing"], "block"
    )
    assert column(found["block_change"], "block_found") == pytest.approx(less)
    assert np.abs(less).max() > 1e6


def test_the_evidence_is_that_of_the_evidence() -> None:
    found = tables(facts(), "bases_first")
    told = evidence("public")
    by_need = found["bases_first_needs"].rows.set_index("need")
    assert by_need["not_met"].loc["All needs"] == told.shown("central", "not_met")
    reasons = found["bases_first_reasons"].rows
    assert reasons["high_share"].iloc[0] == told.shown("high", "not_met")
    where = found["bases_first_districts"].rows.set_index("district")
    expected = told.shown("central", "not_met", district="Wyre")
    assert where["not_met"].loc["Wyre"] == expected


def test_public_evidence_is_made_public_whatever_was_worked_out() -> None:
    given = facts()
    given = type(given)(
        given.case, given.options, given.chosen, "public", given.made, None,
        evidence("restricted"),
    )  # fmt: skip
    values = column(tables(given, "bases_first")["bases_first_districts"], "not_met")
    assert np.all(np.isnan(values) | (values % 5 == 0))


def test_futures_are_those_worked_out() -> None:
    found = tables(facts(), "futures")
    held = public_intervals(outcomes().intervals)
    total = held[(held[["district", "need", "phase"]] == ALL).all(axis=1)]
    children = total[total["measure"] == "children who need a place"]
    rows = found["futures_children"].rows
    assert rows["year"].tolist() == children["year"].tolist()
    for level in ("low", "middle", "high"):
        assert rows[level].tolist() == children[level].tolist()
    assert found["futures_schemes"].rows["works"].tolist() == ["7 of 10"]
    costs = found["futures_costs"].rows.set_index("option")
    assert costs["expected_gbp"].loc["Committed programme"] == 3.04e9
    assert costs["lowest_in"].tolist() == [8, 2]


def test_the_back_test_is_that_of_the_forecast() -> None:
    rows = tables(tiny(), "futures")["back_test"].rows
    expected = errors(backtest(lancashire.case()))
    assert rows["missed_by"].tolist() == expected["mean_absolute_error"].tolist()
    assert rows["total"].tolist() == expected["error_of_total"].tolist()


def test_every_figure_of_the_case_is_among_the_assumptions() -> None:
    found = tables(facts(), "assumptions")
    listed = [
        row
        for key, shown in found.items()
        if key not in ("assumptions_status", "assumptions_prices")
        for row in shown.rows.to_dict("records")
    ]
    table = lancashire.case().assumptions.table.reset_index()
    schools = table["name"] == "selective_schools"
    told = ["value", "low", "high", "unit", "status", "source"]
    in_words = table["unit"].str.replace("GBP", "pounds")
    every = table.assign(unit=in_words)[~schools].to_dict("records")
    mine = [row for row in listed if row["unit"] != "schools"]
    assert sorted(str([row[name] for name in told]) for row in mine) == sorted(
        str([row[name] for name in told]) for row in every
    )
    assert len({(row["figure"], row["applies_to"]) for row in mine}) == len(mine)
    (count,) = [row["value"] for row in listed if row["unit"] == "schools"]
    assert count == schools.sum()
    assert all(isinstance(row["value"], float) for row in listed)
    counts = found["assumptions_status"].rows.set_index("status")["figures"]
    assert counts.to_dict() == table["status"].value_counts().to_dict()


def test_deprivation_is_that_of_the_small_areas() -> None:
    rows = tables(facts(), "equality")["equality_districts"].rows.set_index("district")
    case = lancashire.case()
    code = case.areas.set_index("name")["area_code"].to_dict()["Burnley"]
    points = case.demand_points[case.demand_points["area_code"] == code]
    children = points[["pop_0_4", "pop_5_10", "pop_11_15"]].sum(axis=1)
    poor = children[points["imd_decile"].isin([1, 2, 3])].sum() / children.sum()
    assert rows["in_most_deprived_areas"].loc["Burnley"] == pytest.approx(poor)
    expected = at(facts(), "found", "in_state", "Burnley", ALL, ALL, 2035) / at(
        facts(), "found", "demand", "Burnley", ALL, ALL, 2035
    )
    assert rows["in_state_share_found"].loc["Burnley"] == pytest.approx(expected)
