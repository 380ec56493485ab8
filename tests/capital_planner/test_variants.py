"""Approved bases without a host, at every school that may have them."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from capital_planner.candidates import host_schools
from capital_planner.checks import check_plan, check_scenario
from capital_planner.errors import Problem
from capital_planner.objective import capital_spend
from capital_planner.plan import Plan
from capital_planner.rules import Pin
from capital_planner.scenario.frames import Scenario
from capital_planner.variants import unhosted
from tests import oracle
from tests.capital_planner.lancashire import case, scenario
from tests.judged import asking, example, rules

BASE = "base-x"
AT_1, AT_2 = "base-x-at-1", "base-x-at-2"


def variants() -> pd.DataFrame:
    schemes = scenario().schemes
    return schemes[schemes["instead_of"] != ""]


def test_every_approved_base_without_a_host_is_at_every_school_that_may() -> None:
    schemes = scenario().schemes
    waiting = unhosted(schemes[schemes["instead_of"] == ""])
    assert len(waiting) == 6
    assert set(variants()["instead_of"]) == set(waiting.index)
    hosts = host_schools(case())
    for scheme, rows in variants().groupby("instead_of"):
        own = waiting.loc[[scheme]].to_dict("records")[0]
        may = hosts["district"].eq(own["district"])
        may &= hosts["host_phase"].isin(own["phases"])
        assert sorted(rows["urn"]) == sorted(hosts.loc[may, "urn"])
        for column in ("phases", "needs", "earliest_year", "standing", "success"):
            assert set(rows[column]) == {own[column]}


def test_a_variant_costs_opens_and_fills_as_its_scheme() -> None:
    built = scenario()
    places = built.sizes.reset_index().set_index("scheme")
    for scheme, stands_for in variants()["instead_of"].items():
        for table in (places, built.ramp):
            one, other = table.loc[[str(scheme)]], table.loc[[str(stands_for)]]
            assert one.to_dict("records") == other.to_dict("records")


def test_a_variant_stands_at_its_school_and_does_not_name_it() -> None:
    schools = case().schools.set_index("urn")
    for scheme, row in variants().iterrows():
        school = schools.loc[row["urn"]]
        assert row["site"] == school["name"]
        assert row["site"] not in row["label"]
        assert row["consent"] == "none"
        assert (row["easting"], row["northing"]) == (
            school["easting"],
            school["northing"],
        )
        assert (row["host"], row["provision"]) == (f"site-{row['urn']}", scheme)


def test_a_scheme_with_a_site_has_no_variant() -> None:
    assert "brunshaw-unit-phase-2" not in set(variants()["instead_of"])
    assert set(variants()["route"]) == {"specialist_base"}


@cache
def offered() -> Scenario:
    """The example with an approved base at an unknown host, and two who may."""
    plain = example()[0]
    schemes = plain.schemes
    like = {"base-x": "host-2-asd", AT_1: "host-1-asd", AT_2: "host-2-asd"}
    added = schemes.loc[list(like.values())].assign(
        label="Specialist base in North",
        phases=pd.Series([("primary",)] * 3).to_numpy(),
        needs=pd.Series([("ASD",)] * 3).to_numpy(),
        standing="committed",
        host=["site-x", "h1", "h2"],
        provision=list(like),
        instead_of=["", BASE, BASE],
        earliest_year=2027,
        latest_year=2027,
    )
    added.index = pd.Index(list(like), name="scheme")
    sizes = pd.DataFrame(
        {"capital_gbp": 200e3, "status": "published"},
        index=pd.MultiIndex.from_product([list(like), [5]], names=["scheme", "places"]),
    )
    ways = {name: plain.minutes[host] for name, host in like.items()}
    carried = {
        (name, phase): plain.transported[(host, phase)]
        for name, host in like.items()
        for phase in plain.transported.columns.unique(1)
    }
    ramp = plain.ramp.loc[list(like.values())].set_axis(added.index)
    return replace(
        plain,
        schemes=pd.concat([schemes, added]),
        sizes=pd.concat([plain.sizes, sizes]),
        ramp=pd.concat([plain.ramp, ramp]),
        minutes=plain.minutes.assign(**ways),
        road_km=plain.road_km.assign(**{n: plain.road_km[h] for n, h in like.items()}),
        transported=pd.concat([plain.transported, pd.DataFrame(carried)], axis=1),
    )


def held(*names: str, given: Scenario | None = None, **chosen: tuple[int, int]) -> Plan:
    """The programme with these in place of the approved base."""
    plan = oracle.plan_of(given or offered(), **chosen)
    rows = pd.DataFrame(
        {"places": 5, "opening_year": 2027}, index=pd.Index(names, name="scheme")
    )
    return Plan(pd.concat([plan.choices.drop(index=BASE), rows]))


def judged(plan: Plan, given: Scenario | None = None) -> dict[str, Problem]:
    where = given or offered()
    problems = check_plan(where, plan, oracle.place(where, plan))
    return {problem.column: problem for problem in problems}


def test_an_offer_with_possible_hosts_is_sound() -> None:
    assert check_scenario(offered()) == []


@pytest.mark.parametrize("name", [BASE, AT_1, AT_2])
def test_the_scheme_or_one_of_its_hosts_is_in_the_plan(name: str) -> None:
    assert judged(held(name)) == {}


@pytest.mark.parametrize("names", [(), (BASE, AT_1), (AT_1, AT_2)])
def test_neither_none_of_them_nor_two(names: tuple[str, ...]) -> None:
    found = judged(held(*names))
    assert set(found) == {"committed_schemes_stay"}
    assert found["committed_schemes_stay"].value == BASE


def test_a_host_opens_as_the_scheme_was_decided() -> None:
    late = held(AT_1)
    late.choices.loc[AT_1, "opening_year"] = 2028
    assert set(judged(late)) == {"opens_when_ready", "committed_schemes_stay"}


def test_a_released_scheme_may_be_at_a_host_or_left_out() -> None:
    released = asking(offered(), pins=(Pin(BASE, "release"),))
    assert judged(held(AT_1), released) == {}
    assert judged(held(), released) == {}
    assert set(judged(held(AT_1, AT_2), released)) == {"committed_schemes_stay"}


def test_a_host_chosen_for_it_hosts_nothing_else() -> None:
    with_other = held(AT_1, host_1_mld=(4, 2028))
    assert set(judged(with_other)) == {"one_scheme_a_host"}
    assert judged(held(AT_2, host_1_mld=(4, 2028))) == {}
    assert judged(held(BASE, host_1_mld=(4, 2028))) == {}


def test_money_caps_and_parity_count_it_once_wherever_it_is() -> None:
    spent = {
        name: capital_spend(offered(), held(name))["cash_gbp"].sum()
        for name in (BASE, AT_1)
    }
    assert spent[BASE] == pytest.approx(spent[AT_1])
    parity = asking(offered(), most_parity_gap=0)
    # Decided: 3 and 5 primary places, 3 secondary ones; 5 more may be primary.
    for name in (BASE, AT_1):
        assert judged(held(name), parity) == {}
        more = held(name, host_2_asd=(5, 2028))
        assert judged(more, parity) == {}
        assert "phases_in_parity" in judged(held(name, host_1_mld=(6, 2028)), parity)
    # Two bases may open in the county a year, one of them the approved one.
    full = offered().caps * 0 + 1
    capped = replace(offered(), caps=full)
    for name in (BASE, AT_2):
        assert "yearly_caps" in judged(held(name, host_1_mld=(4, 2027)), capped)


def test_a_host_is_not_released_nor_a_scheme_left_out_unreleased() -> None:
    def asked(*pins: Pin) -> set[str]:
        return {p.value for p in check_scenario(asking(offered(), pins=pins))}

    assert asked(Pin(AT_1, "release")) == {AT_1}
    assert asked(Pin(AT_1, "out"), Pin(AT_2, "in")) == set()
    assert asked(Pin(BASE, "out")) == {BASE}
    assert asked(Pin(BASE, "out"), Pin(BASE, "release")) == set()


def test_a_host_that_stands_for_no_approved_scheme_is_reported() -> None:
    for other in ("growth-a", "nowhere", "growth-b"):
        adrift = offered().schemes.replace({"instead_of": {BASE: other}})
        problems = check_scenario(replace(offered(), schemes=adrift))
        assert {problem.value for problem in problems} == {AT_1, AT_2}


def test_do_nothing_holds_no_variant() -> None:
    nothing = Plan(oracle.plan_of(offered()).choices.loc[["on-site-base"]])
    placed = oracle.place(offered(), nothing)
    assert rules(check_plan(offered(), nothing, placed)) == set()
