"""Finding places, and that the public finds no school that could be a host."""

import re

import pytest

from capital_planner.gazetteer import Entry, gazetteer, look_up
from tests.capital_planner.lancashire import case, scenario


@pytest.fixture(scope="module")
def public() -> tuple[Entry, ...]:
    return gazetteer(case(), scenario())


@pytest.fixture(scope="module")
def restricted() -> tuple[Entry, ...]:
    return gazetteer(case(), scenario(), "restricted")


def test_district_town_and_school_are_found(public: tuple[Entry, ...]) -> None:
    assert look_up(public, "burnl")[0] == Entry("district", "Burnley", "Burnley")
    town = look_up(public, "accrington")[0]
    assert (town.kind, town.district) == ("town", "Hyndburn")
    assert town.told == "Accrington, town or village in Hyndburn"
    school = look_up(public, "143879")[0]
    assert (school.kind, school.name) == ("setting", "Tor View School")
    assert school.at == (379468.0, 421666.0)
    assert look_up(public, "view tor")[0] == school


def test_nothing_is_found_for_nothing(public: tuple[Entry, ...]) -> None:
    assert look_up(public, "  ") == ()
    assert look_up(public, "no such place") == ()
    assert len(look_up(public, "e", most=7)) == 7


def test_the_public_finds_no_school_that_is_not_open_as_a_setting(
    public: tuple[Entry, ...], restricted: tuple[Entry, ...]
) -> None:
    """Neither a candidate nor any other mainstream school, so nothing is told."""
    rows = scenario().schemes
    agreed = set(rows.loc[rows["consent"] == "agreed", "urn"].astype(str))
    open_now = set(scenario().provisions["urn"].astype(str))
    hidden = set(case().schools["urn"].astype(str)) - agreed - open_now
    candidates = set(rows.loc[rows["consent"] != "agreed", "urn"].astype(str))
    assert len(hidden & candidates) > 200
    assert not {entry.urn for entry in public} & hidden
    assert hidden & candidates <= {entry.urn for entry in restricted}
    for urn in sorted(hidden):
        assert look_up(public, urn) == ()


def test_public_names_and_keys_give_no_host_away(public: tuple[Entry, ...]) -> None:
    rows = scenario().schemes
    secret = rows[(rows["consent"] != "agreed") & (rows["site"] != "")]
    open_now = set(scenario().provisions["name"])
    names = set(secret["site"]) - open_now
    agreed = set(rows.loc[rows["consent"] == "agreed", "site"])
    shown = re.compile("|".join(map(re.escape, sorted(agreed, key=len, reverse=True))))
    said = [shown.sub("", entry.told) for entry in public if entry.kind == "scheme"]
    for name in names - agreed:
        assert not any(name in text for text in said)
    schemes = [entry for entry in public if entry.kind == "scheme"]
    assert not any(entry.key.startswith("base-") for entry in schemes)
    unnamed = rows.index[rows["consent"] != "agreed"]
    assert all(
        entry.at is None and not entry.urn
        for entry in schemes
        if entry.key in set(unnamed)
    )


def test_approved_schemes_are_found_once_each(public: tuple[Entry, ...]) -> None:
    rows = scenario().schemes
    approved = rows[(rows["standing"] != "candidate") & (rows["instead_of"] == "")]
    keys = [entry.key for entry in public if entry.kind == "scheme"]
    assert sorted(keys) == sorted(approved.index)
