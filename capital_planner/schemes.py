"""Capital schemes of the published programme, what they cost, and how they fill."""

import numpy as np
import pandas as pd

from capital_planner.case import Assumptions, Case
from capital_planner.geography import planning_areas
from capital_planner.needs import ncy_range, need_groups_of, phases_served
from capital_planner.stages import months_to_open, success

KIND_OF_ROUTE = {
    "specialist_base": "base",
    "special_expansion": "special",
    "new_special_school": "special",
    "satellite": "special",
    "post_19": "post_19",
}
COLUMNS = (
    "scheme",
    "label",
    "site",
    "urn",
    "consent",
    "cost_exempt",
    "body",
    "route",
    "kind",
    "district",
    "districts",
    "area",
    "easting",
    "northing",
    "needs",
    "phases",
    "ncy_from",
    "ncy_to",
    "stage",
    "reached",
    "reached_on",
    "months_to_open",
    "standing",
    "provision",
    "host",
    "earliest_year",
    "latest_year",
    "success",
    "status",
    "source",
)
"""Columns of a published scheme, its id first."""
EVERY_ROUTE = "every"
"""Written in the table of pots where a pot may pay for anything."""


def programme(case: Case, provisions: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """List the published schemes that have a size, with sizes and ramps.

    Schemes only considered, whose size nobody has published, are left out until
    the officer adds them.

    Returns
    -------
    tuple of pandas.DataFrame
        Schemes, sizes and ramp as ``Scenario`` holds them.
    """
    table = case.programme[case.programme["places"].notna()]
    areas = planning_areas(case)
    rows = [_published(row, case, provisions, areas) for _, row in table.iterrows()]
    schemes = pd.DataFrame(rows, columns=list(COLUMNS)).set_index("scheme")
    ladder = pd.DataFrame(
        {
            "scheme": schemes.index,
            "places": table["places"].astype(int).to_numpy(),
            "capital_gbp": [
                _published_cost(row, case.assumptions) for _, row in table.iterrows()
            ],
            "status": np.where(
                table["published_cost_gbp"].notna(), "published", "working assumption"
            ),
        }
    ).set_index(["scheme", "places"])
    stages = dict(zip(schemes.index, table["stages"].fillna(""), strict=True))
    return schemes, ladder, ramps(schemes, case.assumptions, stages)


def _published(
    row: pd.Series, case: Case, provisions: pd.DataFrame, of_district: pd.Series
) -> dict[str, object]:
    first, last = ncy_range(int(row["age_from"]), int(row["age_to"]))
    districts = str(row["district"]).split("|")
    areas = case.areas.set_index("name").loc[districts]
    east, north = float(areas["easting"].mean()), float(areas["northing"].mean())
    urn = row["site_urn"]
    site = _site(case, urn)
    if site is not None:
        east, north = float(site["easting"]), float(site["northing"])
    route = str(row["route"])
    return {
        "scheme": row["scheme"],
        "label": row["name"]
        if row["consent"] == "agreed"
        else plain_label(route, districts),
        "site": "" if site is None else str(site["name"]),
        "urn": urn,
        "consent": row["consent"],
        "cost_exempt": row["cost_exempt"] == "yes",
        "body": "council",
        "route": route,
        "kind": KIND_OF_ROUTE[route],
        "district": districts[0],
        "districts": row["district"],
        "area": of_district[districts[0]],
        "easting": east,
        "northing": north,
        "needs": need_groups_of(str(row["needs"])),
        "phases": phases_served(first, last),
        "ncy_from": first,
        "ncy_to": last,
        "stage": row["stage"],
        "reached": row["reached"],
        "reached_on": row["reached_on"],
        "months_to_open": months_to_open(str(row["reached"]), route, case.assumptions),
        "standing": row["standing"],
        "provision": _adds_to(row, route, provisions),
        "host": f"site-{urn}" if site is not None else f"site-{row['scheme']}",
        "earliest_year": int(row["earliest_year"]),
        "latest_year": int(row["earliest_year"])
        if row["standing"] != "candidate"
        else int(case.authority["last_year"].iloc[0]),
        "success": success(str(row["reached"]), case.assumptions),
        "status": "published",
        "source": row["source"],
    }


def _site(case: Case, urn: object) -> pd.Series | None:
    if pd.isna(urn):  # type: ignore[call-overload]
        return None
    for table in (case.special_schools, case.schools):
        found = table[table["urn"] == urn]
        if len(found):
            return found.iloc[0]
    return None


def _adds_to(row: pd.Series, route: str, provisions: pd.DataFrame) -> str:
    """Existing provision at the site that a scheme enlarges, else itself."""
    kind = {"special_expansion": "special", "specialist_base": "base"}.get(route)
    own = f"{kind}-{row['site_urn']}"
    return own if own in provisions.index else str(row["scheme"])


def plain_label(route: str, districts: list[str]) -> str:
    """Name a published scheme without its host: ``Specialist base in Burnley``."""
    words = {
        "specialist_base": "Specialist base in",
        "new_special_school": "New special school in",
        "special_expansion": "Special school expansion in",
        "satellite": "Special school satellite in",
        "post_19": "Post-19 provision in",
    }
    return f"{words[route]} {' or '.join(districts)}"


def _published_cost(row: pd.Series, given: Assumptions) -> float:
    if pd.notna(row["published_cost_gbp"]):
        return float(row["published_cost_gbp"])
    return capital_gbp(str(row["route"]), float(row["places"]), given)


def capital_gbp(route: str, places: float, given: Assumptions) -> float:
    """Capital of a scheme, real 2025 pounds, without contingency."""
    per_place = given.value("capital_per_place", route)
    return given.value("capital_fixed", route) + per_place * places


def ramps(
    schemes: pd.DataFrame, given: Assumptions, stages: dict[str, str]
) -> pd.DataFrame:
    """Share of a scheme's places usable 0, 1 and 2 years after it opens."""
    by_route = {
        str(route): given.group("ramp", str(route))
        for route in schemes["route"].unique()
    }
    rows = []
    for scheme, route in schemes["route"].items():
        steps = by_route[str(route)]
        published = [float(places) for places in stages.get(str(scheme), "").split()]
        if published:
            steps = list(np.cumsum(published) / sum(published))
        rows.append((steps + [1.0] * 3)[:3])
    return pd.DataFrame(rows, index=schemes.index, columns=[0, 1, 2])
