"""Figures side by side: what agrees in the embedded case, and what a slip does."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.case import Case
from capital_planner.demand import project
from capital_planner.reconciliations import Reconciled, reconcile
from data import read_case


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case()


def found(case: Case) -> dict[str, Reconciled]:
    return {each.what: each for each in reconcile(case)}


def test_published_figures_of_the_embedded_case(case: Case) -> None:
    lines = found(case)
    special = lines["Children in state special schools"]
    assert (special.first, special.second) == (3_904, 3_618 + 286)
    assert special.agrees
    bases = lines["Children in specialist bases"]
    assert bases.first == 166
    assert bases.second == case.bases.query("status == 'open'")["places"].sum()
    total = lines["EHC plans by age and placement"]
    assert (total.first, total.second) == (12_317, 12_317)
    mainstream = lines["EHC plans, mainstream"]
    assert (mainstream.first, mainstream.second) == (4_640, 4_640)


def test_a_school_left_out_is_seen(case: Case) -> None:
    fewer = replace(case, special_schools=case.special_schools.iloc[3:])
    line = found(fewer)["Children in state special schools"]
    gone = case.special_schools["roll"].iloc[:3].sum()
    assert line.difference == -gone
    assert not line.agrees
    assert "school is missing" in line.remedy


def test_small_areas_in_the_wrong_district_are_seen(case: Case) -> None:
    points = case.demand_points
    burnley = points["area_code"] == "E07000117"
    moved = points.assign(area_code=points["area_code"].mask(burnley, "E07000118"))
    lines = found(replace(case, demand_points=moved))
    assert all(each.agrees for each in found(case).values() if "aged" in each.what)
    assert lines["Children aged 0 to 15 in Burnley"].second == 0
    assert not lines["Children aged 0 to 15 in Burnley"].agrees
    assert not lines["Children aged 0 to 15 in Chorley"].agrees
    assert lines["Children aged 0 to 15 in Preston"].agrees


def test_the_councils_own_count_stands_beside_the_published_total(case: Case) -> None:
    assert "EHC plans in all" not in found(case)
    counted = pd.DataFrame(
        {
            "lsoa": ["E01024842"] * 2,
            "phase": "primary",
            "need": ["ASD", "MLD"],
            "placement": "special_la_maintained",
            "urn": pd.array([pd.NA, pd.NA], dtype="Int64"),
            "plans": [12_000, 300],
        }
    )
    line = found(replace(case, placements=counted))["EHC plans in all"]
    assert (line.first, line.second, line.difference) == (12_317, 12_300, -17)
    assert line.agrees


def test_the_return_of_the_council_stands_beside_the_central_future(
    case: Case,
) -> None:
    assert not any("survey" in each.second_name for each in found(case).values())
    given = {"year": [2027, 2060], "phase": "primary", "children": [1_000, 7]}
    forecast = pd.DataFrame(given)
    lines = found(replace(case, scap_forecast=forecast))
    (line,) = [each for each in lines.values() if "survey" in each.second_name]
    assert line.what == "Children who need a specialist place, primary, 2027"
    assert line.second == 1_000
    whole = project(case, "central").children()[2027]
    young = whole[whole.index.get_level_values("age") < 11]
    assert line.first == pytest.approx(young.sum())


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        (0, 5, True),
        (0, 6, False),
        (1_000, 980, True),
        (1_000, 979, False),
        (7, 7, True),
    ],
)
def test_near_is_two_in_a_hundred_or_five_children(
    first: float, second: float, *, agrees: bool
) -> None:
    assert Reconciled("", "", first, "", second, "").agrees is agrees
