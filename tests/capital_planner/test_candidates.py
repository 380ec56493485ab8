"""Candidates are what the rule admits, and nothing else."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.candidates import (
    LEAST_EXPANSION,
    base_candidates,
    expansion_candidates,
    host_schools,
    small_school_candidates,
)
from capital_planner.case import Case
from capital_planner.provision import special_schools
from tests.capital_planner.lancashire import Cell, case, scenario, with_figure

NO_GROWTH = pd.Series(dtype=float)


def _host(phase: str) -> int:
    hosts = host_schools(case())
    return int(hosts.loc[hosts["phase"] == phase, "urn"].iloc[0])


def _with(urn: int, **values: Cell) -> Case:
    schools = case().schools.copy()
    for column, value in values.items():
        schools.loc[schools["urn"] == urn, column] = value
    return replace(case(), schools=schools)


def _urns(of: Case) -> set[int]:
    return set(host_schools(of)["urn"])


@pytest.mark.parametrize(
    "values",
    [
        {"type": "Studio schools"},
        {"type": "University technical college"},
        {"type": "Other independent school"},
        {"type": "Pupil referral unit"},
        {"la_code": 889},
    ],
)
@pytest.mark.parametrize("phase", ["Primary", "Secondary", "All-through"])
def test_only_the_authoritys_own_state_mainstream_schools(
    phase: str, values: dict[str, Cell]
) -> None:
    urn = _host(phase)
    assert urn in _urns(case())
    assert _urns(_with(urn, **values)) == _urns(case()) - {urn}


def test_small_primary_schools_are_left_out_and_small_secondaries_not() -> None:
    urn = _host("Primary")
    assert urn in _urns(_with(urn, pupils=120))
    assert urn not in _urns(_with(urn, pupils=119))
    assert urn not in _urns(_with(urn, pupils=pd.NA))
    assert _host("Secondary") in _urns(_with(_host("Secondary"), pupils=90))
    fewer = host_schools(with_figure("host_primary_min_pupils", 400))
    assert fewer.loc[fewer["phase"] == "Primary", "pupils"].ge(400).all()
    assert fewer["phase"].eq("Secondary").sum() == 71


def test_selective_schools_are_left_out() -> None:
    selective = {
        int(urn) for urn in case().assumptions.by_key("selective_schools").index
    }
    assert len(selective) == 4
    assert selective <= set(case().schools["urn"])
    assert not selective & _urns(case())
    urn = _host("Secondary")
    assert urn not in _urns(_with(urn, selective="yes"))
    assert urn in _urns(_with(urn, selective="no"))


def test_a_school_with_a_base_or_a_scheme_is_left_out() -> None:
    urn = _host("Secondary")
    base = case().bases.iloc[[0]].assign(urn=urn, status="planned")
    assert urn not in _urns(replace(case(), bases=pd.concat([case().bases, base])))
    scheme = case().programme.iloc[[0]].assign(site_urn=urn)
    more = replace(case(), programme=pd.concat([case().programme, scheme]))
    assert urn not in _urns(more)
    assert not set(case().bases["urn"]) & _urns(case())


def test_the_rule_admits_the_schools_it_does() -> None:
    hosts = host_schools(case())
    assert hosts["phase"].value_counts().to_dict() == {
        "Primary": 341,
        "Secondary": 71,
        "All-through": 2,
    }
    assert hosts.loc[hosts["phase"] == "Primary", "host_phase"].eq("primary").all()
    assert hosts.loc[hosts["phase"] != "Primary", "host_phase"].eq("secondary").all()


def test_every_host_has_every_designation_one_a_base() -> None:
    schemes, sizes = base_candidates(case())
    by_host = schemes.groupby("host")["needs"].agg(set)
    assert len(by_host) == len(host_schools(case()))
    assert all(n == {("ASD", "SLCN"), ("SEMH",), ("MLD",)} for n in by_host)
    assert schemes["phases"].map(len).eq(1).all()
    assert schemes.index.is_unique
    ladders = sizes.reset_index().groupby("scheme")["places"].agg(tuple)
    primary = schemes["phases"].map(lambda phases: phases[0] == "primary")
    assert set(ladders[schemes.index[primary]]) == {(8, 12, 16)}
    assert set(ladders[schemes.index[~primary]]) == {(10, 15, 20)}


def test_a_base_costs_its_fixed_part_and_its_places() -> None:
    _, sizes = base_candidates(case())
    costs = sizes.reset_index().groupby("places")["capital_gbp"].agg(set)
    assert costs[12] == {120_000 + 12 * 25_000}
    assert costs[20] == {120_000 + 20 * 25_000}
    assert set(sizes["status"]) == {"derived"}


@pytest.mark.parametrize(
    ("places", "sizes"),
    [(39.0, []), (40.0, [4]), (79.0, [4, 7]), (120.0, [6, 12]), (450.0, [10, 20])],
)
def test_a_special_school_grows_by_a_tenth_or_twenty(
    places: float, sizes: list[int]
) -> None:
    school = special_schools(case()).iloc[[0]].assign(places=places)
    _, ladder = expansion_candidates(case(), school, NO_GROWTH)
    assert list(ladder.index.get_level_values("places")) == sizes
    assert all(size >= LEAST_EXPANSION for size in sizes)


def test_no_expansion_is_over_a_tenth_or_twenty_places() -> None:
    special = special_schools(case())
    schemes, sizes = expansion_candidates(case(), special, NO_GROWTH)
    own = schemes["provision"].map(special["places"].to_dict()).astype(float)
    for scheme, places in sizes.index:
        assert LEAST_EXPANSION <= places <= min(0.1 * own[scheme], 20)
    assert schemes["provision"].is_unique


def test_a_school_that_has_grown_rests_three_years() -> None:
    special = special_schools(case())
    first, second = special.index[:2]
    grown = pd.Series({first: 2027.0, second: 2023.0})
    schemes, _ = expansion_candidates(case(), special, grown)
    earliest = schemes.set_index("provision")["earliest_year"]
    assert earliest[first] == 2030
    assert earliest[second] == 2027
    assert earliest.drop([first, second]).eq(2027).all()


def test_growth_of_the_programme_is_what_rests() -> None:
    schemes = scenario().schemes
    own = schemes[schemes["route"] == "special_expansion"]
    committed = own[own["standing"] != "candidate"].set_index("provision")
    ideas = own[own["standing"] == "candidate"].set_index("provision")
    both = ideas.index.intersection(committed.index)
    assert len(both) == 8
    rest = ideas["earliest_year"][both] - committed["earliest_year"][both]
    assert rest.eq(3).all()
    assert ideas["earliest_year"].drop(both).eq(2027).all()


def test_candidates_are_unnamed_ideas_that_nobody_has_asked_for() -> None:
    schemes = scenario().schemes
    ideas = schemes[schemes["status"] == "generated by rule"]
    assert len(ideas) == 3 * 414 + 27 + 12
    for column, value in (("consent", "none"), ("stage", "idea")):
        assert ideas[column].eq(value).all()
    for label, site in zip(ideas["label"], ideas["site"], strict=True):
        assert site == "" or site not in label
    labels = set(ideas.loc[ideas["route"] == "specialist_base", "label"])
    assert "Specialist base at a secondary school in Burnley" in labels
    assert len(labels) == 2 * 12


def test_no_vacant_site_is_a_candidate_until_the_officer_adds_it() -> None:
    schemes = scenario().schemes
    considered = case().programme[case().programme["standing"] == "considered"]
    assert len(considered) == 2
    assert not set(considered["scheme"]) & set(schemes.index)
    generated = schemes[schemes["status"] == "generated by rule"]
    assert set(generated["route"]) == {
        "specialist_base",
        "special_expansion",
        "new_special_school",
    }
    open_sites = set(case().schools["urn"]) | set(case().special_schools["urn"])
    assert set(generated["urn"].dropna()) <= open_sites
    unfound = generated[generated["site"] == ""]
    assert set(unfound["route"]) == {"new_special_school"}


def test_a_small_school_for_autistic_children_in_every_district() -> None:
    schemes, sizes = small_school_candidates(case())
    own = case().areas[case().areas["role"] == "county"].set_index("name")
    assert sorted(schemes["district"]) == sorted(own.index)
    ladders = sizes.reset_index().groupby("scheme")["places"].agg(tuple)
    assert set(ladders) == {(30, 45, 60)}
    assert (
        sizes.loc[("small-school-west-lancashire", 30), "capital_gbp"] == 30 * 140_000
    )
    row = schemes.loc["small-school-west-lancashire"]
    assert row["label"] == (
        "Small special school for autistic children in West Lancashire"
    )
    assert (row["needs"], row["phases"]) == (("ASD",), ("primary", "secondary"))
    assert (row["ncy_from"], row["ncy_to"]) == (0, 11)
    assert (row["standing"], row["consent"], row["reached"]) == (
        "candidate", "none", "idea")  # fmt: skip
    assert row["earliest_year"] == 2028
    assert row["easting"] == own.loc["West Lancashire", "easting"]


def test_small_schools_follow_the_ladder_of_the_assumptions() -> None:
    _, sizes = small_school_candidates(with_figure("ladder", 36, "small_school 1"))
    assert set(sizes.index.get_level_values("places")) == {36, 45, 60}


def test_no_small_school_stands_in_a_neighbouring_authority() -> None:
    schemes = scenario().schemes
    small = schemes[schemes.index.str.startswith("small-school-")]
    outside = case().areas.loc[case().areas["role"] != "county", "name"]
    assert len(small) == 12
    assert not set(small["district"]) & set(outside)
    assert small["host"].is_unique
    assert (small["provision"] == small.index).all()
