"""The council's own counts and journeys, against the other tables."""

import pandas as pd

from capital_planner.demand.joint import PLACEMENT_GROUPS
from capital_planner.errors import Problem
from data.cells import NEED_UNKNOWN
from data.checks.found import Tables, error, rows, warning
from data.tables import shorten

FAR_OFF = 0.05
"""Share of a published total that a count may differ by without a word."""
FEW = 5
"""Children whom a count may differ by without a word."""
SPECIAL = set(PLACEMENT_GROUPS["state special"])
BASE = set(PLACEMENT_GROUPS["base"])


def homes_are_known(tables: Tables) -> list[Problem]:
    """Every home counted or travelled from is a demand point."""
    known = set(tables["demand_points"]["lsoa"])
    found = []
    for table in ("placements", "journeys"):
        unknown = tables[table].drop_duplicates("lsoa")
        unknown = unknown[~unknown["lsoa"].isin(known)]
        found += shorten(
            [
                error(
                    (table, row, "lsoa"),
                    lsoa,
                    "The small area is not in demand_points.csv.",
                    "Correct its code, add the point, or leave out homes outside the "
                    "authority.",
                )
                for row, lsoa in rows(unknown, "lsoa")
                if lsoa
            ]
        )
    return found


def placements_are_published_ones(tables: Tables) -> list[Problem]:
    """Every placement counted is one that the published table has."""
    known = set(tables["plans_by_placement"]["placement"])
    first = tables["placements"].drop_duplicates("placement")
    return [
        error(
            ("placements", row, "placement"),
            placement,
            "plans_by_placement.csv has no such placement.",
            "Write it as there.",
        )
        for row, placement in rows(first, "placement")
        if placement and placement not in known
    ]


def counts_agree_with_published(tables: Tables) -> list[Problem]:
    """Every count by placement is near the published total that it is scaled to."""
    counted = tables["placements"].groupby("placement")["plans"].sum()
    table = tables["plans_by_placement"]
    january = table["year"] == tables["authority"]["base_year"].iloc[0] + 1
    published = table[january].set_index("placement")["plans"].dropna()
    groups = {name for names in PLACEMENT_GROUPS.values() for name in names}
    found = []
    for placement, plans in published.items():
        own = counted.get(placement, 0)
        far = abs(own - plans) > max(FAR_OFF * plans, FEW)
        if len(counted) and placement in groups and far:
            found.append(
                warning(
                    ("placements", None, "plans"),
                    own,
                    f"{own} children are counted in {placement}, {own - plans:+d} "
                    f"from the {plans} published.",
                    "Check the date of the count; it is scaled to the published total.",
                )
            )
    return found


def schools_attended_are_known(tables: Tables) -> list[Problem]:
    """Every child counted in a special school or base has a school of the tables."""
    counted = tables["placements"]
    nearby = set(tables["nearby_special_schools"]["urn"])
    special = {*tables["special_schools"]["urn"], *nearby}
    found: list[Problem] = []
    for kind, known, file, meaning in (
        (SPECIAL, special, "special_schools.csv", "taken as across the border"),
        (BASE, set(tables["bases"]["urn"]), "bases.csv", "shared among the others"),
    ):
        rows_of = counted[counted["placement"].isin(kind)].drop_duplicates("urn")
        for row, urn in rows_of["urn"].items():
            if pd.isna(urn):
                text, meant = "No school is written.", "shared among the others"
            elif urn not in known:
                text, meant = f"The school is not in {file}.", meaning
            else:
                continue
            found.append(
                warning(
                    ("placements", row, "urn"),
                    "" if pd.isna(urn) else urn,
                    f"{text} Its children are {meant}.",
                    "Correct the URN, or add the school.",
                )
            )
    return shorten(found)


def needs_are_held(tables: Tables) -> list[Problem]:
    """Every child counted has a need that the school is for, or also takes."""
    schools, units = tables["special_schools"], tables["bases"]
    also = schools["designated"] + " " + schools["also_takes"]
    held = {
        "special": dict(zip(schools["urn"], also, strict=True)),
        "base": dict(zip(units["urn"], units["needs"], strict=True)),
    }
    counted = tables["placements"].dropna(subset=["urn"])
    found = []
    for kind, names in (("special", SPECIAL), ("base", BASE)):
        own = counted[counted["placement"].isin(names)].drop_duplicates(["urn", "need"])
        found += [
            warning(
                ("placements", row, "need"),
                need,
                f"The school {urn} is not said to hold this need.",
                "Check both; the children are counted where they are.",
            )
            for row, urn, need in rows(own, "urn", "need")
            if need != NEED_UNKNOWN and need not in held[kind].get(urn, need).split()
        ]
    return shorten(found)
