"""Postcodes of homes to the small areas of a case, by a lookup that a council holds."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from capital_planner.errors import DataError, Problem
from data.importers.code_point import code_point_parts, is_code_point
from data.importers.fitting import first_fitting
from data.importers.imported import Standing
from data.importers.layout import Findings, chunks, layout_of
from data.importers.source import Source

LOOKUP = "postcodes"
"""What the lookup is called among the files that go beside."""
CODES = ("lsoa11", "lsoa21", "lsoa")
POINTS = ["oseast1m", "osnrth1m"]


def read_homes(standing: Standing, findings: Findings) -> pd.Series:
    """Read which small area each postcode of the case is in.

    The area's code is taken where the lookup has one that the case knows. Where it
    has no such column, the nearest small area of the postcode's own district is.

    Returns
    -------
    pandas.Series
        Index: postcode without spaces; value: position of the row in
        ``demand_points``. Postcodes of other areas are left out.

    Raises
    ------
    DataError
        If there is no lookup, or none of its postcodes is in the case.
    """
    points = standing.table("demand_points", "Import the small areas first.")
    points = points.reset_index(drop=True)
    if LOOKUP not in standing.beside:
        message = "It is not said where postcodes are."
        remedy = (
            "Give the council's table of postcodes beside it: the ONSPD, or Code-Point "
            "Open."
        )
        raise DataError([Problem(message, remedy)])
    parts = []
    for part in _read(standing, findings):
        place = _places(part, points)
        names = plain_postcode(part["pcds"]).to_numpy(object)
        parts.append(pd.Series(place[place >= 0], index=names[place >= 0]))
    findings.settle()
    found = pd.concat(parts)
    if found.empty:
        message = "None of its postcodes is in a small area of the case."
        remedy = (
            "Give a lookup with the column lsoa11, lsoa21, or oslaua with eastings "
            "and northings, which covers the authority."
        )
        raise DataError(
            [Problem(message, remedy, standing.beside[LOOKUP][0].path.name)]
        )
    return found[~found.index.duplicated()].astype("int32")


def _read(standing: Standing, findings: Findings) -> Iterator[pd.DataFrame]:
    """Rows of the lookup: of one table with a header, or of all without one."""
    told = standing.on_progress
    if tables := [it for it in standing.beside[LOOKUP] if is_code_point(it)]:
        return code_point_parts(tables, LOOKUP, findings, told)
    source = first_fitting(_widest_first(standing), (LOOKUP,)).source
    return chunks(source, layout_of(LOOKUP), findings, on_progress=told)


def plain_postcode(texts: pd.Series) -> pd.Series:
    """Write postcodes one way: capitals, no space."""
    return texts.str.upper().str.replace(" ", "", regex=False)


def _widest_first(standing: Standing) -> list[Source]:
    """Largest first: an archive of the ONSPD holds each area's part as well."""
    return sorted(standing.beside[LOOKUP], key=lambda it: it.size, reverse=True)


def _places(part: pd.DataFrame, points: pd.DataFrame) -> np.ndarray:
    codes = pd.Index(points["lsoa"])
    place = np.full(len(part), -1)
    said = [column for column in CODES if column in part]
    for column in said:
        place = np.where(place < 0, codes.get_indexer(part[column]), place)
    if any((part[column] != "").any() for column in said):
        return place
    return _nearest(part, points)


def _nearest(part: pd.DataFrame, points: pd.DataFrame) -> np.ndarray:
    """Nearest small area of the same district."""
    place = np.full(len(part), -1)
    grid = part[POINTS].apply(pd.to_numeric, errors="coerce").to_numpy(float)
    there = np.isfinite(grid).all(axis=1)
    for code, own in points.groupby("area_code"):
        here = there & (part["oslaua"] == code).to_numpy(bool)
        if here.any():
            tree = cKDTree(own[["easting", "northing"]].to_numpy(float))
            place[here] = own.index.to_numpy()[tree.query(grid[here])[1]]
    return place
