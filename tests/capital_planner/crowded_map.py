"""Maps with many places on them: the embedded case, and small ones made at random."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.mapspec import Land, MapChoice, MapSpec, land, sufficiency_map
from capital_planner.plan import Plan
from capital_planner.sufficiency import Measures
from tests.capital_planner import lancashire, small_map

YEAR = small_map.YEARS[-1]
CANDIDATES_A_DISTRICT = 2


@cache
def ground() -> Land:
    return land(lancashire.case().areas, lancashire.case().outlines)


@cache
def real(audience: Any = "public") -> MapSpec:
    """Every decided scheme of the embedded case open, and some candidates."""
    scenario = lancashire.scenario()
    decided = scenario.schemes["standing"] != "candidate"
    first = scenario.schemes[~decided].groupby("district").head(CANDIDATES_A_DISTRICT)
    names = [*scenario.schemes.index[decided], *first.index]
    sizes = scenario.sizes.reset_index().groupby("scheme")["places"].max()
    plan = Plan(
        pd.DataFrame(
            {"places": sizes.loc[names], "opening_year": YEAR},
            index=pd.Index(names, name="scheme"),
        )
    )
    return sufficiency_map(
        scenario,
        measures(),
        choice=MapChoice(year=YEAR, theme="sufficiency", audience=audience),
        ground=ground(),
        plan=plan,
    )


def measures() -> Measures:
    """Figures drawn at random for the districts of the embedded case."""
    one = small_map.measures(4.0)
    rows = one.by_area.loc[["Midshire"]].droplevel("district")
    rng = np.random.default_rng(3)
    names = [outline.name for outline in ground().districts]
    frames = {name: rows * rng.uniform(0.2, 2.0) for name in names}
    by_area = pd.concat(frames, names=["district"])
    return replace(one, by_area=by_area, told=by_area)


def at_random(seed: int) -> MapSpec:
    """A small authority with up to twelve schemes, some at a site."""
    rng = np.random.default_rng(seed)
    kinds = ("base", "special", "post_19")
    schemes = {}
    for n in range(int(rng.integers(0, 13))):
        column = int(rng.integers(0, 3))
        agreed = bool(rng.integers(0, 2))
        schemes[f"s{n}"] = small_map.scheme(
            district=("Westmoor", "Midshire", "Eastvale")[column],
            consent="agreed" if agreed else "none",
            standing="committed" if rng.integers(0, 2) else "candidate",
            kind=kinds[int(rng.integers(0, 3))],
            easting=340_000.0 + 20_000 * column + float(rng.uniform(4e3, 12e3)),
            northing=420_000.0 + float(rng.uniform(4e3, 12e3)),
            places=int(rng.integers(5, 200)),
        )
    return small_map.draw(schemes=schemes or None, theme="sufficiency")
