"""Schools of one table, found again in the list of all schools."""

import numpy as np
import pandas as pd

from capital_planner.errors import Problem
from data.checks.found import Tables, warning
from data.tables import shorten

MOVED_M = 200
"""Metres: points of two extracts of one school lie nearer than this."""
TABLES = ("special_schools", "independent_schools")
POINT = ["easting", "northing"]


def schools_are_still_listed(tables: Tables) -> list[Problem]:
    """Every special and independent school is in the list of schools, where it was."""
    every = tables["schools"].dropna(subset=["urn"]).drop_duplicates("urn")
    listed = every.set_index("urn")[POINT].astype(float)
    found: list[Problem] = []
    for table in TABLES:
        frame = tables.get(table, pd.DataFrame(columns=["urn", *POINT]))
        known = frame["urn"].isin(listed.index).to_numpy(bool)
        found += _gone(table, frame[~known & frame["urn"].notna()])
        found += _moved(table, frame[known], listed)
    return found


def _gone(table: str, rows: pd.DataFrame) -> list[Problem]:
    return shorten(
        [
            warning(
                (table, int(str(row)), "urn"),
                urn,
                "The school is not in schools.csv: it has closed, or its URN has "
                "changed.",
                "Import the newest list of schools, and see which school followed it.",
            )
            for row, urn in rows["urn"].items()
        ]
    )


def _moved(table: str, rows: pd.DataFrame, listed: pd.DataFrame) -> list[Problem]:
    points = rows[POINT].to_numpy(float)
    there = listed.loc[rows["urn"]].to_numpy(float)
    metres = np.hypot(*(points - there).T)
    return shorten(
        [
            warning(
                (table, int(str(row)), "easting, northing"),
                urn,
                f"The school stands {far / 1000:.1f} km from where schools.csv has it.",
                "See which is right; journeys are measured from the point here.",
            )
            for (row, urn), far in zip(rows["urn"].items(), metres, strict=True)
            if far > MOVED_M
        ]
    )
