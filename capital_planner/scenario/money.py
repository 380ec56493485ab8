"""Money and rules of a scenario, read from the assumptions."""

import numpy as np
import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.errors import DataError, Problem
from capital_planner.geography import MILE_KM, planning_areas
from capital_planner.needs import PHASE_NAMES
from capital_planner.schemes import EVERY_ROUTE
from capital_planner.settings import Prices

UNDER_8_SHARE = {"primary": 4 / 7}
"""Reception to year 3 (ages 4 to 7) of the seven primary years."""

CAPPED = {
    "specialist_base": "max_new_bases",
    "special_expansion": "max_expansions",
    "new_special_school": "max_new_schools",
}
"""Routes whose openings a year are capped, and the assumption that says how far."""

PRICES = {
    "price_minute_gbp": "minute_gbp",
    "price_far_gbp": "far_gbp",
    "price_independent_gbp": "independent_gbp",
    "price_unplaced_gbp": "unplaced_gbp",
}
"""Column of the presets table to the price it holds."""


def preset_prices(case: Case, preset: str) -> Prices:
    """Prices of a preset of the case."""
    table = case.presets.set_index("preset")
    if preset not in table.index:
        raise DataError(
            [
                Problem(
                    "There is no preset of this name.",
                    f"Choose one of: {', '.join(table.index)}.",
                    file="presets.csv",
                    column="preset",
                    value=preset,
                )
            ]
        )
    row = table.loc[[preset]].astype(dict.fromkeys(PRICES, float)).iloc[0]
    return Prices(**{name: float(row[column]) for column, name in PRICES.items()})


def costs(given: Assumptions) -> pd.Series:
    """Figures of the objective (``Scenario.costs``)."""
    names = {
        "place_funding": "place_funding",
        "transport_fixed": "transport_fixed_cost",
        "transport_km": "transport_km_cost",
        "discount_rate": "discount_rate",
        "run_factor": "run_factor",
        "school_days": "school_days",
        "from_mainstream": "base_fill_from_mainstream",
        "construction_inflation": "construction_inflation",
        "contingency": "contingency",
        "price_year": "price_year",
        "growth_rest_years": "expansion_rest_years",
    }
    return pd.Series({name: given.value(source) for name, source in names.items()})


def running(given: Assumptions) -> pd.DataFrame:
    """Yearly cost of a place and of a child by kind (``Scenario.running``)."""
    funding = given.value("place_funding")
    special = given.value("state_special_place_cost") - funding
    base = given.value("specialist_base_place_cost") - funding
    rows = {
        "special": (special, 0.0, funding),
        "base": (base, 0.0, funding),
        "post_19": (special, 0.0, funding),
        "independent": (0.0, given.value("independent_place_cost"), 0.0),
        "specialist_post_16": (0.0, given.value("specialist_post_16_place_cost"), 0.0),
    }
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["top_up_gbp", "fee_gbp", "place_funding_gbp"]
    )


def capital_profile(given: Assumptions) -> pd.Series:
    """Share of capital spent by year after opening."""
    profile = given.by_key("capital_profile")
    profile.index = profile.index.astype(int)
    return profile


def carry_on(given: Assumptions, years: list[int]) -> pd.DataFrame:
    """Share who stay at a phase end where the setting serves the next phase.

    From the reform year every child in a state special school stays to its
    last year (schools white paper, February 2026).
    """
    state = 1 - given.value("phase_move_share")
    independent = 1 - given.value("repatriation_share")
    reform = given.value("reform_year")
    rows = {
        "special": [1.0 if year >= reform else state for year in years],
        "base": [state] * len(years),
        "post_19": [state] * len(years),
        "independent": [independent] * len(years),
        "specialist_post_16": [independent] * len(years),
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=years)
    return frame.rename_axis("kind")


NOTHING_TO_PHASE_BY = Problem(
    "No year has an allocation, so an envelope cannot be phased as the table is.",
    "Give at least one year an allocation, or state no envelope.",
    file="funding.csv",
    column="allocation_gbp",
)


def funding(case: Case, envelope_gbp: float | None) -> pd.DataFrame:
    """Cash by pot and financial year (``Scenario.funding``).

    An envelope is phased and shared among the pots as the funding table is.

    Raises
    ------
    DataError
        If an envelope is stated and the table holds no money to phase it by.
    """
    by_year = case.funding.groupby(["pot", "financial_year"])["allocation_gbp"].sum()
    if envelope_gbp is not None:
        if not by_year.sum() > 0:
            raise DataError([NOTHING_TO_PHASE_BY])
        by_year = by_year * (envelope_gbp / by_year.sum())
    kept = by_year.astype(float) * (1 - case.assumptions.value("top_slice"))
    return kept.rename_axis(["pot", "year"]).rename("allocation_gbp").to_frame()


def pots(case: Case) -> pd.DataFrame:
    """Say what each pot may pay for (``Scenario.pots``): all, if nothing is said."""
    if case.pots.empty:
        every = pd.Index(case.funding["pot"].unique(), name="pot")
        free = pd.DataFrame({"routes": [()] * len(every)}, index=every)
        return free.assign(carry_forward=True)
    table = case.pots.set_index("pot")
    routes = [
        () if written == EVERY_ROUTE else tuple(written.split())
        for written in table["routes"]
    ]
    frame = pd.DataFrame({"routes": routes}, index=table.index)
    return frame.assign(carry_forward=table["carry_forward"].eq("yes"))


def caps(case: Case) -> pd.DataFrame:
    """Most schemes of a route opening in a year, in the county and by area."""
    given = case.assumptions
    areas = planning_areas(case).unique()
    rows = {}
    for route, name in CAPPED.items():
        rows[route, ""] = given.value(name, "county")
        rows |= {(route, area): given.value(name, "planning_area") for area in areas}
    index = pd.MultiIndex.from_tuples(rows, names=["route", "area"])
    return pd.DataFrame({"most": list(rows.values())}, index=index).astype(int)


def transported(
    given: Assumptions, road_km: pd.DataFrame, sites: pd.DataFrame
) -> pd.DataFrame:
    """Share of children transported: everyone beyond the walking distance.

    Returns
    -------
    pandas.DataFrame
        Index zone, columns ``(id, phase)`` for the phases each setting serves.
    """
    share = given.by_key("share_transported")
    young = given.value("walking_limit_miles", "under_8") * MILE_KM
    older = given.value("walking_limit_miles", "from_8") * MILE_KM
    km = road_km[sites.index].to_numpy()
    within = share[sites["kind"]].to_numpy()
    by_phase = []
    for phase in PHASE_NAMES:
        under_8 = UNDER_8_SHARE.get(phase, 0.0)
        beyond = under_8 * (km > young) + (1 - under_8) * (km > older)
        by_phase.append(within + (1 - within) * beyond)
    columns = pd.MultiIndex.from_product([sites.index, PHASE_NAMES])
    every = np.stack(by_phase, axis=2).reshape(len(km), -1)
    served = [
        kind != "base" or phase in phases
        for kind, phases in zip(sites["kind"], sites["phases"], strict=True)
        for phase in PHASE_NAMES
    ]
    return pd.DataFrame(every[:, served], road_km.index, columns[served])
