"""My area at an event: found by district, town, school or postcode."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.engagement import areas_to_find, find_area, is_postcode, told
from capital_planner.gazetteer import look_up
from tests.ui.small_window import HIDDEN_NAME, SmallCase, small_scenario


def entries(case: SmallCase | None = None) -> list[tuple[str, str]]:
    found = areas_to_find(case or SmallCase(), small_scenario())  # type: ignore[arg-type]
    return [(told(entry), entry.district) for entry in found]


def test_my_area_is_found_by_district_town_and_school() -> None:
    found = dict(entries())
    assert found["North"] == "North"
    assert found["Southam, in South"] == "South"
    assert found["Open Field School, in North"] == "North"
    assert any("Special" in name for name in found)


def test_a_school_that_could_be_a_host_is_found_as_any_school_is() -> None:
    every = areas_to_find(SmallCase(), small_scenario())  # type: ignore[arg-type]
    host, other = (
        look_up(every, name)[0] for name in (f"{HIDDEN_NAME} 2", "Open Field School")
    )
    assert replace(host, name="") == replace(other, name="")
    assert (host.kind, host.key, host.at, host.urn) == ("school", "", None, "")
    assert not [entry for entry in every if entry.kind == "scheme"]
    case = SmallCase()
    without = small_scenario(candidates=())
    assert areas_to_find(case, without) == every  # type: ignore[arg-type]


def test_a_town_named_as_its_district_is_listed_once() -> None:
    case = SmallCase()
    towns = pd.concat([case.towns, case.towns.assign(name=["North", "South"])])
    names = [name for name, _ in entries(replace(case, towns=towns))]
    assert names.count("North") == 1


@pytest.mark.parametrize("text", ["PR1", "bb11 2", "LA1 1AA", "fy8 "])
def test_a_postcode_is_known_for_one(text: str) -> None:
    assert is_postcode(text)


POSTCODES = pd.DataFrame(
    [("PR1", "North", 3), ("PR1", "South", 9), ("PR11", "West", 9), ("PR1", "East", 3)],
    columns=["postcode", "district", "schools"],
)


@pytest.mark.parametrize("text", ["PR1", "pr1 2", "PR1 2AB", "pr12ab", " Pr1 "])
def test_a_postcode_finds_districts_by_its_first_half_most_schools_first(
    text: str,
) -> None:
    found = find_area((), POSTCODES, text, 5)
    assert [(told(entry), entry.district) for entry in found] == [
        ("PR1: South", "South"),
        ("PR1: East", "East"),
        ("PR1: North", "North"),
    ]
    assert find_area((), POSTCODES, text, 1) == found[:1]
    assert find_area((), POSTCODES.head(0), text, 5) == ()


def test_what_is_no_postcode_is_found_by_its_name() -> None:
    every = areas_to_find(SmallCase(), small_scenario())  # type: ignore[arg-type]
    assert find_area(every, POSTCODES, "southam", 5) == look_up(every, "southam", 5)
    assert find_area(every, POSTCODES, "PR2 1AA", 5) == ()


@pytest.mark.parametrize("text", ["Preston", "St Anne's", "M", "10"])
def test_a_name_is_no_postcode(text: str) -> None:
    assert not is_postcode(text)
