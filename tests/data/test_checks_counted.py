"""Checks of the council's own counts and journeys against the other tables."""

from collections.abc import Iterable
from pathlib import Path

from data import check_case
from tests import small_authority as small

EASTHAM = small.homes()[0]


def count(plans: int = 1, **cells: object) -> small.Row:
    row = {
        "lsoa": EASTHAM,
        "phase": "primary",
        "need": "ASD",
        "placement": "special_academy",
        "urn": small.EAST_SCHOOL,
        "plans": plans,
    }
    return row | cells


def said(folder: Path, **tables: Iterable[small.Row]) -> list[tuple[str, str, str]]:
    """What is found in tables that are there: severity, column and message."""
    found = check_case(small.write(folder / "case", **tables))
    names = {f"{table}.csv" for table in tables}
    return [(p.severity, p.column, p.message) for p in found if p.file in names]


def test_a_home_that_is_no_demand_point_is_an_error(tmp_path: Path) -> None:
    journey = {"lsoa": "E01999999", "urn": 1, "minutes": 5, "road_km": 3}
    found = said(
        tmp_path, placements=[count(216, lsoa="E01999999")], journeys=[journey]
    )
    unknown = [(severity, column) for severity, column, text in found if "area" in text]
    assert unknown == [("error", "lsoa")] * 2


def test_a_placement_that_is_not_published_is_an_error(tmp_path: Path) -> None:
    found = said(tmp_path, placements=[count(placement="special_school")])
    assert ("error", "placement") in {item[:2] for item in found}


def test_a_count_far_from_the_published_total_says_the_difference(
    tmp_path: Path,
) -> None:
    published = sum(
        small.plans(age, need, "special_academy")
        for age in range(2, 26)
        for need in small.NEEDS
    )
    (found,) = [
        text
        for severity, column, text in said(tmp_path, placements=[count(published + 40)])
        if "special_academy" in text and (severity, column) == ("warning", "plans")
    ]
    assert "+40" in found
    assert str(published) in found
    near = said(tmp_path / "near", placements=[count(published + 2)])
    assert not [text for _, _, text in near if "special_academy," in text]


def test_a_school_not_in_the_tables_and_none_at_all_are_warned_of(
    tmp_path: Path,
) -> None:
    rows = [count(urn=777777), count(urn=""), count(urn=small.EAST_SCHOOL)]
    found = [
        text for _, column, text in said(tmp_path, placements=rows) if column == "urn"
    ]
    assert len(found) == 2
    assert "across the border" in found[0]
    assert "No school is written" in found[1]


def test_a_need_that_the_school_does_not_hold_is_warned_of(tmp_path: Path) -> None:
    rows = [count(need="PD"), count(need="ASD"), count(need="NEED_UNKNOWN")]
    found = [
        text for _, column, text in said(tmp_path, placements=rows) if column == "need"
    ]
    assert found == [f"The school {small.EAST_SCHOOL} is not said to hold this need."]


def test_the_same_count_twice_is_an_error_with_or_without_a_school(
    tmp_path: Path,
) -> None:
    rows = [count(urn=""), count(urn=""), count(), count()]
    twice = [
        text
        for severity, _, text in said(tmp_path, placements=rows)
        if severity == "error"
    ]
    assert len(twice) == 2
    assert all("Another row has the same" in text for text in twice)
