"""The published programme as schemes: sizes, costs, ramps, names."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.case import Case
from capital_planner.provision import bases, special_schools
from capital_planner.scenario import build
from capital_planner.schemes import capital_gbp, programme, ramps
from capital_planner.settings import ScenarioSettings
from tests.capital_planner.lancashire import BASE_YEAR, Cell, case


def _programme(of: Case) -> tuple[pd.DataFrame, ...]:
    return programme(of, pd.concat([special_schools(of), bases(of, BASE_YEAR)]))


def _with(scheme: str, **values: Cell) -> Case:
    table = case().programme.copy()
    for column, value in values.items():
        table.loc[table["scheme"] == scheme, column] = value
    return replace(case(), programme=table)


def test_the_programme_is_the_published_places() -> None:
    schemes, sizes, _ = _programme(case())
    standing = sizes.index.get_level_values("scheme").map(schemes["standing"].to_dict())
    places = sizes.reset_index().groupby(standing.to_numpy())["places"].sum()
    assert places.to_dict() == {"on_site": 265, "committed": 404, "candidate": 54}
    assert len(schemes) == len(sizes) == 28


def test_committed_schemes_open_in_their_year_and_no_other() -> None:
    schemes, _, _ = _programme(case())
    decided = schemes[schemes["standing"] != "candidate"]
    assert (decided["earliest_year"] == decided["latest_year"]).all()
    open_ = schemes[schemes["standing"] == "candidate"]
    assert open_["latest_year"].eq(2035).all()


def test_a_cost_is_exempt_where_the_programme_says_so_and_nowhere_else() -> None:
    scheme = "wyre-secondary-base"
    marked = _with(scheme, cost_exempt="yes")
    schemes, _, _ = _programme(marked)
    assert list(schemes.index[schemes["cost_exempt"]]) == [scheme]
    offered = build(marked, "central", ScenarioSettings(resolution="district")).schemes
    hosts = offered["instead_of"] == scheme
    assert hosts.any()
    assert set(offered.index[offered["cost_exempt"]]) == {
        scheme,
        *offered.index[hosts],
    }


def test_a_scheme_without_agreement_is_named_by_its_kind_and_district() -> None:
    scheme = "wyre-secondary-base"
    schemes, _, _ = _programme(case())
    assert schemes.loc[scheme, "label"] == "Specialist base in Wyre"
    agreed, _, _ = _programme(_with(scheme, consent="agreed"))
    assert agreed.loc[scheme, "label"] == "Wyre secondary base"
    hidden, _, _ = _programme(_with("mayfield-expansion", consent="none"))
    label = hidden.loc["mayfield-expansion", "label"]
    assert label == "Special school expansion in Chorley"


def test_a_scheme_at_a_setting_of_its_kind_adds_to_it() -> None:
    schemes, _, _ = _programme(case())
    own = schemes["provision"]
    assert own["mayfield-expansion"] == "special-119889"
    assert own["delph-side-community-primary-school-unit-2025"] == "base-119304"
    for scheme in ("sir-tom-finney-post-19", "wellfield-academy-unit-2025"):
        assert own[scheme] == scheme
    assert schemes.loc["sir-tom-finney-post-19", "host"] == "site-135346"


def test_a_scheme_stands_at_its_site_or_amid_its_districts() -> None:
    schemes, _, _ = _programme(case())
    at = schemes.loc["mayfield-expansion"]
    school = case().special_schools.set_index("urn").loc[119889]
    assert (at["easting"], at["northing"]) == (school["easting"], school["northing"])
    amid = schemes.loc["east-lancashire-autism-school"]
    east = ["Burnley", "Hyndburn", "Pendle", "Ribble Valley", "Rossendale"]
    centre = case().areas.set_index("name").loc[east, "easting"].mean()
    assert amid["easting"] == pytest.approx(centre)
    assert amid["area"] == "East"
    assert amid["site"] == ""


def test_schools_serve_the_phases_they_half_cover() -> None:
    schemes, _, _ = _programme(case())
    school = schemes.loc["east-lancashire-semh-school"]
    assert school["phases"] == ("secondary", "post-16")
    assert (school["ncy_from"], school["ncy_to"]) == (5, 13)


def test_a_published_cost_is_used_and_said() -> None:
    scheme = "mayfield-expansion"
    _, sizes, _ = _programme(case())
    by_rule = capital_gbp("special_expansion", 33, case().assumptions)
    assert by_rule == 250_000 + 33 * 39_600
    row = sizes.loc[[(scheme, 33)]].iloc[0].to_dict()
    assert row == {"capital_gbp": by_rule, "status": "working assumption"}
    _, priced, _ = _programme(_with(scheme, published_cost_gbp=1_234_567))
    row = priced.loc[[(scheme, 33)]].iloc[0].to_dict()
    assert row == {"capital_gbp": 1_234_567, "status": "published"}


def _steps(ramp: pd.DataFrame, scheme: str) -> list[float]:
    return [float(share) for share in ramp.loc[[scheme]].to_numpy()[0]]


def test_places_fill_as_the_scheme_says_or_as_its_route_does() -> None:
    schemes, _, ramp = _programme(case())
    assert list(ramp.index) == list(schemes.index)
    staged = _steps(ramp, "lancaster-semh-primary-school")
    assert staged == pytest.approx([20 / 54, 40 / 54, 1])
    assert _steps(ramp, "wyre-secondary-base") == [0.6, 0.85, 1.0]
    assert _steps(ramp, "mayfield-expansion") == [0.5, 1.0, 1.0]
    assert _steps(ramp, "east-lancashire-semh-school") == [0.35, 0.7, 1.0]
    one = ramps(schemes.iloc[[0]], case().assumptions, {str(schemes.index[0]): "7"})
    assert one.iloc[0].to_list() == [1.0, 1.0, 1.0]
