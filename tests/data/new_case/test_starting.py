"""Figures that a new case begins with, whoever's it is."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from data import EMBEDDED_CASE
from data.columns import columns_of
from data.new_case.starting import start
from data.new_case.whose import Authority

OWNER = Authority("E10000099", 999, "Anyshire")
DISTRICTS = ["E07000991", "E07000992"]


def test_figures_for_any_authority_are_the_figures_that_are_needed() -> None:
    ours = figures(Path(__file__).parents[3] / "data" / "new_case")
    lancashire = figures(EMBEDDED_CASE)
    own = {"selective_schools", "capital_programme", "council_ends_year"}
    own |= {"independent_place_cost_national", "plans_june_2025"}
    own |= {"plans_in_mainstream_june_2025"}
    kept = lancashire[~lancashire["name"].isin(own)]
    keys = ["name", "key", "unit"]
    assert ours[keys].to_numpy().tolist() == kept[keys].to_numpy().tolist()
    told = ours["source"].str.contains("Lancashire|taken as|taken from")
    assert set(ours.loc[told, "status"]) == {"working assumption"}
    changed = ours["value"].to_numpy() != kept["value"].to_numpy()
    assert set(ours.loc[changed, "name"]) == {
        "independent_place_cost",
        "specialist_post_16_place_cost",
        "top_slice",
        "border_children",
        "backlog_plans",
    }


@pytest.mark.parametrize(
    ("codes", "ages", "by_age", "evenly"),
    [
        (DISTRICTS, range(26), True, False),
        (["E10000099"], range(26), True, False),
        (DISTRICTS[:1], range(26), True, True),
        (DISTRICTS, range(18), True, True),
        (DISTRICTS, range(10), False, True),
        ([], range(26), False, True),
    ],
)
def test_what_is_said_of_homes_is_what_was_done(
    codes: list[str], ages: range, *, by_age: bool, evenly: bool
) -> None:
    areas = pd.DataFrame(
        {"area_code": DISTRICTS, "name": ["Westmoor", "Eastvale"], "role": "county"}
    )
    schools = pd.DataFrame(
        {
            "urn": [1, 2],
            "type": "Community school",
            "phase": "Primary",
            "pupils": pd.array([70, 140], "Int64"),
            "easting": [350_000, 360_000],
            "northing": 430_000,
            "area_code": DISTRICTS,
            "la_code": OWNER.la_code,
        }
    )
    people = [
        {"area_code": code, "age": age, "persons": 100 - age, "year": 2024}
        for code in codes
        for age in ages
    ]
    given = {"areas": areas, "schools": schools}
    if people:
        given["population"] = pd.DataFrame(people)
    counts = {"year": [2025], "age": [5], "placement": ["special"], "plans": [9]}
    given["plans_by_age_and_placement"] = pd.DataFrame(counts)
    made, assumed = start(OWNER, given)
    assert ("population" in made) == (codes in ([], ["E10000099"]))
    [said] = [each.what for each in assumed if each.table == "demand_points"]
    assert ("for each child of primary age" in said) == by_age
    assert ("in one school year" in said) == evenly


def figures(folder: Path) -> pd.DataFrame:
    text = (folder / "assumptions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [column.name for column in columns_of("assumptions")]
    return pd.DataFrame(rows)
