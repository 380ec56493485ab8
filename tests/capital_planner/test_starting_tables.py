"""First tables of a case: made of schools and counts, by hand here."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.starting_tables import (
    AGES_OF_BAND,
    border_children,
    first_funding,
    homes_at_primary_schools,
    homes_by_age,
    people_of_homes,
    shared_among_parts,
)

AREAS = pd.DataFrame(
    {
        "area_code": ["E05000001", "E05000002", "E06000099"],
        "name": ["North Ward", "South Ward", "Beyond"],
        "role": ["county", "county", "neighbour"],
    }
)
COLUMNS = ["urn", "type", "phase", "pupils", "easting", "area_code", "la_code"]


def schools(*rows: tuple[object, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(northing=400_000.0, pupils=frame["pupils"].astype("Int64"))


def primary(urn: int, pupils: object, *, area: str = "E05000001") -> tuple[object, ...]:
    return (urn, "Community school", "Primary", pupils, 350_000 + urn, area, 801)


def test_a_point_stands_at_each_own_state_primary_school_with_pupils() -> None:
    table = schools(
        primary(1, 210),
        primary(2, 70, area="E05000002"),
        primary(3, pd.NA),
        primary(4, 0),
        (5, "Community school", "Secondary", 900, 350_005, "E05000001", 801),
        (6, "Other independent school", "Primary", 100, 350_006, "E05000001", 801),
        (7, "Academy converter", "Primary", 140, 350_007, "E06000099", 801),
        (8, "Academy converter", "Primary", 140, 350_008, "E05000001", 802),
        (
            9,
            "Academy converter",
            "Middle deemed primary",
            140,
            350_009,
            "E05000002",
            801,
        ),
    )
    homes = homes_at_primary_schools(table, AREAS, 801)
    assert list(homes["lsoa"]) == ["school-1", "school-2", "school-9"]
    assert list(homes["msoa_name"]) == ["North Ward 001", *["South Ward 001"] * 2]
    first = homes.iloc[0]
    assert (first["easting"], first["northing"]) == (350_001, 400_000.0)
    assert [first[band] for band in AGES_OF_BAND] == [150, 180, 150, 90, 210]
    assert homes["imd_decile"].isna().all()


PERSONS = [90, 80, 70, 60, *[100] * 7, *[120] * 5, *[40] * 10]
"""By single year of age: 700 of primary age."""


def people(code: str, persons: list[int]) -> pd.DataFrame:
    ages = range(len(persons))
    return pd.DataFrame({"area_code": code, "age": ages, "persons": persons})


@pytest.mark.parametrize("code", ["E05000001", "E06000001"])
def test_homes_have_the_ages_of_the_population_of_their_district_or_authority(
    code: str,
) -> None:
    table = schools(primary(1, 70), primary(2, 140, area="E05000002"))
    homes = homes_at_primary_schools(table, AREAS, 801, people(code, PERSONS))
    first, second = homes[list(AGES_OF_BAND)].to_numpy().tolist()
    assert first == [40, 60, 60, 12, 28]
    even = [100, 120, 100, 60, 140]
    assert second == (even if code == "E05000001" else [80, 120, 120, 24, 56])
    told = homes_by_age(homes, AREAS, people(code, PERSONS))
    assert told.index.equals(homes.index)
    assert told.all(axis=1).tolist() == [True, code != "E05000001"]
    assert told.any(axis=1).tolist() == [True, code != "E05000001"]


def test_homes_are_of_every_age_alike_where_ages_are_missing() -> None:
    table = schools(primary(1, 70))
    known = people("E05000001", PERSONS).query("age != 7")
    homes = homes_at_primary_schools(table, AREAS, 801, known)
    even = homes_at_primary_schools(table, AREAS, 801)
    assert homes["pop_0_4"].tolist() == even["pop_0_4"].tolist() == [50]
    older = homes_by_age(homes, AREAS, people("E05000001", PERSONS).query("age != 18"))
    assert older.loc[0].to_dict() == {
        band: band != "pop_16_18" for band in AGES_OF_BAND
    }
    none = people("E05000001", [0] * 26)
    assert homes_at_primary_schools(table, AREAS, 801, none).equals(even)
    for no_use in (None, known, none):
        assert not homes_by_age(homes, AREAS, no_use).to_numpy().any()


def test_three_schools_at_most_are_one_neighbourhood() -> None:
    table = schools(*(primary(urn, 100) for urn in range(1, 11)))
    homes = homes_at_primary_schools(table, AREAS, 801)
    together = homes.groupby("msoa_name")["easting"].agg(["size", "min", "max"])
    assert together["size"].sum() == 10
    assert together["size"].max() <= 3
    ordered = together.sort_values("min")
    assert (ordered["max"].to_numpy()[:-1] < ordered["min"].to_numpy()[1:]).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 1_500), min_size=1, max_size=12))
def test_people_are_the_children_of_the_points_and_every_district_has_some(
    rolls: list[int],
) -> None:
    table = schools(*(primary(urn, roll) for urn, roll in enumerate(rolls, start=1)))
    homes = homes_at_primary_schools(table, AREAS, 801)
    people = people_of_homes(homes, AREAS, 2024)
    persons = people.set_index(["area_code", "age"])["persons"]
    assert set(people["year"]) == {2024}
    assert len(persons) == 2 * 26
    assert (persons["E05000002"] == 1).all()
    for age in range(26):
        near = sum(rolls) / 7
        assert persons["E05000001", age] == pytest.approx(near, abs=len(rolls) + 1)


def test_children_whom_the_own_rolls_leave_over_go_across_the_border() -> None:
    plans = pd.DataFrame(
        {
            "year": [2025, 2025, 2025, 2024],
            "placement": [
                "special_la_maintained",
                "special_academy_free",
                "special_independent",
                "special_la_maintained",
            ],
            "plans": [100, 40, 999, 999],
        }
    )
    rolls = pd.DataFrame({"roll": [60, 50]})
    assert border_children(plans, rolls, 2025) == 30
    assert border_children(plans, pd.DataFrame({"roll": [200]}), 2025) == 0


def test_money_is_as_much_a_plan_as_in_lancashire_and_never_none() -> None:
    funding = first_funding(12_317, 2024)
    assert list(funding["financial_year"]) == [2026, 2027, 2028]
    assert set(funding["allocation_gbp"]) == {19_000_000}
    assert set(funding["status"]) == {"working assumption"}
    assert first_funding(1_232, 2025)["allocation_gbp"].tolist() == [1_900_000] * 3
    assert first_funding(0, 2024)["allocation_gbp"].min() > 0


POINTS = pd.DataFrame(
    {
        "area_code": ["E05000001", "E05000001", "E05000002"],
        **{band: [20, 10, 10] for band in AGES_OF_BAND},
        "pop_5_10": [10, 20, 70],
    }
)


def test_people_of_the_whole_are_shared_among_its_parts_by_age() -> None:
    people = pd.DataFrame(
        {"area_code": "E06000001", "age": [2, 7], "persons": [400, 1_000], "year": 2024}
    )
    shared = shared_among_parts(people, POINTS, AREAS, "E06000001")
    found = shared.set_index(["area_code", "age"])["persons"].to_dict()
    assert found == {
        ("E05000001", 2): 300,
        ("E05000001", 7): 300,
        ("E05000002", 2): 100,
        ("E05000002", 7): 700,
    }
    assert set(shared["year"]) == {2024}


def test_a_projection_is_shared_as_children_are() -> None:
    ages = {"age_0_15": [1_600, 800], "age_16_64": [160, 80], "age_65_plus": [16, 0]}
    people = pd.DataFrame({"area_code": "E06000001", "year": [2022, 2032]} | ages)
    shared = shared_among_parts(people, POINTS, AREAS, "E06000001")
    first = shared[shared["area_code"] == "E05000001"].set_index("year")
    assert first["age_0_15"].to_dict() == {2022: 800, 2032: 400}
    assert first["age_65_plus"].to_dict() == {2022: 8, 2032: 0}


def test_rows_of_districts_and_of_an_authority_that_is_its_district_stay() -> None:
    people = pd.DataFrame({"area_code": ["E05000001"], "age": [2], "persons": [40]})
    assert shared_among_parts(people, POINTS, AREAS, "E06000001").equals(people)
    both = pd.concat([people, people.assign(area_code="E10000001")])
    assert shared_among_parts(both, POINTS, AREAS, "E10000001").equals(both)
    alone = AREAS.assign(role="county")
    whole = people.assign(area_code="E06000099")
    assert shared_among_parts(whole, POINTS, alone, "E06000099").equals(whole)
