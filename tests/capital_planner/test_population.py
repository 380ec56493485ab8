"""Children follow their birth cohort, scaled to the published projection."""

import numpy as np
import pytest

from capital_planner.population import OLDEST, children, shape_year
from tests.capital_planner.lancashire import case


def _published(year: int) -> dict[str, float]:
    names = case().areas.set_index("area_code")["name"]
    rows = case().projection[case().projection["year"] == year]
    found = zip(rows["area_code"].map(names), rows["age_0_15"], strict=True)
    return {district: float(persons) for district, persons in found}


@pytest.mark.parametrize("year", [2022, 2027, 2032])
def test_ages_under_16_are_the_published_projection(year: int) -> None:
    people = children(case(), [year])[year]
    young = people[people.index.get_level_values("age") < 16]
    for district, persons in young.groupby(level="district").sum().items():
        assert persons == pytest.approx(_published(year)[str(district)])


def test_between_published_years_the_number_goes_in_a_line() -> None:
    people = children(case(), [2024])[2024]
    young = people[people.index.get_level_values("age") < 16]
    early, late = _published(2022), _published(2027)
    for district, persons in young.groupby(level="district").sum().items():
        line = early[str(district)] * 3 / 5 + late[str(district)] * 2 / 5
        assert persons == pytest.approx(line)


def test_every_district_of_the_county_has_every_age() -> None:
    people = children(case(), [2025])
    county = case().areas.loc[case().areas["role"] == "county", "name"]
    assert len(county) == 12
    assert set(people.index.get_level_values("district")) == set(county)
    assert len(people) == 12 * (OLDEST + 1)


def test_a_large_year_group_grows_older() -> None:
    code = case().areas.set_index("name")["area_code"]["Burnley"]
    rows = case().population[case().population["area_code"] == code]
    then = rows.set_index("age")["persons"].astype(float)
    now = children(case(), [2028])[2028].loc[["Burnley"]].to_numpy()
    aged = then.reindex(np.arange(10, 26) - (2028 - shape_year(case()))).to_numpy()
    assert now[10:] / aged == pytest.approx(np.full(16, now[10] / aged[0]))
