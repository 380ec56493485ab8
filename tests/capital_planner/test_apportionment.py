"""Authority totals are shared out to zones without losing a child."""

import pandas as pd
import pytest

from capital_planner.apportionment import zone_shares
from capital_planner.geography import county_points
from capital_planner.needs import PHASE_NAMES
from capital_planner.scenario.flows import by_phase, to_zones
from capital_planner.settings import RESOLUTIONS, Resolution
from tests.capital_planner.lancashire import EVERY_YEAR, case, projected, with_figure


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_zones_sum_exactly_to_the_authority(resolution: Resolution) -> None:
    points = county_points(case(), resolution)
    shares = zone_shares(case(), points, EVERY_YEAR)
    assert (shares > 0).to_numpy().all()
    sums = shares.groupby(level="phase").sum()
    assert sums.to_numpy() == pytest.approx(1.0, abs=1e-12)
    county = by_phase(projected()).groupby(["need", "phase"]).sum()
    zones = to_zones(county, shares)
    summed = zones.groupby(level=["need", "phase"]).sum().loc[county.index]
    assert summed.to_numpy() == pytest.approx(county.to_numpy(), abs=1e-9)
    assert zones.index.get_level_values("zone").nunique() == points["zone"].nunique()


def test_coarse_zones_are_the_sum_of_fine_ones() -> None:
    fine = county_points(case(), "msoa")
    district = fine.groupby("zone")["district"].first().to_dict()
    of_msoas = zone_shares(case(), fine, [2030])[2030]
    keys = [
        of_msoas.index.get_level_values("zone").map(district),
        of_msoas.index.get_level_values("phase"),
    ]
    coarse = zone_shares(case(), county_points(case(), "district"), [2030])[2030]
    assert of_msoas.groupby(keys).sum().to_numpy() == pytest.approx(coarse.to_numpy())


def _two_points() -> pd.DataFrame:
    """Two points of one district alike but for deprivation: deciles 1 and 10."""
    points = county_points(case(), "lsoa")
    pair = points[points["district"] == "Burnley"].iloc[[0, 0]]
    return pair.assign(imd_decile=[1, 10], zone=["poor", "rich"])


@pytest.mark.parametrize("gradient", [1.0, 1.6, 2.5])
def test_the_most_deprived_tenth_weighs_the_gradient_more(gradient: float) -> None:
    changed = with_figure("deprivation_gradient", gradient)
    shares = zone_shares(changed, _two_points(), [2024, 2030])
    for phase in PHASE_NAMES:
        pair = shares.xs(phase, level="phase")
        ratio = pair.loc["poor"] / pair.loc["rich"]
        assert ratio.to_numpy() == pytest.approx(gradient)


def test_a_district_whose_children_grow_in_number_gets_more() -> None:
    shares = zone_shares(case(), county_points(case(), "district"), [2024, 2035])
    projection = case().projection
    names = case().areas.set_index("area_code")["name"]
    young = projection.pivot_table(index="area_code", columns="year", values="age_0_15")
    growth = (young[2037] / young[2022]).rename(index=names.to_dict())
    growth = growth.reindex(shares.index.get_level_values("zone").unique())
    primary = shares.xs("primary", level="phase")
    change = (primary[2035] / primary[2024]).to_dict()
    assert change[str(growth.idxmax())] > 1 > change[str(growth.idxmin())]
