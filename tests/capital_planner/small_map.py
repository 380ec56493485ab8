"""A small authority to draw: three districts, a few settings and schemes."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.mapspec import Land, MapChoice, MapSpec, land, sufficiency_map
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures
from tests.tiny import tiny_scenario

DISTRICTS = ("Eastvale", "Midshire", "Westmoor")
YEARS = (2025, 2026, 2027)
HIDDEN_SITE = "Saint Hidden High School"
HIDDEN_AT = (352_345.0, 431_234.0)
AGREED_SITE = "Willing Primary School"
AGREED_AT = (384_000.0, 436_000.0)
CHILDREN = ["in_state", "independent", "specialist_post_16", "across_border"]
CHILDREN += ["still_needed"]
BESIDE = ["places", "new_independent", "own_district", "nearest", "long_journey"]
BESIDE += ["from_mainstream"]


def ground() -> Land:
    """Three squares of 20 km side by side, and a neighbour to the north."""
    corners = {
        "W1": (340_000, 420_000, 20_000, 20_000),
        "M1": (360_000, 420_000, 20_000, 20_000),
        "E1": (380_000, 420_000, 20_000, 20_000),
        "N1": (330_000, 440_000, 80_000, 15_000),
    }
    rows = [
        {
            "area_code": code,
            "part": 0,
            "vertex": n,
            "easting": left + across * width,
            "northing": low + up * height,
        }
        for code, (left, low, width, height) in corners.items()
        for n, (across, up) in enumerate([(0, 0), (1, 0), (1, 1), (0, 1)])
    ]
    areas = pd.DataFrame(
        {
            "area_code": ["W1", "M1", "E1", "N1"],
            "name": ["Westmoor", "Midshire", "Eastvale", "Northland"],
            "role": ["county", "county", "county", "neighbour"],
        }
    )
    return land(areas, pd.DataFrame(rows))


def measures(scale: float = 8.0, seed: int = 1, **fixed: float) -> Measures:
    """Measures with figures drawn; ``fixed`` sets a column to one figure."""
    rng = np.random.default_rng(seed)
    keys = [DISTRICTS, NEED_GROUPS, PHASE_NAMES, YEARS]
    index = pd.MultiIndex.from_product(
        keys, names=["district", "need", "phase", "year"]
    )
    frame = pd.DataFrame(
        rng.gamma(2.0, scale, (len(index), len(CHILDREN) + len(BESIDE))),
        index=index,
        columns=CHILDREN + BESIDE,
    ).assign(**fixed)
    frame["demand"] = frame[CHILDREN].sum(axis=1)
    totals = frame.groupby("year").sum()
    totals["median_minutes"] = 21.4
    names = ["place_funding", "top_up", "independent", "transport"]
    names += ["capital_committed", "capital_decided", "allocation"]
    money = pd.DataFrame(
        {f"{name}_gbp": 2.5e6 for name in names}, index=pd.Index(YEARS, name="year")
    )
    nothing = pd.DataFrame(), pd.Series(dtype=float)
    return Measures(frame, totals, money, *nothing, told=frame)


def scheme(**changes: Any) -> dict[str, Any]:
    """One candidate whose host has not consented; ``changes`` alter it."""
    return {
        "label": "Specialist base at a secondary school in Westmoor",
        "site": HIDDEN_SITE,
        "consent": "none",
        "route": "specialist_base",
        "kind": "base",
        "district": "Westmoor",
        "districts": changes.get("district", "Westmoor"),
        "easting": HIDDEN_AT[0],
        "northing": HIDDEN_AT[1],
        "needs": ("ASD",),
        "phases": ("secondary",),
        "stage": "idea",
        "standing": "candidate",
        "places": 20,
        "opening_year": 2026,
        "capital_gbp": 620_000.0,
    } | changes


AGREED = scheme(
    label="Willing unit",
    site=AGREED_SITE,
    consent="agreed",
    standing="committed",
    district="Eastvale",
    easting=AGREED_AT[0],
    northing=AGREED_AT[1],
    needs=("SEMH",),
    phases=("primary",),
    stage="cabinet decision",
    places=12,
)
SCHEMES = {"base-100099-ASD": scheme(), "willing-unit": AGREED}


def scenario_and_plan(
    schemes: dict[str, dict[str, Any]] | None = None,
) -> tuple[Scenario, Plan]:
    """A scenario with two special schools and a base, and a plan of all schemes."""
    rows = pd.DataFrame.from_dict(schemes or SCHEMES, orient="index")
    rows.index.name = "scheme"
    settings = pd.DataFrame(
        {
            "name": ["Hill Special School", "Vale Special School", "Mid Base"],
            "kind": ["special", "special", "base"],
            "district": ["Westmoor", "Eastvale", "Midshire"],
            "easting": [344_000.0, 396_000.0, 374_000.0],
            "northing": [425_000.0, 424_000.0, 426_000.0],
            "needs": [("ASD",), ("SEMH",), ("ASD",)],
            "also": [(), ("MLD",), ()],
            "phases": [("primary", "secondary"), ("secondary",), ("primary",)],
        },
        index=pd.Index(["s1", "s2", "b1"], name="provision"),
    )
    opened = pd.DataFrame(
        {year: [200.0, 50.0, 12.0] for year in (2024, *YEARS)}, index=settings.index
    )
    sizes = rows.set_index("places", append=True)[["capital_gbp"]]
    sizes["status"] = "derived"
    sizes.index.names = ["scheme", "places"]
    return (
        replace(
            tiny_scenario(),
            years=YEARS,
            provisions=settings,
            open_places=opened,
            schemes=rows.drop(columns=["places", "opening_year", "capital_gbp"]),
            sizes=sizes,
        ),
        Plan(rows[["places", "opening_year"]]),
    )


def draw(
    found: Measures | None = None,
    compare: Measures | None = None,
    schemes: dict[str, dict[str, Any]] | None = None,
    **choice: Any,
) -> MapSpec:
    """A map of the small authority."""
    scenario, plan = scenario_and_plan(schemes)
    return sufficiency_map(
        scenario,
        found or measures(),
        choice=MapChoice(**({"year": 2027} | choice)),
        ground=ground(),
        plan=plan,
        compare=compare,
    )
