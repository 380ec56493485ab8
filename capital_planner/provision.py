"""Where children are educated today: settings, the places they have open."""

import pandas as pd

from capital_planner.case import Case
from capital_planner.needs import NEED_GROUPS, ncy_range, need_groups_of, phases_served

COLUMNS = (
    "name",
    "kind",
    "urn",
    "district",
    "easting",
    "northing",
    "needs",
    "also",
    "phases",
    "roll",
    "places",
    "places_status",
)
STATE_KINDS = ("special", "base", "post_19")
INDEPENDENT_KINDS = ("independent", "specialist_post_16")
SCHOOL_PHASES = ("primary", "secondary", "post-16")
OLDER_PHASES = ("post-16", "post-19")


def special_schools(case: Case) -> pd.DataFrame:
    """State special schools as provisions (columns of ``Scenario.provisions``).

    Places are the published figure where it is not below the roll, else the
    roll, which is said: a school is never shown as full because its capacity is
    unknown, nor as losing places because an old figure is low.
    """
    table = case.special_schools
    published = table["published_places"].astype(float)
    use = published >= table["roll"]
    rows = {
        "name": table["name"],
        "kind": "special",
        "urn": table["urn"],
        "district": table["district"],
        "easting": table["easting"].astype(float),
        "northing": table["northing"].astype(float),
        "needs": table["designated"].map(need_groups_of),
        "also": [
            tuple(g for g in need_groups_of(also) if g not in need_groups_of(own))
            for own, also in zip(table["designated"], table["also_takes"], strict=True)
        ],
        "phases": [
            phases_served(*ncy_range(int(first), int(last)))
            for first, last in zip(table["age_from"], table["age_to"], strict=True)
        ],
        "roll": table["roll"].astype(float),
        "places": published.where(use, table["roll"].astype(float)),
        "places_status": use.map(
            {True: "published", False: "working assumption: taken as the roll"}
        ),
    }
    index = pd.Index("special-" + table["urn"].astype(str), name="provision")
    return pd.DataFrame(rows).set_axis(index)[list(COLUMNS)]


def bases(case: Case, base_year: int) -> pd.DataFrame:
    """Specialist bases open in the base year, rolls scaled to the published total."""
    table = case.bases[case.bases["status"] == "open"]
    table = table[table["opened_year"].isna() | (table["opened_year"] <= base_year)]
    site = case.schools.set_index("urn").loc[table["urn"]]
    districts = case.areas.set_index("area_code")["name"]
    places = table["places"].astype(float).to_numpy()
    rows = {
        "name": table["name"].to_numpy(),
        "kind": "base",
        "urn": table["urn"].to_numpy(),
        "district": site["area_code"].map(districts).to_numpy(),
        "easting": site["easting"].astype(float).to_numpy(),
        "northing": site["northing"].astype(float).to_numpy(),
        "needs": table["needs"].map(need_groups_of).to_numpy(),
        "also": [()] * len(table),
        "phases": [(phase,) for phase in table["phase"]],
        "roll": places * children_in_bases(case) / places.sum(),
        "places": places,
        "places_status": table["places_status"].to_numpy(),
    }
    index = pd.Index("base-" + table["urn"].astype(str), name="provision")
    return pd.DataFrame(rows, index=index)[list(COLUMNS)]


def children_in_bases(case: Case) -> float:
    """Children in SEN units and resourced provision at the base-year count."""
    table = case.plans_by_placement
    latest = table[table["year"] == table["year"].max()]
    unit = latest["placement"].str.endswith(("_senunit", "_resourced_provision"))
    return float(latest.loc[unit, "plans"].sum())


def independent(children: pd.Series, post_16: float) -> pd.DataFrame:
    """Independent provision, pooled by need, and specialist post-16 institutions.

    No source says which needs each school meets for this authority, so each
    need has one pool of places, as many as children in the base year.

    Parameters
    ----------
    children
        Index need group: children in independent schools in the base year.
    post_16
        Children in specialist post-16 institutions in the base year.
    """
    pools: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], float]] = {
        f"independent-{need}": (
            f"Independent and non-maintained schools ({need})",
            "independent",
            (need,),
            SCHOOL_PHASES,
            float(children[need]),
        )
        for need in NEED_GROUPS
    }
    pools["specialist-post-16"] = (
        "Specialist post-16 institutions",
        "specialist_post_16",
        tuple(NEED_GROUPS),
        OLDER_PHASES,
        post_16,
    )
    rows = [
        {
            "name": name,
            "kind": kind,
            "urn": pd.NA,
            "district": "",
            "easting": float("nan"),
            "northing": float("nan"),
            "needs": needs,
            "also": (),
            "phases": phases,
            "roll": places,
            "places": places,
            "places_status": "derived: children there in the base year",
        }
        for name, kind, needs, phases, places in pools.values()
    ]
    frame = pd.DataFrame(rows, index=pd.Index(pools, name="provision"))
    return frame[list(COLUMNS)]
