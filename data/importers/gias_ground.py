"""Where a case lies: which schools stand in it, and which near it."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from capital_planner.errors import Problem
from data.checks.points import places_are_in_districts, shapes_of
from data.importers.imported import Standing
from data.importers.layout import Findings
from data.importers.source import Source

NEARBY_M = 15_000
"""A special school of another authority counts as near within these metres."""
LEAST_M, EAST_M, NORTH_M = 181, 700_000, 1_300_000
"""No point is written as 0, 0; the British National Grid ends at the others."""
URNS = {
    "schools": "urn",
    "special_schools": "urn",
    "independent_schools": "urn",
    "bases": "urn",
    "programme": "site_urn",
}
"""Tables of a case that name schools of the authority, and in which column."""


@dataclass(frozen=True)
class Ground:
    """Districts of a case, as far as they are known.

    Attributes
    ----------
    areas, outlines
        Tables of the case; no row where boundaries are still to come.
    shapes
        Outline of each area by its code.
    known
        URNs that the case names already, as text.
    """

    areas: pd.DataFrame
    outlines: pd.DataFrame
    shapes: dict[str, BaseGeometry] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    @property
    def inside(self) -> frozenset[str]:
        """Codes of other authorities inside the outline of the authority."""
        return frozenset(self._codes("unitary"))

    @property
    def districts(self) -> dict[str, str]:
        """Name of each district of the authority by its code."""
        own = self.areas[self.areas["role"] == "county"]
        return dict(zip(own["area_code"], own["name"], strict=True))

    @cached_property
    def extent(self) -> BaseGeometry | None:
        """All districts of the authority as one; None where boundaries are to come."""
        parts = [self.shapes[code] for code in self.districts if code in self.shapes]
        return shapely.union_all(parts) if parts else None

    def placed(
        self, rows: pd.DataFrame, source: Source, findings: Findings
    ) -> pd.DataFrame:
        """Give each school that has a point its district.

        Adds ``district`` (name), ``in_district`` (it stands in a district of the
        authority) and ``in_case`` (in any area of the case). A code that the case
        does not know is replaced by the area that holds the point, which is told
        unless it is the code of an authority whose parts are the districts.
        """
        rows = _with_points(rows, source, findings)
        names = dict(zip(self.areas["area_code"], self.areas["name"], strict=True))
        if not names:
            said = rows["DistrictAdministrative (name)"]
            there = (said != "") & (rows["area_code"] != "")
            return rows.assign(district=said, in_district=there, in_case=there)
        strange = rows["own"] & ~rows["area_code"].isin(list(names))
        in_parts = rows["area_code"] == rows["GSSLACode (name)"]
        rows.loc[strange, "area_code"] = [
            self._holding(point) for point in _points(rows[strange])
        ]
        held = rows["area_code"].isin(list(names))
        for row, code in rows.loc[strange & ~(in_parts & held), "area_code"].items():
            message = "The district of the school is not one of the case."
            remedy = f"Taken by its point instead: {names.get(code, 'none, left out')}."
            place = (source.name, int(str(row)), "DistrictAdministrative (code)")
            findings.add(Problem(message, remedy, *place, severity="warning"))
        return rows.assign(
            district=rows["area_code"].map(names),
            in_district=rows["area_code"].isin(list(self.districts)),
            in_case=rows["area_code"].isin(list(names)),
        )

    def may_be_near(self, eastings: pd.Series, northings: pd.Series) -> pd.Series:
        """Whether points as written may be near: all, where nothing can be told."""
        extent = self.extent
        if extent is None:
            return pd.Series(data=True, index=eastings.index)
        west, south, east, north = extent.bounds
        x = pd.to_numeric(eastings, errors="coerce")
        y = pd.to_numeric(northings, errors="coerce")
        near = x.between(west - NEARBY_M, east + NEARBY_M)
        return near & y.between(south - NEARBY_M, north + NEARBY_M)

    def is_near(self, rows: pd.DataFrame) -> pd.Series:
        """Whether schools stand within 15 km of the authority.

        Of its districts; where boundaries are to come, of any school of its own.
        """
        extent = self.extent or shapely.multipoints(_points(rows[rows["own"]]))
        shapely.prepare(extent)
        near = shapely.dwithin(extent, _points(rows), NEARBY_M)
        return pd.Series(near, index=rows.index)

    def astray(self, schools: pd.DataFrame, source: Source) -> list[Problem]:
        """Schools whose point is outside the district that they name, as warnings."""
        if self.areas.empty or self.outlines.empty:
            message = "The boundaries of the districts are not there yet."
            remedy = (
                "Import boundaries next, then this file again: special schools nearby "
                "are those within 15 km of a school of the authority until then."
            )
            return [Problem(message, remedy, "outlines.csv", severity="warning")]
        tables = {
            "areas": self.areas,
            "outlines": self.outlines,
            "schools": schools,
        }
        return [
            replace(found, file=source.name, severity="warning")
            for found in places_are_in_districts(tables)
        ]

    def _codes(self, role: str) -> list[str]:
        return [*self.areas.loc[self.areas["role"] == role, "area_code"]]

    def _holding(self, point: shapely.Point) -> str:
        holds = (code for code, shape in self.shapes.items() if shape.covers(point))
        return next(holds, "")


def ground_of(standing: Standing) -> Ground:
    """Districts of the case as it stands, and the schools that it names."""
    named = ["area_code", "name", "role"]
    areas = standing.tables.get("areas", pd.DataFrame(columns=named, dtype="str"))
    corners = ["area_code", "part", "vertex", "easting", "northing"]
    outlines = standing.tables.get("outlines", pd.DataFrame(columns=corners))
    known = {
        str(urn)
        for table, column in URNS.items()
        if table in standing.tables
        for urn in standing.tables[table][column].dropna()
    }
    return Ground(areas, outlines, shapes_of(outlines), frozenset(known))


def _with_points(
    rows: pd.DataFrame, source: Source, findings: Findings
) -> pd.DataFrame:
    good = rows["easting"].between(LEAST_M, EAST_M)
    good &= rows["northing"].between(LEAST_M, NORTH_M)
    for row in rows.index[rows["own"] & ~good]:
        message = (
            "The school has no point on the British National Grid; it is left out."
        )
        remedy = "Give its Easting and Northing, if children with plans attend it."
        place = (source.name, int(row), "Easting", str(rows.loc[row, "urn"]))
        findings.add(Problem(message, remedy, *place, severity="warning"))
    return rows[good].copy()


def _points(rows: pd.DataFrame) -> np.ndarray:
    return np.asarray(shapely.points(rows[["easting", "northing"]].to_numpy(float)))
