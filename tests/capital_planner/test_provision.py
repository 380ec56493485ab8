"""Settings open in the base year: needs, phases, places and what they rest on."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.case import Case
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.provision import (
    bases,
    children_in_bases,
    independent,
    special_schools,
)
from tests.capital_planner.lancashire import BASE_YEAR, Cell, case, published


def _changed(position: int, **values: Cell) -> Case:
    table = case().special_schools.copy()
    for column, value in values.items():
        table.loc[table.index[[position]], column] = value
    return replace(case(), special_schools=table)


def test_every_state_special_school_is_there_with_its_roll() -> None:
    schools = special_schools(case())
    assert len(schools) == 29
    assert schools.index.is_unique
    assert schools["roll"].sum() == case().special_schools["roll"].sum()
    assert schools["needs"].map(len).gt(0).all()
    assert schools["phases"].map(len).gt(0).all()


def test_what_a_school_also_takes_is_beside_what_it_is_for() -> None:
    for _, school in special_schools(case()).iterrows():
        assert not set(school["needs"]) & set(school["also"])
        assert set(school["needs"]) | set(school["also"]) <= set(NEED_GROUPS)
    changed = special_schools(_changed(0, designated="MLD", also_takes="SPLD DS ASD"))
    assert changed["needs"].iloc[0] == ("MLD",)
    assert changed["also"].iloc[0] == ("ASD",)


@pytest.mark.parametrize(
    ("figure", "places", "status"),
    [
        (None, 100.0, "working assumption: taken as the roll"),
        (90, 100.0, "working assumption: taken as the roll"),
        (100, 100.0, "published"),
        (120, 120.0, "published"),
    ],
)
def test_places_are_published_or_said_to_be_the_roll(
    figure: int | None, places: float, status: str
) -> None:
    published_places: Cell = pd.NA if figure is None else figure
    case_ = _changed(0, roll=100, published_places=published_places)
    school = special_schools(case_).iloc[0]
    assert (school["places"], school["places_status"]) == (places, status)


def test_bases_hold_the_published_children() -> None:
    units = ("mainstream_la_maintained", "mainstream_academy")
    total = sum(published(f"{kind}_senunit") for kind in units)
    total += published("mainstream_la_maintained_resourced_provision")
    assert children_in_bases(case()) == total == 166
    assert bases(case(), BASE_YEAR)["roll"].sum() == pytest.approx(166)


def test_only_bases_open_by_the_base_year_are_there() -> None:
    now = bases(case(), BASE_YEAR)
    assert len(now) == 9
    table = case().bases.copy()
    assert len(bases(replace(case(), bases=table.iloc[[0, 2]]), 2020)) == 1
    assert len(bases(replace(case(), bases=table.iloc[[0, 2]]), 2021)) == 2
    planned = case().bases.loc[case().bases["status"] == "planned", "urn"]
    assert not set(now["urn"]) & set(planned)


def test_a_base_serves_its_own_phase_at_its_school() -> None:
    base = bases(case(), BASE_YEAR).loc["base-119707"]
    school = case().schools.set_index("urn").loc[119707]
    assert base["phases"] == ("secondary",)
    assert base["needs"] == ("ASD", "SLCN")
    assert (base["easting"], base["northing"]) == (
        school["easting"],
        school["northing"],
    )


def test_independent_places_are_one_pool_a_need_as_large_as_today() -> None:
    children = pd.Series({need: 10.0 + i for i, need in enumerate(NEED_GROUPS)})
    pools = independent(children, 30.0)
    assert len(pools) == len(NEED_GROUPS) + 1
    for need, number in children.items():
        pool = pools.loc[f"independent-{need}"]
        assert pool["needs"] == (need,)
        assert pool["roll"] == pool["places"] == number
        assert pool["phases"] == PHASE_NAMES[:3]
    older = pools.loc["specialist-post-16"]
    assert older["needs"] == tuple(NEED_GROUPS)
    assert older["phases"] == PHASE_NAMES[2:]
    assert older["places"] == 30.0
